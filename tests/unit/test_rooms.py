"""The rooms and who may go where: import rules, and the modules that alone may touch something."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[2]
HOST_ROOMS = ("service", "verifiers")
ROOMS = (*HOST_ROOMS, "function_impls", "sandbox_images", "benchmarks")
IMPURE = {
    *("os", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket", "threading", "asyncio", "multiprocessing"),
    *("time", "random", "secrets", "logging", "sqlite3", "urllib", "http", "requests", "importlib", "pickle"),
}


def modules(*rooms: str) -> list[str]:
    return sorted(
        path.relative_to(TREE).as_posix()
        for room in rooms
        for path in (TREE / room).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def imported(module: str) -> set[str]:
    """Dotted names that a module imports, wherever in it; for ``from a import b`` both ``a`` and ``a.b``."""
    names: set[str] = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = "." * node.level + (node.module or "")
            names.update({home, *(f"{home}.{alias.name}" for alias in node.names)})
    return names


def top_levels(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imported(module) if not name.startswith(".")}


def parsed(module: str) -> ast.Module:
    return ast.parse((TREE / module).read_text(encoding="utf-8"))


def names_used(module: str) -> Iterator[str]:
    """Dotted names as they are written, such as ``os.environ``, and bare ones."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name):
            yield node.id


def test_only_the_engine_module_imports_docker() -> None:
    assert [each for each in modules(*ROOMS) if "docker" in top_levels(each)] == ["service/sandbox/engine.py"]


def test_only_the_http_service_imports_its_framework_and_server() -> None:
    framework = {"fastapi", "starlette", "uvicorn"}
    assert not [
        each for each in modules(*ROOMS) if framework & top_levels(each) and not each.startswith("service/api/")
    ]


@pytest.mark.parametrize("module", modules("verifiers"))
def test_the_judgement_does_not_import_the_process_around_it(module: str) -> None:
    assert not top_levels(module) & {"service", "function_impls", "sandbox_images", "benchmarks", "tests"}


@pytest.mark.parametrize("module", modules("verifiers"))
def test_the_judgement_imports_nothing_that_does_input_or_output(module: str) -> None:
    assert not top_levels(module) & IMPURE


@pytest.mark.parametrize("module", modules("verifiers"))
def test_the_judgement_opens_no_file_and_evaluates_nothing(module: str) -> None:
    assert not {"open", "eval", "exec", "input", "__import__"} & set(names_used(module))


@pytest.mark.parametrize("module", modules(*HOST_ROOMS))
def test_the_host_evaluates_and_unpickles_nothing(module: str) -> None:
    assert not {"eval", "exec"} & set(names_used(module))
    assert not {"pickle", "marshal", "shelve", "dill"} & top_levels(module)


@pytest.mark.parametrize("module", modules(*HOST_ROOMS, "benchmarks"))
def test_the_host_never_imports_what_runs_in_the_box(module: str) -> None:
    assert "function_impls" not in top_levels(module)
    assert not [name for name in imported(module) if name.startswith("sandbox_images.runner")]


@pytest.mark.parametrize("module", modules("sandbox_images/runner"))
def test_the_runner_needs_the_standard_library_alone(module: str) -> None:
    assert top_levels(module) <= sys.stdlib_module_names | {"sandbox_images", "runner"}


def test_only_the_settings_read_the_environment() -> None:
    readers = {"os.environ", "os.getenv", "os.environb", "environ", "getenv"}
    assert [each for each in modules(*HOST_ROOMS) if readers & set(names_used(each))] == ["service/settings.py"]


@pytest.mark.parametrize("module", [each for each in modules(*HOST_ROOMS) if not each.startswith("service/cli/")])
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    assert not {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout", "sys.stderr", "SystemExit"} & set(
        names_used(module)
    )


@pytest.mark.parametrize("module", modules(*ROOMS, "tests"))
def test_no_module_has_a_name_that_says_nothing(module: str) -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "handler", "handlers"}
    assert not vague & {part.removesuffix(".py") for part in module.split("/")}


@pytest.mark.parametrize("module", modules(*HOST_ROOMS))
def test_no_module_shares_its_name_with_the_standard_library(module: str) -> None:
    assert Path(module).stem not in sys.stdlib_module_names


def test_a_foreign_package_named_verifiers_stops_the_start(tmp_path: Path) -> None:
    foreign = tmp_path / "verifiers"
    foreign.mkdir()
    (foreign / "__init__.py").write_text("")
    program = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(TREE)!r}]; "
        "import service.cli; sys.exit(service.cli.main(['--version']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "another package named 'verifiers'" in done.stderr


def test_the_start_accepts_our_own_packages() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "--version"], capture_output=True, text=True, check=False, cwd=TREE
    )
    assert done.returncode == 0
    assert done.stdout.startswith("callproof ")


def test_a_start_imports_nothing_that_most_runs_do_without() -> None:
    late = {"docker", "fastapi", "jsonschema", "rich", "uvicorn", "zstandard"}
    told = f"import sys; import service.cli.parser; print(sorted({late} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], cwd=TREE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
