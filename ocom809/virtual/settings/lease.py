"""What a DHCP server would give, as the caller says it: no datagram of DHCP is sent or read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Interface

from ocom809.errors import InputError
from ocom809.virtual.settings.values import Settings


@dataclass(frozen=True, slots=True)
class Lease:
    """An address with its mask, and a gateway."""

    interface: IPv4Interface
    gateway: IPv4Address

    @classmethod
    def parse(cls, text: str, gateway: str | None = None) -> Lease:
        """``192.0.2.77/24``; the gateway is the first address of the network where none is given.

        Raises:
            InputError: It is no address with a prefix, or none that a printer can have.
        """
        try:
            interface = IPv4Interface(text)
            router = interface.network.network_address + 1 if gateway is None else IPv4Address(gateway)
        except ValueError as error:
            raise InputError(
                f"{text!r} is no address that a DHCP server gives", hint="Such as 192.0.2.77/24."
            ) from error
        Settings(address=interface.ip, netmask=interface.netmask, gateway=router)  # refuses nobody's address
        return cls(interface, router)


def leased(settings: Settings, lease: Lease | None) -> Settings:
    """The settings with the address that DHCP gives; the address that was set stays where no server answers."""
    if not settings.dhcp or lease is None:
        return settings
    return replace(settings, address=lease.interface.ip, netmask=lease.interface.netmask, gateway=lease.gateway)
