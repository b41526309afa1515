"""Page mode: everything goes to a page in memory, in any of four directions, and is printed at one blow.

Optional in practice: on one Xprinter it worked only after a firmware update, so try it on the unit before relying on
it. Pictures of ``GS v 0`` and ``FS p``, user memory and test pages are not usable in it. ``ESC @`` leaves it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands._wire import low_high, member, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

TALLEST_PAGE_DOTS = 1662
"""The page's length by the manual. It also says about 117 mm, which are 936 dots; taller pages depend on the unit."""
_TWO_BYTES = 65535


@dataclass(frozen=True, slots=True)
class EnterPageMode(Command):
    """``ESC L``: from now on everything goes to the page. At the start of a line only."""

    def encode(self) -> bytes:
        """``1B 4C``."""
        return b"\x1bL"


@dataclass(frozen=True, slots=True)
class LeavePageMode(Command):
    """``ESC S``: throw the page away and print line by line again."""

    def encode(self) -> bytes:
        """``1B 53``."""
        return b"\x1bS"


@dataclass(frozen=True, slots=True)
class PrintPage(Command):
    """``FF``: print the page and leave page mode.

    For page mode only: outside it units differ, and some with marked paper feed to the next black mark.
    """

    def encode(self) -> bytes:
        """``0C``."""
        return b"\x0c"


@dataclass(frozen=True, slots=True)
class PrintPageAndStay(Command):
    """``ESC FF``: print the page and keep it, with its area and direction, to print it again. Page mode only."""

    def encode(self) -> bytes:
        """``1B 0C``."""
        return b"\x1b\x0c"


@dataclass(frozen=True, slots=True)
class ErasePage(Command):
    """``CAN``: erase what stands in the page's area. Page mode only."""

    def encode(self) -> bytes:
        """``18``."""
        return b"\x18"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageArea(Command):
    """``ESC W``: the part of the page that the following goes to, in dots from the top left corner.

    Where it does not fit, the printer shortens it, or, if it begins outside, prints the measures as text; so both are
    refused here.

    Args:
        left: Dots from the left edge, 0 to 65535.
        top: Dots from the top edge.
        width: Dots across, at least 1.
        height: Dots along the paper, at least 1; ``top`` and ``height`` together at most 1662 (about 208 mm).
    """

    left: int = 0
    top: int = 0
    width: int
    height: int

    def __post_init__(self) -> None:
        within("left", self.left, 0, _TWO_BYTES)
        within("top", self.top, 0, TALLEST_PAGE_DOTS - 1)
        within("width", self.width, 1, _TWO_BYTES)
        within("height", self.height, 1, TALLEST_PAGE_DOTS)
        within("top and height together", self.top + self.height, 1, TALLEST_PAGE_DOTS)

    def encode(self) -> bytes:
        """``1B 57 xL xH yL yH dxL dxH dyL dyH``."""
        return b"\x1bW" + b"".join(map(low_high, (self.left, self.top, self.width, self.height)))

    def check(self, profile: Profile) -> None:
        """Refuse an area that goes over the edge of the paper."""
        if self.left + self.width > profile.width_dots:
            raise CommandError(
                f"a page area from {self.left} to {self.left + self.width} dots goes over the "
                f"{profile.width_dots} dots of {profile.name}"
            )


class PageDirection(enum.Enum):
    """Which way the text of a page runs, and the corner of the area where it begins."""

    LEFT_TO_RIGHT = 0
    """From the top left corner."""
    BOTTOM_TO_TOP = 1
    """From the bottom left corner."""
    RIGHT_TO_LEFT = 2
    """From the bottom right corner, upside down."""
    TOP_TO_BOTTOM = 3
    """From the top right corner."""


@dataclass(frozen=True, slots=True)
class SelectPageDirection(Command):
    """``ESC T``: the direction in which the following is put on the page; it begins at that corner of the area."""

    direction: PageDirection

    def __post_init__(self) -> None:
        member("direction", self.direction, PageDirection)

    def encode(self) -> bytes:
        """``1B 54 n``."""
        return b"\x1bT" + bytes([self.direction.value])


@dataclass(frozen=True, slots=True)
class AbsoluteVerticalPosition(Command):
    """``GS $``: go so many dots down from where the area begins, as its direction sees it. Page mode only.

    Ignored outside the area.
    """

    dots: int

    def __post_init__(self) -> None:
        within("vertical position", self.dots, 0, _TWO_BYTES)

    def encode(self) -> bytes:
        """``1D 24 nL nH``."""
        return b"\x1d$" + low_high(self.dots)


@dataclass(frozen=True, slots=True)
class RelativeVerticalPosition(Command):
    r"""``GS \``: go so many dots down, or up where negative; ignored outside the area. Page mode only."""

    dots: int

    def __post_init__(self) -> None:
        within("relative vertical position", self.dots, -32768, 32767)

    def encode(self) -> bytes:
        """``1D 5C nL nH``: upwards as 65536 less the dots."""
        return b"\x1d\\" + low_high(self.dots % (_TWO_BYTES + 1))
