"""A bar chart of calls per second on a logarithmic scale, as SVG: one bar for each row, a line at bare forks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from benchmarks.measuring import LOADED_FORK, Kind
from benchmarks.speed import SpeedRow

_ROW, _BAR, _TOP, _BOTTOM = 22, 14, 60, 30
_NAMES, _PLOT, _FIGURES = 330, 520, 90
_WIDTH = _NAMES + _PLOT + _FIGURES
_OURS, _OTHERS, _FORKS = "#2b6cb0", "#a0aec0", "#b7791f"
_OF_OURS = ("pool", "callproof")


def chart(rows: Sequence[SpeedRow]) -> str:
    """The rows that have a rate, slowest first; empty text where there is none."""
    shown = sorted((row for row in rows if row.kind is Kind.RATE), key=lambda row: row.median)
    if not shown:
        return ""
    low = math.floor(math.log10(shown[0].median))
    high = max(math.ceil(math.log10(shown[-1].median)), low + 1)

    def across(rate: float) -> float:
        return _NAMES + _PLOT * (math.log10(rate) - low) / (high - low)

    end = _TOP + _ROW * len(shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{end + _BOTTOM}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{end + _BOTTOM}" fill="white"/>',
        '<text x="12" y="20" font-size="14" font-weight="bold">Calls per second (logarithmic), median of the rounds'
        "</text>",
        '<text x="12" y="36" fill="#4a5568">dashed: bare forks of a process as large as the runner of a box</text>',
    ]
    parts += [
        f'<path d="M{across(10**power):.1f} {_TOP - 6}V{end}" stroke="#e2e8f0"/>'
        f'<text x="{across(10**power):.1f}" y="{end + 16}" text-anchor="middle">{10**power:,g}</text>'
        for power in range(low, high + 1)
    ]
    for number, row in enumerate(shown):
        parts.append(_bar(row, _TOP + _ROW * number, across))
    for row in shown:
        if row.key == LOADED_FORK:
            parts.append(
                f'<path d="M{across(row.median):.1f} {_TOP - 6}V{end}" stroke="{_FORKS}" stroke-dasharray="4 3"/>'
            )
    return "\n".join([*parts, "</svg>", ""])


def _bar(row: SpeedRow, top: float, across: Callable[[float], float]) -> str:
    start, end, base = across(min(row.calls_per_second)), across(max(row.calls_per_second)), top + _BAR
    length = across(row.median) - _NAMES
    figure = f"{row.median:,.0f}" if row.median >= 100 else f"{row.median:,.1f}"
    return (
        f'<text x="{_NAMES - 8}" y="{base - 3}" text-anchor="end">{escape(row.name)}</text>'
        f'<rect x="{_NAMES}" y="{top}" width="{length:.1f}" height="{_BAR}" fill="{_colour(row)}"/>'
        f'<path d="M{start:.1f} {top + _BAR / 2}H{end:.1f}" stroke="black"/>'
        f'<text x="{end + 6:.1f}" y="{base - 3}">{figure}</text>'
    )


def _colour(row: SpeedRow) -> str:
    if row.name.startswith("bare fork"):
        return _FORKS
    return _OURS if row.name.startswith(_OF_OURS) else _OTHERS
