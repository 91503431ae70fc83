"""Starts processes in bubblewrap boxes, each held by its limits before it begins.

::

    sh (enters the box's control groups) = bwrap (outside) ── bwrap (inside) = the command, PID 1
                                             ▲                     ▲
    this process ── one starting thread ─────┘   waits until its limits are set, and dies with bwrap outside,
                                                 which dies with the starting thread

The kernel ties "dies with its parent" to the thread that started a process (prctl(2), PR_SET_PDEATHSIG), so all boxes
are started by one thread that lives as long as they may.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from service.errors import SandboxError
from service.sandbox import bubblewrap_cgroup as cgroup
from service.sandbox.bubblewrap import Bind, Bubblewrap, RootFiles, arguments, explain, with_binds
from service.sandbox.bubblewrap_channel import BubblewrapChannel
from service.sandbox.bubblewrap_filter import box_filter
from service.sandbox.bubblewrap_guard import Guard
from service.sandbox.bubblewrap_python import HostPython
from service.sandbox.docker_boxes import ENVIRONMENT, BoxSize

TRIAL_SIZE = BoxSize(memory_bytes=512 * 1024 * 1024, processes=8)
_START_SECONDS = 20.0
_OWN_PROCESSES = 1  # bwrap outside is in the group too
_ENTER = 'while [ "$1" != -- ]; do echo 0 > "$1/cgroup.procs" || exit 1; shift; done; shift; exec "$@"'


class Launcher:
    """Starts processes in boxes. A context manager."""

    def __init__(self, bubblewrap: Bubblewrap, place: cgroup.Place, *, processes_by_rlimit: bool) -> None:
        self._bubblewrap = bubblewrap
        self._place = place
        self._filter = box_filter(memory_files=cgroup.MEMORY in place.parents)
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bubblewrap")
        self._guard: Guard | None = None
        self.processes_by_rlimit = processes_by_rlimit

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the starting thread, and with it every box; again is fine."""
        self._starter.shutdown()
        if self._guard is not None:
            self._guard.dismiss()
            self._guard = None

    def ask(self, files: RootFiles, python: HostPython, program: str, seconds: float) -> bytes:
        """What a Python program, which must say something, prints in a box of its own.

        SandboxError where no box starts, or the program says nothing or does not end in time.
        """
        channel = self.start(files, python, ("-S", "-s", "-B", "-c", program), TRIAL_SIZE, {})
        try:
            output = _all_output(channel, seconds)
        finally:
            channel.remove()
        if not output:
            raise explain(channel.diagnosis.decode("utf-8", "replace").strip())
        return output

    def start(
        self,
        files: RootFiles,
        python: HostPython,
        words: Sequence[str],
        size: BoxSize,
        environment: Mapping[str, str],
    ) -> BubblewrapChannel:
        """Start Python with ``words`` in a box. SandboxError where there is no box."""
        name = cgroup.new_name()
        group = None
        if self._place.parents:
            processes = size.processes + _OWN_PROCESSES
            group = cgroup.make_group(self._place, name, memory_bytes=size.memory_bytes, processes=processes, cpus=1.0)
            if group.counter is not None:
                files = with_binds(files, Bind(source=group.counter, target=group.shown_at))
        command = (python.program, *words)
        everything = {**ENVIRONMENT, **python.environment, **environment}
        try:
            return self._starter.submit(self._spawn, name, files, command, everything, size, group).result()
        except BaseException:
            if group is not None:
                group.remove()
            raise

    def _spawn(
        self,
        name: str,
        files: RootFiles,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: BoxSize,
        group: cgroup.BoxGroup | None,
    ) -> BubblewrapChannel:
        """In the starting thread: bwrap with its pipes; its limits set before the command begins."""
        if group is not None and self._guard is None:
            self._guard = Guard(self._place)
        with contextlib.ExitStack() as stack:
            ours, theirs = socket.socketpair()
            stack.callback(theirs.close)
            errors, errors_end = os.pipe()
            facts, facts_end = os.pipe()
            gate_end, gate = os.pipe()
            for descriptor in (errors_end, facts, gate_end, gate):
                stack.callback(os.close, descriptor)
            passed = {"info-fd": facts_end, "block-fd": gate_end}
            if self._filter is not None:
                passed["seccomp"] = stack.enter_context(_readable(self._filter))
            words = arguments(self._bubblewrap, files, environment=environment, command=command, descriptors=passed)
            if group is not None:
                words = ["/bin/sh", "-c", _ENTER, "sh", *map(str, group.folders), "--", *words]
            try:
                process = subprocess.Popen(  # noqa: S603 - our own words, no shell reads them
                    words,
                    stdin=theirs.fileno(),
                    stdout=theirs.fileno(),
                    stderr=errors_end,
                    pass_fds=tuple(passed.values()),
                    cwd="/",
                    umask=0o022,
                    start_new_session=True,  # an interrupt typed at the terminal is this process's to handle
                )
            except OSError as error:
                ours.close()
                os.close(errors)
                raise SandboxError(f"bubblewrap could not be started: {error}.") from error
            finally:
                os.close(facts_end)
            channel = BubblewrapChannel(
                name=name,
                process=process,
                socket=ours,
                errors=errors,
                runner=None,
                group=group,
            )
            try:
                self._limit(channel, facts, size)
            except BaseException:
                channel.remove()
                raise
            os.write(gate, b"+")
        return channel

    def _limit(self, channel: BubblewrapChannel, facts: int, size: BoxSize) -> None:
        """Wait for the box's first process, take hold of it, and set what it hands on to all others."""
        pid = _first_process(facts)
        if pid is None:
            return  # bwrap has failed; its words are on the channel
        limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_MSGQUEUE: 0}
        if self.processes_by_rlimit:
            limits[resource.RLIMIT_NPROC] = size.processes
        with contextlib.suppress(ProcessLookupError):  # it has failed already; its words are on the channel
            with contextlib.suppress(OSError):  # before Linux 5.3
                channel.runner = os.pidfd_open(pid)
            for limit, value in limits.items():
                resource.prlimit(pid, limit, (value, value))


def _all_output(channel: BubblewrapChannel, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    output = b""
    while (left_seconds := deadline - time.monotonic()) > 0:
        part = channel.receive(left_seconds)
        if part == b"":
            return output
        output += part or b""
    raise SandboxError(f"A bubblewrap box did not end within {seconds:g} s. Probably the machine is overloaded.")


def _first_process(facts: int) -> int | None:
    """The PID of the box's first process, which bwrap tells as JSON; None where bwrap ends without telling."""
    told = b""
    poll = select.poll()
    poll.register(facts, select.POLLIN)
    while poll.poll(_START_SECONDS * 1000):
        part = os.read(facts, 4096)
        told += part
        with contextlib.suppress(ValueError):  # until all of it has come
            return int(json.loads(told)["child-pid"])
        if not part:
            return None
    return None


@contextlib.contextmanager
def _readable(content: bytes) -> Iterator[int]:
    """A descriptor from which ``content`` can be read."""
    descriptor = os.memfd_create("seccomp")
    try:
        os.write(descriptor, content)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)
