"""Polish taxes against the figures of the acts themselves.

PIT Act: article 27(1) (10,800 zl and 32 % above 120,000; 3,600 zl less), 30c (19 %), 30h (4 % above a million).
Lump-sum Act, article 12. Regulation on business trips of 29 January 2013, §7 (45 zl since 2023, Dz.U. 2022 poz. 2302).
Regulation of the Minister of Infrastructure on private vehicles, §2 (rates since 17 January 2023, Dz.U. 2023 poz. 5).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.polish_taxes import (
    compute_polish_flat_tax,
    compute_polish_lump_sum_tax,
    compute_polish_mileage_allowance,
    compute_polish_scale_tax,
    compute_polish_solidarity_levy,
    compute_polish_trip_allowance,
    total_polish_invoice,
)


def _tax(base: int, tax: int, percent: float) -> dict[str, float]:
    return {"year": 2024, "base": base, "tax": tax, "effective_percent": percent}


KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (compute_polish_scale_tax, {"income": 30000, "year": 2024}, _tax(30000, 0, 0.0)),  # the tax-free amount
    (compute_polish_scale_tax, {"income": 120000, "year": 2024}, _tax(120000, 10800, 9.0)),
    (compute_polish_scale_tax, {"income": 200000, "year": 2024}, _tax(200000, 36400, 18.2)),
    (compute_polish_scale_tax, {"income": 200000, "year": 2024, "filing": "joint"}, _tax(100000, 16800, 8.4)),
    (compute_polish_scale_tax, {"income": 50000.5, "year": 2024}, _tax(50001, 2400, 4.8)),
    (compute_polish_flat_tax, {"income": 100000, "year": 2024}, _tax(100000, 19000, 19.0)),
    (compute_polish_flat_tax, {"income": 0.4, "year": 2024}, _tax(0, 0, 0.0)),
    (compute_polish_lump_sum_tax, {"revenue": 100000, "year": 2024, "rate": "8.5"}, _tax(100000, 8500, 8.5)),
    (compute_polish_lump_sum_tax, {"revenue": 333.33, "year": 2024, "rate": "3"}, _tax(333, 10, 3.0)),
    (compute_polish_lump_sum_tax, {"revenue": 40000, "year": 2024, "rate": "12.5"}, _tax(40000, 5000, 12.5)),
    (compute_polish_solidarity_levy, {"income": 1000000, "year": 2024}, _tax(0, 0, 0.0)),
    (compute_polish_solidarity_levy, {"income": 2000000, "year": 2024}, _tax(1000000, 40000, 2.0)),
    (
        total_polish_invoice,
        {
            "items": [
                {"net_price": 0.33, "quantity": 3, "vat_rate": 23},
                {"net_price": 10, "quantity": 1, "vat_rate": 5},
                {"net_price": 0.01, "quantity": 1, "vat_rate": 23},
            ]
        },
        {
            "net": 11.0,
            "vat": 0.73,
            "gross": 11.73,
            "by_rate": [
                {"vat_rate": 5, "net": 10.0, "vat": 0.5, "gross": 10.5},
                {"vat_rate": 23, "net": 1.0, "vat": 0.23, "gross": 1.23},
            ],
        },
    ),
    (
        total_polish_invoice,
        {"items": [{"net_price": 5, "quantity": 2, "vat_rate": 0}]},
        {"net": 10.0, "vat": 0.0, "gross": 10.0, "by_rate": [{"vat_rate": 0, "net": 10.0, "vat": 0.0, "gross": 10.0}]},
    ),
    (compute_polish_mileage_allowance, {"kilometres": 100, "vehicle": "car_over_900_cm3"}, 115.0),
    (compute_polish_mileage_allowance, {"kilometres": 100, "vehicle": "car_up_to_900_cm3"}, 89.0),
    (compute_polish_mileage_allowance, {"kilometres": 3, "vehicle": "moped"}, 1.26),
    (compute_polish_trip_allowance, {"hours": 7}, 0.0),
    (compute_polish_trip_allowance, {"hours": 8}, 22.5),
    (compute_polish_trip_allowance, {"hours": 13}, 45.0),
    (compute_polish_trip_allowance, {"hours": 24}, 45.0),
    (compute_polish_trip_allowance, {"hours": 32}, 67.5),
    (compute_polish_trip_allowance, {"hours": 33, "breakfasts": 1, "lunches": 1}, 56.25),
    (compute_polish_trip_allowance, {"hours": 8, "lunches": 1, "dinners": 1}, 0.0),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (compute_polish_scale_tax, {"income": -1, "year": 2024}),
    (compute_polish_flat_tax, {"income": 1e10, "year": 2024}),
    (compute_polish_lump_sum_tax, {"revenue": -5, "year": 2024, "rate": "12"}),
    (compute_polish_solidarity_levy, {"income": -5, "year": 2024}),
    (total_polish_invoice, {"items": []}),
    (compute_polish_mileage_allowance, {"kilometres": 0, "vehicle": "moped"}),
    (compute_polish_trip_allowance, {"hours": 24, "breakfasts": 2}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
