"""What a travel agency sells: flights, trains, hotel rooms; its prices. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import Count, Day, Money, cents, is_day, read_world, sound

Airport: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{3}$")]
City: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
FlightNumber: TypeAlias = Annotated[str, Pattern(r"^[A-Z0-9]{2} [0-9]{3,4}$")]
TrainNumber: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{2,3} [0-9]{4,5}$")]
HotelId: TypeAlias = Annotated[str, Pattern(r"^HT-[0-9]{4}$")]
Reference: TypeAlias = Annotated[str, Pattern(r"^TRV-[0-9]{5}$")]
FullName: TypeAlias = Annotated[str, Pattern(r"^[^\s]+( [^\s]+)+$"), Length(maximum=60)]
FullNames: TypeAlias = Annotated[list[FullName], Length(minimum=1, maximum=9, unique=True)]
Surname: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Price: TypeAlias = Annotated[float, Range(above=0, maximum=1_000_000)]
People: TypeAlias = Annotated[int, Range(minimum=1, maximum=9)]
Fare: TypeAlias = Literal["basic", "flexible"]
Kind: TypeAlias = Literal["flight", "train", "hotel"]

FLEXIBLE_PERCENT = 140
CHANGE_FEE_CENTS = 8000
LONGEST_STAY = 21


class Connection(TypedDict):
    """A flight or train on one day; prices are for all passengers together."""

    number: str
    origin: str
    destination: str
    date: str
    departs: str
    arrives: str
    seats_left: int
    basic_price: float
    flexible_price: float


class Connections(TypedDict):
    """The connections that match, by time of departure."""

    connections: list[Connection]


class Room(TypedDict):
    """A hotel with a free room; prices are for the whole stay."""

    hotel_id: str
    name: str
    stars: int
    rooms_left: int
    basic_price: float
    flexible_price: float


class Rooms(TypedDict):
    """The hotels that match, cheapest first."""

    nights: int
    hotels: list[Room]


class Booked(TypedDict):
    """A new booking, which is paid."""

    reference: str
    paid: float


class BookingView(TypedDict):
    """A booking; ``until`` is the last morning in a hotel, ``refund`` what a cancellation today would give back."""

    reference: str
    kind: Kind
    item: str
    date: str
    until: str | None
    travellers: list[str]
    fare: Fare
    paid: float
    status: Literal["confirmed", "cancelled"]
    refund: float


class Quote(TypedDict):
    """What it costs to move a booking to another day."""

    reference: str
    new_date: str
    surcharge: float


class Changed(TypedDict):
    """A booking after a change."""

    reference: str
    date: str
    travellers: list[str]
    paid: float


class Refunded(TypedDict):
    """A booking that is cancelled, and what is paid back."""

    reference: str
    refund: float


class _Connection(TypedDict):
    kind: Literal["flight", "train"]
    origin: str
    destination: str
    departs: str
    arrives: str
    weekdays: list[int]
    price: Money
    seats: Count
    sold: dict[str, Count]


class _Hotel(TypedDict):
    name: str
    city: str
    stars: int
    price: Money
    rooms: Count
    sleeps: int


class Booking(TypedDict):
    """A booking as the state has it."""

    kind: Kind
    item: str
    date: Day
    until: Day | None
    travellers: list[str]
    fare: Fare
    paid: Money
    status: Literal["confirmed", "cancelled"]


class _State(TypedDict):
    today: Day
    on_sale_until: Day
    connections: dict[str, _Connection]
    hotels: dict[str, _Hotel]
    bookings: dict[str, Booking]


class TravelWorld:
    """A travel agency; state is ``{"today", "on_sale_until", "connections", "hotels", "bookings"}``, by number and id.

    Timetable and hotels are invented. Prices are in złoty. A seat or night costs 20 % more where it falls on a Friday
    or Sunday, and more when it is near: 50 % within 7 days, 20 % within 21.
    """

    def __init__(self) -> None:
        self.load_state(read_world("travel_desk"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a booking is for something that is not sold here."""
        world: _State = sound(state, _State)
        for reference, booking in world["bookings"].items():
            items = world["hotels"] if booking["kind"] == "hotel" else world["connections"]
            if booking["item"] not in items or (booking["until"] is None) == (booking["kind"] == "hotel"):
                raise ValueError(f"the state's booking {reference!r} is for {booking['item']!r}, which is not sold")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _day_problem(self, day: str) -> str | None:
        if not is_day(day):
            return f"{day!r} is no date"
        if day < self._world["today"]:
            return f"{day} is in the past; today is {self._world['today']}"
        end = self._world["on_sale_until"]
        return f"{day} is not on sale yet; sales end with {end}" if day > end else None

    def _stay_problem(self, check_in: str, check_out: str) -> str | None:
        if problem := self._day_problem(check_in) or self._day_problem(check_out):
            return problem
        nights = _days(check_in, check_out)
        if nights < 1:
            return f"check-out {check_out} must come after check-in {check_in}"
        return f"at most {LONGEST_STAY} nights, not {nights}" if nights > LONGEST_STAY else None

    def _daily_cents(self, base: float, day: str) -> int:
        """What a seat or night of this day costs at the basic fare."""
        ahead = _days(self._world["today"], day)
        near = 50 if ahead < 7 else 20 if ahead < 21 else 0
        busy = 20 if date.fromisoformat(day).weekday() in (4, 6) else 0
        return cents(base) * (100 + near + busy) // 100

    def _seat_cents(self, number: str, day: str, people: int, fare: Fare) -> int:
        return _at_fare(self._daily_cents(self._world["connections"][number]["price"], day) * people, fare)

    def _room_cents(self, hotel_id: str, check_in: str, check_out: str, fare: Fare) -> int:
        base = self._world["hotels"][hotel_id]["price"]
        return _at_fare(sum(self._daily_cents(base, night) for night in nights_of(check_in, check_out)), fare)

    def _seats_left(self, number: str, day: str) -> int:
        """How many seats are free; none on a day on which it does not run."""
        connection = self._world["connections"][number]
        if date.fromisoformat(day).isoweekday() not in connection["weekdays"]:
            return 0
        booked = [each for each in self._confirmed(number) if each["date"] == day]
        return connection["seats"] - connection["sold"].get(day, 0) - sum(len(each["travellers"]) for each in booked)

    def _rooms_left(self, hotel_id: str, check_in: str, check_out: str, *, besides: str = "") -> int:
        """How many rooms are free on each night; the booking ``besides`` is not counted."""
        stays = [(each["date"], each["until"] or "") for each in self._confirmed(hotel_id, besides)]
        taken = [sum(start <= night < end for start, end in stays) for night in nights_of(check_in, check_out)]
        return self._world["hotels"][hotel_id]["rooms"] - max(taken, default=0)

    def _confirmed(self, item: str, besides: str = "") -> list[Booking]:
        bookings = self._world["bookings"].items()
        return [
            each for key, each in bookings if (each["item"], each["status"]) == (item, "confirmed") and key != besides
        ]

    def _booking_problem(self, reference: str, surname: str) -> str | None:
        booking = self._world["bookings"].get(reference)
        if booking is not None and surname.casefold() in surnames(booking["travellers"]):
            return None
        return f"no booking {reference!r} for the surname {surname!r}"

    def _open_problem(self, reference: str, surname: str) -> str | None:
        """Why the booking cannot be changed or cancelled any more."""
        if problem := self._booking_problem(reference, surname):
            return problem
        booking = self._world["bookings"][reference]
        if booking["status"] == "cancelled":
            return f"booking {reference!r} is cancelled"
        past = booking["date"] <= self._world["today"]
        return f"booking {reference!r} began on {booking['date']}; it is too late" if past else None

    def _move_problem(self, reference: str, new_date: str) -> str | None:
        """Why the booking cannot begin on another day."""
        booking = self._world["bookings"][reference]
        if booking["date"] == new_date:
            return f"booking {reference!r} is for {new_date} already"
        if problem := self._day_problem(new_date):
            return problem
        item, until = booking["item"], moved_until(booking, new_date)
        if until is None:
            return None if self._seats_left(item, new_date) >= len(booking["travellers"]) else _full(item, new_date)
        if problem := self._day_problem(until):
            return problem
        return None if self._rooms_left(item, new_date, until, besides=reference) else _full(item, new_date)

    def _surcharge_cents(self, booking: Booking, new_date: str) -> int:
        until = moved_until(booking, new_date)
        if until is None:
            new = self._seat_cents(booking["item"], new_date, len(booking["travellers"]), booking["fare"])
        else:
            new = self._room_cents(booking["item"], new_date, until, booking["fare"])
        fee = CHANGE_FEE_CENTS if booking["fare"] == "basic" else 0
        return max(0, new - cents(booking["paid"])) + fee

    def _refund_cents(self, booking: Booking) -> int:
        """What a cancellation gives back: all of a flexible fare, half of a basic one until 14 days before."""
        ahead = _days(self._world["today"], booking["date"])
        if booking["status"] == "cancelled" or ahead < 1:
            return 0
        if booking["fare"] == "flexible":
            return cents(booking["paid"])
        return cents(booking["paid"]) // 2 if ahead >= 14 else 0


def surnames(names: list[str]) -> set[str]:
    """The last words of names, in lower case."""
    return {name.rpartition(" ")[2].casefold() for name in names}


def later(day: str, days: int) -> str:
    """The day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def moved_until(booking: Booking, new_date: str) -> str | None:
    """When a stay ends that begins on another day and keeps its length; None where nobody stays."""
    return None if booking["until"] is None else later(new_date, _days(booking["date"], booking["until"]))


def _full(item: str, day: str) -> str:
    return f"{item!r} has no room or seats on {day}"


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def nights_of(check_in: str, check_out: str) -> list[str]:
    """The days on whose evenings a guest sleeps at a hotel."""
    return [later(check_in, number) for number in range(_days(check_in, check_out))]


def _at_fare(basic: int, fare: Fare) -> int:
    return basic * FLEXIBLE_PERCENT // 100 if fare == "flexible" else basic
