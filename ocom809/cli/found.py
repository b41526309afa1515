"""Printers that were found, in words for people."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ocom809.discovery import Wire
from ocom809.discovery.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.discovery import FoundPrinter
    from ocom809.discovery.watch import Event

_NOTHING = (
    "No printer was found. Is it switched on, and its cable plugged in? A printer on the LAN that does not answer the "
    "search is found by ocom809 devices --lan {network}; its self-test page shows its address: switch it on while you "
    "hold FEED."
)
_ONLY_PORTS = "A printer may be connected to a serial port; nothing is sent there to find out. "


def lines(printer: FoundPrinter) -> Iterator[str]:
    """One printer for a person: its URI, what is known of it, and what to do about it."""
    yield printer.uri
    words = [*_described(printer), f"known by {_KNOWN_BY[printer.proof.value]}"]
    if printer.openable is False:
        words.append("no permission")
    yield f"    {', '.join(words)}"
    if printer.hint:
        yield f"    {printer.hint}"


_KNOWN_BY = {
    "status answer": "its status answer",
    "announced": "its own announcement",
    "printer class": "its USB class",
    "port only": "its open port alone",
    "candidate": "nothing yet: a port that may lead to one",
}


def event_facts(event: Event) -> dict[str, Any]:
    """One arrival, move or departure for a program; the time is seconds since 1970."""
    return {"change": event.change.value, "at": round(time.time(), 3), "printer": facts(event.printer)} | (
        {"before": _text(event.before.address)} if event.before is not None else {}
    )


def event_lines(event: Event) -> Iterator[str]:
    """One arrival, move or departure for a person."""
    first, *rest = lines(event.printer)
    moved = f", before at {event.before.address}" if event.before is not None else ""
    yield f"{time.strftime('%H:%M:%S')} {event.change.value}: {first}{moved}"
    if event.change.value != "left":
        yield from rest


def nothing(printers: tuple[FoundPrinter, ...]) -> str:
    """What to do where no printer was found, or nothing but serial ports."""
    from ocom809.discovery.interfaces import local_networks

    known = (network.network for network in local_networks())
    network = next((one for one in known if one is not None and one.prefixlen >= _SCANNED_PREFIX), "192.168.1.0/24")
    return (_ONLY_PORTS if printers else "") + _NOTHING.format(network=network)


_SCANNED_PREFIX = 16


def _described(printer: FoundPrinter) -> Iterator[str]:
    yield {Wire.USB: "USB", Wire.SERIAL: "serial port", Wire.LAN: "LAN"}[printer.wire]
    name = f"{printer.maker} {printer.model}".strip()
    if name:
        yield name
    if printer.serial:
        yield f"serial number {printer.serial}{' (shared)' if printer.serial_is_shared else ''}"
    if printer.address is not None:
        yield f"address {printer.address}"
    if printer.mac is not None:
        yield f"MAC {printer.mac}"
    if printer.announcement is not None:
        yield f"DHCP {'on' if printer.announcement.dhcp else 'off'}"
    if printer.open_ports:
        yield f"open ports {' '.join(map(str, printer.open_ports))}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
