"""Printers that were found, as facts for programs: the command line's JSON and the page are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.found import FoundPrinter


def facts(printer: FoundPrinter) -> dict[str, Any]:
    """One printer for a program; what is not known is null."""
    return {
        "uri": printer.uri,
        "wire": printer.wire.value,
        "proof": printer.proof.value,
        "maker": printer.maker,
        "model": printer.model,
        "serial": printer.serial,
        "serial_is_shared": printer.serial_is_shared,
        "mac": _text(printer.mac),
        "address": _text(printer.address),
        "announcement": _announcement_facts(printer.announcement) if printer.announcement else None,
        "open_ports": list(printer.open_ports),
        "openable": printer.openable,
        "reachable": printer.reachable,
        "hint": printer.hint,
    }


def _announcement_facts(said: Announcement) -> dict[str, Any]:
    return {
        "family": said.family.name.lower(),
        "dialect": said.family.dialect,
        "mac": str(said.mac),
        "address": str(said.address),
        "netmask": str(said.netmask),
        "gateway": str(said.gateway),
        "port": said.port,
        "dhcp": said.dhcp,
        "name": said.name,
        "status": said.status,
        "board": said.board,
        "version": said.version,
        "sender": said.sender,
        "interface": said.interface,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
