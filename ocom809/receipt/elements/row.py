"""Cells beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, TypeGuard

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.receipt.assembly import Grid, Slot
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.pieces import Line, Part, Piece, PlainLine, before
from ocom809.receipt.plain import is_plain
from ocom809.receipt.rows import GAP_COLUMNS, shared_widths
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import MOST_CHARACTERS, Words, must_be_leader, must_be_words
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.repertoire import Repertoire

_MOST_CELLS = 32
_PAIR = 2
_LEFT, _FONT_B = Alignment.LEFT, Font.B  # found at once here; in their enums they take ten times as long to find


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
        cells, widths, alignments = self.cells, self.widths, self.alignments
        if not 1 <= len(cells) <= _MOST_CELLS:
            raise DocumentError(f"a row has 1 to {_MOST_CELLS} cells, not {len(cells)}")
        for cell in cells:
            if type(cell) is not str or len(cell) > MOST_CHARACTERS:
                must_be_words("a cell", cell)
        if self.leader != "":
            must_be_leader(self.leader)
        try:
            if widths is not None:
                _known_widths(len(cells), *widths)
            if alignments is not None:
                _known_alignments(len(cells), *alignments)
        except TypeError:  # a value that nothing can be looked up by
            _must_be_widths(len(cells), *(widths or (None,) * len(cells)))
            _must_be_alignments(len(cells), *(alignments or _usual(len(cells))))

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
        lengths, room_dots = tuple(map(len, cells)), canvas.rooms_dots[style.font is _FONT_B]
        lefts = _lefts(lengths, room_dots, self.widths, style.cell_dots, self.alignments)
        if not lefts:
            return None
        texts = cells if len(lefts) == len(cells) else tuple(filter(None, cells))
        return (style, _LEFT, canvas.spacing_dots), (lefts, texts)

    def measure(self, canvas: Canvas) -> Measure:
        """From two columns for each cell to all cells in one line."""
        pitch, gaps = self.style.cell_dots, (len(self.cells) - 1) * GAP_COLUMNS
        cells = [canvas.silent().parts(cell, self.style) for cell in self.cells]
        return Measure((len(cells) + gaps) * pitch, sum(max(map(width_of, lines)) for lines in cells) + gaps * pitch)

    def _slots(self, naturals: Sequence[int], canvas: Canvas) -> tuple[Slot, ...]:
        leader = canvas.sign(self.leader, self.style, ".") if self.leader else ()
        needs = _needs(naturals, self.widths)
        return _slots(needs, canvas.columns(self.style), self.widths, self.style.cell_dots, leader)


def _must_be_widths(cells: int, *widths: object) -> None:
    """Every cell but the last one gives a column to the gap on its right."""
    _must_be_as_many(cells, "widths", len(widths))
    for place, columns in enumerate(widths, start=1):
        least = 1 if place == cells else 2
        if columns is not None and (type(columns) is not int or columns < least):
            raise DocumentError(f"cell {place} must be at least {least} columns wide or None, not {columns!r}")


def _must_be_alignments(cells: int, *alignments: object) -> None:
    _must_be_as_many(cells, "alignments", len(alignments))
    for alignment in alignments:
        must_be_alignment(alignment)


def _must_be_as_many(cells: int, kind: str, values: int) -> None:
    if values != cells:
        raise DocumentError(f"a row of {cells} cells has as many {kind}, not {values}")


# They are the same for all rows of a list; typed, because 5 is a width and 5.0 is none.
_known_widths = lru_cache(maxsize=256, typed=True)(_must_be_widths)
_known_alignments = lru_cache(maxsize=256, typed=True)(_must_be_alignments)


def _needs(naturals: Sequence[int], wanted: tuple[int | None, ...] | None) -> tuple[int, ...]:
    """What cells need matters to a pair alone; without it, all rows of a list share the line in the same way."""
    return tuple(naturals) if wanted is None and len(naturals) == _PAIR else (0,) * len(naturals)


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


@lru_cache(maxsize=1024)  # rows of one list differ in little but the lengths of their texts
def _lefts(
    lengths: tuple[int, ...],
    room_dots: int,
    wanted: tuple[int | None, ...] | None,
    pitch: int,
    alignments: tuple[Alignment, ...] | None,
) -> tuple[int, ...]:
    """Where the texts of plain cells begin that are not empty; nothing at all where one does not fit into its cell."""
    try:
        slots = _slots(_needs(lengths, wanted), room_dots // pitch, wanted, pitch, ())
    except DocumentError:  # ``layout`` says it
        return ()
    free_dots = [slot.width_dots - length * pitch for slot, length in zip(slots, lengths, strict=True)]
    if min(free_dots) < 0:
        return ()
    places = zip(lengths, slots, alignments or _usual(len(lengths)), free_dots, strict=True)
    return tuple([slot.x + before(alignment, free) for length, slot, alignment, free in places if length])
