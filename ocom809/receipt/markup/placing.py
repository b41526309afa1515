"""Where pictures and codes stand: within the area of their line, which may be narrower than the paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.elements import Code, Image
from ocom809.receipt.markup.printed import COLUMN_DOTS
from ocom809.receipt.pieces import Area as Room
from ocom809.receipt.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.elements import Element
    from ocom809.receipt.markup.areas import Area
    from ocom809.receipt.markup.layout import Block
    from ocom809.receipt.pieces import Piece

_HALVES = {Alignment.LEFT: 0, Alignment.CENTER: 1, Alignment.RIGHT: 2}


def placed(element: Element, block: Block, canvas: Canvas) -> Iterator[Piece]:
    """The pieces of one element of a property."""
    if not isinstance(element, (Code, Image)):
        yield from element.layout(canvas)
        return
    alignment = block.line.alignment
    if block.area.width == canvas.columns(PLAIN):
        yield from replace(element, alignment=alignment).layout(canvas)
    else:
        yield from _within(element, alignment, block.area, canvas)


def _within(element: Code | Image, alignment: Alignment, area: Area, canvas: Canvas) -> Iterator[Piece]:
    """Aligned by the printer itself where it fits the area; else by its left edge, because it must not be cut off."""
    paper, room = canvas.profile.width_dots, area.width * COLUMN_DOTS
    width = min(_width(element) or room, paper)
    left = area.left * COLUMN_DOTS
    if width > room:
        left = min(max(left + (room - width) * _HALVES[alignment] // 2, 0), paper - width)
        alignment, room = Alignment.LEFT, paper - left
    narrowed = canvas.narrowed(room, inside=False)
    narrowed.area = Room(canvas.area.left_dots + left, room)
    yield narrowed.area
    yield from replace(element, alignment=alignment).layout(narrowed)
    yield canvas.area


def _width(element: Code | Image) -> int | None:
    """Dots across, where they are known."""
    if isinstance(element, Image):
        return element.width_dots or element.picture.width
    return getattr(element.command, "width_dots", None)
