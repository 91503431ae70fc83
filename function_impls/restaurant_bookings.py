"""A restaurant's tables and the bookings of them."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Failure, Json, effect, failure

Day: TypeAlias = Annotated[str, Format("date")]
Clock: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):(00|30)$")]
Phone: TypeAlias = Annotated[str, Pattern(r"^[1-9][0-9]{8}$")]
TableId: TypeAlias = Annotated[str, Pattern(r"^T[0-9]{1,2}$")]
BookingId: TypeAlias = Annotated[str, Pattern(r"^RB-[0-9]{5}$")]
Guests: TypeAlias = Annotated[int, Range(minimum=1, maximum=12)]

_TABLES = {"T2": 2, "T3": 2, "T5": 4, "T6": 4, "T8": 4, "T11": 6, "T14": 8, "T17": 12}
_BOOKINGS = """
RB-20417|Zofia Wiśniewska|601234567|2025-06-13|18:00|4|T5|booked
RB-31862|Łukasz Dąbrowski|512908344|2025-06-13|19:30|2|T2|booked
RB-44093|Anna Kowalczyk|698771025|2025-06-13|13:00|6|T11|booked
RB-52718|Piotr Żak|730115986|2025-06-14|20:00|8|T14|booked
RB-67350|Maria Świątek|505640712|2025-06-15|14:30|3|T6|cancelled
"""
_OPENS, _LAST = "12:00", "21:00"
_BOOKING_STATES = frozenset({"booked", "cancelled", "no_show"})


class FreeTable(TypedDict):
    """A table that is free for two hours from the time asked for."""

    table: str
    seats: int


class Booking(TypedDict):
    """A booking of a table."""

    booking_id: str
    name: str
    day: str
    time: str
    guests: int
    table: str
    status: Literal["booked", "cancelled", "no_show"]


class RestaurantBookings:
    """Bookings; state is ``{"today", "tables": {"T5": seats}, "bookings": {"RB-20417": {"name", "phone", …}}}``."""

    def __init__(self) -> None:
        bookings: dict[str, Json] = {}
        for row in _BOOKINGS.strip().split("\n"):
            key, name, phone, day, clock, guests, table, status = row.split("|")
            entry = {"name": name, "phone": phone, "day": day, "time": clock, "guests": int(guests)}
            bookings[key] = {**entry, "table": table, "status": status}
        self._state: dict[str, Json] = {"today": "2025-06-13", "tables": dict(_TABLES), "bookings": bookings}

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a table, status, day or number of guests is impossible."""
        try:
            new = {key: deepcopy(state[key]) for key in ("today", "tables", "bookings")}
            date.fromisoformat(new["today"])
            sound = all(type(seats) is int and seats > 0 for seats in new["tables"].values()) and all(
                each["status"] in _BOOKING_STATES
                and 1 <= each["guests"] <= new["tables"][each["table"]]
                and date.fromisoformat(each["day"]).year > 0
                and 0 <= _minutes(each["time"]) < 1440
                and each["name"]
                and each["phone"]
                for each in new["bookings"].values()
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"the state of bookings lacks or mistypes {error}") from error
        if not sound:
            raise ValueError("the state of bookings has an unknown status or an impossible number")
        self._state = new

    def dump_state(self) -> Json:
        """All state, fit for ``load_state``."""
        return deepcopy(self._state)

    @effect("read_only")
    def find_free_tables(self, day: Day, time: Clock, guests: Guests) -> list[FreeTable] | Failure:
        """Find tables that have enough seats and are free for two hours.

        Args:
            day: Date of the visit.
            time: Arrival on the full or half hour, from 12:00 to 21:00.
            guests: Number of people.

        Returns:
            The tables, the smallest first; empty where none is free.

        Errors:
            .* is no date; bookings are taken for dates such as .*: There is no such day.
            .* is in the past; today is .*: The day is over.
            bookings are taken up to .*, not for .*: The day is over 60 days ahead.
            bookings are taken from .* to .* on the full or half hour, not for .*: The time is out of opening hours.

        Examples:
            >>> find_free_tables(day="2025-06-13", time="19:00", guests=7)
            [{'table': 'T14', 'seats': 8}, {'table': 'T17', 'seats': 12}]
            >>> find_free_tables(day="2025-06-12", time="19:00", guests=7)
            {'error': '2025-06-12 is in the past; today is 2025-06-13'}
        """
        if problem := self._visit_problem(day, time):
            return failure(problem)
        seats = sorted((count, name) for name, count in self._state["tables"].items() if count >= guests)
        return [{"table": name, "seats": count} for count, name in seats if self._is_free(name, day, time, "")]

    @effect("non_idempotent")
    def book_restaurant_table(
        self,
        name: Annotated[str, Length(minimum=2, maximum=60)],
        phone: Phone,
        day: Day,
        time: Clock,
        guests: Guests,
        table: TableId,
    ) -> Booking | Failure:
        """Book a table for two hours. Use it for a new booking; reschedule_table_booking moves an existing one.

        Args:
            name: Name of the guest.
            phone: Polish phone number of nine digits, with which the booking is changed later.
            day: Date of the visit.
            time: Arrival on the full or half hour, from 12:00 to 21:00.
            guests: Number of people; they must fit the table, and not leave more than half of it empty plus one seat.
            table: Table, such as T5.

        Returns:
            The booking with its id.

        Errors:
            no table .*; find_free_tables lists free ones: The table does not exist.
            table .* seats .* guests, not .*: The table is too small or far too large.
            table .* is taken on .*; find_free_tables lists free ones: The table is not free for two hours.
            .* is no date; bookings are taken for dates such as .*: There is no such day.
            .* is in the past; today is .*: The day is over.
            bookings are taken up to .*, not for .*: The day is over 60 days ahead.
            bookings are taken from .* to .* on the full or half hour, not for .*: The time is out of opening hours.
            .* already has the booking .*; reschedule or cancel it: The same phone number has a booking on that day.

        Examples:
            >>> book_restaurant_table(
            ...     name="Jan Mazur",
            ...     phone="600100200",
            ...     day="2025-06-14",
            ...     time="18:30",
            ...     guests=4,
            ...     table="T8",
            ... )
            {'booking_id': 'RB-49602',
             'name': 'Jan Mazur',
             'day': '2025-06-14',
             'time': '18:30',
             'guests': 4,
             'table': 'T8',
             'status': 'booked'}
            >>> book_restaurant_table(
            ...     name="Jan Mazur", phone="600100200", day="2025-06-13", time="18:30", guests=4, table="T5"
            ... )
            {'error': 'table T5 is taken on 2025-06-13 around 18:30; find_free_tables lists free ones'}
        """
        problem = self._visit_problem(day, time) or self._table_problem(table, day, time, guests, "")
        if problem:
            return failure(problem)
        for key, each in self._state["bookings"].items():
            if (each["phone"], each["day"], each["status"]) == (phone, day, "booked"):
                return failure(f"{phone} already has the booking {key} on {day}; reschedule or cancel it")
        key = self._next_id("RB", self._state["bookings"])
        entry = {"name": name, "phone": phone, "day": day, "time": time, "guests": guests}
        self._state["bookings"][key] = {**entry, "table": table, "status": "booked"}
        return self._booking(key)

    @effect("idempotent")
    def reschedule_table_booking(self, booking_id: BookingId, phone: Phone, day: Day, time: Clock) -> Booking | Failure:
        """Move a booking to another day or time at the same table. Use cancel_table_booking where nobody will come.

        Args:
            booking_id: Id such as RB-20417.
            phone: Phone number of the booking.
            day: New date.
            time: New time of arrival.

        Returns:
            The booking as it is now.

        Errors:
            no booking .* with the phone number .*: The id and the phone number belong to no booking.
            booking .* is (cancelled|no_show) and can no longer be changed: It is not active.
            table .* is taken on .*; find_free_tables lists free ones: The table is not free for two hours.
            .* is no date; bookings are taken for dates such as .*: There is no such day.
            .* is in the past; today is .*: The day is over.
            bookings are taken up to .*, not for .*: The day is over 60 days ahead.
            bookings are taken from .* to .* on the full or half hour, not for .*: The time is out of opening hours.

        Examples:
            >>> reschedule_table_booking(booking_id="RB-20417", phone="601234567", day="2025-06-13", time="20:00")
            {'booking_id': 'RB-20417',
             'name': 'Zofia Wiśniewska',
             'day': '2025-06-13',
             'time': '20:00',
             'guests': 4,
             'table': 'T5',
             'status': 'booked'}
            >>> reschedule_table_booking(booking_id="RB-20417", phone="601234568", day="2025-06-13", time="20:00")
            {'error': 'no booking RB-20417 with the phone number 601234568; give the number it was booked with'}
        """
        booking = self._booked(booking_id, phone)
        if isinstance(booking, str):
            return failure(booking)
        problem = self._visit_problem(day, time)
        problem = problem or self._table_problem(booking["table"], day, time, booking["guests"], booking_id)
        if problem:
            return failure(problem)
        booking.update(day=day, time=time)
        return self._booking(booking_id)

    @effect("non_idempotent")
    def cancel_table_booking(self, booking_id: BookingId, phone: Phone) -> Booking | Failure:
        """Cancel a booking before the visit, when the guest calls it off. Use mark_booking_no_show when nobody came.

        Args:
            booking_id: Id such as RB-20417.
            phone: Phone number of the booking.

        Returns:
            The cancelled booking.

        Errors:
            no booking .* with the phone number .*: The id and the phone number belong to no booking.
            booking .* is (cancelled|no_show) and can no longer be changed: It is not active.

        Examples:
            >>> cancel_table_booking(booking_id="RB-52718", phone="730115986")
            {'booking_id': 'RB-52718',
             'name': 'Piotr Żak',
             'day': '2025-06-14',
             'time': '20:00',
             'guests': 8,
             'table': 'T14',
             'status': 'cancelled'}
            >>> cancel_table_booking(booking_id="RB-67350", phone="505640712")
            {'error': 'booking RB-67350 is cancelled and can no longer be changed'}
        """
        booking = self._booked(booking_id, phone)
        if isinstance(booking, str):
            return failure(booking)
        booking["status"] = "cancelled"
        return self._booking(booking_id)

    @effect("non_idempotent")
    def mark_booking_no_show(self, booking_id: BookingId, table: TableId) -> Booking | Failure:
        """Note that the guests of a booking of today did not come. Use cancel_table_booking when they call it off.

        Args:
            booking_id: Id such as RB-44093.
            table: Table of the booking, for confirmation.

        Returns:
            The booking.

        Errors:
            no booking .* at table .*; give its id and its table: The id belongs to no booking there.
            booking .* is for .*, and only guests of today .* can fail to come: It is for another day.
            booking .* is (cancelled|no_show) and can no longer be changed: It is not active.

        Examples:
            >>> mark_booking_no_show(booking_id="RB-44093", table="T11")
            {'booking_id': 'RB-44093',
             'name': 'Anna Kowalczyk',
             'day': '2025-06-13',
             'time': '13:00',
             'guests': 6,
             'table': 'T11',
             'status': 'no_show'}
            >>> mark_booking_no_show(booking_id="RB-52718", table="T14")
            {'error': 'booking RB-52718 is for 2025-06-14, and only guests of today (2025-06-13) can fail to come'}
        """
        found = self._state["bookings"].get(booking_id)
        if found is None or found["table"] != table:
            return failure(f"no booking {booking_id} at table {table}; give its id and its table")
        if found["status"] != "booked":
            return failure(f"booking {booking_id} is {found['status']} and can no longer be changed")
        today = self._state["today"]
        if found["day"] != today:
            return failure(
                f"booking {booking_id} is for {found['day']}, and only guests of today ({today}) can fail to come"
            )
        found["status"] = "no_show"
        return self._booking(booking_id)

    @effect("read_only")
    def get_table_booking(self, booking_id: BookingId, phone: Phone) -> Booking | Failure:
        """Show one booking, in any status.

        Args:
            booking_id: Id such as RB-20417.
            phone: Phone number of the booking.

        Returns:
            The booking.

        Errors:
            no booking .* with the phone number .*: The id and the phone number belong to no booking.

        Examples:
            >>> get_table_booking(booking_id="RB-31862", phone="512908344")
            {'booking_id': 'RB-31862',
             'name': 'Łukasz Dąbrowski',
             'day': '2025-06-13',
             'time': '19:30',
             'guests': 2,
             'table': 'T2',
             'status': 'booked'}
            >>> get_table_booking(booking_id="RB-31861", phone="512908344")
            {'error': 'no booking RB-31861 with the phone number 512908344; give the number it was booked with'}
        """
        found = self._state["bookings"].get(booking_id)
        if found is None or found["phone"] != phone:
            return failure(f"no booking {booking_id} with the phone number {phone}; give the number it was booked with")
        return self._booking(booking_id)

    @effect("idempotent")
    def change_booking_guests(self, booking_id: BookingId, phone: Phone, guests: Guests) -> Booking | Failure:
        """Change the number of guests of a booking, not its time; reschedule_table_booking changes that.

        Args:
            booking_id: Id such as RB-20417.
            phone: Phone number of the booking.
            guests: New number of people, which must fit the table.

        Returns:
            The booking as it is now.

        Errors:
            no booking .* with the phone number .*: The id and the phone number belong to no booking.
            booking .* is (cancelled|no_show) and can no longer be changed: It is not active.
            table .* seats .* guests, not .*: The table is too small or far too large.

        Examples:
            >>> change_booking_guests(booking_id="RB-20417", phone="601234567", guests=3)
            {'booking_id': 'RB-20417',
             'name': 'Zofia Wiśniewska',
             'day': '2025-06-13',
             'time': '18:00',
             'guests': 3,
             'table': 'T5',
             'status': 'booked'}
            >>> change_booking_guests(booking_id="RB-20417", phone="601234567", guests=5)
            {'error': 'table T5 seats 1 to 4 guests, not 5'}
        """
        booking = self._booked(booking_id, phone)
        if isinstance(booking, str):
            return failure(booking)
        problem = self._table_problem(booking["table"], booking["day"], booking["time"], guests, booking_id)
        if problem:
            return failure(problem)
        booking["guests"] = guests
        return self._booking(booking_id)

    def _visit_problem(self, day: str, time: str) -> str | None:
        today = date.fromisoformat(self._state["today"])
        try:
            wanted = date.fromisoformat(day)
        except ValueError:
            return f"{day} is no date; bookings are taken for dates such as {today}"
        if wanted < today:
            return f"{day} is in the past; today is {today}"
        if wanted > today + timedelta(days=60):
            return f"bookings are taken up to {today + timedelta(days=60)}, not for {day}"
        if not re.fullmatch(r"[0-9]{2}:(00|30)", time) or not _OPENS <= time <= _LAST:
            return f"bookings are taken from {_OPENS} to {_LAST} on the full or half hour, not for {time}"
        return None

    def _table_problem(self, table: str, day: str, time: str, guests: int, own: str) -> str | None:
        seats = self._state["tables"].get(table)
        if seats is None:
            return f"no table {table}; find_free_tables lists free ones"
        if not seats // 2 - 1 <= guests <= seats:
            return f"table {table} seats {max(1, seats // 2 - 1)} to {seats} guests, not {guests}"
        if not self._is_free(table, day, time, own):
            return f"table {table} is taken on {day} around {time}; find_free_tables lists free ones"
        return None

    def _is_free(self, table: str, day: str, time: str, own: str) -> bool:
        return all(
            key == own
            or (each["table"], each["day"], each["status"]) != (table, day, "booked")
            or abs(_minutes(each["time"]) - _minutes(time)) >= 120
            for key, each in self._state["bookings"].items()
        )

    def _next_id(self, prefix: str, entities: dict[str, Json]) -> str:
        number = 10007 + 7919 * len(entities) % 89990
        while f"{prefix}-{number}" in entities:
            number = 10000 + (number - 9999 + 7918) % 90000
        return f"{prefix}-{number}"

    def _booked(self, booking_id: str, phone: str) -> dict[str, Json] | str:
        found: dict[str, Json] | None = self._state["bookings"].get(booking_id)
        if found is None or found["phone"] != phone:
            return f"no booking {booking_id} with the phone number {phone}; give the number it was booked with"
        if found["status"] != "booked":
            return f"booking {booking_id} is {found['status']} and can no longer be changed"
        return found

    def _booking(self, key: str) -> Booking:
        each = self._state["bookings"][key]
        return {
            "booking_id": key,
            "name": each["name"],
            "day": each["day"],
            "time": each["time"],
            "guests": each["guests"],
            "table": each["table"],
            "status": each["status"],
        }


def _minutes(time: str) -> int:
    return 60 * int(time[:2]) + int(time[3:])
