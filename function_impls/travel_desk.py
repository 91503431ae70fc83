"""A travel agency: flights, trains and hotels to search and book, and bookings to change or cancel."""

from __future__ import annotations

from typing import Annotated, Literal

from function_impls import travel_desk_world as world
from function_impls.constraints import Range
from function_impls.model import Failure, effect, failure
from function_impls.travel_desk_search import TravelSearch
from function_impls.travel_desk_world import (
    Booking,
    Fare,
    FlightNumber,
    FullName,
    FullNames,
    HotelId,
    Price,
    Reference,
    Surname,
    TrainNumber,
    moved_until,
)
from function_impls.worlds import Day, cents, fresh_id, same_amount, written

MOST_LETTERS = 2
Amount = Annotated[float, Range(minimum=0, maximum=1_000_000)]


class TravelDesk(TravelSearch):
    """A travel agency; see ``TravelWorld`` for the state."""

    @effect("non_idempotent")
    def book_flight(
        self, number: FlightNumber, date: Day, travellers: FullNames, price: Price, fare: Fare = "basic"
    ) -> world.Booked | Failure:
        r"""Book and pay seats on a flight.

        Args:
            number: Number of the flight, such as LO 3917.
            date: Day of departure.
            travellers: First name and surname of each passenger.
            price: What is paid in złoty for all passengers, as search_flights tells it for the fare.
            fare: flexible can be changed without a fee and cancelled for the whole price; basic is cheaper.

        Returns:
            The reference of the booking, and what was paid.

        Errors:
            no flight '.*': The number is unknown, or that of a train.
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The day is over.
            .* is not on sale yet; sales end with .*: The day is too far ahead.
            '.*' has \d+ seats on .*, not \d+: It is full or does not run on that day.
            '.*' has a seat on '.*' on .* already: The traveller is booked.
            the price is [0-9.]+ PLN, not [0-9.]+ PLN: The price is another one.

        Examples:
            >>> book_flight(number="LO 3917", date="2025-06-12", travellers=["Ewa Lis", "Jan Żak"], price=838)
            {'reference': 'TRV-84842', 'paid': 838.0}
            >>> book_flight(number="LO 3917", date="2025-06-13", travellers=["Ewa Lis", "Jan Żak"], price=838)
            {'error': 'the price is 1005.60 PLN, not 838.00 PLN'}

        See Also:
            book_train_seat: For trains.
            change_trip_date: Moves a booking that there is already.
        """
        return self._book_seats("flight", number, date, travellers, price, fare)

    @effect("non_idempotent")
    def book_train_seat(
        self, number: TrainNumber, date: Day, travellers: FullNames, price: Price, fare: Fare = "basic"
    ) -> world.Booked | Failure:
        r"""Book and pay seats on a train.

        Args:
            number: Number of the train, such as EIP 5314.
            date: Day of departure.
            travellers: First name and surname of each passenger.
            price: What is paid in złoty for all passengers, as search_train_trips tells it for the fare.
            fare: flexible can be changed without a fee and cancelled for the whole price; basic is cheaper.

        Returns:
            The reference of the booking, and what was paid.

        Errors:
            no train '.*': The number is unknown, or that of a flight.
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The day is over.
            .* is not on sale yet; sales end with .*: The day is too far ahead.
            '.*' has \d+ seats on .*, not \d+: It is full or does not run on that day.
            '.*' has a seat on '.*' on .* already: The traveller is booked.
            the price is [0-9.]+ PLN, not [0-9.]+ PLN: The price is another one.

        Examples:
            >>> book_train_seat(
            ...     number="EC 2457", date="2025-06-12", travellers=["Nina Cole"], price=208.6, fare="flexible"
            ... )
            {'reference': 'TRV-84842', 'paid': 208.6}
            >>> book_train_seat(number="EC 2458", date="2025-06-12", travellers=["Nina Cole"], price=149)
            {'error': "no train 'EC 2458'"}

        See Also:
            book_flight: For flights.
            change_trip_date: Moves a booking that there is already.
        """
        return self._book_seats("train", number, date, travellers, price, fare)

    @effect("non_idempotent")
    def book_hotel_room(
        self, hotel_id: HotelId, check_in: Day, check_out: Day, guests: FullNames, price: Price, fare: Fare = "basic"
    ) -> world.Booked | Failure:
        r"""Book and pay one hotel room.

        Args:
            hotel_id: Id of the hotel, such as HT-5283.
            check_in: Day of arrival.
            check_out: Day of departure, at most 21 nights later.
            guests: First name and surname of all who sleep in the room.
            price: What is paid in złoty for the whole stay, as search_hotel_rooms tells it for the fare.
            fare: flexible can be changed without a fee and cancelled for the whole price; basic is cheaper.

        Returns:
            The reference of the booking, and what was paid.

        Errors:
            no hotel '.*': The id is unknown.
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The stay would begin before today.
            .* is not on sale yet; sales end with .*: The stay is too far ahead.
            check-out .* must come after check-in .*: The days are in the wrong order.
            at most 21 nights, not \d+: The stay is too long.
            a room of '.*' sleeps \d+, not \d+: There are too many guests for one room.
            '.*' has no room from .* to .*: It is full on one of the nights.
            the price is [0-9.]+ PLN, not [0-9.]+ PLN: The price is another one.

        Examples:
            >>> book_hotel_room(
            ...     hotel_id="HT-5283", check_in="2025-06-10", check_out="2025-06-12", guests=["Tom Reed"], price=540
            ... )
            {'reference': 'TRV-84842', 'paid': 540.0}
            >>> book_hotel_room(
            ...     hotel_id="HT-5283", check_in="2025-06-10", check_out="2025-06-13", guests=["Tom Reed"], price=540
            ... )
            {'error': 'the price is 810.00 PLN, not 540.00 PLN'}
        """
        hotel = self._world["hotels"].get(hotel_id)
        if hotel is None:
            return failure(f"no hotel {hotel_id!r}")
        if problem := self._stay_problem(check_in, check_out):
            return failure(problem)
        if len(guests) > hotel["sleeps"]:
            return failure(f"a room of {hotel_id!r} sleeps {hotel['sleeps']}, not {len(guests)}")
        if self._rooms_left(hotel_id, check_in, check_out) < 1:
            return failure(f"{hotel_id!r} has no room from {check_in} to {check_out}")
        booking: Booking = {
            "kind": "hotel",
            "item": hotel_id,
            "date": check_in,
            "until": check_out,
            "travellers": guests,
            "fare": fare,
            "paid": self._room_cents(hotel_id, check_in, check_out, fare) / 100,
            "status": "confirmed",
        }
        return self._book(booking, price)

    @effect("non_idempotent")
    def change_trip_date(
        self, reference: Reference, surname: Surname, new_date: Day, surcharge: Amount
    ) -> world.Changed | Failure:
        """Move a booking of a flight, train or hotel to another day and pay for it; a stay keeps its length.

        Args:
            reference: Reference of the booking, such as TRV-48213.
            surname: Surname of one of the travellers, as a check.
            new_date: New day of departure, or of arrival at the hotel.
            surcharge: What is paid on top in złoty, as quote_trip_change tells it; it may be 0.

        Returns:
            The booking with its new day and all that was paid.

        Errors:
            no booking '.*' for the surname '.*': The reference is unknown, or belongs to other travellers.
            booking '.*' is cancelled: There is nothing to move.
            booking '.*' began on .*; it is too late: The first day is today or over.
            booking '.*' is for .* already: The new day is the old one.
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The new day is over.
            .* is not on sale yet; sales end with .*: The new day is too far ahead.
            '.*' has no room or seats on .*: It is full or does not run then.
            the change costs [0-9.]+ PLN, not [0-9.]+ PLN: The surcharge is another one.

        Examples:
            >>> change_trip_date(reference="TRV-61507", surname="Lis", new_date="2025-05-23", surcharge=94.64)
            {'reference': 'TRV-61507', 'date': '2025-05-23', 'travellers': ['Ewa Lis'], 'paid': 331.24}
            >>> change_trip_date(reference="TRV-61507", surname="Lis", new_date="2025-05-23", surcharge=0)
            {'error': 'the change costs 94.64 PLN, not 0.00 PLN'}

        See Also:
            quote_trip_change: Only tells what it costs.
            cancel_trip_booking: Where the journey is given up.
            correct_traveller_name: Where a name is wrong, not the day.
            book_flight: Books a flight that is not booked yet.
            book_train_seat: Books a train that is not booked yet.
        """
        if problem := self._open_problem(reference, surname) or self._move_problem(reference, new_date):
            return failure(problem)
        booking = self._world["bookings"][reference]
        wanted = self._surcharge_cents(booking, new_date)
        if not same_amount(wanted / 100, surcharge):
            return failure(f"the change costs {written(wanted / 100)}, not {written(surcharge)}")
        paid = (cents(booking["paid"]) + wanted) / 100
        booking.update({"until": moved_until(booking, new_date), "date": new_date, "paid": paid})
        return self._changed(reference)

    @effect("non_idempotent")
    def correct_traveller_name(
        self, reference: Reference, old_name: FullName, new_name: FullName
    ) -> world.Changed | Failure:
        """Correct the spelling of a traveller's name, by at most 2 letters; nobody else can take the place.

        Args:
            reference: Reference of the booking, such as TRV-48213.
            old_name: First name and surname as they were booked.
            new_name: First name and surname as they should be.

        Returns:
            The booking with the name corrected.

        Errors:
            no booking '.*' for the surname '.*': The reference is unknown, or belongs to other travellers.
            booking '.*' is cancelled: There is nothing to correct.
            booking '.*' began on .*; it is too late: The first day is today or over.
            booking '.*' has no traveller '.*': The old name is not booked in this form.
            booking '.*' has the traveller '.*' already: The new name is that of a traveller.
            only spelling can be corrected; '.*' differs from '.*' in more than 2 letters: It is another person.

        Examples:
            >>> correct_traveller_name(reference="TRV-28346", old_name="Pria Shah", new_name="Priya Shah")
            {'reference': 'TRV-28346', 'date': '2025-06-02', 'travellers': ['Priya Shah', 'Tom Reed'], 'paid': 1117.2}
            >>> correct_traveller_name(reference="TRV-28346", old_name="Tom Reed", new_name="Helen Marsh")
            {'error': "only spelling can be corrected; 'Helen Marsh' differs from 'Tom Reed' in more than 2 letters"}

        See Also:
            change_trip_date: Where the day is wrong, not a name.
        """
        if problem := self._open_problem(reference, old_name.rpartition(" ")[2]):
            return failure(problem)
        travellers = self._world["bookings"][reference]["travellers"]
        if old_name not in travellers:
            return failure(f"booking {reference!r} has no traveller {old_name!r}")
        if new_name in travellers:
            return failure(f"booking {reference!r} has the traveller {new_name!r} already")
        if _letters_apart(old_name, new_name) > MOST_LETTERS:
            apart = f"{new_name!r} differs from {old_name!r} in more than {MOST_LETTERS} letters"
            return failure(f"only spelling can be corrected; {apart}")
        travellers[travellers.index(old_name)] = new_name
        return self._changed(reference)

    @effect("non_idempotent")
    def cancel_trip_booking(self, reference: Reference, surname: Surname, refund: Amount) -> world.Refunded | Failure:
        """Cancel a booking for good; its seats or room are free again.

        Args:
            reference: Reference of the booking, such as TRV-48213.
            surname: Surname of one of the travellers, as a check.
            refund: What the traveller expects back in złoty, as get_trip_booking tells it; it may be 0.

        Returns:
            The booking, and what is paid back.

        Errors:
            no booking '.*' for the surname '.*': The reference is unknown, or belongs to other travellers.
            booking '.*' is cancelled: It was cancelled before.
            booking '.*' began on .*; it is too late: The first day is today or over.
            the refund is [0-9.]+ PLN, not [0-9.]+ PLN: Another amount is paid back.

        Examples:
            >>> cancel_trip_booking(reference="TRV-61507", surname="Lis", refund=236.6)
            {'reference': 'TRV-61507', 'refund': 236.6}
            >>> cancel_trip_booking(reference="TRV-90452", surname="Żak", refund=419)
            {'error': 'the refund is 0.00 PLN, not 419.00 PLN'}

        See Also:
            change_trip_date: Where the journey is only moved.
        """
        if problem := self._open_problem(reference, surname):
            return failure(problem)
        booking = self._world["bookings"][reference]
        wanted = self._refund_cents(booking) / 100
        if not same_amount(wanted, refund):
            return failure(f"the refund is {written(wanted)}, not {written(refund)}")
        booking["status"] = "cancelled"
        return {"reference": reference, "refund": wanted}

    def _book_seats(
        self, kind: Literal["flight", "train"], number: str, day: str, names: list[str], price: float, fare: Fare
    ) -> world.Booked | Failure:
        connection = self._world["connections"].get(number)
        if connection is None or connection["kind"] != kind:
            return failure(f"no {kind} {number!r}")
        if problem := self._day_problem(day):
            return failure(problem)
        left = self._seats_left(number, day)
        if left < len(names):
            return failure(f"{number!r} has {max(left, 0)} seats on {day}, not {len(names)}")
        for booking in self._confirmed(number):
            if booking["date"] == day and (twice := sorted({*names} & {*booking["travellers"]})):
                return failure(f"{twice[0]!r} has a seat on {number!r} on {day} already")
        paid = self._seat_cents(number, day, len(names), fare) / 100
        seats: Booking = {
            "kind": kind,
            "item": number,
            "date": day,
            "until": None,
            "travellers": names,
            "fare": fare,
            "paid": paid,
            "status": "confirmed",
        }
        return self._book(seats, price)

    def _book(self, booking: Booking, price: float) -> world.Booked | Failure:
        if not same_amount(booking["paid"], price):
            return failure(f"the price is {written(booking['paid'])}, not {written(price)}")
        reference = fresh_id("TRV-", self._world["bookings"], digits=5)
        self._world["bookings"][reference] = {**booking, "travellers": list(booking["travellers"])}
        return {"reference": reference, "paid": booking["paid"]}

    def _changed(self, reference: str) -> world.Changed:
        booking = self._world["bookings"][reference]
        return {
            "reference": reference,
            "date": booking["date"],
            "travellers": list(booking["travellers"]),
            "paid": booking["paid"],
        }


def _letters_apart(one: str, other: str) -> int:
    """Levenshtein's distance: how many letters have to be put in, left out or replaced."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
    return row[-1]
