"""Paper: the sheet that grows under the head, and the tickets that are cut or torn from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, cast

from ocom809.errors import InputError
from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.joined_rows import JoinedRows
from ocom809.virtual.strips import GrowingStrips, Strips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from ocom809.virtual.event import Event

DOTS_PER_MM: Final = 8
SHEET_LIMIT_ROWS: Final = 1_000_000
"""125 m of paper in one piece, more than a roll holds: a stream that asks for more is no receipt."""
SHEET_LIMIT_BYTES: Final = 72_000_000
"""What the dots of so much paper take at 576 dots; wider paper may be less long."""

LINE_BYTES: Final = 100
"""What a line of text takes in memory beside its characters, about."""
TEXT_LIMIT_BYTES: Final = 16 * 1024 * 1024
"""Text that is noted with one piece, three times as much as lines of characters fill it with; a page of page mode that
has a text in every row and is printed over and over would need ten times as much."""
_SHOWN_CHARACTERS: Final = 60


class Ending(Enum):
    """How a piece of paper came off."""

    FULL_CUT = "full cut"
    PARTIAL_CUT = "partial cut"
    TORN_OFF = "torn off"
    PAPER_END = "paper end"


@dataclass(frozen=True, slots=True)
class TextLine:
    """What a reader reads at one place of the paper.

    Attributes:
        y_dots: The upper edge of the line, in dots from the top of the paper.
        text: The characters.
    """

    y_dots: int
    text: str


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


class Sheet:
    """Paper that comes out and hangs together: rows are added at the lower end, pieces come off at the upper.

    Args:
        width_dots: Dots across the printable area.
        leading_dots: Blank paper that is there from the start: what lies between the knife and the head.
        began: How its upper edge was made.
        limit_rows: How long one piece may become; where None, 1,000,000 rows, or fewer of more than 576 dots.
    """

    def __init__(
        self,
        width_dots: int,
        *,
        leading_dots: int = 0,
        began: Ending = Ending.FULL_CUT,
        limit_rows: int | None = None,
    ) -> None:
        self.width_dots = width_dots
        self.began = began
        self._row_bytes = row_bytes(width_dots)
        longest = min(SHEET_LIMIT_ROWS, SHEET_LIMIT_BYTES // self._row_bytes)
        self._limit = longest if limit_rows is None else limit_rows
        self._padding = self._row_bytes * 8 - width_dots
        self._mask = (1 << width_dots) - 1
        self._strips = GrowingStrips(self._row_bytes)
        self._last: tuple[Sequence[int], bytes] = (), b""
        self._strips.feed(leading_dots)
        self._lines: list[TextLine] = []
        self._text_bytes = 0

    @property
    def height_dots(self) -> int:
        """Rows so far."""
        return self._strips.height

    @property
    def room_rows(self) -> int:
        """Rows that may still be added."""
        return max(0, self._limit - self.height_dots)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self._lines and self._strips.so_far().is_blank

    def print_rows(self, rows: Sequence[int], lines: Sequence[TextLine] = ()) -> None:
        """Add rows of dots; what stands outside the printable area is lost, as on paper.

        Args:
            rows: One integer a row, as in ``Bitmap``.
            lines: What is to be read in them, counted from the first of them.

        Raises:
            InputError: The piece would become longer than the limit.
        """
        self._must_have_room(len(rows))
        if lines and self._text_bytes < TEXT_LIMIT_BYTES:
            top = self.height_dots
            self._lines += [TextLine(top + line.y_dots, line.text) for line in lines]
            self._text_bytes += text_bytes(lines)
        self._strips.add(self._packed(rows))

    def feed(self, dots: int) -> None:
        """Add blank rows.

        Raises:
            InputError: The piece would become longer than the limit.
        """
        self._must_have_room(dots)
        self._strips.feed(dots)

    def piece(self, ending: Ending, *, number: int = 0, events: Sequence[Event] = ()) -> Ticket:
        """What hangs out now, as if it came off where the sheet ends."""
        return self._ticket(self._strips.so_far(), ending, number=number, events=events)

    def take_off(
        self, y_dots: int, ending: Ending, *, number: int, events: Sequence[Event] = (), source: bytes | None = b""
    ) -> Ticket:
        """Separate the upper ``y_dots`` rows; the rest becomes the top of what comes next."""
        upper = self._strips.take_off(y_dots)
        ticket = self._ticket(upper, ending, number=number, events=events, source=source)
        self._lines = [TextLine(line.y_dots - y_dots, line.text) for line in self._lines if line.y_dots >= y_dots]
        self._text_bytes = text_bytes(self._lines)
        self.began = ending
        return ticket

    def _ticket(
        self, strips: Strips, ending: Ending, *, number: int, events: Sequence[Event], source: bytes | None = b""
    ) -> Ticket:
        height = strips.height
        return Ticket(
            number=number,
            width_dots=self.width_dots,
            dots=cast("bytes", strips),
            lines=tuple(line for line in self._lines if line.y_dots < height),
            began=self.began,
            ended=ending,
            events=tuple(events),
            source=source,
        )

    def _packed(self, rows: Sequence[int]) -> bytes:
        """The rows as bytes; the very same tuple over and over, such as a page of page mode, is packed once."""
        if isinstance(rows, JoinedRows):
            return rows.packed(self._row_bytes, self._padding)
        if rows is not self._last[0]:
            self._last = (rows, self._pack(rows)) if isinstance(rows, tuple) else ((), b"")
        return self._last[1] if isinstance(rows, tuple) else self._pack(rows)

    def _pack(self, rows: Sequence[int]) -> bytes:
        size, mask, padding = self._row_bytes, self._mask, self._padding
        if not padding:
            try:
                return b"".join([row.to_bytes(size) for row in rows])
            except OverflowError:
                pass  # dots outside of the printable area, which are rare and take longer
        return b"".join([((row & mask) << padding).to_bytes(size) for row in rows])

    def _must_have_room(self, rows: int) -> None:
        if rows > self.room_rows:
            raise InputError(f"a piece of paper of more than {self._limit} rows is refused", hint="Cut in between.")


def _excerpt(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")


def text_bytes(lines: Sequence[TextLine]) -> int:
    """What lines of text take in memory, about."""
    return sum(len(line.text) for line in lines) + LINE_BYTES * len(lines)


def row_bytes(width_dots: int) -> int:
    """Whole bytes that a row of ``width_dots`` takes."""
    return (width_dots + 7) // 8
