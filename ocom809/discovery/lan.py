"""From what was heard and seen on the LAN to one row for each printer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocom809.discovery.found import FoundPrinter, Proof, Wire
from ocom809.discovery.interfaces import LocalNetwork, network_of
from ocom809.discovery.reaching import how_to_reach
from ocom809.discovery.scan import RAW_PORT, Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from ipaddress import IPv4Address

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress

_SHARED_MAC = "Its MAC address is a dummy that many boards share, so it is named by its address."
_TWICE = "Two printers announce this MAC address, so it is named by its address."
_SILENT = "Its port is open and it did not answer: another program may hold it, it may be offline, or no such printer."
_CLOSED = "It announced itself, and its port {port} takes no connection: another program may hold it."
_OTHER_PORT = "It says that it prints on port {port}; 9100 was tried."
_OTHER_SENDER = "Beware: this was said by {sender}, of which it gives another address."
_DIFFERENT_MAC = (
    "Beware: the system's ARP table names another MAC address there, {mac}; two devices may share the address."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """All that was heard and seen on the LAN.

    Attributes:
        announcements: What printers said of themselves.
        hits: Where the raw port took a connection.
        tried: The addresses whose raw port was tried.
        neighbours: Which MAC address the system saw behind which address.
        networks: The networks of this computer.
    """

    announcements: tuple[Announcement, ...] = ()
    hits: tuple[Hit, ...] = ()
    tried: frozenset[IPv4Address] = frozenset()
    neighbours: Mapping[IPv4Address, MacAddress]
    networks: tuple[LocalNetwork, ...] = ()


def merged(seen: Sightings) -> tuple[FoundPrinter, ...]:
    """One row for each printer: one that was heard, and whose port was seen open, is one."""
    said = _one_each(seen.announcements)
    macs = Counter(one.mac for one in said)
    by_address = {hit.address: hit for hit in seen.hits}
    rows = [_announced(one, by_address.get(one.address), seen, is_twin=macs[one.mac] > 1) for one in said]
    heard = {one.address for one in said}
    rows += [_seen_only(hit, seen) for hit in seen.hits if hit.address not in heard]
    return tuple(rows)


def _one_each(announcements: Iterable[Announcement]) -> list[Announcement]:
    """A board that answers on two interfaces, or to both families, is one."""
    one_each: dict[tuple[MacAddress, IPv4Address], Announcement] = {}
    for said in announcements:
        one_each.setdefault((said.mac, said.address), said)
    return sorted(one_each.values(), key=lambda said: (said.address, said.mac))


def _announced(said: Announcement, hit: Hit | None, seen: Sightings, *, is_twin: bool) -> FoundPrinter:
    row = FoundPrinter(
        uri=f"tcp://{said.address}" if said.mac.is_shared or is_twin else f"mac:{said.mac}",
        wire=Wire.LAN,
        proof=Proof.STATUS_ANSWER if hit is not None and hit.is_proven else Proof.ANNOUNCED,
        model=said.name,
        mac=said.mac,
        address=None if said.address.is_unspecified else said.address,
        announcement=said,
        open_ports=hit.open_ports if hit is not None else (),
        reachable=_is_reachable(said, hit, seen),
    )
    return replace(row, hint=" ".join(_hints(said, row, seen, is_twin=is_twin)))


def _is_reachable(said: Announcement, hit: Hit | None, seen: Sightings) -> bool | None:
    if hit is not None:
        return True
    return False if said.address in seen.tried else None


def _hints(said: Announcement, row: FoundPrinter, seen: Sightings, *, is_twin: bool) -> Iterable[str]:
    neighbour = seen.neighbours.get(said.address)
    if neighbour is not None and neighbour != said.mac:
        yield _DIFFERENT_MAC.format(mac=neighbour)
    if said.sender not in {"", str(said.address)}:
        yield _OTHER_SENDER.format(sender=said.sender)
    if said.mac.is_shared:
        yield _SHARED_MAC
    elif is_twin:
        yield _TWICE
    if row.reachable is False:
        yield _CLOSED.format(port=RAW_PORT)
    if said.port not in {RAW_PORT, *_SLIPS}:
        yield _OTHER_PORT.format(port=said.port)
    if row.reachable is None and network_of(said.address, seen.networks) is None:
        yield how_to_reach(said)


_SLIPS = (0, 6028)
"""Ports that boards announce and that mean nothing: none, and the slip of the makers' tools."""


def _seen_only(hit: Hit, seen: Sightings) -> FoundPrinter:
    return FoundPrinter(
        uri=f"tcp://{hit.address}" if hit.port == RAW_PORT else f"tcp://{hit.address}:{hit.port}",
        wire=Wire.LAN,
        proof=Proof.STATUS_ANSWER if hit.is_proven else Proof.PORT_ONLY,
        mac=seen.neighbours.get(hit.address),
        address=hit.address,
        open_ports=hit.open_ports,
        reachable=True,
        hint="" if hit.is_proven else _SILENT,
    )
