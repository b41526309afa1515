"""Faults that can be ordered: ``KIND[@WHEN]``, the same in a URI, on the command line and in code.

``paper-out@100mm`` happens when 100 mm of paper have been advanced, ``cover-open@1.5s`` one and a half seconds after
the first byte, ``stall@2048B`` when 2048 bytes have been received; without ``@`` it happens at once. A fault that is
ordered while the printer runs counts from that moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fault", "FaultKind", "FaultSchedule", "Unit", "as_faults", "ends_of_roll", "parse_faults"]

TEXT_LIMIT: Final = 1000
LONGEST_ROLL_MM: Final = 999_999_999
_WHEN = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(mm|s|B)", re.ASCII)


class FaultKind(Enum):
    """What can go wrong with a printer and its wire."""

    PAPER_OUT = "paper-out"
    NEAR_END = "near-end"
    COVER_OPEN = "cover-open"
    CUTTER_JAM = "cutter-jam"
    OFFLINE = "offline"
    SILENCE = "silence"
    RUBBISH = "rubbish"
    STALL = "stall"
    DISCONNECT = "disconnect"
    POWER_LOSS = "power-loss"

    @property
    def about(self) -> str:
        """What it does, in words."""
        return _ABOUT[self]


_ABOUT: Final = {
    FaultKind.PAPER_OUT: "the roll is at its end",
    FaultKind.NEAR_END: "the roll is nearly at its end",
    FaultKind.COVER_OPEN: "the cover is opened",
    FaultKind.CUTTER_JAM: "the knife sticks at the next cut",
    FaultKind.OFFLINE: "the printer is switched offline",
    FaultKind.SILENCE: "the printer takes and prints, but answers nothing",
    FaultKind.RUBBISH: "the printer answers nonsense",
    FaultKind.STALL: "the printer takes no byte any more",
    FaultKind.DISCONNECT: "the connection breaks, once",
    FaultKind.POWER_LOSS: "the power fails; what was received and not printed is lost",
}


class Unit(Enum):
    """What a fault waits for."""

    MILLIMETRES = "mm"
    SECONDS = "s"
    BYTES = "B"


@dataclass(frozen=True, slots=True)
class Fault:
    """One ordered fault.

    Attributes:
        kind: What happens.
        amount: How much of ``unit`` goes by before; 0 means at once.
        unit: What is counted.
    """

    kind: FaultKind
    amount: float = 0.0
    unit: Unit = Unit.BYTES

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read ``KIND`` or ``KIND@WHEN``.

        Raises:
            InputError: There is no such kind, or WHEN is not a number with mm, s or B.
        """
        word, at, when = text.strip().partition("@")
        kind = _kind(word, text)
        return cls(kind, *_amount(when, text)) if at else cls(kind)

    def __str__(self) -> str:
        return f"{self.kind.value}@{self.amount:g}{self.unit.value}" if self.amount else self.kind.value


def parse_faults(text: str | Iterable[str]) -> tuple[Fault, ...]:
    """Several faults: separated by commas, or given one by one, or both.

    Raises:
        InputError: One of them cannot be read; the message quotes it.
    """
    texts = [text] if isinstance(text, str) else list(text)
    if sum(map(len, texts)) > TEXT_LIMIT:
        raise InputError(f"a list of faults of over {TEXT_LIMIT} characters is refused")
    return tuple(Fault.parse(word) for item in texts for word in item.split(","))


def as_faults(faults: str | Iterable[str | Fault]) -> list[Fault]:
    """Faults that are given as text, as values, or mixed.

    Raises:
        InputError: One of them cannot be read.
    """
    items = [faults] if isinstance(faults, str) else faults
    return [fault for item in items for fault in ([item] if isinstance(item, Fault) else parse_faults(item))]


def ends_of_roll(roll_mm: float, near_end_mm: float) -> list[Fault]:
    """What a roll of so much paper comes to: its near end, where that is seen, and its end.

    Raises:
        InputError: A length is negative, or too much.
    """
    if not 0 <= near_end_mm <= roll_mm <= LONGEST_ROLL_MM:
        raise InputError(f"no roll has {roll_mm} mm of paper and its near end {near_end_mm} mm before the end")
    near = [Fault(FaultKind.NEAR_END, roll_mm - near_end_mm, Unit.MILLIMETRES)] if near_end_mm else []
    return [*near, Fault(FaultKind.PAPER_OUT, roll_mm, Unit.MILLIMETRES)]


def _kind(word: str, text: str) -> FaultKind:
    try:
        return FaultKind(word)
    except ValueError:
        known = ", ".join(kind.value for kind in FaultKind)
        raise InputError(f"no fault is called {word!r} (in {text!r})", hint=f"Known are {known}.") from None


def _amount(when: str, text: str) -> tuple[float, Unit]:
    match = _WHEN.fullmatch(when)
    if match is None or (match[2] == Unit.BYTES.value and "." in match[1]):
        raise InputError(
            f"{when!r} is no moment for a fault (in {text!r})",
            hint="Behind @ stands a number with mm, s or B, such as 100mm, 1.5s or 2048B.",
        )
    return float(match[1]), Unit(match[2])


@dataclass(slots=True)
class _Ordered:
    """A fault and the reading of its counter at which it happens; ``None`` until the clock starts."""

    fault: Fault
    at: float | None


class FaultSchedule:
    """The faults that are still to come.

    Args:
        dots_per_mm: How dots of paper become millimetres.
    """

    def __init__(self, dots_per_mm: int) -> None:
        self._dots_per_mm = dots_per_mm
        self._ordered: list[_Ordered] = []

    @property
    def is_empty(self) -> bool:
        """Whether no fault is still to come."""
        return not self._ordered

    def order(self, fault: Fault, *, dots: int, received: int, now: float | None) -> None:
        """Put ``fault`` on the list, counted from these readings; ``now`` is ``None`` before the first byte."""
        base = {Unit.MILLIMETRES: dots, Unit.BYTES: received, Unit.SECONDS: now}[fault.unit]
        size = round(fault.amount * self._dots_per_mm) if fault.unit is Unit.MILLIMETRES else fault.amount
        self._ordered.append(_Ordered(fault, None if base is None else base + size))

    def start_clock(self, now: float) -> None:
        """The first byte is here: what waits for seconds begins to count."""
        for item in self._ordered:
            if item.at is None:
                item.at = now + item.fault.amount

    def cancel(self, kind: FaultKind) -> None:
        """Take every fault of this kind off the list."""
        self._ordered = [item for item in self._ordered if item.fault.kind is not kind]

    def due(self, *, dots: int, received: int, now: float) -> list[Fault]:
        """Take off the list, and return, what these readings bring about."""
        readings = {Unit.MILLIMETRES: dots, Unit.BYTES: received, Unit.SECONDS: now}
        found = [item for item in self._ordered if item.at is not None and readings[item.fault.unit] >= item.at]
        self._ordered = [item for item in self._ordered if item not in found]
        return [item.fault for item in found]

    def left(self, unit: Unit, reading: float) -> float | None:
        """How much of ``unit`` (dots for millimetres) goes by until the next fault; ``None`` when none waits for it."""
        place = self.next(unit)
        return None if place is None else max(0.0, place - reading)

    def next(self, unit: Unit) -> float | None:
        """The reading of ``unit`` at which the next fault comes; ``None`` when none waits for it."""
        places = (item.at for item in self._ordered if item.at is not None and item.fault.unit is unit)
        return min(places, default=None)
