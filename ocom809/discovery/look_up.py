"""Where a MAC address is now: by announcement, by the ARP table, or by a scan that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.discovery.broadcast import listen
from ocom809.discovery.calls import Call, made
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.neighbours import addresses_of
from ocom809.discovery.scan import CONNECT_SECONDS, RAW_PORT
from ocom809.discovery.scan import scan as scan_network

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress

# Three questions, half a second apart: boards answer within milliseconds.
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.05, 1.5
_CALL_LIMIT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a printer is.

    Attributes:
        address: Its IP address.
        source: How that is known, in a few words.
        announcement: What it said of itself, where it was heard.
        is_old: It comes out of a memory, and another device may have the address by now.
    """

    address: IPv4Address
    source: str
    announcement: Announcement | None = None
    is_old: bool = False


def look_up(mac: MacAddress, scan: IPv4Network | None, seconds: float) -> Place | None:
    """Where ``mac`` is, or ``None``.

    Args:
        mac: Whom to look for.
        scan: The network to try where nobody answers and the ARP table does not know; it takes its own time.
        seconds: How long to wait for an answer by UDP.
    """
    for said in listen(seconds=min(max(seconds, _SHORTEST_SECONDS), _LONGEST_SECONDS)):
        if said.mac == mac and _may_be_called(said.address):
            return Place(address=said.address, source=f"its announcement ({said.family.name})", announcement=said)
    known = _in_the_arp_table(mac)
    if known is None and scan is not None:
        # Calling every address makes the system learn who has it; so boards are found that take no connection now.
        scan_network(scan, noted_ports=())
        known = _in_the_arp_table(mac)
    return known


def _may_be_called(address: IPv4Address) -> bool:
    """Anybody on the LAN can announce anything; a receipt is not sent out of the house for that."""
    is_private = address.is_private and not address.is_unspecified
    return is_private or network_of(address, local_networks()) is not None


def _in_the_arp_table(mac: MacAddress) -> Place | None:
    addresses = addresses_of(mac)
    if len(addresses) > 1:
        # A printer has one address, so the others are old; it takes a connection only at the one that it has.
        calls = made([Call(address, RAW_PORT) for address in addresses[:_CALL_LIMIT]], CONNECT_SECONDS, _CALL_LIMIT)
        addresses = tuple(call.address for call in calls if call.is_open)
    return Place(address=addresses[0], source="the ARP table", is_old=True) if addresses else None
