"""Paper with black marks, for units that have a sensor for them.

The marks' measures and the sensor's persistent switch are settings of the unit, not commands of a job.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import flag, low_high, member, within
from ocom809.commands.base import Command

_FUNCTION = b"\x1d(F\x04\x00"
_TWO_BYTES = 65535


class PaperType(enum.Enum):
    """What ``ESC c 0`` can be told about the roll."""

    NORMAL = 0x00
    MARKED = 0x99


@dataclass(frozen=True, slots=True)
class SelectPaperType(Command):
    """``ESC c 0``: normal paper or paper with black marks. From a fuller manual of the same lineage (SNBC style).

    It has to be true: marked paper on ``NORMAL`` puts the printer in error, normal paper on ``MARKED`` feeds far.
    """

    paper_type: PaperType

    def __post_init__(self) -> None:
        member("paper type", self.paper_type, PaperType)

    def encode(self) -> bytes:
        """``1B 63 30 n``: 00 normal, 99 marked."""
        return b"\x1bc0" + bytes([self.paper_type.value])


@dataclass(frozen=True, slots=True)
class FeedToMark(Command):
    """``GS FF``: feed until the next black mark stands where printing begins. On marked paper only."""

    def encode(self) -> bytes:
        """``1D 0C``."""
        return b"\x1d\x0c"


class MarkTarget(enum.Enum):
    """Which place ``GS ( F`` shifts against the mark."""

    PRINT_START = 1
    CUT = 2


@dataclass(frozen=True, slots=True)
class MarkOffset(Command):
    """``GS ( F``: shift where printing begins, or where the cut falls, against the black mark.

    The form is that of Xprinter's Windows SDK. What one step is differs: a relative's manual (Bematech) says
    0.141 mm, which is 1/180 inch; a dot is 0.125 mm.

    Args:
        target: What to shift.
        steps: How far, 0 to 65535.
        backward: Against the direction in which the paper runs; otherwise with it.
    """

    target: MarkTarget
    steps: int
    backward: bool = False

    def __post_init__(self) -> None:
        member("mark target", self.target, MarkTarget)
        within("steps", self.steps, 0, _TWO_BYTES)
        flag("backward", self.backward)

    def encode(self) -> bytes:
        """``1D 28 46 04 00 a m nL nH``: a 1 print start, 2 cut; m 0 forward, 1 backward."""
        return _FUNCTION + bytes([self.target.value, self.backward]) + low_high(self.steps)
