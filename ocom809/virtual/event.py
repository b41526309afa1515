"""What happened beside the paper, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_DETAILS: Mapping[str, int | str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Event:
    """A drawer kick, an alarm, a cut, a character that could not be drawn, a fault.

    Attributes:
        name: What happened, in the words of whoever noted it.
        seconds: When, counted from the moment the printer was made.
        mm: How much paper had been advanced by then, in millimetres.
        details: What else is known of it; a drawer kick has ``pin``, ``on_ms`` and ``off_ms``.
    """

    name: str
    seconds: float
    mm: float
    details: Mapping[str, int | str] = field(default_factory=lambda: _NO_DETAILS)

    def __str__(self) -> str:
        words = "".join(f" {key}={value}" for key, value in self.details.items())
        return f"{self.name}{words} at {self.mm:.1f} mm"
