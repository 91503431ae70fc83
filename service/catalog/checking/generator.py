"""A process that makes arguments from schemas: one request a line, one answer a line, both JSON.

``{"schema": …, "count": 25}`` → ``{"arguments": [{…}, …]}`` or ``{"error": "…"}``. Standard library and
hypothesis alone, so that it starts by its path. It is a process of its own because a schema from outside can keep it
busy for ever, and then it is ended. The same schema gives the same arguments in each run.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, configuration, given, settings
from hypothesis_jsonschema import from_schema


def arguments(schema: Any, count: int) -> list[Any]:
    """Up to ``count`` different values that fit ``schema``, the plainest first."""
    found: dict[str, Any] = {}
    strategy = from_schema(schema)

    @settings(
        max_examples=2 * count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(value: Any) -> None:
        if len(found) < count:
            found.setdefault(json.dumps(value, sort_keys=True), value)

    gather()
    return list(found.values())


def serve() -> None:
    """Answer until standard input ends."""
    configuration.set_hypothesis_home_dir(Path.cwd() / "hypothesis")
    warnings.simplefilter("ignore")
    with open(0, encoding="utf-8", closefd=False) as requests, open(1, "w", encoding="utf-8", closefd=False) as answers:
        for line in requests:
            request = json.loads(line)
            try:
                answer: dict[str, Any] = {"arguments": arguments(request["schema"], request["count"])}
            except Exception as error:  # a schema from outside; whatever it does is told of it
                answer = {"error": f"{type(error).__name__}: {error}"[:300]}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    serve()
