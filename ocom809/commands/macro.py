"""Macros: commands that the printer keeps in working memory and runs when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, in_steps, within
from ocom809.commands.base import Command
from ocom809.commands.image import Raster
from ocom809.commands.setup import HexDump, RollingPattern, StatusPage
from ocom809.commands.stored_image import ClearNVImages, DefineNVImages
from ocom809.commands.user_memory import WriteUserMemory
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

MOST_MACRO_BYTES = 2048
_STEP_MS = 100


@dataclass(frozen=True, slots=True)
class DefineMacro(Command):
    """``GS :`` around commands: keep them as the macro, until the next one or switching off; ``ESC @`` keeps it.

    The same two bytes begin and end a definition, so this value always sends both: a lone ``GS :`` would have the
    next job kept instead of printed. No commands at all forget the macro.

    Args:
        commands: What to keep, at most 2048 bytes; the printer would leave out the rest without a word. No macro
            commands, and none that end a definition: ``GS v 0``, ``FS q``, ``FS g 1``, ``GS ( A``. Nobody looks into
            ``Raw``.
    """

    commands: tuple[Command, ...]

    def __post_init__(self) -> None:
        if type(self.commands) is not tuple or not all(isinstance(command, Command) for command in self.commands):
            raise CommandError("the commands of a macro must be a tuple of commands")
        for command in self.commands:
            if isinstance(command, _NOT_IN_A_MACRO):
                raise CommandError(f"{type(command).__name__} would end the macro, so it cannot be in it")
        within("bytes of a macro", len(self._kept()), 0, MOST_MACRO_BYTES)

    def _kept(self) -> bytes:
        return b"".join([command.encode() for command in self.commands])

    def encode(self) -> bytes:
        """``1D 3A``, the commands, ``1D 3A``."""
        return b"\x1d:" + self._kept() + b"\x1d:"

    def check(self, profile: Profile) -> None:
        """Refuse it where one of its commands is refused."""
        for command in self.commands:
            command.check(profile)


@dataclass(frozen=True, slots=True)
class RunMacro(Command):
    """``GS ^``: run the macro 1 to 255 times; without a macro nothing happens.

    Args:
        times: How often.
        wait_ms: Pause before each time, 0 to 25500 in steps of 100.
        on_button: After the pause blink and wait for the FEED button each time. The printer stands still until
            somebody presses it.
    """

    times: int = 1
    wait_ms: int = 0
    on_button: bool = False

    def __post_init__(self) -> None:
        within("times", self.times, 1, 255)
        in_steps("wait_ms", self.wait_ms, 0, 25500, step=_STEP_MS)
        flag("on_button", self.on_button)

    def encode(self) -> bytes:
        """``1D 5E r t m``, the time in units of 100 ms."""
        return b"\x1d^" + bytes([self.times, self.wait_ms // _STEP_MS, self.on_button])


_NOT_IN_A_MACRO = (
    DefineMacro,
    RunMacro,
    Raster,
    DefineNVImages,
    ClearNVImages,
    WriteUserMemory,
    HexDump,
    StatusPage,
    RollingPattern,
)
