"""The gate's decision for machines that read JUnit."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from service.reports.junit import RULES, junit_xml
from verifiers.gate import BrokenRule


def broken(name: str, message: str = "m", example_id: str = "e") -> BrokenRule:
    return BrokenRule(name=name, limit=0, found=1, example_ids=(example_id,), message=message)


def test_every_rule_is_a_test_case_and_broken_ones_fail() -> None:
    root = ElementTree.fromstring(junit_xml([broken("max_invalid_share")], "out"))
    cases = {case.get("name"): case.find("failure") for case in root.iter("testcase")}
    assert set(cases) == set(RULES)
    assert [name for name, failure in cases.items() if failure is not None] == ["max_invalid_share"]


def test_several_failures_of_one_rule_share_its_test_case() -> None:
    root = ElementTree.fromstring(
        junit_xml([broken("forbidden_codes", "one"), broken("forbidden_codes", "two")], "out")
    )
    failures = list(root.iter("failure"))
    assert len(failures) == 1
    assert failures[0].get("message") == "one two"


@pytest.mark.parametrize("text", ["\x00\x1b[31m", "<&>\"'", "]]>", "\ud800", "\uffff", "zażółć", "\x85"])
def test_any_text_makes_well_formed_xml(text: str) -> None:
    root = ElementTree.fromstring(junit_xml([broken("finished", text, text)], text))
    assert next(root.iter("failure")).get("message") is not None


def test_a_control_character_is_shown_as_an_escape() -> None:
    root = ElementTree.fromstring(junit_xml([broken("finished", "\x1b[31m")], "out"))
    assert next(root.iter("failure")).get("message") == "\\u001b[31m"
