"""``callproof gate``: release the shard, or name each rule that it breaks."""

from __future__ import annotations

import argparse
from pathlib import Path

from service.cli.options import Commands
from service.cli.terminal import Terminal, on_one_line
from service.errors import OutputError, UsageError
from service.policies import read_policy
from service.release import judge_folder
from service.reports.junit import junit_xml

_DESCRIPTION = """\
Holds the verdicts of a finished run against a policy. Without --policy: nothing invalid, at most 5 % for review,
nothing unverified, at least one example, and every call executed.
"""


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "gate", help="release or not: hold a run against a policy", description=_DESCRIPTION, allow_abbrev=False
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that 'verify' wrote")
    parser.add_argument("--policy", metavar="FILE", type=Path, help="limits and severities, a TOML file")
    parser.add_argument("--junit", metavar="FILE", type=Path, help="write the decision as JUnit XML too")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Prints the decision. Exit status 0 releases, 1 does not."""
    policy = read_policy(args.policy)
    if not args.folder.is_dir():
        raise UsageError(
            f"There is no folder {args.folder}. Give the folder that 'callproof verify' wrote (its --out)."
        )
    broken = judge_folder(args.folder, policy)
    if args.junit is not None:
        try:
            args.junit.write_bytes(junit_xml(broken, suite=str(args.folder)))
        except OSError as error:
            raise OutputError(f"The JUnit report cannot be written to {args.junit}: {error.strerror}.") from error
    for each in broken:
        terminal.show(f"broken rule {each.name}: {on_one_line(each.message, 300)}")
        if each.example_ids:
            terminal.show("  examples: " + ", ".join(on_one_line(one, 80) for one in each.example_ids))
            terminal.show(f"  look at one: callproof explain {args.folder} {on_one_line(each.example_ids[0], 80)}")
    terminal.show("Do not release." if broken else "Release.")
    return 1 if broken else 0
