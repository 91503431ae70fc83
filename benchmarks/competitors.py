"""Others' packages, each in an environment of its own, made when it is first measured, and a program that drives it."""

from __future__ import annotations

import fcntl
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.driven import PROGRAMS, driven
from benchmarks.measuring import Contender, Measure, NotMeasurableError
from benchmarks.shards import FUNCTIONS
from service.sandbox import images
from service.sandbox.engine import Engine
from service.settings import Settings

ENVIRONMENTS = Path(__file__).parent / "environments"
_RECIPE = b"""\
ARG BASE
FROM $BASE
USER root
RUN ln -s /usr/bin/python3 /usr/local/bin/python
ENTRYPOINT []
CMD ["/bin/sh"]
"""


def distilabel() -> tuple[Contender, ...]:
    """The execution checker of distilabel, which calls functions in its own process."""
    return (
        _distilabel("distilabel_trusting", "distilabel, one file, danger check off", "trust"),
        _distilabel("distilabel", "distilabel, one file", "check"),
        _distilabel("distilabel_folder", "distilabel, one function a file", "check", folder=True),
    )


def in_containers(image: Callable[[], str], code: Callable[[], str]) -> tuple[Contender, ...]:
    """What others make of the engine. ``image`` is that of the benchmark's functions, ``code`` prints 5 in it."""

    def contender(key: str, name: str, program: str, environment: str) -> Contender:
        def open_program(stack: ExitStack) -> Measure:
            python = environment_python(environment)
            command = (python, PROGRAMS / program, plain_image(image()), code())
            return stack.enter_context(driven(command, folder=PROGRAMS)).measure

        return Contender(key=key, name=name, open=open_program)

    return (
        contender("llm_sandbox", "llm-sandbox, one session", "llm_sandbox_session.py", "llm-sandbox"),
        contender("epicbox", "epicbox", "epicbox_run.py", "epicbox"),
    )


def environment_python(name: str, *, recipes: Path = ENVIRONMENTS, cache: Path | None = None) -> Path:
    """The Python of the environment that <name>.txt among ``recipes`` describes; made in the cache where missing.

    Raises NotMeasurableError where the packages cannot be had.
    """
    required = recipes / f"{name}.txt"
    key = hashlib.sha256(required.read_bytes() + sys.version.encode()).hexdigest()[:12]
    home = (cache or Settings.from_environment().cache_folder) / "bench"
    folder, ready = home / f"{name}-{key}", home / f"{name}-{key}" / ".ready"
    home.mkdir(parents=True, exist_ok=True)
    with (home / f"{name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            print(f"installing {name} into {folder}", flush=True)
            _install(required, folder)
            ready.touch()
    return folder / "bin" / "python"


def plain_image(base: str) -> str:
    """The functions' image as others expect one: root, a shell, a command called python. Built where it is missing."""
    with Engine.connect() as engine:
        digest = hashlib.sha256(str(engine.image_id(base)).encode() + _RECIPE).hexdigest()[:16]
        reference = f"callproof/bench:{digest}"
        if engine.image_id(reference) is None:
            context = io.BytesIO()
            with tarfile.open(fileobj=context, mode="w") as tar:
                entry = tarfile.TarInfo("Dockerfile")
                entry.size = len(_RECIPE)
                tar.addfile(entry, io.BytesIO(_RECIPE))
            context.seek(0)
            engine.build(context, reference, {"BASE": base}, {images.IMAGE_LABEL: "bench"})
    return reference


def _distilabel(key: str, name: str, danger: str, *, folder: bool = False) -> Contender:
    def open_program(stack: ExitStack) -> Measure:
        python = environment_python("distilabel")
        library = FUNCTIONS / "trivial.py"
        if folder:
            library = _one_function_a_file(stack)
        program = PROGRAMS / "distilabel_checker.py"
        return stack.enter_context(driven((python, program, library, danger), folder=PROGRAMS)).measure

    return Contender(key=key, name=name, open=open_program)


def _one_function_a_file(stack: ExitStack) -> Path:
    """The layout that distilabel documents for a folder: a file for each function, of the function's name."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callproof-bench-")))
    lines = (FUNCTIONS / "trivial.py").read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("def ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].removeprefix("def ").partition("(")[0]
        (folder / f"{name}.py").write_text("".join(lines[start:end]), encoding="utf-8")
    return folder


def _install(required: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        folder,
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
    )
    for command in (
        (sys.executable, "-m", "venv", "--without-pip", folder),
        (*pip, "--no-deps", "--require-hashes", "-r", required),
    ):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            raise NotMeasurableError(f"its packages cannot be installed: {said}")
