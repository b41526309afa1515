"""The sheet that grows under the head: rows are added below, and tickets are cut or torn off above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from ocom809.errors import InputError
from ocom809.virtual.joined_rows import JoinedRows
from ocom809.virtual.paper import Ending, TextLine, row_bytes, text_bytes
from ocom809.virtual.strips import GrowingStrips
from ocom809.virtual.ticket import Ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.virtual.event import Event
    from ocom809.virtual.strips import Strips

SHEET_LIMIT_ROWS: Final = 1_000_000
"""125 m of paper in one piece, more than a roll holds: a stream that asks for more is no receipt."""
SHEET_LIMIT_BYTES: Final = 72_000_000
"""What the dots of so much paper take at 576 dots; wider paper may be less long."""
TEXT_LIMIT_BYTES: Final = 16 * 1024 * 1024
"""Text that is noted with one piece, three times as much as lines of characters fill it with; a page of page mode that
has a text in every row and is printed over and over would need ten times as much."""


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
