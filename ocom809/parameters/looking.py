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
from ocom809.errors import DeviceError
from ocom809.parameters.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

SURVEY_SECONDS = 1.5
_CALL_SECONDS = 2.0
_QUESTION = b"\x10\x04\x01"
_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12


def survey(uri: str, *, seconds: float = SURVEY_SECONDS) -> Target:
    """Look at the unit that a device URI names. Nothing is printed or changed.

    Args:
        uri: ``tcp://…`` and ``mac:…`` are looked for on the LAN; of other wires only the URI is known.
        seconds: How long to wait for announcements.
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
    said = heard(lambda one: one.address == address, seconds) or _asked_directly(address)
    return _at(uri, address, said.mac if said is not None else None, said)


def mac_in(uri: DeviceURI) -> MacAddress:
    """The MAC address that a ``mac:`` URI names."""
    return MacAddress.parse(uri.text.partition("?")[0].rpartition("mac:")[2].removeprefix("//"))


def heard(is_meant: Callable[[Announcement], bool], seconds: float) -> Announcement | None:
    """The first announcement that is meant, or ``None`` after so many seconds."""
    return next((one for one in listen(seconds=seconds) if is_meant(one)), None)


def call(address: IPv4Address, port: int) -> Call:
    """Connect and ask ``DLE EOT 1``, which prints nothing; whether it is open, and what it answered."""
    (made_call,) = made([Call(address, port, question=_QUESTION, answer_seconds=1.0)], _CALL_SECONDS, 1)
    return made_call


def is_printers_answer(answer: bytes) -> bool:
    """Whether these bytes can be the answer to ``DLE EOT 1``."""
    return len(answer) == 1 and answer[0] & _FIXED_BITS == _FIXED_VALUE


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
