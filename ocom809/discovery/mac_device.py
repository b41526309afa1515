"""A LAN printer by its MAC address, wherever its IP address is now."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self

from ocom809.devices.tcp import KEEPALIVE_SECONDS, RAW_PORT, TcpDevice
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.look_up import Place, look_up
from ocom809.discovery.mac_address import MacAddress
from ocom809.discovery.neighbours import mac_of
from ocom809.discovery.reaching import how_to_reach
from ocom809.discovery.scan import parse_network
from ocom809.errors import DeviceError, DeviceNotFound, InputError, URIError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from ipaddress import IPv4Network

    from ocom809.deadline import Deadline
    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

SMALLEST_SCAN_PREFIX = 22
"""A /22 takes some twelve seconds; whoever opens a printer does not wait longer."""
# Of the patience for opening, this much goes to the look-up, so that enough is left for the call.
_LOOK_UP_SHARE = 0.5


class MacDevice(TcpDevice):
    """A LAN printer wherever its address is now: ``mac:00:61:20:12:34:56``.

    Each time it is opened the printer is looked for: first by asking the LAN by UDP, then in the system's ARP table,
    and last, only with the option ``scan=192.168.1.0/24``, by trying every address of that network (a /22 at most).
    Then it is a printer on the network like any other. The options ``port`` (9100) and ``keepalive`` are those of
    ``tcp:``.

    An address out of the ARP table may be old, so it is looked at again once connected, and not used if another device
    has it by now.

    Args:
        mac: The board's MAC address.
        port: 1 to 65535.
        scan: The network to try where nothing else helps.
        keepalive_seconds: As the option.
        find: Where the address comes from; by the three ways above if not given.
        uri: What it calls itself; made from the rest if not given.
    """

    def __init__(
        self,
        mac: MacAddress,
        port: int = RAW_PORT,
        *,
        scan: IPv4Network | None = None,
        keepalive_seconds: int = KEEPALIVE_SECONDS,
        find: Callable[[MacAddress, IPv4Network | None, float], Place | None] = look_up,
        uri: str = "",
    ) -> None:
        super().__init__("", port, keepalive_seconds=keepalive_seconds, uri=uri or _uri(mac, port, scan))
        self.mac = mac
        self.scan = scan
        self._find = find

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer with this MAC address; nothing is looked up yet."""
        uri.allow("scan", "port", "keepalive")
        return cls(
            _mac(uri),
            uri.number("port", RAW_PORT, 1, 65535),
            scan=_network(uri),
            keepalive_seconds=uri.number("keepalive", KEEPALIVE_SECONDS, 4, 3600),
            uri=uri.text,
        )

    def _connect(self, limit: Deadline) -> socket.socket:
        place = self._find(self.mac, self.scan, limit.left() * _LOOK_UP_SHARE)
        if place is None:
            raise self._not_found()
        self.host = str(place.address)
        logger.debug("%s: is at %s, by %s", self.uri, self.host, place.source)
        if self.scan is not None:
            # The scan has a limit of its own; the call gets the whole patience.
            limit.restart()
        try:
            connection = super()._connect(limit)
        except DeviceError as error:
            raise _explained(error, place) from error
        if place.is_old and mac_of(place.address) not in {None, self.mac}:
            connection.close()
            raise DeviceNotFound(
                f"{self.uri}: another device has its old address {self.host} by now",
                hint="Is it switched on? ocom809 devices shows what is there.",
            )
        return connection

    def _not_found(self) -> DeviceNotFound:
        ways = "no answer by UDP, none in the ARP table"
        more = " A board that does not answer by UDP is found by ?scan=192.168.1.0/24."
        if self.scan is not None:
            ways, more = f"{ways}, none by the scan of {self.scan}", ""
        alone = "" if local_networks() else "This computer has no IPv4 address on any network. "
        return DeviceNotFound(
            f"{self.uri}: nobody on this network has this MAC address ({ways})",
            hint=f"{alone}Is it switched on, and on the same network? ocom809 devices shows what is there.{more}",
        )


def _explained(error: DeviceError, place: Place) -> DeviceError:
    """The same error; where the printer stands in a foreign subnet, with what to do about that."""
    said = place.announcement
    if said is not None and network_of(place.address, local_networks()) is None:
        error.hint = how_to_reach(said)
    return error


def _mac(uri: DeviceURI) -> MacAddress:
    try:
        # The two slashes of other wires do no harm; with them, the first five pairs look like host and port.
        mac = MacAddress.parse(uri.text.partition("?")[0].partition(":")[2].removeprefix("//"))
    except InputError as error:
        raise URIError(f"{error.message} (in {uri.text!r})", hint=error.hint) from error
    if mac.is_shared:
        raise URIError(
            f"{mac} is a MAC address that tells no printer from another (in {uri.text!r})",
            hint="Name this printer by its IP address: tcp://192.168.1.87.",
        )
    return mac


def _network(uri: DeviceURI) -> IPv4Network | None:
    if "scan" not in uri.options:
        return None
    try:
        network = parse_network(uri.options["scan"])
    except InputError as error:
        raise URIError(f"{error.message} (in {uri.text!r})", hint=error.hint) from error
    if network.prefixlen < SMALLEST_SCAN_PREFIX:
        raise URIError(f"{network} is too large to be scanned at each opening (in {uri.text!r})", hint=_LARGEST)
    return network


_LARGEST = f"At most a /{SMALLEST_SCAN_PREFIX}; ocom809 devices --lan scans larger ones."


def _uri(mac: MacAddress, port: int, scan: IPv4Network | None) -> str:
    options = ([f"port={port}"] if port != RAW_PORT else []) + ([f"scan={scan}"] if scan is not None else [])
    return f"mac:{mac}" + (f"?{'&'.join(options)}" if options else "")
