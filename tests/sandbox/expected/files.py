"""What must come of attempts to leave something in files."""

from tests.sandbox.attack import UNWRITABLE, Attack, ends, refused, returns
from verifiers.model import Json, Status

OWN = "a process may write into itself, by any way"


def unwritable(function: str, threat: str, **arguments: Json) -> Attack:
    return returns(function, threat, *UNWRITABLE, **arguments)


ATTACKS = (
    unwritable("plant_file", "writes into functions", place="functions"),
    ends("plant_file_and_fail", "writes into functions", Status.DENIED),
    unwritable("plant_folder", "writes into functions"),
    unwritable("plant_file", "bytecode", place="bytecode"),
    unwritable("plant_file", "bytecode", place="library bytecode"),
    unwritable("plant_file", "writes into libraries", place="library"),
    unwritable("plant_file", "writes into libraries", place="site-packages"),
    unwritable("plant_file", "writes into libraries", place="runner"),
    *(
        unwritable("plant_file", "writes elsewhere", place=place)
        for place in ("root", "etc", "tmp", "home", "var", "device", "shared memory", "run", "cgroup", "sys")
    ),
    returns("plant_file", "writes elsewhere", *UNWRITABLE, "ENOSPC", place="queues"),
    *(unwritable("plant_link", "links", place=place) for place in ("functions", "tmp", "root")),
    unwritable("plant_hard_link", "links"),
    *(unwritable("plant_fifo", "FIFOs", place=place) for place in ("functions", "tmp", "device")),
    *(unwritable("plant_device", "devices", kind=kind) for kind in ("disk", "memory", "console")),
    unwritable("overwrite_module", "changed modules", name="functions"),
    unwritable("remove_module", "changed modules"),
    unwritable("rename_module", "changed modules"),
    unwritable("change_mode", "changed modules"),
    unwritable("change_owner", "changed modules"),
    unwritable("change_times", "changed modules"),
    returns("change_attributes", "changed modules", *UNWRITABLE, "ENOTSUP"),
    *(
        unwritable("write_kernel_setting", "settings of the kernel", path=path)
        for path in (
            *("/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger"),
            *("/proc/self/setgroups", "/proc/self/uid_map", "/proc/self/coredump_filter", "/proc/self/clear_refs"),
            *("/proc/self/comm", "/proc/self/timerslack_ns", "/sys/kernel/mm/transparent_hugepage/enabled"),
        )
    ),
    refused("write_own_memory", "memory files in /proc"),
    refused("write_memory_of_runner", "memory files in /proc", "ENOENT", why="not there, where /proc is hidden"),
    refused("spare_oneself", "oom score", "ENOENT", why="gVisor has no such file"),
    refused("doom_the_runner", "oom score", "ENOENT", why="not there, where /proc is hidden"),
    refused("mount_something", "mount"),
    refused("unmount_something", "mount"),
    refused("change_root", "change of root"),
    refused("turn_root", "change of root"),
    refused("open_by_handle", "mount"),
    returns("use_null_device", "what must work", "allowed"),
    returns("read_beside_oneself", "what must work", 1),
)
