"""Looking at every address of a network for a raw port behind which a printer answers. Never prints.

Three bytes are sent to whoever takes the connection, ``10 04 01`` (DLE EOT 1, "how are you"), and none to other ports.
A printer of this class answers with one byte in which four bits are fixed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING

from ocom809.discovery.calls import Call, made
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RAW_PORT = 9100
NOTED_PORTS = (4000, 80)
"""Status and settings of some boards, and the web page of others; they are connected to and sent nothing."""
QUESTION = b"\x10\x04\x01"
_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12

_NO_BROADCAST_PREFIX = 31

LARGEST_PREFIX = 16
"""A network of more addresses than a /16 is refused: 65534 take some twelve minutes."""
AT_ONCE = 100
"""Connections under way together; Windows and macOS give a program few more by default."""
CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An address whose raw port took a connection.

    Attributes:
        address: Where.
        port: The raw port that was tried.
        answer: The first bytes that came back; empty where none came in time.
        other_ports: Those of the noted ports that took a connection too.
    """

    address: IPv4Address
    port: int = RAW_PORT
    answer: bytes = b""
    other_ports: tuple[int, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether the answer is a status of this class."""
        return is_status(self.answer)

    @property
    def open_ports(self) -> tuple[int, ...]:
        """All ports that took a connection."""
        return (self.port, *self.other_ports)


def is_status(answer: bytes) -> bool:
    """Whether an answer is one byte, with the bits that are fixed in every status byte of this class.

    More than one byte is somebody's greeting: the 2 of "220 ready" happens to have these bits.
    """
    return len(answer) == 1 and answer[0] & _FIXED_BITS == _FIXED_VALUE


def parse_network(text: str) -> IPv4Network:
    """The network that ``192.168.1.0/24`` names; host bits may be set, so that one's own address will do.

    Raises:
        InputError: It is none, or none that can be scanned.
    """
    try:
        network = IPv4Network(text, strict=False)
    except ValueError as error:
        raise InputError(f"{text!r} is no IPv4 network", hint="It is written 192.168.1.0/24.") from error
    return _checked(network)


def address_count(network: IPv4Network) -> int:
    """How many addresses are tried: all but the network's own and its broadcast address, where it has these."""
    return network.num_addresses if network.prefixlen >= _NO_BROADCAST_PREFIX else network.num_addresses - 2


def scan(
    network: IPv4Network,
    *,
    port: int = RAW_PORT,
    noted_ports: tuple[int, ...] = NOTED_PORTS,
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
    at_once: int = AT_ONCE,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Hit, ...]:
    """Try every address of ``network``.

    Args:
        network: At most a /16.
        port: The raw port.
        noted_ports: Looked at where the raw port is open.
        connect_seconds: How long each address has to take the connection.
        answer_seconds: How long it then has to answer.
        at_once: How many connections are under way together.
        progress: Told how many addresses of how many are done.

    Returns:
        Those that took a connection, by address.

    Raises:
        InputError: The network is too large, or none in which printers can be.
    """
    return look_at(
        _checked(network).hosts(),
        total=address_count(network),
        port=port,
        noted_ports=noted_ports,
        connect_seconds=connect_seconds,
        answer_seconds=answer_seconds,
        at_once=at_once,
        progress=progress,
    )


def look_at(
    addresses: Iterable[IPv4Address],
    *,
    total: int,
    port: int = RAW_PORT,
    noted_ports: tuple[int, ...] = NOTED_PORTS,
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
    at_once: int = AT_ONCE,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Hit, ...]:
    """Try these addresses, as ``scan`` does."""
    hits: dict[IPv4Address, Hit] = {}
    calls = (Call(address, port, QUESTION, answer_seconds) for address in addresses)
    for done, call in enumerate(made(calls, connect_seconds, at_once), 1):
        if call.is_open:
            hits[call.address] = Hit(address=call.address, port=port, answer=call.answer)
        if progress is not None:
            progress(min(done, total), total)
    noted = [Call(address, other) for address in hits for other in noted_ports if other != port]
    for call in made(noted, connect_seconds, at_once):
        if call.is_open:
            hit = hits[call.address]
            hits[call.address] = replace(hit, other_ports=tuple(sorted((*hit.other_ports, call.port))))
    return tuple(hits[address] for address in sorted(hits))


def _checked(network: IPv4Network) -> IPv4Network:
    if network.prefixlen < LARGEST_PREFIX:
        raise InputError(
            f"{network} has {network.num_addresses} addresses; at most a /{LARGEST_PREFIX} is scanned",
            hint="Name the part of it in which the printers are, such as a /24.",
        )
    if network.is_multicast or network.is_reserved or network.network_address.is_unspecified:
        raise InputError(f"{network} is no network in which printers can be")
    return network
