"""Ends the boxes of a process that was killed: a shell that waits for that process's end of a pipe to close.

The kernel closes it however the process ends. The guard then kills what is in the control groups of that process, by
their names, and removes them. A process that ends as it should dismisses its guard first.
"""

from __future__ import annotations

import contextlib
import subprocess

from service.errors import SandboxError
from service.sandbox.bubblewrap_cgroup import Place, own_prefix

_SCRIPT = """
read -r dismissed && exit 0
tries=0
while [ "$tries" -lt 100 ]; do
    left=
    for prefix; do
        for folder in "$prefix"*; do
            [ -d "$folder" ] || continue
            while read -r process; do kill -9 "$process"; done < "$folder/cgroup.procs"
            rmdir "$folder" || left=1
        done
    done
    [ -n "$left" ] || exit 0
    sleep 0.1
    tries=$((tries + 1))
done
"""


class Guard:
    """Guards the boxes of this process whose groups are made in ``place``, from now until ``dismiss``."""

    def __init__(self, place: Place) -> None:
        prefixes = [f"{parent}/{own_prefix()}" for parent in place.folders]
        try:
            self._shell = subprocess.Popen(  # noqa: S603 - our own words
                ["/bin/sh", "-c", _SCRIPT, "callproof-guard", *prefixes],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxError(f"The guard of bubblewrap boxes could not be started: {error}.") from error

    def dismiss(self) -> None:
        """Let the guard go; what boxes are left stay. Again is fine."""
        with contextlib.suppress(BrokenPipeError):
            self._shell.communicate(b"dismissed\n")
