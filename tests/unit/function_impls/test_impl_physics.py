"""Physics against textbook answers and conservation of energy."""

from __future__ import annotations

import pytest

from function_impls.physics import (
    compute_heat_to_warm,
    compute_kinetic_energy,
    compute_potential_energy,
    compute_stopping_distance,
    drop_from_height,
    locate_lens_image,
    move_with_acceleration,
    solve_ideal_gas,
    throw_projectile,
)


def test_energy_is_conserved_in_a_fall() -> None:
    speed = drop_from_height(height_m=50)["impact_speed_m_s"]

    assert compute_kinetic_energy(mass_kg=3, speed_m_s=speed) == pytest.approx(
        compute_potential_energy(mass_kg=3, height_m=50), rel=1e-5
    )


def test_energy_of_a_car() -> None:
    # Half of 1200 kg times (25 m/s) squared.
    assert compute_kinetic_energy(mass_kg=1200, speed_m_s=25) == 375000
    assert compute_potential_energy(mass_kg=1, height_m=1) == 9.80665


def test_acceleration() -> None:
    # OpenStax, College Physics, example 2.8: 70.0 m/s, braked at 1.50 m/s² for 40.0 s, become 10.0 m/s.
    found = move_with_acceleration(initial_speed_m_s=70, acceleration_m_s2=-1.5, time_s=40)
    assert found == {"distance_m": 1600, "final_speed_m_s": 10}
    assert move_with_acceleration(initial_speed_m_s=-3, acceleration_m_s2=0, time_s=2)["distance_m"] == -6


def test_fall_of_one_second() -> None:
    assert drop_from_height(height_m=4.903325) == {"time_s": 1, "impact_speed_m_s": 9.80665}


def test_throw_straight_up_lands_where_it_began() -> None:
    found = throw_projectile(speed_m_s=9.80665, angle_degrees=90)

    assert found["range_m"] == 0
    assert found["time_s"] == 2
    assert found["highest_m"] == pytest.approx(9.80665 / 2, rel=1e-5)


def test_throw_from_a_height() -> None:
    # OpenStax, College Physics, example 3.5: 25.0 m/s at 35.0° from 20.0 m flies 3.96 s (g = 9.80).
    found = throw_projectile(speed_m_s=25, angle_degrees=35, start_height_m=20)
    assert found["time_s"] == pytest.approx(3.96, abs=0.02)


def test_stopping_distance_doubles_on_poor_roads() -> None:
    # Braking distance goes with 1 / friction; the reaction of 1 s at 36 km/h takes 10 m.
    dry, ice = (compute_stopping_distance(speed_km_h=36, road=road) for road in ("dry", "ice"))

    assert dry["reaction_m"] == ice["reaction_m"] == 10
    assert ice["braking_m"] == pytest.approx(8 * dry["braking_m"], rel=0.01)


@pytest.mark.parametrize("missing", ["pressure_pa", "volume_m3", "amount_mol", "temperature_k"])
def test_any_three_quantities_of_a_gas_give_the_fourth(missing: str) -> None:
    # CODATA 2018: the molar volume at 273.15 K and 101.325 kPa is 22.413 969 54e-3 m³/mol.
    standard = {"pressure_pa": 101325.0, "volume_m3": 0.0224140, "amount_mol": 1.0, "temperature_k": 273.15}
    given = {name: value for name, value in standard.items() if name != missing}

    assert solve_ideal_gas(**given) == pytest.approx(standard, rel=1e-5)


def test_gas_needs_three_quantities() -> None:
    with pytest.raises(ValueError, match="not 4"):
        solve_ideal_gas(pressure_pa=1, volume_m3=1, amount_mol=1, temperature_k=1)


def test_heat() -> None:
    # The thermochemical calorie is 4.184 J: it warms a gram of water by a degree.
    assert compute_heat_to_warm(substance="water", mass_kg=0.001, temperature_change_k=1) == 4.184
    assert compute_heat_to_warm(substance="lead", mass_kg=2, temperature_change_k=-10) == -2580


def test_lens_images() -> None:
    # OpenStax, College Physics, examples 25.6 and 25.7: 150 cm and -2.00; -30 cm and 4.00.
    assert locate_lens_image(focal_length_cm=50, object_distance_cm=75) == {
        "distance_cm": 150,
        "magnification": -2,
        "kind": "real",
    }
    assert locate_lens_image(focal_length_cm=10, object_distance_cm=7.5) == {
        "distance_cm": -30,
        "magnification": 4,
        "kind": "virtual",
    }
    with pytest.raises(ValueError, match="in the focus"):
        locate_lens_image(focal_length_cm=5, object_distance_cm=5)
    with pytest.raises(ValueError, match=r"at least 0\.1 cm"):
        locate_lens_image(focal_length_cm=0, object_distance_cm=5)
