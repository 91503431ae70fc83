"""The methods of the cars that are about travelling: route, tyres and charging."""

from __future__ import annotations

from typing import Annotated, Literal

from function_impls import vehicle_world as world
from function_impls.constraints import Range
from function_impls.model import Failure, effect, failure
from function_impls.vehicle_world import Clock, Percent, Place, Plate, VehicleWorld


class VehicleTravel(VehicleWorld):
    """Where a car goes, on what tyres, and how it is charged."""

    @effect("idempotent")
    def set_destination(self, plate: Plate, place: Place) -> world.Route | Failure:
        """Lead a car straight to a place; a route that it had is dropped.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            place: Full name of a known place, such as Dworzec Główny, Wrocław.

        Returns:
            The route.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            no place '.*'; .*: The name is unknown or not the full one.
            '.*' is at .* already: The car stands there.

        Examples:
            >>> set_destination(plate="KR 7HJ42", place="Zamek Książ, Wałbrzych")
            {'plate': 'KR 7HJ42', 'stops': ['Zamek Książ, Wałbrzych'], 'distance_km': 272.4, 'within_range': True}
            >>> set_destination(plate="KR 7HJ42", place="Zamek")
            {'error': "no place 'Zamek'; did you mean Zamek Książ, Wałbrzych or Zamek, Lublin?"}

        See Also:
            add_route_stop: Puts a stop into the route and keeps the rest.
        """
        if problem := self._plate_problem(plate) or self._place_problem(place):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        if vehicle["place"] == place:
            return failure(f"{plate!r} is at {place!r} already")
        vehicle["route"] = [place]
        return self._route(plate)

    @effect("non_idempotent")
    def add_route_stop(
        self, plate: Plate, place: Place, before: Annotated[int, Range(minimum=1, maximum=10)] = 1
    ) -> world.Route | Failure:
        r"""Put a stop into the route that a car has; its destination stays the last.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            place: Full name of a known place.
            before: Number of the stop, from 1, that the new one comes before.

        Returns:
            The route.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            no place '.*'; .*: The name is unknown or not the full one.
            '.*' has no route; use set_destination: There is nothing to put a stop into.
            the route of '.*' leads to .* already: The place is a stop of it.
            the route of '.*' has \d+ stops, no \d+: The number is too high.
            the route of '.*' has 10 stops already: No further one can be added.

        Examples:
            >>> add_route_stop(plate="GD 519LT", place="Rynek, Toruń")
            {'plate': 'GD 519LT', 'stops': ['Rynek, Toruń', 'Stary Browar, Poznań'], 'distance_km': 281.3,
             'within_range': True}
            >>> add_route_stop(plate="KR 7HJ42", place="Rynek, Toruń")
            {'error': "'KR 7HJ42' has no route; use set_destination"}

        See Also:
            set_destination: Drops the route and leads straight to a place.
        """
        if problem := self._plate_problem(plate) or self._place_problem(place):
            return failure(problem)
        route = self._world["vehicles"][plate]["route"]
        if not route:
            return failure(f"{plate!r} has no route; use set_destination")
        if place in route:
            return failure(f"the route of {plate!r} leads to {place!r} already")
        if before > len(route):
            return failure(f"the route of {plate!r} has {len(route)} stops, no {before}")
        if len(route) >= 10:
            return failure(f"the route of {plate!r} has 10 stops already")
        route.insert(before - 1, place)
        return self._route(plate)

    @effect("read_only")
    def check_tyre_pressures(self, plate: Plate, load: Literal["normal", "full"] = "normal") -> world.Tyres | Failure:
        """Compare the pressure of the tyres with what the maker demands.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            load: Whether the car carries its full load, which needs more pressure.

        Returns:
            Each tyre in bar, and what is missing.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.

        Examples:
            >>> check_tyre_pressures(plate="KR 7HJ42")
            {'plate': 'KR 7HJ42', 'tyres': [
             {'wheel': 'front_left', 'bar': 2.5, 'missing_bar': 0.0},
             {'wheel': 'front_right', 'bar': 2.1, 'missing_bar': 0.4},
             {'wheel': 'rear_left', 'bar': 2.4, 'missing_bar': 0.1},
             {'wheel': 'rear_right', 'bar': 2.6, 'missing_bar': -0.1}], 'all_right': False}
            >>> check_tyre_pressures(plate="KR 7HJ24")
            {'error': "no vehicle 'KR 7HJ24'"}

        See Also:
            get_vehicle_status: For all that is not about tyres.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        wanted = vehicle["loaded_bar"] if load == "full" else vehicle["normal_bar"]
        tyres: list[world.Tyre] = [
            {"wheel": wheel, "bar": bar, "missing_bar": round(wanted - bar, 1)}
            for wheel, bar in vehicle["tyres_bar"].items()
        ]
        return {"plate": plate, "tyres": tyres, "all_right": all(abs(each["missing_bar"]) <= 0.2 for each in tyres)}

    @effect("non_idempotent")
    def start_charging(self, plate: Plate, limit_percent: Percent) -> world.Charging | Failure:
        r"""Begin at once to charge an electric car that is plugged in, up to a limit.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            limit_percent: How full the battery shall be, in steps of 5 %.

        Returns:
            When charging began and will end.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' has a petrol engine: It cannot be charged.
            '.*' is not plugged in: The charging cable is out.
            '.*' charges from .* already; stop that first: It charges, or is going to.
            '.*' holds \d+ %, no less than \d+ %: The limit is reached.

        Examples:
            >>> start_charging(plate="KR 7HJ42", limit_percent=80)
            {'plate': 'KR 7HJ42', 'starts': '2025-11-03T18:40:00+01:00', 'ends': '2025-11-03T18:50:00+01:00',
             'limit_percent': 80}
            >>> start_charging(plate="PO 8KM61", limit_percent=80)
            {'error': "'PO 8KM61' is not plugged in"}

        See Also:
            schedule_charging: Begins later, such as at night.
        """
        if problem := self._charge_problem(plate, limit_percent):
            return failure(problem)
        return self._charge(plate, self._now(), limit_percent)

    @effect("non_idempotent")
    def schedule_charging(
        self, plate: Plate, start: Clock, ready: Clock, limit_percent: Percent
    ) -> world.Charging | Failure:
        r"""Let an electric car that is plugged in charge later, within the next 24 hours, up to a limit.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            start: When charging begins, by the clock, such as 22:00.
            ready: When it has to be done, by the clock, after the start; it is checked.
            limit_percent: How full the battery shall be, in steps of 5 %.

        Returns:
            When charging will begin and end.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' has a petrol engine: It cannot be charged.
            '.*' is not plugged in: The charging cable is out.
            '.*' charges from .* already; stop that first: It charges, or is going to.
            '.*' holds \d+ %, no less than \d+ %: The limit is reached.
            charging takes \d+ minutes, and from .* to .* there are only \d+: It cannot be done in time.

        Examples:
            >>> schedule_charging(plate="KR 7HJ42", start="23:30", ready="06:00", limit_percent=100)
            {'plate': 'KR 7HJ42', 'starts': '2025-11-03T23:30:00+01:00', 'ends': '2025-11-04T00:03:00+01:00',
             'limit_percent': 100}
            >>> schedule_charging(plate="KR 7HJ42", start="23:30", ready="23:45", limit_percent=100)
            {'error': 'charging takes 33 minutes, and from 23:30 to 23:45 there are only 15'}

        See Also:
            start_charging: Begins at once.
            stop_charging: Takes the plan back.
        """
        if problem := self._charge_problem(plate, limit_percent):
            return failure(problem)
        starts = self._next(start, self._now())
        given = int((self._next(ready, starts) - starts).total_seconds()) // 60
        needed = self._minutes(plate, limit_percent)
        if needed > given:
            return failure(f"charging takes {needed} minutes, and from {start} to {ready} there are only {given}")
        return self._charge(plate, starts, limit_percent)

    @effect("non_idempotent")
    def stop_charging(self, plate: Plate) -> world.Stopped | Failure:
        """Stop charging a car, or take back what is scheduled. The cable stays in.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.

        Returns:
            The car, and how full its battery is.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' does not charge: It neither charges nor is going to.

        Examples:
            >>> stop_charging(plate="LU 2V905")
            {'plate': 'LU 2V905', 'percent': 18}
            >>> stop_charging(plate="KR 7HJ42")
            {'error': "'KR 7HJ42' does not charge"}

        See Also:
            stop_vehicle: Switches off a car that was started.
            schedule_charging: Charges later, instead of not at all.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        if vehicle["charge"] is None:
            return failure(f"{plate!r} does not charge")
        vehicle["charge"] = None
        return {"plate": plate, "percent": vehicle["percent"]}
