"""The virtual printer as plain facts, ready for JSON: for the receipts folder, the control socket and the live page."""

from __future__ import annotations

import dataclasses
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ocom809.virtual.event import Event
    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.ticket import Ticket

MOST_LINES: Final = 10_000
MOST_EVENTS: Final = 1_000


def status_facts(printer: VirtualPrinter) -> dict[str, Any]:
    """What its sensors read, and whether something waits because it cannot print now."""
    sensors = printer.sensors
    return {
        "personality": printer.personality.name,
        "version": printer.version,
        "offline": sensors.offline or not sensors.powered,
        "holding": printer.is_holding,
        "sensors": dataclasses.asdict(sensors),
    }


def settings_facts(printer: VirtualPrinter) -> dict[str, Any]:
    """What it keeps without power, what of it holds now, and where it is on the network."""
    settings = printer.settings
    return {
        "kept": settings.kept.facts,
        "in_effect": settings.in_effect.facts,
        "address": str(settings.network.interface),
    }


def ticket_summary(ticket: Ticket) -> dict[str, Any]:
    """A piece of paper in short: its number, its size in dots and millimetres, and how it came off."""
    return {
        "receipt": ticket.number,
        "width_dots": ticket.width_dots,
        "height_dots": ticket.height_dots,
        "millimetres": ticket.millimetres,
        "began": ticket.began.value,
        "ended": ticket.ended.value,
    }


def ticket_facts(ticket: Ticket) -> dict[str, Any]:
    """A piece of paper with its text and what happened while it was printed.

    At most 10 000 lines and the last 1 000 events are given; ``lines_in_all`` and ``events_in_all`` tell of more.
    """
    return ticket_summary(ticket) | {
        "lines_in_all": len(ticket.lines),
        "lines": [{"y_dots": line.y_dots, "text": line.text} for line in islice(ticket.lines, MOST_LINES)],
        "events_in_all": len(ticket.events),
        "events": [event_facts(event) for event in ticket.events[-MOST_EVENTS:]],
    }


def event_facts(event: Event) -> dict[str, Any]:
    """What happened, when, at which millimetre, and what else is known of it."""
    return {
        "name": event.name,
        "seconds": round(event.seconds, 6),
        "mm": event.mm,
        "details": dict(event.details),
    }
