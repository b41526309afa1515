"""Addresses, sent over a TCP connection, USB or a serial port."""

from __future__ import annotations

from ipaddress import IPv4Address
from types import MappingProxyType
from typing import Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.dialect import LAN_ONLY, Dialect, Instruction, Way
from ocom809.parameters.parts import Field, Fixed, high_first, octets, one_of

_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS
HEADER: Final = Fixed(b"\x1f\x1b\x1f", "US ESC US, the vendor's settings")
ADDRESSES: Final = (Field("address", octets), Field("mask", octets), Field("gateway", octets))
PLACE_HOLDERS: Final = MappingProxyType(
    {
        "address": IPv4Address("192.168.123.100"),
        "mask": IPv4Address("255.255.255.0"),
        "gateway": IPv4Address("192.168.123.1"),
    }
)
"""What Xprinter's tool sends along when it switches DHCP on."""

_LOOK = "looked for at the new address, and by UDP where it answers; its MAC compared where it is known"

XP_IP = Dialect(
    name="xp-ip",
    about="Xprinter: the address alone",
    way=Way.IN_BAND,
    confidence=_LIKELY,
    source="Xprinter and Zywell test tools (USB, COM, LPT); Xprinter's “configure IP address” note; SZJBZF utility; a "
    "V320L took it over TCP 9100, beeped and obeyed at once",
    settle_seconds=20,
    verification=_LOOK,
    instructions=(
        Instruction(
            about="address",
            parts=(HEADER, Fixed(b"\x91\x00IP", "set the address"), Field("address", octets)),
            evidence=Evidence(_CERTAIN, "Xprinter and Zywell test tools, V320L, Xprinter's note, SZJBZF utility"),
            warning="The address alone is set; mask, gateway and DHCP stay as they are.",
        ),
    ),
)

XP_FULL = Dialect(
    name="xp-full",
    about="Xprinter: DHCP, address, mask and gateway together",
    way=Way.IN_BAND,
    confidence=_LIKELY,
    source="Xprinter's test tool (its DHCP buttons) and Android kit (setNetAll)",
    settle_seconds=30,
    verification=_LOOK,
    instructions=(
        Instruction(
            about="DHCP, address, mask and gateway",
            parts=(
                HEADER,
                Fixed(b"\x91\x00I\xfa", "set all of the network"),
                Field("dhcp", one_of({True: 1, False: 0})),
                Fixed(b"\x5a", "as the vendor sends it"),
                *ADDRESSES,
            ),
            evidence=Evidence(_CERTAIN, "Xprinter's Android kit and test tool"),
            fills=MappingProxyType({"dhcp": False}),
            fills_with_dhcp=PLACE_HOLDERS,
        ),
    ),
)

XP_B2 = Dialect(
    name="xp-b2",
    about="Xprinter: address, mask and gateway, or mask or gateway alone",
    way=Way.IN_BAND,
    confidence=_LIKELY,
    source="Xprinter and Zywell test tools, PosSetting; another app sends it to TCP 9100",
    settle_seconds=30,
    verification=_LOOK,
    instructions=(
        Instruction(
            about="address, mask and gateway",
            parts=(HEADER, Fixed(b"\xb2", "set address, mask and gateway"), *ADDRESSES),
            evidence=Evidence(_CERTAIN, "Xprinter and Zywell test tools, PosSetting"),
        ),
        Instruction(
            about="mask",
            parts=(HEADER, Fixed(b"\xb0", "set the mask"), Field("mask", octets)),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; did nothing on one Wi-Fi unit"),
        ),
        Instruction(
            about="gateway",
            parts=(HEADER, Fixed(b"\xb1", "set the gateway"), Field("gateway", octets)),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; did nothing on one Wi-Fi unit"),
        ),
    ),
)

XP_PORT4000 = Dialect(
    name="xp-port4000",
    about="Xprinter: the address alone, on the side connection",
    way=Way.SIDE_PORT,
    schemes=frozenset({"tcp", "mac"}),
    confidence=_LIKELY,
    source="Xprinter and Zywell test tools where the printer is on the LAN",
    settle_seconds=30,
    verification=_LOOK,
    instructions=(
        Instruction(
            about="address",
            parts=(HEADER, Fixed(b"\x22", "set the address"), Field("address", octets)),
            evidence=Evidence(_CERTAIN, "Xprinter and Zywell test tools; two Tectoy units take it on port 9100"),
            warning="The address alone is set; mask, gateway and DHCP stay as they are.",
        ),
        Instruction(
            about="last octets of the hardware address",
            parts=(
                HEADER,
                Fixed(b"\x33", "set the ID"),
                Field("hardware-id", high_first(4)),
                Fixed(b"\x00", "end"),
            ),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool"),
        ),
    ),
)

ZY_DHCP = Dialect(
    name="zy-dhcp",
    about="Zywell: DHCP on",
    way=Way.IN_BAND,
    confidence=_LIKELY,
    source="Zywell's test tool, button “Set DHCP”",
    settle_seconds=30,
    verification="looked for by UDP; the network's DHCP server knows its address",
    instructions=(
        Instruction(
            about="DHCP on",
            parts=(
                HEADER,
                Fixed(b"\xba\x01", "set DHCP"),
                Fixed(b"\x1f\x1b\x11\x12\x01\xba\x01", "the same once more, in the tool's other form"),
                Field("dhcp", one_of({True: 1})),
            ),
            evidence=Evidence(_CERTAIN, "Zywell's test tool"),
        ),
    ),
)

MUNBYN_DHCP = Dialect(
    name="munbyn-dhcp",
    about="MUNBYN: DHCP always on",
    way=Way.IN_BAND,
    confidence=_GUESS,
    source="MUNBYN's commands for ITPP047 and ITPP068",
    settle_seconds=30,
    verification="looked for by UDP; the network's DHCP server knows its address",
    instructions=(
        Instruction(
            about="DHCP always on",
            parts=(Fixed(b"\x1f\x1b\x10\x13\x14", "DHCP at every start"), Field("dhcp", one_of({True: 0}))),
            evidence=Evidence(_LIKELY, "MUNBYN's commands"),
        ),
    ),
)

RONGTA = Dialect(
    name="rongta",
    about="Rongta and Jetway: address, mask and gateway",
    way=Way.IN_BAND,
    schemes=LAN_ONLY,
    confidence=_GUESS,
    source="capture of a set-up tool with a Rongta board and a Jetway JP-800, TCP 9100",
    settle_seconds=60,
    verification=_LOOK,
    instructions=(
        Instruction(
            about="address, mask and gateway",
            parts=(
                Fixed(b"\x1fi", "set the address"),
                Field("address", octets),
                Fixed(b"\x1f%\x00", "set the mask"),
                Field("mask", octets),
                Fixed(b"\x1f%\x01", "set the gateway"),
                Field("gateway", octets),
            ),
            evidence=Evidence(_CERTAIN, "capture; the connection must be closed at once, or the rest is printed"),
        ),
    ),
)
