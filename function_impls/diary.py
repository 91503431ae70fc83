"""A calendar of events. Times are RFC 3339 with an offset; "now" is the state's, or else the clock's in the box."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from function_impls import diary_world as world
from function_impls.constraints import Length, Pattern, Range
from function_impls.diary_world import Address, CalendarWorld, EventId, Minutes, Moment, minute_of
from function_impls.model import Failure, effect, failure
from function_impls.worlds import fresh_id, moment_of


class Calendar(CalendarWorld):
    """Events that never overlap; see ``CalendarWorld`` for the state."""

    @effect("non_idempotent")
    def create_event(
        self,
        title: Annotated[str, Length(minimum=1, maximum=120)],
        start: Moment,
        minutes: Minutes = 60,
        attendees: Annotated[list[Address], Length(maximum=20)] | None = None,
    ) -> world.Event | Failure:
        """Put one new event into the calendar. Fails where the time is taken or lies in the past.

        Use create_recurring_event for an event that repeats.

        Args:
            title: What the event is about.
            start: Beginning, RFC 3339 with offset.
            minutes: Length in minutes.
            attendees: E-mail addresses to invite.

        Returns:
            The event with its id.

        Raises:
            ValueError: The start is no time with an offset.

        Errors:
            .* is in the past: The event would not lie ahead.
            the time is taken by .*: Other events stand in the way.
            events begin every .*: The calendar has a grid, such as quarters of an hour.
            events must lie between .*: The time is outside of the calendar's hours.
            nobody here has the address '.*': An attendee is unknown.

        Examples:
            >>> create_event(title="Lunch", start="2025-03-12T12:00:00+01:00", minutes=45)
            {'id': 'ev-602', 'title': 'Lunch', 'start': '2025-03-12T12:00:00+01:00', 'minutes': 45, 'attendees': []}
            >>> create_event(title="Lunch", start="2025-03-13T12:00:00+01:00", minutes=45)
            {'error': 'the time is taken by ev-176'}

        See Also:
            create_recurring_event: For an event that repeats.
            reschedule_event: For an event that is there already.
        """
        problem = self._problem(start, minutes, self._now()) or self._people_problem(attendees or [])
        return failure(problem) if problem is not None else self._put(title, start, minutes, attendees or [])

    @effect("idempotent")
    def reschedule_event(self, event_id: EventId, start: Moment) -> world.Moved | Failure:
        """Move an event to another time; its length stays.

        Args:
            event_id: Id of the event, such as ev-3.
            start: New beginning, RFC 3339 with offset.

        Returns:
            The event's id, its previous and its new beginning.

        Raises:
            ValueError: The start is no time with an offset.

        Errors:
            no event '.*': The event is unknown.
            .* is in the past: The new time does not lie ahead.
            the time is taken by .*: Other events stand in the way.
            events begin every .*: The calendar has a grid, such as quarters of an hour.
            events must lie between .*: The time is outside of the calendar's hours.

        Examples:
            >>> reschedule_event(event_id="ev-131", start="2025-03-13T16:30:00+01:00")
            {'id': 'ev-131', 'previous_start': '2025-03-12T16:30:00+01:00', 'start': '2025-03-13T16:30:00+01:00'}
            >>> reschedule_event(event_id="ev-131", start="2025-03-13T16:31:00+01:00")
            {'error': 'events begin every 15 minutes and last a multiple of 5'}

        See Also:
            cancel_event: Where the event is not to take place at all.
            create_event: For an event that is not in the calendar yet.
        """
        event = self._events.get(event_id)
        if event is None:
            return failure(f"no event {event_id!r}")
        problem = self._problem(start, event["minutes"], self._now(), ignored=event_id)
        if problem is not None:
            return failure(problem)
        previous = event["start"]
        event["start"] = start
        return {"id": event_id, "previous_start": previous, "start": start}

    @effect("non_idempotent")
    def cancel_event(self, event_id: EventId, reason: str = "") -> world.Cancelled | Failure:
        """Remove one event that has not begun yet from the calendar.

        Use cancel_series to remove all events of a series that are to come.

        Args:
            event_id: Id of the event, such as ev-3.
            reason: Told to the attendees.

        Returns:
            The event's id, the addresses that were told, and the reason.

        Errors:
            no event '.*': The event is unknown.
            event '.*' has already begun and cannot be cancelled: It does not lie ahead.

        Examples:
            >>> cancel_event(event_id="ev-131", reason="I am ill")
            {'cancelled': 'ev-131', 'notified': [], 'reason': 'I am ill'}
            >>> cancel_event(event_id="ev-601")
            {'error': "event 'ev-601' has already begun and cannot be cancelled"}

        See Also:
            cancel_series: For all events of a series.
            reschedule_event: Where the event takes place at another time.
        """
        event = self._events.get(event_id)
        if event is None:
            return failure(f"no event {event_id!r}")
        if moment_of(event["start"]) <= self._now():
            return failure(f"event {event_id!r} has already begun and cannot be cancelled")
        self._remove(event_id)
        return {"cancelled": event_id, "notified": event["attendees"], "reason": reason}

    @effect("read_only")
    def find_events(self, day: world.Day | None = None, title: str | None = None) -> world.FoundEvents:
        """Find events by their day, by words of their title, or both; at least one of them is needed.

        Args:
            day: Day on which the event begins, YYYY-MM-DD, in the event's own offset.
            title: Part of the title; case does not matter.

        Returns:
            The events in the order of their beginnings; an empty list where none is found.

        Raises:
            ValueError: Neither day nor title is given.

        Examples:
            >>> find_events(day="2025-03-15")
            {'events': []}
            >>> find_events()
            Traceback (most recent call last):
            ValueError: give day, title or both

        See Also:
            check_availability: Tells whether a span of time is free.
        """
        if day is None and title is None:
            raise ValueError("give day, title or both")
        wanted = None if day is None else date.fromisoformat(day)
        return {"events": self._found(wanted, title)}

    @effect("read_only")
    def check_availability(self, start: Moment, minutes: Minutes = 60) -> world.Availability:
        """Tell whether a given span of time is free, and which events stand in the way.

        Use find_free_slots to look for a free time.

        Args:
            start: Beginning of the span, RFC 3339 with offset.
            minutes: Length in minutes.

        Returns:
            Whether it is free, and the ids of the events in it.

        Raises:
            ValueError: The start is no time with an offset.

        Examples:
            >>> check_availability(start="2025-03-10T10:30:00+01:00", minutes=30)
            {'available': False, 'conflicts': ['ev-42']}

        See Also:
            find_free_slots: Looks for times that are free.
            find_events: Which events there are, by day or title.
        """
        conflicts = self._conflicts(moment_of(start), minutes, None)
        return {"available": not conflicts, "conflicts": conflicts}

    @effect("non_idempotent")
    def create_recurring_event(
        self,
        title: Annotated[str, Length(minimum=1, maximum=120)],
        start: Moment,
        minutes: Minutes,
        every_weeks: Annotated[int, Range(minimum=1, maximum=4)],
        occurrences: Annotated[int, Range(minimum=2, maximum=26)],
    ) -> world.Series | Failure:
        """Put an event that repeats into the calendar, if all its times are free and lie ahead.

        Use create_event for an event that takes place once. The offset of the start stays the same for all.

        Args:
            title: What the events are about.
            start: Beginning of the first, RFC 3339 with offset.
            minutes: Length of each in minutes.
            every_weeks: How many weeks lie between two of them.
            occurrences: How many there are.

        Returns:
            The ids of the series and of its events, and the beginning of the last.

        Raises:
            ValueError: The start is no time with an offset.

        Errors:
            .* is in the past: The first would not lie ahead.
            the time is taken by .*: Other events stand in the way of one of them.
            events begin every .*: The calendar has a grid, such as quarters of an hour.
            events must lie between .*: The time is outside of the calendar's hours.

        Examples:
            >>> create_recurring_event(title="Joga", start="2025-03-13T18:00:00+01:00", minutes=60, every_weeks=1,
            ...     occurrences=2)
            {'series': 'sr-2409', 'events': ['ev-602', 'ev-603'], 'last_start': '2025-03-20T18:00:00+01:00'}
            >>> create_recurring_event(title="Joga", start="2025-03-03T18:00:00+01:00", minutes=60, every_weeks=1,
            ...     occurrences=2)
            {'error': '2025-03-03T18:00:00+01:00 is in the past'}

        See Also:
            create_event: For an event that takes place once.
        """
        first = moment_of(start)
        starts = [(first + timedelta(weeks=every_weeks * number)).isoformat() for number in range(occurrences)]
        for each in starts:
            if problem := self._problem(each, minutes, self._now()):
                return failure(problem)
        events = [self._put(title, each, minutes, [])["id"] for each in starts]
        series = fresh_id("sr-", self._series)
        self._series[series] = {"title": title, "events": events}
        return {"series": series, "events": events.copy(), "last_start": starts[-1]}

    @effect("non_idempotent")
    def cancel_series(
        self, series_id: Annotated[str, Pattern(r"^sr-[0-9]{4}$")], title: str
    ) -> world.CancelledSeries | Failure:
        """Remove a series and all its events that have not begun yet.

        Use cancel_event to remove only one of them.

        Args:
            series_id: Id of the series, such as sr-2846.
            title: Title of the series, which must agree with the id; case does not matter.

        Returns:
            The ids of the series and of the events that were removed.

        Errors:
            no series '.*' is titled '.*': The series is unknown or has another title.

        Examples:
            >>> cancel_series(series_id="sr-2846", title="Lekcja niemieckiego")
            {'series': 'sr-2846', 'cancelled': ['ev-512', 'ev-521', 'ev-537']}
            >>> cancel_series(series_id="sr-2847", title="Lekcja niemieckiego")
            {'error': "no series 'sr-2847' is titled 'Lekcja niemieckiego'"}

        See Also:
            cancel_event: For one event.
        """
        series = self._series.get(series_id)
        if series is None or series["title"].casefold() != title.casefold():
            return failure(f"no series {series_id!r} is titled {title!r}")
        ahead = [each for each in series["events"] if moment_of(self._events[each]["start"]) > self._now()]
        for each in ahead:
            self._remove(each)
        del self._series[series_id]
        return {"series": series_id, "cancelled": ahead}

    @effect("read_only")
    def find_free_slots(
        self,
        day: world.Day,
        minutes: Annotated[int, Range(minimum=5, maximum=480)],
        earliest: world.Clock = "08:00",
        latest: world.Clock = "18:00",
    ) -> world.FreeSlots | Failure:
        """Look for the free times of a day, at full and half hours, in the offset of "now".

        Use check_availability to ask about one given time.

        Args:
            day: Day to look at, YYYY-MM-DD; today or later.
            minutes: How long the time must be free.
            earliest: First moment of the day that counts, HH:MM.
            latest: Moment by which the time must be over, HH:MM.

        Returns:
            The day and the beginnings of its free times, in order.

        Errors:
            .* is in the past: The day is over.
            .* must be before .*: The span of the day is empty.

        Examples:
            >>> find_free_slots(day="2025-03-14", minutes=60, latest="10:00")
            {'day': '2025-03-14', 'starts': ['2025-03-14T08:00:00+01:00']}
            >>> find_free_slots(day="2025-03-09", minutes=60)
            {'error': '2025-03-09 is in the past'}

        See Also:
            check_availability: For one given time.
        """
        now = self._now()
        wanted = date.fromisoformat(day)
        if wanted < now.date():
            return failure(f"{day} is in the past")
        if minute_of(earliest) >= minute_of(latest):
            return failure(f"{earliest} must be before {latest}")
        first = -(-minute_of(earliest) // 30) * 30
        span = range(first, minute_of(latest) - minutes + 1, 30)
        return {"day": day, "starts": self._free_starts(wanted, minutes, span, now)}

    @effect("non_idempotent")
    def answer_invitation(
        self,
        invitation_id: Annotated[str, Pattern(r"^inv-[0-9]{4}$")],
        organizer: Address,
        answer: Literal["accepted", "tentative", "declined"],
    ) -> world.Answered | Failure:
        """Answer an invitation of somebody else. An accepted one becomes an event, if its time is free.

        Args:
            invitation_id: Id of the invitation, such as inv-3907.
            organizer: Address of the person who invites, which must agree with the id.
            answer: What to say; after tentative the invitation can be answered again.

        Returns:
            The answer, and the id of the event where there is one now.

        Errors:
            no invitation '.*' from .*: The invitation is unknown or somebody else's.
            the time is taken by .*: It cannot be accepted.

        Examples:
            >>> answer_invitation(invitation_id="inv-6082", organizer="zaneta.luczak@swierk.example",
            ...     answer="accepted")
            {'invitation': 'inv-6082', 'answer': 'accepted', 'event_id': 'ev-602'}
            >>> answer_invitation(invitation_id="inv-4418", organizer="krzysztof.dabrowski@swierk.example",
            ...     answer="accepted")
            {'error': 'the time is taken by ev-176'}
        """
        invitation = self._invitations.get(invitation_id)
        if invitation is None or invitation["organizer"] != organizer:
            return failure(f"no invitation {invitation_id!r} from {organizer}")
        event_id = None
        if answer == "accepted":
            if problem := self._problem(invitation["start"], invitation["minutes"], self._now()):
                return failure(problem)
            event_id = self._put(invitation["title"], invitation["start"], invitation["minutes"], [organizer])["id"]
        if answer != "tentative":
            del self._invitations[invitation_id]
        return {"invitation": invitation_id, "answer": answer, "event_id": event_id}

    @effect("non_idempotent")
    def add_attendee(self, event_id: EventId, attendee: Address) -> world.Attendees | Failure:
        """Invite one more person to an event that is to come.

        Args:
            event_id: Id of the event, such as ev-3.
            attendee: E-mail address of the person.

        Returns:
            The event's id and everybody who takes part.

        Errors:
            no event '.*': The event is unknown.
            event '.*' has already begun: Nobody can be invited any more.
            nobody here has the address '.*': The person is unknown.
            .* takes part already: The person was invited before.

        Examples:
            >>> add_attendee(event_id="ev-433", attendee="jan.zak@swierk.example")
            {'id': 'ev-433', 'attendees': ['lena.vogel@swierk.example', 'jan.zak@swierk.example']}
            >>> add_attendee(event_id="ev-433", attendee="jan.zok@swierk.example")
            {'error': "nobody here has the address 'jan.zok@swierk.example'"}
        """
        event = self._events.get(event_id)
        if event is None:
            return failure(f"no event {event_id!r}")
        if moment_of(event["start"]) <= self._now():
            return failure(f"event {event_id!r} has already begun")
        if problem := self._people_problem([attendee]):
            return failure(problem)
        if attendee in event["attendees"]:
            return failure(f"{attendee} takes part already")
        event["attendees"] = [*event["attendees"], attendee]
        return {"id": event_id, "attendees": event["attendees"].copy()}

    def _now(self) -> datetime:
        return datetime.now(UTC) if self._stated_now is None else moment_of(self._stated_now)
