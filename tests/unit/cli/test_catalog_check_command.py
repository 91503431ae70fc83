"""What ``callproof catalog check`` says and how it ends, as far as no box is needed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Inspection, Severity
from service.cli import main
from service.reports.catalog_check import Totals, text_lines, write_json, write_junit

RESULTS = [
    Inspection(name="good", complaints=()),
    Inspection(name="odd", complaints=(complaint("siblings.confusable", "odd", "it may be mistaken for good"),)),
    Inspection(name="bad\x00", complaints=(complaint("fuzz.crashed", "bad\x00", "the process died, with {'a': '<'}"),)),
    Inspection(name="lost", complaints=(), unchecked="two boxes were lost"),
]


def unfit(name: str, kinds: list[str], severity: Severity = Severity.HINT) -> Complaint:
    facts = {"profile": "acme", "kinds": kinds}
    return complaint("profile.broken", name, "Acme: it does not fit", severity=severity, facts=facts)


def test_the_text_groups_faults_by_function_and_says_what_to_do() -> None:
    totals = Totals()
    lines = list(text_lines(RESULTS, totals))
    assert lines[0] == "bad\x00"
    assert lines[1] == "  fuzz.crashed: the process died, with {'a': '<'}"
    assert lines[2].startswith("    → Find out why")
    assert "good" not in lines
    assert lines[-1] == "4 inspected: 1 faults in 1, 1 hints, 1 not checked"


def test_profiles_that_nobody_demanded_are_summed_up_in_a_line_each() -> None:
    totals = Totals()
    results = [
        Inspection(name="one", complaints=(unfit("one", ["keyword default"]), unfit("one", ["optional parameter"]))),
        Inspection(name="two", complaints=(unfit("two", ["keyword default", "keyword uniqueItems"]),)),
    ]
    lines = list(text_lines(results, totals))
    assert "  acme: 2 functions would not fit (keyword default 2, optional parameter 1, keyword uniqueItems 1)" in lines
    assert lines[-1] == "2 inspected: 0 faults in 0, 0 hints"
    assert totals.as_json()["hints"] == {}
    assert totals.as_json()["profiles"]["acme"]["unfit"] == 2


def test_a_demanded_profile_is_told_like_any_fault() -> None:
    totals = Totals()
    lines = list(text_lines([Inspection(name="one", complaints=(unfit("one", ["k"], Severity.FAULT),))], totals))
    assert lines[:2] == ["one", "  profile.broken: Acme: it does not fit"]
    assert (totals.faults["profile.broken"], totals.unfit) == (1, {})


def test_json_holds_every_function() -> None:
    stream = io.StringIO()
    write_json(stream, RESULTS)
    told = json.loads(stream.getvalue())
    assert [each["name"] for each in told["functions"]] == [each.name for each in RESULTS]
    assert told["totals"]["faults"] == {"fuzz.crashed": 1}


def test_junit_has_a_test_case_for_each_function() -> None:
    totals = Totals()
    list(text_lines(RESULTS, totals))
    stream = io.StringIO()
    write_junit(stream, RESULTS, totals)
    root = ElementTree.fromstring(stream.getvalue())
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("4", "1", "1")
    cases = {each.attrib["name"]: [inner.tag for inner in each] for each in root.iter("testcase")}
    assert cases == {"good": [], "odd": [], "bad\\u0000": ["failure"], "lost": ["error"]}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere"], "no folder or file has this name"),
        (["--profile", "nobody"], "no target profile 'nobody'"),
    ],
)
def test_wrong_usage_ends_with_2(
    args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "check", "--cache", str(tmp_path), *args]) == 2
    assert said in capsys.readouterr().err
