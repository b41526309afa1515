"""The text of a column, broken into rows as wide as the column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands import Alignment

if TYPE_CHECKING:
    from ocom809.receipt.markup.characters import Characters, Places
    from ocom809.receipt.markup.values import Column, Fragment, Look

_HALVES = {Alignment.LEFT: 0, Alignment.CENTER: 1, Alignment.RIGHT: 2}


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring characters of one look.

    Attributes:
        places: Each character with its marks, and the columns that it takes at usual size.
        look: How they look.
    """

    places: tuple[tuple[str, int], ...]
    look: Look

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(characters for characters, _ in self.places)

    @property
    def columns(self) -> int:
        """The columns that they take."""
        return sum(columns for _, columns in self.places) * self.look.width


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row of a column.

    Attributes:
        half_columns: Blank halves of a column on the left of it: centred text may stand between two columns.
        parts: In the order in which they are read; none where the author left the row empty.
        alignment: To which pipes the text was drawn.
    """

    half_columns: int
    parts: tuple[Part, ...]
    alignment: Alignment = Alignment.LEFT

    @property
    def height(self) -> int:
        """Of its highest character, in lines."""
        return max((part.look.height for part in self.parts), default=1)


class _Rows:
    """Rows under construction."""

    def __init__(self, width: int, alignment: Alignment, characters: Characters) -> None:
        self.done: list[Row] = []
        self._characters = characters
        self._width, self._alignment = width, alignment
        self._free = width
        self._parts: list[tuple[Places, Look]] = []
        self._part_begins = True
        self._is_over = False

    def add_whole(self, rows: list[Row]) -> None:
        """Rows that were set elsewhere; the author's line end behind them begins no further one."""
        self.done += rows
        self._is_over = True

    def add(self, fragment: Fragment) -> None:
        """Text of one look; a character that is wider than the whole column is left out."""
        self._part_begins = True
        places = self._characters.places(fragment.text)
        fits = [columns * fragment.look.width <= self._width for _, columns in places]
        for place, does_fit, next_fits in zip(places, fits, [*fits[1:], True], strict=True):
            if not does_fit:
                self._characters.leave_out(place[0])
                continue
            self._put(place, fragment.look)
            # A full row ends at once, so that the author's own line end behind it leaves an empty one; a character
            # that will be left out delays that.
            if not self._free and next_fits:
                self.end()

    def _put(self, place: tuple[str, int], look: Look) -> None:
        taken = place[1] * look.width
        if taken > self._free:
            self.end()
        if self._part_begins:
            self._parts.append(([], look))
            self._part_begins = False
        self._parts[-1][0].append(place)
        self._free -= taken

    def end(self) -> None:
        """The next character begins a new row."""
        if self._is_over:
            self._is_over = False
            return
        parts = tuple(Part(tuple(places), look) for places, look in self._parts)
        self.done.append(Row(self._free * _HALVES[self._alignment], parts, self._alignment))
        self._free, self._parts, self._part_begins = self._width, [], True

    def close(self) -> list[Row]:
        """All rows; an empty one at the end is none."""
        if self._parts:
            self.end()
        return self.done


def wrapped(column: Column, width: int, characters: Characters) -> list[Row]:
    """The rows of a column that is so many columns wide.

    Text is broken between any two characters, as the language has it, unless ``characters`` set its line as a whole.
    """
    rows = _Rows(width, column.alignment, characters)
    for number, line in enumerate(column.lines):
        if number:
            rows.end()
        whole = characters.whole_rows(line, width, column.alignment)
        if whole is not None:
            rows.add_whole(whole)
            continue
        for fragment in line:
            rows.add(fragment)
    return rows.close()
