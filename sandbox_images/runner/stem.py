"""The processes that workers are forked from, so that no worker begins with anything of another example.

::

    supervisor (PID 1) ──fork──> seed ──clone──> stem, stem, …          the seed has never seen a request
                                                  └──clone──> worker    a child of the supervisor, which reaps it

A stem is confined before it does anything else, and its workers inherit that. It holds the standard library's modules
that functions use, the byte code of catalog modules, and quiet modules executed. It never reads a request: it sees the
names of modules, and not one byte of an example.

A stem for functions with requirements also imports those. That is foreign code, so such a stem is *guarded*: the
supervisor stops it while a worker runs, and looks whether it kept anything that a worker could write to.

Commands are one byte: B begins, F forks a worker (the answer is its number), L is followed by a message that names
modules to hold and modules to execute (the answer is the stem's size in bytes).
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import struct
import sys

from . import code_cache, confinement, failures, frames, huge_text, layout, repeatable, strict, worker

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from .plumbing import Pipes

NUMBER = struct.Struct(">i")
REQUIREMENTS_BYTES = 512 * 1024 * 1024
"""How much requirements may take while they are imported: what a call may take by default."""
LOAD_BYTES = 256 * 1024 * 1024
"""How much a stem may take for quiet modules; one that needs more is left to workers."""
BEGIN, FORK, LOAD = b"B", b"F", b"L"


def sow(pipes: Pipes) -> int:
    """Fork the seed; its number. Call before any request was read."""
    pid = os.fork()
    if pid == 0:
        try:
            _seed(pipes)
        finally:
            os._exit(255)
    return pid


def _seed(pipes: Pipes) -> NoReturn:
    """Grow a stem for each message until the supervisor is gone."""
    for worker_end in (pipes.seed_commands_end, *(end for _, end in pipes.commands)):
        os.close(worker_end)
    gc.disable()
    huge_text.move_interpreter()
    layout.rebuild(strict, failures, code_cache, worker)
    worker.warm_up()
    gc.collect()
    _leave_modules()
    own = os.getpid()
    while (wanted := frames.read_message(pipes.seed_commands)) is not None:
        pid = confinement.fork_for_supervisor()
        if pid == 0:
            try:
                _stem(pipes, wanted, own)
            finally:
                os._exit(255)
        os.write(pipes.answers_end, NUMBER.pack(pid))
    os._exit(0)


def _stem(pipes: Pipes, wanted: dict[str, Any], seed: int) -> NoReturn:
    """One stem: tell how it is confined, then follow commands."""
    requests, results = pipes.requests, pipes.results_end
    commands, answers = pipes.become_stem(wanted["slot"])
    paths = wanted["paths"]
    if os.read(commands, 1) != BEGIN:  # by then the seed has told which number this process has
        os._exit(0)
    layers = confinement.confine_stem((1, seed, os.getpid()), tuple(paths), inspectable=bool(wanted["requirements"]))
    sys.path[:0] = paths
    failed = []
    if wanted["requirements"]:
        with worker.Silence(), confinement.bounded_memory(REQUIREMENTS_BYTES):
            failed = [name for name in wanted["requirements"] if not _imported(name)]
        layout.open_fresh_pools()  # foreign modules leave holes all over the heap, and garbage to collect
    cache = code_cache.CodeCache(paths)
    repeatable.begin_stem()
    gc.freeze()
    size_bytes = confinement.address_space_bytes()
    frames.write_message(answers, {"layers": layers, "failed": failed, "address_space_bytes": size_bytes})
    _follow(commands, answers, cache, worker.Place(requests, results, cache.modules, paths))


def _follow(commands: int, answers: int, cache: code_cache.CodeCache, place: worker.Place) -> NoReturn:
    """Fork and load as told; bound to names of its own, because these few lines run before every example."""
    read, write, close, fork, pack = os.read, os.write, os.close, confinement.forking(), NUMBER.pack
    work = worker.work
    while True:
        command = read(commands, 1)
        if command == FORK:
            pid = fork()
            if pid == 0:
                close(commands)
                close(answers)
                work(place)
            write(answers, pack(pid))
        elif command == LOAD:
            wanted = frames.read_message(commands)
            for name in wanted["hold"]:
                cache.hold(name)
            with worker.Silence(), confinement.bounded_memory(LOAD_BYTES):
                for name in wanted["run"]:
                    cache.run_ahead(name)
                    place.ready |= cache.functions(name)
            repeatable.begin_stem()
            gc.freeze()
            frames.write_message(answers, {"address_space_bytes": confinement.address_space_bytes()})
        else:
            os._exit(0)


def _leave_modules() -> None:
    """Take the runner out of the table of modules: functions could import it, or would get it for one of their own."""
    package = __name__.rpartition(".")[0]
    for name in list(sys.modules):
        if name == package or name.startswith(f"{package}."):
            del sys.modules[name]


def _imported(name: str) -> bool:
    """Import a requirement's module with clock and randomness as they are before any example."""
    repeatable.begin_loading(0)
    try:
        importlib.import_module(name)
    except BaseException:
        return False  # a worker imports it again and gets the error
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return True
