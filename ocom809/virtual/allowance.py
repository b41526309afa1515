"""How much paper a stream may ask for: three bytes can feed a metre, and nobody has a roll that never ends.

It is counted by the bytes of the stream that were carried out, so it is the same however they were cut into chunks.
What people print stays far below it: a line takes as many bytes as it has letters, and a feed stands between lines.
It is counted anew for each connection and each roll, and whoever takes the time of a printer gets what one prints
meanwhile: so a unit that serves for days is never held up by what it printed on another day.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

FREE_ROWS: Final = 2_000_000
"""250 m, more than three rolls, for whatever reason."""
ROWS_PER_BYTE: Final = 64
"""And 8 mm for each byte: two empty lines and more, so a stream of lines is never held up."""
ROWS_PER_MINUTE: Final = 60 * 1000 * 8
"""And 60 m for each minute that has passed, as the fastest printer prints. By whole minutes, so that what is sent in
less time gets as much on any machine."""
_MINUTE_SECONDS: Final = 60


class Allowance:
    """What is left of the paper that may be asked for since the power came on, a roll was put in or a host left.

    Args:
        free_rows: Rows that are allowed whatever was received; ``None`` for no bound at all.
        clock: Where the time comes from, in seconds.

    Attributes:
        offset: Where the instruction stands in the stream that is carried out now.
    """

    def __init__(self, free_rows: int | None = FREE_ROWS, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.offset = 0
        self._free_rows = free_rows
        self._clock = clock
        self.begin(0)

    def begin(self, advanced: int) -> None:
        """Count anew, with so many rows advanced before."""
        self._first_row, self._first_byte, self._first_second = advanced, self.offset, self._clock()

    def left(self, advanced: int, wanted: int) -> int:
        """How many of the wanted rows may still come when so many have been advanced."""
        if self._free_rows is None:
            return wanted
        allowed = self._free_rows + ROWS_PER_BYTE * (self.offset - self._first_byte) - (advanced - self._first_row)
        if allowed < wanted:
            allowed += ROWS_PER_MINUTE * int((self._clock() - self._first_second) // _MINUTE_SECONDS)
        return max(0, min(wanted, allowed))
