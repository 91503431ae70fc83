"""Chemical equations, solutions and decay. Numbers in results are rounded to six significant digits."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, Literal, TypedDict

from function_impls.chemical_elements import Formula, Positive, count_atoms
from function_impls.constraints import Length, Range


class BalancedEquation(TypedDict):
    """Coefficients in the order of the arguments, and the equation as text."""

    reactant_coefficients: list[int]
    product_coefficients: list[int]
    equation: str


class Dilution(TypedDict):
    """How much of the stock solution and of water make the wanted solution."""

    stock_ml: float
    water_ml: float


class Decay(TypedDict):
    """What is left, in the unit of the initial amount and in percent."""

    remaining: float
    percent: float


def balance_equation(
    reactants: Annotated[list[Formula], Length(minimum=1, maximum=6, unique=True)],
    products: Annotated[list[Formula], Length(minimum=1, maximum=6, unique=True)],
) -> BalancedEquation:
    """Balance a chemical equation with the smallest whole coefficients.

    Args:
        reactants: Formulas on the left, without coefficients.
        products: Formulas on the right, without coefficients.

    Returns:
        The coefficients and the equation.

    Raises:
        ValueError: A formula cannot be read, the equation has no solution, or more than one independent solution.

    Examples:
        >>> balance_equation(reactants=["CH4", "O2"], products=["CO2", "H2O"])
        {'reactant_coefficients': [1, 2],
         'product_coefficients': [1, 2],
         'equation': 'CH4 + 2 O2 -> CO2 + 2 H2O'}
        >>> balance_equation(reactants=["H2"], products=["H2O"])
        Traceback (most recent call last):
        ValueError: this equation cannot be balanced: each element must be on both sides
    """
    sides = [count_atoms(each) for each in reactants] + [count_atoms(each) for each in products]
    left = {symbol for side in sides[: len(reactants)] for symbol in side}
    right = {symbol for side in sides[len(reactants) :] for symbol in side}
    if left != right:
        raise ValueError("this equation cannot be balanced: each element must be on both sides")
    signs = [1] * len(reactants) + [-1] * len(products)
    matrix = [
        [Fraction(sign * side.get(symbol, 0)) for sign, side in zip(signs, sides, strict=True)]
        for symbol in sorted(left)
    ]
    solution = _null_vector(matrix)
    scale = math.lcm(*(each.denominator for each in solution))
    whole = [int(each * scale) for each in solution]
    divisor = math.gcd(*whole)
    numbers = [each // divisor for each in whole]
    if any(each < 1 for each in numbers):
        raise ValueError("this equation cannot be balanced: a coefficient would not be positive")
    terms = [f"{n} {name}" if n > 1 else name for n, name in zip(numbers, [*reactants, *products], strict=True)]
    return {
        "reactant_coefficients": numbers[: len(reactants)],
        "product_coefficients": numbers[len(reactants) :],
        "equation": " + ".join(terms[: len(reactants)]) + " -> " + " + ".join(terms[len(reactants) :]),
    }


def compute_ph(
    concentration_mol_l: Annotated[float, Range(minimum=1e-6, maximum=10)],
    kind: Literal["strong_acid", "strong_base"],
    ions_per_molecule: Annotated[int, Range(minimum=1, maximum=3)] = 1,
) -> float:
    """Compute the pH of a fully dissociated acid or base in water at 25 °C, without the ions of water itself.

    Args:
        concentration_mol_l: Concentration in mol/l.
        kind: Whether it gives H+ (strong_acid) or OH- (strong_base).
        ions_per_molecule: How many H+ or OH- each molecule gives, such as 2 for Ba(OH)2.

    Returns:
        pH, rounded to 0.01; it may lie outside of 0 to 14 for strong solutions.

    Examples:
        >>> compute_ph(concentration_mol_l=0.01, kind="strong_acid")
        2.0
        >>> compute_ph(concentration_mol_l=0.05, kind="strong_base", ions_per_molecule=2)
        13.0
    """
    exponent = -math.log10(concentration_mol_l * ions_per_molecule)
    return round(exponent if kind == "strong_acid" else 14 - exponent, 2) + 0.0


def plan_dilution(stock_concentration: Positive, target_concentration: Positive, target_ml: Positive) -> Dilution:
    """Plan how to dilute a stock solution with water to a lower concentration (C1 V1 = C2 V2).

    Args:
        stock_concentration: Concentration of the stock, in any unit.
        target_concentration: Wanted concentration, in the same unit.
        target_ml: Wanted volume in millilitres.

    Returns:
        Millilitres of stock and of water.

    Raises:
        ValueError: The wanted concentration is not below that of the stock.

    Examples:
        >>> plan_dilution(stock_concentration=12, target_concentration=3, target_ml=500)
        {'stock_ml': 125.0, 'water_ml': 375.0}
    """
    if target_concentration >= stock_concentration:
        raise ValueError(
            f"water only dilutes: the target {target_concentration} must be below the stock's {stock_concentration}"
        )
    stock = target_ml * target_concentration / stock_concentration
    return {"stock_ml": _six(stock), "water_ml": _six(target_ml - stock)}


def compute_remaining_isotope(initial: Positive, half_life: Positive, elapsed: Positive) -> Decay:
    """Compute how much of a radioactive substance is left after a time. Use it when the time is known.

    Args:
        initial: Amount at the start, in any unit.
        half_life: Half-life, in any unit of time.
        elapsed: Time passed, in the same unit.

    Returns:
        What is left.

    Raises:
        ValueError: Over 1,000 half-lives have passed.

    Examples:
        >>> compute_remaining_isotope(initial=80, half_life=8.02, elapsed=24.06)
        {'remaining': 10.0, 'percent': 12.5}

    See Also:
        date_by_isotope: The time, when what is left is known.
    """
    if elapsed / half_life > 1000:
        raise ValueError("over 1,000 half-lives have passed; check that both times are in the same unit")
    part = 2.0 ** -(elapsed / half_life)
    return {"remaining": _six(initial * part), "percent": _six(100 * part)}


def date_by_isotope(
    remaining_percent: Annotated[float, Range(minimum=1e-6, maximum=100)], half_life: Positive = 5730
) -> float:
    """Compute how much time has passed from the percent of an isotope that is left. Use it when the time is sought.

    Args:
        remaining_percent: What is left of the isotope, in percent.
        half_life: Half-life in any unit of time; by default that of carbon-14 in years.

    Returns:
        Time in the unit of the half-life, to six significant digits.

    Examples:
        >>> date_by_isotope(remaining_percent=25)
        11460.0

    See Also:
        compute_remaining_isotope: What is left, when the time is known.
    """
    return _six(half_life * math.log2(100 / remaining_percent)) + 0.0


def _null_vector(matrix: list[list[Fraction]]) -> list[Fraction]:
    """The solution of ``matrix @ x = 0`` with 1 as its last free value, by Gauss and Jordan."""
    rows = [row[:] for row in matrix]
    width = len(rows[0])
    pivots: list[int] = []
    for column in range(width):
        at = len(pivots)
        found = next((each for each in range(at, len(rows)) if rows[each][column] != 0), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [each / rows[at][column] for each in rows[at]]
        for other, row in enumerate(rows):
            if other != at and row[column] != 0:
                rows[other] = [a - row[column] * b for a, b in zip(row, rows[at], strict=True)]
        pivots = [*pivots, column]
    free = [each for each in range(width) if each not in pivots]
    if len(free) != 1:
        problem = "only with zeros" if not free else "in several independent ways; leave out substances"
        raise ValueError(f"this equation can be balanced {problem}")
    values = {column: -rows[row][free[0]] for row, column in enumerate(pivots)}
    return [values.get(column, Fraction(1)) for column in range(width)]


def _six(value: float) -> float:
    return float(f"{value:.6g}")
