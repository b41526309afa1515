"""Rongta's quirk: the host must close at once behind the set-up, or the firmware prints what stood behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.settings.orders import Order

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.settings.values import Value


class Haste:
    """Holds a set-up back until the host has closed, or its time is over.

    The source says that a delay "makes the firmware print the rest". Here the address counts then, and the bytes of
    mask and gateway come out as characters; what exactly comes out is a guess.

    Args:
        seconds: How soon the host must close; ``None`` where nothing is held back.

    Attributes:
        is_over: Whether this host was too slow; all set-up that it still sends comes out as characters.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._until: float | None = None
        self._changes: dict[str, Value] = {}
        self._first: dict[str, Value] = {}
        self._rest = b""
        self.is_over = False

    def holds_back(self, instruction: Instruction, order: Order, now: float) -> bool:
        """Keep the order for later, on a unit that does so."""
        if self._seconds is None:
            return False
        if self._until is None:
            self._until, self._first = now + self._seconds, dict(order.changes)
        else:
            self._rest += instruction.data
        self._changes.update(order.changes)
        return True

    def seconds_left(self, now: float) -> float | None:
        """How long until the time is over; ``None`` where nothing is held back."""
        return None if self._until is None else max(0.0, self._until - now)

    def closed(self) -> Order | None:
        """The host has gone: all that it set counts, if it was in time."""
        order = Order(dict(self._changes)) if self._until is not None else None
        self._forget()
        self.is_over = False
        return order

    def overdue(self, now: float) -> tuple[Order | None, bytes]:
        """What counts because the host is still there, and what comes out as characters."""
        if self.seconds_left(now) != 0:
            return None, b""
        order, rest = Order(dict(self._first)), self._rest
        self._forget()
        self.is_over = True
        return order, rest

    def _forget(self) -> None:
        self._until = None
        self._changes, self._first, self._rest = {}, {}, b""
