"""A calendar of events. Times are RFC 3339 with an offset; "now" is the clock's, which the box freezes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from function_impls.model import Json, Result, failure


class Calendar:
    """Events that never overlap; state is ``{"events": [{"id", "title", "start", "minutes", "attendees"}]}``."""

    def __init__(self) -> None:
        self._events: dict[str, dict[str, Json]] = {}

    def load_state(self, state: Json) -> None:
        """Replace all events. Raises ValueError where a start is not a time with an offset or an id repeats."""
        events: dict[str, dict[str, Json]] = {}
        for event in state["events"]:
            _moment(event["start"])
            if event["id"] in events:
                raise ValueError(f"event id {event['id']!r} is there twice")
            events[event["id"]] = {"attendees": [], **event}
        self._events = events

    def create_event(self, title: str, start: str, minutes: int = 60, attendees: list[str] | None = None) -> Result:
        """Put a new event into the calendar, if it lies ahead and the time is free.

        Args:
            title: What the event is about.
            start: Beginning, RFC 3339 with offset.
            minutes: Length in minutes.
            attendees: E-mail addresses to invite.
        """
        problem = self._problem(start, minutes)
        if problem is not None:
            return failure(problem)
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._events), default=0)
        identity = f"ev-{number}"
        event = {"id": identity, "title": title, "start": start, "minutes": minutes, "attendees": attendees or []}
        self._events[identity] = event
        return dict(event)

    def reschedule_event(self, event_id: str, start: str) -> Result:
        """Move an event to another time; its length stays.

        Args:
            event_id: Id of the event, such as ev-3.
            start: New beginning, RFC 3339 with offset.
        """
        event = self._events.get(event_id)
        if event is None:
            return failure(f"no event {event_id!r}")
        problem = self._problem(start, event["minutes"], ignored=event_id)
        if problem is not None:
            return failure(problem)
        previous = event["start"]
        event["start"] = start
        return {"id": event_id, "previous_start": previous, "start": start}

    def cancel_event(self, event_id: str, reason: str = "") -> Result:
        """Remove an event that has not begun yet.

        Args:
            event_id: Id of the event.
            reason: Told to the attendees.
        """
        event = self._events.get(event_id)
        if event is None:
            return failure(f"no event {event_id!r}")
        if _moment(event["start"]) <= datetime.now(UTC):
            return failure(f"event {event_id!r} has already begun and cannot be cancelled")
        del self._events[event_id]
        return {"cancelled": event_id, "notified": event["attendees"], "reason": reason}

    def find_events(self, day: str | None = None, title: str | None = None) -> Result:
        """Find events by their day, by words of their title, or both. At least one is needed.

        Args:
            day: Day on which the event begins, YYYY-MM-DD, in the event's own offset.
            title: Part of the title; case does not matter.
        """
        if day is None and title is None:
            raise ValueError("give day, title or both")
        wanted = None if day is None else date.fromisoformat(day)
        found = [
            dict(event)
            for event in sorted(self._events.values(), key=lambda event: (_moment(event["start"]), event["id"]))
            if (wanted is None or _moment(event["start"]).date() == wanted)
            and (title is None or title.casefold() in event["title"].casefold())
        ]
        return {"events": found}

    def check_availability(self, start: str, minutes: int = 60) -> Result:
        """Tell whether a span of time is free, and which events stand in the way.

        Args:
            start: Beginning of the span, RFC 3339 with offset.
            minutes: Length in minutes.
        """
        conflicts = self._conflicts(_moment(start), minutes, None)
        return {"available": not conflicts, "conflicts": conflicts}

    def _problem(self, start: str, minutes: int, ignored: str | None = None) -> str | None:
        moment = _moment(start)
        if moment <= datetime.now(UTC):
            return f"{start} is in the past"
        conflicts = self._conflicts(moment, minutes, ignored)
        return f"the time is taken by {', '.join(conflicts)}" if conflicts else None

    def _conflicts(self, start: datetime, minutes: int, ignored: str | None) -> list[str]:
        if minutes < 1:
            raise ValueError(f"minutes must be at least 1, not {minutes}")
        end = start + timedelta(minutes=minutes)
        return sorted(
            identity
            for identity, event in self._events.items()
            if identity != ignored
            and _moment(event["start"]) < end
            and start < _moment(event["start"]) + timedelta(minutes=event["minutes"])
        )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset; write it like 2025-03-01T09:00:00+01:00")
    return moment
