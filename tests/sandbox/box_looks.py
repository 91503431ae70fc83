"""Programs that look at a box from inside, each printing one JSON value; for boxes whatever they are made of."""

PRIVILEGES = """
import json
wanted = ("Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")
lines = (line.partition(":") for line in open("/proc/self/status"))
print(json.dumps({name: value.split() for name, _, value in lines if name in wanted}))
"""

WRITABLE = """
import json, os, stat

def writable(path):
    if not os.access(path, os.W_OK):
        return False
    if not stat.S_ISCHR(os.stat(path).st_mode):
        return True
    try:
        os.close(os.open(path, os.O_WRONLY))  # a device on a mount without devices looks writable
    except OSError:
        return False
    return True

found = []
for folder, folders, files in os.walk("/"):
    if folder == "/proc":
        folders[:] = [each for each in folders if not each.isdigit() and each not in ("self", "thread-self")]
    paths = [os.path.normpath(os.path.join(folder, name)) for name in (".", *files)]
    found += [path for path in paths if not os.path.islink(path) and writable(path)]
print(json.dumps(sorted(found)))
"""

MOUNTS = """
import json
mounts = [line.split() for line in open("/proc/self/mountinfo")]
print(json.dumps({each[4]: each[5].split(",") for each in mounts}))
"""

TOP = """
import json, os
print(json.dumps({each: sorted(os.listdir(each)) for each in ("/", "/dev", "/tmp", "/opt/callproof")}))
"""

MACHINE = """
import json, os, socket
processes = [name for name in os.listdir("/proc") if name.isdigit()]
interfaces = [name for _, name in socket.if_nameindex()]
descriptors = sorted(int(each) for each in os.listdir("/proc/self/fd"))
print(json.dumps({
    "processes": processes, "interfaces": interfaces, "host": socket.gethostname(), "parent": os.getppid(),
    "descriptors": descriptors, "environment": sorted(os.environ), "group": open("/proc/self/cgroup").read().split(),
}))
"""

REFUSED = """
import ctypes, errno, json, platform
NUMBERS = {
    "x86_64": {"shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240, "keyctl": 250, "add_key": 248, "unshare": 272,
               "setns": 308, "mount": 165, "bpf": 321, "perf_event_open": 298, "io_uring_setup": 425, "clone": 56},
    "aarch64": {"shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180, "keyctl": 219, "add_key": 217,
                "unshare": 97, "setns": 268, "mount": 40, "bpf": 280, "perf_event_open": 241, "io_uring_setup": 425,
                "clone": 220},
}[platform.machine()]
NEW_USER_NAMESPACE = 0x10000000
libc = ctypes.CDLL(None, use_errno=True)
told = {}
for name, number in NUMBERS.items():
    answer = libc.syscall(number, NEW_USER_NAMESPACE if name in ("unshare", "clone") else 0, 0, 0, 0, 0)
    told[name] = errno.errorcode[ctypes.get_errno()] if answer == -1 else "allowed"
answer = libc.syscall(435, 0, 0)
told["clone3"] = errno.errorcode[ctypes.get_errno()] if answer == -1 else "allowed"
print(json.dumps(told))
"""
