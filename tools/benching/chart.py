"""The chart: for each timed row, how many times as long each rival takes, on a scale of powers of ten."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

from benching.rivals import OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benching.rows import Row

_WIDTH, _LEFT, _RIGHT = 900, 330, 60
_BAR, _GAP, _TOP = 11, 14, 60
_LEAST, _MOST = 0.1, 100.0
_COLOURS: Final = ("#4c78a8", "#f58518", "#54a24b", "#b279a2", "#9d755d")


def chart(rows: Sequence[Row]) -> str:
    """An SVG of the rows that are times of several sides."""
    timed = [row for row in rows if row.unit == "ms" and OURS in row.values and not row.name.startswith("wire-")]
    rivals = list(dict.fromkeys(side for row in timed for side in row.values if side != OURS))
    colours = dict(zip(rivals, _COLOURS, strict=False))
    marks, y = [], float(_TOP)
    for row in timed:
        drawn, y = _group(row, colours, y)
        marks += drawn
    height = y + 10
    return "\n".join([_opening(height), *_scale(height), *_legend(colours), *marks, "</svg>", ""])


def _opening(height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="white"/>'
    )


def _x(ratio: float) -> float:
    share = math.log10(min(max(ratio, _LEAST), _MOST) / _LEAST) / math.log10(_MOST / _LEAST)
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _scale(height: float) -> list[str]:
    """A line for each power of ten; ours is 1."""
    marks = []
    for ratio in (0.1, 1, 10, 100):
        x, colour = _x(ratio), "#333" if ratio == 1 else "#ddd"
        marks.append(f'<line x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{height - 8:.0f}" stroke="{colour}"/>')
        words = "ocom809 = 1" if ratio == 1 else f"{ratio:g} ×"
        marks.append(_text(x, _TOP - 14, words, "middle"))
    return marks


def _legend(colours: dict[str, str]) -> list[str]:
    marks, x = [_text(10, 20, "Time of each rival as a multiple of ours", weight="bold")], 300
    for side, colour in colours.items():
        marks += [f'<rect x="{x}" y="11" width="10" height="10" fill="{colour}"/>', _text(x + 14, 20, side)]
        x += 22 + 7 * len(side)
    return marks


def _group(row: Row, colours: dict[str, str], y: float) -> tuple[list[str], float]:
    """The bars of one row, and where the next one begins."""
    sides = [side for side in row.values if side != OURS]
    marks = [_text(_LEFT - 10, y + len(sides) * _BAR / 2 + 4, row.title, "end")]
    for side in sides:
        ratio = row.values[side].median / row.values[OURS].median
        begin, end = sorted((_x(1), _x(ratio)))
        marks.append(
            f'<rect x="{begin:.1f}" y="{y:.0f}" width="{max(end - begin, 1):.1f}" height="{_BAR - 1}" '
            f'fill="{colours[side]}"/>'
        )
        marks.append(_text(max(end, _x(1)) + 4, y + 9, f"{ratio:.3g}", size=10))
        y += _BAR
    return marks, y + _GAP


def _text(x: float, y: float, words: str, anchor: str = "start", *, weight: str = "normal", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}">'
        f"{escape(words)}</text>"
    )
