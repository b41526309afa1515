"""The bytes of each dialect, held to literals written by hand from the vendors' sources, not from our tables."""

import string
from ipaddress import IPv4Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.discovery import MacAddress
from ocom809.errors import ParameterError
from ocom809.evidence import Confidence
from ocom809.parameters.catalogue import CATALOGUE, checked
from ocom809.parameters.dialects import DIALECTS
from ocom809.parameters.message import Message, Piece
from ocom809.parameters.parts import Bits

NETWORK = {"address": "192.168.1.50", "mask": "255.255.255.0", "gateway": "192.168.1.1"}
IP, MASK, GATEWAY = "C0 A8 01 32", "FF FF FF 00", "C0 A8 01 01"
MAC = {"mac": "00:61:20:12:34:56"}
WIFI = {"wifi-ssid": "Shop", "wifi-key-kind": "wpa2-aes", "wifi-key": "tea4two!"}
DIP = {
    "cutter": "on",
    "beeper": "off",
    "dark": "off",
    "chinese-mode": "on",
    "columns": 48,
    "drawer-with-cut": "off",
    "baud": 19200,
}

# Written out from the tables of the sources, one by one.
LITERALS = [
    ("xp-ip", {"address": "192.168.19.100"}, "1F 1B 1F 91 00 49 50 C0 A8 13 64"),  # the vendor's own example
    ("xp-full", NETWORK | {"dhcp": "off"}, f"1F 1B 1F 91 00 49 FA 00 5A {IP} {MASK} {GATEWAY}"),
    (
        "xp-full",
        {"dhcp": "on"},
        "1F 1B 1F 91 00 49 FA 01 5A C0 A8 7B 64 FF FF FF 00 C0 A8 7B 01",
    ),
    ("xp-b2", NETWORK, f"1F 1B 1F B2 {IP} {MASK} {GATEWAY}"),
    ("xp-b2", {"mask": "255.255.255.0"}, f"1F 1B 1F B0 {MASK}"),
    ("xp-b2", {"gateway": "192.168.1.1"}, f"1F 1B 1F B1 {GATEWAY}"),
    ("xp-port4000", {"address": "192.168.1.50"}, f"1F 1B 1F 22 {IP}"),
    ("xp-port4000", {"hardware-id": 0x20123456}, "1F 1B 1F 33 20 12 34 56 00"),
    (
        "xp-udp",
        NETWORK | MAC | {"dhcp": "off"},
        f"58 50 30 30 30 31 53 41 56 45 00 61 20 12 34 56 22 00 {IP} {MASK} {GATEWAY} 8C 23 00",
    ),
    (
        "zy-udp",
        NETWORK | MAC | {"dhcp": "on", "name": "Till", "port": 9100},
        f"5A 59 30 30 30 31 53 41 56 45 00 61 20 12 34 56 10 00 {IP} {MASK} {GATEWAY} 8C 23 01 54 69 6C 6C"
        + " 00" * 27,
    ),
    ("zy-dhcp", {"dhcp": "on"}, "1F 1B 1F BA 01 1F 1B 11 12 01 BA 01 01"),
    ("munbyn-dhcp", {"dhcp": "on"}, "1F 1B 10 13 14 00"),
    ("rongta", NETWORK, f"1F 69 {IP} 1F 25 00 {MASK} 1F 25 01 {GATEWAY}"),
    ("xp-wifi", WIFI, "1F 1B 1F B3 06 53 68 6F 70 00 74 65 61 34 74 77 6F 21 00"),
    ("xp-wifi", WIFI | NETWORK, f"1F 1B 1F B4 {IP} {MASK} {GATEWAY} 06 53 68 6F 70 00 74 65 61 34 74 77 6F 21 00"),
    ("xp-wifi", {"wifi-dhcp": "on"}, "1F 1B 1F 28 13 14 04 00"),
    ("xp-wifi", {"wifi-dhcp": "off"}, "1F 1B 1F 28 13 14 04 01"),
    ("xp-wifi", {"wifi-page": "beep"}, "1F 1B 1F 28 13 14 00 02"),
    ("xp-wifi", {"wifi-reset": "yes"}, "1F 1B 1F 27 13 14 52 00"),
    (
        "xp-bluetooth",
        {"bluetooth-name": "Bar", "bluetooth-pin": "0000"},
        "1F 1B 1F 62 74 73 0D 0A 41 54 2B 4E 41 4D 45 42 61 72 0D 0A 41 54 2B 50 49 4E 30 30 30 30 0D 0A 0D 0A",
    ),
    ("xp-settings", {"baud": 9600}, "1F 1B 1F BE 00 0A 00"),
    ("xp-settings", {"baud": 115200}, "1F 1B 1F BE 03 0A 00"),
    ("xp-settings", {"usb-mode": "virtual-com"}, "1F 1B 1F B8 13 14 01 00"),
    ("xp-settings", {"usb-serial-fixed": "on"}, "1F 1B 1F FB 01 02 01"),
    ("xp-settings", {"code-page": 19}, "1F 1B 1F FF 13 0A 00"),
    ("xp-settings", {"language-rom": "japanese"}, "1F 1B 1F 46 4F 4E 54 03"),
    ("xp-settings", {"print-width": 80}, "1F 1B 1F E1 13 14 02"),
    ("xp-settings", {"print-width": 48}, "1F 1B 1F E1 13 14 03"),
    ("xp-settings", {"print-width": 68}, "1F 1B 1F E1 13 14 07"),
    ("xp-settings", {"density": 6}, "1F 1B 1F 13 14 06"),
    ("xp-settings", {"alarm-after-cut": "off"}, "1F 1B 1F E0 13 14 00 04 02 03"),
    (
        "xp-settings",
        {"alarm-after-cut": "on", "alarm-times": 20, "alarm-duration": 1000, "alarm-kind": "light"},
        "1F 1B 1F E0 13 14 01 14 14 02",
    ),
    (
        "xp-settings",
        {"not-taken-alarm": "at-once", "take-paper-time": 300, "not-taken-alarm-time": 5},
        "1F 1B 1F A0 02 01 2C 00 05",
    ),
    ("xp-settings", {"cut-on-close": "feed-and-cut"}, "1F 1B 1F FC 01 02 02"),
    ("xp-settings", {"reprint": "on"}, "1F 1B 1F F4 11 22 33 55"),
    ("xp-settings", {"reprint": "off"}, "1F 1B 1F F4 11 22 33 33"),
    ("xp-settings", {"black-mark": "on"}, "1F 1B 1F 80 04 05 06 44"),
    ("xp-settings", {"black-mark": "off"}, "1F 1B 1F 80 04 05 06 66"),
    ("xp-settings", {"black-mark-length": 400}, "1F 1B 1F 81 04 05 06 01 90"),
    ("xp-settings", {"black-mark-width": 400}, "1F 1B 1F 82 04 05 06 01 90"),
    ("xp-settings", {"speed-level": 3}, "1D 28 4B 02 00 32 03"),
    ("xp-settings", {"hardware-id": 0x20123456}, "1F 1B 1F 91 00 49 44 00 77 20 12 34 56"),
    ("xp-settings", {"factory-reset": "yes"}, "1F 1B 1F 11 11 00"),
    ("xp-settings", DIP, "1F 1B 1F BF 00 00"),
    ("xp-settings", DIP | {"cutter": "off"}, "1F 1B 1F BF 01 00"),
    ("xp-settings", DIP | {"beeper": "on"}, "1F 1B 1F BF 02 00"),
    ("xp-settings", DIP | {"dark": "on"}, "1F 1B 1F BF 04 00"),
    ("xp-settings", DIP | {"chinese-mode": "off"}, "1F 1B 1F BF 08 00"),
    ("xp-settings", DIP | {"columns": 42}, "1F 1B 1F BF 10 00"),
    ("xp-settings", DIP | {"drawer-with-cut": "on"}, "1F 1B 1F BF 20 00"),
    ("xp-settings", DIP | {"baud": 9600}, "1F 1B 1F BF 40 00"),
    ("xp-settings", DIP | {"baud": 115200}, "1F 1B 1F BF 80 00"),
    ("xp-settings", DIP | {"baud": 38400}, "1F 1B 1F BF C0 00"),
    ("szjbzf", {"address": "192.168.1.50"}, f"1F 1B 1F 91 00 49 50 {IP}"),
    ("szjbzf", MAC, "1F 1B 1F 91 00 49 44 00 61 20 12 34 56"),
    ("szjbzf", {"gateway": "192.168.1.1"}, f"1F 1B 1F 53 5A 4A 42 5A 46 30 11 02 {GATEWAY}"),
    ("szjbzf", {"dhcp": "on"}, "1F 1B 1F 10 13 14 15 19 18 17 01"),
    ("szjbzf", {"disconnect-time": 90}, "1F 1B 1F 95 01 02 03 11 12 13 5A"),
    ("szjbzf", {"tcp-clients": 1}, "1F 1B 1F 99 01 02 03 11 12 13 55"),
    ("szjbzf", {"tcp-clients": 2}, "1F 1B 1F 99 01 02 03 11 12 13 33"),
    ("szjbzf", {"ethernet-speed": 10}, "1F 1B 1F 9D 11 12 13 01 02 03 33"),
    ("szjbzf", {"ethernet-speed": 100}, "1F 1B 1F 9D 11 12 13 01 02 03 55"),
    ("szjbzf", {"usb-mode": "printer"}, "1F 1B 1F A3 16 17 18 19 18 17 76"),
    ("szjbzf", {"usb-mode": "virtual-com"}, "1F 1B 1F A3 16 17 18 19 18 17 67"),
    ("szjbzf", {"density": 6}, "1F 1B 1F A9 06 05 04 03 02 01 06"),
    ("szjbzf", {"code-page": 19}, "1F 1B 1F FF 13"),
    ("szjbzf", {"speed": 200}, "1F 1B 1F 96 01 02 03 11 12 13 66"),
    ("szjbzf", {"speed": 250}, "1F 1B 1F 96 01 02 03 11 12 13 55"),
    ("szjbzf", {"speed": 300}, "1F 1B 1F 96 01 02 03 11 12 13 33"),
    ("szjbzf", {"reprint": "on"}, "1F 1B 1F F4 11 22 33 55"),
]


