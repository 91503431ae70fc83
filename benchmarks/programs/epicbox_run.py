"""Measures epicbox: ``epicbox_run.py IMAGE CODE``, where CODE prints 5. It starts a container for each call."""

from __future__ import annotations

import logging
import shlex
import sys

import answering  # type: ignore[import-not-found] # it lies beside this program, which is started by path
import epicbox  # type: ignore[import-not-found] # of its own environment


def main(image: str, code: str) -> None:
    """Answer until standard input ends."""
    answers = answering.answers_apart()
    logging.disable(logging.CRITICAL)
    epicbox.configure(profiles=[epicbox.Profile("python", image)])
    command = f"python3 -c {shlex.quote(code)}"

    def call() -> None:
        done = epicbox.run("python", command)
        if done["stdout"].strip() != b"5":
            raise ValueError(f"a wrong result: {done}")

    answering.serve(answering.repeat(call), answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
