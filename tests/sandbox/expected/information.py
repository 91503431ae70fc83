"""What a call may learn."""

from tests.sandbox.attack import UNWRITABLE, ends, refused, returns
from verifiers.model import Status

NOT_THERE = "/proc shows the runner to nobody, or not at all"
NOBODY = 65534
VARIABLES = {
    *("HOME", "LC_ALL", "LD_BIND_NOW", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"),
    *("PATH", "PYTHONHASHSEED", "TZ"),
}

ATTACKS = (
    returns(
        "environment", "environment", sorted(VARIABLES), sorted({*VARIABLES, "HOSTNAME"}), why="Docker names the box"
    ),
    *(
        refused("read_of_runner", "runner in /proc", "ENOENT", why=NOT_THERE, file=file)
        for file in ("environ", "mem", "maps", "auxv", "stack", "syscall")
    ),
    *(
        refused("link_of_runner", "runner in /proc", "ENOENT", why=NOT_THERE, file=file)
        for file in ("cwd", "root", "exe", "fd/0", "ns/net")
    ),
    refused("descriptors_of_runner", "runner in /proc", "ENOENT", why=NOT_THERE),
    refused("read_runner_memory", "memory of the runner"),
    returns("foreign_processes", "other processes", []),
    ends(
        "host_paths_in_mounts",
        "host mounts",
        Status.RETURNED,
        why="the kernel's list of mounts names the folders of the host that they come from; none can be reached by it",
    ),
    returns("engine_sockets", "engine socket", []),
    returns("kinds_of_descriptors", "inherited descriptors", []),
    returns("count_descriptors", "inherited descriptors", 5),
    returns("secret_of_another", "other examples", []),
    returns("host_paths_in_tracebacks", "host paths in tracebacks", []),
    ends("raise_here", "host paths in tracebacks", Status.RAISED, error="ValueError"),
    returns("kernel_files", "kernel files", []),
    returns("identity", "identity", [NOBODY, NOBODY, NOBODY, NOBODY, []], [NOBODY, NOBODY, NOBODY, NOBODY, [NOBODY]]),
    returns("become_root", "identity", *UNWRITABLE),
    returns("modules_of_the_runner", "runner's modules", []),
)
