"""What the ticket desk knows: its state, and the objects that its methods return. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

TicketId: TypeAlias = Annotated[str, Pattern(r"^T-[0-9]+$")]
Priority: TypeAlias = Literal["low", "normal", "high", "urgent"]
Status: TypeAlias = Literal["open", "assigned", "closed"]
Resolution: TypeAlias = Literal["solved", "duplicate", "wont_fix", "not_reproducible"]
Day: TypeAlias = Annotated[str, Format("date")]


class NewTicket(TypedDict):
    """A ticket that was just opened."""

    id: str
    subject: str
    requester: str
    priority: Priority
    status: Literal["open"]


class Assignment(TypedDict):
    """Who works on a ticket now, and who did before."""

    id: str
    assignee: str
    previous_assignee: str | None


class CommentCount(TypedDict):
    """How many comments a ticket has."""

    id: str
    comments: int


class ClosedTicket(TypedDict):
    """A ticket that was closed."""

    id: str
    status: Literal["closed"]
    resolution: Resolution


class ReopenedTicket(TypedDict):
    """A ticket that was opened again."""

    id: str
    status: Literal["open"]


class TicketLine(TypedDict):
    """A ticket in a list."""

    id: str
    subject: str
    status: Status


class FoundTickets(TypedDict):
    """Tickets in the order in which they came in."""

    tickets: list[TicketLine]


class Comment(TypedDict):
    """A comment; ``internal`` ones are for colleagues only."""

    text: str
    internal: bool


class TicketDetails(TypedDict):
    """All that is known of a ticket."""

    id: str
    subject: str
    requester: str
    priority: Priority
    status: Status
    assignee: str | None
    snoozed_until: Day | None
    comments: list[Comment]


class SnoozedTicket(TypedDict):
    """A ticket that is out of sight until a day."""

    id: str
    snoozed_until: Day


class PriorityChange(TypedDict):
    """The new priority of a ticket."""

    id: str
    priority: Priority


class MergedTicket(TypedDict):
    """A duplicate that was closed, and the ticket that goes on."""

    id: str
    merged_into: str


class _Ticket(TypedDict):
    id: str
    subject: str
    requester: str
    priority: Priority
    status: Status
    assignee: NotRequired[str | None]
    comments: NotRequired[list[Comment]]
    resolution: NotRequired[Resolution]
    closed_on: NotRequired[Day]
    snoozed_until: NotRequired[Day | None]


class _World(TypedDict):
    tickets: list[_Ticket]
    agents: NotRequired[dict[str, str]]
    people: NotRequired[list[str]]
    today: NotRequired[Day]
    reopen_days: NotRequired[Annotated[int, Range(minimum=0)]]


class TicketWorld:
    """The state of a ticket desk: ``{"tickets": [{"id", "subject", "requester", "priority", "status", …}]}``.

    Agents by login, the addresses that may ask (``people``), ``today`` and how many days a closed ticket can be opened
    again may stand beside them. Without agents and people everybody is known.
    """

    def __init__(self) -> None:
        self.load_state(read_world("tickets"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a status is unknown or an id repeats."""
        world: _World = sound(state, _World)
        self._tickets: dict[str, _Ticket] = {}
        for ticket in world["tickets"]:
            if ticket["id"] in self._tickets:
                raise ValueError(f"ticket {ticket['id']!r} is there twice")
            self._keep(ticket)
        self._agents = world.get("agents")
        self._people = world.get("people")
        self._today = world.get("today", "2025-01-01")
        self._reopen_days = world.get("reopen_days")

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        stated = {"agents": self._agents, "people": self._people, "reopen_days": self._reopen_days}
        state = {
            "tickets": list(self._tickets.values()),
            "today": self._today,
            **{name: value for name, value in stated.items() if value is not None},
        }
        return sound(state, _World)

    def _keep(self, ticket: _Ticket) -> None:
        self._tickets[ticket["id"]] = {"assignee": None, "comments": [], "snoozed_until": None, **ticket}
