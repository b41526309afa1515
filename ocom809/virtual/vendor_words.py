"""The vendors' configuration commands in words; where their bytes come from, ``vendor_instructions`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.codepages import PAGES
from ocom809.virtual.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.virtual.instruction import Instruction

    Words = Callable[[Instruction], str]

_ADDRESS_BYTES: Final = 4
_SOUND_STEP_MS: Final = 50
_SWITCH: Final = {0: "off", 1: "on"}
_ON_55: Final = {0x55: "on", 0x33: "off"}
_ALARMS: Final = {0: "nothing", 1: "sound", 2: "light", 3: "sound and light"}
_KEY_TYPES: Final = (
    "no key", "WEP 64", "WEP 128", "WPA AES", "WPA TKIP", "WPA TKIP and AES", "WPA2 AES", "WPA2 TKIP",
    "WPA2 TKIP and AES", "WPA and WPA2",
)  # fmt: skip
_WIDTHS_MM: Final = (72, 76, 80, 48, 52, 56, 64, 68, 54)
# Soft DIP switches by bit: what is said where it is set, and where it is not.
_DIP_SWITCHES: Final = (
    ("cutter off", "cutter on"), ("beeper on", "beeper off"), ("dark", "not dark"),
    ("Chinese off", "Chinese on"), ("42 columns", "48 columns"), ("drawer at each cut", "no drawer at cuts"),
)  # fmt: skip
_DIP_BAUD_RATES: Final = {0x40: 9600, 0x00: 19200, 0xC0: 38400, 0x80: 115200}


def _addresses(*names: str, start: int = 0) -> Words:
    """Four bytes each."""

    def say(instruction: Instruction) -> str:
        return "set " + _addressed(instruction.values[start:], names)

    return say


def _addressed(values: tuple[int, ...], names: tuple[str, ...]) -> str:
    dotted = (".".join(map(str, values[place * 4 : place * 4 + _ADDRESS_BYTES])) for place in range(len(names)))
    return ", ".join(f"{name} {address}" for name, address in zip(names, dotted, strict=True))


def _one_of(about: str, place: int, words: Mapping[int, str]) -> Words:
    """A choice by the parameter at ``place``."""

    def say(instruction: Instruction) -> str:
        value = instruction.values[place]
        return f"{about} {words.get(value, f'{value}, unknown')}"

    return say


def _at(form: str, place: int) -> Words:
    return lambda instruction: form.format(instruction.values[place])


def _big_endian(form: str, place: int) -> Words:
    return lambda instruction: form.format(instruction.values[place] * 256 + instruction.values[place + 1])


def _hardware_address(instruction: Instruction) -> str:
    return f"set the hardware address with {bytes(instruction.values).hex(':')}"


def _rongta(instruction: Instruction) -> str:
    which, *address = instruction.values
    return "set " + _addressed(tuple(address), ("gateway" if which else "mask",)) + " (Rongta)"


def _everything(instruction: Instruction) -> str:
    dhcp = _SWITCH.get(instruction.values[0], f"{instruction.values[0]}, unknown")
    return f"set DHCP {dhcp}, " + _addressed(instruction.values[2:], ("address", "mask", "gateway"))


def _wireless(instruction: Instruction) -> str:
    """The key is not repeated: what is decoded is often shown to others."""
    *addresses, kind = instruction.values
    name, _, rest = instruction.payload.partition(b"\0")
    names = ("address", "mask", "gateway")[: len(addresses) // _ADDRESS_BYTES]
    where = _addressed(tuple(addresses), names) + ", " if names else ""
    how = _KEY_TYPES[kind] if kind < len(_KEY_TYPES) else f"key type {kind}"
    return f"set {where}wireless network {quoted(name)}, {how}, key of {len(rest.rstrip(bytes(1)))} characters"


def _wireless_page(instruction: Instruction) -> str:
    _, _, which, value = instruction.values
    if which:
        return f"wireless DHCP {'off' if value else 'on'}"
    pages = {0: "on", 1: "off", 2: "off, with a beep"}
    return f"wireless information page at start {pages.get(value, f'{value}, unknown')}"


def _dip(instruction: Instruction) -> str:
    switches = instruction.values[0]
    words = [pair[0] if switches >> bit & 1 else pair[1] for bit, pair in enumerate(_DIP_SWITCHES)]
    return f"soft DIP switches: {', '.join(words)}, {_DIP_BAUD_RATES[switches & 0xC0]} baud"


def _code_page(instruction: Instruction) -> str:
    page = instruction.values[0]
    return f"default code page {page}, {PAGES[page][0] if page in PAGES else 'unknown'}"


def _cut_alarm(instruction: Instruction) -> str:
    _, _, on, times, length, kind = instruction.values
    what = _ALARMS.get(kind, f"mode {kind}")
    return f"alarm after every cut {_SWITCH.get(on, str(on))}: {what}, {times} times {length * _SOUND_STEP_MS} ms"


def _untaken_alarm(instruction: Instruction) -> str:
    mode, first, second, third, fourth = instruction.values
    modes = {0: "off", 1: "with the time started anew", 2: "at once"}
    take, sound = first * 256 + second, third * 256 + fourth
    return f"receipt not taken alarm {modes.get(mode, f'mode {mode}')}: after {take} s, for {sound} s"


def _alarm_part(instruction: Instruction) -> str:
    _, which, on, *_ = instruction.values
    return f"alarm {'light' if which == 0x14 else 'beep'} {_SWITCH.get(on, str(on))}"  # noqa: PLR2004 - the vendor's


def _cover_close(instruction: Instruction) -> str:
    _, _, what, *language = instruction.values
    if language:
        languages = {0x33: "TSC", 0x44: "CPCL", 0x55: "ESC"}
        return f"printer language {languages.get(language[0], f'{language[0]}, unknown')} (Gprinter)"
    choices = {0: "nothing", 1: "cut", 2: "feed and cut"}
    return f"when the cover closes: {choices.get(what, f'{what}, unknown')}"


_SZJBZF_LAST: Final = 6
_BY_OPCODE: Final[dict[str, Words]] = {
    "91 00 49 50": _addresses("address"),
    "91 00 49 FA": _everything,
    "91 00 49 44": _hardware_address,
    "22": _addresses("address"),
    "33": _hardware_address,
    "B0": _addresses("mask"),
    "B1": _addresses("gateway"),
    "B2": _addresses("address", "mask", "gateway"),
    "BA": _one_of("DHCP", 0, _SWITCH),
    "B3": _wireless,
    "B4": _wireless,
    "28": _wireless_page,
    "62 74 73": lambda instruction: f"set the Bluetooth name: {quoted(instruction.payload)}",
    "BE": _one_of("serial baud rate", 0, {0: "9600", 1: "19200", 2: "38400", 3: "115200"}),
    "BF": _dip,
    "B8": _one_of("USB mode:", 2, {0: "printer class", 1: "virtual COM port"}),
    "FB": _one_of("USB serial number", 2, {0: "random", 1: "fixed"}),
    "FF": _code_page,
    "46 4F 4E 54": _one_of(
        "character ROM:", 0, {0: "simplified Chinese", 1: "traditional Chinese", 2: "Korean", 3: "Japanese"}
    ),
    "E1": _one_of("print width", 2, {number: f"{width} mm" for number, width in enumerate(_WIDTHS_MM)}),
    "13": _at("density {}, kept", 1),
    "60": _one_of("density", 3, {0x33: "light (76 mm)", 0x55: "normal (76 mm)", 0x77: "dark (76 mm)"}),
    "FC": _cover_close,
    "F4": _one_of("reprint after paper end", 3, _ON_55),
    "80": _one_of("black mark mode", 3, {0x44: "on", 0x66: "off"}),
    "81": _big_endian("black mark length {}", 3),
    "82": _big_endian("black mark width {}", 3),
    "E0": _cut_alarm,
    "A0": _untaken_alarm,
    "BC": _alarm_part,
    "42 65 65 70": _one_of("beeper (76 mm)", 0, {0x06: "off", 0x08: "on"}),
    "94": _one_of("QR code (SZJBZF)", _SZJBZF_LAST, _ON_55),
    "96": _one_of("speed (SZJBZF)", _SZJBZF_LAST, {0x66: "200 mm/s", 0x55: "250 mm/s", 0x33: "300 mm/s"}),
    "99": _one_of("TCP clients (SZJBZF)", _SZJBZF_LAST, {0x55: "1", 0x33: "2"}),
    "9D": _one_of("Ethernet speed (SZJBZF)", _SZJBZF_LAST, {0x33: "10 Mbit/s", 0x55: "100 Mbit/s"}),
    "A3": _one_of("USB mode (SZJBZF):", _SZJBZF_LAST, {0x76: "printer class", 0x67: "virtual COM port"}),
    "A4": _one_of("paper width (SZJBZF)", _SZJBZF_LAST, {0x55: "80 mm", 0x33: "58 mm"}),
    "A9": _at("density {} (SZJBZF)", _SZJBZF_LAST),
}
VENDOR_WORDS: Final[dict[str, Words]] = {
    "US i": lambda instruction: "set " + _addressed(instruction.values, ("address",)) + " (Rongta)",
    "US %": _rongta,
    **{f"US ESC US {opcode}": words for opcode, words in _BY_OPCODE.items()},
}
