"""The searches and set-up datagrams of LAN modules: XP0001 on UDP 9000, ZY0001 on UDP 1460.

Sources: Xprinter's Android and Windows kits; Zywell's NETtool, and a field capture of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.orders import Act, Order, addresses
from ocom809.virtual.settings.values import NAME_BYTES, Value

if TYPE_CHECKING:
    from ocom809.virtual.sensors import Sensors
    from ocom809.virtual.settings.values import Settings

PORTS: Final = {Family.XP_UDP: 9000, Family.ZY_UDP: 1460}
DATAGRAM_BYTES: Final = 1500
_MARKS: Final = {Family.XP_UDP: b"XP0001", Family.ZY_UDP: b"ZY0001"}
_WORD, _MAC, _ADDRESSES, _PORT, _DHCP, _NAME = 6, 10, 18, 30, 32, 33
"""Where each part of a SAVE begins: behind six letters SAVE, six bytes of MAC, two that nobody looks at, and so on."""
_FOUND_SIZES: Final = {Family.XP_UDP: 34, Family.ZY_UDP: 61}
_SAVE_BYTES: Final = 33
_BOARD, _VERSION = 1, 1
_ASCII_ACTS: Final = {b"1B0103": Act.TEST_PAGE, b"1B0104": Act.CUT, b"1B0102": Act.RESTART}


@dataclass(frozen=True, slots=True)
class Heard:
    """What a datagram is to this unit: a search that it answers, or an order; neither where it is not meant."""

    is_search: bool = False
    order: Order | None = None


def heard(data: bytes, family: Family, mac: bytes) -> Heard:
    """Read a datagram as a unit with this hardware address does; a SAVE for another one is not meant."""
    mark = _MARKS[family]
    if data == mark + b"FIND":
        return Heard(is_search=True)
    if family is Family.ZY_UDP and data in _ASCII_ACTS:
        return Heard(order=Order(act=_ASCII_ACTS[data]))
    if data.startswith(mark + b"SAVE") and len(data) >= _SAVE_BYTES and data[_MAC : _MAC + 6] == mac:
        return Heard(order=_saved(data, family))
    return Heard()


def is_for_another(data: bytes, mac: bytes) -> bool:
    """Whether it sets up another unit: most of what a unit hears in a shop that is being set up."""
    return data[_WORD:_MAC] == b"SAVE" and data[_MAC : _MAC + 6] != mac


def _saved(data: bytes, family: Family) -> Order | None:
    if data[_DHCP] not in (0, 1):
        return None
    changes: dict[str, Value] = {**addresses(data[_ADDRESSES:_PORT]), "dhcp": data[_DHCP] == 1}
    if family is Family.ZY_UDP:
        # Xprinter's kits send 6028 for 9100 and it does no harm, so the class ignores the port there.
        changes["port"] = int.from_bytes(data[_PORT:_DHCP], "little")
        changes["name"] = data[_NAME : _NAME + NAME_BYTES].split(b"\0")[0].decode("utf-8", "replace")
    return Order(changes)


def found(family: Family, settings: Settings, sensors: Sensors) -> bytes:
    """The answer to a search: 34 bytes of XP0001FOUND, or 61 of ZY0001FOUND with name, status, board and version."""
    size = _FOUND_SIZES[family]
    answer = (
        _MARKS[family]
        + b"FOUND"
        + settings.mac
        + size.to_bytes(2, "little")
        + settings.address.packed
        + settings.netmask.packed
        + settings.gateway.packed
        + settings.port.to_bytes(2, "little")
        + bytes([settings.dhcp])
    )
    if family is Family.XP_UDP:
        return answer
    name = settings.name.encode()[:NAME_BYTES].ljust(NAME_BYTES, b"\0")
    return answer + name + bytes([_status(sensors), _BOARD, _VERSION])


def _status(sensors: Sensors) -> int:
    """Bit 0 paper end, 1 cover open, 2 cutter error, 3 the drawer's pin."""
    bits = (not sensors.paper_present, sensors.cover_open, sensors.cutter_error, sensors.drawer_pin_high)
    return sum(1 << place for place, bit in enumerate(bits) if bit)