def built(name, values):
    """The bytes of the one message that sets these values; the unit's MAC is known, not set, by UDP."""
    dialect, values = DIALECTS[name], checked(values)
    names = [one for one in values if one in dialect.parameters]
    (instruction,) = dialect.instructions_for(names)
    return instruction.message(instruction.completed(values, {})).data


@pytest.mark.parametrize(("name", "values", "expected"), LITERALS)
def test_a_dialect_is_the_bytes_of_its_source(name, values, expected):
    assert built(name, values) == bytes.fromhex(expected)


def test_every_parameter_of_every_dialect_stands_among_the_literals():
    missing = [
        (name, parameter)
        for name, dialect in DIALECTS.items()
        for parameter in dialect.parameters
        if not any(name == one and parameter in values for one, values, _ in LITERALS)
    ]
    assert missing == []


addresses = st.integers(0, 2**32 - 1).map(IPv4Address)
macs = st.binary(min_size=6, max_size=6).map(MacAddress)


@settings(deadline=None)
@given(address=addresses, mask=addresses, gateway=addresses, mac=macs, dhcp=st.booleans())
def test_any_addresses_stand_where_the_sources_put_them(address, mask, gateway, mac, dhcp):
    network = {"address": address, "mask": mask, "gateway": gateway}
    twelve, on = address.packed + mask.packed + gateway.packed, b"\x01" if dhcp else b"\x00"
    assert built("xp-ip", {"address": address}) == b"\x1f\x1b\x1f\x91\x00IP" + address.packed
    assert built("xp-full", network | {"dhcp": dhcp}) == b"\x1f\x1b\x1f\x91\x00I\xfa" + on + b"Z" + twelve
    assert built("xp-b2", network) == b"\x1f\x1b\x1f\xb2" + twelve
    assert built("xp-port4000", {"address": address}) == b"\x1f\x1b\x1f\x22" + address.packed
    assert (
        built("rongta", network)
        == b"\x1f\x69" + address.packed + b"\x1f\x25\x00" + mask.packed + b"\x1f\x25\x01" + gateway.packed
    )
    xp_udp = built("xp-udp", network | {"mac": mac, "dhcp": dhcp})
    assert xp_udp == b"XP0001SAVE" + mac.octets + b"\x22\x00" + twelve + b"\x8c\x23" + on
    assert len(xp_udp) == 33


