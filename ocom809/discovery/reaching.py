"""How a printer in a foreign subnet is reached: the line to type, for the system that one sits at."""

from __future__ import annotations

import sys
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.discovery.announcements import Announcement

_USUAL_PREFIX = 24
# A mask outside these is nonsense, or leaves no room for this computer beside the printer.
_WIDEST_PREFIX, _NARROWEST_PREFIX = 8, 29


def how_to_reach(said: Announcement, *, platform: str = sys.platform) -> str:
    """What to do about a printer that announced itself and lies in none of this computer's networks.

    Two ways: give this computer a second address in the printer's subnet, by a line that is spelled out, or give the
    printer an address of this network by UDP, which it takes from a foreign subnet too.
    """
    if said.address.is_unspecified:
        return "It has no address yet; it waits for a DHCP server, or for a fixed address by parameters set-ip."
    network = subnet(said)
    own = free_address(said, network)
    reach = f"reach it there after: {command(own, network, said.interface, platform)}"
    if said.mac.is_shared:
        return f"It lies in another network, {network}. To set its address, first {reach}"
    return (
        f"It lies in another network, {network}. Give it an address of yours by ocom809 parameters set-ip ADDRESS/24 "
        f"--gateway ROUTER --device mac:{said.mac} (dialect {said.family.dialect}), or {reach}"
    )


def command(own: IPv4Address, network: IPv4Network, interface: str, platform: str = sys.platform) -> str:
    """The line that gives this computer the address ``own`` beside those that it has."""
    if platform == "win32":
        return f'netsh interface ipv4 add address "{interface or "Ethernet"}" {own} {network.netmask}'
    if platform == "darwin":
        return f"sudo ifconfig {interface or 'en0'} alias {own} {network.netmask}"
    return f"sudo ip addr add {own}/{network.prefixlen} dev {interface or 'eth0'}"


def subnet(said: Announcement) -> IPv4Network:
    """The printer's network; a /24 where the mask that it gives is nonsense."""
    bits = int(said.netmask)
    prefix = bits.bit_count()
    is_contiguous = bits == (0xFFFFFFFF << (32 - prefix)) & 0xFFFFFFFF
    if not (is_contiguous and _WIDEST_PREFIX <= prefix <= _NARROWEST_PREFIX):
        prefix = _USUAL_PREFIX
    return IPv4Network((said.address, prefix), strict=False)


def free_address(said: Announcement, network: IPv4Network) -> IPv4Address:
    """The highest address of the network that is neither the printer's nor its gateway's."""
    last = int(network.broadcast_address)
    tried = (IPv4Address(last - back) for back in range(1, 4))
    return next(address for address in tried if address not in {said.address, said.gateway})
