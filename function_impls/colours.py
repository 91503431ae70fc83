"""Colours at work: mixtures, scales and harmonies, and the names of CSS (CSS Color Module Level 4)."""

from __future__ import annotations

import colorsys
import math
import re
from typing import Annotated, Literal, TypedDict

from function_impls.colour_forms import Rgb, convert_hex_to_rgb, convert_hsl_to_rgb, convert_rgb_to_hex
from function_impls.constraints import Length, Pattern, Range

_HEX = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"
_TABLE = (
    "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque "
    "ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood "
    "deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed "
    "cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b "
    "darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen "
    "556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f "
    "darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet "
    "9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick "
    "b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold "
    "ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 "
    "hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa "
    "lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 "
    "lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 "
    "lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 "
    "lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen "
    "faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 "
    "mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a "
    "mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 "
    "moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange "
    "ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee "
    "palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd "
    "powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 "
    "saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d "
    "silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa "
    "springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise "
    "40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32 "
)
_WORDS = _TABLE.split()
_NAMES = {name: f"#{digits}" for name, digits in zip(_WORDS[::2], _WORDS[1::2], strict=True)}


class NamedColour(TypedDict):
    """A name of CSS, its colour, and the distance in the cube of red, green and blue, rounded to 0.1."""

    name: str
    hex: str
    distance: float


def parse_colour(colour: Annotated[str, Length(minimum=1, maximum=60)]) -> Rgb:
    """Read a colour in a form of CSS: #fff, #ffffff, rgb(255, 0, 0), hsl(0, 100%, 50%) or a name such as tomato.

    Use convert_hex_to_rgb where it is hex for sure.

    Args:
        colour: The colour; case and spaces do not matter.

    Returns:
        Red, green and blue.

    Raises:
        ValueError: It is none of these forms, or a number is out of its range.

    Examples:
        >>> parse_colour(colour="hsl(120, 100%, 25%)")
        {'red': 0, 'green': 128, 'blue': 0}

    See Also:
        convert_hex_to_rgb: Takes hex only.
        find_colour_by_name: Looks up a name.
    """
    text = "".join(colour.split()).lower()
    if text in _NAMES:
        return convert_hex_to_rgb(_NAMES[text])
    if re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        return convert_hex_to_rgb(text)
    if found := re.fullmatch(r"rgb\(([0-9]{1,3}),([0-9]{1,3}),([0-9]{1,3})\)", text):
        values = [int(each) for each in found.groups()]
        if max(values) > 255:
            raise ValueError(f"{colour!r}: red, green and blue are 0 to 255")
        return {"red": values[0], "green": values[1], "blue": values[2]}
    if found := re.fullmatch(r"hsl\(([0-9.]{1,6}),([0-9.]{1,6})%,([0-9.]{1,6})%\)", text):
        hue, saturation, lightness = (_number(each, colour) for each in found.groups())
        if hue > 360 or max(saturation, lightness) > 100:
            raise ValueError(f"{colour!r}: the hue is 0 to 360, saturation and lightness 0 to 100 percent")
        return convert_hsl_to_rgb(hue, saturation, lightness)
    raise ValueError(f"{colour!r} is no colour: write #rrggbb, rgb(r, g, b), hsl(h, s%, l%) or a name of CSS")


def mix_colours(
    first: Annotated[str, Pattern(_HEX)],
    second: Annotated[str, Pattern(_HEX)],
    share_percent: Annotated[float, Range(minimum=0, maximum=100)] = 50,
) -> str:
    """Mix two colours by the mean of their red, green and blue values, as color-mix(in srgb) of CSS does.

    Use adjust_lightness to mix with white or black by lightness.

    Args:
        first: # and three or six hexadecimal digits.
        second: # and three or six hexadecimal digits.
        share_percent: The share of the second colour.

    Returns:
        # and six digits; halves are rounded up.

    Raises:
        ValueError: A colour is not # and three or six digits.

    Examples:
        >>> mix_colours(first="#ff0000", second="#0000ff")
        '#800080'

    See Also:
        adjust_lightness: Makes one colour lighter or darker.
        make_colour_scale: Several steps between two colours.
    """
    one, other = convert_hex_to_rgb(first), convert_hex_to_rgb(second)
    share = share_percent / 100
    mixed = _whole(
        (one["red"] * (1 - share) + other["red"] * share) / 255,
        (one["green"] * (1 - share) + other["green"] * share) / 255,
        (one["blue"] * (1 - share) + other["blue"] * share) / 255,
    )
    return convert_rgb_to_hex(**mixed)


def make_colour_scale(
    first: Annotated[str, Pattern(_HEX)],
    last: Annotated[str, Pattern(_HEX)],
    steps: Annotated[int, Range(minimum=2, maximum=50)],
) -> list[str]:
    """Make a scale of colours in equal steps from one to another, both included.

    Args:
        first: # and three or six hexadecimal digits.
        last: # and three or six hexadecimal digits.
        steps: How many colours.

    Returns:
        The colours, each as # and six digits.

    Raises:
        ValueError: A colour is not # and three or six digits.

    Examples:
        >>> make_colour_scale(first="#000", last="#fff", steps=3)
        ['#000000', '#808080', '#ffffff']

    See Also:
        mix_colours: One mixture.
        find_harmonious_colours: Colours around the wheel.
    """
    return [mix_colours(first, last, 100 * step / (steps - 1)) for step in range(steps)]


