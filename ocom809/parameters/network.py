"""Which addresses a printer can have: refused before anything is sent, because a wrong one makes it unreachable."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Interface, IPv4Network
from typing import TYPE_CHECKING

from ocom809.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WIDEST_PREFIX, NARROWEST_PREFIX = 8, 30
"""A network of 31 or 32 bits has no room for a printer and a computer; one wider than 8 is no local network."""
UNDECIDED = IPv4Address(0)
_ADDRESS_BITS, _ALL_BITS = 32, 0xFFFFFFFF

_WEP_KEYS = {"wep64": (5, 10), "wep128": (13, 26)}
_SHORTEST_WPA, _LONGEST_WPA = 8, 63


def read_interface(text: str) -> IPv4Interface:
    """``192.168.1.50/24`` or ``192.168.1.50/255.255.255.0``: the address and the network that it lies in.

    Raises:
        ParameterError: It is no such thing. The prefix must stand there: a wrong guess would cut the printer off.
    """
    address, slash, _ = text.partition("/")
    if not slash:
        raise ParameterError(f"{text!r} lacks its network", hint=f"Write it as {address}/24 for 255.255.255.0.")
    try:
        return IPv4Interface(text)
    except ValueError as error:
        raise ParameterError(f"{text!r} is no address with its network: {error}") from error


def check_network(values: Mapping[str, object]) -> None:
    """Refuse what cannot work among ``address``, ``mask`` and ``gateway``, as far as they are given.

    With DHCP on, the address that is sent along is a place-holder; it is looked at all the same.

    Raises:
        ParameterError: It says which and why.
    """
    address, mask, gateway = (values.get(name) for name in ("address", "mask", "gateway"))
    network = None
    if isinstance(mask, IPv4Address):
        prefix = prefix_of(mask)
        if isinstance(address, IPv4Address):
            network = IPv4Interface(f"{address}/{prefix}").network
    if isinstance(address, IPv4Address):
        _check_host("address", address, network)
    if isinstance(gateway, IPv4Address):
        _check_gateway(gateway, address, network)


def prefix_of(mask: IPv4Address) -> int:
    """The length of the prefix that a mask stands for.

    Raises:
        ParameterError: It has holes, or a network of that size cannot work.
    """
    holes = ~int(mask) & _ALL_BITS
    prefix = _ADDRESS_BITS - holes.bit_length()
    if holes & (holes + 1):
        raise ParameterError(f"mask {mask} is no network mask", hint="The usual one is 255.255.255.0.")
    if not WIDEST_PREFIX <= prefix <= NARROWEST_PREFIX:
        raise ParameterError(
            f"a prefix of {prefix} (mask {mask}) cannot work: a printer needs one from {WIDEST_PREFIX} to "
            f"{NARROWEST_PREFIX}",
            hint="The usual one is 24, which is 255.255.255.0.",
        )
    return prefix


def _check_host(name: str, address: IPv4Address, network: IPv4Network | None) -> None:
    for what, is_so in _UNUSABLE:
        if is_so(address):
            raise ParameterError(f"{name} {address} is {what}, which no printer can have")
    if network is not None and address == network.network_address:
        raise ParameterError(f"{name} {address} is the network {network} itself, which no printer can have")
    if network is not None and address == network.broadcast_address:
        raise ParameterError(f"{name} {address} is the broadcast address of {network}, which no printer can have")


_UNUSABLE: tuple[tuple[str, Callable[[IPv4Address], bool]], ...] = (
    ("the unspecified address", lambda address: address == UNDECIDED),
    ("an address of “this network”", lambda address: address.packed[0] == 0),
    ("a loopback address", lambda address: address.is_loopback),
    ("a multicast address", lambda address: address.is_multicast),
    ("the broadcast address", lambda address: address == IPv4Address("255.255.255.255")),
    ("a reserved address", lambda address: address.is_reserved),
    ("a link-local address", lambda address: address.is_link_local),
)


def _check_gateway(gateway: IPv4Address, address: object, network: IPv4Network | None) -> None:
    _check_host("gateway", gateway, network)
    if gateway == address:
        raise ParameterError(f"gateway {gateway} is the printer's own address")
    if network is not None and gateway not in network:
        raise ParameterError(
            f"gateway {gateway} is not in {network}, the subnet of {address}",
            hint="The gateway is the router's address in the printer's own network.",
        )


def check_wifi(values: Mapping[str, object]) -> None:
    """Refuse a key that does not fit its kind.

    Raises:
        ParameterError: It says how long the key must be, and never shows it.
    """
    if not {"wifi-key", "wifi-key-kind"} <= set(values):
        return
    kind, key = str(values["wifi-key-kind"]), str(values["wifi-key"])
    if kind == "none":
        if key:
            raise ParameterError("wifi-key must be empty where wifi-key-kind is none")
    elif kind in _WEP_KEYS:
        _check_wep_key(kind, key)
    elif not _SHORTEST_WPA <= len(key) <= _LONGEST_WPA:
        raise ParameterError(
            f"wifi-key must have {_SHORTEST_WPA} to {_LONGEST_WPA} characters for {kind}, not {len(key)}"
        )


def _check_wep_key(kind: str, key: str) -> None:
    plain, hexadecimal = _WEP_KEYS[kind]
    if len(key) not in (plain, hexadecimal):
        raise ParameterError(
            f"wifi-key must have {plain} characters or {hexadecimal} hexadecimal digits for {kind}, not {len(key)}"
        )
    if len(key) == hexadecimal and not all(digit in "0123456789abcdefABCDEF" for digit in key):
        raise ParameterError(f"wifi-key of {hexadecimal} characters must be hexadecimal digits for {kind}")
