"""Attacks inside of the interpreter on the code that runs next in the same process: the one that reports."""

import builtins
import codecs
import copyreg
import ctypes
import gc
import json
import os
import signal
import sys
import threading
import time
import types
from typing import Any

from reach import in_child


def replace_builtins() -> str:
    builtins.len = lambda _: 42  # type: ignore[assignment]
    builtins.isinstance = builtins.type = builtins.print = None  # type: ignore[assignment,misc]
    json.dumps = lambda *_, **__: '"forged"'  # type: ignore[assignment]
    json.JSONEncoder.encode = lambda *_: '"forged"'  # type: ignore[method-assign,assignment]
    json.JSONEncoder.default = json.JSONEncoder.iterencode = None  # type: ignore[method-assign,assignment]
    return "true"


def rebind_builtins_everywhere() -> str:
    """Give every module on the stack builtins of our own."""
    frame: Any = sys._getframe()
    while frame is not None:
        frame.f_globals["__builtins__"] = {"len": None}
        frame = frame.f_back
    return "true"


def empty_modules() -> str:
    sys.modules.clear()
    return "true"


def poison_modules() -> str:
    """Put something else in the place of what reporting may need."""
    for name in ("json", "os", "inspect", "hashlib", "traceback", "re", "builtins", "encodings"):
        sys.modules[name] = None  # type: ignore[assignment]
    return "true"


def refuse_imports() -> Any:
    """An import hook that ends whoever imports, then an error that has to be looked into."""

    class Hook:
        def find_spec(self, *_: object) -> None:
            raise BaseException("no imports")  # noqa: TRY002

    sys.modules.pop("inspect", None)
    sys.meta_path.insert(0, Hook())  # type: ignore[arg-type]
    return len(5)  # type: ignore[arg-type]


def replace_system_calls() -> str:
    os.write = os.read = os._exit = os.close = lambda *_: 0  # type: ignore[assignment,misc]
    return "true"


def trace_everything() -> str:
    """A trace function that raises in every function called from now on."""
    sys.settrace(_hook)
    return "true"


def profile_everything() -> str:
    sys.setprofile(_hook)
    return "true"


def _hook(*_: Any) -> Any:
    raise RuntimeError("hooked")


def trace_that_exits() -> str:
    sys.settrace(lambda *_: os._exit(3))
    return "true"


def audit_everything() -> str:
    """An audit hook, which nobody can take off, that refuses everything."""
    sys.addaudithook(_hook)
    return "true"


def collector_calls() -> str:
    """Code that the garbage collector runs, at every collection."""
    gc.callbacks.append(_hook)
    gc.set_threshold(1, 1, 1)
    return "true"


def hooks_for_errors() -> None:
    sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *_: time.sleep(1000)
    raise ValueError("hooked")


def low_recursion_limit() -> str:
    """Leave hardly any depth to whoever goes on in this thread."""
    depth = 0
    frame: Any = sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(depth + 3)
    return "true"


def at_the_recursion_limit() -> int:
    """Catch the overflow at the very bottom and go on."""
    try:
        return at_the_recursion_limit()
    except RecursionError:
        return 1


def hostile_codec() -> str:
    """A codec search that answers for every name."""
    codecs.register(lambda _: (_hook, _hook, _hook, _hook))  # type: ignore[arg-type,return-value]
    codecs.register_error("strict", _hook)
    codecs.register_error("replace", _hook)
    codecs.register_error("backslashreplace", _hook)
    return "true"


def hostile_pickling() -> str:
    copyreg.pickle(dict, _hook)
    return "true"


def pending_exception() -> None:
    """An exception set from outside, to arrive at some later instruction of this thread."""
    thread = ctypes.c_ulong(threading.get_ident())
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(KeyboardInterrupt))


def pending_exceptions_of_a_thread() -> str:
    """A thread that goes on throwing exceptions into the one that reports."""
    target = ctypes.c_ulong(threading.get_ident())

    def throw() -> None:
        while True:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(ZeroDivisionError))
            time.sleep(0.0001)

    threading.Thread(target=throw, daemon=True).start()
    time.sleep(0.01)
    return "true"


def hold_the_interpreter() -> str:
    """A thread that keeps the interpreter's lock inside of a long C call."""
    threading.Thread(target=lambda: 3 ** (10**9), daemon=True).start()
    return "true"


def signals_for_the_report() -> str:
    for number in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(number, _hook)
    reporting = os.getpid()
    in_child(lambda: [os.kill(reporting, signal.SIGUSR1) for _ in range(10_000)])
    return "true"


def replace_code_of_the_caller() -> str:
    """Give the functions on the stack other code for the next time that they are called."""
    frame: Any = sys._getframe().f_back
    while frame is not None:
        for each in list(frame.f_globals.values()):
            if isinstance(each, types.FunctionType):
                each.__code__ = (lambda *_, **__: None).__code__
        frame = frame.f_back
    return "true"


def curse_text() -> str:
    """Change a method of ``str`` itself, below Python's guard."""
    methods: Any = gc.get_referents(str.__dict__)[0]
    methods["encode"] = lambda *_: b"forged"
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(str))
    return "true"
