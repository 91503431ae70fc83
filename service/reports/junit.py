"""The gate's decision as JUnit XML: one test case for each rule.

Text from a dataset may hold characters that XML 1.0 (§2.2) has no way to write; they are shown as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from verifiers.gate import BrokenRule

RULES = (
    "finished",
    "min_examples",
    "max_invalid_share",
    "max_review_share",
    "max_unverified_share",
    "forbidden_codes",
    "allow_unexecuted",
    "require",
    "profiles",
)
"""Every rule of the gate. ``finished`` is that there is a whole run to judge."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(broken: Iterable[BrokenRule], suite: str) -> bytes:
    """The report of one decision, in UTF-8. Several failures of one rule stand in one test case."""
    by_rule: dict[str, list[BrokenRule]] = {name: [] for name in RULES}
    for each in broken:
        by_rule.setdefault(each.name, []).append(each)
    failures = sum(bool(found) for found in by_rule.values())
    counts = {"tests": str(len(by_rule)), "failures": str(failures), "errors": "0", "skipped": "0"}
    root = ElementTree.Element("testsuites", {"name": "callproof gate", **counts})
    cases = ElementTree.SubElement(root, "testsuite", {"name": _writable(suite), **counts})
    for name, found in by_rule.items():
        case = ElementTree.SubElement(cases, "testcase", {"classname": "callproof.gate", "name": name})
        if found:
            failure = ElementTree.SubElement(
                case, "failure", {"message": _writable(" ".join(e.message for e in found))}
            )
            failure.text = "\n".join(_writable(_told(each)) for each in found)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _told(rule: BrokenRule) -> str:
    ids = f" Examples: {', '.join(rule.example_ids)}" if rule.example_ids else ""
    return rule.message + ids


def _writable(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
