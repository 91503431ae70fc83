"""The periodic table, and what a chemical formula says: atoms and masses.

Atomic weights are the abridged standard values of IUPAC's commission CIAAW (2021); of elements without stable isotopes
the mass number of the longest-lived isotope.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

Formula: TypeAlias = Annotated[str, Pattern(r"^[A-Za-z0-9()]{1,60}$")]
Positive: TypeAlias = Annotated[float, Range(minimum=1e-12, maximum=1e12)]

_NOBLE = (0, 2, 10, 18, 36, 54, 86, 118)
_ELEMENTS_TEXT = """
H hydrogen wodór 1.008;He helium hel 4.0026;Li lithium lit 6.94;Be beryllium beryl 9.0122;B boron bor 10.81
C carbon węgiel 12.011;N nitrogen azot 14.007;O oxygen tlen 15.999;F fluorine fluor 18.998;Ne neon neon 20.180
Na sodium sód 22.990;Mg magnesium magnez 24.305;Al aluminium glin 26.982;Si silicon krzem 28.085
P phosphorus fosfor 30.974;S sulfur siarka 32.06;Cl chlorine chlor 35.45;Ar argon argon 39.95
K potassium potas 39.098;Ca calcium wapń 40.078;Sc scandium skand 44.956;Ti titanium tytan 47.867
V vanadium wanad 50.942;Cr chromium chrom 51.996;Mn manganese mangan 54.938;Fe iron żelazo 55.845
Co cobalt kobalt 58.933;Ni nickel nikiel 58.693;Cu copper miedź 63.546;Zn zinc cynk 65.38;Ga gallium gal 69.723
Ge germanium german 72.630;As arsenic arsen 74.922;Se selenium selen 78.971;Br bromine brom 79.904
Kr krypton krypton 83.798;Rb rubidium rubid 85.468;Sr strontium stront 87.62;Y yttrium itr 88.906
Zr zirconium cyrkon 91.224;Nb niobium niob 92.906;Mo molybdenum molibden 95.95;Tc technetium technet 97
Ru ruthenium ruten 101.07;Rh rhodium rod 102.91;Pd palladium pallad 106.42;Ag silver srebro 107.87
Cd cadmium kadm 112.41;In indium ind 114.82;Sn tin cyna 118.71;Sb antimony antymon 121.76;Te tellurium tellur 127.60
I iodine jod 126.90;Xe xenon ksenon 131.29;Cs caesium cez 132.91;Ba barium bar 137.33;La lanthanum lantan 138.91
Ce cerium cer 140.12;Pr praseodymium prazeodym 140.91;Nd neodymium neodym 144.24;Pm promethium promet 145
Sm samarium samar 150.36;Eu europium europ 151.96;Gd gadolinium gadolin 157.25;Tb terbium terb 158.93
Dy dysprosium dysproz 162.50;Ho holmium holm 164.93;Er erbium erb 167.26;Tm thulium tul 168.93;Yb ytterbium iterb 173.05
Lu lutetium lutet 174.97;Hf hafnium hafn 178.49;Ta tantalum tantal 180.95;W tungsten wolfram 183.84
Re rhenium ren 186.21;Os osmium osm 190.23;Ir iridium iryd 192.22;Pt platinum platyna 195.08;Au gold złoto 196.97
Hg mercury rtęć 200.59;Tl thallium tal 204.38;Pb lead ołów 207.2;Bi bismuth bizmut 208.98;Po polonium polon 209
At astatine astat 210;Rn radon radon 222;Fr francium frans 223;Ra radium rad 226;Ac actinium aktyn 227
Th thorium tor 232.04;Pa protactinium protaktyn 231.04;U uranium uran 238.03;Np neptunium neptun 237
Pu plutonium pluton 244;Am americium ameryk 243;Cm curium kiur 247;Bk berkelium berkel 247;Cf californium kaliforn 251
Es einsteinium einstein 252;Fm fermium ferm 257;Md mendelevium mendelew 258;No nobelium nobel 259
Lr lawrencium lorens 262;Rf rutherfordium rutherford 267;Db dubnium dubn 268;Sg seaborgium seaborg 269
Bh bohrium bohr 270;Hs hassium has 269;Mt meitnerium meitner 277;Ds darmstadtium darmsztadt 281
Rg roentgenium roentgen 282;Cn copernicium kopernik 285;Nh nihonium nihon 286;Fl flerovium flerow 290
Mc moscovium moskow 290;Lv livermorium liwermor 293;Ts tennessine tenes 294;Og oganesson oganeson 294
"""
_ELEMENTS = [row.split(" ") for row in _ELEMENTS_TEXT.strip().replace("\n", ";").split(";")]
_WEIGHTS = {row[0]: float(row[3]) for row in _ELEMENTS}
_TOKEN = re.compile(r"([A-Z][a-z]?|\(|\))([0-9]*)")


class Element(TypedDict):
    """A chemical element; ``group`` is null for lanthanides and actinides."""

    number: int
    symbol: str
    name: str
    polish_name: str
    atomic_weight: float
    period: int
    group: int | None


class Share(TypedDict):
    """What part of a compound's mass an element has."""

    symbol: str
    percent: float