def adjust_lightness(
    colour: Annotated[str, Pattern(_HEX)], percent_points: Annotated[float, Range(minimum=-100, maximum=100)]
) -> str:
    """Make a colour lighter or darker by adding to its lightness (HSL), which stays between 0 and 100 percent.

    Args:
        colour: # and three or six hexadecimal digits.
        percent_points: What to add; negative makes it darker.

    Returns:
        # and six digits.

    Raises:
        ValueError: The colour is not # and three or six digits.

    Examples:
        >>> adjust_lightness(colour="#800000", percent_points=20)
        '#e60000'

    See Also:
        mix_colours: Mixes with any other colour.
    """
    rgb = convert_hex_to_rgb(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(rgb["red"] / 255, rgb["green"] / 255, rgb["blue"] / 255)
    light = min(1.0, max(0.0, lightness + percent_points / 100))
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return convert_rgb_to_hex(**_whole(red, green, blue))


def find_harmonious_colours(
    colour: Annotated[str, Pattern(_HEX)],
    scheme: Literal["complementary", "triadic", "analogous", "tetradic", "split_complementary"],
) -> list[str]:
    """Find the colours that go with one by its hue (HSL): on the wheel at fixed angles, saturation and lightness kept.

    Args:
        colour: # and three or six hexadecimal digits.
        scheme: complementary at 180 degrees; triadic at 120 and 240; analogous at 330 and 30; tetradic at 90, 180 and
            270; split_complementary at 150 and 210.

    Returns:
        The other colours, each as # and six digits, in the order of the angles named.

    Raises:
        ValueError: The colour is not # and three or six digits.

    Examples:
        >>> find_harmonious_colours(colour="#ff0000", scheme="triadic")
        ['#00ff00', '#0000ff']

    See Also:
        make_colour_scale: Steps between two colours.
    """
    angles = {
        "complementary": (180,),
        "triadic": (120, 240),
        "analogous": (330, 30),
        "tetradic": (90, 180, 270),
        "split_complementary": (150, 210),
    }[scheme]
    rgb = convert_hex_to_rgb(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(rgb["red"] / 255, rgb["green"] / 255, rgb["blue"] / 255)
    turned = [colorsys.hls_to_rgb((hue + angle / 360) % 1, lightness, saturation) for angle in angles]
    return [convert_rgb_to_hex(**_whole(red, green, blue)) for red, green, blue in turned]


def find_colour_by_name(name: Annotated[str, Length(minimum=3, maximum=40)]) -> str:
    """Look up the colour of a name of CSS, such as tomato or dark slate blue.

    Use name_colour for the way back.

    Args:
        name: The English name; case and spaces do not matter.

    Returns:
        # and six digits.

    Raises:
        ValueError: CSS has no such name.

    Examples:
        >>> find_colour_by_name(name="Dark Slate Blue")
        '#483d8b'

    See Also:
        name_colour: Finds the name nearest to a colour.
        parse_colour: Takes any form.
    """
    found = _NAMES.get("".join(name.split()).lower())
    if found is None:
        raise ValueError(f"CSS has no colour named {name!r}")
    return found


def name_colour(colour: Annotated[str, Pattern(_HEX)]) -> NamedColour:
    """Find the name of CSS nearest to a colour; of equally near ones, and of two names, the first in the alphabet.

    Args:
        colour: # and three or six hexadecimal digits.

    Returns:
        The name, its own colour, and how far it is; 0 where it is the very colour.

    Raises:
        ValueError: The colour is not # and three or six digits.

    Examples:
        >>> name_colour(colour="#ff6350")
        {'name': 'tomato', 'hex': '#ff6347', 'distance': 9.0}

    See Also:
        find_colour_by_name: The colour of a name.
    """
    wanted = convert_hex_to_rgb(colour)
    distances = [(_distance(wanted, convert_hex_to_rgb(each)), name) for name, each in _NAMES.items()]
    distance, name = min(distances)
    return {"name": name, "hex": _NAMES[name], "distance": round(distance, 1)}


def _distance(first: Rgb, second: Rgb) -> float:
    squares = (
        (first["red"] - second["red"]) ** 2,
        (first["green"] - second["green"]) ** 2,
        (first["blue"] - second["blue"]) ** 2,
    )
    return math.sqrt(sum(squares))


def _whole(red: float, green: float, blue: float) -> Rgb:
    return {"red": _channel(red), "green": _channel(green), "blue": _channel(blue)}


def _channel(share: float) -> int:
    """A share of 255, halves up; what is a half but for the last bits of a float counts as one."""
    return int(round(share * 255, 6) + 0.5)


def _number(digits: str, colour: str) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        raise ValueError(f"{colour!r}: {digits!r} is no number")
    return float(digits)
