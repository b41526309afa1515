"""Addresses by UDP: the unit with the named MAC obeys, even in a foreign subnet."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects.lan import ADDRESSES, PLACE_HOLDERS
from ocom809.parameters.parts import Field, Fixed, low_first, octets, one_of, padded

_CERTAIN, _LIKELY = Confidence.CERTAIN, Confidence.LIKELY
_UNIT: Final = Field("mac", octets, names_the_unit=True)
_DHCP: Final = Field("dhcp", one_of({True: 1, False: 0}))
_ANY_WIRE: Final = frozenset({"tcp", "mac"})
# Of the datagram's 64 bytes, the name has 24 as in the answers; the rest is zeros.
_NAME_BYTES: Final = 24

XP_UDP = Dialect(
    name="xp-udp",
    about="Xprinter's LAN boards by UDP: address, mask, gateway and DHCP",
    way=Way.UDP_9000,
    schemes=_ANY_WIRE,
    confidence=_LIKELY,
    source="Xprinter's Android and Windows kits, and three independent apps",
    settle_seconds=30,
    verification="asked by UDP: its answer holds MAC, address, mask, gateway and DHCP",
    instructions=(
        Instruction(
            about="address, mask, gateway and DHCP",
            parts=(
                Fixed(b"XP0001SAVE", "keep these settings"),
                _UNIT,
                Fixed(b"\x22\x00", "as the kits send it"),
                *ADDRESSES,
                # Both kits send 8C 17 here, a slip for 9100; units seem to look at neither.
                Fixed(b"\x8c\x23", "port 9100, low byte first"),
                _DHCP,
            ),
            evidence=Evidence(_LIKELY, "Xprinter's kits; the port as 9100 instead of their slip 6028"),
            fills=MappingProxyType({"dhcp": False}),
            fills_with_dhcp=PLACE_HOLDERS,
        ),
    ),
)

ZY_UDP = Dialect(
    name="zy-udp",
    about="Zywell's LAN boards by UDP: address, mask, gateway, DHCP, port and name",
    way=Way.UDP_1460,
    schemes=_ANY_WIRE,
    confidence=_LIKELY,
    source="Zywell's network tool, and another app",
    settle_seconds=30,
    verification="asked by UDP: its answer holds MAC, address, mask, gateway, port, DHCP and name",
    instructions=(
        Instruction(
            about="address, mask, gateway, port, DHCP and name",
            parts=(
                Fixed(b"ZY0001SAVE", "keep these settings"),
                _UNIT,
                Fixed(b"\x10\x00", "as the tool sends it"),
                *ADDRESSES,
                Field("port", low_first),
                _DHCP,
                Field("name", padded(_NAME_BYTES)),
                Fixed(bytes(7), "filled up to 64 bytes"),
            ),
            evidence=Evidence(_CERTAIN, "Zywell's network tool"),
            fills=MappingProxyType({"dhcp": False, "port": 9100, "name": ""}),
            fills_with_dhcp=PLACE_HOLDERS,
        ),
    ),
)
