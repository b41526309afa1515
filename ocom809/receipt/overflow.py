"""What becomes of text that is too wide for its room."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.receipt.pieces import Part, Skip, Span
from ocom809.receipt.scripts.order import ordered
from ocom809.receipt.wrapping import clipped, width_of, wrapped

if TYPE_CHECKING:
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.styles import Style


class Overflow(enum.Enum):
    """What becomes of a line that is too wide.

    ``CLIP`` and ``ELLIPSIS`` leave out what the caller agreed to leave out, so it is not reported as lost.
    """

    WRAP = 0
    """It goes on in the next line."""
    CLIP = 1
    """What does not fit is left out."""
    ELLIPSIS = 2
    """What does not fit is left out, and three dots say so."""


def fitted(
    parts: tuple[Part, ...], room_dots: int, overflow: Overflow, canvas: Canvas, style: Style
) -> list[tuple[Part, ...]]:
    """The lines that a line comes to in its room."""
    if overflow is Overflow.WRAP:
        return wrapped(parts, room_dots)
    if width_of(parts) <= room_dots:
        return [ordered(parts)]
    if overflow is Overflow.CLIP:
        return [ordered(clipped(parts, room_dots))]
    dots = Span("…" if canvas.repertoire.holders("…") else "...", style)
    if dots.width_dots > room_dots:
        return [clipped((dots,), room_dots)]
    kept = _without_blanks(clipped(parts, room_dots - dots.width_dots))
    level = kept[-1].level if kept and not isinstance(kept[-1], Skip) else 0
    return [ordered((*kept, replace(dots, level=level)))]


def _without_blanks(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without blanks at the end, so that the dots stand at a word."""
    if parts and isinstance(parts[-1], Span):
        text = parts[-1].text.rstrip(" ")
        return (*parts[:-1], replace(parts[-1], text=text)) if text else _without_blanks(parts[:-1])
    return parts
