"""``callproof verify``: judge every example of a shard and write the verdicts."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from service.catalog.load import load_catalog
from service.cli.options import Commands, add_functions, at_least_one
from service.cli.progress import RunProgress
from service.cli.terminal import Terminal, visible
from service.datasets.formats import FORMATS
from service.datasets.shard import open_shard
from service.policies import read_policy
from service.reports.summary import summary_text
from service.run import Run, identity
from service.run_folder import SUMMARY, RunFolder
from service.sandbox.model import Isolation
from service.sandbox.profiles import Profile
from service.verify import Verifier
from verifiers.model import Blame, Json, Limits

_EPILOG = "It exits 0 when every example got a verdict, whatever the labels; 'callproof gate' decides on those."


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "verify",
        help="judge every example of a shard",
        description="Runs the calls of every example in sandbox boxes, checks them, and writes one verdict for each.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("shards", nargs="+", metavar="SHARD", help="a file, a folder or a glob")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where results go; default: out/<name of the shard>")
    parser.add_argument(
        "--format", default="auto", choices=["auto", *FORMATS], help="the shard's format; default: auto"
    )
    add_functions(parser)
    parser.add_argument("--policy", metavar="FILE", type=Path, help="other severities, a TOML file")
    parser.add_argument(
        "--sandbox",
        default="auto",
        choices=["auto", "docker", "bubblewrap"],
        help="what the boxes are made of; auto, the default: Docker where an engine answers, else bubblewrap",
    )
    parser.add_argument("--runtime", metavar="NAME", help="the container runtime; default: the engine's own")
    parser.add_argument(
        "--isolation",
        default=Isolation.AUTO.value,
        choices=[each.value for each in Isolation],
        help="what gets a process of its own: each example, each call, a batch of examples whose functions are all "
        "certified pure (the others as with example), or what gets a whole box; default: auto, which is batch",
    )
    parser.add_argument(
        "--profile",
        choices=[each.value for each in Profile],
        help="the guarantees that every box must keep (docs/sandbox.md); default: strict, with --runtime runsc gvisor",
    )
    parser.add_argument("--no-execute", action="store_true", help="check without running any call")
    parser.add_argument("--boxes", metavar="N", type=at_least_one, help="how many boxes; default: one for each core")
    parser.add_argument("--no-resume", action="store_true", help="start over, whatever the folder holds")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON, and nothing else on stdout")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Verifies, and prints the summary."""
    job = _Job(args=args, terminal=terminal)
    out = args.out or Path("out") / shard_name(args.shards[0])
    with RunFolder(path=out) as folder:
        summary = None
        if not args.no_resume and folder.finished_identity() == job.identity and folder.begun_identity() is None:
            summary = json.loads((out / SUMMARY).read_bytes())
            if any(each["blame"] == Blame.INFRASTRUCTURE for each in summary["findings"]):
                terminal.say(f"Some verdicts in {out} only say that callproof itself failed: judging the shard again.")
                summary = None
            else:
                terminal.say(f"{out} holds the finished verdicts of this very run already; --no-resume judges again.")
        if summary is None:
            summary = job.run(folder)
    terminal.show(
        json.dumps(summary, ensure_ascii=False, indent=2) if args.json else visible(summary_text(summary, out))
    )
    return 0


def shard_name(path: str) -> str:
    """The name of a shard's file or folder without what a reader knows anyway: ``demo.jsonl.gz`` is ``demo``."""
    name = Path(path).resolve().name
    for ending in (".gz", ".zst", ".jsonl", ".ndjson", ".json"):
        name = name.removesuffix(ending)
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "shard"


class _Job:
    """What the arguments ask for, read and checked before anything starts."""

    def __init__(self, *, args: argparse.Namespace, terminal: Terminal) -> None:
        self._args = args
        self._terminal = terminal
        self._policy = read_policy(args.policy)
        self._shard = open_shard(args.shards, args.format)
        self._catalog = load_catalog(args.functions, warn=terminal.say)
        self._limits = Limits()
        self.identity = identity(
            shard_fingerprint=self._shard.fingerprint(),
            format_name=self._shard.format_name,
            catalog=self._catalog,
            policy=self._policy,
            limits=self._limits,
            execute=not args.no_execute,
        )

    def run(self, folder: RunFolder) -> Json:
        """Judges the shard into ``folder``, from its start or from where an earlier run stopped."""
        begun = folder.begun_identity()
        resume = begun == self.identity and not self._args.no_resume
        if resume:
            self._terminal.say(f"Going on with the run that was cut off in {folder.path}.")
        elif begun is not None and not self._args.no_resume:
            changed = ", ".join(key for key, value in self.identity.items() if begun.get(key) != value)
            self._terminal.say(f"The run that was cut off in {folder.path} was another one ({changed}): starting over.")
        progress = RunProgress(
            self._terminal,
            size_bytes=self._shard.size_bytes,
            position_bytes=lambda: self._shard.position_bytes,
        )
        with progress:
            run = Run(
                folder=folder,
                identity=self.identity,
                origin=self._origin(),
                rows=self._shard.rows(),
                shard_name=", ".join(self._args.shards),
                open_verifier=lambda: self._verifier(progress.say),
                observe=progress.observe,
            )
            return run.run(resume=resume)

    def _origin(self) -> Json:
        return {"paths": [str(Path(each).absolute()) for each in self._args.shards], "format": self._args.format}

    @contextmanager
    def _verifier(self, say: Callable[[str], None]) -> Iterator[Verifier]:
        if self._args.no_execute:
            yield Verifier(catalog=self._catalog, policy=self._policy, sandbox=None, limits=self._limits)
            return
        from service.sandbox.opening import open_pool  # noqa: PLC0415  # the engine's client takes long to import

        pool = open_pool(
            sandbox=self._args.sandbox,
            catalog=self._catalog,
            isolation=Isolation(self._args.isolation),
            boxes=self._args.boxes or processor_count(),
            say=say,
            limits=self._limits,
            runtime=self._args.runtime,
            profile=Profile(self._args.profile) if self._args.profile else None,
            demanded=frozenset(self._policy.sandboxes) or None,
            accepted_profiles=frozenset(self._policy.profiles) or None,
        )
        with pool as sandbox:
            yield Verifier(catalog=self._catalog, policy=self._policy, sandbox=sandbox, limits=self._limits)


def processor_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))
