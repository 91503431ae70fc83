"""Several sets at once: names that clash, prefixes, and requirements that disagree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from service.catalog.build import build
from service.catalog.languages import in_language
from service.catalog.load import load_catalog
from service.catalog.locate import locate
from service.errors import FunctionsError

DESK = '[[toolkit]]\nname = "Desk"\nimplementation = "{name}_desk:Desk"\n[[module]]\nname = "{name}_sums"\n'


def a_set(folder: Path, name: str, files: Mapping[str, str] | None = None) -> str:
    """A set with a function ``total``, a toolkit ``Desk`` and its method ``sell``, in modules of its own."""
    own = {
        f"{name}_sums.py": "def total(a: int) -> int: ...\n",
        f"{name}_desk.py": "class Desk:\n    def sell(self, a: int) -> int: ...\n",
        "functions.toml": DESK.format(name=name),
        **(files or {}),
    }
    for each, content in own.items():
        path = folder / name / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return str(folder / name)


def test_a_clash_names_both_places_and_what_to_do(tmp_path: Path) -> None:
    shop, bank = a_set(tmp_path, "shop"), a_set(tmp_path, "bank")
    with pytest.raises(FunctionsError) as refusal:
        load_catalog([shop, bank])
    told = str(refusal.value)
    assert "The function 'sell' is there twice" in told
    assert f"in {shop}" in told
    assert f"in {bank}" in told
    assert f"bank_={bank}" in told


def test_toolkits_clash_too(tmp_path: Path) -> None:
    shop = a_set(tmp_path, "shop")
    bank = a_set(
        tmp_path,
        "bank",
        {"bank_sums.py": "def mean(a: int) -> int: ...", "bank_desk.py": "class Desk:\n    def lend(self): ..."},
    )
    with pytest.raises(FunctionsError, match="The toolkit 'Desk' is there twice: shop_desk:Desk in"):
        load_catalog([shop, bank])


def test_a_prefix_stands_before_the_names_of_functions_and_toolkits_alone(tmp_path: Path) -> None:
    shop, bank = a_set(tmp_path, "shop"), a_set(tmp_path, "bank")
    catalog = load_catalog([shop, f"b_={bank}"])
    assert {name: (each.implementation, each.toolkit) for name, each in catalog.functions.items()} == {
        "sell": ("sell", "Desk"),
        "total": ("shop_sums:total", None),
        "b_sell": ("sell", "b_Desk"),
        "b_total": ("bank_sums:total", None),
    }
    assert {name: each.implementation for name, each in catalog.toolkits.items()} == {
        "Desk": "shop_desk:Desk",
        "b_Desk": "bank_desk:Desk",
    }


def test_a_prefix_makes_another_catalog_of_the_same_code(tmp_path: Path) -> None:
    shop = a_set(tmp_path, "shop")
    plain, prefixed = load_catalog([shop]), load_catalog([f"s_={shop}"])
    assert plain.digest != prefixed.digest
    assert [each.digest for each in plain.function_sets.values()] == [
        each.digest for each in prefixed.function_sets.values()
    ]


@pytest.mark.parametrize("spec", ["mine_=builtin", "mine_=service.validation"])
def test_any_kind_of_set_takes_a_prefix(spec: str) -> None:
    assert locate(spec).prefix == "mine_"


def test_a_path_with_an_equals_sign_is_a_path_where_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_set(tmp_path, "a=b")
    monkeypatch.chdir(tmp_path)
    assert locate("a=b").prefix == ""
    with pytest.raises(FunctionsError, match=r"--functions c: no folder"):
        locate("a=c")


def test_translations_follow_the_prefix(tmp_path: Path) -> None:
    shop = a_set(tmp_path, "shop", {"languages/pl/shop.toml": '[total]\ndescription = "Suma."\n'})
    specs = [f"s_={shop}"]
    assert in_language(load_catalog(specs), specs, "pl")["s_total"].description == "Suma."


def test_a_set_is_built_under_its_own_names(tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match="Leave the prefix 's_=' out"):
        build(f"s_={a_set(tmp_path, 'shop')}", sandbox="auto", say=print, warn=print)


def test_modules_of_one_name_are_refused_with_what_to_do(tmp_path: Path) -> None:
    one, two = (a_set(tmp_path, name, {"extra.py": ""}) for name in ("shop", "bank"))
    with pytest.raises(FunctionsError, match=r"both bring a top-level module 'extra'.*__init__\.py"):
        load_catalog([one, f"b_={two}"])


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("mpmath==1.3.0", "mpmath==1.2.1", False),
        ("mpmath==1.3.0", "mpmath", False),
        ("typing_extensions>=4", "Typing.Extensions >= 4", True),
        ("typing-extensions>=4", "typing_extensions>=5", False),
        ("mpmath==1.3.0", "numpy==2.2.6", True),
    ],
)
def test_two_sets_ask_for_the_same_version_of_a_package(tmp_path: Path, first: str, second: str, agree: bool) -> None:
    specs = []
    for name, requirement in (("shop", first), ("bank", second)):
        toml = f'requirements = ["{requirement}"]\n' + DESK.format(name=name)
        specs.append(f"{name}_={a_set(tmp_path, name, {'functions.toml': toml})}")
    if agree:
        assert len(load_catalog(specs).functions) == 4
        return
    with pytest.raises(FunctionsError, match="'shop' and 'bank' require different versions of one package") as refusal:
        load_catalog(specs)
    assert f"'{first}' and '{second}'" in str(refusal.value)
