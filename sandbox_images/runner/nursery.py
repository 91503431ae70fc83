"""The supervisor's side of stems: grows them, has them fork workers, and keeps an eye on those with foreign code.

A stem is known by the module search path and the requirements that it holds. There are few of them at a time; the one
unused for longest gives way. A stem that has grown large makes every fork dear, and gives way to a fresh one as well.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import select
import signal
import struct
import time

from . import frames, stem
from .plumbing import SLOTS, Pipes

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from typing import Any

Key = tuple[tuple[str, ...], tuple[str, ...]]
START_SECONDS = 8.0
"""For a stem's requirements to be imported; what takes longer, workers import, each in its own time."""
ANSWER_SECONDS = 8.0  # with the time to start less than the host waits beyond the calls' own time
LOOK_SECONDS = 0.02
GROWTH_BYTES = 16 * 1024 * 1024
MESSAGE_LIMIT_BYTES = 1024 * 1024
_PROCMAP_QUERY = 0xC0686611  # an ioctl(2) of /proc/PID/maps, include/uapi/linux/fs.h
_QUERY = struct.Struct("=QQQ8xQ40xI4xQ8x")  # size, flags, address, end of what was found, size and address of its name
_NEXT_SHARED = 0x10 | 0x08  # at the address or above it; shared
_NAME_BYTES = 4096
_clock = time.monotonic


class StemLostError(Exception):
    """A stem died, fell silent, or is not what it has to be."""


class Stem:
    """One stem as the supervisor knows it. ``guarded`` ones hold foreign code and are stopped while a worker runs."""

    __slots__ = ("base_bytes", "first_bytes", "guarded", "held", "key", "links", "pid", "runs", "slot", "stopped")

    def __init__(self, slot: int, pid: int, key: Key) -> None:
        self.slot = slot
        self.pid = pid
        self.key = key
        self.guarded = bool(key[1])
        self.stopped = False
        self.held: set[str] = set()
        self.links: set[str] = set()
        self.runs: tuple[str, ...] = ("any",)
        self.base_bytes = self.first_bytes = 0


