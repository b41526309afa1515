"""What every command is: a frozen value that knows its bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import lru_cache
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

    def encode_for(self, profile: Profile) -> bytes:
        """The bytes with which this printer does what the command says."""
        return self.encode()

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
    return b"".join([command.encode_for(profile) for command in checked])


def check_all(commands: Sequence[object], profile: Profile) -> None:
    """Refuse what is no command, and commands that this printer cannot do.

    Raises:
        CommandError: The first of them.
    """
    doubtful = set(filter(_may_be_refused, set(map(type, commands))))
    for command in [command for command in commands if type(command) in doubtful] if doubtful else ():
        if not isinstance(command, Command):
            raise CommandError(f"{command!r:.80} is no command")
        command.check(profile)


@lru_cache(maxsize=256)
def _may_be_refused(kind: type) -> bool:
    """By class, because to ask each command takes long."""
    return not (issubclass(kind, Command) and kind.check is Command.check)
