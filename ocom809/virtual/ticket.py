"""A piece of paper that came off: its dots, its text, and what happened while it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.paper import DOTS_PER_MM, Ending, TextLine, row_bytes
from ocom809.virtual.strips import Strips

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from ocom809.virtual.event import Event

_SHOWN_CHARACTERS: Final = 60


class _Dots:
    """The field ``dots`` of a ticket: given as bytes or as strips, read as bytes, which are then built."""

    def __get__(self, ticket: Ticket | None, _owner: type[Ticket]) -> bytes:
        if ticket is None:
            raise AttributeError("dots has no default")
        return bytes(ticket.strips)

    def __set__(self, ticket: Ticket, dots: bytes | Strips) -> None:
        strips = dots if isinstance(dots, Strips) else Strips(row_bytes(ticket.width_dots), (dots,))
        ticket.__dict__["strips"] = strips


# Without slots, because one of the fields is a descriptor.
@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A piece of paper in the customer's hand.

    Attributes:
        number: Which one it is since the printer was made, counted from 1.
        width_dots: Dots across the printable area.
        dots: The rows from top to bottom, each padded to whole bytes, the highest bit leftmost, 1 = black.
            They are built when they are asked for.
        lines: The text on it, up to 16 MiB.
        began: How the piece before it came off, which is what its upper edge looks like.
        ended: How it came off itself.
        events: What happened while it was printed.
        source: The instructions that were carried out for it, as bytes; ``None`` where they are more than are kept.
    """

    number: int
    width_dots: int
    dots: bytes = cast("bytes", _Dots())
    lines: tuple[TextLine, ...] = ()
    began: Ending = Ending.FULL_CUT
    ended: Ending = Ending.FULL_CUT
    events: tuple[Event, ...] = ()
    source: bytes | None = b""

    def __repr__(self) -> str:
        size = f"{self.width_dots} x {self.height_dots} dots"
        return f"<Ticket {self.number}: {size}, {self.ended.value}, {len(self.events)} events, {_excerpt(self.text)}>"

    @property
    def strips(self) -> Strips:
        """The rows as they are kept, long blank stretches as numbers: for paper that is too long to build its dots."""
        kept: Strips = self.__dict__["strips"]
        return kept

    @property
    def height_dots(self) -> int:
        """Rows of dots from edge to edge."""
        return self.strips.height

    @property
    def millimetres(self) -> float:
        """How long the paper is."""
        return self.height_dots / DOTS_PER_MM

    @property
    def text(self) -> str:
        """What can be read on it, a line of text for each line of print."""
        return "\n".join(line.text for line in self.lines)

    @property
    def black_dots(self) -> int:
        """How many dots were burnt."""
        return self.strips.black_dots

    def row(self, y_dots: int) -> int:
        """The row at ``y_dots`` as an integer, the highest of its ``width_dots`` bits leftmost."""
        packed = int.from_bytes(bytes(self.strips.between(y_dots, y_dots + 1)))
        return packed >> (row_bytes(self.width_dots) * 8 - self.width_dots)

    def bitmap(self) -> Bitmap:
        """The printable area as rows of integers."""
        padded = Bitmap.from_bytes(self.dots, row_bytes(self.width_dots))
        return padded.cropped(self.width_dots)

    def to_image(self) -> Image:
        """The printable area, dot for dot, as a Pillow image of mode ``1``."""
        from PIL import Image

        # In raw mode 1;I a set bit is black, which is how the paper is kept.
        return Image.frombytes("1", (self.width_dots, self.height_dots), self.dots, "raw", "1;I")

    def save(self, path: str | Path, *, dot_gain: bool = False) -> None:
        """Save it as a PNG of 203 dpi that looks like the paper: 80 mm wide, with margins and edges.

        Args:
            path: Where to.
            dot_gain: Whether black dots are drawn a little larger and rounder, as heat leaves them on real paper; the
                picture has 609 dpi then. Without it, each pixel is one dot.

        Raises:
            OSError: It cannot be written there.
        """
        from ocom809.virtual.picture import save_png

        save_png(self, path, dot_gain=dot_gain)


def _excerpt(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")
