"""Where columns stand on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.markup.values import SHARED, Border

if TYPE_CHECKING:
    from ocom809.receipt.markup.values import Settings

_HALVES = {Alignment.LEFT: 0, Alignment.CENTER: 1, Alignment.RIGHT: 2}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the paper, in columns.

    Attributes:
        left: Columns on its left.
        width: Its own.
        places: Which of the line's columns stand in it.
        widths: How wide each of them is.
    """

    left: int
    width: int
    places: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width


def text_area(settings: Settings, count: int, columns: int) -> Area:
    """The area of a line of so many columns of text.

    Columns of no width are not there, and columns beyond those that fit with one character each neither.
    """
    wanted = settings.widths or (SHARED,) * count
    visible = [(place, width) for place, width in enumerate(wanted) if width][: _most(settings.border, columns)]
    widths = [width for _, width in visible]
    free = columns - _between(settings.border, len(widths))
    widths = _shared(widths, free)
    left_over = free - sum(widths)
    left = left_over * _HALVES[settings.alignment] // 2
    return Area(left, columns - left_over, tuple(place for place, _ in visible), tuple(widths))


def block_area(settings: Settings, columns: int) -> Area:
    """The area of a rule, a picture or a code: as wide as a line of text would be."""
    width = columns
    if settings.widths and SHARED not in settings.widths:
        present = [width for width in settings.widths if width]
        width = min(sum(present) + _between(settings.border, len(present)), columns)
    return Area((columns - width) * _HALVES[settings.alignment] // 2, width)


def _most(border: Border, columns: int) -> int:
    if border is Border.LINE:
        return (columns - 1) // 2
    return (columns + border.columns) // (border.columns + 1)


def _between(border: Border, count: int) -> int:
    """The columns that borders take; lines stand at both ends as well."""
    if not count:
        return 0
    return count + 1 if border is Border.LINE else (count - 1) * border.columns


def _shared(widths: list[int], free: int) -> list[int]:
    """The widths that come true: fixed ones give way to one column for each shared one, the widest first."""
    shares = widths.count(SHARED)
    fixed = [min(width, free) if width > 0 else 0 for width in widths]
    while sum(fixed) + shares > free:
        widest = max(range(len(fixed)), key=lambda place: (fixed[place], place))
        fixed[widest] -= 1
    rest, taken = free - sum(fixed), 0
    for place, width in enumerate(widths):
        if width == SHARED:
            fixed[place] = (rest + taken) // shares
            taken += 1
    return fixed
