"""Where on the line: tabs, positions, alignment, margins, motion units."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import low_high, member, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

_TWO_BYTES = 65535
_MOST_TABS = 32


@dataclass(frozen=True, slots=True)
class Tab(Command):
    """``HT``: go to the next tab stop; ignored where none follows. By default one stands every 8 columns of font A."""

    def encode(self) -> bytes:
        """``09``."""
        return b"\t"


@dataclass(frozen=True, slots=True)
class TabStops(Command):
    """``ESC D``: up to 32 tab stops, each the number of columns to its left, ascending; none at all clears them.

    A column is as wide as a character is at this moment, so choose font and size first.
    """

    columns: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if type(self.columns) is not tuple:
            raise CommandError(f"tab stops must be a tuple of columns, not {self.columns!r}")
        if len(self.columns) > _MOST_TABS:
            raise CommandError(f"there are at most {_MOST_TABS} tab stops, not {len(self.columns)}")
        for column in self.columns:
            within("a tab stop", column, 1, 255)
        if list(self.columns) != sorted(set(self.columns)):
            raise CommandError(f"tab stops must ascend, and {self.columns!r} do not")

    def encode(self) -> bytes:
        """``1B 44 n1 … nk 00``."""
        return b"\x1bD" + bytes(self.columns) + b"\x00"


@dataclass(frozen=True, slots=True)
class AbsolutePosition(Command):
    """``ESC $``: go to so many dots from the left margin; ignored outside the print area."""

    dots: int

    def __post_init__(self) -> None:
        within("position", self.dots, 0, _TWO_BYTES)

    def encode(self) -> bytes:
        """``1B 24 nL nH``."""
        return b"\x1b$" + low_high(self.dots)


@dataclass(frozen=True, slots=True)
class RelativePosition(Command):
    r"""``ESC \``: go so many dots to the right, or to the left where negative; ignored outside the print area."""

    dots: int

    def __post_init__(self) -> None:
        within("relative position", self.dots, -32768, 32767)

    def encode(self) -> bytes:
        """``1B 5C nL nH``: to the left as 65536 less the dots."""
        return b"\x1b\\" + low_high(self.dots % (_TWO_BYTES + 1))


class Alignment(enum.Enum):
    """Where lines, pictures and codes stand between the margins."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2

    __hash__ = object.__hash__  # there is one of each; by name it takes ten times as long, and each row is looked up


@dataclass(frozen=True, slots=True)
class Align(Command):
    """``ESC a``: left, centre or right; also for pictures and codes. At the start of a line only."""

    alignment: Alignment

    def __post_init__(self) -> None:
        member("alignment", self.alignment, Alignment)

    def encode(self) -> bytes:
        """``1B 61 n``."""
        return b"\x1ba" + bytes([self.alignment.value])


@dataclass(frozen=True, slots=True)
class LeftMargin(Command):
    """``GS L``: dots kept free on the left. The printer takes it at the start of a line only."""

    dots: int

    def __post_init__(self) -> None:
        within("left margin", self.dots, 0, _TWO_BYTES)

    def encode(self) -> bytes:
        """``1D 4C nL nH``."""
        return b"\x1dL" + low_high(self.dots)


@dataclass(frozen=True, slots=True)
class AreaWidth(Command):
    """``GS W``: width of the print area in dots, counted from the left margin. At the start of a line only."""

    dots: int

    def __post_init__(self) -> None:
        within("area width", self.dots, 1, _TWO_BYTES)

    def encode(self) -> bytes:
        """``1D 57 nL nH``."""
        return b"\x1dW" + low_high(self.dots)


@dataclass(frozen=True, slots=True)
class MotionUnits(Command):
    """``GS P``: the units that positions and feeds count in, as parts of an inch; 0 is the default.

    The manual of the class states 1/180 and 1/360 inch, yet its own numbers only make sense with one unit a dot
    (1/203 inch). This package counts in dots, so it never sends this command by itself.
    """

    across: int = 0
    along: int = 0

    def __post_init__(self) -> None:
        within("across", self.across, 0, 255)
        within("along", self.along, 0, 255)

    def encode(self) -> bytes:
        """``1D 50 x y``."""
        return b"\x1dP" + bytes([self.across, self.along])
