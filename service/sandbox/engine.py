"""The container engine: images and boxes through its API. The only module that imports ``docker``.

The engine's API is used for lifecycle only, never per call. A box goes through::

    create (hardened) → attach (before the start, so that nothing is lost) → start → … → kill → remove

Whatever the SDK raises leaves here as an EngineError (the engine is gone), an ImageError (an image is the problem)
or a SandboxError (a box is the problem).
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Self

import docker
import docker.auth
import docker.constants
import docker.errors
import urllib3.exceptions
from docker.types import LogConfig, Ulimit

from service.errors import EngineError, ImageError, SandboxError, UnableError
from service.sandbox.engine_model import BoxSpec, BoxState, EngineInfo, PullResult
from service.sandbox.gvisor import host_bounds
from verifiers.model import Json

__all__ = ["BoxSpec", "BoxState", "Engine", "EngineInfo", "PullResult", "RunningBox"]

NOBODY = "65534:65534"
# Objects of System V and POSIX message queues belong to the box, not to a process, and would outlive a worker.
_NO_SYSTEM_V = {
    "kernel.shmmni": "0",
    "kernel.msgmni": "0",
    "kernel.sem": "0 0 0 0",
    "fs.mqueue.queues_max": "0",
}
OPEN_FILES = 1024
SECONDS_PER_REQUEST = 60
SECONDS_PER_IMPORT = 600
_CHUNK_BYTES = 1024 * 1024
_ANY_VERSION = docker.constants.MINIMUM_DOCKER_API_VERSION

_NOT_ANSWERING = (
    "The container engine does not answer: {error}. Probably it is not running, or DOCKER_HOST points elsewhere, or "
    "this user may not open its socket. Start it (systemctl start docker, or dockerd as root) or join its group "
    "(usermod -aG docker USER), then try again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBox:
    """A started box.

    ``socket`` is blocking and carries stdin one way and, the other way, stdout and stderr as frames with an 8-byte
    header (stream number, three zero bytes, length as a big-endian 32-bit number). Closing it closes stdin of the box.
    ``warnings`` are the engine's own, such as a limit that this host cannot enforce.
    """

    id: str
    name: str
    socket: socket.socket
    warnings: tuple[str, ...]
    _client: docker.DockerClient = field(repr=False)

    def kill(self) -> None:
        """Send SIGKILL; a box that is gone or has ended is left as it is. EngineError when the engine is gone."""
        with _translated(SandboxError, f"Box {self.name} could not be killed"):
            try:
                self._client.api.kill(self.id)
            except docker.errors.APIError as error:
                if error.status_code not in {404, 409}:
                    raise

    def hang_up(self) -> None:
        """End the conversation for whichever thread waits in it; again is fine.

        Only this may be called from another thread. Closing would free the descriptor's number, and a thread about to
        wait on it would wait on whatever was opened next.
        """
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def remove(self) -> None:
        """Close the socket and remove the box, running or not; again is fine. EngineError when the engine is gone."""
        self.socket.close()
        _remove(self._client, self.id)

    def state(self) -> BoxState:
        """Ask the engine how the box is; one that no longer exists is not running."""
        with _translated(SandboxError, f"Box {self.name} could not be inspected"):
            try:
                state: Mapping[str, Json] = self._client.api.inspect_container(self.id)["State"]
            except docker.errors.NotFound:
                return BoxState(running=False, exit_code=None, oom_killed=False)
        running = bool(state["Running"])
        return BoxState(
            running=running, exit_code=None if running else int(state["ExitCode"]), oom_killed=bool(state["OOMKilled"])
        )


class Engine:
    """A connection to a container engine. Threads may share it. A context manager: leaving it closes the connection."""

    def __init__(self, client: docker.DockerClient) -> None:
        self._client = client

    @classmethod
    def connect(cls) -> Self:
        """Connect to the engine that the docker command would use (DOCKER_HOST, context, default socket).

        EngineError when none answers.
        """
        try:
            _try_socket()
            return cls(docker.DockerClient.from_env(timeout=SECONDS_PER_REQUEST))
        except (docker.errors.DockerException, OSError) as error:
            raise EngineError(_NOT_ANSWERING.format(error=error)) from error

    def close(self) -> None:
        """Close the connection; boxes stay as they are."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def info(self) -> EngineInfo:
        """Ask the engine what it is."""
        with _translated(EngineError, "The engine does not describe itself"):
            facts = self._client.api.info()
        return EngineInfo(
            version=str(facts.get("ServerVersion", "")),
            api_version=self._client.api.api_version,
            cgroup_version=str(facts.get("CgroupVersion", "1")),
            runtimes=tuple(sorted(facts.get("Runtimes") or {})),
            root=str(facts.get("DockerRootDir", "")),
            storage_driver=str(facts.get("Driver", "")),
        )

    def image_id(self, reference: str) -> str | None:
        """Return the id (``sha256:…``) of an image that is on the engine, else None."""
        with _translated(ImageError, f"Image {reference} could not be inspected"):
            try:
                return str(self._client.api.inspect_image(reference)["Id"])  # type: ignore[no-untyped-call] # stubs lag
            except docker.errors.NotFound:
                return None

    def list_images(self, label: str) -> tuple[str, ...]:
        """Return the references of the images that carry ``label`` (``key`` or ``key=value``), sorted."""
        with _translated(ImageError, "The images could not be listed"):
            images = self._client.api.images(filters={"label": label})
        return tuple(sorted(tag for image in images for tag in image.get("RepoTags") or ()))

    def tag(self, image: str, reference: str) -> None:
        """Give an image (reference or id) another reference ``repository:tag``."""
        repository, _, tag = reference.rpartition(":")
        with _translated(ImageError, f"Image {image} could not be tagged {reference}"):
            self._client.api.tag(image, repository, tag, force=True)

    def remove_image(self, reference: str) -> None:
        """Remove a reference, and the image when it was the last one; one that does not exist is fine."""
        with _translated(ImageError, f"Image {reference} could not be removed"):
            try:
                self._client.api.remove_image(reference)
            except docker.errors.NotFound:
                return

    def pull(self, reference: str, *, timeout_seconds: float, silence_seconds: float) -> PullResult:
        """Fetch an image from its registry.

        Gives up when the engine says nothing for ``silence_seconds`` or is not done after ``timeout_seconds`` (and at
        most one silence more); hanging up makes the engine stop too.
        """
        api = self._client.api
        repository, tag = _split_reference(reference)
        header = docker.auth.get_config_header(api, docker.auth.resolve_repository_name(repository)[0])
        deadline = time.monotonic() + timeout_seconds
        last_word = "no answer in time"
        try:
            with api.post(
                f"{api.base_url}/v{api.api_version}/images/create",
                params={"fromImage": repository, "tag": tag},
                headers={"X-Registry-Auth": header} if header else {},
                stream=True,
                timeout=(SECONDS_PER_REQUEST, min(silence_seconds, timeout_seconds)),
            ) as response:
                for line in response.iter_lines():
                    last_word = _told(line)
                    if time.monotonic() > deadline:
                        return PullResult(pulled=False, reason=f"not done after {timeout_seconds:g} s")
        except (OSError, urllib3.exceptions.HTTPError):
            return PullResult(pulled=False, reason=f"nothing heard for {silence_seconds:g} s; before that: {last_word}")
        pulled = self.image_id(reference) is not None
        return PullResult(pulled=pulled, reason="" if pulled else last_word)

    def import_rootfs(self, archive: BinaryIO, reference: str, changes: Sequence[str]) -> str:
        """Make an image of a tar of a root file system; ``changes`` are Dockerfile lines (ENV, LABEL). Give its id."""
        api = self._client.api
        repository, _, tag = reference.rpartition(":")
        with (  # the SDK's own import sends both a length and chunks for a file that has a length
            _translated(ImageError, f"Image {reference} could not be imported"),
            api.post(
                f"{api.base_url}/v{api.api_version}/images/create",
                params={"fromSrc": "-", "repo": repository, "tag": tag, "changes": list(changes)},
                headers={"Content-Type": "application/x-tar"},
                data=iter(lambda: archive.read(_CHUNK_BYTES), b""),
                timeout=SECONDS_PER_IMPORT,
            ) as response,
        ):
            words = _told(response.content.splitlines()[-1] if response.content else b"")
        if not response.ok or not words.startswith("sha256:"):
            raise ImageError(f"Image {reference} could not be imported: {words}. Probably the disk is full.")
        return self._made(reference)

    def build(self, context: BinaryIO, reference: str, build_args: Mapping[str, str], labels: Mapping[str, str]) -> str:
        """Build an image from a tar with a ``Dockerfile``, its steps without a network. Give its id.

        ImageError holds the output of the failed step.
        """
        output: list[str] = []
        error = ""
        with _translated(ImageError, f"Image {reference} could not be built"):
            events = self._client.api.build(
                fileobj=context,
                custom_context=True,
                tag=reference,
                buildargs=dict(build_args),
                labels=dict(labels),
                network_mode="none",
                rm=True,
                forcerm=True,
                decode=True,
                use_config_proxy=False,
            )
            for event in events:  # to the end, also after an error, or the connection is not given back
                output.append(str(event.get("stream", "")))
                error = error or str(event.get("error", ""))
        if error:
            raise ImageError(
                f"Image {reference} could not be built: {error}. Probably its base image or the code in it is broken; "
                f"the last output was:\n{''.join(output)[-2000:]}"
            )
        return self._made(reference)

    def start_box(self, spec: BoxSpec) -> RunningBox:
        """Create, attach and start a hardened box: no network, no IPC, nothing writable, nobody, no capabilities.

        ImageError when the image is missing, SandboxError when the engine refuses, EngineError when it is gone.
        Nothing is left behind on failure.
        """
        api = self._client.api
        with _translated(SandboxError, f"Box {spec.name} could not be created"):
            try:
                created = api.create_container(
                    spec.image,
                    name=spec.name,
                    hostname="box",
                    entrypoint=list(spec.command),
                    user=NOBODY,
                    environment=dict(spec.environment),
                    labels=dict(spec.labels),
                    stdin_open=True,
                    tty=False,
                    host_config=self._hardened(spec),
                    use_config_proxy=False,
                )
            except docker.errors.NotFound as error:
                raise ImageError(
                    f"The sandbox image {spec.image} is not on the engine, or was removed meanwhile. "
                    "Make it again: callproof images build."
                ) from error
        box_id = str(created["Id"])
        try:
            with _translated(SandboxError, f"Box {spec.name} could not be started"):
                channel = self._attached(box_id)
                try:
                    api.start(box_id)
                except BaseException:
                    channel.close()
                    raise
        except BaseException:
            with contextlib.suppress(UnableError):
                _remove(self._client, box_id)
            raise
        warnings = tuple(str(warning) for warning in created.get("Warnings") or ())
        return RunningBox(id=box_id, name=spec.name, socket=channel, warnings=warnings, _client=self._client)

    def boxes(self, label: str) -> list[tuple[str, Mapping[str, str]]]:
        """Return id and labels of all boxes, running or not, that carry ``label`` (``key`` or ``key=value``)."""
        with _translated(EngineError, "The boxes could not be listed"):
            found = self._client.api.containers(all=True, filters={"label": label})
        return [(str(box["Id"]), dict(box.get("Labels") or {})) for box in found]

    def remove_box(self, box_id: str) -> None:
        """Remove a box by id, running or not; one that is gone is fine."""
        _remove(self._client, box_id)

    def _hardened(self, spec: BoxSpec) -> Json:
        bounds = host_bounds(spec)
        ulimits = [Ulimit(name="nofile", soft=OPEN_FILES, hard=OPEN_FILES), Ulimit(name="core", soft=0, hard=0)]
        if bounds.user_processes is not None:
            ulimits.append(Ulimit(name="nproc", soft=bounds.user_processes, hard=bounds.user_processes))
        return self._client.api.create_host_config(
            network_mode="none",
            ipc_mode="none",
            read_only=True,
            cap_drop=["ALL"],
            sysctls=_NO_SYSTEM_V,
            security_opt=["no-new-privileges"],
            tmpfs=dict(bounds.mounts),
            pids_limit=bounds.tasks,
            mem_limit=bounds.memory_bytes,
            memswap_limit=bounds.memory_bytes,
            nano_cpus=round(spec.cpus * 1_000_000_000),
            ulimits=ulimits,
            log_config=LogConfig(type="none"),
            init=False,
            oom_kill_disable=False,
            restart_policy={"Name": "no"},
            runtime=spec.runtime,
        )

    def _attached(self, box_id: str) -> socket.socket:
        stream = self._client.api.attach_socket(box_id, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
        connection = getattr(stream, "_sock", stream)
        if not isinstance(connection, socket.socket):
            raise SandboxError(
                "Boxes cannot be attached over ssh:// engines. Forward the engine's socket instead "
                "(ssh -L ./docker.sock:/var/run/docker.sock HOST) and set DOCKER_HOST=unix://./docker.sock."
            )
        if isinstance(connection, ssl.SSLSocket):  # cannot be duplicated; the response that owns it is on the socket
            connection.settimeout(None)
            return connection
        channel = connection.dup()  # the response closes its own socket as soon as it is collected
        channel.settimeout(None)
        stream._response.close()
        return channel

    def _made(self, reference: str) -> str:
        made = self.image_id(reference)
        if made is None:
            raise ImageError(f"The engine reported no error but has no image {reference}. Probably its disk is full.")
        return made


def _try_socket() -> None:
    """Raise OSError when nobody listens on the engine's unix socket; docker 7.2 leaks its own socket in that case."""
    client = docker.DockerClient.from_env(version=_ANY_VERSION)  # an explicit version keeps it from connecting
    path = getattr(client.api.get_adapter(client.api.base_url), "socket_path", None)
    client.close()
    if path is not None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
            trial.settimeout(SECONDS_PER_REQUEST)
            trial.connect(path)


def _remove(client: docker.DockerClient, box_id: str) -> None:
    with _translated(SandboxError, f"Box {box_id[:12]} could not be removed"):
        try:
            client.api.remove_container(box_id, force=True, v=True)
        except docker.errors.APIError as error:
            if error.status_code not in {404, 409}:
                raise


def _told(line: bytes) -> str:
    """Return what a line of progress says: its error, its message, its status, or all of it."""
    try:
        event = json.loads(line)
        return str(event.get("error") or event.get("message") or event["status"])
    except (ValueError, AttributeError, KeyError):
        return line.decode("utf-8", "replace")


def _split_reference(reference: str) -> tuple[str, str]:
    repository, separator, digest = reference.partition("@")
    if separator:
        return repository, digest
    repository, separator, tag = reference.rpartition(":")
    if separator and "/" not in tag:
        return repository, tag
    return reference, "latest"


@contextlib.contextmanager
def _translated(kind: type[UnableError], what: str) -> Iterator[None]:
    """Turn what the SDK raises into our own errors: an answer of the engine into ``kind``, silence into EngineError."""
    try:
        yield
    except docker.errors.APIError as error:
        raise kind(f"{what}: the engine answered {error.status_code}: {error.explanation or error}") from error
    except (docker.errors.DockerException, urllib3.exceptions.HTTPError, OSError) as error:
        raise EngineError(_NOT_ANSWERING.format(error=error)) from error
