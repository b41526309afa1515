"""What the live page shows of a printer: facts for JSON, and rows of dots."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ocom809.virtual.facts import event_facts, status_facts, ticket_summary
from ocom809.virtual.paper import row_bytes

if TYPE_CHECKING:
    from ocom809.virtual import Ticket, VirtualPrinter

MOST_RECEIPTS: Final = 60
MOST_EVENTS: Final = 200
MOST_ROWS: Final = 4096
"""Rows of dots in one answer; whoever wants more asks again."""


class View:
    """Looks at a printer, at most once for each change, however many pages are open.

    Args:
        printer: What is looked at.
    """

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer
        self._lock = threading.Lock()
        self._seen_version = -1
        self._paper: Ticket | None = None

    def facts(self) -> dict[str, Any]:
        """Sensors, the paper that hangs out, the last receipts and the last events."""
        paper, tickets = self._pieces()
        return {
            "status": status_facts(self.printer),
            "knife_dots": self.printer.personality.head_to_knife_dots,
            "paper": ticket_summary(paper),
            "receipts": [ticket_summary(ticket) for ticket in tickets],
            "events": [event_facts(event) for event in self.printer.events[-MOST_EVENTS:]],
        }

    def paper(self) -> Ticket:
        """What hangs out now."""
        with self._lock:
            version = self.printer.version
            if self._paper is None or version != self._seen_version:
                self._paper, self._seen_version = self.printer.paper, version
            return self._paper

    def _pieces(self) -> tuple[Ticket, tuple[Ticket, ...]]:
        """What hangs out, and the last that came off before it: a cut in between is not seen by halves."""
        paper = self.paper()
        tickets = self.printer.tickets[-MOST_RECEIPTS:]
        return paper, tuple(ticket for ticket in tickets if ticket.number < paper.number)

    def receipt(self, number: int) -> Ticket | None:
        """A piece of paper that came off, if it is still remembered."""
        return next((ticket for ticket in self.printer.tickets if ticket.number == number), None)

    def rows(self, number: int, first: int) -> bytes | None:
        """Rows of a piece from ``first`` on, be it off or still hanging out; ``None`` where there is no such piece."""
        paper = self.receipt(number) or self.paper()
        if paper.number != number:
            return None
        size = row_bytes(paper.width_dots)
        return paper.dots[first * size : (first + MOST_ROWS) * size]


def picture(ticket: Ticket) -> bytes:
    """The receipt as PNG."""
    with tempfile.TemporaryDirectory(prefix="ocom809-") as folder:
        path = Path(folder) / "receipt.png"
        ticket.save(path)
        return path.read_bytes()
