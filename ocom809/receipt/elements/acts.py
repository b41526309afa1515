"""Commands with an effect of their own, and those of the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Command, DrawerPin, OpenDrawer
from ocom809.commands.drawer import drawer_pin_of
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element
from ocom809.receipt.pieces import Foreign, Piece, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Act(Element):
    """A command with an effect of its own: cut, alarm."""

    name: ClassVar[str] = "command"
    command: Command

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can do it."""
        self.command.check(canvas.profile)
        yield Plain(self.command)


@dataclass(frozen=True, slots=True)
class Drawer(Element):
    """A pulse to the cash drawer, on the pin that is named or on that of the printer's profile."""

    name: ClassVar[str] = "command"
    pin: DrawerPin | None = None
    on_ms: int = 50
    off_ms: int = 500

    def __post_init__(self) -> None:
        self._pulse(DrawerPin.PIN_2 if self.pin is None else self.pin)

    def _pulse(self, pin: DrawerPin) -> OpenDrawer:
        return OpenDrawer(pin, self.on_ms, self.off_ms)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The pulse."""
        yield Plain(self._pulse(drawer_pin_of(canvas.profile) if self.pin is None else self.pin))


@dataclass(frozen=True, slots=True)
class Given(Element):
    """A command of the caller's, passed on as it is."""

    name: ClassVar[str] = "command"
    command: Command

    def __post_init__(self) -> None:
        if not isinstance(self.command, Command):
            raise DocumentError(f"a command was expected, not {type(self.command).__name__}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can do it."""
        self.command.check(canvas.profile)
        yield Foreign(self.command)
