"""Who has which address, as far as the system knows: its ARP table, and a look whether an address is taken."""

from __future__ import annotations

from enum import Enum
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from ocom809.discovery import arp_table

if TYPE_CHECKING:
    from ocom809.discovery.mac_address import MacAddress

TAKEN_SECONDS = 4.0
"""Linux asks three times, a second apart, before it says that nobody has an address."""


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
    silence means that nobody is there; behind a router it means nothing.
    """
    raise NotImplementedError
