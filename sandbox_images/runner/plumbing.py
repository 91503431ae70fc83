"""The pipes of a box, all made before its first fork, so that every process has those it is meant to use.

::

    supervisor ──requests──> worker ──results──> supervisor          one example at a time
               <──stdout, stderr── worker
               ──commands[slot]──> stem ──answers──> supervisor      which stem forks next, what it loads
               ──seed commands──> seed ──answers──> supervisor       which stem is to be grown

All workers share the pipes, one after the other; the supervisor empties them and clears their flags in between.
"""

from __future__ import annotations

import fcntl
import os
import select

from . import confinement

SLOTS = 4
READ_BYTES = 64 * 1024


class Pipes:
    """Both ends of every pipe. The supervisor's ends do not block, except the ends that it writes commands to."""

    def __init__(self) -> None:
        self.requests, self.requests_end = os.pipe()
        self.results, self.results_end = os.pipe()
        self.stdout, self.stdout_end = os.pipe()
        self.stderr, self.stderr_end = os.pipe()
        self.answers, self.answers_end = os.pipe()
        self.seed_commands, self.seed_commands_end = os.pipe()
        self.commands = [os.pipe() for _ in range(SLOTS)]
        self.streams = (self.stdout, self.stderr)
        self._shared = (self.requests, self.results_end, self.stdout_end, self.stderr_end)

    def become_supervisor(self) -> None:
        """Keep what the supervisor reads and writes from waiting, and make the ends that a worker shares whole."""
        for descriptor in (self.results, self.stdout, self.stderr, self.requests_end):
            os.set_blocking(descriptor, False)
        self._idle = select.poll()
        for descriptor in (self.requests, self.results, self.stdout, self.stderr):
            self._idle.register(descriptor, select.POLLIN)

    def become_stem(self, slot: int) -> tuple[int, int]:
        """Close all that a stem has no use for; its ends for commands and answers, which workers close too."""
        commands, _ = self.commands[slot]
        os.dup2(self.stdout_end, 1)
        os.dup2(self.stderr_end, 2)
        keep = {0, 1, 2, self.requests, self.results_end, self.answers_end, commands}
        lowest = 3
        for descriptor in sorted(keep - {0, 1, 2}):
            os.closerange(lowest, descriptor)
            lowest = descriptor + 1
        os.closerange(lowest, confinement.OPEN_FILES)
        return commands, self.answers_end

    def clear(self) -> None:
        """Empty the pipes of what a worker left and undo the flags that it set. Call when no worker is left."""
        for descriptor in self._shared:
            fcntl.fcntl(descriptor, fcntl.F_SETFL, 0)  # fcntl(2)
        while left := self._idle.poll(0):
            for descriptor, _ in left:
                if descriptor == self.requests:
                    os.read(descriptor, READ_BYTES)
                else:
                    read_some(descriptor)

    def filled(self) -> list[int]:
        """The numbers of the output streams (0 and 1) that hold something now."""
        ready = {descriptor for descriptor, _ in self._idle.poll(0)}
        return [number for number, descriptor in enumerate(self.streams) if descriptor in ready]


def read_some(descriptor: int) -> bytes:
    """What stands in a pipe now, at most 64 KiB; nothing where a worker took it back (/proc/self/fd)."""
    try:
        return os.read(descriptor, READ_BYTES)
    except BlockingIOError:
        return b""
