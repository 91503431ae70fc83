"""``callproof catalog check`` over functions that break one promise each, and over functions that keep all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from service.catalog.checking.cache import Cache
from service.catalog.checking.codes import CODES
from service.catalog.checking.inspection import Check
from service.catalog.checking.model import Options, Severity
from service.catalog.checking.profiles import target_profiles
from service.catalog.checking.workplace import Place
from service.cli import main
from verifiers.model import Json

FAULTY = Path(__file__).parent / "faulty_functions"
SOUND = Path(__file__).parent / "sound_functions"
FAULTS = {
    "Forgetful": {"toolkit.state_not_restored"},
    "broken_result": {"fuzz.result_breaks_schema"},
    "chattering": {"fuzz.output_limit"},
    "crashing": {"fuzz.crashed"},
    "default_of_another_type": {"default.wrong_type", "signature.default_differs"},
    "devouring": {"fuzz.out_of_memory"},
    "exiting": {"fuzz.exited"},
    "gone": {"signature.unknown"},
    "hanging": {"fuzz.timed_out"},
    "look_and_touch": {"toolkit.not_read_only"},
    "neighbour_b_spoiled": {"repeat.neighbour_changes"},
    "never_loaded": {"import.failed"},
    "not_json": {"fuzz.result_invalid"},
    "original_again": {"siblings.duplicate"},
    "put_once_more": {"toolkit.not_idempotent"},
    "reaching_out": {"access.denied"},
    "remembering": {"repeat.state_left"},
    "take_default": {"signature.default_differs"},
    "take_extra": {"signature.extra_parameter", "signature.not_bindable"},
    "take_missing": {"signature.missing_parameter", "signature.not_bindable"},
    "take_required": {"signature.required_differs", "signature.not_bindable"},
    "take_type": {"signature.type_differs"},
    "take_values": {"signature.values_differ"},
    "take_with_error": {"fuzz.undocumented_error"},
    "undescribed": {"schema.no_description", "schema.no_parameter_description"},
    "undescribed_parameter": {"schema.no_parameter_description"},
    "undocumented_exception": {"fuzz.undocumented_exception"},
    "unfit_example": {"example.unfit"},
    "unrepeatable": {"repeat.not_repeatable"},
    "unsound": {"schema.unsound", "fuzz.result_breaks_schema"},
    "untold_parameters": {"schema.no_parameters", "schema.no_result"},
    "untranslated": {"language.incomplete"},
    "without_result": {"schema.no_result"},
    "wrong_ending": {"example.wrong_ending"},
    "wrong_example": {"example.wrong_result"},
}
UNFIT = {
    "openai_strict": {"keyword default", "open object", "optional parameter"},
    "gemini": {"enum of other values", "object of any keys"},
    "anthropic": {"open object"},
}
"""How ``unfit_for_providers`` breaks each target profile."""
CZECH = """
count_coins = {description = "Řekne, kolik mincí je ve sklenici."}

[add_coins]
description = "Přidá mince do sklenice."
[add_coins.parameters]
number = "Kolik."

[room_area]
description = "Spočítá plochu pravoúhlé místnosti."
[room_area.parameters]
length = "Délka v metrech."
width = "Šířka v metrech."
unit = "Jednotka výsledku."

