"""The tray: where tickets lie that came off."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from ocom809.virtual.paper import row_bytes, text_bytes
from ocom809.virtual.sheet import SHEET_LIMIT_BYTES, SHEET_LIMIT_ROWS

if TYPE_CHECKING:
    from ocom809.virtual.ticket import Ticket

TICKETS_KEPT: Final = 1_000
ROWS_KEPT: Final = SHEET_LIMIT_ROWS
"""Rows of all finished tickets together, as many as one piece may have; the oldest are forgotten beyond that."""
DOTS_KEPT_BYTES: Final = SHEET_LIMIT_BYTES
"""What their dots may take; likewise."""
KEPT_BYTES: Final = 64 * 1024 * 1024
"""What all their instructions, texts and events may take; likewise."""
_EVENT_BYTES: Final = 500


class Tray:
    """Keeps the newest tickets: a thousand at most, and no more than fit in memory."""

    def __init__(self) -> None:
        self._tickets: deque[Ticket] = deque()
        self._rows = self._dots_bytes = self._bytes = 0

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """What lies there, oldest first."""
        return tuple(self._tickets)

    def put(self, ticket: Ticket) -> None:
        """Lay a ticket on the others, and throw away the oldest where there are too many."""
        self._tickets.append(ticket)
        self._weigh(ticket, 1)
        while len(self._tickets) > 1 and self._is_overfull():
            self._weigh(self._tickets.popleft(), -1)

    def _is_overfull(self) -> bool:
        too_much_paper = self._rows > ROWS_KEPT or self._dots_bytes > DOTS_KEPT_BYTES
        return len(self._tickets) > TICKETS_KEPT or too_much_paper or self._bytes > KEPT_BYTES

    def _weigh(self, ticket: Ticket, sign: int) -> None:
        self._rows += sign * ticket.height_dots
        self._dots_bytes += sign * ticket.height_dots * row_bytes(ticket.width_dots)
        self._bytes += sign * _bytes_beside_dots(ticket)


def _bytes_beside_dots(ticket: Ticket) -> int:
    return len(ticket.source or b"") + text_bytes(ticket.lines) + _EVENT_BYTES * len(ticket.events)
