"""What must come of system calls that no function needs."""

from tests.sandbox.attack import Attack, refused, returns
from verifiers.model import Status

BUILT_WITHOUT = "the filter refuses it, or the kernel is built without it"
SPACES = ("mounts", "cgroup", "hostname", "ipc", "user", "processes", "network", "time")


def call(name: str, threat: str) -> Attack:
    return refused("make_call", threat, "ENOSYS", why=BUILT_WITHOUT, name=name)


ATTACKS = (
    refused("load_program", "bpf", "ENOSYS", why=BUILT_WITHOUT),
    refused("ring", "io_uring", "ENOSYS", why=BUILT_WITHOUT),
    *(call(name, "io_uring") for name in ("io_uring_enter", "io_uring_register")),
    call("userfaultfd", "userfaultfd"),
    refused("perf_event", "perf_event_open", "ENOSYS", why=BUILT_WITHOUT),
    *(call(name, "keyrings") for name in ("keyctl", "add_key", "request_key")),
    *(refused("unshare", "unshare", what=space) for space in SPACES),
    call("setns", "setns"),
    *(refused("clone_into_new", "clone", what=space) for space in SPACES if space != "time"),
    returns("clone_by_structure", "clone3", "ENOSYS", why="C libraries then fall back to clone"),
    Attack(
        function="i386_call",
        threat="i386 calls",
        statuses=frozenset({Status.RETURNED, Status.CRASHED}),
        results=("EPERM", "EACCES", "ENOSYS"),
        why="a kernel without 32-bit programs answers the interrupt with a fault",
    ),
    refused("x32_call", "x32 calls", "ENOSYS"),
    *(
        call(name, "mounts")
        for name in (
            *("mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen", "fsconfig", "fsmount"),
            *("fspick", "mount_setattr"),
        )
    ),
    *(
        call(name, "modules and boot")
        for name in ("init_module", "finit_module", "delete_module", "kexec_load", "reboot", "swapon", "acct", "syslog")
    ),
    *(call(name, "clock and names") for name in ("settimeofday", "clock_settime", "sethostname", "vhangup")),
    *(call(name, "other processes") for name in ("kcmp", "move_pages", "migrate_pages", "process_madvise")),
    refused("trace_me", "other processes"),
    *(call(name, "handles") for name in ("name_to_handle_at", "open_by_handle_at")),
    *(call(name, "quotas and watches") for name in ("quotactl", "fanotify_init")),
    refused("own_filter", "filters", "ENOSYS", why=BUILT_WITHOUT),
)
