"""The buzzer and the alarm light for kitchens.

A unit without a buzzer takes these commands and does nothing: silence proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.commands._wire import flag, in_steps, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

_STEP_MS = 50


@dataclass(frozen=True, slots=True)
class Beep(Command):
    """``ESC B``: beep 1 to 9 times, each 50 to 450 ms in steps of 50."""

    times: int = 1
    duration_ms: int = 100

    def __post_init__(self) -> None:
        within("times", self.times, 1, 9)
        in_steps("duration_ms", self.duration_ms, _STEP_MS, 450, step=_STEP_MS)

    def encode(self) -> bytes:
        """``1B 42 n t``, the time in units of 50 ms."""
        return b"\x1bB" + bytes([self.times, self.duration_ms // _STEP_MS])


@dataclass(frozen=True, slots=True)
class Alarm(Command):
    """``ESC C``: sound, light or both, 1 to 20 times, each 50 to 1000 ms in steps of 50."""

    times: int = 3
    duration_ms: int = 200
    sound: bool = True
    light: bool = True

    def __post_init__(self) -> None:
        within("times", self.times, 1, 20)
        in_steps("duration_ms", self.duration_ms, _STEP_MS, 1000, step=_STEP_MS)
        flag("sound", self.sound)
        flag("light", self.light)
        if not (self.sound or self.light):
            raise CommandError("an alarm without sound and light does nothing")

    def encode(self) -> bytes:
        """``1B 43 m t n``: m times, t in units of 50 ms, n 1 sound, 2 light, 3 both."""
        return b"\x1bC" + bytes([self.times, self.duration_ms // _STEP_MS, self.sound | self.light << 1])
