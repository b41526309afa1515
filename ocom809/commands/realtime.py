"""Commands that the printer obeys at once, ahead of everything that waits in its buffer."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import member
from ocom809.commands.base import Command


class StatusKind(enum.Enum):
    """What ``DLE EOT`` can be asked about."""

    PRINTER = 1
    """Online or not, and the drawer's pin."""
    OFFLINE = 2
    """Why it is offline: cover, feed button, paper, error."""
    ERROR = 3
    """Which error: cutter, unrecoverable, recoverable."""
    PAPER = 4
    """Near end and end of the paper."""


@dataclass(frozen=True, slots=True)
class AskStatus(Command):
    """``DLE EOT``: ask for one byte of status; ``ocom809.status`` reads the answer."""

    kind: StatusKind = StatusKind.PRINTER

    def __post_init__(self) -> None:
        member("status kind", self.kind, StatusKind)

    def encode(self) -> bytes:
        """``10 04 n``."""
        return b"\x10\x04" + bytes([self.kind.value])


@dataclass(frozen=True, slots=True)
class Recover(Command):
    """``DLE ENQ 1``: after a cutter error, go on from the line where it happened."""

    def encode(self) -> bytes:
        """``10 05 01``."""
        return b"\x10\x05\x01"


@dataclass(frozen=True, slots=True)
class RecoverAndClear(Command):
    """``DLE ENQ 2``: after a cutter error, forget everything that waits in the buffer and go on."""

    def encode(self) -> bytes:
        """``10 05 02``."""
        return b"\x10\x05\x02"
