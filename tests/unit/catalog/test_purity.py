"""Which functions are certified pure, and which modules quiet, by their source alone.

pure/ holds honest functions, impure/ functions that look pure and are not; the first line of those says why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.purity.certify import Certificate, Certifier
from service.catalog.source import SourceTree

HERE = Path(__file__).parent
PURE = sorted((HERE / "pure").glob("*.py"))
IMPURE = sorted((HERE / "impure").glob("*.py"))


def certify(path: Path) -> Certificate:
    tree = SourceTree(root=path.parent, files=frozenset({Path(path.name)}))
    return Certifier([tree]).function(f"{path.stem}:function")


def certifier(
    folder: Path, files: Mapping[str, str], *, installs: bool = False, foreign: Collection[str] = ()
) -> Certifier:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    tree = SourceTree(root=folder, files=frozenset(Path(name) for name in files))
    return Certifier([tree], installs=installs, foreign=foreign)


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_an_honest_function_is_certified(path: Path) -> None:
    assert certify(path) == Certificate(pure=True)


@pytest.mark.parametrize("path", IMPURE, ids=lambda path: path.stem)
def test_a_function_that_only_looks_pure_is_refused_with_the_reason(path: Path) -> None:
    certificate = certify(path)
    assert not certificate.pure
    assert path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") in str(certificate.impure_because)


def test_there_are_enough_cases() -> None:
    assert len(IMPURE) >= 40
    assert len(PURE) >= 25


def test_the_bundled_functions_are_certified_but_for_those_that_draw_read_files_or_tell_the_time() -> None:
    catalog = load_catalog()
    plain = {name: each for name, each in catalog.functions.items() if each.toolkit is None}
    refused = {name: str(each.impure_because) for name, each in plain.items() if not each.pure}
    assert set(refused) == {
        *("draw_sample", "age_in_years", "search_articles", "get_article", "translate_article", "list_articles"),
        *("find_phrase_in_articles", "find_similar_articles"),  # they read the corpus
        *("find_pattern", "replace_pattern", "split_by_pattern"),  # their patterns are arguments
    }
    assert "random.sample" in refused["draw_sample"]
    assert "datetime.datetime.now" in refused["age_in_years"]


def test_functions_of_a_toolkit_are_not_pure() -> None:
    catalog = load_catalog()
    assert all(not each.pure and each.impure_because for each in catalog.functions.values() if each.toolkit)


def test_every_bundled_module_is_quiet_those_of_toolkits_too() -> None:
    catalog = load_catalog()
    files = catalog.function_sets["builtin"].files
    modules = {".".join(path.with_suffix("").parts) for path in files if path.suffix == ".py"}
    assert catalog.quiet_modules["builtin"] == {name.removesuffix(".__init__") for name in modules}


def test_what_is_certified_is_no_part_of_the_digest(tmp_path: Path) -> None:
    (tmp_path / "sums.py").write_text("def add(a: int) -> int:\n    return a\n", encoding="utf-8")
    catalog = load_catalog([str(tmp_path)])
    assert catalog.functions["add"].pure
    assert replace(catalog.functions["add"], pure=False) != catalog.functions["add"]
    assert catalog.quiet_modules == {tmp_path.name: frozenset({"sums"})}


def test_a_callee_in_another_module_counts(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/store.py": "SEEN = []\n\ndef keep(n):\n    SEEN.append(n)\n    return n\n",
        "shop/front.py": "from .store import keep\n\ndef sell(n):\n    return keep(n)\n\ndef look(n):\n    return n\n",
    }
    found = certifier(tmp_path, files)
    assert "'SEEN'" in str(found.function("shop.front:sell").impure_because)
    assert found.function("shop.front:look").pure


def test_an_imported_global_may_be_read_but_not_changed(tmp_path: Path) -> None:
    files = {
        "rates.py": "RATES = {'a': 1}\n",
        "front.py": "import rates\nfrom rates import RATES\n\ndef read(k):\n    return RATES[k] + rates.RATES[k]\n\n"
        "def write(k):\n    rates.RATES[k] = 1\n",
    }
    found = certifier(tmp_path, files)
    assert found.function("front:read").pure
    assert "'RATES'" in str(found.function("front:write").impure_because)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.py": "import b\n", "b.py": "import a\n"}, "imports itself"),
        ({"a.py": "from b import x\n", "b.py": "x = print(1)\n"}, "calls print()"),
        ({"a.py": "import b\n", "b.py": "import numpy\n"}, "imports numpy"),
        ({"a.py": "", "a/__init__.py": ""}, "there twice"),
        ({"a.py": "", "a.cpython-311-x86_64-linux-gnu.so": ""}, "compiled file"),
        ({"a.py": "import json\n", "json.abi3.so": ""}, "imports json, which"),
        ({"a.py": "try:\n    import json\nexcept ImportError:\n    json = None\n"}, "does something"),
        ({"a.py": "import time\nNOW = time.time()\n"}, "uses time.time"),
        ({"a.py": "class A:\n    print('loaded')\n"}, "does more than define"),
        ({"a.py": "X = iter([1])\n"}, "iterator"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_module_that_does_something_is_not_quiet(tmp_path: Path, files: Mapping[str, str], reason: str) -> None:
    assert reason in str(certifier(tmp_path, files).noise("a"))


@pytest.mark.parametrize(
    "body",
    [
        "    def lru_cache(maxsize):\n        1\n    @lru_cache(maxsize=1)\n    def look(self): 1\n",
        "    def price():\n        print(1)\n    def look(self, price=price()):\n        return price\n",
        "    def price():\n        print(1)\n    def look(self, *, prices=(1, price())):\n        return prices\n",
    ],
)
def test_a_method_that_a_class_puts_before_a_harmless_name_is_not_taken_for_it(tmp_path: Path, body: str) -> None:
    source = "from functools import lru_cache\n\ndef price():\n    return 1\n\nclass Desk:\n" + body
    assert "made from others" in str(certifier(tmp_path, {"a.py": source}).noise("a"))


def test_a_module_that_only_defines_is_quiet_whatever_its_functions_do(tmp_path: Path) -> None:
    source = (
        "import os\nimport random\n\nROLLS = []\n\n\ndef roll():\n    ROLLS.append(random.random())\n    os.abort()\n"
    )
    assert certifier(tmp_path, {"a.py": source}).noise("a") is None


def test_a_module_that_imports_a_requirement_and_else_only_defines_is_for_guarded_stems_alone(tmp_path: Path) -> None:
    files = {
        "a.py": "import numpy.linalg as inside\nfrom numpy import zeros\n\ndef make(n):\n    return zeros(n)\n",
        "b.py": "import a\n\ndef add(n: int):\n    return n + 1\n",
        "c.py": "def add(n: int):\n    return n + 1\n",
    }
    found = certifier(tmp_path, files, foreign=("numpy", "numpy.linalg"))
    assert [found.noise(name) for name in "abc"] == [None, None, None]
    assert found.quiet_modules() == {"c"}
    assert found.guarded_modules() == {"a", "b"}
    assert "uses numpy" in str(found.function("a:make").impure_because)
    assert found.function("b:add").impure_because == "needs the module b, which imports numpy"
    assert found.function("c:add").pure


@pytest.mark.parametrize(
    "source",
    [
        "import numpy\nTABLE = numpy.zeros(3)\n",
        "import numpy\n\nclass Table(numpy.ndarray):\n    pass\n",
        "import numpy\n\nclass Table:\n    rows = numpy.zeros(3)\n",
        "import numpy\n\n@numpy.vectorize\ndef double(n):\n    return 2 * n\n",
        "from numpy import pi\n\ndef double(n=pi):\n    return 2 * n\n",
        "from numpy import *\n",
        "import os, numpy, subprocess\n",
        "import numpy.random\n",
        "import numpy\nnumpy.random.seed(1)\n",
    ],
)
def test_a_module_that_uses_a_requirement_while_it_is_loaded_is_left_to_workers(tmp_path: Path, source: str) -> None:
    found = certifier(tmp_path, {"a.py": source}, foreign=("numpy",))
    assert found.noise("a") is not None
    assert not found.guarded_modules()


def test_a_folder_that_an_installed_package_may_hide_is_not_quiet(tmp_path: Path) -> None:
    files = {"shop/front.py": "def look(n):\n    return n\n"}
    assert certifier(tmp_path, files).function("shop.front:look").pure
    assert not certifier(tmp_path, files, installs=True).function("shop.front:look").pure


def test_a_package_that_does_something_spoils_its_modules(tmp_path: Path) -> None:
    files = {"shop/__init__.py": "import json\njson.dumps = str\n", "shop/front.py": "def look(n):\n    return n\n"}
    found = certifier(tmp_path, files)
    assert "lies in shop" in str(found.noise("shop.front"))
    assert not found.function("shop.front:look").pure
    assert not found.quiet_modules()


def test_code_that_is_nested_beyond_reason_is_refused_and_harms_no_other(tmp_path: Path) -> None:
    deep = "def deep(n):\n    return " + "+".join(["n"] * 600) + "\n\ndef flat(n):\n    return n\n"
    found = certifier(tmp_path, {"a.py": deep})
    assert not found.function("a:deep").pure
    assert found.function("a:flat").pure
