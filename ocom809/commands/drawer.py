"""The cash drawer: in its turn, or at once."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands._wire import in_steps, member
from ocom809.commands.base import Command

if TYPE_CHECKING:
    from ocom809.profile import Profile

_STEP_MS = 2
_NOW_STEP_MS = 100


class DrawerPin(enum.Enum):
    """The pin of the RJ11 socket that drives the drawer; nearly all drawers hang on pin 2."""

    PIN_2 = 0
    PIN_5 = 1


def drawer_pin_of(profile: Profile) -> DrawerPin:
    """The pin that the drawer of this printer hangs on; pin 2 where nobody has measured it."""
    return DrawerPin[f"PIN_{profile.drawer_pin or 2}"]


@dataclass(frozen=True, slots=True)
class OpenDrawer(Command):
    """``ESC p``: a 24 V pulse to the drawer, in its turn between the other commands.

    Args:
        pin: Which drawer.
        on_ms: Length of the pulse, 0 to 510 in steps of 2. 50 opens most drawers; some cheap ones need 100.
        off_ms: Pause after it, 0 to 510 in steps of 2. Where it is shorter than ``on_ms`` the printer takes
            ``on_ms`` instead.
    """

    pin: DrawerPin = DrawerPin.PIN_2
    on_ms: int = 50
    off_ms: int = 500

    def __post_init__(self) -> None:
        member("drawer pin", self.pin, DrawerPin)
        in_steps("on_ms", self.on_ms, 0, 510, step=_STEP_MS)
        in_steps("off_ms", self.off_ms, 0, 510, step=_STEP_MS)

    def encode(self) -> bytes:
        """``1B 70 m t1 t2``, times in units of 2 ms."""
        return b"\x1bp" + bytes([self.pin.value, self.on_ms // _STEP_MS, self.off_ms // _STEP_MS])


@dataclass(frozen=True, slots=True)
class OpenDrawerNow(Command):
    """``DLE DC4 1``: a pulse at once, ahead of everything that waits in the buffer. Ignored while in error.

    Args:
        pin: Which drawer.
        pulse_ms: Length of the pulse and of the pause after it, 100 to 800 in steps of 100.
    """

    pin: DrawerPin = DrawerPin.PIN_2
    pulse_ms: int = 100

    def __post_init__(self) -> None:
        member("drawer pin", self.pin, DrawerPin)
        in_steps("pulse_ms", self.pulse_ms, _NOW_STEP_MS, 800, step=_NOW_STEP_MS)

    def encode(self) -> bytes:
        """``10 14 01 m t``, the time in units of 100 ms."""
        return b"\x10\x14\x01" + bytes([self.pin.value, self.pulse_ms // _NOW_STEP_MS])
