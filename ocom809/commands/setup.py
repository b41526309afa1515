"""Starting over, listening, test pages, the feed button and the paper sensors' part in printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, octets
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile


@dataclass(frozen=True, slots=True)
class Initialize(Command):
    """``ESC @``: clear the line and go back to the state of power-on.

    Code page, styles, margins and spacing are forgotten; what waits in the receive buffer, macros and stored
    pictures stay. Units with a Chinese font are in Chinese mode again.
    """

    def encode(self) -> bytes:
        """``1B 40``."""
        return b"\x1b@"


@dataclass(frozen=True, slots=True)
class SelectPrinter(Command):
    """``ESC =``: whether the printer listens. Switched off it ignores all but real-time commands, until switched on.

    A leftover of two devices on one line; a printer left off prints nothing for anybody.
    """

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 3D n``: bit 0."""
        return b"\x1b=" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class SelfTest(Command):
    """Print the configuration page: firmware, addresses, switches, code pages. Makers differ, so it takes bytes."""

    command: bytes

    def __post_init__(self) -> None:
        octets("self-test command", self.command)
        if not self.command:
            raise CommandError("a self-test command cannot be empty")

    @classmethod
    def for_profile(cls, profile: Profile) -> SelfTest:
        """The self-test of this printer: ``1F 1B 1F 67 00`` for the Xprinter and Zywell family."""
        return cls(profile.self_test_command)

    def encode(self) -> bytes:
        """The bytes as given."""
        return self.command


@dataclass(frozen=True, slots=True)
class HexDump(Command):
    """``GS ( A``, test 1: from now on print all bytes as hexadecimal numbers, until switched off or reset."""

    def encode(self) -> bytes:
        """``1D 28 41 02 00 00 01``."""
        return b"\x1d(A\x02\x00\x00\x01"


@dataclass(frozen=True, slots=True)
class StatusPage(Command):
    """``GS ( A``, test 2: print the status page, then reset. In the fuller manual of the family only."""

    def encode(self) -> bytes:
        """``1D 28 41 02 00 00 02``."""
        return b"\x1d(A\x02\x00\x00\x02"


@dataclass(frozen=True, slots=True)
class RollingPattern(Command):
    """``GS ( A``, test 3: print the rolling character pattern, then reset. In the fuller manual only."""

    def encode(self) -> bytes:
        """``1D 28 41 02 00 00 03``."""
        return b"\x1d(A\x02\x00\x00\x03"


@dataclass(frozen=True, slots=True)
class FeedButton(Command):
    """``ESC c 5``: whether the FEED button works."""

    enabled: bool

    def __post_init__(self) -> None:
        flag("enabled", self.enabled)

    def encode(self) -> bytes:
        """``1B 63 35 n``: bit 0 set disables the button."""
        return b"\x1bc5" + bytes([not self.enabled])


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSensorsSignal(Command):
    """``ESC c 3``: which sensors raise the paper-end signal. Of use on a parallel interface only."""

    near_end: bool = True
    end: bool = True

    def __post_init__(self) -> None:
        flag("near_end", self.near_end)
        flag("end", self.end)

    def encode(self) -> bytes:
        """``1B 63 33 n``: bits 0 and 1 near end, 2 and 3 end."""
        return b"\x1bc3" + bytes([3 * self.near_end | 12 * self.end])


@dataclass(frozen=True, slots=True)
class PaperSensorsStop(Command):
    """``ESC c 4``: whether the printer stops when the roll is near its end (where a sensor is fitted)."""

    near_end: bool

    def __post_init__(self) -> None:
        flag("near_end", self.near_end)

    def encode(self) -> bytes:
        """``1B 63 34 n``: bits 0 and 1."""
        return b"\x1bc4" + bytes([3 * self.near_end])
