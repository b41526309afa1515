"""Whose settings are meant, and what is known of that unit before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING

from ocom809.devices.uri import DeviceURI
from ocom809.errors import ParameterError
from ocom809.parameters.catalogue import parameter
from ocom809.parameters.network import prefix_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One unit.

    Attributes:
        uri: The wire to it; empty where it is only known by its MAC address, which is enough for UDP.
        mac: Its MAC address, where it is known.
        address: Where it is now, where that is known.
        announcement: What it said of itself by UDP.
        was_reached: Whether it answered at ``address`` before anything was sent; ``None`` where nobody tried.
    """

    uri: str = ""
    mac: MacAddress | None = None
    address: IPv4Address | None = None
    announcement: Announcement | None = None
    was_reached: bool | None = None

    @property
    def identity(self) -> MacAddress | None:
        """The MAC address by which it is told from others; ``None`` where it is not known, or many boards share it."""
        return None if self.mac is None or self.mac.is_shared else self.mac

    @property
    def scheme(self) -> str:
        """Which wire its URI names, without the spy's prefix; empty without a URI."""
        return DeviceURI.parse(self.uri).scheme.removeprefix("spy+") if self.uri else ""

    @property
    def host(self) -> str:
        """Where its TCP ports are: the address that is known, else the host of its URI; empty where neither is."""
        if self.address is not None:
            return str(self.address)
        return DeviceURI.parse(self.uri).host if self.scheme == "tcp" else ""

    @property
    def port(self) -> int:
        """Its raw port."""
        uri = DeviceURI.parse(self.uri) if self.scheme == "tcp" else None
        return uri.port or 9100 if uri else 9100

    def known(self, wanted: Mapping[str, object]) -> dict[str, object]:
        """What an instruction may repeat of the unit's present settings, because it must hold something there.

        A gateway is repeated only where it lies in the wanted network, a whole network only where it makes sense.
        """
        known: dict[str, object] = {} if self.mac is None else {"mac": self.mac}
        said = self.announcement
        if said is None:
            return known
        known |= _fitting("name", said.name) | _fitting("port", said.port)
        network = _network_of(wanted) or _network_of({"address": said.address, "mask": said.netmask})
        if network is None:
            return known
        if "address" not in wanted and said.address in network:
            known |= {"address": said.address, "mask": network.netmask}
        if said.gateway in network and said.gateway != wanted.get("address", said.address):
            known["gateway"] = said.gateway
        return known

    def __str__(self) -> str:
        named = [self.uri] if self.uri else []
        named += [f"MAC {self.mac}"] if self.mac is not None else []
        named += [f"now at {self.address}"] if self.address is not None else []
        return ", ".join(named) or "a printer that is not named"


def _fitting(name: str, value: object) -> dict[str, object]:
    """What a unit says of itself, where it is a value that could be sent back; strangers may say anything."""
    try:
        return {name: parameter(name).parse(value)}
    except ParameterError:
        return {}


def _network_of(values: Mapping[str, object]) -> IPv4Network | None:
    address, mask = values.get("address"), values.get("mask")
    if not isinstance(address, IPv4Address) or not isinstance(mask, IPv4Address) or address.is_unspecified:
        return None
    try:
        return IPv4Network((address, prefix_of(mask)), strict=False)
    except ParameterError:
        return None
