"""Who has which address, as far as the system knows: its ARP table, and a look whether an address is taken."""

from __future__ import annotations

import errno
from enum import Enum
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from ocom809.discovery import arp_table
from ocom809.discovery.calls import Call, made
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.scan import RAW_PORT

if TYPE_CHECKING:
    from ocom809.discovery.mac_address import MacAddress

TAKEN_SECONDS = 4.0
"""Linux asks three times, a second apart, before it says that nobody has an address."""
ARP_SECONDS = 2.0
"""Two questions by ARP: who has not answered these is not there, or not on this wire."""
_REFUSED = {errno.ECONNREFUSED, errno.ECONNRESET, getattr(errno, "WSAECONNREFUSED", errno.ECONNREFUSED)}


class Taken(Enum):
    """Whether somebody has an address."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def mac_of(address: IPv4Address | str) -> MacAddress | None:
    """The MAC address that the system last saw behind ``address``; ``None`` where it has not seen any.

    The table is a memory: it may be minutes old, and knows only this computer's own networks.
    """
    wanted = IPv4Address(address)
    return next((mac for known, mac in arp_table.read() if known == wanted), None)


def addresses_of(mac: MacAddress) -> tuple[IPv4Address, ...]:
    """Every address behind which the system last saw ``mac``, in the order of its table."""
    return tuple(address for address, known in arp_table.read() if known == mac)


def is_taken(address: IPv4Address | str, *, seconds: float = TAKEN_SECONDS) -> tuple[Taken, str]:
    """Whether somebody has ``address``, and how that is known, in a few words.

    It tries to connect to the raw port, sends nothing, and looks at the ARP table afterwards. Within an own network
    silence means that nobody is there; behind a router it means nothing. An entry of the table may be minutes old:
    where it names a MAC address, ``mac_of`` tells whether that is the printer's own of before.
    """
    wanted = IPv4Address(address)
    networks = local_networks()
    own = next((network for network in networks if network.address == wanted), None)
    if own is not None or wanted.is_loopback:
        return Taken.YES, f"this computer itself has {wanted}"
    answered = _answer_to_a_call(wanted, seconds)
    if answered:
        return Taken.YES, answered
    mac = mac_of(wanted)
    if mac is not None:
        return Taken.YES, f"the ARP table names {mac} at {wanted}"
    if network_of(wanted, networks) is None:
        return Taken.UNKNOWN, f"{wanted} lies in none of this computer's networks, where silence proves nothing"
    if seconds < ARP_SECONDS:
        return Taken.UNKNOWN, f"nobody answered within {seconds:g} s, which is too short to tell"
    return Taken.NO, f"nobody in this network answers for {wanted}"


def _answer_to_a_call(address: IPv4Address, seconds: float) -> str:
    """What shows that somebody is there; calling also makes the system ask for the address by ARP."""
    (call,) = made([Call(address, RAW_PORT)], seconds, 1)
    if call.is_open:
        return f"{address} takes connections on port {RAW_PORT}"
    if call.failure in _REFUSED:
        return f"{address} refuses connections on port {RAW_PORT}, so somebody is there"
    return ""
