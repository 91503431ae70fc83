"""The command line. One file per command; this one turns every exception into an exit status.

0 done · 1 the data did not pass · 2 wrong usage · 3 could not work · 4 a bug in callproof · 130 interrupted.
Nothing heavy is imported before the packages are known to be callproof's own.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

INTERRUPTED = 130
BUG = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status. Prints; raises SystemExit only for argparse's own errors."""
    foreign = _foreign_package()
    if foreign is not None:
        sys.stderr.write(f"callproof: {foreign}\n")
        return 2
    from service.cli.parser import make_parser  # noqa: PLC0415  # only after the check above
    from service.cli.terminal import Terminal, visible  # noqa: PLC0415
    from service.errors import CallproofError  # noqa: PLC0415

    terminal = Terminal()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what cancels a job in CI; boxes are removed then too
    args = make_parser().parse_args(argv)
    try:
        status: int = args.command(args, terminal)
    except KeyboardInterrupt:
        terminal.say("Interrupted.")
        return INTERRUPTED
    except CallproofError as error:
        terminal.say(visible(f"callproof: {error}"))
        return error.exit_status
    except Exception as error:  # the one edge where everything ends
        terminal.say(traceback.format_exc())
        terminal.say(
            f"callproof: this is a bug in callproof: {type(error).__name__}: {error}\n"
            "Please report it with the lines above and the command that you gave. Results written so far are kept."
        )
        return BUG
    finally:
        terminal.close()
    return status


def _foreign_package() -> str | None:
    """Why the imported packages are not callproof's own; None where they are.

    PyPI has other packages of these names; installed beside callproof they overwrite its files without an error.
    """
    import verifiers  # noqa: PLC0415  # this import is what is checked

    own = Path(__file__).resolve().parent.parent.parent
    found = Path(verifiers.__file__).resolve().parent.parent if verifiers.__file__ else None
    if found == own and (own / "verifiers" / "codes.py").is_file():
        return None
    return (
        f"another package named 'verifiers' is imported, from {found}, and callproof's own stands in {own}. "
        "PyPI has packages of that name; install callproof into an environment of its own."
    )
