"""The page of page mode: written area by area in four directions, printed at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.glyphs import FONT_A, quarter_turn
from ocom809.virtual.line import Item, Line, upside_down
from ocom809.virtual.paper import TextLine

if TYPE_CHECKING:
    from collections.abc import Mapping

FARTHEST_DOWN: Final = 0x10000
_MOST_TEXT: Final = 1000
_UPWARDS, _HALF_TURN, _DOWNWARDS = 1, 2, 3


class Printed(NamedTuple):
    """What of a page comes out: the rows down to the last black one, and the lines of text in them."""

    rows: tuple[int, ...]
    lines: tuple[TextLine, ...]


@dataclass(slots=True)
class Page:
    """What ESC W, ESC T and the data of page mode make.

    A fuller manual of the class says how lines stand: their baseline is where the letters of Font A have it that begin
    at the position, and the lower edge of a picture or a symbol is that of the letter's cell. What reaches up beyond
    the area is not printed, nor is what goes beyond its other edges. No source says how much paper a page takes; here
    it ends with the lowest area that was written into, or with the one in use.

    Attributes:
        width: Dots across the paper.
        longest: Rows that a page may have.
        left: Of the area, in dots of the paper.
        top: Of the area, in rows of the page.
        area_width: Of the area, in dots of the paper, whatever the direction.
        area_height: Of the area, in rows of the page.
        direction: ESC T: 0 to the right, 1 upwards, 2 to the left and upside down, 3 downwards.
        y: Where the line stands, in dots from the start of the area across the direction of writing.
    """

    width: int
    longest: int
    left: int = 0
    top: int = 0
    area_width: int = 0
    area_height: int = 0
    direction: int = 0
    y: int = 0
    _rows: dict[int, int] = field(default_factory=dict)
    _texts: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    _letters: dict[int, int] = field(default_factory=dict)
    _lines: dict[int, TextLine] = field(default_factory=dict)
    _bottom: int = 0
    _printed: Printed | None = None
    _erased: tuple[int, int, int, int] | None = None
    _touched: range = range(0)

    def __post_init__(self) -> None:
        self.area_width, self.area_height = self.width, self.longest

    @property
    def is_sideways(self) -> bool:
        """Whether lines run along the paper."""
        return self.direction in {_UPWARDS, _DOWNWARDS}

    @property
    def line_dots(self) -> int:
        """Dots that a line may take."""
        return self.area_height if self.is_sideways else self.area_width

    @property
    def depth_dots(self) -> int:
        """Dots of the area across its lines."""
        return self.area_width if self.is_sideways else self.area_height

    def set_area(self, left: int, top: int, width: int, height: int) -> bool:
        """ESC W: False where the area would be empty or begin outside the page; one that is too large is cut."""
        if left >= self.width or top >= self.longest or not width or not height:
            return False
        self.left, self.top, self.y = left, top, 0
        self.area_width, self.area_height = min(width, self.width - left), min(height, self.longest - top)
        return True

    def turn(self, direction: int) -> None:
        """ESC T: the direction of writing; the position goes to its start."""
        self.direction, self.y = direction, 0

    def move(self, distance: int) -> None:
        """Go on to where the next line stands."""
        self.y = min(FARTHEST_DOWN, self.y + distance)

    def lay(self, line: Line) -> None:
        """Write a line at the position."""
        self._printed = None
        start, end = line.start, min(line.end, self.line_dots)
        baseline = self.y + FONT_A.baseline
        top, bottom = baseline - line.ascent, min(self.depth_dots, baseline - line.ascent + line.height)
        if end <= start or bottom <= max(0, top):
            return  # nothing of it lies in the area
        self._bottom = max(self._bottom, self.top + self.area_height)
        for item in line.items:
            self._lay_item(item, baseline - item.ascent, end)
        x, row = self._corner(start, max(0, top), end - start, bottom - max(0, top))
        self._note(line.reads(0).lstrip(" "), x, row)

    def _lay_item(self, item: Item, top: int, end: int) -> None:
        """Draw what of it lies in the area and before the end of the line."""
        cut = item.bitmap.cropped(max(0, end - item.x))
        rows = cut.rows[max(0, -top) : max(0, self.depth_dots - top)]
        if rows and cut.width:
            x, row = self._corner(item.x, max(0, top), cut.width, len(rows))
            self._draw(self._turned(Bitmap(cut.width, rows)), x, row)

    def erase(self) -> None:
        """CAN: what stands in the area, whoever wrote it."""
        area = self.left, self.top, self.area_width, self.area_height
        rows = range(self.top, self.top + self.area_height)
        if area == self._erased:
            # What was written since: erasing a page after each of its lines takes no longer than writing them.
            rows = range(max(rows.start, self._touched.start), min(rows.stop, self._touched.stop))
        if rows:
            self._erased, self._printed, self._touched = area, None, range(0)
            self._erase_dots(rows)
            for row in _within(self._texts, rows):
                self._erase_texts(row)

    def _erase_dots(self, rows: range) -> None:
        keep = ~((1 << self.area_width) - 1 << (self.width - self.left - self.area_width))
        for row in _within(self._rows, rows):
            self._rows[row] &= keep
            if not self._rows[row]:
                del self._rows[row]

    def _erase_texts(self, row: int) -> None:
        """What begins in this row and in the area."""
        right = self.left + self.area_width
        found = [item for item in self._texts[row] if not self.left <= item[0] < right]
        self._lines.pop(row, None)
        if found:
            self._texts[row], self._letters[row] = found, sum(len(words) for _, words in found)
        else:
            del self._texts[row], self._letters[row]

    def clear(self) -> None:
        """Forget all that was written, whatever its area; area and direction stay, the position goes to the start."""
        self._rows, self._texts, self._letters, self._lines = {}, {}, {}, {}
        self._printed = self._erased = None
        self._bottom = self.y = 0

    def printed(self) -> Printed:
        """What comes out; the same value until the page changes, so that printing it over and over is little work."""
        if self._printed is None:
            last = max(self._rows, default=-1) + 1
            written = sorted(row for row in self._texts if row < last)
            rows = tuple(map(self._rows.get, range(last), repeat(0, last)))
            self._printed = Printed(rows, tuple(map(self._line, written)))
        return self._printed

    @property
    def height(self) -> int:
        """Rows of paper that the page takes."""
        return max(self._bottom, self.top + self.area_height)

    def _corner(self, x: int, y: int, width: int, height: int) -> tuple[int, int]:
        """Where on the page the upper left corner lies of something that stands there in the area."""
        right, bottom = self.left + self.area_width, self.top + self.area_height
        if self.direction == _UPWARDS:
            return self.left + y, bottom - x - width
        if self.direction == _HALF_TURN:
            return right - x - width, bottom - y - height
        if self.direction == _DOWNWARDS:
            return right - y - height, self.top + x
        return self.left + x, self.top + y

    def _turned(self, bitmap: Bitmap) -> Bitmap:
        """The dots as they lie on the page."""
        if self.is_sideways:
            return quarter_turn(bitmap, back=self.direction == _UPWARDS)
        return upside_down(bitmap) if self.direction == _HALF_TURN else bitmap

    def _draw(self, bitmap: Bitmap, x: int, top: int) -> None:
        self._touch(top, top + bitmap.height)
        rows, shift = self._rows, self.width - x - bitmap.width
        for row, dots in enumerate(bitmap.rows, top):
            if dots:
                rows[row] = rows.get(row, 0) | dots << shift

    def _line(self, row: int) -> TextLine:
        """What begins in a row; kept, because a page may be printed again with little changed."""
        line = self._lines.get(row)
        if line is None:
            line = self._lines[row] = TextLine(row, self._reads(row))
        return line

    def _reads(self, row: int) -> str:
        """The texts that begin in a row, side by side."""
        text = ""
        for x, words in sorted(self._texts.get(row, ())):
            text = text.ljust(x // FONT_A.width) + words
        return text

    def _note(self, text: str, x: int, row: int) -> None:
        self._touch(row, row + 1)
        letters = self._letters.get(row, 0) + len(text)
        if text and letters <= _MOST_TEXT:
            self._texts.setdefault(row, []).append((x, text))
            self._letters[row] = letters
            self._lines.pop(row, None)

    def _touch(self, top: int, bottom: int) -> None:
        before = self._touched
        self._touched = range(min(before.start, top), max(before.stop, bottom)) if before else range(top, bottom)


def _within(written: Mapping[int, object], rows: range) -> list[int]:
    """Those of the rows that are written, by the shorter way to find them."""
    if len(written) < len(rows):
        return [row for row in written if row in rows]
    return [row for row in rows if row in written]