class Nursery:
    """All stems of the box. ``layers`` are those that hold for every worker; ``base_bytes`` is what the last had."""

    def __init__(self, pipes: Pipes, seed: int) -> None:
        self._pipes = pipes
        self._seed = seed
        self._stems: dict[Key, Stem] = {}  # in order of use, the last used last
        self._unfit: set[Key] = set()
        self._loud: set[str] = set()
        self._ordered: Stem | None = None
        self._last: Stem | None = None  # the stem of the last request, and what that asked for
        self._last_asked: tuple[list[str], list[str]] | None = None
        self._answer_poll = select.poll()
        self._answer_poll.register(pipes.answers, select.POLLIN)
        self.layers: tuple[str, ...] = ()
        self._grow(((), ()))
        self.base_bytes = 0

    def worker(self, header: dict[str, Any]) -> int:
        """A worker of the stem that fits a request, which waits for the request; its number.

        Raises StemLostError where no stem of that kind can be kept alive.
        """
        for last in (False, True):
            fitting = self._fitting(header)
            try:
                self._load(fitting, header["modules"])
                ahead = self._ordered is fitting
                if not ahead:
                    self._dismiss()
                    self._send(fitting, stem.FORK)
                self._ordered = None
                pid = self._number(fitting)
                if ahead and _is_dead(pid):  # a host short of memory may kill what waits, which is no example's doing
                    self._send(fitting, stem.FORK)
                    pid = self._number(fitting)
                if fitting.guarded:
                    self._stop(fitting, pid)
            except StemLostError:
                self._drop(fitting)
                if fitting.guarded:
                    self._unfit.add(fitting.key)
                if last:
                    raise
            else:
                self.base_bytes = fitting.base_bytes
                return pid
        raise AssertionError("the last turn returns or raises")

    def order(self) -> None:
        """Have the stem of the last request fork its next worker ahead of time."""
        fitting = self._last
        if fitting is not None and self._ordered is None:
            self._send(fitting, stem.FORK)
            self._ordered = fitting

    def _key(self, header: dict[str, Any]) -> Key:
        key = (tuple(header["paths"]), tuple(header["requirements"]))
        return (key[0], ()) if key in self._unfit else key

    def _fitting(self, header: dict[str, Any]) -> Stem:
        asked = (header["paths"], header["requirements"])
        found = self._last
        if found is not None and asked == self._last_asked and found.base_bytes - found.first_bytes <= GROWTH_BYTES:
            return found
        self._last_asked = asked
        self._last = self._by_key(self._key(header), header)
        return self._last

    def _by_key(self, key: Key, header: dict[str, Any]) -> Stem:
        found = self._stems.get(key)
        if found is not None and found.base_bytes - found.first_bytes > GROWTH_BYTES:
            self._drop(found)
            found = None
        if found is None:
            try:
                return self._grow(key)
            except StemLostError:
                if not key[1]:
                    raise
                self._unfit.add(key)
                return self._by_key(self._key(header), header)
        if next(reversed(self._stems)) != key:
            self._stems[key] = self._stems.pop(key)
        return found

    def _load(self, wanted: Stem, modules: list[list[Any]]) -> None:
        """Have the stem hold the modules of a request, ``[[name, which stems may run it], …]``, and run what it may."""
        missing = [each for each in modules if each[0] not in wanted.held]
        if not missing:
            return
        self._dismiss()
        run = [name for name, ahead in missing if ahead in wanted.runs and name not in self._loud]
        hold = [name for name, _ in missing if name not in run]
        self._send(wanted, stem.LOAD)
        frames.write_message(self._pipes.commands[wanted.slot][1], {"hold": hold, "run": run})
        try:
            told = self._message(wanted, ANSWER_SECONDS)
        except StemLostError:
            self._loud.update(run)  # quiet or not, they cannot be run ahead: workers do, each under its own limits
            raise
        wanted.base_bytes = told["address_space_bytes"]
        wanted.held.update(name for name, _ in missing)

    def _grow(self, key: Key) -> Stem:
        """A new stem. Raises StemLostError where it does not come up."""
        self._dismiss()
        if len(self._stems) >= SLOTS:
            self._drop(next(iter(self._stems.values())))
        slot = min(set(range(SLOTS)) - {each.slot for each in self._stems.values()})
        wanted = {"slot": slot, "paths": key[0], "requirements": key[1]}
        frames.write_message(self._pipes.seed_commands_end, wanted)
        pid = self._number(None)
        grown = Stem(slot, pid, key)
        try:
            os.setpgid(pid, pid)
            self._send(grown, stem.BEGIN)
            told = self._message(grown, START_SECONDS)
            layers, size_bytes = told["layers"], told["address_space_bytes"]
        except (StemLostError, OSError, KeyError, TypeError) as error:
            _end(grown)
            self._pipes.clear()
            self._empty_answers()
            raise StemLostError(f"a stem did not come up: {error}") from error
        if not key[1]:
            self.layers = tuple(layers)  # told by our own code alone
        elif not told.get("failed"):
            grown.runs = ("any", "guarded")
        grown.base_bytes = grown.first_bytes = size_bytes
        self._stems[key] = grown
        return grown

    def _drop(self, dropped: Stem) -> None:
        """End a stem."""
        if self._last is dropped:
            self._last = None
        if self._ordered is dropped:
            with contextlib.suppress(StemLostError):
                self._dismiss()
            self._ordered = None
        self._stems.pop(dropped.key, None)
        _end(dropped)
        self._empty_answers()

    def _dismiss(self) -> None:
        """End the worker that was forked ahead of time and is not wanted."""
        ordered, self._ordered = self._ordered, None
        if ordered is None:
            return
        pid = self._number(ordered)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def _send(self, wanted: Stem, command: bytes) -> None:
        if wanted.stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(wanted.pid, signal.SIGCONT)
            wanted.stopped = False
        os.write(self._pipes.commands[wanted.slot][1], command)

    def _number(self, expected: Stem | None) -> int:
        """The number of the process that a stem, or the seed, has forked. Raises StemLostError."""
        pid: int = stem.NUMBER.unpack(self._answer(expected, stem.NUMBER.size, ANSWER_SECONDS))[0]
        if pid <= 1:
            raise StemLostError(f"a stem named {pid} as its child")
        return pid

    def _answer(self, expected: Stem | None, size_bytes: int, seconds: float) -> bytes:
        """So many bytes of a stem's answer, or the seed's. Raises StemLostError where it dies or says nothing."""
        deadline = _clock() + seconds
        received = b""
        while len(received) < size_bytes:
            if self._answer_poll.poll(LOOK_SECONDS * 1000):
                received += os.read(self._pipes.answers, size_bytes - len(received))
            elif _clock() > deadline:
                raise StemLostError("a stem gave no answer")
            elif _is_dead(self._seed if expected is None else expected.pid):
                raise StemLostError("a stem died")
            elif expected is not None:
                # Where no Landlock is, a worker may have stopped it.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(expected.pid, signal.SIGCONT)
        return received

    def _message(self, expected: Stem, seconds: float) -> dict[str, Any]:
        (size_bytes,) = frames.LENGTH.unpack(self._answer(expected, frames.LENGTH.size, seconds))
        if size_bytes > MESSAGE_LIMIT_BYTES:
            raise StemLostError(f"a stem announced {size_bytes} bytes")
        try:
            told = frames.read_json(self._answer(expected, size_bytes, seconds))
        except ValueError as error:
            raise StemLostError("a stem's answer cannot be read") from error
        if not isinstance(told, dict) or type(told.get("address_space_bytes")) is not int:
            raise StemLostError("a stem's answer is none")
        return told

    def _empty_answers(self) -> None:
        while self._answer_poll.poll(0):
            os.read(self._pipes.answers, 65536)

    def _stop(self, guarded: Stem, worker: int) -> None:
        """Stop a guarded stem before its worker gets the request, and see that the two share nothing writable.

        What a stopped process shares with its worker cannot change until it goes on, and then the worker is gone.
        """
        os.kill(guarded.pid, signal.SIGSTOP)
        stopped, status = os.waitpid(guarded.pid, os.WUNTRACED)
        guarded.stopped = True
        self._pipes.clear()  # of what it may have written where workers write
        if stopped != guarded.pid or not os.WIFSTOPPED(status):
            raise StemLostError("a guarded stem died")
        known = {1, self._seed, worker, *(each.pid for each in self._stems.values())}
        try:
            if not guarded.links:
                guarded.links = {
                    "/dev/null",
                    *(os.readlink(f"/proc/self/fd/{end}") for end in self._own_pipes(guarded)),
                }
            reason = shared_with_workers(guarded.pid, known, guarded.links)
        except OSError as error:
            reason = f"it cannot be looked at: {error}"  # a box without /proc
        if reason is not None:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            raise StemLostError(reason)

    def _own_pipes(self, guarded: Stem) -> list[int]:
        pipes = self._pipes
        ends = (pipes.requests, pipes.results_end, pipes.stdout_end, pipes.stderr_end, pipes.answers_end)
        return [*ends, pipes.commands[guarded.slot][0]]


