"""The program under test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.running import Program


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)
