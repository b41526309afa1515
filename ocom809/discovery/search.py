"""The whole search: USB, serial ports and the LAN, one row for each printer."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from ocom809.discovery import arp_table
from ocom809.discovery.broadcast import SEARCH_SECONDS, announced
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.lan import Sightings, merged
from ocom809.discovery.scan import RAW_PORT, look_at
from ocom809.discovery.scan import scan as scan_network
from ocom809.discovery.serial_ports import serial_ports
from ocom809.discovery.usb import node_printers, usb_printers
from ocom809.errors import DeviceError, DeviceNotFound, MissingPackage, Ocom809Error

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address, IPv4Network

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.found import FoundPrinter
    from ocom809.discovery.interfaces import LocalNetwork

logger = logging.getLogger(__name__)

ASKED_LIMIT = 256
"""How many of the printers that announced themselves are asked whether they answer; more are listed unasked."""


def find_printers(
    *,
    usb: bool = True,
    serial: bool = True,
    lan: bool = True,
    scan: IPv4Network | None = None,
    seconds: float = SEARCH_SECONDS,
    port: int = RAW_PORT,
    progress: Callable[[int, int], None] | None = None,
    trouble: Callable[[Ocom809Error], None] | None = None,
) -> tuple[FoundPrinter, ...]:
    """Every printer that can be found. Nothing is printed, cut or changed.

    USB printers are known by their class and not opened; serial ports are listed and sent nothing. On the LAN, boards
    of two families are asked by UDP to say who they are. Of those, and of the addresses of ``scan``, each that takes a
    connection on the raw port is sent DLE EOT 1 (``10 04 01``), which a printer of this class answers with its status.

    Args:
        usb: Look at the USB bus.
        serial: List the serial ports.
        lan: Ask the LAN by UDP.
        scan: Try every address of this network too, a /16 at most.
        seconds: How long to wait for answers by UDP.
        port: The raw port.
        progress: Told during a scan how many addresses of how many are done.
        trouble: Told what could not be searched, such as USB without libusb; the rest goes on. The log has it too.

    Returns:
        USB printers first, then LAN printers by address, then serial ports.

    Raises:
        InputError: The network cannot be scanned, or ``seconds`` is no time to wait.
    """
    on_lan = partial(_on_lan, scan, ask=lan, seconds=seconds, port=port, progress=progress, trouble=trouble)
    return (
        *(_tried(usb_printers, trouble, instead=node_printers) if usb else ()),
        *(_tried(on_lan, trouble) if lan or scan is not None else ()),
        *(_tried(serial_ports, trouble) if serial else ()),
    )


def _tried(
    part: Callable[[], tuple[FoundPrinter, ...]],
    trouble: Callable[[Ocom809Error], None] | None,
    *,
    instead: Callable[[], tuple[FoundPrinter, ...]] = tuple,
) -> tuple[FoundPrinter, ...]:
    """What a part of the search finds; where it cannot be done, that is told, and the rest goes on."""
    try:
        return part()
    except (DeviceError, MissingPackage) as error:
        logger.info("a part of the search is left out: %s", error)
        if trouble is not None:
            trouble(error)
        return instead()


def _on_lan(
    network: IPv4Network | None,
    *,
    ask: bool,
    seconds: float,
    port: int,
    progress: Callable[[int, int], None] | None,
    trouble: Callable[[Ocom809Error], None] | None,
) -> tuple[FoundPrinter, ...]:
    networks = local_networks()
    if ask and not networks and trouble is not None:
        trouble(DeviceNotFound("this computer has no IPv4 address on any network, so the LAN was not asked"))
    said = announced(seconds=seconds, networks=networks) if ask else ()
    scanned = scan_network(network, port=port, progress=progress) if network is not None else ()
    # Whoever was scanned is not called a second time: a printer serves one client at a time.
    near = [address for address in _near(said, networks) if network is None or address not in network]
    hits = sorted((*scanned, *look_at(near, total=len(near), port=port)), key=lambda hit: hit.address)
    seen = Sightings(
        announcements=said,
        hits=tuple(hits),
        tried=frozenset(near) | {one.address for one in said if network is not None and one.address in network},
        neighbours=dict(arp_table.read()) if said or hits else {},
        networks=networks,
    )
    return merged(seen)


def _near(said: tuple[Announcement, ...], networks: tuple[LocalNetwork, ...]) -> list[IPv4Address]:
    """The announced addresses within this computer's networks. Others are not called: anybody can announce anything."""
    near = dict.fromkeys(one.address for one in said if network_of(one.address, networks) is not None)
    return list(near)[:ASKED_LIMIT]
