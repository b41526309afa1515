"""The commands that set addresses, the wireless network and Bluetooth, byte by byte.

Sources: Xprinter's test tool, kits and PDF on the address; Zywell's test tool; MUNBYN's and the G80 utility; a capture
of the Rongta set-up. US ESC US stands before each name that begins so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.orders import Act, Order, Rule, acting, address_in, addresses, one_of
from ocom809.virtual.settings.values import KEY_KINDS, Value

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction

_ID_PREFIX: Final = b"\x00\x77"
_MASK, _GATEWAY = 0, 1
_BLUETOOTH_MARKS: Final = {b"AT+NAME": "bluetooth_name", b"AT+PIN": "bluetooth_pin"}


def _address(instruction: Instruction) -> Order:
    """91 00 49 50 or 22, then the address."""
    return Order({"address": address_in(bytes(instruction.values))})


def _everything(instruction: Instruction) -> Order | None:
    """91 00 49 FA, DHCP 1 on or 0 off, 5A, address, mask, gateway."""
    dhcp, mark, *rest = instruction.values
    if dhcp not in (0, 1) or mark != 0x5A:  # noqa: PLR2004 - the vendor's number
        return None
    return Order({"dhcp": dhcp == 1, **addresses(bytes(rest))})


def _hardware_address(instruction: Instruction) -> Order:
    """91 00 49 44, then all six bytes (SZJBZF), or 00 77 and the last four (Xprinter): they look the same."""
    return Order({"mac": bytes(instruction.values)})


def _last_of_hardware_address(instruction: Instruction) -> Order | None:
    """33, the last four bytes, 00; that 00 77 stands before them is likely."""
    *last, end = instruction.values
    return Order({"mac": _ID_PREFIX + bytes(last)}) if end == 0 else None


def _mask(instruction: Instruction) -> Order:
    return Order({"netmask": address_in(bytes(instruction.values))})


def _gateway(instruction: Instruction) -> Order:
    return Order({"gateway": address_in(bytes(instruction.values))})


def _addresses(instruction: Instruction) -> Order:
    """B2, then address, mask and gateway."""
    return Order(addresses(bytes(instruction.values)))


def _zywell_dhcp(instruction: Instruction) -> Order | None:
    """BA 01 alone changes nothing; US ESC 11 12 01 BA 01 01 behind it switches DHCP on."""
    return Order() if instruction.values == (1,) else None


def _zywell_dhcp_on(instruction: Instruction) -> Order | None:
    return Order({"dhcp": True}) if bytes(instruction.values) == b"\x12\x01\xba\x01\x01" else None


def _munbyn_dhcp(instruction: Instruction) -> Order | None:
    """US ESC 10 13 14 00: always DHCP."""
    return Order({"dhcp": True}) if bytes(instruction.values) == b"\x13\x14\x00" else None


def _wireless(instruction: Instruction) -> Order | None:
    """B3, kind of key, name NUL, key NUL."""
    return _wireless_order(instruction, 0)


def _addresses_and_wireless(instruction: Instruction) -> Order | None:
    """B4, address, mask, gateway, kind of key, name NUL, key NUL."""
    return _wireless_order(instruction, 12)


def _wireless_order(instruction: Instruction, before: int) -> Order | None:
    values = bytes(instruction.values)
    kind = values[before]
    if kind >= len(KEY_KINDS):
        return None
    ssid, _, key = instruction.payload.partition(b"\0")
    changes: dict[str, Value] = {
        "wifi_ssid": _text(ssid),
        "wifi_key": _text(key),
        "wifi_key_kind": KEY_KINDS[kind],
    }
    return Order({**(addresses(values) if before else {}), **changes})


_WIRELESS_DHCP: Final = one_of("dhcp", {0: True, 1: False}, b"\x13\x14\x04")
_WIRELESS_PAGE: Final = one_of("wifi_page", {0: "on", 1: "off", 2: "off with a beep"}, b"\x13\x14\x00")


def _wireless_switches(instruction: Instruction) -> Order | None:
    """28 13 14 04 n: DHCP of the wireless module, 0 on and 1 off; 28 13 14 00 n: its page at start."""
    return _WIRELESS_DHCP(instruction) or _WIRELESS_PAGE(instruction)


def _bluetooth(instruction: Instruction) -> Order | None:
    """62 74 73 ("bts"), then lines AT+NAME… and AT+PIN…, the last one empty."""
    changes: dict[str, Value] = {}
    for line in instruction.payload.split(b"\r\n"):
        for mark, name in _BLUETOOTH_MARKS.items():
            if line.startswith(mark):
                changes[name] = _text(line.removeprefix(mark))
    return Order(changes) if changes else None


def _rongta_mask_or_gateway(instruction: Instruction) -> Order | None:
    """US % 00 mask, US % 01 gateway."""
    which, *rest = instruction.values
    if which not in (_MASK, _GATEWAY):
        return None
    return Order({"netmask" if which == _MASK else "gateway": address_in(bytes(rest))})


def _szjbzf(instruction: Instruction) -> Order | None:
    """53 5A 4A 42 5A 46, then 30 11 02 and a gateway, 12 01 01 for the device info, or 11 00 00 to restart."""
    values = bytes(instruction.values)
    if values.startswith(b"\x30\x11\x02"):
        return Order({"gateway": address_in(values, 3)})
    return {b"\x12\x01\x01": Order(act=Act.DEVICE_INFO), b"\x11\x00\x00": Order(act=Act.RESTART)}.get(values)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


_BOTH: Final = frozenset({Family.XPRINTER, Family.ZYWELL})
_XPRINTER: Final = frozenset({Family.XPRINTER})
_ZYWELL: Final = frozenset({Family.ZYWELL})
_SZJBZF: Final = frozenset({Family.SZJBZF})
_RONGTA: Final = frozenset({Family.RONGTA})
_SIDE: Final = frozenset({Family.PORT_4000, Family.TECTOY})

NETWORK_RULES: Final[dict[str, Rule]] = {
    "US ESC US 91 00 49 50": Rule(_BOTH | _SZJBZF, _address),
    "US ESC US 91 00 49 FA": Rule(_XPRINTER, _everything),
    "US ESC US 91 00 49 44": Rule(_XPRINTER | _SZJBZF, _hardware_address),
    "US ESC US 22": Rule(_SIDE, _address),
    "US ESC US 33": Rule(_SIDE, _last_of_hardware_address),
    "US ESC US B0": Rule(_XPRINTER, _mask),
    "US ESC US B1": Rule(_XPRINTER, _gateway),
    "US ESC US B2": Rule(_BOTH, _addresses),
    "US ESC US BA": Rule(_ZYWELL, _zywell_dhcp),
    "US ESC 11": Rule(_ZYWELL, _zywell_dhcp_on),
    "US ESC 10": Rule(frozenset({Family.MUNBYN}), _munbyn_dhcp),
    "US ESC US B3": Rule(_XPRINTER, _wireless),
    "US ESC US B4": Rule(_XPRINTER, _addresses_and_wireless),
    "US ESC US 28": Rule(_ZYWELL | {Family.MUNBYN}, _wireless_switches),
    "US ESC US 27": Rule(frozenset({Family.MUNBYN}), acting(Act.RESET_WIRELESS, b"\x13\x14\x52\x00")),
    "US ESC US 62 74 73": Rule(_XPRINTER, _bluetooth),
    "US i": Rule(_RONGTA, _address),
    "US %": Rule(_RONGTA, _rongta_mask_or_gateway),
    "US ESC US 53 5A 4A 42 5A 46": Rule(_SZJBZF, _szjbzf),
    # No source tells the two values of n; 1 on and 0 off is a guess.
    "US ESC US 10": Rule(_SZJBZF, one_of("dhcp", {0: False, 1: True}, b"\x13\x14\x15\x19\x18\x17")),
}
