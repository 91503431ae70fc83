"""Requirements are foreign code that stems import ahead of workers: whatever they do, no example meets another one."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool
from tests.sandbox.driving import plan, run
from tests.sandbox.hostile_requirements import FAILING, PACKAGES, TELLING, sources
from tests.sandbox.worlds import WORLDS, World, boxes_of, open_world
from verifiers.model import Execution, Limits

HERE = [each for each in WORLDS if each.isolation is Isolation.EXAMPLE]
USES = """
import {package}


def meet(value: str) -> list:
    return {package}.meet(value)
"""
IMPORTS = """
import os

from {package} import loaded_by


def meet(value: str) -> list:
    return [loaded_by == os.getpid()]
"""
LIMITS = Limits(wall_seconds=2, cpu_seconds=1, memory_bytes=256 * 1024 * 1024)


def wheel(folder: Path, name: str, content: str) -> str:
    """Make a package; its version, which differs wherever its content does, as images are named by it."""
    version = f"1.{zlib.crc32(content.encode())}"
    described = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", content)
        archive.writestr(f"{described}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{described}/RECORD", "")
    return version


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A set for each package, whose function ``meet_<package>`` hands its argument on; and a set without any."""
    shelf = tmp_path_factory.mktemp("shelf")
    folders = []
    for package, source in sources().items():
        version = wheel(shelf, package, source)
        name = package.removeprefix("hostile_")
        folder = tmp_path_factory.mktemp(name)
        (folder / "functions.toml").write_text(
            f'requirements = ["{package}=={version}"]\n\n[[function]]\nname = "meet_{name}"\n'
            f'implementation = "meeting_{name}:meet"\n'
        )
        (folder / f"meeting_{name}.py").write_text(
            (IMPORTS if name in TELLING else USES).format(package=package), encoding="utf-8"
        )
        folders.append(str(folder))
    folders.append(str(Path(__file__).parent / "pure_functions"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(shelf))
        patch.setenv("CALLPROOF_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield load_catalog(folders)


@pytest.fixture(scope="module", params=HERE, ids=[each.id for each in HERE])
def pool(functions: Catalog, runner_image: str, request: pytest.FixtureRequest) -> Iterator[Pool]:
    world: World = request.param
    with open_world(world, functions) as opened:
        add(opened, functions)
        yield opened


def meet(pool: Pool, functions: Catalog, package: str, value: str) -> Execution:
    outcome = run(pool, plan([(f"meet_{package}", {"value": value})], functions=functions, limits=LIMITS))
    assert outcome.findings == ()
    return outcome.executions[0]


def add(pool: Pool, functions: Catalog) -> Mapping[str, object]:
    outcome = run(pool, plan([("add_up", {"first": 2, "second": 3})], functions=functions))
    return {"findings": outcome.findings, "result": outcome.executions[0].result}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_example_meets_another_through_a_requirement(pool: Pool, functions: Catalog, package: str) -> None:
    boxes = boxes_of(pool)
    for number in range(6):
        execution = meet(pool, functions, package, f"left-behind-{number}")
        assert (execution.status, execution.result) == ("returned", [])
        assert (execution.stdout, execution.stderr) == ("", "")
        assert add(pool, functions) == {"findings": (), "result": 5}
    assert boxes_of(pool) == boxes


@pytest.mark.parametrize("package", FAILING)
def test_a_requirement_that_does_not_come_up_is_charged_to_loading(
    pool: Pool, functions: Catalog, package: str
) -> None:
    for _ in range(2):
        execution = meet(pool, functions, package, "left-behind")
        assert execution.status == FAILING[package][1]
        assert execution.error is not None
        assert execution.error.importing
        assert add(pool, functions) == {"findings": (), "result": 5}


@pytest.mark.parametrize("package", TELLING)
def test_modules_with_requirements_are_loaded_ahead_by_guarded_stems_alone(
    pool: Pool, functions: Catalog, package: str
) -> None:
    by_worker = TELLING[package][1] or "no_proc" in pool.conditions.layers
    for _ in range(3):
        assert meet(pool, functions, package, "").result == [by_worker]