[count_letters]
description = "Spočítá, kolikrát je písmeno v textu."
[count_letters.parameters]
text = "Prohledávaný text."
letter = "Písmeno."
"""


def check(*paths: Path, cache: Path, args: Sequence[str] = ()) -> tuple[int, Json]:
    """Exit status and the JSON report."""
    report = cache.with_name(f"{cache.name}.json")
    command = ["catalog", "check", *map(str, paths), "--cache", str(cache), "--json", str(report), "--examples", "6"]
    status = main([*command, *args])
    return status, json.loads(report.read_text(encoding="utf-8"))


def codes(report: Json, severity: Severity) -> dict[str, set[str]]:
    found = {
        each["name"]: {told["code"] for told in each["complaints"] if told["severity"] == severity}
        for each in report["functions"]
    }
    return {name: told for name, told in found.items() if told}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Json, str]:
    """Status, report and JUnit XML of the faulty set."""
    folder = tmp_path_factory.mktemp("faulty")
    status, report = check(FAULTY, cache=folder / "cache", args=["--junit", str(folder / "junit.xml")])
    return status, report, (folder / "junit.xml").read_text(encoding="utf-8")


def test_every_fault_is_found_and_named_and_nothing_else(faulty: tuple[int, Json, str]) -> None:
    status, report, _ = faulty
    assert status == 1
    assert codes(report, Severity.FAULT) == FAULTS
    assert report["totals"]["unchecked"] == 0


def test_every_code_of_a_fault_is_shown_by_a_function() -> None:
    shown = {code for found in FAULTS.values() for code in found}
    faults = {code for code, each in CODES.items() if each.severity is Severity.FAULT}
    assert faults == shown
    assert UNFIT.keys() == target_profiles().keys()  # for profile.broken, which is a fault where it is demanded


@pytest.mark.parametrize("profile", UNFIT)
def test_a_function_that_breaks_a_demanded_profile_is_a_fault(profile: str, tmp_path: Path) -> None:
    status, report = check(FAULTY / "providers.py", cache=tmp_path / "cache", args=["--profile", profile])
    assert status == 1
    assert codes(report, Severity.FAULT) == {"unfit_for_providers": {"profile.broken"}}
    (function,) = report["functions"]
    broken = [each["facts"] for each in function["complaints"] if each["severity"] == Severity.FAULT]
    assert {each["profile"] for each in broken} == {profile}
    assert {kind for each in broken for kind in each["kinds"]} == UNFIT[profile]


def test_profiles_that_were_not_demanded_are_counted(faulty: tuple[int, Json, str]) -> None:
    told = faulty[1]["totals"]["profiles"]
    assert told.keys() == UNFIT.keys()
    assert all(kinds <= told[name]["kinds"].keys() for name, kinds in UNFIT.items())


def test_a_fault_is_a_failed_test_case(faulty: tuple[int, Json, str]) -> None:
    root = ElementTree.fromstring(faulty[2])
    failed = {each.attrib["name"] for each in root.iter("testcase") if each.find("failure") is not None}
    assert failed == FAULTS.keys()
    assert root.attrib["failures"] == str(len(FAULTS))


def test_confusable_siblings_are_hints(faulty: tuple[int, Json, str]) -> None:
    assert "siblings.confusable" in {code for found in codes(faulty[1], Severity.HINT).values() for code in found}


def test_sound_functions_have_no_fault_and_are_not_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, report = check(SOUND, cache=tmp_path / "cache")
    assert (status, codes(report, Severity.FAULT)) == (0, {})
    assert len(report["functions"]) == 5
    capsys.readouterr()
    assert check(SOUND, cache=tmp_path / "cache") == (status, report)
    assert "Nothing has changed" in capsys.readouterr().err


def test_a_demanded_profile_makes_its_rules_faults(tmp_path: Path) -> None:
    status, report = check(SOUND, cache=tmp_path / "cache", args=["--profile", "openai_strict"])
    assert status == 1
    assert codes(report, Severity.FAULT) == {name: {"profile.broken"} for name in ("room_area", "count_letters")}


def test_adding_a_language_is_adding_files_and_a_missing_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    functions, cache = tmp_path / "functions", tmp_path / "cache"
    shutil.copytree(SOUND, functions)
    texts = functions / "languages" / "cs" / "all.toml"
    texts.parent.mkdir(parents=True)
    texts.write_text(CZECH, encoding="utf-8")
    wanted = ["--language", "cs", "--examples", "0"]
    assert check(functions, cache=cache, args=wanted)[0] == 0

    texts.write_text(CZECH.replace('letter = "Písmeno."', ""), encoding="utf-8")
    status, report = check(functions, cache=cache, args=wanted)
    assert (status, codes(report, Severity.FAULT)) == (1, {"count_letters": {"language.incomplete"}})
    assert "count_letters: the parameter letter is not described in 'cs'" in capsys.readouterr().out
    assert main(["catalog", "check", str(functions), "--language", "sk", "--cache", str(cache)]) == 2
    assert "no descriptions in 'sk' (cs besides its own)" in capsys.readouterr().err


def test_only_what_changed_is_inspected_again(tmp_path: Path) -> None:
    functions = tmp_path / "functions"
    shutil.copytree(SOUND, functions)
    assert inspected(functions, tmp_path / "cache") == (0, 5)
    (functions / "jar.py").write_text((functions / "jar.py").read_text() + "\n# changed\n")
    assert inspected(functions, tmp_path / "cache") == (2, 5)  # room_area and count_letters are known


def inspected(functions: Path, cache: Path) -> tuple[int, int]:
    """How many were known when the check began, of how many."""
    seen: list[tuple[int, int]] = []
    place = Place(sandbox="auto", boxes=2, say=print, folder=cache)
    with Cache(cache / "one.sqlite") as kept:
        whole = Check([str(functions)], Options(examples=3), place)
        assert whole.run(kept, resume=True, observe=lambda done, total: seen.append((done, total)))
    return seen[0]
