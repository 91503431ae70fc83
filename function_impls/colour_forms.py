"""Forms of writing a colour: hex, RGB, HSL, HSV and CMYK."""

from __future__ import annotations

import colorsys
import re
from typing import Annotated, TypedDict

from function_impls.constraints import Pattern, Range

_HEX = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"


class Rgb(TypedDict):
    """A colour by light.

    Attributes:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.
    """

    red: Annotated[int, Range(minimum=0, maximum=255)]
    green: Annotated[int, Range(minimum=0, maximum=255)]
    blue: Annotated[int, Range(minimum=0, maximum=255)]


class Hsl(TypedDict):
    """A colour by hue in degrees, saturation and lightness in percent, each rounded to 0.1."""

    hue: float
    saturation: float
    lightness: float


class Hsv(TypedDict):
    """A colour by hue in degrees, saturation and value in percent, each rounded to 0.1."""

    hue: float
    saturation: float
    value: float


class Cmyk(TypedDict):
    """A colour by ink in percent, rounded to 0.1, without a colour profile."""

    cyan: float
    magenta: float
    yellow: float
    black: float


def convert_hex_to_rgb(hex_colour: Annotated[str, Pattern(_HEX)]) -> Rgb:
    """Convert a colour from hexadecimal digits into red, green and blue.

    Args:
        hex_colour: # and three or six digits.

    Returns:
        Red, green and blue, 0 to 255.

    Raises:
        ValueError: It is not # and three or six digits.

    Examples:
        >>> convert_hex_to_rgb(hex_colour="#f80")
        {'red': 255, 'green': 136, 'blue': 0}

    See Also:
        convert_rgb_to_hex: The way back.
        parse_colour: Takes other forms too.
    """
    if not re.fullmatch(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", hex_colour):
        raise ValueError(f"{hex_colour!r} is no colour: write # and three or six hexadecimal digits")
    digits = hex_colour[1:] if len(hex_colour) == 7 else "".join([each * 2 for each in hex_colour[1:]])
    return {"red": int(digits[:2], 16), "green": int(digits[2:4], 16), "blue": int(digits[4:], 16)}


def convert_rgb_to_hex(
    red: Annotated[int, Range(minimum=0, maximum=255)],
    green: Annotated[int, Range(minimum=0, maximum=255)],
    blue: Annotated[int, Range(minimum=0, maximum=255)],
) -> str:
    """Convert a colour from red, green and blue into six hexadecimal digits.

    Args:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.

    Returns:
        # and six digits in lower case.

    Examples:
        >>> convert_rgb_to_hex(red=255, green=99, blue=71)
        '#ff6347'

    See Also:
        convert_hex_to_rgb: The way back.
    """
    return f"#{red:02x}{green:02x}{blue:02x}"


def convert_rgb_to_hsl(
    red: Annotated[int, Range(minimum=0, maximum=255)],
    green: Annotated[int, Range(minimum=0, maximum=255)],
    blue: Annotated[int, Range(minimum=0, maximum=255)],
) -> Hsl:
    """Convert a colour from red, green and blue into hue, saturation and lightness, as hsl() of CSS has them.

    Use convert_rgb_to_hsv for the wheel of painting programs; both saturations differ.

    Args:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.

    Returns:
        The hue in degrees, the rest in percent; grey has hue 0.

    Examples:
        >>> convert_rgb_to_hsl(red=255, green=99, blue=71)
        {'hue': 9.1, 'saturation': 100.0, 'lightness': 63.9}

    See Also:
        convert_rgb_to_hsv: With value instead of lightness.
        convert_hsl_to_rgb: The way back.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    return {
        "hue": round(hue * 360, 1),
        "saturation": round(saturation * 100, 1),
        "lightness": round(lightness * 100, 1),
    }


def convert_hsl_to_rgb(
    hue: Annotated[float, Range(minimum=0, maximum=360)],
    saturation: Annotated[float, Range(minimum=0, maximum=100)],
    lightness: Annotated[float, Range(minimum=0, maximum=100)],
) -> Rgb:
    """Convert a colour from hue, saturation and lightness, as hsl() of CSS has them, into red, green and blue.

    Args:
        hue: Degrees.
        saturation: Percent.
        lightness: Percent; 0 is black, 100 is white.

    Returns:
        Red, green and blue, rounded to whole numbers, halves up.

    Examples:
        >>> convert_hsl_to_rgb(hue=240, saturation=100, lightness=50)
        {'red': 0, 'green': 0, 'blue': 255}

    See Also:
        convert_hsv_to_rgb: With value instead of lightness.
        convert_rgb_to_hsl: The way back.
    """
    red, green, blue = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    return _whole(red, green, blue)


def convert_rgb_to_hsv(
    red: Annotated[int, Range(minimum=0, maximum=255)],
    green: Annotated[int, Range(minimum=0, maximum=255)],
    blue: Annotated[int, Range(minimum=0, maximum=255)],
) -> Hsv:
    """Convert a colour from red, green and blue into hue, saturation and value, as painting programs have them.

    Use convert_rgb_to_hsl for hsl() of CSS.

    Args:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.

    Returns:
        The hue in degrees, the rest in percent; grey has hue 0.

    Examples:
        >>> convert_rgb_to_hsv(red=255, green=99, blue=71)
        {'hue': 9.1, 'saturation': 72.2, 'value': 100.0}

    See Also:
        convert_rgb_to_hsl: With lightness instead of value.
        convert_hsv_to_rgb: The way back.
    """
    hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    return {"hue": round(hue * 360, 1), "saturation": round(saturation * 100, 1), "value": round(value * 100, 1)}


def convert_hsv_to_rgb(
    hue: Annotated[float, Range(minimum=0, maximum=360)],
    saturation: Annotated[float, Range(minimum=0, maximum=100)],
    value: Annotated[float, Range(minimum=0, maximum=100)],
) -> Rgb:
    """Convert a colour from hue, saturation and value into red, green and blue.

    Args:
        hue: Degrees.
        saturation: Percent.
        value: Percent; 0 is black, 100 the full colour.

    Returns:
        Red, green and blue, rounded to whole numbers, halves up.

    Examples:
        >>> convert_hsv_to_rgb(hue=60, saturation=100, value=100)
        {'red': 255, 'green': 255, 'blue': 0}

    See Also:
        convert_hsl_to_rgb: With lightness instead of value.
        convert_rgb_to_hsv: The way back.
    """
    red, green, blue = colorsys.hsv_to_rgb(hue / 360, saturation / 100, value / 100)
    return _whole(red, green, blue)


def convert_rgb_to_cmyk(
    red: Annotated[int, Range(minimum=0, maximum=255)],
    green: Annotated[int, Range(minimum=0, maximum=255)],
    blue: Annotated[int, Range(minimum=0, maximum=255)],
) -> Cmyk:
    """Convert a colour from red, green and blue into the four inks of print, by the simple rule without a profile.

    Args:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.

    Returns:
        The inks in percent.

    Examples:
        >>> convert_rgb_to_cmyk(red=255, green=128, blue=0)
        {'cyan': 0.0, 'magenta': 49.8, 'yellow': 100.0, 'black': 0.0}

    See Also:
        convert_cmyk_to_rgb: The way back.
    """
    most = max(red, green, blue)
    if most == 0:
        return {"cyan": 0.0, "magenta": 0.0, "yellow": 0.0, "black": 100.0}
    cyan, magenta, yellow = (round((most - each) / most * 100, 1) for each in (red, green, blue))
    return {"cyan": cyan, "magenta": magenta, "yellow": yellow, "black": round((1 - most / 255) * 100, 1)}


def convert_cmyk_to_rgb(
    cyan: Annotated[float, Range(minimum=0, maximum=100)],
    magenta: Annotated[float, Range(minimum=0, maximum=100)],
    yellow: Annotated[float, Range(minimum=0, maximum=100)],
    black: Annotated[float, Range(minimum=0, maximum=100)],
) -> Rgb:
    """Convert a colour from the four inks of print into red, green and blue, by the simple rule without a profile.

    Args:
        cyan: Percent.
        magenta: Percent.
        yellow: Percent.
        black: Percent.

    Returns:
        Red, green and blue, rounded to whole numbers, halves up.

    Examples:
        >>> convert_cmyk_to_rgb(cyan=0, magenta=100, yellow=100, black=0)
        {'red': 255, 'green': 0, 'blue': 0}

    See Also:
        convert_rgb_to_cmyk: The way back.
    """
    light = 1 - black / 100
    return _whole(light * (1 - cyan / 100), light * (1 - magenta / 100), light * (1 - yellow / 100))


def _whole(red: float, green: float, blue: float) -> Rgb:
    return {"red": _channel(red), "green": _channel(green), "blue": _channel(blue)}


def _channel(share: float) -> int:
    """A share of 255, halves up; what is a half but for the last bits of a float counts as one."""
    return int(round(share * 255, 6) + 0.5)
