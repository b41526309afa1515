"""The vendors' configuration commands of the class, framed so that none of their bytes is taken for text.

Byte strings as vendor tools and kits send them (Xprinter and Zywell test tools, Xprinter's Android kit, the SZJBZF
utility, MUNBYN's tool, the Rongta set-up). Where tools differ in an optional ``0A 00`` at the end, it is left to stand
as a line feed and padding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.framing import by_first, fixed, none, strings
from ocom809.virtual.framing_data import bluetooth_name

if TYPE_CHECKING:
    from ocom809.virtual.framing import Frame
    from ocom809.virtual.reader import Reader, Steps

_SSID_LONGEST: Final = 64
_KEY_LONGEST: Final = 64


def _cover_close(reader: Reader) -> Steps:
    """FC 01 02 n; with n = 3 it is another vendor's language switch, which has one byte more."""
    *_, choice = yield from reader.parameters(3)
    yield from reader.parameters(1 if choice == 3 else 0)  # noqa: PLR2004 - the vendors' numbers


def _smart_alarm(reader: Reader) -> Steps:
    """BC 13 14 n 0A 00 for the light, BC 13 15 n for the beep."""
    _, which, _ = yield from reader.parameters(3)
    yield from reader.parameters(2 if which == 0x14 else 0)  # noqa: PLR2004 - the vendor's number


def _row(opcode: str, frame: Frame, about: str) -> tuple[str, str, Frame, str]:
    return (f"1F 1B 1F {opcode}", f"US ESC US {opcode}", frame, about)


VENDOR: Final = (
    ("1F 69", "US i", fixed(4), "set the address (Rongta)"),
    ("1F 25", "US %", fixed(5), "set mask or gateway (Rongta)"),
    ("1F 1B 10", "US ESC 10", by_first({0x01: 3, 0x04: 2, 0x10: 3, 0x13: 3, 0x19: 2}), "vendor function"),
    ("1F 1B 11", "US ESC 11", fixed(5), "DHCP (Zywell)"),
    ("1F 1B 1F", "US ESC US", fixed(1), "vendor set-up"),
    # Network
    _row("91 00 49 50", fixed(4), "set the address"),
    _row("91 00 49 FA", fixed(14), "set DHCP, address, mask and gateway"),
    _row("91 00 49 44", fixed(6), "set the hardware address"),
    _row("22", fixed(4), "set the address"),
    _row("33", fixed(5), "set the hardware address"),
    _row("B0", fixed(4), "set the mask"),
    _row("B1", fixed(4), "set the gateway"),
    _row("B2", fixed(12), "set address, mask and gateway"),
    _row("BA", fixed(1), "DHCP"),
    _row("B3", strings(1, _SSID_LONGEST, _KEY_LONGEST), "set the wireless network"),
    _row("B4", strings(13, _SSID_LONGEST, _KEY_LONGEST), "set addresses and the wireless network"),
    _row("28", fixed(4), "wireless DHCP or information page"),
    _row("27", fixed(4), "reset the wireless module"),
    _row("62 74 73", bluetooth_name, "set the Bluetooth name"),
    # Printing, ports and reset
    _row("BE", fixed(3), "serial baud rate"),
    _row("BF", fixed(2), "soft DIP switches"),
    _row("B8", fixed(4), "USB mode"),
    _row("FB", fixed(3), "fixed USB serial number"),
    _row("FF", fixed(1), "default code page"),
    _row("46 4F 4E 54", fixed(1), "language of the character ROM"),
    _row("E1", fixed(3), "print width"),
    _row("13", fixed(2), "density"),
    _row("60", fixed(6), "density (76 mm)"),
    _row("FC", _cover_close, "cut when the cover closes"),
    _row("F4", fixed(4), "reprint after paper end"),
    _row("84", none, "queue numbers"),
    _row("11", fixed(2), "factory reset"),
    _row("67", fixed(1), "self-test page"),
    _row("93", fixed(8), "self-test page (Gprinter)"),
    _row("00", fixed(4), "firmware update"),
    _row("80", fixed(4), "black mark mode"),
    _row("81", fixed(5), "black mark length"),
    _row("82", fixed(5), "black mark width"),
    # Alarm
    _row("E0", fixed(6), "alarm after every cut"),
    _row("A0", fixed(5), "receipt not taken alarm"),
    _row("E2", fixed(8), "idle alarm"),
    _row("BC", _smart_alarm, "alarm light or beep"),
    _row("42 65 65 70", fixed(3), "beeper (76 mm)"),
    # The SZJBZF dialect
    _row("53 5A 4A 42 5A 46", by_first({0x30: 7, 0x12: 3, 0x11: 3}), "SZJBZF function"),
    _row("10", fixed(7), "DHCP (SZJBZF)"),
    _row("94", fixed(7), "QR code on or off (SZJBZF)"),
    _row("95", fixed(7), "disconnect time (SZJBZF)"),
    _row("96", fixed(7), "speed (SZJBZF)"),
    _row("99", fixed(7), "TCP clients (SZJBZF)"),
    _row("9C", fixed(7), "fixed USB serial number (SZJBZF)"),
    _row("9D", fixed(7), "Ethernet speed (SZJBZF)"),
    _row("A1", fixed(7), "soft DIP value (SZJBZF)"),
    _row("A3", fixed(7), "USB mode (SZJBZF)"),
    _row("A4", fixed(7), "paper width (SZJBZF)"),
    _row("A9", fixed(7), "density (SZJBZF)"),
    _row("C0", fixed(7), "soft DIP on or off (SZJBZF)"),
    _row("EE", fixed(5), "language (SZJBZF)"),
)
