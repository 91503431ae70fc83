"""Runs the command line in this process and gathers what it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli import main
from verifiers.model import Json

TOOL = {
    "name": "add",
    "description": "Adds.",
    "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
}
CODE = "def add(a: int) -> int:\n    return a + 1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


class Program:
    """``callproof`` over one small function, in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.out = folder / "out"
        self._capsys = capsys
        (folder / "code").mkdir()
        (folder / "code" / "sums.py").write_text(CODE)

    def run(self, *args: str | Path) -> Done:
        self._capsys.readouterr()
        status = main([str(each) for each in args])
        said = self._capsys.readouterr()
        return Done(status=status, out=said.out, err=said.err)

    def verify(self, shard: Path, *args: str | Path) -> Done:
        code = self.folder / "code"
        return self.run("verify", shard, "--out", self.out, "--functions", code, "--no-execute", *args)

    def shard(self, *values: Json, name: str = "shard.jsonl") -> Path:
        path = self.folder / name
        path.write_text("".join(json.dumps(each) + "\n" for each in values))
        return path


def example(example_id: str, value: Json = 1, **changes: Json) -> Json:
    call = {"name": "add", "arguments": {"a": value}}
    return {"id": example_id, "query": "What is it?", "tools": [TOOL], "calls": [call], **changes}
