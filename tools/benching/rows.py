"""The rows of the table: what is measured, for whom, and what we want to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benching.rivals import ESCPOS, OURS

HEAD_KB_PER_S: Final = 172.8
"""What the print head takes at 300 mm/s: 72 bytes a row, 2,400 rows a second."""
BEST: Final = "the best rival"


@dataclass(frozen=True)
class Target:
    """What our value shall be beside another's.

    Attributes:
        most: The most that our value may be, as a multiple of theirs.
        beside: Whose; ``BEST`` is the smallest of all others', and nothing is a limit by itself.
        least: The limit is the least instead.
    """

    most: float
    beside: str = BEST
    least: bool = False


@dataclass(frozen=True)
class Value:
    """A median and its spread: the tenth and the ninetieth of a hundred; a single figure has none."""

    median: float
    low: float
    high: float
    rounds: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        name: What ``--only`` calls it.
        title: What readers call it.
        unit: Of all values.
        values: By side.
        target: What we want to reach, if anything.
    """

    name: str
    title: str
    unit: str
    values: dict[str, Value]
    target: Target | None = None

    @property
    def reference(self) -> float | None:
        """What our value is set beside; ``None`` where there is none in this run."""
        others = [value.median for side, value in self.values.items() if side != OURS]
        if self.target is None or OURS not in self.values:
            return None
        if self.target.beside == BEST:
            return min(others, default=None)
        if not self.target.beside:
            return 1.0
        value = self.values.get(self.target.beside)
        return value.median if value else None

    @property
    def ratio(self) -> float | None:
        """Our value as a multiple of the reference."""
        reference = self.reference
        return self.values[OURS].median / reference if reference else None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; ``None`` where that cannot be said."""
        if self.target is None or self.ratio is None:
            return None
        return self.ratio >= self.target.most if self.target.least else self.ratio <= self.target.most


@dataclass(frozen=True)
class Work:
    """A piece of work whose time is measured in all sides that can do it."""

    name: str
    title: str
    target: Target | None = None


FASTER: Final = Target(1.0)
TIMED: Final = (
    Work("ascii", "1000 lines of ASCII", Target(0.25, ESCPOS)),
    Work("mixed", "1000 lines of mixed scripts", Target(0.25, ESCPOS)),
    Work("logo", "logo 384 × 128, from its file", FASTER),
    Work("photo", "photo 576 × 2000, another each time", Target(1 / 3, ESCPOS)),
    Work("receipt", "common receipt, whole", FASTER),
    Work("receipt-no-logo", "the same without its logo", FASTER),
    Work("receipt-text", "its text alone", Target(0.8, "receiptline")),
    Work("receipt-text-new", "its text alone, another receipt each time", Target(0.8, "receiptline")),
    Work("receipt-stored-logo", "whole, its logo kept in the printer", FASTER),
)
STATUS: Final = Work("status", "status round trip: our four questions, python-escpos' two")
IN_BYTES: Final = tuple(work.name for work in TIMED)
WHOLE_RECEIPTS: Final = ("receipt", "receipt-stored-logo")
"""What others can only send whole stands beside both."""
STORED_LOGO_BYTES: Final = 1200
