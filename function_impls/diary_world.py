"""What the calendar knows: its state, and the objects that its methods return. No functions of the catalog."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import moment_of, read_world, sound

Moment: TypeAlias = Annotated[str, Format("date-time")]
Day: TypeAlias = Annotated[str, Format("date")]
Clock: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Address: TypeAlias = Annotated[str, Format("email")]
EventId: TypeAlias = Annotated[str, Pattern(r"^ev-[0-9]+$")]
Minutes: TypeAlias = Annotated[int, Range(minimum=1, maximum=1440)]


class Event(TypedDict):
    """One event of the calendar."""

    id: str
    title: str
    start: Moment
    minutes: int
    attendees: list[str]


class FoundEvents(TypedDict):
    """Events in the order of their beginnings."""

    events: list[Event]


class Moved(TypedDict):
    """An event that was moved."""

    id: str
    previous_start: str
    start: str


class Cancelled(TypedDict):
    """An event that was removed, and who was told."""

    cancelled: str
    notified: list[str]
    reason: str


class Availability(TypedDict):
    """Whether a span of time is free; ``conflicts`` are the ids of the events in it."""

    available: bool
    conflicts: list[str]


class Series(TypedDict):
    """Events that repeat."""

    series: str
    events: list[str]
    last_start: Moment


class CancelledSeries(TypedDict):
    """A series of which the events that had not begun were removed."""

    series: str
    cancelled: list[str]


class FreeSlots(TypedDict):
    """Beginnings of free spans of a day."""

    day: Day
    starts: list[Moment]


class Answered(TypedDict):
    """An invitation that was answered; ``event_id`` is there where it became an event."""

    invitation: str
    answer: Literal["accepted", "tentative", "declined"]
    event_id: str | None


class Attendees(TypedDict):
    """Who takes part in an event."""

    id: str
    attendees: list[str]


class _KnownEvent(TypedDict):
    id: str
    title: str
    start: Moment
    minutes: Minutes
    attendees: NotRequired[list[str]]


class _Series(TypedDict):
    title: str
    events: list[str]


class _Invitation(TypedDict):
    title: str
    organizer: str
    start: Moment
    minutes: Minutes


class _World(TypedDict):
    events: list[_KnownEvent]
    series: NotRequired[dict[str, _Series]]
    invitations: NotRequired[dict[str, _Invitation]]
    people: NotRequired[list[str]]
    now: NotRequired[Moment]
    opens: NotRequired[Clock]
    closes: NotRequired[Clock]
    grid_minutes: NotRequired[Annotated[int, Range(minimum=1)]]


class CalendarWorld:
    """The state of a calendar: ``{"events": [{"id", "title", "start", "minutes", "attendees"}]}``.

    Series, invitations, the addresses that can be invited (``people``), ``now``, the hours of a day and the grid on
    which events begin may stand beside them. Without ``now`` the clock tells it; without the others nothing is refused.
    """

    def __init__(self) -> None:
        self.load_state(read_world("diary"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a start is not a time with an offset or an id repeats."""
        world: _World = sound(state, _World)
        events: dict[str, Event] = {}
        for event in world["events"]:
            if event["id"] in events:
                raise ValueError(f"event id {event['id']!r} is there twice")
            events[event["id"]] = {"attendees": [], **event}
        if (
            unknown := {each for series in world.get("series", {}).values() for each in series["events"]}
            - events.keys()
        ):
            raise ValueError(f"a series has events that are not there: {', '.join(sorted(unknown))}")
        self._events = events
        self._series = world.get("series", {})
        self._invitations = world.get("invitations", {})
        self._people = world.get("people")
        self._stated_now = world.get("now")
        self._opens = world.get("opens")
        self._closes = world.get("closes")
        self._grid_minutes = world.get("grid_minutes", 1)

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        stated = {"people": self._people, "now": self._stated_now, "opens": self._opens, "closes": self._closes}
        state = {
            "events": list(self._events.values()),
            "series": self._series,
            "invitations": self._invitations,
            "grid_minutes": self._grid_minutes,
            **{name: value for name, value in stated.items() if value is not None},
        }
        return sound(state, _World)

    def _found(self, day: date | None, title: str | None) -> list[Event]:
        ordered = sorted(self._events.values(), key=lambda event: (moment_of(event["start"]), event["id"]))
        return [
            event.copy()
            for event in ordered
            if (day is None or moment_of(event["start"]).date() == day)
            and (title is None or title.casefold() in event["title"].casefold())
        ]

    def _free_starts(self, day: date, minutes: int, span: range, now: datetime) -> list[str]:
        midnight = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
        starts = [midnight + timedelta(minutes=minute) for minute in span]
        return [each.isoformat() for each in starts if each > now and not self._conflicts(each, minutes, None)]

    def _put(self, title: str, start: str, minutes: int, attendees: list[str]) -> Event:
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._events), default=0)
        event: Event = {
            "id": f"ev-{number}",
            "title": title,
            "start": start,
            "minutes": minutes,
            "attendees": attendees,
        }
        self._events[event["id"]] = event
        return event.copy()

    def _remove(self, event_id: str) -> None:
        """Remove an event, also from its series, because its id may be given again."""
        del self._events[event_id]
        for series in self._series.values():
            series["events"] = [each for each in series["events"] if each != event_id]

    def _problem(self, start: str, minutes: int, now: datetime, ignored: str | None = None) -> str | None:
        moment = moment_of(start)
        if moment <= now:
            return f"{start} is in the past"
        conflicts = self._conflicts(moment, minutes, ignored)
        if conflicts:
            return f"the time is taken by {', '.join(conflicts)}"
        return self._hours_problem(moment, minutes)

    def _conflicts(self, start: datetime, minutes: int, ignored: str | None) -> list[str]:
        if minutes < 1:
            raise ValueError(f"minutes must be at least 1, not {minutes}")
        end = start + timedelta(minutes=minutes)
        return sorted(
            identity
            for identity, event in self._events.items()
            if identity != ignored
            and moment_of(event["start"]) < end
            and start < moment_of(event["start"]) + timedelta(minutes=event["minutes"])
        )

    def _hours_problem(self, moment: datetime, minutes: int) -> str | None:
        if (moment.hour * 60 + moment.minute) % self._grid_minutes or minutes % min(self._grid_minutes, 5):
            return (
                f"events begin every {self._grid_minutes} minutes and last a multiple of {min(self._grid_minutes, 5)}"
            )
        if self._opens is None or self._closes is None:
            return None
        first, last = minute_of(self._opens), minute_of(self._closes)
        begin = moment.hour * 60 + moment.minute
        inside = first <= begin and begin + minutes <= last
        return None if inside else f"events must lie between {self._opens} and {self._closes}"

    def _people_problem(self, attendees: list[str]) -> str | None:
        unknown = [] if self._people is None else [each for each in attendees if each not in self._people]
        return f"nobody here has the address {unknown[0]!r}" if unknown else None


def minute_of(clock: str) -> int:
    """The minute of the day that ``HH:MM`` tells."""
    return int(clock[:2]) * 60 + int(clock[3:])
