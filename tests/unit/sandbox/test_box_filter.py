"""The box's own seccomp profile: well formed, without the doors that matter, with all that CPython walks through."""

from __future__ import annotations

import ctypes
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.sandbox.test_worker_filter import NEW_NAMESPACES
from verifiers.model import Json

PROFILE: Json = json.loads((Path(__file__).resolve().parents[3] / "sandbox_images" / "seccomp.json").read_bytes())
RULES: list[Json] = PROFILE["syscalls"]
ALLOWED = frozenset(name for rule in RULES if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"])
WITH_CONDITIONS = {"clone", "socket", "personality"}
DANGEROUS = (
    "ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp move_pages migrate_pages mbind "
    "set_mempolicy add_key request_key keyctl shmget shmat shmctl msgget msgsnd semget semop mq_open mq_unlink unshare "
    "setns mount umount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr "
    "name_to_handle_at open_by_handle_at mknod mknodat bpf perf_event_open userfaultfd io_uring_setup io_uring_enter "
    "io_uring_register fanotify_init fanotify_mark memfd_create memfd_secret modify_ldt iopl ioperm syslog quotactl "
    "quotactl_fd acct swapon swapoff reboot kexec_load kexec_file_load init_module finit_module delete_module "
    "create_module vhangup settimeofday clock_settime clock_adjtime adjtimex stime sethostname setdomainname "
    "lookup_dcookie nfsservctl uselib ustat sysfs _sysctl vm86 vm86old socketcall ipc clone3 setxattr "
    "lsetxattr fsetxattr removexattr process_mrelease"
)
CPYTHON = (
    "accept4 bind brk close close_range connect dup dup2 dup3 epoll_create1 epoll_ctl epoll_wait eventfd2 execve exit "
    "exit_group fcntl fork fstat ftruncate futex getcwd getdents64 getegid geteuid getgid getpgid getpid getppid "
    "getrandom getrusage getsockname getsockopt gettid getuid ioctl kill listen lseek madvise membarrier mmap mprotect "
    "mremap munmap nanosleep clock_nanosleep newfstatat openat pidfd_open pipe2 poll ppoll prctl pread64 prlimit64 "
    "pselect6 read readlink recvfrom recvmsg rseq rt_sigaction rt_sigprocmask rt_sigreturn rt_sigtimedwait sched_yield "
    "sched_getaffinity select sendmsg sendto set_robust_list set_tid_address setitimer setpgid setsid setsockopt "
    "sigaltstack socketpair stat statx sysinfo tgkill timerfd_create umask uname vfork wait4 waitid write writev "
    "landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp arch_prctl"
)


def rule(name: str) -> Json:
    (found,) = (each for each in RULES if name in each["names"])
    return found


def test_what_is_not_named_is_refused_with_an_errno_and_nothing_is_killed() -> None:
    assert (PROFILE["defaultAction"], PROFILE["defaultErrnoRet"]) == ("SCMP_ACT_ERRNO", 1)
    assert {each["action"] for each in RULES} == {"SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO"}


def test_both_machines_are_named_with_all_that_they_can_run() -> None:
    named = {each["architecture"]: set(each["subArchitectures"]) for each in PROFILE["archMap"]}
    assert named == {
        "SCMP_ARCH_X86_64": {"SCMP_ARCH_X86", "SCMP_ARCH_X32"},
        "SCMP_ARCH_AARCH64": {"SCMP_ARCH_ARM"},
    }


def test_each_name_stands_in_one_rule_and_once() -> None:
    assert [
        name for name, count in Counter(name for each in RULES for name in each["names"]).items() if count > 1
    ] == []


@pytest.mark.parametrize("name", DANGEROUS.split())
def test_a_dangerous_call_is_not_allowed(name: str) -> None:
    assert name not in ALLOWED


@pytest.mark.parametrize("name", CPYTHON.split())
def test_what_the_interpreter_needs_is_allowed_whatever_its_arguments(name: str) -> None:
    assert name in ALLOWED
    assert "args" not in rule(name)


def test_only_these_calls_are_allowed_under_conditions() -> None:
    assert {name for each in RULES if "args" in each for name in each["names"]} == WITH_CONDITIONS


def test_clone_is_allowed_without_each_flag_of_a_new_namespace() -> None:
    (condition,) = rule("clone")["args"]
    # CLONE_NEWTIME lies within the signal's byte: clone cannot take it, only clone3 and unshare can (clone(2)).
    wanted = sum(value for name, value in NEW_NAMESPACES.items() if name != "CLONE_NEWTIME")
    assert condition == {"index": 0, "value": wanted, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}


def test_sockets_are_of_the_unix_family_alone_and_personality_is_only_asked_for() -> None:
    assert rule("socket")["args"] == [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]
    assert rule("personality")["args"] == [{"index": 0, "value": 2**32 - 1, "op": "SCMP_CMP_EQ"}]


def test_clone3_is_said_to_be_missing() -> None:
    assert (rule("clone3")["action"], rule("clone3")["errnoRet"]) == ("SCMP_ACT_ERRNO", 38)


def test_no_name_is_unknown_to_the_library_that_engines_use_where_it_is_installed() -> None:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return  # engines pass over a name that they do not know, so a misspelt one would merely be refused
    resolve = library.seccomp_syscall_resolve_name
    resolve.argtypes = [ctypes.c_char_p]
    assert [name for name in sorted(ALLOWED) if resolve(name.encode()) == -1] == []
