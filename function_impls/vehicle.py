"""A fleet of cars that are controlled from afar: doors, drive, climate, route, tyres and charging."""

from __future__ import annotations

from function_impls import vehicle_world as world
from function_impls.model import Failure, effect, failure
from function_impls.vehicle_travel import VehicleTravel
from function_impls.vehicle_world import CLIMATE_PERCENT, Celsius, Doors, Pin, Plate


class VehicleControl(VehicleTravel):
    """A fleet of cars; see ``VehicleWorld`` for the state."""

    @effect("read_only")
    def get_vehicle_status(self, plate: Plate) -> world.VehicleStatus | Failure:
        """Tell how a car is: drive, battery or tank, charging, cabin, doors and route.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.

        Returns:
            The state of the car.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.

        Examples:
            >>> get_vehicle_status(plate="WX 30518")
            {'plate': 'WX 30518', 'model': 'Skala Kombi', 'drive': 'petrol', 'started': False, 'speed_kmh': 0,
             'percent': 64, 'range_km': 460, 'plugged_in': False, 'charging_until': None, 'cabin': None, 'doors': [
             {'door': 'front_left', 'state': 'locked'}, {'door': 'front_right', 'state': 'locked'},
             {'door': 'rear_left', 'state': 'locked'}, {'door': 'rear_right', 'state': 'locked'},
             {'door': 'boot', 'state': 'open'}], 'route': []}
            >>> get_vehicle_status(plate="WX 30519")
            {'error': "no vehicle 'WX 30519'"}

        See Also:
            check_tyre_pressures: For the tyres.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        return {
            "plate": plate,
            "model": vehicle["model"],
            "drive": vehicle["drive"],
            "started": vehicle["started"],
            "speed_kmh": vehicle["speed_kmh"],
            "percent": vehicle["percent"],
            "range_km": self._range_km(plate),
            "plugged_in": vehicle["plugged_kw"] > 0,
            "charging_until": vehicle["charge"]["ends"] if vehicle["charge"] else None,
            "cabin": vehicle["cabin"],
            "doors": self._doors(plate),
            "route": list(vehicle["route"]),
        }

    @effect("idempotent")
    def lock_doors(self, plate: Plate, doors: Doors) -> world.DoorsAfter | Failure:
        """Lock doors or the boot, which must be closed. Locking what is locked changes nothing.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            doors: Which ones.

        Returns:
            All doors of the car.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' has .* open; close it first: An open door cannot be locked.

        Examples:
            >>> lock_doors(plate="PO 8KM61", doors=["rear_left", "boot"])
            {'plate': 'PO 8KM61', 'doors': [
             {'door': 'front_left', 'state': 'closed'}, {'door': 'front_right', 'state': 'closed'},
             {'door': 'rear_left', 'state': 'locked'}, {'door': 'rear_right', 'state': 'closed'},
             {'door': 'boot', 'state': 'locked'}]}
            >>> lock_doors(plate="WX 30518", doors=["boot"])
            {'error': "'WX 30518' has boot open; close it first"}

        See Also:
            unlock_doors: The other way round.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        states = self._world["vehicles"][plate]["doors"]
        if opened := [door for door in doors if states[door] == "open"]:
            return failure(f"{plate!r} has {opened[0]} open; close it first")
        states.update(dict.fromkeys(doors, "locked"))
        return {"plate": plate, "doors": self._doors(plate)}

    @effect("idempotent")
    def unlock_doors(self, plate: Plate, doors: Doors, pin: Pin) -> world.DoorsAfter | Failure:
        r"""Unlock doors or the boot of a car that stands; they stay closed.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            doors: Which ones.
            pin: The car's four-digit PIN.

        Returns:
            All doors of the car.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            the PIN of '.*' is another one: The PIN is wrong.
            '.*' moves at \d+ km/h; doors stay locked: The car does not stand.

        Examples:
            >>> unlock_doors(plate="WX 30518", doors=["front_left"], pin="6094")
            {'plate': 'WX 30518', 'doors': [
             {'door': 'front_left', 'state': 'closed'}, {'door': 'front_right', 'state': 'locked'},
             {'door': 'rear_left', 'state': 'locked'}, {'door': 'rear_right', 'state': 'locked'},
             {'door': 'boot', 'state': 'open'}]}
            >>> unlock_doors(plate="WX 30518", doors=["front_left"], pin="6095")
            {'error': "the PIN of 'WX 30518' is another one"}

        See Also:
            lock_doors: The other way round.
        """
        if problem := self._pin_problem(plate, pin):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        if vehicle["speed_kmh"]:
            return failure(f"{plate!r} moves at {vehicle['speed_kmh']} km/h; doors stay locked")
        for door in doors:
            if vehicle["doors"][door] == "locked":
                vehicle["doors"][door] = "closed"
        return {"plate": plate, "doors": self._doors(plate)}

    @effect("non_idempotent")
    def start_vehicle(self, plate: Plate, pin: Pin) -> world.Started | Failure:
        r"""Start a car so that it can drive off: doors closed, in gear P, unplugged, 3 % or more in battery or tank.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            pin: The car's four-digit PIN.

        Returns:
            The car, started.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            the PIN of '.*' is another one: The PIN is wrong.
            '.*' is started already: There is nothing to do.
            '.*' has .* open; close it first: A door or the boot is open.
            '.*' is in gear .; it starts in P only: The gear is another one.
            '.*' is plugged in; unplug it first: The charging cable is in.
            '.*' is down to \d+ %, less than 3 %: Battery or tank are empty.

        Examples:
            >>> start_vehicle(plate="PO 8KM61", pin="2750")
            {'plate': 'PO 8KM61', 'started': True}
            >>> start_vehicle(plate="WX 30518", pin="6094")
            {'error': "'WX 30518' has boot open; close it first"}

        See Also:
            set_cabin_temperature: Warms or cools the cabin without starting the car.
        """
        if problem := self._pin_problem(plate, pin) or self._start_problem(plate):
            return failure(problem)
        self._world["vehicles"][plate]["started"] = True
        return {"plate": plate, "started": True}

    @effect("non_idempotent")
    def stop_vehicle(self, plate: Plate) -> world.Started | Failure:
        r"""Switch off a car that stands; its doors stay as they are.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.

        Returns:
            The car, switched off.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' is not started: There is nothing to do.
            '.*' moves at \d+ km/h: The car does not stand.

        Examples:
            >>> stop_vehicle(plate="GD 519LT")
            {'plate': 'GD 519LT', 'started': False}
            >>> stop_vehicle(plate="DW 64N8C")
            {'error': "'DW 64N8C' moves at 52 km/h"}

        See Also:
            stop_charging: Ends charging, not the drive.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        if not vehicle["started"]:
            return failure(f"{plate!r} is not started")
        if vehicle["speed_kmh"]:
            return failure(f"{plate!r} moves at {vehicle['speed_kmh']} km/h")
        vehicle.update({"started": False, "gear": "P"})
        return {"plate": plate, "started": False}

    @effect("idempotent")
    def set_cabin_temperature(self, plate: Plate, celsius: Celsius) -> world.Cabin | Failure:
        r"""Let the climate control hold a temperature. It works without starting an electric car with 20 % or more.

        Args:
            plate: Number plate with its space, such as KR 7HJ42.
            celsius: Temperature of the cabin in degrees Celsius, in steps of 0.5.

        Returns:
            The temperature that is held.

        Errors:
            no vehicle '.*': The plate is not one of the fleet.
            '.*' has to be started first: A petrol car has no climate control while it is off.
            '.*' is down to \d+ %, less than 20 %: The battery is kept for driving.

        Examples:
            >>> set_cabin_temperature(plate="KR 7HJ42", celsius=21.5)
            {'plate': 'KR 7HJ42', 'celsius': 21.5}
            >>> set_cabin_temperature(plate="WX 30518", celsius=21.5)
            {'error': "'WX 30518' has to be started first"}

        See Also:
            start_vehicle: Starts the car, to drive off.
        """
        if problem := self._plate_problem(plate):
            return failure(problem)
        vehicle = self._world["vehicles"][plate]
        if not vehicle["started"] and vehicle["drive"] == "petrol":
            return failure(f"{plate!r} has to be started first")
        if not vehicle["started"] and vehicle["percent"] < CLIMATE_PERCENT:
            return failure(f"{plate!r} is down to {vehicle['percent']} %, less than {CLIMATE_PERCENT} %")
        vehicle["cabin"] = celsius
        return {"plate": plate, "celsius": celsius}
