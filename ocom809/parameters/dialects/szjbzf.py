"""The dialect of boards whose instructions hold the word SZJBZF, such as the 80250 type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects.lan import HEADER
from ocom809.parameters.parts import Field, Fixed, byte, octets, one_of

if TYPE_CHECKING:
    from ocom809.parameters.parts import Part

_CERTAIN, _GUESS = Confidence.CERTAIN, Confidence.GUESS
_SOURCE: Final = "SZJBZF utility"


def _setting(about: str, opcode: bytes, value: Part, warning: str = "") -> Instruction:
    confidence = _GUESS if warning else _CERTAIN
    return Instruction(
        about=about,
        parts=(HEADER, Fixed(opcode, f"set {about}"), value),
        evidence=Evidence(confidence, _SOURCE),
        warning=warning,
    )


SZJBZF = Dialect(
    name="szjbzf",
    about="SZJBZF boards: network, ports and printing",
    way=Way.IN_BAND,
    confidence=_GUESS,
    source="a utility for 80 mm printers of this firmware",
    settle_seconds=30,
    verification="looked for at the new address; the unit can be asked, but how its answers read is not known",
    instructions=(
        _setting("address", b"\x91\x00IP", Field("address", octets)),
        _setting("hardware address", b"\x91\x00ID", Field("mac", octets)),
        _setting("gateway", b"SZJBZF\x30\x11\x02", Field("gateway", octets)),
        _setting(
            "DHCP",
            b"\x10\x13\x14\x15\x19\x18\x17",
            Field("dhcp", one_of({True: 1, False: 0})),
            warning="That 1 means on is a guess: the source does not say it.",
        ),
        _setting(
            "disconnect time",
            b"\x95\x01\x02\x03\x11\x12\x13",
            Field("disconnect-time", byte),
            warning="What the number counts is not recorded.",
        ),
        _setting("TCP clients", b"\x99\x01\x02\x03\x11\x12\x13", Field("tcp-clients", one_of({"1": 0x55, "2": 0x33}))),
        _setting(
            "Ethernet speed",
            b"\x9d\x11\x12\x13\x01\x02\x03",
            Field("ethernet-speed", one_of({"10": 0x33, "100": 0x55})),
        ),
        _setting(
            "USB mode",
            b"\xa3\x16\x17\x18\x19\x18\x17",
            Field("usb-mode", one_of({"printer": 0x76, "virtual-com": 0x67})),
        ),
        _setting(
            "density",
            b"\xa9\x06\x05\x04\x03\x02\x01",
            Field("density", byte),
            warning="That the scale is 1 to 8, as in Xprinter's dialect, is a guess.",
        ),
        _setting("code page", b"\xff", Field("code-page", byte)),
        _setting(
            "speed",
            b"\x96\x01\x02\x03\x11\x12\x13",
            Field("speed", one_of({"200": 0x66, "250": 0x55, "300": 0x33})),
        ),
        _setting("reprint after paper end", b"\xf4\x11\x22\x33", Field("reprint", one_of({True: 0x55, False: 0x33}))),
    ),
)
