"""The manual page of finding codes, docs/codes.md, made from the table of codes."""

from __future__ import annotations

from itertools import groupby

from verifiers.codes import CODES, Code

_HEAD = """\
# Finding codes

Made from `verifiers/codes.py` by `make docs`. Do not edit.

A code is `check.what_is_wrong`. The list is closed, and a code is never reused. It is ahead of the checks: not every
code is raised by this version. **Blame** says whose fault it is; only findings that blame the example can make it
`invalid`. **Severity** is the default; a [policy](policy.md) may change it, and a check may lower it where a case is
milder. **H** marks a heuristic, which never rejects by default. How labels follow: [verdicts](verdicts.md).
"""


def code_page() -> str:
    """The whole page in Markdown: one table for each group of codes, in the order of the code table."""
    groups = groupby(CODES.values(), key=lambda code: code.check)
    return "\n".join([_HEAD, *(_section(name, list(codes)) for name, codes in groups)])


def _section(name: str, codes: list[Code]) -> str:
    rows = [f"| `{each.name}` | {each.blame} | {each.severity} | {_meaning(each)} |" for each in codes]
    return "\n".join([f"## {name}", "", "| code | blame | severity | means |", "|---|---|---|---|", *rows, ""])


def _meaning(code: Code) -> str:
    text = code.meaning.replace("|", "\\|")
    return f"{text} **H**" if code.heuristic else text
