"""Xprinter's and Zywell's settings of printing and ports, sent among the print data."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.catalogue_printing import LANGUAGES, PRINT_WIDTHS
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects.lan import HEADER
from ocom809.parameters.parts import Bits, Field, Fixed, byte, fifties, high_first, numbered, one_of

if TYPE_CHECKING:
    from ocom809.parameters.parts import Part

_CERTAIN, _LIKELY = Confidence.CERTAIN, Confidence.LIKELY
_XPTOOL: Final = "Xprinter's test tool"
_BOTH: Final = "Xprinter and Zywell test tools"
_END: Final = Fixed(b"\x0a\x00", "end")
_ZERO: Final = Fixed(b"\x00", "end")


def _on(bit: int) -> MappingProxyType[object, int]:
    return MappingProxyType({True: bit, False: 0})


def _off(bit: int) -> MappingProxyType[object, int]:
    return MappingProxyType({True: 0, False: bit})


SOFT_DIP: Final = Bits(
    MappingProxyType(
        {
            "cutter": _off(0x01),
            "beeper": _on(0x02),
            "dark": _on(0x04),
            "chinese-mode": _off(0x08),
            "columns": MappingProxyType({"48": 0, "42": 0x10}),
            "drawer-with-cut": _on(0x20),
            "baud": MappingProxyType({"19200": 0, "9600": 0x40, "115200": 0x80, "38400": 0xC0}),
        }
    )
)


def _setting(about: str, opcode: bytes, *parts: Part, source: str = _XPTOOL, **more: object) -> Instruction:
    """An instruction of the family: header, opcode, values."""
    whole = (HEADER, Fixed(opcode, f"set {about}"), *parts)
    return Instruction(about=about, parts=whole, evidence=Evidence(_CERTAIN, source), **more)  # type: ignore[arg-type]


XP_SETTINGS = Dialect(
    name="xp-settings",
    about="Xprinter and Zywell: printing, alarm, serial and USB port, factory reset",
    way=Way.IN_BAND,
    confidence=_LIKELY,
    source=f"{_BOTH}, Xprinter's kits",
    settle_seconds=5,
    verification="none: no unit can be asked; print the self-test page and read it",
    instructions=(
        _setting("density", b"\x13\x14", Field("density", byte), source=f"{_XPTOOL}, MUNBYN's commands, Android kit"),
        _setting("code page", b"\xff", Field("code-page", byte), _END, source=f"{_BOTH}, SZJBZF utility"),
        _setting("print width", b"\xe1\x13\x14", Field("print-width", numbered(PRINT_WIDTHS)), source=_BOTH),
        _setting("language of the character ROM", b"FONT", Field("language-rom", numbered(LANGUAGES)), source=_BOTH),
        _setting(
            "serial speed",
            b"\xbe",
            Field("baud", numbered(("9600", "19200", "38400", "115200"))),
            _END,
            source=f"{_BOTH}; Xprinter's labels it for other models and uses the soft DIP switches for 80 mm",
        ),
        Instruction(
            about="soft DIP switches",
            parts=(HEADER, Fixed(b"\xbf", "set the soft DIP switches"), SOFT_DIP, _ZERO),
            evidence=Evidence(_LIKELY, f"bytes certain by {_XPTOOL}; the bits' names by its dialog and an XP-80T"),
            warning="One byte holds all of the soft DIP switches, so all of them are set at once.",
        ),
        _setting("USB mode", b"\xb8\x13\x14", Field("usb-mode", numbered(("printer", "virtual-com"))), _ZERO),
        _setting("fixed USB serial number", b"\xfb\x01\x02", Field("usb-serial-fixed", one_of({True: 1, False: 0}))),
        _setting("cut on closing", b"\xfc\x01\x02", Field("cut-on-close", numbered(("no", "cut", "feed-and-cut")))),
        _setting(
            "reprint after paper end",
            b"\xf4\x11\x22\x33",
            Field("reprint", one_of({True: 0x55, False: 0x33})),
            source=f"{_XPTOOL}, SZJBZF utility",
        ),
        _setting(
            "alarm after every cut",
            b"\xe0\x13\x14",
            Field("alarm-after-cut", one_of({True: 1, False: 0})),
            Field("alarm-times", byte),
            Field("alarm-duration", fifties),
            Field("alarm-kind", numbered(("nothing", "sound", "light", "both"))),
            source=f"{_BOTH}; an XP-80T obeys after a power cycle",
            fills=MappingProxyType({"alarm-times": 4, "alarm-duration": 100, "alarm-kind": "both"}),
        ),
        _setting(
            "alarm when the receipt is not taken",
            b"\xa0",
            Field("not-taken-alarm", numbered(("off", "restart-timing", "at-once"))),
            Field("take-paper-time", high_first(2)),
            Field("not-taken-alarm-time", high_first(2)),
        ),
        _setting("black mark mode", b"\x80\x04\x05\x06", Field("black-mark", one_of({True: 0x44, False: 0x66}))),
        _setting("longest black mark", b"\x81\x04\x05\x06", Field("black-mark-length", high_first(2))),
        _setting("widest black mark", b"\x82\x04\x05\x06", Field("black-mark-width", high_first(2))),
        Instruction(
            about="speed as a level",
            parts=(Fixed(b"\x1d(K\x02\x002", "GS ( K, print speed"), Field("speed-level", byte)),
            evidence=Evidence(_CERTAIN, "Xprinter's Windows kit"),
        ),
        Instruction(
            about="last octets of the hardware address",
            parts=(HEADER, Fixed(b"\x91\x00ID\x00\x77", "set the ID"), Field("hardware-id", high_first(4))),
            evidence=Evidence(_CERTAIN, f"{_XPTOOL}, over USB and COM"),
        ),
        _setting("factory reset", b"\x11\x11", Field("factory-reset", one_of({True: 0})), source=f"{_XPTOOL}, MUNBYN"),
    ),
)
