"""The honest escape hatch."""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.commands._wire import octets
from ocom809.commands.base import Command


@dataclass(frozen=True, slots=True)
class Raw(Command):
    """Bytes as they are, unchecked. Whoever makes one answers for what the printer does with it."""

    data: bytes

    def __post_init__(self) -> None:
        octets("raw data", self.data)

    def encode(self) -> bytes:
        """The bytes as given."""
        return self.data
