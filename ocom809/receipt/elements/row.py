"""Cells beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeGuard

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.assembly import Grid, Slot
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.pieces import Line, Part, Piece, PlainLine
from ocom809.receipt.plain import is_plain
from ocom809.receipt.rows import GAP_COLUMNS, shared_widths
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import Words, must_be_leader, must_be_words
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.repertoire import Repertoire

_MOST_CELLS = 32
_PAIR = 2
_HALVES = {Alignment.LEFT: 0, Alignment.CENTER: 1, Alignment.RIGHT: 2}


@dataclass(frozen=True, slots=True)
class Row(Element):
    """Cells beside one another; what is too long for its cell goes on below, within the cell."""

    name: ClassVar[str] = "row"
    cells: tuple[Words, ...]
    widths: tuple[int | None, ...] | None = None
    alignments: tuple[Alignment, ...] | None = None
    style: Style = PLAIN
    leader: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.cells) <= _MOST_CELLS:
            raise DocumentError(f"a row has 1 to {_MOST_CELLS} cells, not {len(self.cells)}")
        for cell in self.cells:
            must_be_words("a cell", cell)
        self._must_be_as_many("widths", self.widths)
        self._must_be_as_many("alignments", self.alignments)
        must_be_leader(self.leader)
        for alignment in self.alignments or ():
            must_be_alignment(alignment)
        for place, columns in enumerate(self.widths or ()):
            # Every cell but the last one gives a column to the gap on its right.
            least = 1 if place == len(self.cells) - 1 else 2
            if columns is not None and (type(columns) is not int or columns < least):
                raise DocumentError(f"cell {place + 1} must be at least {least} columns wide or None, not {columns!r}")

    def _must_be_as_many(self, kind: str, values: tuple[object, ...] | None) -> None:
        if values is not None and len(values) != len(self.cells):
            raise DocumentError(f"a row of {len(self.cells)} cells has as many {kind}, not {len(values)}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The cells side by side, which need no alignment of the printer's."""
        cells = [canvas.parts(cell, self.style) for cell in self.cells]
        pitch = self.style.cell_dots
        naturals = [max([-(-width_of(line) // pitch) for line in cell]) for cell in cells]
        slots = self._slots(naturals, canvas)
        grid = Grid(slots, fill=self.style, width_dots=slots[-1].x + slots[-1].width_dots)
        alignments = self.alignments or _usual(len(self.cells))
        yield from grid.lines(
            [
                [Line(part, alignment) for line in cell for part in wrapped(line, slot.width_dots)]
                for cell, slot, alignment in zip(cells, slots, alignments, strict=True)
            ]
        )

    def plain_line(self, canvas: Canvas) -> PlainLine | None:
        """Its cells, where they are plain and fit into their rooms."""
        cells, style = self.cells, self.style
        if self.leader or style.fills_blanks or style.upside_down or not _are_plain(cells, canvas.repertoire):
            return None
        try:
            rooms = self._rooms(cells, canvas)
        except DocumentError:  # ``layout`` says it
            return None
        texts, cell_dots = [], style.cell_dots
        for text, (x, width_dots, halves) in zip(cells, rooms, strict=True):
            free_dots = width_dots - len(text) * cell_dots
            if free_dots < 0:
                return None
            if text:
                texts.append((x + free_dots * halves // 2, text))
        return (style, Alignment.LEFT, tuple(texts)) if texts else None

    def measure(self, canvas: Canvas) -> Measure:
        """From two columns for each cell to all cells in one line."""
        pitch, gaps = self.style.cell_dots, (len(self.cells) - 1) * GAP_COLUMNS
        cells = [canvas.silent().parts(cell, self.style) for cell in self.cells]
        return Measure((len(cells) + gaps) * pitch, sum(max(map(width_of, lines)) for lines in cells) + gaps * pitch)

    def _slots(self, naturals: Sequence[int], canvas: Canvas) -> tuple[Slot, ...]:
        leader = canvas.sign(self.leader, self.style, ".") if self.leader else ()
        return _slots(self._needs(naturals), canvas.columns(self.style), self.widths, self.style.cell_dots, leader)

    def _rooms(self, cells: tuple[str, ...], canvas: Canvas) -> tuple[tuple[int, int, int], ...]:
        needs = self._needs(cells if self.widths or len(cells) != _PAIR else list(map(len, cells)))
        columns = canvas.columns(self.style)
        return _rooms(needs, columns, self.widths, self.style.cell_dots, self.alignments or _usual(len(cells)))

    def _needs(self, naturals: Sequence[Any]) -> tuple[int, ...]:
        """What cells need matters to a pair alone; without it, all rows of a list share the line in the same way."""
        return tuple(naturals) if self.widths is None and len(naturals) == _PAIR else (0,) * len(naturals)


@lru_cache(maxsize=_MOST_CELLS)
def _usual(cells: int) -> tuple[Alignment, ...]:
    last = Alignment.RIGHT if cells > 1 else Alignment.LEFT
    return (*[Alignment.LEFT] * (cells - 1), last)


def _are_plain(cells: tuple[Words, ...], repertoire: Repertoire) -> TypeGuard[tuple[str, ...]]:
    """Whether all of them are plain texts, or empty: looked at together, each with a bar behind it."""
    try:
        words = "|".join(cells) + "|"  # type: ignore[arg-type]  # that is asked here
    except TypeError:  # styled ones
        return False
    return is_plain(words, repertoire) and " |" not in words


@lru_cache(maxsize=256)
def _slots(
    naturals: tuple[int, ...], columns: int, wanted: tuple[int | None, ...] | None, pitch: int, leader: tuple[Part, ...]
) -> tuple[Slot, ...]:
    """The rooms of cells, by what each needs and what is wanted, in columns of so many dots."""
    slots, x = [], 0
    widths = shared_widths(naturals, columns, wanted)
    for number, taken in enumerate(widths, start=1):
        gap = GAP_COLUMNS if number < len(widths) else 0
        slots.append(Slot(x * pitch, (taken - gap) * pitch, leader=leader if gap else ()))
        x += taken
    return tuple(slots)


@lru_cache(maxsize=256)
def _rooms(
    naturals: tuple[int, ...],
    columns: int,
    wanted: tuple[int | None, ...] | None,
    pitch: int,
    alignments: tuple[Alignment, ...],
) -> tuple[tuple[int, int, int], ...]:
    """Where each cell begins, how wide it is, and how many halves of its white lie on its left."""
    slots = _slots(naturals, columns, wanted, pitch, ())
    return tuple([(slot.x, slot.width_dots, _HALVES[own]) for slot, own in zip(slots, alignments, strict=True)])
