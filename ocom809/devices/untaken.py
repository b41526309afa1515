"""What was written and not taken: where an error has its counts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Untaken:
    """What the printer's end of a wire had not taken of all that was written, at one moment.

    Attributes:
        waiting: Bytes of which nobody has said that they were taken.
        unsent: Those of them that have certainly not left this computer; the others are in doubt.
    """

    waiting: int
    unsent: int

    def tell(self, error: DeviceError, handed_over: int) -> None:
        """Write into ``error`` how many of ``handed_over`` bytes were taken for certain, and how many are in doubt."""
        error.handed_over = handed_over
        error.written = max(0, handed_over - self.waiting)
        error.in_doubt = max(0, handed_over - error.written - self.unsent)
