"""``make verify-bfcl``: fetch BFCL, run callproof over it, run its classes directly, and check what came out.

::

    python -m examples.bfcl [--out DIR] [--packages DIR] [--check-only] [options of callproof verify]

Exit status: 0 all holds, 1 something does not (each row is listed), otherwise that of the run that could not work.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from examples.bfcl.check import check, table
from examples.bfcl.package import HERE, fetch, lay_out
from examples.bfcl.runs import run_directly, runs, verify


def main() -> int:
    """Do all of it; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m examples.bfcl", allow_abbrev=False)
    parser.add_argument("--out", type=Path, default=Path("out/bfcl"), help="where results go")
    parser.add_argument("--packages", type=Path, help="where bfcl-eval is kept; default: packages in OUT")
    parser.add_argument("--waivers", type=Path, default=HERE / "waivers.toml", help="the rows with known mistakes")
    parser.add_argument("--check-only", action="store_true", help="check the results that an earlier run left")
    args, options = parser.parse_known_args()
    packages = args.packages or args.out / "packages"
    if not args.check_only and (status := _run(args.out, packages, options)):
        return status
    outcome = check(args.out, args.waivers)
    _say(table(outcome))
    for complaint in outcome.complaints:
        _say(complaint)
    _say(f"Complaints: {len(outcome.complaints)}." if outcome.complaints else "All holds.")
    return 1 if outcome.complaints else 0


def _run(out: Path, packages: Path, options: list[str]) -> int:
    out.mkdir(parents=True, exist_ok=True)
    try:
        questions = fetch(packages)
        lay_out(packages, out)
        for run in runs(questions, out):
            _say(f"verifying {run.name}: {', '.join(run.categories)}")
            if status := verify(run, out, options):
                return status
        _say("running the dialogues directly")
        run_directly(questions, packages, out)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error}. Its own message stands above.\n")
        return 3
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
