"""The base image: from a registry where one answers, else from the distribution's own packages.

Which of the two, and everything else about it, stands in sandbox_images/base.toml; CALLPROOF_BASE_IMAGE overrides.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from service.errors import ImageError
from service.sandbox.engine import Engine
from service.settings import DISTRIBUTION, Settings

RECIPES = Path(__file__).resolve().parents[2] / "sandbox_images"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_KEPT_MODE = 0o777  # a box has no use for set-user-id programs


class Distribution(BaseModel):
    """How to make the base image from the distribution's packages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    packages: tuple[str, ...]
    without: tuple[str, ...]


class BaseRecipe(BaseModel):
    """The content of base.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    registry: str
    registry_silence_seconds: float
    distribution: Distribution


def read_recipe() -> BaseRecipe:
    """Read sandbox_images/base.toml."""
    return BaseRecipe.model_validate(tomllib.loads((RECIPES / "base.toml").read_text(encoding="utf-8")))


def make_base(engine: Engine, reference: str, *, settings: Settings, say: Callable[[str], None]) -> None:
    """Make the base image and tag it ``reference``.

    A registry image that the settings name is used or the attempt fails; the recipe's own may be replaced by the
    distribution's packages. ImageError when neither way works.
    """
    recipe = read_recipe()
    if settings.base_image == DISTRIBUTION:
        _from_distribution(engine, reference, recipe.distribution, say)
        return
    source = settings.base_image or recipe.registry
    reason = _from_registry(engine, reference, source, recipe, settings, say)
    if reason is None:
        return
    if settings.base_image:
        raise ImageError(
            f"The base image {source} (CALLPROOF_BASE_IMAGE) could not be fetched: {reason}. Check its name and the "
            f"way to its registry, or set CALLPROOF_BASE_IMAGE={DISTRIBUTION} to make one without a registry."
        )
    say(f"{source} could not be fetched ({reason})")
    _from_distribution(engine, reference, recipe.distribution, say)


def _from_registry(
    engine: Engine, reference: str, source: str, recipe: BaseRecipe, settings: Settings, say: Callable[[str], None]
) -> str | None:
    """Return None when ``reference`` now is the registry's image, else why not."""
    if engine.image_id(source) is None:
        say(f"fetching the base image {source}")
        result = engine.pull(
            source,
            timeout_seconds=settings.pull_timeout_seconds,
            silence_seconds=recipe.registry_silence_seconds,
        )
        if not result.pulled:
            return result.reason
    engine.tag(source, reference)
    return None


def _from_distribution(engine: Engine, reference: str, recipe: Distribution, say: Callable[[str], None]) -> None:
    codename = _codename()
    if codename is None or shutil.which("apt-get") is None:
        raise ImageError(
            "The base image cannot be made without a registry here: this is not a system of the Debian family. "
            "Set CALLPROOF_BASE_IMAGE to an image with Python 3.11 or later in a registry that this machine reaches, "
            "or load one (docker load) and name it."
        )
    if os.geteuid() != 0:
        raise ImageError(
            "The base image cannot be made from the distribution's packages by an ordinary user. Run `callproof images "
            "build` once as root, or set CALLPROOF_BASE_IMAGE to an image that this machine can fetch."
        )
    _ensure_debootstrap(say)
    say(f"making the base image from the packages of {codename} (takes about a minute)")
    with tempfile.TemporaryDirectory(prefix="callproof-base-") as folder:
        root = Path(folder) / "root"
        _run(
            [
                *_behind_proxy(),
                *("debootstrap", "--variant=minbase", f"--include={','.join(recipe.packages)}"),
                *(codename, str(root), *_mirror(codename)),
            ],
            "debootstrap could not make a root file system",
        )
        say("importing the base image")
        _import(engine, reference, root, recipe.without)


def _import(engine: Engine, reference: str, root: Path, without: Sequence[str]) -> None:
    """Stream the tar of ``root`` to the engine, so that no second copy lies on the disk."""
    reader, writer = os.pipe()
    failures: list[OSError | tarfile.TarError] = []

    def write() -> None:
        try:
            with open(writer, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
                _archive(root, without, stream)
        except (OSError, tarfile.TarError) as error:
            failures.append(error)

    thread = threading.Thread(target=write, name="archive", daemon=True)
    thread.start()
    try:
        with open(reader, "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
            engine.import_rootfs(stream, reference, [f"ENV PATH={_PATH}", "LABEL io.callproof.image=base"])
    finally:
        thread.join()
    if failures:
        raise ImageError(f"The base image could not be packed: {failures[0]}.") from failures[0]


def _archive(root: Path, without: Sequence[str], stream: BinaryIO) -> None:
    left_out = tuple(f"{folder}/" for folder in without)

    def keep(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
        if entry.name.startswith(left_out) or not (entry.isreg() or entry.isdir() or entry.issym() or entry.islnk()):
            return None
        if not entry.isdir():
            entry.mode &= _KEPT_MODE
        entry.uname = entry.gname = ""
        return entry

    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(root.iterdir()):
            archive.add(path, arcname=path.name, filter=keep)


def _ensure_debootstrap(say: Callable[[str], None]) -> None:
    if shutil.which("debootstrap"):
        return
    say("installing debootstrap from the distribution")
    install_packages(["debootstrap"])


def install_packages(packages: Sequence[str]) -> None:
    """Install packages of the distribution with apt-get, asking nothing; needs root. ImageError with its output."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    names = ", ".join(packages)
    _run([*apt, "update"], f"The package lists could not be fetched, needed to install {names}")
    _run([*apt, "install", "--no-install-recommends", *packages], f"apt-get could not install {names}")


def _codename() -> str | None:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    return facts.get("VERSION_CODENAME", "").strip('"') or None


def _mirror(codename: str) -> list[str]:
    """Return the address that apt itself uses for the release, as a list of one; empty means debootstrap's default."""
    listed = _run(
        ["apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"],
        "apt-get could not list its sources",
    )
    addresses = [line.split(" ", 2)[2] for line in listed.splitlines() if line.startswith(f"{codename} main ")]
    usable = [address for address in addresses if address.startswith(("http://", "https://", "file:"))]
    return usable[:1]


def _behind_proxy() -> list[str]:
    """Return the words that give debootstrap, which does not read apt's configuration, the proxy that apt uses."""
    line = _run(["apt-config", "--format", "%v%n", "dump", "Acquire::http::Proxy"], "apt-config failed").strip()
    return ["env", f"http_proxy={line}", f"https_proxy={line}"] if line and line != "DIRECT" else []


def _run(command: Sequence[str], what: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own words, and package names from base.toml
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ImageError(f"{what}: {error}.") from error
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise ImageError(
            f"{what}: it ended with status {done.returncode}. Probably the package mirror is not reachable or the disk "
            f"is full; the last output was:\n{tail}"
        )
    return done.stdout
