"""Measures llm-sandbox: ``llm_sandbox_session.py IMAGE CODE``, where CODE prints 5.

Its best case: one session, whose container stays, without the environment that it would set up.
"""

from __future__ import annotations

import sys

import answering  # type: ignore[import-not-found] # it lies beside this program, which is started by path
from llm_sandbox import SandboxSession  # type: ignore[import-not-found] # of its own environment


def main(image: str, code: str) -> None:
    """Answer until standard input ends."""
    answers = answering.answers_apart()
    with SandboxSession(
        lang="python",
        image=image,
        keep_template=True,
        skip_environment_setup=True,
        runtime_configs={"network_mode": "none"},
    ) as session:

        def call() -> None:
            done = session.run(code)
            if done.stdout.strip() != "5":
                raise ValueError(f"a wrong result: {done}")

        answering.serve(answering.repeat(call), answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
