"""BFCL's toolkits whose results are not all JSON, with those results as BFCL itself records them.

BFCL's harness writes a result down as JSON where that can be done, and as ``str(result)`` where not: ``logarithm``
returns an mpmath number, and the padded watchlist of the long context holds an ``Ellipsis``. callproof would charge
such a result to the implementation (``execution.result_invalid``), rightly.
"""

from __future__ import annotations

import json
from typing import Any

from bfcl_eval.eval_checker.multi_turn_eval.func_source_code import math_api, trading_bot


def as_recorded(result: Any) -> Any:
    """The result itself where it is JSON, otherwise its text."""
    try:
        json.dumps(result)
    except TypeError:
        return str(result)
    return result


class MathAPI(math_api.MathAPI):
    """Arithmetic; it has no state."""

    def logarithm(self, value: float, base: float, precision: int) -> Any:
        """The logarithm, as recorded."""
        return as_recorded(super().logarithm(value, base, precision))


class TradingBot(trading_bot.TradingBot):
    """A stock account."""

    def get_watchlist(self) -> Any:
        """The stocks watched, as recorded."""
        return as_recorded(super().get_watchlist())
