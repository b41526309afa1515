"""What every command is: a frozen value that knows its bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ocom809.errors import CommandError
from ocom809.profile import OCPP809

if TYPE_CHECKING:
    from ocom809.profile import Profile


class Command(ABC):
    """One instruction to the printer. Its values were checked when it was made, so its bytes are always right."""

    __slots__ = ()

    @abstractmethod
    def encode(self) -> bytes:
        """The bytes that the manual gives for this instruction."""

    def check(self, profile: Profile) -> None:  # noqa: B027 - most commands fit every printer
        """Raise ``CommandError`` where this printer cannot do it, such as a code wider than its paper."""


def encode(commands: Iterable[Command], *, profile: Profile = OCPP809) -> bytes:
    """The bytes of several commands, one behind the other. All are checked before the first byte exists.

    Raises:
        CommandError: A command that this printer cannot do.
    """
    if not isinstance(commands, Iterable):
        raise CommandError(f"commands are given one after the other, not as {type(commands).__name__}")
    checked = tuple(commands)
    check_all(checked, profile)
    return b"".join([command.encode() for command in checked])


def check_all(commands: Iterable[object], profile: Profile) -> None:
    """Refuse what is no command, and commands that this printer cannot do.

    Raises:
        CommandError: The first of them.
    """
    for command in commands:
        if not isinstance(command, Command):
            raise CommandError(f"{command!r:.80} is no command")
        if type(command).check is not Command.check:
            command.check(profile)
