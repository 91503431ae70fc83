"""The box's seccomp profile under the real engine, without the filter of workers: what CPython does, what it cannot."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.sandbox.test_worker_filter import REFUSED
from verifiers.model import Json

PROFILE = Path(__file__).resolve().parents[2] / "sandbox_images" / "seccomp.json"
PROGRAM = """
import asyncio, concurrent.futures, ctypes, json, multiprocessing, os, resource, select, signal, socket
import subprocess, sys, threading, time

told = {}


def tried(action):
    try:
        told[action.__name__] = action()
    except BaseException as error:
        told[action.__name__] = type(error).__name__


@tried
def threads():
    seen = []
    several = [threading.Thread(target=seen.append, args=(number,)) for number in range(8)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    return sorted(seen)


@tried
def child_program():
    return subprocess.run([sys.executable, "-S", "-c", "print(1)"], capture_output=True, text=True).stdout


@tried
def event_loop():
    async def main():
        await asyncio.sleep(0.01)
        child = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", "print(2)", stdout=-1)
        return [await asyncio.to_thread(lambda: 7), (await child.communicate())[0].decode()]

    return asyncio.run(main())


@tried
def child_process():
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=there.send, args=(5,))
    child.start()
    received = here.recv()
    child.join()
    return received


@tried
def pool():
    with multiprocessing.get_context("fork").Pool(2) as workers:
        return workers.map(abs, [-1])


@tried
def executor():
    with concurrent.futures.ProcessPoolExecutor(1) as workers:
        return list(workers.map(abs, [-1]))


@tried
def timer():
    seen = []
    signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    signal.sigtimedwait([signal.SIGUSR1], 5)
    return len(seen)


@tried
def readiness():
    one, other = socket.socketpair()
    with select.epoll() as poll:
        poll.register(one, select.EPOLLIN)
        other.send(b"x")
        return len(poll.poll(5))


@tried
def internet():
    return str(socket.socket(socket.AF_INET))


@tried
def measures():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return len(os.urandom(8)) if usage.ru_maxrss > 0 and os.sched_getaffinity(0) else 0


libc = ctypes.CDLL(None, use_errno=True)
told["refusals"] = {}
for name, number in json.loads(sys.argv[1]).items():
    told["refusals"][name] = 0 if libc.syscall(number, *[ctypes.c_long(0)] * 6) >= 0 else ctypes.get_errno()
print(json.dumps(told))
"""
# Only workers may not: the runner keeps its groups with them, and the kernel refuses a leader or an unknown process.
FOR_WORKERS_ALONE = {"setsid", "setpgid", "pidfd_send_signal"}


@pytest.fixture(scope="module")
def told(runner_image: str) -> Mapping[str, Json]:
    column = {"x86_64": 0, "aarch64": 1}[platform.machine()]
    numbers = {name: each[column] for name, each in REFUSED.items() if each[column] is not None}
    done = subprocess.run(
        [
            *("docker", "run", "--rm", "--network", "none", "--ipc", "none", "--read-only", "--cap-drop", "ALL"),
            *("--security-opt", "no-new-privileges", "--security-opt", f"seccomp={PROFILE}"),
            *("--entrypoint", "python3", runner_image, "-S", "-c", PROGRAM, json.dumps(numbers)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Json] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("what", "result"),
    [
        ("threads", list(range(8))),
        ("child_program", "1\n"),
        ("event_loop", [7, "2\n"]),
        ("child_process", 5),
        ("timer", 1),
        ("readiness", 1),
        ("measures", 8),
    ],
)
def test_the_interpreter_can(told: Mapping[str, Json], what: str, result: Json) -> None:
    assert told[what] == result


@pytest.mark.parametrize("what", ["pool", "executor"])
def test_pools_of_processes_lack_semaphores_which_need_shared_memory(told: Mapping[str, Json], what: str) -> None:
    assert told[what] == "FileNotFoundError"


def test_there_are_no_sockets_of_the_internet(told: Mapping[str, Json]) -> None:
    assert told["internet"] == "PermissionError"


def test_the_box_refuses_what_it_refuses_workers(told: Mapping[str, Json]) -> None:
    refusals = {name: error for name, error in told["refusals"].items() if name not in FOR_WORKERS_ALONE}
    assert len(refusals) > 60
    assert {name: error for name, error in refusals.items() if error != 1} == {}
