"""Lines of cells put side by side on a common line, dot for dot."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ocom809.errors import DocumentError
from ocom809.receipt.pieces import BAND_ROWS, Dots, Line, Part, Skip, Span, before
from ocom809.receipt.scripts.order import repeated
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST_LEADERS = 2
_HIGHEST = 8


class VerticalAlignment(enum.Enum):
    """Where a cell's lines stand if its neighbours have more."""

    TOP = 0
    MIDDLE = 1
    BOTTOM = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """The room of a cell within a line.

    Attributes:
        x: Dots from the left edge of the line.
        width_dots: Dots that the cell's lines may take.
        vertical: Where they stand if others have more.
        leader: The sign that leads from its lines to what stands beside them in the next cell, or nothing.
    """

    x: int
    width_dots: int
    vertical: VerticalAlignment = VerticalAlignment.TOP
    leader: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A character of a border that stands in every line.

    Attributes:
        x: Dots from the left edge of the line.
        character: The character.
        style: Its style; its height is that of the line.
    """

    x: int
    character: str
    style: Style


@dataclass(frozen=True, slots=True)
class Grid:
    """What all lines of a row of cells have in common.

    Attributes:
        slots: The rooms of its cells from left to right.
        bars: The border's characters between and beside them.
        fill: The style of white between cells, which matters where it is underlined or inverted.
        width_dots: Where that white ends.
        spacing_dots: Default distance from line to line; ``None`` is the printer's.
    """

    slots: tuple[Slot, ...]
    bars: tuple[Bar, ...] = ()
    fill: Style = PLAIN
    width_dots: int = 0
    spacing_dots: int | None = None

    def lines(self, cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
        """The lines of the cells side by side, as many as the longest cell has."""
        count = max([len(lines) for lines in cells], default=0)
        if count == 1 and all(cells):
            yield self._line([line for [line] in cells])
            return
        columns = [_placed_down(lines, count, slot.vertical) for lines, slot in zip(cells, self.slots, strict=True)]
        for number in range(count):
            yield self._line([column[number] for column in columns])

    def _line(self, cells: Sequence[Line | None]) -> Line:
        lines = [line for line in cells if line is not None]
        items = [_item(slot, line) for slot, line in zip(self.slots, cells, strict=True) if line is not None]
        if self.bars:
            items += [_Item(bar.x, (Span(bar.character, self._upright(bar.style, lines)),)) for bar in self.bars]
            items.sort(key=lambda item: item.x)
        return Line(_joined(items, self.fill, self.width_dots), spacing_dots=self._spacing(lines))

    def _upright(self, style: Style, lines: list[Line]) -> Style:
        """High enough to join the bars of the lines above and below; beside dots that are high it cannot be."""
        if any(len(part.rows) > BAND_ROWS for line in lines for part in line.spans if isinstance(part, Dots)):
            return style
        rows = max((line.height_dots for line in lines), default=0)
        height = min(max(-(-rows // FONT_DOTS[style.font][1]), 1), _HIGHEST)
        return Style(font=style.font, height=height)

    def _spacing(self, lines: list[Line]) -> int | None:
        """Strips of a picture must join; otherwise the line that wants most gets it."""
        wanted = [line.spacing_dots for line in lines if line.spacing_dots is not None]
        if not wanted:
            return self.spacing_dots
        of_strips = [line.spacing_dots for line in lines if _is_strip(line)]
        if of_strips:
            return of_strips[0]
        if self.bars or any(line.spacing_dots is None and line.spans for line in lines):
            return self.spacing_dots
        return max(wanted)


class _Item(NamedTuple):
    x: int
    parts: tuple[Part, ...]
    leader: tuple[Part, ...] = ()


def _is_strip(line: Line) -> bool:
    return line.spacing_dots is not None and any(isinstance(part, Dots) for part in line.spans)


def _placed_down(lines: Sequence[Line], count: int, vertical: VerticalAlignment) -> list[Line | None]:
    """A cell's lines with nothing above or below them."""
    free = count - len(lines)
    above = {VerticalAlignment.TOP: 0, VerticalAlignment.MIDDLE: free // 2, VerticalAlignment.BOTTOM: free}[vertical]
    return [*[None] * above, *lines, *[None] * (free - above)]


def _item(slot: Slot, line: Line) -> _Item:
    free = slot.width_dots - line.width_dots
    if free < 0:
        raise DocumentError(
            f"a line of {line.width_dots} dots does not fit its cell of {slot.width_dots}",
            hint="Make the cell wider, or what stands in it smaller.",
        )
    return _Item(slot.x + before(line.alignment, free), line.spans, slot.leader)


def _joined(items: list[_Item], fill: Style, width_dots: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    x = 0
    leader: tuple[Part, ...] = ()
    for item in items:
        if item.x != x:
            parts += _gap(x, item.x, leader, fill)
        parts += item.parts
        x, leader = item.x + width_of(item.parts), item.leader
    if fill.fills_blanks and width_dots > x:
        parts += _gap(x, width_dots, (), fill)
    return tuple(parts)


def _gap(x: int, end: int, leader: tuple[Part, ...], fill: Style) -> Iterator[Part]:
    """White from ``x`` to ``end``, or a leader, whose characters stand below one another from line to line."""
    if end < x:
        raise DocumentError(f"cells overlap by {x - end} dots")
    pitch = width_of(leader) or fill.cell_dots
    first, last = -(-x // pitch) + 1, end // pitch - 1
    if leader and last - first >= _LEAST_LEADERS:
        yield from _white(first * pitch - x, fill)
        yield from repeated(leader, last - first)
        yield from _white(end - last * pitch, fill)
    else:
        yield from _white(end - x, fill)


def _white(dots: int, fill: Style) -> Iterator[Part]:
    if fill.fills_blanks:
        yield Span(" " * (dots // fill.cell_dots), fill)
        dots %= fill.cell_dots
    if dots:
        yield Skip(dots)
