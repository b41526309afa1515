"""Moving the paper: line spacing and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands._wire import within
from ocom809.commands.base import Command

if TYPE_CHECKING:
    from ocom809.profile import Profile


@dataclass(frozen=True, slots=True)
class LineSpacing(Command):
    """``ESC 3`` or ``ESC 2``: from line to line, 0 to 255 dots; ``None`` is the printer's default of about 1/6 inch."""

    dots: int | None = None

    def __post_init__(self) -> None:
        if self.dots is not None:
            within("line spacing", self.dots, 0, 255)

    def encode(self) -> bytes:
        """``1B 33 n``, or ``1B 32`` for the default."""
        return b"\x1b2" if self.dots is None else b"\x1b3" + bytes([self.dots])


@dataclass(frozen=True, slots=True)
class Feed(Command):
    """``ESC J``: print what is on the line, then feed 0 to 255 dots."""

    dots: int

    def __post_init__(self) -> None:
        within("feed dots", self.dots, 0, 255)

    def encode(self) -> bytes:
        """``1B 4A n``."""
        return b"\x1bJ" + bytes([self.dots])


@dataclass(frozen=True, slots=True)
class FeedLines(Command):
    """``ESC d``: print what is on the line, then feed 0 to 255 lines.

    One unit of the class was measured to feed no more than about four lines however many were asked for, so more than
    ``Profile.longest_line_feed`` go in several feeds.
    """

    lines: int

    def __post_init__(self) -> None:
        within("feed lines", self.lines, 0, 255)

    def encode(self) -> bytes:
        """``1B 64 n``."""
        return b"\x1bd" + bytes([self.lines])

    def encode_for(self, profile: Profile) -> bytes:
        """As many feeds as this printer needs for all the lines."""
        most = profile.longest_line_feed
        whole, rest = divmod(self.lines, most)
        return FeedLines(most).encode() * whole + (FeedLines(rest).encode() if rest or not whole else b"")
