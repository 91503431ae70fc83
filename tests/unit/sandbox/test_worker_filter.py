"""The filter that workers carry, statement by statement, for both machines that it is written for."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sandbox import bpf
from tests.unit.sandbox.bpf import ALLOW, ENOSYS, EPERM

SOURCE = Path(__file__).resolve().parents[3] / "sandbox_images" / "runner" / "seccomp.py"
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
SPARED = (1, 12, 345)
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
NEW_NAMESPACES = {
    "CLONE_NEWTIME": 0x80,
    "CLONE_NEWNS": 0x20000,
    "CLONE_NEWCGROUP": 0x2000000,
    "CLONE_NEWUTS": 0x4000000,
    "CLONE_NEWIPC": 0x8000000,
    "CLONE_NEWUSER": 0x10000000,
    "CLONE_NEWPID": 0x20000000,
    "CLONE_NEWNET": 0x40000000,
}
THREAD = 0x3D0F00  # what the C library starts a thread with


def read_numbers(table: str) -> Mapping[str, tuple[int | None, int | None]]:
    """The numbers of system calls, by name, for x86_64 and aarch64."""
    rows = (row.split() for row in table.split(","))
    return {name: (_number(first), _number(second)) for name, first, second in rows}


def _number(word: str) -> int | None:
    return None if word == "-" else int(word)


# Facts from arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h; None where there is none.
NUMBERS = read_numbers(
    """
    clone 56 220, clone3 435 435, kill 62 129, tkill 200 130, tgkill 234 131, rt_sigqueueinfo 129 138,
    rt_tgsigqueueinfo 297 240, prctl 157 167, fcntl 72 25, ioctl 16 29, socket 41 198, prlimit64 302 261,
    setpriority 141 140, ioprio_set 251 30, sched_setaffinity 203 122, sched_setparam 142 118,
    sched_setscheduler 144 119, sched_setattr 314 274, read 0 63, write 1 64, mmap 9 222, exit_group 231 94,
    futex 202 98, getpid 39 172, execve 59 221, socketpair 53 199, rt_sigaction 13 134, close_range 436 436,
    openat 257 56, wait4 61 260, brk 12 214, setrlimit 160 164
    """
)
REFUSED = read_numbers(
    """
    ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, process_madvise 440 440,
    process_mrelease 448 448, pidfd_getfd 438 438, pidfd_send_signal 424 424, kcmp 312 272, move_pages 279 239,
    migrate_pages 256 238, setsid 112 157, setpgid 109 154, add_key 248 217, request_key 249 218,
    keyctl 250 219, shmget 29 194, shmat 30 196, msgget 68 186, semget 64 190, mq_open 240 180, unshare 272 97,
    setns 308 268, mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, open_tree 428 428,
    move_mount 429 429, fsopen 430 430, fsconfig 431 431, fsmount 432 432, fspick 433 433,
    mount_setattr 442 442, name_to_handle_at 303 264, open_by_handle_at 304 265, mknod 133 -, mknodat 259 33,
    bpf 321 280, perf_event_open 298 241, userfaultfd 323 282, io_uring_setup 425 425, io_uring_enter 426 426,
    io_uring_register 427 427, fanotify_init 300 262, memfd_create 319 279, memfd_secret 447 447,
    personality 135 92, modify_ldt 154 -, iopl 172 -, ioperm 173 -, syslog 103 116, quotactl 179 60,
    quotactl_fd 443 443, acct 163 89, swapon 167 224, swapoff 168 225, reboot 169 142, kexec_load 246 104,
    kexec_file_load 320 294, init_module 175 105, finit_module 313 273, delete_module 176 106, vhangup 153 58,
    settimeofday 164 170, clock_settime 227 112, adjtimex 159 171, clock_adjtime 305 266, sethostname 170 161,
    setdomainname 171 162
    """
)


def load() -> ModuleType:
    """The runner's module from its file; nothing else of the runner is loaded."""
    spec = importlib.util.spec_from_file_location("worker_filter", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FILTER = load()
PROGRAMS: Mapping[str, bytes] = {machine: FILTER.program(machine, SPARED) for machine in MACHINES}
every_machine = pytest.mark.parametrize("machine", MACHINES)


def number(machine: str, name: str) -> int:
    found = (NUMBERS.get(name) or REFUSED[name])[list(MACHINES).index(machine)]
    assert found is not None
    return found


def answer(machine: str, name: str, *arguments: int) -> int:
    return bpf.run(PROGRAMS[machine], MACHINES[machine], number(machine, name), arguments)


@every_machine
def test_the_kernel_would_take_the_program(machine: str) -> None:
    assert bpf.statements(PROGRAMS[machine])


@given(spared=st.lists(st.integers(1, 2**22), max_size=64).map(tuple), machine=st.sampled_from(sorted(MACHINES)))
@settings(max_examples=40, deadline=None)
def test_no_jump_leaves_the_program_however_many_processes_are_spared(spared: tuple[int, ...], machine: str) -> None:
    program = FILTER.program(machine, spared)
    assert bpf.statements(program)
    for pid in spared:
        assert bpf.run(program, MACHINES[machine], number(machine, "kill"), (pid, 9)) == EPERM
    assert bpf.run(program, MACHINES[machine], number(machine, "read")) == ALLOW


def test_the_module_knows_the_same_calls_and_numbers() -> None:
    assert dict(FILTER.REFUSED) == dict(REFUSED)
    assert {name: NUMBERS[name] for name in FILTER._NUMBERS} == dict(FILTER._NUMBERS)
    assert dict(FILTER.ARCHITECTURES) == MACHINES


@every_machine
def test_the_numbers_are_those_of_the_kernels_headers_where_there_are_any(machine: str) -> None:
    if not HEADERS[machine].exists():
        return  # the tables above hold the same facts
    told = {
        match[1]: int(match[2])
        for match in re.finditer(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[machine].read_text(encoding="utf-8"))
    }
    column = list(MACHINES).index(machine)
    held = {name: each[column] for name, each in {**NUMBERS, **REFUSED}.items()}
    assert {name: value for name, value in held.items() if value is not None and told.get(name, value) != value} == {}
    assert [name for name, value in held.items() if value is None and name in told] == []


@pytest.mark.parametrize(
    ("machine", "name"),
    [
        (machine, name)
        for column, machine in enumerate(MACHINES)
        for name, numbers in REFUSED.items()
        if numbers[column] is not None
    ],
)
def test_what_is_refused_is_refused_whatever_its_arguments(machine: str, name: str) -> None:
    for arguments in ((), (1,) * 6, (-1,) * 6, (2**32,) * 6):
        assert answer(machine, name, *arguments) == EPERM


@given(
    machine=st.sampled_from(sorted(MACHINES)),
    call=st.integers(0, 2**32 - 1),
    arguments=st.lists(st.integers(0, 2**64 - 1), max_size=6),
)
def test_every_call_has_one_of_three_answers_and_none_kills(machine: str, call: int, arguments: list[int]) -> None:
    assert bpf.run(PROGRAMS[machine], MACHINES[machine], call, arguments) in {ALLOW, EPERM, ENOSYS}


@every_machine
def test_what_is_not_named_is_allowed(machine: str) -> None:
    named = {each[list(MACHINES).index(machine)] for each in {**FILTER.REFUSED, **FILTER._NUMBERS}.values()}
    for call in set(range(463)) - named:
        assert bpf.run(PROGRAMS[machine], MACHINES[machine], call, (1,) * 6) == ALLOW, call


@every_machine
@pytest.mark.parametrize("architecture", [0x40000003, 0x40000028, 0, 0xFFFFFFFF])
def test_calls_of_another_architecture_are_refused_whole(machine: str, architecture: int) -> None:
    for call in range(463):
        assert bpf.run(PROGRAMS[machine], architecture, call) == EPERM
    other = next(each for name, each in MACHINES.items() if name != machine)
    assert bpf.run(PROGRAMS[machine], other, number(machine, "read")) == EPERM


def test_calls_with_the_x32_bit_are_refused_whole() -> None:
    for call in (*range(548), 0x3FFFFFFF):
        assert bpf.run(PROGRAMS["x86_64"], MACHINES["x86_64"], 0x40000000 | call) == EPERM
    assert bpf.run(PROGRAMS["x86_64"], MACHINES["x86_64"], -1) == EPERM


@every_machine
@pytest.mark.parametrize("flag", NEW_NAMESPACES.values(), ids=NEW_NAMESPACES.keys())
def test_clone_makes_no_namespace(machine: str, flag: int) -> None:
    for others in (0, 17, THREAD, 0x8000):
        assert answer(machine, "clone", flag | others) == EPERM


@every_machine
def test_clone_starts_threads_and_processes(machine: str) -> None:
    for flags in (17, THREAD, 0x8000 | 17, 0x4100 | 17, 0x1200011):
        assert answer(machine, "clone", flags) == ALLOW


@every_machine
def test_clone3_is_said_to_be_missing(machine: str) -> None:
    assert answer(machine, "clone3", 0, 0) == ENOSYS


@every_machine
@pytest.mark.parametrize("name", ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"])
def test_spared_processes_get_no_signal_and_others_do(machine: str, name: str) -> None:
    for pid in SPARED:
        assert answer(machine, name, pid, 9) == EPERM
        assert answer(machine, name, 2**32 | pid, 9) == EPERM  # the kernel reads 32 bits
    for pid in (2, 13, 344, 346, 10**6):
        assert answer(machine, name, pid, pid) == ALLOW


@every_machine
def test_kill_reaches_neither_everyone_nor_the_group_of_a_spared_process(machine: str) -> None:
    for target in (-1, *(-pid for pid in SPARED), 2**32 - 1):
        assert answer(machine, "kill", target, 9) == EPERM
    for target in (0, -2, -13):
        assert answer(machine, "kill", target, 9) == ALLOW


@every_machine
def test_sockets_are_of_the_unix_family_alone(machine: str) -> None:
    for family in range(64):
        assert answer(machine, "socket", family, 1, 0) == (ALLOW if family == 1 else EPERM)


@every_machine
@pytest.mark.parametrize(
    "name", ["prlimit64", "sched_setaffinity", "sched_setparam", "sched_setscheduler", "sched_setattr"]
)
def test_limits_and_scheduling_are_a_processs_own(machine: str, name: str) -> None:
    assert answer(machine, name, 0, 7) == ALLOW
    for pid in (1, 2, 12, -1):
        assert answer(machine, name, pid, 7) == EPERM


@every_machine
@pytest.mark.parametrize(("name", "kind"), [("setpriority", 0), ("ioprio_set", 1)])
def test_priorities_are_a_processs_own(machine: str, name: str, kind: int) -> None:
    assert answer(machine, name, kind, 0, 19) == ALLOW
    assert answer(machine, name, kind, 1, 19) == EPERM
    for other in {0, 1, 2, 3} - {kind}:
        assert answer(machine, name, other, 0, 19) == EPERM


@every_machine
@pytest.mark.parametrize(
    ("name", "place", "refused", "allowed"),
    [
        ("prctl", 0, (4, 35), (1, 3, 15, 16, 22, 38)),
        ("fcntl", 1, (8, 10, 15, 1024, 1026, 1031), (0, 1, 2, 3, 4, 5, 6, 7, 9, 1030, 1032)),
        ("ioctl", 1, (0x5412, 0x541C, 0x5452, 0x8901, 0x8902), (0x5401, 0x5413, 0x541B, 0x5421, 0x5451)),
    ],
)
def test_dangerous_requests_are_refused_and_the_usual_ones_are_not(
    machine: str, name: str, place: int, refused: tuple[int, ...], allowed: tuple[int, ...]
) -> None:
    for request in refused:
        assert answer(machine, name, *[0] * place, request) == EPERM
        assert answer(machine, name, *[0] * place, 2**32 | request) == EPERM
    for request in allowed:
        assert answer(machine, name, *[0] * place, request) == ALLOW


def test_an_unknown_machine_has_no_filter() -> None:
    with pytest.raises(KeyError):
        FILTER.program("riscv64", SPARED)