def look_up_element(element: Annotated[str, Length(minimum=1, maximum=20)]) -> Element:
    """Look up one chemical element by its symbol, English name, Polish name or atomic number.

    Args:
        element: Symbol such as Fe (case matters: Co is cobalt), name such as iron or żelazo, or number such as 26.

    Returns:
        The element with its place in the periodic table.

    Raises:
        ValueError: There is no such element.

    Examples:
        >>> look_up_element(element="żelazo")
        {'number': 26,
         'symbol': 'Fe',
         'name': 'iron',
         'polish_name': 'żelazo',
         'atomic_weight': 55.845,
         'period': 4,
         'group': 8}
        >>> look_up_element(element="Xx")
        Traceback (most recent call last):
        ValueError: no element 'Xx'; give a symbol such as Fe, an English or Polish name, or a number from 1 to 118

    See Also:
        list_elements: All elements of a period or group.
        compute_molar_mass: The mass of a compound.
    """
    wanted = element.strip()
    for number, row in enumerate(_ELEMENTS, 1):
        if wanted in (row[0], str(number)) or wanted.lower() in (row[1], row[2]):
            return _element(number)
    raise ValueError(
        f"no element {element!r}; give a symbol such as Fe, an English or Polish name, or a number from 1 to 118"
    )


def list_elements(
    period: Annotated[int, Range(minimum=1, maximum=7)] | None = None,
    group: Annotated[int, Range(minimum=1, maximum=18)] | None = None,
) -> list[Element]:
    """List the chemical elements of a period, of a group, or of both.

    Args:
        period: Row of the periodic table; null for all.
        group: Column by IUPAC's numbering; null for all. Lanthanides and actinides (57-70, 89-102) have none.

    Returns:
        The elements by atomic number; empty where the two do not cross.

    Raises:
        ValueError: Neither period nor group is given.

    Examples:
        >>> list_elements(group=18)
        [{'number': 2,
          'symbol': 'He',
          'name': 'helium',
          'polish_name': 'hel',
          'atomic_weight': 4.0026,
          'period': 1,
          'group': 18},
         {'number': 10,
          'symbol': 'Ne',
          'name': 'neon',
          'polish_name': 'neon',
          'atomic_weight': 20.18,
          'period': 2,
          'group': 18},
         {'number': 18,
          'symbol': 'Ar',
          'name': 'argon',
          'polish_name': 'argon',
          'atomic_weight': 39.95,
          'period': 3,
          'group': 18},
         {'number': 36,
          'symbol': 'Kr',
          'name': 'krypton',
          'polish_name': 'krypton',
          'atomic_weight': 83.798,
          'period': 4,
          'group': 18},
         {'number': 54,
          'symbol': 'Xe',
          'name': 'xenon',
          'polish_name': 'ksenon',
          'atomic_weight': 131.29,
          'period': 5,
          'group': 18},
         {'number': 86,
          'symbol': 'Rn',
          'name': 'radon',
          'polish_name': 'radon',
          'atomic_weight': 222.0,
          'period': 6,
          'group': 18},
         {'number': 118,
          'symbol': 'Og',
          'name': 'oganesson',
          'polish_name': 'oganeson',
          'atomic_weight': 294.0,
          'period': 7,
          'group': 18}]

    See Also:
        look_up_element: One element.
    """
    if period is None and group is None:
        raise ValueError("give a period, a group or both")
    elements = [_element(number) for number in range(1, 119)]
    return [each for each in elements if period in (None, each["period"]) and group in (None, each["group"])]


def count_atoms(formula: Formula) -> dict[str, int]:
    """Count the atoms of each element in a chemical formula.

    Args:
        formula: Formula with case-sensitive symbols, counts and round brackets, such as Ca(OH)2; no
            charges or hydrates.

    Returns:
        Number of atoms by symbol, in the order of the formula.

    Raises:
        ValueError: The formula cannot be read, or a symbol is unknown.

    Examples:
        >>> count_atoms(formula="Ca(OH)2")
        {'Ca': 1, 'O': 2, 'H': 2}
        >>> count_atoms(formula="H2o")
        Traceback (most recent call last):
        ValueError: 'H2o' cannot be read at 'o'; write symbols with their capitals, such as NaCl

    See Also:
        compute_molar_mass: Their mass.
        list_mass_shares: Shares of the mass, in per cent.
    """
    counts: list[tuple[str, int]] = []
    factors = [1]
    for name, count in reversed(_tokens(formula)):
        if name == ")":
            factors = [*factors, factors[-1] * count]
        elif name == "(":
            factors = factors[:-1]
        else:
            counts = [(name, factors[-1] * count), *counts]
        if not factors:
            break
    if len(factors) != 1 or not counts:
        raise ValueError(f"{formula!r} needs a closing bracket for each opening one, and at least one element")
    return {name: sum([count for each, count in counts if each == name]) for name, _ in counts}


