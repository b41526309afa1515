"""How much paper a stream may ask for: three bytes can feed a metre, and nobody has a roll that never ends.

It is counted by the bytes of the stream that were carried out, so it is the same however they were cut into chunks.
What people print stays far below it: a line takes as many bytes as it has letters, and a feed stands between lines.
"""

from __future__ import annotations

from typing import Final

FREE_ROWS: Final = 2_000_000
"""250 m, more than three rolls, for whatever reason."""
ROWS_PER_BYTE: Final = 64
"""And 8 mm for each byte: two empty lines and more, so a stream of lines is never held up."""


class Allowance:
    """What is left of the paper that may be asked for since the power came on.

    Args:
        free_rows: Rows that are allowed whatever was received; ``None`` for no bound at all.

    Attributes:
        offset: Where the instruction stands in the stream that is carried out now.
    """

    def __init__(self, free_rows: int | None = FREE_ROWS) -> None:
        self.offset = 0
        self._free_rows = free_rows
        self._first_row = self._first_byte = 0

    def begin(self, advanced: int) -> None:
        """The power came on, with so many rows advanced before."""
        self._first_row, self._first_byte = advanced, self.offset

    def left(self, advanced: int, wanted: int) -> int:
        """How many of the wanted rows may still come when so many have been advanced."""
        if self._free_rows is None:
            return wanted
        allowed = self._free_rows + ROWS_PER_BYTE * (self.offset - self._first_byte)
        return max(0, min(wanted, allowed - (advanced - self._first_row)))
