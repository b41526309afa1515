"""The commands that set how a unit prints, its ports and its alarms, byte by byte.

Sources as for the network. Where a family numbers its choices and no source says what a number stands for, it is said
here that it is a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.orders import Act, Order, Reading, Rule, acting, one_of
from ocom809.virtual.settings.values import ALARM_KINDS, COVER_CUTS, LANGUAGES, NOT_TAKEN, SetAlarm, Value

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction

_WIDTHS_MM: Final = dict(enumerate((72, 76, 80, 48, 52, 56, 64, 68, 54)))
_BAUDS: Final = dict(enumerate((9600, 19200, 38400, 115200)))
_DIP_BAUDS: Final = {0x40: 9600, 0x00: 19200, 0xC0: 38400, 0x80: 115200}
_DIP_BAUD_BITS: Final = 0xC0
_COUNTS: Final = range(1, 21)
_STEP_MS: Final = 50
_TAIL: Final = b"\x0a\x00"


def _soft_dip(instruction: Instruction) -> Order | None:
    """BF d 00: eight switches in a byte."""
    switches, end = instruction.values
    if end != 0:
        return None
    changes: dict[str, Value] = {
        "cutter": not switches & 0x01,
        "beeper": bool(switches & 0x02),
        "dark": bool(switches & 0x04),
        "chinese": not switches & 0x08,
        "columns": 42 if switches & 0x10 else 48,
        "drawer_with_cut": bool(switches & 0x20),
        "baud": _DIP_BAUDS[switches & _DIP_BAUD_BITS],
    }
    return Order(changes)


def _alarm_after_cut(instruction: Instruction) -> Order | None:
    """E0 13 14, on or off, how often, × 50 ms, 0 nothing 1 sound 2 light 3 both; 4 is seen and not explained."""
    *head, on, times, steps, kind = instruction.values
    if bytes(head) != b"\x13\x14" or on not in (0, 1):
        return None
    if not on:
        return Order({"alarm_after_cut": None})
    if times not in _COUNTS or steps not in _COUNTS or kind >= len(ALARM_KINDS):
        return None
    return Order({"alarm_after_cut": SetAlarm(times, steps * _STEP_MS, ALARM_KINDS[kind])})


def _alarm_not_taken(instruction: Instruction) -> Order | None:
    """A0, mode, and two times in seconds, their high bytes first."""
    mode, *times = instruction.values
    if mode >= len(NOT_TAKEN):
        return None
    taken, sounds = int.from_bytes(times[:2]), int.from_bytes(times[2:])
    return Order({"alarm_not_taken": NOT_TAKEN[mode], "not_taken_seconds": taken, "not_taken_alarm_seconds": sounds})


def _idle_alarm(instruction: Instruction) -> Order | None:
    """E2 13 14, four bytes that only have a default (00 06 0A 14), 0A 00."""
    values = bytes(instruction.values)
    if not values.startswith(b"\x13\x14") or not values.endswith(_TAIL):
        return None
    return Order({"idle_alarm": values[2:6]})


def _smart_alarm(instruction: Instruction) -> Order | None:
    """BC 13 14 n 0A 00 for the light, BC 13 15 n for the beep."""
    _, which, on, *tail = instruction.values
    place = {(0x14, _TAIL): "smart_light", (0x15, b""): "smart_beep"}.get((which, bytes(tail)))
    return Order({place: on == 1}) if place and on in (0, 1) else None


def _mark_size(name: str) -> Reading:
    def read(instruction: Instruction) -> Order | None:
        values = bytes(instruction.values)
        return Order({name: int.from_bytes(values[3:])}) if values.startswith(b"\x04\x05\x06") else None

    return read


def _yes(name: str, yes: int, no: int, head: bytes | None, *, size: int = 1, tail: bytes = b"") -> Reading:
    """Two bytes for yes and no."""
    return one_of(name, {yes: True, no: False}, head, size, tail)


_XPRINTER: Final = frozenset({Family.XPRINTER})
_ZYWELL: Final = frozenset({Family.ZYWELL})
_BOTH: Final = _XPRINTER | _ZYWELL
_MUNBYN: Final = frozenset({Family.MUNBYN})
_SZJBZF: Final = frozenset({Family.SZJBZF})
_PAGES: Final = dict(zip(range(256), range(256), strict=True))
_DENSITIES: Final = {level: level for level in range(1, 9)}

PRINTING_RULES: Final[dict[str, Rule]] = {
    "US ESC US BE": Rule(_BOTH, one_of("baud", _BAUDS, b"", tail=_TAIL)),
    "US ESC US BF": Rule(_BOTH, _soft_dip),
    "US ESC US B8": Rule(_BOTH, _yes("usb_virtual_com", 1, 0, b"\x13\x14", tail=b"\x00")),
    "US ESC US FB": Rule(_XPRINTER, _yes("usb_serial_fixed", 1, 0, b"\x01\x02")),
    "US ESC US FF": Rule(_BOTH | _SZJBZF, one_of("code_page", _PAGES, b"")),
    "US ESC US 46 4F 4E 54": Rule(_BOTH, one_of("language", dict(enumerate(LANGUAGES)), b"")),
    "US ESC US E1": Rule(_BOTH | _MUNBYN, one_of("print_width_mm", _WIDTHS_MM, b"\x13\x14")),
    "US ESC US 13": Rule(_BOTH | _MUNBYN, one_of("density", _DENSITIES, b"\x14")),
    "US ESC US FC": Rule(_XPRINTER, one_of("cut_on_cover_close", dict(enumerate(COVER_CUTS)), b"\x01\x02")),
    "US ESC US F4": Rule(_XPRINTER | _SZJBZF, _yes("reprint_after_paper_end", 0x55, 0x33, b"\x11\x22\x33")),
    "US ESC US 80": Rule(_XPRINTER, _yes("black_mark", 0x44, 0x66, b"\x04\x05\x06")),
    "US ESC US 81": Rule(_XPRINTER, _mark_size("black_mark_length")),
    "US ESC US 82": Rule(_XPRINTER, _mark_size("black_mark_width")),
    "US ESC US 11": Rule(_BOTH | _MUNBYN, acting(Act.FACTORY_RESET, b"\x11\x00")),
    "US ESC US E0": Rule(_BOTH, _alarm_after_cut),
    "US ESC US A0": Rule(_XPRINTER, _alarm_not_taken),
    "US ESC US E2": Rule(_ZYWELL, _idle_alarm),
    "US ESC US BC": Rule(_ZYWELL, _smart_alarm),
    # SZJBZF. The bytes before the choice are not told for QR code, paper width and USB serial number.
    "US ESC US 94": Rule(_SZJBZF, _yes("qr", 0x33, 0x55, None, size=7)),
    "US ESC US 95": Rule(_SZJBZF, one_of("disconnect_time", _PAGES, b"\x01\x02\x03\x11\x12\x13")),
    "US ESC US 96": Rule(_SZJBZF, one_of("speed_mm_s", {0x66: 200, 0x55: 250, 0x33: 300}, b"\x01\x02\x03\x11\x12\x13")),
    "US ESC US 99": Rule(_SZJBZF, one_of("tcp_clients", {0x55: 1, 0x33: 2}, b"\x01\x02\x03\x11\x12\x13")),
    "US ESC US 9C": Rule(_SZJBZF, _yes("usb_serial_fixed", 0x33, 0x55, None, size=7)),
    "US ESC US 9D": Rule(_SZJBZF, one_of("ethernet_mbit", {0x33: 10, 0x55: 100}, b"\x11\x12\x13\x01\x02\x03")),
    "US ESC US A1": Rule(_SZJBZF, one_of("soft_dip", _PAGES, b"\x10\x11\x12\x13\x14\x15")),
    "US ESC US A3": Rule(_SZJBZF, _yes("usb_virtual_com", 0x67, 0x76, b"\x16\x17\x18\x19\x18\x17")),
    # 55 for 80 mm paper, 33 for 58; what is printed on of them, 72 and 48 mm, is the class's.
    "US ESC US A4": Rule(_SZJBZF, one_of("print_width_mm", {0x55: 72, 0x33: 48}, None, 7)),
    "US ESC US A9": Rule(_SZJBZF, one_of("density", _DENSITIES, b"\x06\x05\x04\x03\x02\x01")),
    "US ESC US C0": Rule(_SZJBZF, _yes("soft_dip_on", 0xAA, 0x77, b"\x15\x14\x13\x12\x11\x10")),
    # Which of the four is which language is a guess: the order is that of the Xprinter test tool.
    "US ESC US EE": Rule(
        _SZJBZF,
        one_of("language", dict(zip((0x55, 0x33, 0x66, 0x44), LANGUAGES, strict=True)), b"\x11\x12\x13", tail=b"\x0a"),
    ),
}
