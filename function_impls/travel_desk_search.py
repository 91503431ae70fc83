"""The methods of the travel agency that only look: what is on sale, what is booked, what a change costs."""

from __future__ import annotations

from function_impls import travel_desk_world as world
from function_impls.model import Failure, effect, failure
from function_impls.travel_desk_world import (
    Airport,
    City,
    Kind,
    People,
    Price,
    Reference,
    Surname,
    TravelWorld,
    nights_of,
)
from function_impls.worlds import Day


class TravelSearch(TravelWorld):
    """What a travel agency tells without selling anything."""

    @effect("read_only")
    def search_flights(
        self, origin: Airport, destination: Airport, date: Day, passengers: People = 1
    ) -> world.Connections | Failure:
        """Find direct flights of one day that have enough seats, with prices in złoty for all passengers.

        Args:
            origin: IATA code of the airport of departure, such as KRK.
            destination: IATA code of the airport of arrival.
            date: Day of departure.
            passengers: How many seats are needed.

        Returns:
            The flights; none where none runs or has enough seats.

        Errors:
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The day is over.
            .* is not on sale yet; sales end with .*: The day is too far ahead.
            no airport '.*'; there are.*: No flight begins or ends there.

        Examples:
            >>> search_flights(origin="KRK", destination="LHR", date="2025-06-12", passengers=2)
            {'connections': [{'number': 'LO 3917', 'origin': 'KRK', 'destination': 'LHR', 'date': '2025-06-12',
             'departs': '06:40', 'arrives': '08:25', 'seats_left': 31, 'basic_price': 838.0, 'flexible_price': 1173.2}]}
            >>> search_flights(origin="KRK", destination="LON", date="2025-06-12")
            {'error': "no airport 'LON'; there are: BCN, CDG, FCO, GDN, KRK, LHR, WAW"}

        See Also:
            search_train_trips: For trains, between cities.
        """
        return self._search("flight", "airport", (origin, destination), date, passengers)

    @effect("read_only")
    def search_train_trips(
        self, origin: City, destination: City, date: Day, passengers: People = 1
    ) -> world.Connections | Failure:
        """Find direct trains of one day that have enough seats, with prices in złoty for all passengers.

        Args:
            origin: City of departure, such as Kraków, in its own language.
            destination: City of arrival.
            date: Day of departure.
            passengers: How many seats are needed.

        Returns:
            The trains; none where none runs or has enough seats.

        Errors:
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The day is over.
            .* is not on sale yet; sales end with .*: The day is too far ahead.
            no city '.*'; there are.*: No train begins or ends there.

        Examples:
            >>> search_train_trips(origin="Wrocław", destination="Berlin", date="2025-06-12")
            {'connections': [{'number': 'EC 2457', 'origin': 'Wrocław', 'destination': 'Berlin', 'date': '2025-06-12',
             'departs': '09:31', 'arrives': '13:44', 'seats_left': 60, 'basic_price': 149.0, 'flexible_price': 208.6}]}
            >>> search_train_trips(origin="Wroclaw", destination="Berlin", date="2025-06-12")
            {'error': "no city 'Wroclaw'; there are: Berlin, Gdańsk, Kraków, Poznań, Warszawa, Wrocław, Łódź"}

        See Also:
            search_flights: For flights, between airports.
        """
        return self._search("train", "city", (origin, destination), date, passengers)

    @effect("read_only")
    def search_hotel_rooms(
        self, city: City, check_in: Day, check_out: Day, guests: People = 1, max_price: Price | None = None
    ) -> world.Rooms | Failure:
        r"""Find hotels of a city with a free room for a stay, with prices in złoty for the whole stay.

        Args:
            city: City, in its own language.
            check_in: Day of arrival.
            check_out: Day of departure, at most 21 nights later.
            guests: How many people sleep in the room.
            max_price: Highest basic price of the whole stay.

        Returns:
            The hotels, cheapest first; none where none has a room.

        Errors:
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The stay would begin before today.
            .* is not on sale yet; sales end with .*: The stay is too far ahead.
            check-out .* must come after check-in .*: The days are in the wrong order.
            at most 21 nights, not \d+: The stay is too long.
            no hotel in '.*'; there are some in.*: The agency has no hotel there.

        Examples:
            >>> search_hotel_rooms(city="Gdańsk", check_in="2025-06-10", check_out="2025-06-12", max_price=700)
            {'nights': 2, 'hotels': [{'hotel_id': 'HT-5283', 'name': 'Pod Żurawiem', 'stars': 3, 'rooms_left': 4,
             'basic_price': 540.0, 'flexible_price': 756.0}]}
            >>> search_hotel_rooms(city="Gdańsk", check_in="2025-06-12", check_out="2025-06-10")
            {'error': 'check-out 2025-06-10 must come after check-in 2025-06-12'}
        """
        if problem := self._stay_problem(check_in, check_out):
            return failure(problem)
        cities = sorted({hotel["city"] for hotel in self._world["hotels"].values()})
        if city not in cities:
            return failure(f"no hotel in {city!r}; there are some in: {', '.join(cities)}")
        found: list[world.Room] = [
            {
                "hotel_id": hotel_id,
                "name": hotel["name"],
                "stars": hotel["stars"],
                "rooms_left": self._rooms_left(hotel_id, check_in, check_out),
                "basic_price": self._room_cents(hotel_id, check_in, check_out, "basic") / 100,
                "flexible_price": self._room_cents(hotel_id, check_in, check_out, "flexible") / 100,
            }
            for hotel_id, hotel in self._world["hotels"].items()
            if hotel["city"] == city and hotel["sleeps"] >= guests
        ]
        fitting = [
            each for each in found if each["rooms_left"] > 0 and (max_price is None or each["basic_price"] <= max_price)
        ]
        nights = len(nights_of(check_in, check_out))
        return {"nights": nights, "hotels": sorted(fitting, key=lambda each: (each["basic_price"], each["hotel_id"]))}

    @effect("read_only")
    def get_trip_booking(self, reference: Reference, surname: Surname) -> world.BookingView | Failure:
        """Show a booking, and what its cancellation today would give back.

        A flexible fare is given back whole, half of a basic one until 14 days before, nothing from the first day on.

        Args:
            reference: Reference of the booking, such as TRV-48213.
            surname: Surname of one of the travellers, as a check.

        Returns:
            The booking, with amounts in złoty.

        Errors:
            no booking '.*' for the surname '.*': The reference is unknown, or belongs to other travellers.

        Examples:
            >>> get_trip_booking(reference="TRV-61507", surname="Lis")
            {'reference': 'TRV-61507', 'kind': 'train', 'item': 'EIP 5314', 'date': '2025-05-20', 'until': None,
             'travellers': ['Ewa Lis'], 'fare': 'flexible', 'paid': 236.6, 'status': 'confirmed', 'refund': 236.6}
            >>> get_trip_booking(reference="TRV-61507", surname="Reed")
            {'error': "no booking 'TRV-61507' for the surname 'Reed'"}

        See Also:
            quote_trip_change: What it costs to move the booking to another day.
        """
        if problem := self._booking_problem(reference, surname):
            return failure(problem)
        booking = self._world["bookings"][reference]
        return {
            "reference": reference,
            "kind": booking["kind"],
            "item": booking["item"],
            "date": booking["date"],
            "until": booking["until"],
            "travellers": list(booking["travellers"]),
            "fare": booking["fare"],
            "paid": booking["paid"],
            "status": booking["status"],
            "refund": self._refund_cents(booking) / 100,
        }

    @effect("read_only")
    def quote_trip_change(self, reference: Reference, surname: Surname, new_date: Day) -> world.Quote | Failure:
        """Tell what it would cost to move a booking to another day; nothing is changed.

        It is what the new day costs more than was paid; with a basic fare 80 zł come on top. Less is not paid back.

        Args:
            reference: Reference of the booking, such as TRV-48213.
            surname: Surname of one of the travellers, as a check.
            new_date: New day of departure, or of arrival at the hotel; the stay keeps its length.

        Returns:
            What the change costs in złoty.

        Errors:
            no booking '.*' for the surname '.*': The reference is unknown, or belongs to other travellers.
            booking '.*' is cancelled: There is nothing to move.
            booking '.*' began on .*; it is too late: The first day is today or over.
            booking '.*' is for .* already: The new day is the old one.
            '.*' is no date: There is no such day.
            .* is in the past; today is .*: The new day is over.
            .* is not on sale yet; sales end with .*: The new day is too far ahead.
            '.*' has no room or seats on .*: It is full or does not run then.

        Examples:
            >>> quote_trip_change(reference="TRV-61507", surname="Lis", new_date="2025-05-23")
            {'reference': 'TRV-61507', 'new_date': '2025-05-23', 'surcharge': 94.64}
            >>> quote_trip_change(reference="TRV-61507", surname="Lis", new_date="2025-05-20")
            {'error': "booking 'TRV-61507' is for 2025-05-20 already"}

        See Also:
            change_trip_date: Moves the booking for this price.
            get_trip_booking: What cancelling the booking would give back.
        """
        if problem := self._open_problem(reference, surname) or self._move_problem(reference, new_date):
            return failure(problem)
        surcharge = self._surcharge_cents(self._world["bookings"][reference], new_date) / 100
        return {"reference": reference, "new_date": new_date, "surcharge": surcharge}

    def _search(
        self, kind: Kind, place: str, ends: tuple[str, str], day: str, people: int
    ) -> world.Connections | Failure:
        if problem := self._day_problem(day):
            return failure(problem)
        own = {number: each for number, each in self._world["connections"].items() if each["kind"] == kind}
        known = sorted({end for each in own.values() for end in (each["origin"], each["destination"])})
        for end in ends:
            if end not in known:
                return failure(f"no {place} {end!r}; there are: {', '.join(known)}")
        found: list[world.Connection] = [
            {
                "number": number,
                "origin": each["origin"],
                "destination": each["destination"],
                "date": day,
                "departs": each["departs"],
                "arrives": each["arrives"],
                "seats_left": self._seats_left(number, day),
                "basic_price": self._seat_cents(number, day, people, "basic") / 100,
                "flexible_price": self._seat_cents(number, day, people, "flexible") / 100,
            }
            for number, each in own.items()
            if (each["origin"], each["destination"]) == ends and self._seats_left(number, day) >= people
        ]
        return {"connections": sorted(found, key=lambda each: (each["departs"], each["number"]))}
