"""The IPv4 networks that this computer stands in, one for each address of each interface."""

from __future__ import annotations

import logging
import socket
import struct
import sys
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

LIMITED_BROADCAST = IPv4Address("255.255.255.255")
NETWORK_LIMIT = 256
"""More interfaces than any computer of a shop has; containers make many."""

# Linux' rtnetlink: the request that lists every address, and the attributes of the answers (rtnetlink.h, if_addr.h).
_GET_ADDRESS, _NEW_ADDRESS, _DONE, _ERROR = 22, 20, 3, 2
_REQUEST, _DUMP = 0x001, 0x300
_ADDRESS, _LOCAL, _BROADCAST = 1, 2, 4
_HEADER, _ADDRESS_HEADER, _ATTRIBUTE = struct.Struct("=IHHII"), struct.Struct("=BBBBI"), struct.Struct("=HH")
_ANSWER_BYTES, _ANSWER_LIMIT, _ANSWER_SECONDS = 65536, 64, 2.0


@dataclass(frozen=True, slots=True)
class LocalNetwork:
    """A network that this computer stands in.

    Attributes:
        name: The interface's name; empty where the system does not tell.
        address: This computer's address there.
        prefix: How many bits the network's part of it has, or ``None`` where the system does not tell.
        broadcast: The directed broadcast address, or ``None`` where there is none or it is not known.
    """

    name: str
    address: IPv4Address
    prefix: int | None = None
    broadcast: IPv4Address | None = None

    @property
    def network(self) -> IPv4Network | None:
        """The network itself, or ``None`` where its size is not known."""
        return None if self.prefix is None else IPv4Network((self.address, self.prefix), strict=False)

    def __contains__(self, address: IPv4Address) -> bool:
        network = self.network
        return network is not None and address in network


def local_networks() -> tuple[LocalNetwork, ...]:
    """Every IPv4 network of this computer but loopback.

    Exact on Linux. Elsewhere the standard library tells the addresses that the computer's own name stands for, and not
    how large their networks are.
    """
    found = _by_netlink() if sys.platform == "linux" else _by_name()
    return tuple(network for network in found if not network.address.is_loopback)[:NETWORK_LIMIT]


def network_of(address: IPv4Address, networks: tuple[LocalNetwork, ...]) -> LocalNetwork | None:
    """The one of ``networks`` in which ``address`` lies, or ``None``."""
    return next((network for network in networks if address in network), None)


def _by_name() -> tuple[LocalNetwork, ...]:
    try:
        addresses = socket.gethostbyname_ex(socket.gethostname())[2]
    except (OSError, UnicodeError) as error:
        logger.debug("this computer's name has no address: %s", error)
        return ()
    return tuple(LocalNetwork("", IPv4Address(address)) for address in addresses)


def _by_netlink() -> tuple[LocalNetwork, ...]:
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as asking:
            asking.settimeout(_ANSWER_SECONDS)
            body = _ADDRESS_HEADER.pack(socket.AF_INET, 0, 0, 0, 0)
            asking.send(_HEADER.pack(_HEADER.size + len(body), _GET_ADDRESS, _REQUEST | _DUMP, 1, 0) + body)
            return tuple(_answers(asking))
    except (OSError, ValueError, struct.error) as error:
        logger.debug("the system does not list its addresses: %s", error)
        return _by_name()


def _answers(asking: socket.socket) -> Iterator[LocalNetwork]:
    for _ in range(_ANSWER_LIMIT):
        data = asking.recv(_ANSWER_BYTES)
        for kind, body in _messages(data):
            if kind in {_DONE, _ERROR}:
                return
            if kind == _NEW_ADDRESS:
                yield from _network(body)


def _messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each netlink message; each begins at a multiple of four bytes."""
    while len(data) >= _HEADER.size:
        length, kind, *_ = _HEADER.unpack_from(data)
        if length < _HEADER.size:
            return
        yield kind, data[_HEADER.size : length]
        data = data[_aligned(length) :]


def _network(body: bytes) -> Iterator[LocalNetwork]:
    _, prefix, _, _, index = _ADDRESS_HEADER.unpack_from(body)
    attributes = dict(_attributes(body[_ADDRESS_HEADER.size :]))
    # On a point-to-point link the plain address is that of the other side, and the local one is ours.
    own = attributes.get(_LOCAL) or attributes.get(_ADDRESS)
    if own is not None:
        broadcast = attributes.get(_BROADCAST)
        yield LocalNetwork(
            _interface_name(index),
            IPv4Address(own),
            prefix,
            IPv4Address(broadcast) if broadcast else None,
        )


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    while len(data) >= _ATTRIBUTE.size:
        length, kind = _ATTRIBUTE.unpack_from(data)
        if length < _ATTRIBUTE.size:
            return
        yield kind, data[_ATTRIBUTE.size : length]
        data = data[_aligned(length) :]


def _interface_name(index: int) -> str:
    try:
        return socket.if_indextoname(index)
    except OSError:
        return ""


def _aligned(length: int) -> int:
    return (length + 3) & ~3
