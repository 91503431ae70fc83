"""Packages that attack while a stem imports them, each as the source of one module.

Every one defines ``meet(value)``: what it finds left behind by an earlier call, after it has left ``value`` behind. A
list, empty where nothing came through.
"""

_PREAMBLE = """
import ctypes, gc, mmap, os, select, signal, socket, sys, threading, time

LEFT = []


def meet(value):
    found = list(LEFT)
    LEFT.append(value)
    return found
"""
_PIPE = """

def _met(reading, writing, value):
    os.set_blocking(reading, False)
    try:
        found = [os.read(reading, 100).decode()]
    except OSError:
        found = []
    os.write(writing, str(value).encode())
    return found
"""
PACKAGES: dict[str, str] = {
    "good": "",
    "thread": """

def _wait():
    while True:
        time.sleep(0.01)
        COUNTED.append(1)


COUNTED = []
threading.Thread(target=_wait, daemon=True).start()
""",
    "pipe": f"""{_PIPE}

READING, WRITING = os.pipe()


def meet(value):
    return _met(READING, WRITING, value)
""",
    "sockets": f"""{_PIPE}

ONE, OTHER = socket.socketpair()


def meet(value):
    return _met(ONE.fileno(), OTHER.fileno(), value)
""",
    "memory_file": """

try:
    FILE = os.memfd_create("left")
except OSError:
    FILE = None


def meet(value):
    if FILE is None:
        return []
    found = os.pread(FILE, 100, 0)
    os.pwrite(FILE, str(value).encode(), 0)
    return [found.decode()] if found else []
""",
    "shared": """

PAGE = mmap.mmap(-1, 4096)


def meet(value):
    found = PAGE[:16].rstrip(b"\\0").decode()
    PAGE[:16] = str(value).encode().ljust(16, b"\\0")
    return [found] if found else []
""",
    "behind_a_file": """

PAGE = mmap.mmap(-1, 4096)
_mmap = ctypes.CDLL(None).mmap
_mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *(ctypes.c_int,) * 3, ctypes.c_long)
with open("/usr/bin/env", "rb") as there:
    _mmap(None, 4096, mmap.PROT_READ, mmap.MAP_SHARED, there.fileno(), 0)  # where the look comes first


def meet(value):
    found = PAGE[:16].rstrip(b"\\0").decode()
    PAGE[:16] = str(value).encode().ljust(16, b"\\0")
    return [found] if found else []
""",
    "late_memory": """

COMMANDS = []
PAGES = []
_read = os.read


def _share(descriptor, size):
    if sys._getframe(1).f_code.co_name == "_follow":
        COMMANDS.append(size)
        if len(COMMANDS) == 4:  # after the supervisor has looked, more than once
            PAGES.append(mmap.mmap(-1, 4096))
    return _read(descriptor, size)


os.read = _share


def meet(value):
    if not PAGES:
        return []
    found = PAGES[0][:16].rstrip(b"\\0").decode()
    PAGES[0][:16] = str(value).encode().ljust(16, b"\\0")
    return [found] if found else []
""",
    "child": """

READING, ANSWERING = os.pipe()
ASKED, ASKING = os.pipe()
if os.fork() == 0:
    number = 0
    while os.read(ASKED, 1):
        number += 1
        os.write(ANSWERING, bytes([number]))
    os._exit(0)


def meet(value):
    os.write(ASKING, b"?")
    ready = select.select([READING], [], [], 1)[0]
    number = os.read(READING, 1)[0] if ready else 1
    return [number] if number > 1 else []
""",
    "late_child": """

PAGE = mmap.mmap(-1, 4096)
if os.fork() == 0:
    while True:
        time.sleep(0.001)
        PAGE[0] = (PAGE[0] + 1) % 200


def meet(value):
    return []
""",
    "patches": """

SEEN = []
_read, _write = os.read, os.write


def _spy_read(descriptor, size):
    content = _read(descriptor, size)
    SEEN.append(content)
    return content


def _spy_write(descriptor, content):
    SEEN.append(bytes(content))
    return _write(descriptor, content)


os.read, os.write = _spy_read, _spy_write
frame = sys._getframe()
while frame is not None:
    for name, each in list(frame.f_globals.items()):
        if each is _read:
            frame.f_globals[name] = _spy_read
        if each is _write:
            frame.f_globals[name] = _spy_write
    frame = frame.f_back


def meet(value):
    earlier = [each for each in SEEN if b"left-behind" in each and repr(value).encode() not in each]
    return [str(each) for each in earlier if str(value).encode() not in each]
""",
    "handlers": """

RANG = []  # in the stem, which is no example
signal.signal(signal.SIGALRM, lambda *_: RANG.append("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
""",
    "mutates": """

frame = sys._getframe()
while frame is not None:
    for each in list(frame.f_locals.values()):
        if hasattr(each, "append") and each is not LEFT:
            try:
                each.append("mutated")
            except Exception:
                pass
    frame = frame.f_back
""",
}
"""These come up one way or another, and their functions return."""
FAILING: dict[str, tuple[str, str]] = {
    "loud": (
        """

print("imported")
sys.stderr.write("imported")
for descriptor in range(64):
    try:
        os.write(descriptor, b"imported")
    except OSError:
        pass
""",
        "result_invalid",
    ),
    "closes": (
        """

os.closerange(3, 256)
""",
        "exited",
    ),
    "loops": ("\n\nwhile True:\n    pass\n", "timed_out"),
    "sleeps": ("\n\ntime.sleep(1000)\n", "timed_out"),
    "exits": ("\n\nos._exit(3)\n", "exited"),
    "leaves": ("\n\nraise SystemExit(3)\n", "exited"),
    "raises": ("\n\nraise ValueError('broken')\n", "raised"),
    "eats": ("\n\nheld = []\nwhile True:\n    held.append(bytearray(1 << 20))\n", "out_of_memory"),
    "crashes": ("\n\nos.kill(os.getpid(), signal.SIGSEGV)\n", "crashed"),
    "stops": ("\n\nos.kill(os.getpid(), signal.SIGSTOP)\n", "timed_out"),
}
"""These do not: the source, and how a call that needs them ends."""


_LOADED_BY = """

def __getattr__(name):
    if name == "loaded_by":
        return os.getpid()
    raise AttributeError(name)
"""
TELLING: dict[str, tuple[str, bool]] = {
    "telling": (_LOADED_BY, False),
    "telling_thread": (_LOADED_BY + PACKAGES["thread"], True),
}
"""Whoever imports ``loaded_by`` of these gets its own process number; and whether each worker is the one to do so."""


def sources() -> dict[str, str]:
    """Every package's module, by the package's name."""
    all_of_them = {**PACKAGES, **{name: source for name, (source, _) in (*FAILING.items(), *TELLING.items())}}
    return {f"hostile_{name}": _PREAMBLE + source for name, source in all_of_them.items()}
