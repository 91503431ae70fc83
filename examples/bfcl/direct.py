"""Runs the good calls of BFCL's dialogues on its own classes, without callproof: what the boxes' results must equal.

A program of its own, for a process of its own::

    python -I direct.py PACKAGES QUESTIONS... > results.jsonl

PACKAGES is the folder that holds bfcl_eval and mpmath; the answers lie in possible_answer/ beside each question file.
One line for each dialogue: ``{"id", "results"}``, a result as BFCL records it: as JSON, or as text where it is none.
Each dialogue runs in a forked process, because the classes keep state in their modules (``Decimal`` precision, the
lists of long_context). Call strings are read as literals; Python itself binds positional arguments.
"""

from __future__ import annotations

import ast
import copy
import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_STATELESS = "MathAPI"


def dialogues(question_file: Path) -> Iterator[tuple[dict[str, Any], list[list[str]]]]:
    """Each question row with the call strings of its turns."""
    answer_file = question_file.parent / "possible_answer" / question_file.name
    answers = {row["id"]: row["ground_truth"] for row in _rows(answer_file)}
    for row in _rows(question_file):
        yield row, answers[row["id"]]


def run(row: dict[str, Any], turns: list[list[str]]) -> list[Any]:
    """The results of all calls of a dialogue, in order."""
    methods: dict[str, Any] = {}
    for name in row["involved_classes"]:
        instance = _class(name)()
        if name != _STATELESS:
            state = copy.deepcopy(row["initial_config"].get(name, {}))
            instance._load_scenario(state, long_context="long_context" in row["id"])
        methods.update({each: getattr(instance, each) for each in dir(instance) if not each.startswith("_")})
    return [_recorded(_call(text, methods)) for turn in turns for text in turn]


def run_apart(row: dict[str, Any], turns: list[list[str]]) -> bytes:
    """The line of one dialogue, run in a process forked for it. Raises ChildProcessError where that fails."""
    for name in row["involved_classes"]:
        _class(name)  # imported before the fork, so that not every child has to
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with os.fdopen(writer, "w") as stream:
                stream.write(json.dumps({"id": row["id"], "results": run(row, turns)}) + "\n")
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        line = stream.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError(f"the direct run of {row['id']} failed")
    return line


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _class(name: str) -> Any:
    backend = importlib.import_module("bfcl_eval.constants.executable_backend_config")
    return getattr(importlib.import_module(backend.CLASS_FILE_PATH_MAPPING[name]), name)


def _call(text: str, methods: dict[str, Any]) -> Any:
    call = ast.parse(text.strip(), mode="eval").body
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        raise TypeError(f"{text!r} is not a call")
    positional = [ast.literal_eval(each) for each in call.args]
    named = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
    return methods[call.func.id](*positional, **named)


def _recorded(result: Any) -> Any:
    """The result as it is now: a later call may change the object."""
    try:
        return json.loads(json.dumps(result))
    except TypeError:
        return str(result)


def main(packages: str, *question_files: str) -> None:
    """Write the line of every dialogue to standard output."""
    sys.path.insert(0, packages)
    for name in question_files:
        for row, turns in dialogues(Path(name)):
            sys.stdout.buffer.write(run_apart(row, turns))


if __name__ == "__main__":
    main(*sys.argv[1:])
