"""A kilobyte of flash memory for the shop's own notes, such as which branch a printer belongs to.

From a fuller manual of the same lineage (SNBC style); the class manual only mentions it, so try it on the unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ocom809.commands._wire import low_high, octets, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

HIGHEST_ADDRESS = 1022
"""By the manual a piece that reaches byte 1023 is refused and its data printed, so that byte cannot be used."""
MOST_BYTES_READ = 80
_FIRST_STORABLE = 0x20


@dataclass(frozen=True, slots=True)
class WriteUserMemory(Command):
    """``FS g 1``: write bytes at an address; what stood there is lost. At the start of a line, never in page mode.

    They survive ``ESC @``, ``FS q`` and switching off. Flash wears out: at most about ten writes a day.

    Args:
        address: 0 to 1022.
        data: At least one byte, none below 20h (the printer stops at such a one and prints the rest), and none
            beyond address 1022.
    """

    address: int
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        octets("user memory data", self.data)
        _must_lie_inside(self.address, len(self.data), most=HIGHEST_ADDRESS + 1)
        low = next((byte for byte in self.data if byte < _FIRST_STORABLE), None)
        if low is not None:
            raise CommandError(f"user memory cannot hold {low:02X}h: it takes bytes from 20h to FFh")

    def encode(self) -> bytes:
        """``1C 67 31 00 a1 a2 a3 a4 nL nH d…``."""
        return b"\x1cg1\x00" + self.address.to_bytes(4, "little") + low_high(len(self.data)) + self.data


@dataclass(frozen=True, slots=True)
class AskUserMemory(Command):
    """``FS g 2``: ask for 1 to 80 bytes from an address; the answer is ``5F``, the bytes, ``00``.

    While it answers the printer ignores real-time commands and sends no automatic status.
    """

    address: int
    size: int

    def __post_init__(self) -> None:
        _must_lie_inside(self.address, self.size, most=MOST_BYTES_READ)

    def encode(self) -> bytes:
        """``1C 67 32 00 a1 a2 a3 a4 nL nH``."""
        return b"\x1cg2\x00" + self.address.to_bytes(4, "little") + low_high(self.size)


def _must_lie_inside(address: int, size: int, *, most: int) -> None:
    within("address", address, 0, HIGHEST_ADDRESS)
    within("bytes of user memory", size, 1, most)
    within("last address", address + size - 1, address, HIGHEST_ADDRESS)
