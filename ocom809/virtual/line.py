"""The line buffer: what stands in the line that has not been printed yet."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.joined_rows import STRIDE_DOTS, JoinedRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocom809.virtual.glyphs import Cell

_TEXT_COLUMN: Final = 12
_MOST_CELLS: Final = 1024
_RULES: Final = ("─", "═")


class Item(NamedTuple):
    """Something in the line: dots from the start of the area, rows above the baseline, and how it reads.

    ``cells`` characters of the same width may stand in it side by side.
    """

    x: int
    bitmap: Bitmap
    ascent: int
    text: str
    cells: int = 1

    @property
    def right(self) -> int:
        """The first dot behind it."""
        return self.x + self.bitmap.width

    @property
    def reads(self) -> str:
        """Its text; a rule of wide characters reads like one of as many as it is long."""
        if not self.text.startswith(_RULES):
            return self.text
        times = max(1, self.bitmap.width // self.cells // _TEXT_COLUMN)
        return "".join([character * times if character in _RULES else character for character in self.text])


class Line:
    """Items side by side; the line is as tall as they need around their common baseline.

    Attributes:
        x: Where the next item goes, in dots from the start of the area.
        end: The farthest place that an item reached.
    """

    __slots__ = ("_cells", "_items", "end", "x")

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._cells = 0
        self.x = 0
        self.end = 0

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it and nothing moved its position: the manual's start of a line."""
        return not self._items and self.x == 0

    @property
    def printable(self) -> bool:
        """Whether something stands in it."""
        return bool(self._items)

    @property
    def start(self) -> int:
        """Where its first item stands, in dots from the start of the area."""
        return min((item.x for item in self._items), default=0)

    @property
    def ascent(self) -> int:
        """Rows above the common baseline."""
        if len(self._items) == 1:
            return self._items[0].ascent
        return max((item.ascent for item in self._items), default=0)

    def add(self, cell: Cell, text: str) -> None:
        """Put a character at the position and move on by its width."""
        self.add_bitmap(cell.bitmap, cell.ascent, text)

    def add_run(self, cell: Cell, text: str) -> None:
        """Put characters of the same width, drawn side by side, at the position and move on by their width."""
        self.add_bitmap(cell.bitmap, cell.ascent, text, cells=len(text))

    def add_bitmap(self, bitmap: Bitmap, ascent: int, text: str = "", *, cells: int = 1) -> None:
        """Put dots at the position and move on by their width."""
        if self._cells + cells > _MOST_CELLS:
            self._merge()
        self._items.append(Item(self.x, bitmap, ascent, text, cells))
        self._cells += cells
        self.x += bitmap.width
        self.end = max(self.end, self.x)

    def _merge(self) -> None:
        """Make one item of all, so that a line that is written over and over takes no more memory."""
        self._items = [Item(0, self.composed(self.end), self.ascent, self.reads(0))]
        self._cells = 1

    @property
    def height(self) -> int:
        """Rows that its items take around their common baseline."""
        if len(self._items) == 1:
            return self._items[0].bitmap.height
        return max(0, self.ascent + max((item.bitmap.height - item.ascent for item in self._items), default=0))

    @property
    def items(self) -> Sequence[Item]:
        """What stands in it, in the order in which it was put there."""
        return self._items

    def composed(self, width: int) -> Bitmap:
        """The line as dots, ``width`` wide; what stands farther right is cut off."""
        if len(self._items) == 1 and (alone := _alone(self._items[0], width)):
            return alone
        above, height = self.ascent, self.height
        if width <= STRIDE_DOTS and all(item.bitmap.width <= STRIDE_DOTS for item in self._items):
            number = 0
            for item in self._items:
                number |= _shifted(item, width) << STRIDE_DOTS * (height - above + item.ascent - item.bitmap.height)
            return Bitmap(width, JoinedRows(number, height))
        rows = [0] * height
        for item in self._items:
            _lay(rows, item.bitmap, above - item.ascent, width - item.right)
        return Bitmap(width, tuple(rows))

    def reads(self, start: int) -> str:
        """The line as text, its gaps as spaces; ``start`` dots lie in front of it."""
        parts: list[str] = []
        reached = 0
        for item in _from_left_to_right(self._items):
            gap = start + item.x - reached
            parts.append(" " * ((gap + _TEXT_COLUMN // 2) // _TEXT_COLUMN) + item.reads)
            reached = max(reached, start + item.right)
        return "".join(parts).rstrip()


def _from_left_to_right(items: list[Item]) -> Iterable[Item]:
    """As they are where none lies on another; else sorted, and runs character by character."""
    if all(before.right <= item.x for before, item in pairwise(items)):
        return items
    return sorted(chain.from_iterable(map(_single, items)), key=_place)


def _single(item: Item) -> Iterator[Item]:
    """The characters of a run one by one; their own dots do not matter here, but their width does."""
    if item.cells == 1:
        yield item
        return
    width = item.bitmap.width // item.cells
    for place, character in enumerate(item.text):
        yield Item(item.x + place * width, Bitmap(width, ()), item.ascent, character)


def _place(item: Item) -> int:
    return item.x


def _alone(item: Item, width: int) -> Bitmap | None:
    """A line of this item alone, as most lines of a receipt are; ``None`` where that takes more than moving it."""
    rows, room = item.bitmap.rows, width - item.right
    if room < 0 or width > STRIDE_DOTS or not isinstance(rows, JoinedRows):
        return None
    return Bitmap(width, rows.moved_left(room))


def _shifted(item: Item, width: int) -> int:
    """Its rows as one number, where they stand in a line of this width; what stands farther right is cut off."""
    shift = width - item.right
    if shift >= 0:
        return JoinedRows.of(item.bitmap.rows).number << shift
    seen = max(0, width - item.x)
    return JoinedRows.of(item.bitmap.cropped(seen).rows).number


def _lay(rows: list[int], bitmap: Bitmap, top: int, shift: int) -> None:
    if shift >= 0:
        for place, row in enumerate(bitmap.rows, top):
            rows[place] |= row << shift
    else:
        for place, row in enumerate(bitmap.rows, top):
            rows[place] |= row >> -shift


def placed(bitmap: Bitmap, x: int, width: int) -> Sequence[int]:
    """Rows ``width`` wide with the bitmap ``x`` dots from the left; what does not fit is cut off at the right."""
    shift = width - x - bitmap.width
    if shift == 0:
        return bitmap.rows
    if shift > 0 and width <= STRIDE_DOTS and isinstance(bitmap.rows, JoinedRows):
        return bitmap.rows.moved_left(shift)
    if shift > 0:
        return [row << shift for row in bitmap.rows]
    return [row >> -shift for row in bitmap.rows]


def upside_down(bitmap: Bitmap) -> Bitmap:
    """Turned by half a circle."""
    width = bitmap.width
    if width <= STRIDE_DOTS:
        return Bitmap(width, JoinedRows.of(bitmap.rows).upside_down(width))
    return Bitmap(width, tuple(int(f"{row:0{width}b}"[::-1], 2) for row in reversed(bitmap.rows)))
