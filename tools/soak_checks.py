"""What is done with a stream of ``soak_streams.py``, and what must hold of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.decode import decode, listing

if TYPE_CHECKING:
    from soak_streams import Stream

    from ocom809.virtual import Event, Ticket


class Different(Exception):
    """The same bytes in other chunks gave other paper."""


def check(given: Stream) -> None:
    """Let a printer have the stream and look at all that comes of it; at some streams more closely.

    Raises:
        Different: The stream was cut in two ways, and the papers differ.
        Exception: Whatever the printer raises, which it never should.
    """
    printer = printed(given, given.cuts)
    if given.other_cuts is not None and seen(printer) != seen(printed(given, given.other_cuts)):
        raise Different(f"cut at {given.cuts} and at {given.other_cuts}")
    printer.tear_off()
    for ticket in printer.tickets:
        _ = ticket.text, ticket.millimetres, ticket.black_dots
    printer.power_cycle()
    if given.with_self_test:
        printer.print_self_test()
    if given.with_listing:
        for instruction in decode(given.data):
            listing(instruction)


def printed(given: Stream, cuts: tuple[int, ...]) -> VirtualPrinter:
    """A printer that got the stream in these chunks; its clock stands still, so that a run can be repeated."""
    printer = VirtualPrinter(personality=given.personality, faults=given.faults, clock=_no_time)
    for start, end in pairwise((0, *cuts, len(given.data))):
        printer.receive(given.data[start:end])
        printer.replies()
    printer.wire_closed()
    return printer


def seen(printer: VirtualPrinter) -> object:
    """All that must be the same however the stream was cut."""
    pieces = (*printer.tickets, printer.paper)
    return list(map(_paper, pieces)), list(map(_event, printer.events)), printer.sensors, printer.advanced_mm


def _paper(ticket: Ticket) -> object:
    edges = ticket.number, ticket.began, ticket.ended, ticket.height_dots
    # Rows are compared as a hash, block by block: the dots of a very long paper would take more than is allowed.
    return (
        edges,
        ticket.lines,
        ticket.source,
        list(map(_event, ticket.events)),
        list(map(hash, ticket.strips.blocks(4096))),
    )


def _event(event: Event) -> object:
    return event.name, event.mm, tuple(event.details.items())


def _no_time() -> float:
    return 0.0
