"""The runs of callproof over BFCL, and the run of its classes without callproof."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from examples.bfcl.package import HERE, IRRELEVANCE, question_file

DIALOGUES = ("multi_turn_base", "multi_turn_miss_func", "multi_turn_miss_param")
LONG_DIALOGUES = ("multi_turn_long_context",)
SINGLE_TURN = (
    *("simple_python", "simple_java", "simple_javascript", "multiple", "parallel", "parallel_multiple"),
    *("live_simple", "live_multiple", "live_parallel", "live_parallel_multiple"),
)
DIRECT = "direct.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of ``callproof verify``; results go to a folder of its name."""

    name: str
    categories: Sequence[str]
    questions: Path
    functions: Path
    policy: Path | None = None


def runs(questions: Path, out: Path) -> tuple[Run, ...]:
    """Every run, given the folder of BFCL's questions and the one that results go to.

    BFCL ships no code for single-turn tools: their function set has none of their names, so nothing else runs in
    their place and their calls stay unverified.
    """
    policy, none = HERE / "as_shipped.toml", HERE / "no_functions"
    long_functions = out / "functions-long"
    return (
        Run(name="multi-turn", categories=DIALOGUES, questions=questions, functions=out / "functions", policy=policy),
        Run(
            name="long-context",
            categories=LONG_DIALOGUES,
            questions=questions,
            functions=long_functions,
            policy=policy,
        ),
        Run(name="single-turn", categories=SINGLE_TURN, questions=questions, functions=none),
        Run(name="irrelevance", categories=IRRELEVANCE, questions=questions, functions=none),
        Run(name="forced-calls", categories=IRRELEVANCE, questions=out / "forced", functions=none),
    )


def verify(run: Run, out: Path, options: Sequence[str]) -> int:
    """Run callproof from the start, with ``options`` of its own added; its exit status."""
    shards = [str(question_file(run.questions, each)) for each in run.categories]
    policy = ["--policy", str(run.policy)] if run.policy else []
    command = [sys.executable, "-m", "service.cli", "verify", *shards, "--format", "bfcl"]
    command += ["--functions", str(run.functions), *policy, "--out", str(out / run.name), "--no-resume", *options]
    (out / f"{run.name}.log").parent.mkdir(parents=True, exist_ok=True)
    with (out / f"{run.name}.log").open("wb") as log:
        return subprocess.run(command, stdout=log, check=False).returncode  # noqa: S603 - all of it is ours


def run_directly(questions: Path, packages: Path, out: Path) -> None:
    """Run all dialogues on BFCL's classes, in a process without callproof, and keep the results in ``out``.

    Local time is the boxes' own, UTC. Raises CalledProcessError where a call fails.
    """
    files = [str(question_file(questions, each).absolute()) for each in (*DIALOGUES, *LONG_DIALOGUES)]
    command = [sys.executable, "-I", str(HERE / "direct.py"), str(packages.absolute()), *files]
    with (out / DIRECT).open("wb") as stream:
        subprocess.run(command, stdout=stream, env={"TZ": "UTC"}, check=True)  # noqa: S603 - all of it is ours
