"""BFCL's toolkits as its category long_context starts them: the same state, padded with long text and long lists.

BFCL passes ``long_context=True`` to ``_load_scenario``; a toolkit of callproof takes its state as the one argument.
"""

from __future__ import annotations

from typing import Any

import bfcl_results
from bfcl_eval.eval_checker.multi_turn_eval.func_source_code import (
    gorilla_file_system,
    message_api,
    posting_api,
    ticket_api,
    travel_booking,
    vehicle_control,
)


class _LongContext:
    def load_long_context(self, scenario: dict[str, Any]) -> None:
        """Take the example's state, padded."""
        self._load_scenario(scenario, long_context=True)


class GorillaFileSystem(_LongContext, gorilla_file_system.GorillaFileSystem):
    """A file system."""


class MessageAPI(_LongContext, message_api.MessageAPI):
    """A workspace's messages."""


class TwitterAPI(_LongContext, posting_api.TwitterAPI):
    """A social network."""


class TicketAPI(_LongContext, ticket_api.TicketAPI):
    """A ticket desk."""


class TradingBot(_LongContext, bfcl_results.TradingBot):
    """A stock account."""


class TravelAPI(_LongContext, travel_booking.TravelAPI):
    """Flights, cards and bookings."""


class VehicleControlAPI(_LongContext, vehicle_control.VehicleControlAPI):
    """A car."""