def compute_molar_mass(formula: Formula) -> float:
    """Compute the molar mass of a compound, in g/mol.

    Args:
        formula: Formula such as C6H12O6 or Al2(SO4)3.

    Returns:
        Molar mass in g/mol, rounded to 0.001.

    Raises:
        ValueError: The formula cannot be read, or a symbol is unknown.

    Examples:
        >>> compute_molar_mass(formula="H2O")
        18.015

    See Also:
        convert_grams_to_moles: The amount in a given mass.
        list_mass_shares: Percent by mass of each element.
        count_atoms: How many atoms of each element, without masses.
        look_up_element: One element.
    """
    return round(_mass(formula), 3)


def list_mass_shares(formula: Formula) -> list[Share]:
    """List what percent of a compound's mass each element makes up, rounded to 0.01.

    Args:
        formula: Formula such as NH4NO3.

    Returns:
        Shares in the order of the formula.

    Raises:
        ValueError: The formula cannot be read, or a symbol is unknown.

    Examples:
        >>> list_mass_shares(formula="H2O")
        [{'symbol': 'H', 'percent': 11.19}, {'symbol': 'O', 'percent': 88.81}]

    See Also:
        count_atoms: Numbers of atoms instead of masses.
        compute_molar_mass: The molar mass alone.
    """
    whole = _mass(formula)
    return [
        {"symbol": symbol, "percent": round(100 * _WEIGHTS[symbol] * count / whole, 2)}
        for symbol, count in count_atoms(formula).items()
    ]


def convert_grams_to_moles(formula: Formula, grams: Positive) -> float:
    """Convert a mass of a compound into an amount of substance: grams in, moles out.

    Args:
        formula: Formula of the compound.
        grams: Mass in grams.

    Returns:
        Moles, to six significant digits.

    Raises:
        ValueError: The formula cannot be read, or a symbol is unknown.

    Examples:
        >>> convert_grams_to_moles(formula="NaCl", grams=58.44)
        1.0

    See Also:
        convert_moles_to_grams: The other way round.
        compute_molar_mass: The mass of one mole alone.
    """
    return _six(grams / _mass(formula))


def convert_moles_to_grams(formula: Formula, moles: Positive) -> float:
    """Convert an amount of substance into a mass of a compound: moles in, grams out.

    Args:
        formula: Formula of the compound.
        moles: Amount in moles.

    Returns:
        Grams, to six significant digits.

    Raises:
        ValueError: The formula cannot be read, or a symbol is unknown.

    Examples:
        >>> convert_moles_to_grams(formula="CO2", moles=2)
        88.018

    See Also:
        convert_grams_to_moles: The other way round.
    """
    return _six(moles * _mass(formula))


def _element(number: int) -> Element:
    row = _ELEMENTS[number - 1]
    period = next(each for each in range(1, 8) if number <= _NOBLE[each])
    place, length = number - _NOBLE[period - 1], _NOBLE[period] - _NOBLE[period - 1]
    group: int | None = place if place <= 2 and number != 2 else 18 - (length - place)
    if length == 32 and 3 <= place <= 16:
        group = None
    return {
        "number": number,
        "symbol": row[0],
        "name": row[1],
        "polish_name": row[2],
        "atomic_weight": float(row[3]),
        "period": period,
        "group": group,
    }


def _tokens(formula: str) -> list[tuple[str, int]]:
    """Symbols and brackets with the count behind each; 1 where there is none."""
    covered = 0
    tokens: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(formula):
        name, digits = token.group(1), token.group(2)
        if token.start() != covered:
            break
        if len(digits) > 4 or (digits and int(digits) == 0) or (name == "(" and digits):
            raise ValueError(f"{formula!r} has the count {digits!r}; counts are 1 to 9999, after a symbol or bracket")
        if name not in ("(", ")") and name not in _WEIGHTS:
            raise ValueError(f"{formula!r} names the unknown element {name!r}")
        tokens = [*tokens, (name, int(digits or "1"))]
        covered = token.end()
    if covered != len(formula):
        rest = formula[covered:]
        raise ValueError(f"{formula!r} cannot be read at {rest!r}; write symbols with their capitals, such as NaCl")
    return tokens


def _mass(formula: str) -> float:
    return sum(_WEIGHTS[symbol] * count for symbol, count in count_atoms(formula).items())


def _six(value: float) -> float:
    return float(f"{value:.6g}")
