"""``callproof doctor``: what this machine can enforce, each layer and each limit tried."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.cli.options import Commands
from service.cli.terminal import Terminal, on_one_line
from service.errors import UsageError
from service.sandbox.profiles import Profile

if TYPE_CHECKING:
    from service.capabilities import Decision
    from service.doctor.model import Observation, Place

_MARKS = {"ok": "ok", "broken": "NOT OK", "absent": "not here", "told": ""}
_MACHINE = "this machine"
_WIDTH = 400
_EPILOG = """\
It exits 0 when the sandbox that --sandbox auto takes, or the one asked for, keeps its profile and all limits hold
there, and 3 when not. What does not hold in the other sandboxes is shown and does not count.
"""


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        help="what this machine can enforce, each limit tried",
        description="Starts boxes in every sandbox there is, and lets calls in them try to break each limit.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--sandbox", choices=["auto", "docker", "bubblewrap"], default="auto", help="only this one")
    parser.add_argument("--runtime", metavar="NAME", help="only this container runtime, with Docker")
    parser.add_argument(
        "--profile", choices=[each.value for each in Profile], help="the guarantees to keep; default: as a run has them"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document, and nothing else on stdout")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Prints one line for each thing tried, then what follows from it. Exit status 3 where calls cannot be run."""
    if args.runtime is not None and args.sandbox == "bubblewrap":
        raise UsageError(f"A container runtime ({args.runtime}) is Docker's; the sandbox bubblewrap has none.")
    from service.capabilities import decide, document  # noqa: PLC0415  # the engine's client takes long to import
    from service.doctor.examination import examine  # noqa: PLC0415
    from service.doctor.model import Wanted  # noqa: PLC0415

    sandbox = "docker" if args.runtime is not None else None if args.sandbox == "auto" else args.sandbox
    wanted = Wanted(sandbox=sandbox, runtime=args.runtime, profile=args.profile)
    observations = []
    heading = None
    for each in examine(wanted, terminal.say):
        observations.append(each)
        if args.json:
            continue
        if heading != (heading := str(each.place or _MACHINE)):
            terminal.show(f"{'' if len(observations) == 1 else chr(10)}{heading}")
        terminal.show(_line(each))
    decision = decide(observations, wanted)
    if args.json:
        terminal.show(json.dumps(document(observations, wanted), ensure_ascii=False, indent=2))
    else:
        for line in _closing(observations, decision):
            terminal.show(line)
    return 0 if decision.fit else 3


def _line(observation: Observation) -> str:
    mark = _MARKS[observation.standing.value]
    name = ("profile " if observation.kind.value == "profile" else "") + observation.name.replace("_", " ")
    return f"  {mark:<8}  {name:<26}  {on_one_line(observation.found, _WIDTH)}".rstrip()


def _closing(observations: Sequence[Observation], decision: Decision) -> list[str]:
    """What follows: where a run goes, what can be asked for, what is not enforced where."""
    from service.capabilities import not_enforced, profiles_to_be_had  # noqa: PLC0415  # as above

    lines = ["", "in short"]

    def add(name: str, found: str) -> None:
        lines.append(f"  {'':<8}  {name:<26}  {found}".rstrip())

    add("a run goes to", f"{decision.place}, profile {decision.profile}" if decision.place else "nowhere")
    for profile, places in profiles_to_be_had(observations).items():
        add(f"--profile {profile}", _listed(places) or "nowhere here")
    gaps: dict[str, list[str]] = {}
    for each in not_enforced(observations):
        gaps.setdefault(str(each.place), []).append(each.name.replace("_", " "))
    for place, names in gaps.items():
        add("not enforced", f"{place}: {', '.join(names)}")
    lines.append("")
    if decision.fit:
        lines.append("Calls can be run there: the profile is kept, and every limit held.")
    else:
        lines.append("Calls must not be run: not ok there is " + _named(decision.wrong) + ".")
    return lines


def _listed(places: Sequence[Place]) -> str:
    return ", ".join(map(str, places))


def _named(wrong: Sequence[Observation]) -> str:
    return ", ".join(each.name.replace("_", " ") for each in wrong) or "the sandbox: there is none"
