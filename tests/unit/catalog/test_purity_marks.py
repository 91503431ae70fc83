"""Which decorators of a set's own leave its modules quiet: those that only mark a function just defined."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from service.catalog.purity.certify import Certifier
from service.catalog.source import SourceTree

MAKER = """
def effect(kind):
    def mark(method):
        method.__effect__ = kind
        return method
    return mark
"""
MARK = """
def shown(method):
    method.shown = True
    return method
"""
USE = """
class Desk:
    @effect('read_only')
    def look(self):
        return 1
"""
BASED = USE.replace("Desk:", "Desk(abc.ABC):").replace("class", "import abc\nclass")


def noise(folder: Path, files: Mapping[str, str]) -> str | None:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    tree = SourceTree(root=folder, files=frozenset(Path(name) for name in files))
    return Certifier([tree]).noise("a")


def maker(
    setting: str = "method.kind = kind", *, returns: str = "method", outer: str = "'Mark.'", inner: str = "'Mark.'"
) -> str:
    return (
        f"TABLE = []\ndef effect(kind):\n    {outer}\n    def mark(method):\n        {inner}\n"
        f"        {setting}\n        return {returns}\n    return mark\n"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": MAKER + USE},
        {"a.py": maker() + USE},
        {"a.py": MARK + "@shown\ndef look():\n    return 1\n"},
        {"a.py": MARK + MAKER + "@shown\n@effect(kind=None)\n@shown\nasync def look():\n    return 1\n"},
        {
            "a.py": MAKER
            + "class Desk:\n    @staticmethod\n    @effect('idempotent')\n    def look():\n        return 1\n"
        },
        {"a.py": MAKER.replace("(kind)", "(kind: str = 'read_only', *more)") + USE.replace("'read_only'", "")},
        {"a.py": "import b\n" + USE.replace("effect", "b.effect"), "b.py": MAKER},
        {"a.py": "from b import effect as effect\n" + USE, "b.py": "from c import effect\n", "c.py": MAKER},
        {"a.py": "from b import Desk\nclass Front(Desk):\n    pass\n", "b.py": MAKER + USE},
        {
            "a.py": "from __future__ import annotations\n"
            "def effect(kind: Kind) -> Mark[str]:\n    '''Mark.'''\n    def mark(method: T[1:2]) -> T:\n"
            "        '''Do it.'''\n"
            "        method._kind = kind\n        method.level = 3\n        return method\n    return mark\n" + USE
        },
    ],
)
def test_a_decorator_that_only_marks_leaves_its_module_quiet(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert noise(tmp_path, files) is None


@pytest.mark.parametrize(
    "decorator",
    [
        maker("TABLE.append(method)"),
        maker(outer="print(kind)"),
        maker(inner="print(kind)"),
        maker(outer="global TABLE"),
        maker(returns="kind"),
        maker(returns="lambda: method"),
        maker(returns="mark"),
        maker("kind.method = method"),
        maker("method.kind = method"),
        maker("method.kind = TABLE"),
        maker("method.kind = [kind]"),
        maker("method.kind = kind.upper()"),
        maker("method.kind = TABLE[0] = kind"),
        maker("method.kind, TABLE[0] = kind"),
        maker("method.kind += kind"),
        maker("method.kind: print(1) = kind"),
        maker("method.kind.depth = kind"),
        maker("method.__dict__['kind'] = kind"),
        maker("setattr(method, 'kind', kind)"),
        *(
            maker(f"method.{name} = kind")
            for name in ("__code__", "__defaults__", "__kwdefaults__", "__dict__", "__class__", "__globals__")
        ),
        *(maker(f"method.{name} = kind") for name in ("__wrapped__", "__isabstractmethod__", "__doc__", "__name__")),
        MAKER.replace("(method):", "(method, seen=[]):"),
        MAKER.replace("(method):", "(*method):"),
        MAKER.replace("(method):", "(method: print(1)):"),
        MAKER.replace("(method):", "(method) -> print(1):"),
        MAKER.replace("(kind):", "(kind=TABLE):").replace("def effect", "TABLE = []\ndef effect"),
        MAKER.replace("(kind):", "(*kind):"),
        MAKER.replace("(kind):", "(**kind):"),
        MAKER.replace("(kind):", "(mark):").replace("= kind", "= mark"),
        MAKER.replace("    def mark", "    @print\n    def mark"),
        MAKER.replace("    def mark", "    async def mark"),
        MAKER.replace("def effect", "async def effect"),
        MAKER.replace("def effect", "def other(kind):\n    return kind\n@other\ndef effect"),
        MAKER.replace("        return method\n", "        yield method\n"),
        MAKER.replace("        return method\n", ""),
        MAKER.replace("    return mark\n", "    return print\n"),
        "effect = lambda kind: lambda method: method\n",
        "class effect:\n    def __init__(self, kind):\n        pass\n",
    ],
)
def test_a_decorator_that_does_more_is_refused(tmp_path: Path, decorator: str) -> None:
    assert "has a method decorated by effect" in str(noise(tmp_path, {"a.py": decorator + BASED}))
    assert "has a decorator, effect" in str(noise(tmp_path, {"a.py": decorator + USE}))


@pytest.mark.parametrize(
    ("decorator", "reason"),
    [
        (MAKER + "def effect(kind):\n    return kind\n", "'effect', which the module binds more than once"),
        (MAKER + "def change():\n    global effect\n    effect = print\n", "'effect', which the module binds more"),
        (MAKER + "for effect in [print]:\n    pass\n", "does something when it is loaded"),
        (MAKER + "from b import effect\n", "'effect', which the module binds more than once"),
        ("from b import effect\n", "imports b, which has a statement that does something"),
        ("import b\nb.effect = print\nfrom b import effect\n", "assigns to more than a name"),
        ("from c import effect\n", "not known"),
        ("import os as effect\n", "has a decorator, effect"),
    ],
)
def test_a_name_that_may_stand_for_something_else_is_no_mark(tmp_path: Path, decorator: str, reason: str) -> None:
    files = {"a.py": decorator + USE, "b.py": MAKER + "print('loaded')\n", "c.py": "def affect():\n    pass\n"}
    assert reason in str(noise(tmp_path, files))


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        ("@effect(print(1))\ndef look():\n    return 1\n", "has a decorator"),
        ("@effect(TABLE)\ndef look():\n    return 1\n", "has a decorator"),
        ("@effect(*'ab')\ndef look():\n    return 1\n", "has a decorator"),
        ("@effect\ndef look():\n    return 1\n", "has a decorator"),
        ("@shown()\ndef look():\n    return 1\n", "has a decorator"),
        ("@effect('a')\n@typing.overload\ndef look():\n    return 1\n", "has a decorator, effect"),
        ("@effect('a')\n@functools.cache\ndef look():\n    return 1\n", "has a decorator, effect"),
        ("@effect('a')('b')\ndef look():\n    return 1\n", "has a decorator"),
        ("@TABLE[0]\n@effect('a')\ndef look():\n    return 1\n", "has a decorator"),
        ("@effect('a')\nclass Desk:\n    pass\n", "has a class Desk with effect"),
        (
            "class Desk:\n    def effect(kind):\n        print(kind)\n    @effect('a')\n    def look(): 1\n",
            "made from",
        ),
        ("class Desk:\n    effect = 1\n    @effect('a')\n    def look():\n        return 1\n", "made from"),
        (
            "class Desk:\n    def b(c):\n        print(c)\n    @b.effect('a')\n    def look():\n        return 1\n",
            "made from",
        ),
    ],
)
def test_a_mark_is_none_where_it_is_given_more_than_a_function_just_defined(
    tmp_path: Path, use: str, reason: str
) -> None:
    start = "import functools\nimport typing\nimport b\nTABLE = []\n"
    assert reason in str(noise(tmp_path, {"a.py": start + MAKER + MARK + use, "b.py": MAKER}))