def shared_with_workers(pid: int, known: set[int], links: set[str]) -> str | None:
    """What a stopped stem could learn from a worker through; None where there is nothing.

    ``known`` are the processes that there may be, ``links`` what the stem's descriptors may lead to.
    """
    folder = f"/proc/{pid}"
    if len(os.listdir(f"{folder}/task")) != 1:
        return "it has threads"
    if any(name.isdigit() and int(name) not in known for name in os.listdir("/proc")):
        return "it has other children"
    for descriptor in os.listdir(f"{folder}/fd"):
        if os.readlink(f"{folder}/fd/{descriptor}") not in links:
            return "it holds descriptors of its own"
    with open(f"{folder}/maps", "rb", buffering=0) as maps:
        if not all(name.startswith(b"/usr/") for name in shared_mappings(maps)):
            return "it holds shared memory"
    return None


def shared_mappings(maps: io.FileIO) -> Iterator[bytes]:
    """The names of a process's shared mappings, from its /proc/PID/maps; nothing can be written to those below /usr."""
    try:
        yield from _asked_for(maps.fileno())
    except OSError as error:
        if error.errno not in {errno.ENOTTY, errno.EINVAL}:  # what kernels before Linux 6.11 say
            raise
        for line in maps.readall().splitlines():
            fields = line.split()  # address, rights, offset, device, inode, path (proc(5))
            if fields[1].endswith(b"s"):
                yield fields[-1]


def _asked_for(maps: int) -> Iterator[bytes]:
    """The same from a kernel that can be asked, which takes a tenth of reading some hundred lines."""
    address = 0
    while True:
        name = ctypes.create_string_buffer(_NAME_BYTES)  # a new one, as a mapping without a name leaves it as it is
        query = _QUERY.pack(_QUERY.size, _NEXT_SHARED, address, 0, len(name), ctypes.addressof(name))
        try:
            _, _, _, address, *_ = _QUERY.unpack(fcntl.ioctl(maps, _PROCMAP_QUERY, query))
        except OSError as error:
            if error.errno == errno.ENOENT:
                return
            raise
        yield name.value


def _end(ended: Stem) -> None:
    """Kill a stem with all that it started, and reap it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-ended.pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(ended.pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-ended.pid, 0)


def _is_dead(pid: int) -> bool:
    try:
        dead, _ = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return True
    return dead == pid
