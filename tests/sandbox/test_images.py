"""The images, made and used on a real engine."""

from __future__ import annotations

import secrets
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest

from service.catalog.model import FunctionSet
from service.errors import FunctionsError, ImageError
from service.sandbox import images, owner
from service.sandbox.base_image import make_base
from service.sandbox.box_python import box_python
from service.sandbox.build_context import build_context, digest_of, files_below
from service.sandbox.engine import BoxSpec, Engine
from service.settings import Settings

Ensure = Callable[..., str]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def ensure(engine: Engine, said: list[str], tmp_path: Path) -> Iterator[Ensure]:
    """Ensures the image of function sets, notes what was said, and removes the image afterwards."""
    made: set[str] = set()
    settings = Settings.from_environment({"CALLPROOF_CACHE_DIR": str(tmp_path / "cache")})

    def ensure_and_note(*function_sets: FunctionSet) -> str:
        reference = images.ensure_functions(engine, function_sets, say=said.append, settings=settings)
        made.add(reference)
        return reference

    yield ensure_and_note
    for reference in made:
        engine.remove_image(reference)


def function_set(root: Path, *requirements: str, name: str = "set") -> FunctionSet:
    files = files_below(root)
    digest = digest_of(root, files) + "".join(requirements).encode().hex()
    return FunctionSet(name=name, root=root, files=files, requirements=requirements, digest=digest)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A folder of code that no other test has."""
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "greeting.py").write_text(f"WORD = {secrets.token_hex(8)!r}\n")
    return folder


def output(engine: Engine, image: str, *command: str) -> str:
    """What a command in a box prints, on either stream."""
    box = engine.start_box(
        BoxSpec(
            image=image,
            name=f"callproof-test-{secrets.token_hex(6)}",
            labels=owner.labels(),
            memory_bytes=128 * 1024 * 1024,
            processes=16,
            cpus=1.0,
            runtime=None,
            environment={},
            command=command,
        )
    )
    printed = bytearray()
    try:
        with box.socket.makefile("rb") as stream:
            while header := stream.read(8):
                printed += stream.read(int.from_bytes(header[4:], "big"))
    finally:
        box.remove()
    return printed.decode()


def python_output(engine: Engine, image: str, program: str, *paths: str) -> str:
    return output(engine, image, "python3", "-S", "-B", "-c", f"import sys; sys.path[:0] = {list(paths)!r}; {program}")


def test_an_image_that_is_there_is_found_without_a_word(engine: Engine, runner_image: str, said: list[str]) -> None:
    assert images.ensure_runner(engine, say=said.append) == runner_image
    assert said == []


def test_the_python_in_the_box_is_new_enough(engine: Engine, runner_image: str) -> None:
    assert box_python(engine, runner_image).version in {"3.11", "3.12", "3.13", "3.14"}


def test_the_box_knows_time_zones(engine: Engine, runner_image: str) -> None:
    assert "Europe/Warsaw" in python_output(
        engine, runner_image, "import zoneinfo; print(zoneinfo.ZoneInfo('Europe/Warsaw'))"
    )


def test_the_runner_is_compiled_in_the_image(engine: Engine, runner_image: str) -> None:
    assert "__main__.cpython-" in output(engine, runner_image, "ls", "/opt/callproof/runner/__pycache__")


def test_nothing_in_the_image_belongs_to_the_user_of_the_box(engine: Engine, ensure: Ensure, code: Path) -> None:
    image = ensure(function_set(code))
    assert output(engine, image, "find", "/opt", "-not", "-user", "root") == ""


def test_no_program_in_the_image_sets_the_user_id(engine: Engine, runner_image: str) -> None:
    found = output(engine, runner_image, "find", "/usr", "/opt", "-xdev", "-perm", "/6000", "-type", "f")
    assert "/" not in found


def test_code_arrives_whole_with_data_and_neighbours(engine: Engine, ensure: Ensure, code: Path) -> None:
    (code / "package").mkdir()
    (code / "package" / "__init__.py").write_text("")
    (code / "package" / "reader.py").write_text(
        "from pathlib import Path\nfrom greeting import WORD\n"
        "TEXT = (Path(__file__).parent / 'dane żółte.txt').read_text()\n"
    )
    (code / "package" / "dane żółte.txt").write_text("zażółć", encoding="utf-8")
    taken = function_set(code)
    printed = python_output(
        engine, ensure(taken), "import package.reader as r; print(ascii(r.TEXT), r.WORD)", *images.search_paths(taken)
    )
    assert printed == f"'za\\u017c\\xf3\\u0142\\u0107' {(code / 'greeting.py').read_text().split(chr(39))[1]}\n"


def test_code_is_compiled_in_the_image(engine: Engine, ensure: Ensure, code: Path) -> None:
    taken = function_set(code)
    listed = output(engine, ensure(taken), "ls", f"{images.search_paths(taken)[0]}/__pycache__")
    assert listed.startswith("greeting.cpython-")


def test_a_module_that_cannot_be_compiled_does_not_stop_the_image(engine: Engine, ensure: Ensure, code: Path) -> None:
    (code / "broken.py").write_text("def (")
    taken = function_set(code)
    assert "greeting.py" in output(engine, ensure(taken), "ls", images.search_paths(taken)[0])


def test_the_same_code_under_another_name_is_the_same_image(ensure: Ensure, code: Path, said: list[str]) -> None:
    first = ensure(function_set(code, name="one"))
    spoken = list(said)
    assert ensure(function_set(code, name="two")) == first
    assert said == spoken


def test_changed_code_is_another_image(ensure: Ensure, code: Path) -> None:
    before = ensure(function_set(code))
    (code / "greeting.py").write_text("WORD = 'other'\n")
    assert ensure(function_set(code)) != before


def test_two_function_sets_with_modules_of_the_same_name_stay_apart(
    engine: Engine, ensure: Ensure, code: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "greeting.py").write_text("WORD = 'other'\n")
    sets = function_set(code), function_set(other, name="other")
    image = ensure(*sets)
    printed = [
        python_output(engine, image, "import greeting; print(greeting.WORD)", *images.search_paths(each))
        for each in sets
    ]
    assert printed[1] == "other\n"
    assert printed[0] != printed[1]


def test_no_functions_at_all_still_give_an_image(engine: Engine, ensure: Ensure) -> None:
    assert engine.image_id(ensure()) is not None


def test_two_at_once_build_an_image_once(engine: Engine, ensure: Ensure, code: Path, said: list[str]) -> None:
    taken = function_set(code)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(ensure, [taken, taken])
    assert first == second
    assert said == [f"building the image {first}"]


def wheel(folder: Path, name: str, content: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", content)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that the host's pip looks into, and nowhere else."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_requirements_come_by_way_of_the_pip_of_the_host(
    engine: Engine, ensure: Ensure, code: Path, shelf: Path
) -> None:
    wheel(shelf, "shelved", "ANSWER = 42\n")
    taken = function_set(code, "shelved>=1")
    printed = python_output(engine, ensure(taken), "import shelved; print(shelved.ANSWER)", *images.search_paths(taken))
    assert printed == "42\n"


def test_a_requirement_that_does_not_exist_is_an_image_error_that_names_it(
    ensure: Ensure, code: Path, shelf: Path
) -> None:
    with pytest.raises(ImageError, match="absent>=1"):
        ensure(function_set(code, "absent>=1"))


def test_no_code_of_a_requirement_runs_on_the_host(ensure: Ensure, code: Path, shelf: Path, tmp_path: Path) -> None:
    source = shelf / "sourced-1.0.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("sourced-1.0/PKG-INFO", "Metadata-Version: 2.1\nName: sourced\nVersion: 1.0\n")
        archive.writestr("sourced-1.0/setup.py", f"open({str(tmp_path / 'ran')!r}, 'w').close()\n")
    with pytest.raises(ImageError, match="sourced"):
        ensure(function_set(code, "sourced"))
    assert not (tmp_path / "ran").exists()


def test_a_malformed_requirement_is_the_fault_of_the_functions(ensure: Ensure, code: Path) -> None:
    with pytest.raises(FunctionsError, match="git"):
        ensure(function_set(code, "git+ssh://example/package"))


def test_an_image_without_python_is_refused(engine: Engine) -> None:
    reference = f"callproof/test:{secrets.token_hex(8)}"
    with build_context({PurePosixPath("etc/empty"): b""}) as archive:
        engine.import_rootfs(archive, reference, [])
    try:
        with pytest.raises(ImageError, match="CALLPROOF_BASE_IMAGE"):
            box_python(engine, reference)
    finally:
        engine.remove_image(reference)


def test_a_build_that_fails_is_an_image_error_with_the_output(engine: Engine, runner_image: str) -> None:
    recipe = b"ARG BASE\nFROM ${BASE}\nRUN echo the last words && false\n"
    with (
        build_context({PurePosixPath("Dockerfile"): recipe}) as context,
        pytest.raises(ImageError, match="the last words"),
    ):
        engine.build(context, "callproof/test:never", {"BASE": runner_image}, {})


def test_a_build_has_no_network(engine: Engine, runner_image: str) -> None:
    program = b"import socket; print([name for _, name in socket.if_nameindex() if name != 'lo'] or 'alone')"
    recipe = b'ARG BASE\nFROM ${BASE}\nRUN python3 -c "' + program + b'" | grep alone\n'
    reference = f"callproof/test:{secrets.token_hex(8)}"
    with build_context({PurePosixPath("Dockerfile"): recipe}) as context:
        made = engine.build(context, reference, {"BASE": runner_image}, {"io.callproof.test": reference})
    assert made.startswith("sha256:")
    engine.remove_image(reference)


def test_a_stream_that_is_no_archive_is_an_image_error(engine: Engine) -> None:
    with pytest.raises(ImageError):
        engine.import_rootfs(BytesIO(b"no archive" * 100), "callproof/test:never", [])


@pytest.fixture
def silent_registry() -> Iterator[str]:
    """The address of a registry that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_a_silent_registry_costs_no_more_than_its_time(engine: Engine, silent_registry: str) -> None:
    began = time.monotonic()
    result = engine.pull(f"{silent_registry}/python:3.11", timeout_seconds=5, silence_seconds=0.5)
    assert not result.pulled
    assert time.monotonic() - began < 4


def test_a_base_image_that_was_asked_for_by_name_is_not_replaced_by_another(
    engine: Engine, silent_registry: str
) -> None:
    name = f"{silent_registry}/python:3.11"
    settings = Settings.from_environment({"CALLPROOF_BASE_IMAGE": name, "CALLPROOF_PULL_TIMEOUT_SECONDS": "0.5"})
    with pytest.raises(ImageError, match=name):
        make_base(engine, "callproof/test:never", settings=settings, say=print)
