"""The contrast of text and background by WCAG 2.2."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from function_impls.colour_forms import convert_hex_to_rgb
from function_impls.constraints import Pattern

_HEX = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"


class ContrastCheck(TypedDict):
    """The ratio of contrast, 1 to 21, cut to two decimal places, and whether it suffices."""

    ratio: float
    passes: bool
    required: float


def measure_contrast(first: Annotated[str, Pattern(_HEX)], second: Annotated[str, Pattern(_HEX)]) -> float:
    """Measure the contrast of two colours by WCAG 2.2: from 1 for equal ones to 21 for black and white.

    Use check_contrast to judge it.

    Args:
        first: # and three or six hexadecimal digits.
        second: # and three or six hexadecimal digits; the order does not matter.

    Returns:
        The ratio, cut to two decimal places so that it never looks better than it is.

    Raises:
        ValueError: A colour is not # and three or six digits.

    Examples:
        >>> measure_contrast(first="#777777", second="#ffffff")
        4.47

    See Also:
        check_contrast: Tells whether it suffices.
    """
    return int(_ratio(first, second) * 100) / 100


def check_contrast(
    text_colour: Annotated[str, Pattern(_HEX)],
    background: Annotated[str, Pattern(_HEX)],
    level: Literal["AA", "AAA"] = "AA",
    large_text: bool = False,
) -> ContrastCheck:
    """Tell whether text can be read on a background by WCAG 2.2, success criteria 1.4.3 (AA) and 1.4.6 (AAA).

    Required are 4.5 for AA and 7 for AAA, for large text 3 and 4.5. Use measure_contrast for the ratio alone.

    Args:
        text_colour: # and three or six hexadecimal digits.
        background: # and three or six hexadecimal digits.
        level: The level of conformance.
        large_text: Whether the text has at least 18 points, or 14 in bold.

    Returns:
        The ratio and the judgement, which is made before the ratio is cut.

    Raises:
        ValueError: A colour is not # and three or six digits.

    Examples:
        >>> check_contrast(text_colour="#777", background="#fff")
        {'ratio': 4.47, 'passes': False, 'required': 4.5}

    See Also:
        measure_contrast: The ratio alone.
        choose_text_colour: Picks black or white.
    """
    required = {"AA": 3.0, "AAA": 4.5} if large_text else {"AA": 4.5, "AAA": 7.0}
    return {
        "ratio": measure_contrast(text_colour, background),
        "passes": _ratio(text_colour, background) >= required[level],
        "required": required[level],
    }


def choose_text_colour(background: Annotated[str, Pattern(_HEX)]) -> Literal["#000000", "#ffffff"]:
    """Choose black or white text for a background, whichever has more contrast by WCAG 2.2; black where it is even.

    Args:
        background: # and three or six hexadecimal digits.

    Returns:
        #000000 or #ffffff.

    Raises:
        ValueError: The colour is not # and three or six digits.

    Examples:
        >>> choose_text_colour(background="#0000ff")
        '#ffffff'

    See Also:
        check_contrast: Judges a given text colour.
    """
    return "#000000" if _ratio("#000000", background) >= _ratio("#ffffff", background) else "#ffffff"


def _ratio(first: str, second: str) -> float:
    one, other = sorted((_luminance(first), _luminance(second)))
    return (other + 0.05) / (one + 0.05)


def _luminance(colour: str) -> float:
    rgb = convert_hex_to_rgb(colour)
    return 0.2126 * _linear(rgb["red"]) + 0.7152 * _linear(rgb["green"]) + 0.0722 * _linear(rgb["blue"])


def _linear(channel: int) -> float:
    share = channel / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
