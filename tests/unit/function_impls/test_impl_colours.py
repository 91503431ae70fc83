"""Colours against the tables of CSS, WCAG's published ratios, and the inverse of each conversion."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.colour_contrast import check_contrast, choose_text_colour, measure_contrast
from function_impls.colour_forms import (
    convert_cmyk_to_rgb,
    convert_hex_to_rgb,
    convert_hsl_to_rgb,
    convert_hsv_to_rgb,
    convert_rgb_to_cmyk,
    convert_rgb_to_hex,
    convert_rgb_to_hsl,
    convert_rgb_to_hsv,
)
from function_impls.colours import (
    adjust_lightness,
    find_colour_by_name,
    find_harmonious_colours,
    make_colour_scale,
    mix_colours,
    name_colour,
    parse_colour,
)

TEAL = {"red": 0, "green": 128, "blue": 128}

# Sources: CSS Color Module Level 4 (names, hsl(), color-mix); WCAG 2.2 and WebAIM's contrast checker (#767676 on white
# is 4.54, the lightest grey that passes; #777777 is 4.47; #0000ff is 8.59, #ff0000 is 3.99); RapidTables (HSV, CMYK).
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (parse_colour, {"colour": "Teal"}, TEAL),
    (parse_colour, {"colour": "RGB( 0, 128,128 )"}, TEAL),
    (parse_colour, {"colour": "#008080"}, TEAL),
    (parse_colour, {"colour": "hsl(180, 100%, 25.1%)"}, TEAL),
    (convert_hex_to_rgb, {"hex_colour": "#008080"}, TEAL),
    (convert_hex_to_rgb, {"hex_colour": "#AbC"}, {"red": 170, "green": 187, "blue": 204}),
    (convert_rgb_to_hex, TEAL, "#008080"),
    (convert_rgb_to_hex, {"red": 0, "green": 0, "blue": 15}, "#00000f"),
    (convert_rgb_to_hsl, TEAL, {"hue": 180.0, "saturation": 100.0, "lightness": 25.1}),
    (convert_rgb_to_hsl, {"red": 128, "green": 128, "blue": 128}, {"hue": 0.0, "saturation": 0.0, "lightness": 50.2}),
    (convert_hsl_to_rgb, {"hue": 0, "saturation": 0, "lightness": 75}, {"red": 191, "green": 191, "blue": 191}),
    (convert_hsl_to_rgb, {"hue": 300, "saturation": 100, "lightness": 25}, {"red": 128, "green": 0, "blue": 128}),
    (convert_rgb_to_hsv, TEAL, {"hue": 180.0, "saturation": 100.0, "value": 50.2}),
    (convert_rgb_to_hsv, {"red": 192, "green": 192, "blue": 192}, {"hue": 0.0, "saturation": 0.0, "value": 75.3}),
    (convert_hsv_to_rgb, {"hue": 180, "saturation": 100, "value": 50.2}, TEAL),
    (convert_hsv_to_rgb, {"hue": 0, "saturation": 0, "value": 75}, {"red": 191, "green": 191, "blue": 191}),
    (convert_rgb_to_cmyk, {"red": 0, "green": 0, "blue": 0}, {"cyan": 0, "magenta": 0, "yellow": 0, "black": 100}),
    (convert_rgb_to_cmyk, TEAL, {"cyan": 100.0, "magenta": 0.0, "yellow": 0.0, "black": 49.8}),
    (convert_cmyk_to_rgb, {"cyan": 100, "magenta": 0, "yellow": 0, "black": 49.8}, TEAL),
    (convert_cmyk_to_rgb, {"cyan": 0, "magenta": 0, "yellow": 0, "black": 100}, {"red": 0, "green": 0, "blue": 0}),
    (measure_contrast, {"first": "#000", "second": "#fff"}, 21.0),
    (measure_contrast, {"first": "#ffffff", "second": "#767676"}, 4.54),
    (measure_contrast, {"first": "#0000ff", "second": "#fff"}, 8.59),
    (measure_contrast, {"first": "#123456", "second": "#123456"}, 1.0),
    (
        check_contrast,
        {"text_colour": "#767676", "background": "#fff"},
        {"ratio": 4.54, "passes": True, "required": 4.5},
    ),
    (
        check_contrast,
        {"text_colour": "#767676", "background": "#fff", "level": "AAA"},
        {"ratio": 4.54, "passes": False, "required": 7.0},
    ),
    (
        check_contrast,
        {"text_colour": "#ff0000", "background": "#ffffff", "large_text": True},
        {"ratio": 3.99, "passes": True, "required": 3.0},
    ),
    (choose_text_colour, {"background": "#ffff00"}, "#000000"),
    (choose_text_colour, {"background": "#008000"}, "#ffffff"),
    (mix_colours, {"first": "#000", "second": "#fff", "share_percent": 0}, "#000000"),
    (mix_colours, {"first": "#ff0000", "second": "#0000ff", "share_percent": 25}, "#bf0040"),
    (make_colour_scale, {"first": "#f00", "last": "#00f", "steps": 2}, ["#ff0000", "#0000ff"]),
    (
        make_colour_scale,
        {"first": "#000000", "last": "#00ff00", "steps": 4},
        ["#000000", "#005500", "#00aa00", "#00ff00"],
    ),
    (adjust_lightness, {"colour": "#808080", "percent_points": -100}, "#000000"),
    (adjust_lightness, {"colour": "#0000ff", "percent_points": 25}, "#8080ff"),
    (find_harmonious_colours, {"colour": "#ff0000", "scheme": "complementary"}, ["#00ffff"]),
    (find_harmonious_colours, {"colour": "#ff0000", "scheme": "analogous"}, ["#ff0080", "#ff8000"]),
    (find_harmonious_colours, {"colour": "#ff0000", "scheme": "split_complementary"}, ["#00ff80", "#0080ff"]),
    (find_harmonious_colours, {"colour": "#808080", "scheme": "tetradic"}, ["#808080"] * 3),
    (find_colour_by_name, {"name": "REBECCAPURPLE"}, "#663399"),
    (find_colour_by_name, {"name": "light grey"}, "#d3d3d3"),
    (name_colour, {"colour": "#00ffff"}, {"name": "aqua", "hex": "#00ffff", "distance": 0.0}),
    (name_colour, {"colour": "#fefefe"}, {"name": "white", "hex": "#ffffff", "distance": 1.7}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_colour_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("red", "green", "blue"), [*itertools.product((0, 51, 100, 255), repeat=3)])
def test_conversions_come_back_to_the_colour(red: int, green: int, blue: int) -> None:
    # Rounding to 0.1 percent moves a channel by at most one.
    for there, back in (
        (convert_rgb_to_hsl, convert_hsl_to_rgb),
        (convert_rgb_to_hsv, convert_hsv_to_rgb),
        (convert_rgb_to_cmyk, convert_cmyk_to_rgb),
    ):
        returned = back(**there(red, green, blue))

        assert list(returned.values()) == pytest.approx([red, green, blue], abs=1)
    assert convert_hex_to_rgb(convert_rgb_to_hex(red, green, blue)) == {"red": red, "green": green, "blue": blue}


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (parse_colour, {"colour": "nosuch"}),
        (parse_colour, {"colour": "rgb(256, 0, 0)"}),
        (parse_colour, {"colour": "hsl(400, 0%, 0%)"}),
        (parse_colour, {"colour": "hsl(1.2.3, 0%, 0%)"}),
        (parse_colour, {"colour": "#12345"}),
        (convert_hex_to_rgb, {"hex_colour": "008080"}),
        (measure_contrast, {"first": "#12", "second": "#fff"}),
        (check_contrast, {"text_colour": "red", "background": "#fff"}),
        (choose_text_colour, {"background": "#ggg"}),
        (mix_colours, {"first": "#fff", "second": "white"}),
        (make_colour_scale, {"first": "#fff", "last": "x", "steps": 2}),
        (adjust_lightness, {"colour": "#ffff", "percent_points": 1}),
        (find_harmonious_colours, {"colour": "#", "scheme": "triadic"}),
        (find_colour_by_name, {"name": "mauve"}),
        (name_colour, {"colour": "#xyz"}),
    ],
)
def test_what_is_no_colour_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
