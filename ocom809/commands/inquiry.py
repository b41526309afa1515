"""Questions that wait their turn in the buffer, and automatic reports. ``ocom809.status`` reads the answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import flag, member
from ocom809.commands.base import Command


@dataclass(frozen=True, slots=True)
class AskPaperSensor(Command):
    """``GS r 1``: the paper sensors, answered after everything before it was processed.

    The manual gives it for the serial interface only; whether a unit answers over USB or LAN has to be tried.
    """

    def encode(self) -> bytes:
        """``1D 72 01``."""
        return b"\x1dr\x01"


@dataclass(frozen=True, slots=True)
class AskDrawerSensor(Command):
    """``GS r 2``: the level of the drawer's pin 3, answered after everything before it was processed."""

    def encode(self) -> bytes:
        """``1D 72 02``."""
        return b"\x1dr\x02"


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticStatus(Command):
    """``GS a``: have four bytes of status sent whenever one of these changes; all ``False`` switches it off.

    Few units of the class push reports over USB or LAN, so silence proves nothing.
    """

    drawer: bool = False
    online: bool = False
    error: bool = False
    paper: bool = False

    def __post_init__(self) -> None:
        for name in ("drawer", "online", "error", "paper"):
            flag(name, getattr(self, name))

    def encode(self) -> bytes:
        """``1D 61 n``: bit 0 drawer, 1 online, 2 error, 3 paper."""
        return b"\x1da" + bytes([self.drawer | self.online << 1 | self.error << 2 | self.paper << 3])


class IdentityKind(enum.Enum):
    """What ``GS I`` can be asked. The first three are answered by one byte, the others by a text."""

    MODEL_ID = 49
    TYPE_ID = 50
    FIRMWARE_ID = 51
    FIRMWARE = 65
    MAKER = 66
    MODEL = 67
    SERIAL = 68
    FONT = 69


@dataclass(frozen=True, slots=True)
class Identify(Command):
    """``GS I``: who are you? Not in the manual of the class; units that stay silent are normal."""

    kind: IdentityKind

    def __post_init__(self) -> None:
        member("identity kind", self.kind, IdentityKind)

    def encode(self) -> bytes:
        """``1D 49 n``."""
        return b"\x1dI" + bytes([self.kind.value])


@dataclass(frozen=True, slots=True)
class AskBoardStatus(Command):
    """``ESC v``: four bytes of status from the LAN board. Only for its TCP port 4000, never for the print data."""

    def encode(self) -> bytes:
        """``1B 76``."""
        return b"\x1bv"