@settings(deadline=None)
@given(
    address=addresses,
    mac=macs,
    port=st.integers(1, 65535),
    name=st.text(string.ascii_letters + string.digits + " -", max_size=24),
    dhcp=st.booleans(),
)
def test_a_zywell_datagram_has_64_bytes_whatever_stands_in_it(address, mac, port, name, dhcp):
    values = {"address": address, "mask": address, "gateway": address, "port": port, "name": name, "dhcp": dhcp}
    data = built("zy-udp", values | {"mac": mac})
    assert len(data) == 64
    assert data[:18] == b"ZY0001SAVE" + mac.octets + b"\x10\x00"
    assert data[18:30] == address.packed * 3
    assert data[30:33] == bytes([port % 256, port // 256, dhcp])
    assert data[33:] == name.encode() + bytes(31 - len(name))


KEY_KINDS = (
    *("none", "wep64", "wep128", "wpa-aes", "wpa-tkip"),
    *("wpa-tkip-aes", "wpa2-aes", "wpa2-tkip", "wpa2-tkip-aes", "wpa-wpa2-mixed"),
)


@settings(deadline=None)
@given(
    kind=st.sampled_from(list(enumerate(KEY_KINDS))),
    ssid=st.text(string.printable[:95], min_size=1, max_size=32),
    key=st.text(string.printable[:95], max_size=63),
    address=addresses,
)
def test_any_wifi_network_is_kind_name_and_key(kind, ssid, key, address):
    number, word = kind
    wifi = {"wifi-ssid": ssid, "wifi-key-kind": word, "wifi-key": key}
    tail = bytes([number]) + ssid.encode() + b"\x00" + key.encode() + b"\x00"
    assert built("xp-wifi", wifi) == b"\x1f\x1b\x1f\xb3" + tail
    network = dict.fromkeys(("address", "mask", "gateway"), address)
    assert built("xp-wifi", wifi | network) == b"\x1f\x1b\x1f\xb4" + address.packed * 3 + tail


@settings(deadline=None)
@given(
    name=st.text(string.printable[:95], min_size=1, max_size=28),
    pin=st.text(string.digits, min_size=4, max_size=16),
)
def test_any_bluetooth_name_and_pin(name, pin):
    data = built("xp-bluetooth", {"bluetooth-name": name, "bluetooth-pin": pin})
    assert data == b"\x1f\x1b\x1fbts\r\nAT+NAME" + name.encode() + b"\r\nAT+PIN" + pin.encode() + b"\r\n\r\n"


@settings(deadline=None)
@given(bits=st.integers(0, 63), baud=st.sampled_from(["9600", "19200", "38400", "115200"]))
def test_any_soft_dip_switches_are_one_byte(bits, baud):
    values = {
        "cutter": not bits & 1,
        "beeper": bool(bits & 2),
        "dark": bool(bits & 4),
        "chinese-mode": not bits & 8,
        "columns": "42" if bits & 16 else "48",
        "drawer-with-cut": bool(bits & 32),
        "baud": baud,
    }
    rate = {"9600": 0x40, "19200": 0, "38400": 0xC0, "115200": 0x80}[baud]
    assert built("xp-settings", values) == bytes([0x1F, 0x1B, 0x1F, 0xBF, bits | rate, 0])


@settings(deadline=None)
@given(
    en=st.booleans(),
    count=st.integers(1, 20),
    steps=st.integers(1, 20),
    kind=st.sampled_from(list(enumerate(("nothing", "sound", "light", "both")))),
    density=st.integers(1, 8),
    page=st.integers(0, 255),
    seconds=st.integers(0, 65535),
)
def test_any_numbers_stand_where_the_sources_put_them(en, count, steps, kind, density, page, seconds):
    alarm = {"alarm-after-cut": en, "alarm-times": count, "alarm-duration": steps * 50, "alarm-kind": kind[1]}
    assert built("xp-settings", alarm) == b"\x1f\x1b\x1f\xe0\x13\x14" + bytes([en, count, steps, kind[0]])
    assert built("xp-settings", {"density": density}) == b"\x1f\x1b\x1f\x13\x14" + bytes([density])
    assert built("xp-settings", {"code-page": page}) == b"\x1f\x1b\x1f\xff" + bytes([page, 10, 0])
    times = {"not-taken-alarm": "restart-timing", "take-paper-time": seconds, "not-taken-alarm-time": 1}
    high_low = bytes([seconds // 256, seconds % 256])
    assert built("xp-settings", times) == b"\x1f\x1b\x1f\xa0\x01" + high_low + b"\x00\x01"
    mark = {"black-mark-length": seconds}
    assert built("xp-settings", mark) == b"\x1f\x1b\x1f\x81\x04\x05\x06" + high_low


def test_one_soft_dip_switch_alone_is_refused_with_the_names_of_the_others():
    with pytest.raises(ParameterError, match="beeper, dark, chinese-mode, columns, drawer-with-cut, baud are missing"):
        built("xp-settings", {"cutter": "off"})


def test_what_only_switches_on_cannot_switch_off():
    with pytest.raises(ParameterError, match="dhcp cannot be set to off this way"):
        built("zy-dhcp", {"dhcp": "off"})


def test_what_a_dialect_cannot_set_is_refused_with_what_it_can():
    with pytest.raises(ParameterError, match="xp-ip cannot set gateway. It can set address"):
        DIALECTS["xp-ip"].instructions_for(["gateway"])


def test_no_dialect_is_called_certain_for_this_model_and_each_says_where_it_is_from():
    for dialect in DIALECTS.values():
        assert dialect.confidence in (Confidence.GUESS, Confidence.LIKELY), dialect.name
        assert dialect.source
        assert dialect.verification
        assert all(instruction.evidence.source for instruction in dialect.instructions)
        assert 5 <= dialect.settle_seconds <= 60


def test_a_firmware_update_cannot_be_built():
    with pytest.raises(ParameterError, match="firmware"):
        Message("update", (Piece(b"\x1f\x1b", ""), Piece(b"\x1f\x00\x00\x01\xf0\x01", "")))


INVENTED = ["91 00 53 45 54", "2A 00", "69", "6D", "91 00 53 4D", "91 00 47 57", "50", "A1", "00"]


def test_what_no_vendor_sends_is_not_shipped():
    layouts = [one.layout for dialect in DIALECTS.values() for one in dialect.instructions]
    for opcode in INVENTED:
        assert not [layout for layout in layouts if layout.startswith(f"1F 1B 1F {opcode}")], opcode


def test_every_parameter_can_be_set_by_some_dialect():
    assert {name for dialect in DIALECTS.values() for name in dialect.parameters} == set(CATALOGUE)


def test_the_message_tells_what_each_byte_is():
    instruction = DIALECTS["xp-full"].instructions[0]
    message = instruction.message(instruction.completed(checked(NETWORK), {}))
    assert message.hex == "1f 1b 1f 91 00 49 fa 00 5a c0 a8 01 32 ff ff ff 00 c0 a8 01 01"
    assert [" ".join(line.split()) for line in message.annotated()] == [
        "0 1f 1b 1f US ESC US, the vendor's settings",
        "3 91 00 49 fa set all of the network",
        "7 00 address from the network's DHCP server off",
        "8 5a as the vendor sends it",
        "9 c0 a8 01 32 IPv4 address 192.168.1.50",
        "13 ff ff ff 00 network mask 255.255.255.0",
        "17 c0 a8 01 01 gateway 192.168.1.1",
    ]


def test_the_bits_of_a_byte_are_distinct():
    for dialect in DIALECTS.values():
        for instruction in dialect.instructions:
            for part in instruction.parts:
                if isinstance(part, Bits):
                    masks = [max(one.values()) | min(one.values()) for one in map(dict, part.bits.values())]
                    assert sum(masks) == 0xFF
