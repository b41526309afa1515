"""What can be found out about a unit without changing anything: where it is, its MAC, what it says of itself."""

from __future__ import annotations

import logging
import socket
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from ocom809.deadline import Deadline
from ocom809.devices._addresses import addresses
from ocom809.devices.tcp import RAW_PORT
from ocom809.devices.uri import DeviceURI
from ocom809.discovery.announcements import Announcement, Family
from ocom809.discovery.broadcast import ask, listen
from ocom809.discovery.calls import Call, made
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.mac_address import MacAddress
from ocom809.discovery.neighbours import addresses_of, mac_of
from ocom809.discovery.scan import QUESTION
from ocom809.errors import DeviceError, ParameterError
from ocom809.parameters.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

SURVEY_SECONDS = 1.5
_CALL_SECONDS = 2.0
_SHOWN_MACS = 4


def survey(uri: str, *, seconds: float = SURVEY_SECONDS) -> Target:
    """Look at the unit that a device URI names. Nothing is printed or changed.

    Args:
        uri: ``tcp://…`` and ``mac:…`` are looked for on the LAN; of other wires only the URI is known.
        seconds: How long to wait for announcements.

    Raises:
        ParameterError: Several units say that they are at this address, as new ones do.
    """
    parsed = DeviceURI.parse(uri)
    scheme = parsed.scheme.removeprefix("spy+")
    if scheme == "mac":
        mac = mac_in(parsed)
        said = heard(lambda one: one.mac == mac, seconds)
        known = (said.address,) if said is not None else addresses_of(mac)
        return _at(uri, known[0] if known else None, mac, said)
    address = _address(parsed.host) if scheme == "tcp" else None
    if address is None or address.is_loopback:
        return Target(uri=uri)
    said = _announced_at(address, seconds) or _asked_directly(address)
    return _at(uri, address, said.mac if said is not None else None, said)


def mac_in(uri: DeviceURI) -> MacAddress:
    """The MAC address that a ``mac:`` URI names."""
    return MacAddress.parse(uri.text.partition("?")[0].rpartition("mac:")[2].removeprefix("//"))


def heard(is_meant: Callable[[Announcement], bool], seconds: float) -> Announcement | None:
    """The first announcement that is meant, or ``None`` after so many seconds."""
    return next((one for one in listen(seconds=seconds) if is_meant(one)), None)


def _announced_at(address: IPv4Address, seconds: float) -> Announcement | None:
    there = {one.mac: one for one in listen(seconds=seconds) if one.address == address}
    if len(there) > 1:
        macs = ", ".join(map(str, sorted(there)[:_SHOWN_MACS])) + (", …" if len(there) > _SHOWN_MACS else "")
        raise ParameterError(
            f"{len(there)} printers say that they are at {address}: {macs}",
            hint=f"Name the one that is meant by its MAC address: --device mac:{min(there)}.",
        )
    return next(iter(there.values()), None)


def call(address: IPv4Address, port: int) -> Call:
    """Connect and ask ``DLE EOT 1``, which prints nothing; whether it is open, and what it answered."""
    (made_call,) = made([Call(address, port, question=QUESTION, answer_seconds=1.0)], _CALL_SECONDS, 1)
    return made_call


def _at(uri: str, address: IPv4Address | None, mac: MacAddress | None, said: Announcement | None) -> Target:
    """With what a call to its raw port tells: whether it is there, and by ARP its MAC."""
    if address is None or address.is_unspecified:
        return Target(uri=uri, mac=mac, announcement=said)
    target = Target(uri=uri, address=address)
    was_reached = call(address, target.port).is_open
    return Target(uri=uri, mac=mac or mac_of(address), address=address, announcement=said, was_reached=was_reached)


def _address(host: str) -> IPv4Address | None:
    """The host's IPv4 address; ``None`` where it has none, and then opening the device tells why."""
    try:
        found = addresses(host, RAW_PORT, Deadline(_CALL_SECONDS))
    except DeviceError as error:
        logger.debug("%s: %s", host, error)
        return None
    return next((IPv4Address(str(one)) for one in found if one.family == socket.AF_INET), None)


def _asked_directly(address: IPv4Address) -> Announcement | None:
    """Behind a router no broadcast is heard, so the unit itself is asked."""
    if network_of(address, local_networks()) is not None:
        return None
    answers = (ask(address, family) for family in Family)
    return next((answer for answer in answers if answer is not None), None)
