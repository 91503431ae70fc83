"""What the Python in an image is, asked of the image itself."""

from __future__ import annotations

import json
import secrets
import struct
from dataclasses import dataclass

from service.errors import ImageError, SandboxError
from service.sandbox import owner
from service.sandbox.engine import BoxSpec, Engine, RunningBox

_OLDEST = (3, 11)
_ANSWER_SECONDS = 60.0
_PORTION = struct.Struct(">BxxxI")  # stream number, length (Docker Engine API, "Attach to a container")
_QUESTION = (
    "import json, platform, sys; name, version = platform.libc_ver(); "
    "print(json.dumps([*sys.version_info[:2], platform.machine(), version if name == 'glibc' else None]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxPython:
    """The Python of an image: ``version`` as "3.11", ``machine`` as "x86_64", ``glibc`` as (2, 36) or None (musl)."""

    version: str
    machine: str
    glibc: tuple[int, int] | None


def box_python(engine: Engine, image: str) -> BoxPython:
    """Ask the Python in an image what it is. ImageError when there is none, or an older one than 3.11."""
    answer = _ask(engine, image)
    try:
        major, minor, machine, glibc = json.loads(answer)
    except ValueError as error:
        raise ImageError(
            f"The python3 of the image {image} does not work; it said: {answer[:500]!r}. Name another base image in "
            "CALLPROOF_BASE_IMAGE."
        ) from error
    if (major, minor) < _OLDEST:
        raise ImageError(
            f"The image {image} has Python {major}.{minor}, but boxes need 3.11 or later. Name another base image in "
            "CALLPROOF_BASE_IMAGE."
        )
    parts = [int(part) for part in glibc.split(".")[:2]] if glibc else None
    return BoxPython(version=f"{major}.{minor}", machine=machine, glibc=(parts[0], parts[1]) if parts else None)


def _ask(engine: Engine, image: str) -> bytes:
    spec = BoxSpec(
        image=image,
        name=f"callproof-ask-{secrets.token_hex(8)}",
        labels=owner.labels(),
        memory_bytes=128 * 1024 * 1024,
        processes=16,
        cpus=1.0,
        runtime=None,
        environment={},
        command=("python3", "-c", _QUESTION),
    )
    try:
        box = engine.start_box(spec)
    except SandboxError as error:
        raise ImageError(
            f"The image {image} does not start python3: {error} Name another base image in CALLPROOF_BASE_IMAGE, or "
            "run `callproof doctor` when no image starts."
        ) from error
    try:
        return _all_output(box)
    finally:
        box.remove()


def _all_output(box: RunningBox) -> bytes:
    box.socket.settimeout(_ANSWER_SECONDS)
    output = bytearray()
    with box.socket.makefile("rb") as stream:
        try:
            while len(header := stream.read(_PORTION.size)) == _PORTION.size:
                output += stream.read(_PORTION.unpack(header)[1])
        except TimeoutError as error:
            raise ImageError(
                f"A box said nothing for {_ANSWER_SECONDS:g} s. Probably the machine is overloaded."
            ) from error
    return bytes(output)
