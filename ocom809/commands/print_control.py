"""How dark and how fast, for the time being; the lasting settings belong to the unit's parameters.

Neither is in the manual of the class, and what ends their effect is not known. A unit that does not know them may
print a stray character, so send them at the start of a line and look at the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.commands._wire import within
from ocom809.commands.base import Command


@dataclass(frozen=True, slots=True)
class Density(Command):
    """``GS |``: how dark, from 1 (light) over 4 (normal) to 7 (dark). Seen on an XP-80T, so likely for others."""

    level: int

    def __post_init__(self) -> None:
        within("density", self.level, 1, 7)

    def encode(self) -> bytes:
        """``1D 7C n``."""
        return b"\x1d|" + bytes([self.level])


@dataclass(frozen=True, slots=True)
class PrintSpeed(Command):
    """``GS ( K``, function 50: how fast, 1 (slowest) to 9. How many steps a unit has differs.

    The form is that of Xprinter's Windows SDK, which gives no range; 9 is Epson's for most of its models.
    """

    level: int

    def __post_init__(self) -> None:
        within("print speed", self.level, 1, 9)

    def encode(self) -> bytes:
        """``1D 28 4B 02 00 32 n``."""
        return b"\x1d(K\x02\x002" + bytes([self.level])
