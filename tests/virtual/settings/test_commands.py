"""Every set-up command among the print data: bytes by hand from the sources, what they set, and that it lasts."""

from ipaddress import IPv4Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import InputError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.settings.rules import RULES
from ocom809.virtual.settings.values import SetAlarm, Settings

HEAD = "1F 1B 1F "
NEW = {
    "address": IPv4Address("192.0.2.50"),
    "netmask": IPv4Address("255.255.255.128"),
    "gateway": IPv4Address("192.0.2.1"),
}
THREE = "C0 00 02 32  FF FF FF 80  C0 00 02 01"
WIRELESS = {"wifi_ssid": "Shop", "wifi_key": "secret12", "wifi_key_kind": "WPA2-AES"}
SHOP = "06  53 68 6F 70 00  73 65 63 72 65 74 31 32 00"

# name: (personality, bytes in hex, what they set)
COMMANDS = {
    # Network
    "91 IP": ("ocpp-809", HEAD + "91 00 49 50 C0 00 02 32", {"address": NEW["address"]}),
    "91 IP, the vendor's example": (
        "ocpp-809",
        "1F1B1F91004950C0A81364",
        {"address": IPv4Address("192.168.19.100")},
    ),
    "91 everything": ("ocpp-809", HEAD + "91 00 49 FA 00 5A" + THREE, {**NEW, "dhcp": False}),
    "91 everything, DHCP": ("ocpp-809", HEAD + "91 00 49 FA 01 5A" + THREE, {**NEW, "dhcp": True}),
    "91 ID": ("ocpp-809", HEAD + "91 00 49 44 00 77 12 34 56 78", {"mac": bytes.fromhex("007712345678")}),
    "22": ("tectoy", HEAD + "22 C0 00 02 32", {"address": NEW["address"]}),
    "33": ("tectoy", HEAD + "33 12 34 56 78 00", {"mac": bytes.fromhex("007712345678")}),
    "B0": ("ocpp-809", HEAD + "B0 FF FF FF 80", {"netmask": NEW["netmask"]}),
    "B1": ("ocpp-809", HEAD + "B1 C0 00 02 01", {"gateway": NEW["gateway"]}),
    "B2": ("ocpp-809", HEAD + "B2" + THREE, NEW),
    "BA": ("zywell-lan", HEAD + "BA 01  1F 1B 11 12 01 BA 01 01", {"dhcp": True}),
    "MUNBYN DHCP": ("munbyn", "1F 1B 10 13 14 00", {"dhcp": True}),
    "B3": ("ocpp-809", HEAD + "B3" + SHOP, WIRELESS),
    "B4": ("ocpp-809", HEAD + "B4" + THREE + SHOP, {**NEW, **WIRELESS}),
    "28, DHCP on": ("munbyn", HEAD + "28 13 14 04 00", {"dhcp": True}),
    "28, page": ("munbyn", HEAD + "28 13 14 00 02", {"wifi_page": "off with a beep"}),
    "bts": (
        "ocpp-809",
        HEAD + "62 74 73 0D 0A  41 54 2B 4E 41 4D 45 4B 69 74  0D 0A 41 54 2B 50 49 4E 31 32 33 34 0D 0A 0D 0A 00 00",
        {"bluetooth_name": "Kit", "bluetooth_pin": "1234"},
    ),
    # Ports and printing
    "BE": ("ocpp-809", HEAD + "BE 03 0A 00", {"baud": 115200}),
    "BF": (
        "ocpp-809",
        HEAD + "BF F9 00",
        {"cutter": False, "beeper": False, "dark": False, "chinese": False, "columns": 42, "drawer_with_cut": True,
         "baud": 38400},
    ),
    "BF, the other way round": (
        "ocpp-809",
        HEAD + "BF 46 00",
        {"cutter": True, "beeper": True, "dark": True, "chinese": True, "columns": 48, "drawer_with_cut": False,
         "baud": 9600},
    ),
    "BF, baud": ("ocpp-809", HEAD + "BF 8A 00", {"baud": 115200}),
    "B8": ("ocpp-809", HEAD + "B8 13 14 01 00", {"usb_virtual_com": True}),
    "FB": ("ocpp-809", HEAD + "FB 01 02 00", {"usb_serial_fixed": False}),
    "FF": ("ocpp-809", HEAD + "FF 13 0A 00", {"code_page": 19}),
    "FONT": ("ocpp-809", HEAD + "46 4F 4E 54 02", {"language": "Korean"}),
    "E1": ("ocpp-809", HEAD + "E1 13 14 03", {"print_width_mm": 48}),
    "E1, MUNBYN's 8": ("munbyn", HEAD + "E1 13 14 08", {"print_width_mm": 54}),
    "13, five bytes and padding": ("ocpp-809", HEAD + "13 14 07 00", {"density": 7}),
    "13": ("munbyn", HEAD + "13 14 01", {"density": 1}),
    "FC": ("ocpp-809", HEAD + "FC 01 02 02", {"cut_on_cover_close": "feed and cut"}),
    "F4": ("ocpp-809", HEAD + "F4 11 22 33 55", {"reprint_after_paper_end": True}),
    "80": ("ocpp-809", HEAD + "80 04 05 06 44", {"black_mark": True}),
    "81": ("ocpp-809", HEAD + "81 04 05 06 01 2C", {"black_mark_length": 300}),
    "82": ("ocpp-809", HEAD + "82 04 05 06 00 40", {"black_mark_width": 64}),
    # Alarms
    "E0": ("ocpp-809", HEAD + "E0 13 14 01 04 02 03", {"alarm_after_cut": SetAlarm(4, 100, "sound and light")}),
    "E0, off": ("xp-80t", HEAD + "E0 13 14 00 04 02 03", {"alarm_after_cut": None}),
    "A0": (
        "ocpp-809",
        HEAD + "A0 01 00 3C 01 2C",
        {"alarm_not_taken": "restart timing", "not_taken_seconds": 60, "not_taken_alarm_seconds": 300},
    ),
    "E2": ("zywell-lan", HEAD + "E2 13 14 01 05 0B 15 0A 00", {"idle_alarm": b"\x01\x05\x0b\x15"}),
    "BC, light": ("zywell-lan", HEAD + "BC 13 14 01 0A 00", {"smart_light": True}),
    "BC, beep": ("zywell-lan", HEAD + "BC 13 15 01", {"smart_beep": True}),
    # SZJBZF
    "SZJBZF address": ("szjbzf", HEAD + "91 00 49 50 C0 00 02 32", {"address": NEW["address"]}),
    "SZJBZF MAC": ("szjbzf", HEAD + "91 00 49 44 00 61 7B 01 02 03", {"mac": bytes.fromhex("00617B010203")}),
    "SZJBZF gateway": ("szjbzf", HEAD + "53 5A 4A 42 5A 46 30 11 02 C0 00 02 01", {"gateway": NEW["gateway"]}),
    "SZJBZF DHCP": ("szjbzf", HEAD + "10 13 14 15 19 18 17 01", {"dhcp": True}),
    "SZJBZF QR": ("szjbzf", HEAD + "94 01 02 03 11 12 13 55", {"qr": False}),
    "SZJBZF disconnect": ("szjbzf", HEAD + "95 01 02 03 11 12 13 1E", {"disconnect_time": 30}),
    "SZJBZF speed": ("szjbzf", HEAD + "96 01 02 03 11 12 13 66", {"speed_mm_s": 200}),
    "SZJBZF clients": ("szjbzf", HEAD + "99 01 02 03 11 12 13 33", {"tcp_clients": 2}),
    "SZJBZF USB serial": ("szjbzf", HEAD + "9C 01 02 03 11 12 13 55", {"usb_serial_fixed": False}),
    "SZJBZF Ethernet": ("szjbzf", HEAD + "9D 11 12 13 01 02 03 33", {"ethernet_mbit": 10}),
    "SZJBZF DIP": ("szjbzf", HEAD + "A1 10 11 12 13 14 15 2A", {"soft_dip": 42}),
    "SZJBZF USB": ("szjbzf", HEAD + "A3 16 17 18 19 18 17 67", {"usb_virtual_com": True}),
    "SZJBZF paper": ("szjbzf", HEAD + "A4 01 02 03 11 12 13 33", {"print_width_mm": 48}),
    "SZJBZF density": ("szjbzf", HEAD + "A9 06 05 04 03 02 01 08", {"density": 8}),
    "SZJBZF DIP on": ("szjbzf", HEAD + "C0 15 14 13 12 11 10 AA", {"soft_dip_on": True}),
    "SZJBZF language": ("szjbzf", HEAD + "EE 11 12 13 33 0A", {"language": "traditional Chinese"}),
    "SZJBZF code page": ("szjbzf", HEAD + "FF 12", {"code_page": 18}),
    "SZJBZF reprint": ("szjbzf", HEAD + "F4 11 22 33 55", {"reprint_after_paper_end": True}),
}  # fmt: skip


def events(printer, name):
    return [dict(event.details) for event in printer.events if event.name == name]


def kept(printer, names):
    return {name: getattr(printer.settings.kept, name) for name in names}


@pytest.mark.parametrize(("personality", "data", "wanted"), COMMANDS.values(), ids=COMMANDS)
def test_a_command_sets_what_it_says_and_nothing_else_and_that_lasts(personality, data, wanted):
    printer = VirtualPrinter(personality=personality)
    before = printer.settings.kept
    printer.receive(bytes.fromhex(data))
    assert kept(printer, wanted) == wanted
    assert not events(printer, "setting ignored")
    after = printer.settings.kept
    changed = {name for name in before.facts if getattr(after, name) != getattr(before, name)}
    assert changed <= wanted.keys()
    assert {event["name"] for event in events(printer, "setting")} == changed
    printer.power_cycle()
    assert kept(printer, wanted) == wanted
    assert printer.settings.in_effect == printer.settings.kept
    assert printer.paper.text == ""


@pytest.mark.parametrize(("personality", "data", "wanted"), COMMANDS.values(), ids=COMMANDS)
def test_the_pieces_in_which_a_command_arrives_are_of_no_matter(personality, data, wanted):
    printer = VirtualPrinter(personality=personality)
    for byte in bytes.fromhex(data):
        printer.receive(bytes([byte]))
    assert kept(printer, wanted) == wanted


@pytest.mark.parametrize(("data", "wanted"), [one[1:] for one in COMMANDS.values()], ids=COMMANDS)
def test_a_deaf_unit_takes_it_and_changes_nothing(data, wanted):
    printer = VirtualPrinter(personality="deaf-to-settings")
    before = printer.settings.kept
    printer.receive(bytes.fromhex(data))
    assert printer.settings.kept == before
    assert events(printer, "setting ignored")


@pytest.mark.parametrize(("data", "wanted"), [one[1:] for one in COMMANDS.values()], ids=COMMANDS)
def test_a_unit_that_needs_a_power_cycle_keeps_it_and_goes_on_as_before(data, wanted):
    printer = VirtualPrinter(personality="settings-after-power-cycle+all-dialects")
    before = printer.settings.in_effect
    printer.receive(bytes.fromhex(data))
    assert printer.settings.in_effect == before
    assert all(event["effect"] == "when it is switched on again" for event in events(printer, "setting"))
    printer.power_cycle()
    in_effect = {name: getattr(printer.settings.in_effect, name) for name in wanted}
    assert in_effect == wanted


def test_every_rule_is_tried_here():
    printer = VirtualPrinter(personality="all-dialects")
    for _, data, _ in COMMANDS.values():
        printer.receive(bytes.fromhex(data))
    printer.wire_closed()
    tried = {bytes.fromhex(data) for _, data, _ in COMMANDS.values()}
    acts = {"US ESC US 11", "US ESC US 27", "US i", "US %", "US ESC 11"}
    named = {name for name in RULES if any(opcode_of(name) == data[: len(opcode_of(name))] for data in tried)}
    assert named | acts == set(RULES)


def opcode_of(name):
    return bytes.fromhex(name.replace("US ", "1F ").replace("ESC", "1B").replace("i", "69").replace("%", "25"))


FOREIGN = {
    "SZJBZF DHCP": HEAD + "10 13 14 15 19 18 17 01",
    "SZJBZF gateway": HEAD + "53 5A 4A 42 5A 46 30 11 02 C0 00 02 01",
    "Rongta": "1F 69 C0 00 02 32 1F 25 00 FF FF FF 00 1F 25 01 C0 00 02 01",
    "MUNBYN DHCP": "1F 1B 10 13 14 00",
    "port 4000's among the print data": HEAD + "22 C0 00 02 32",
}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_commands_of_another_family_change_nothing_and_are_noted(data):
    printer = VirtualPrinter()
    before = printer.settings.kept
    printer.receive(bytes.fromhex(data))
    printer.wire_closed()
    assert printer.settings.kept == before
    assert {event["reason"] for event in events(printer, "setting ignored")} == {"not of its dialect"}
    assert printer.paper.text == ""


BAD = {
    "no such density": HEAD + "13 14 09",
    "density 0": HEAD + "13 14 00",
    "no such baud rate": HEAD + "BE 04 0A 00",
    "another end": HEAD + "BF 01 01",
    "no such width": HEAD + "E1 13 14 09",
    "another mark": HEAD + "E1 14 13 00",
    "no such language": HEAD + "46 4F 4E 54 04",
    "no such kind of key": HEAD + "B3 0A 41 00 42 00",
    "no DHCP": HEAD + "91 00 49 FA 02 5A" + THREE,
    "no 5A": HEAD + "91 00 49 FA 00 5B" + THREE,
    "a multicast address": HEAD + "91 00 49 50 E0 00 00 01",
    "nobody's address": HEAD + "91 00 49 50 00 00 00 00",
    "a loopback address": HEAD + "91 00 49 50 7F 00 00 01",
    "everybody's address": HEAD + "91 00 49 50 FF FF FF FF",
    "the network's own address": HEAD + "B2 C0 00 02 00 FF FF FF 00 C0 00 02 01",
    "the broadcast address": HEAD + "B2 C0 00 02 FF FF FF FF 00 C0 00 02 01",
    "no netmask": HEAD + "B0 FF 00 FF 00",
    "a mask upside down": HEAD + "B0 00 00 00 FF",
    "an alarm of 21 times": HEAD + "E0 13 14 01 15 02 03",
    "an alarm of kind 4": HEAD + "E0 13 14 01 04 02 04",
    "a factory reset that is none": HEAD + "11 12 00",
    "Bluetooth without a name": HEAD + "62 74 73 0D 0A 41 54 0D 0A 0D 0A",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_no_source_knows_changes_nothing_and_is_noted(data):
    printer = VirtualPrinter()
    before = printer.settings.kept
    printer.receive(bytes.fromhex(data))
    assert printer.settings.kept == before
    assert len(events(printer, "setting ignored")) == 1
    assert printer.paper.text == ""


def test_the_settings_of_a_new_unit_are_those_of_the_class():
    new = VirtualPrinter().settings.kept
    assert (str(new.interface), str(new.gateway), new.dhcp) == ("192.168.123.100/24", "192.168.123.1", False)
    assert VirtualPrinter(personality="xp-80t").settings.kept.alarm_after_cut == SetAlarm(3, 100, "sound and light")
    assert VirtualPrinter(personality="chinese-rom").settings.kept.chinese


def test_a_factory_reset_forgets_all_but_the_hardware_address():
    printer = VirtualPrinter(personality="zywell-lan")
    new = printer.settings.kept
    for data in (HEAD + "91 00 49 44 00 77 12 34 56 78", HEAD + "13 14 08", HEAD + "B2" + THREE, HEAD + "BF F9 00"):
        printer.receive(bytes.fromhex(data))
    printer.receive(bytes.fromhex(HEAD + "11 11 00"))
    assert printer.settings.kept.facts == new.facts | {"mac": "00:77:12:34:56:78"}
    assert events(printer, "set-up") == [{"act": "factory reset"}]


def test_the_wireless_module_is_reset():
    printer = VirtualPrinter(personality="all-dialects")
    printer.receive(bytes.fromhex(HEAD + "B3" + SHOP))
    printer.receive(bytes.fromhex(HEAD + "27 13 14 52 00"))
    assert (printer.settings.kept.wifi_ssid, printer.settings.kept.wifi_key) == ("", "")


def test_half_of_zywells_two_commands_changes_nothing():
    printer = VirtualPrinter(personality="zywell-lan")
    printer.receive(bytes.fromhex(HEAD + "BA 01"))
    assert not printer.settings.kept.dhcp
    assert not events(printer, "setting ignored")


def test_a_unit_that_settles_elsewhere_takes_the_next_address():
    printer = VirtualPrinter(personality="settles-elsewhere")
    printer.receive(bytes.fromhex(HEAD + "B2" + THREE))
    assert str(printer.settings.kept.address) == "192.0.2.51"


def test_the_device_info_is_noted_and_met_by_silence_because_its_layout_is_not_known():
    printer = VirtualPrinter(personality="szjbzf")
    printer.receive(bytes.fromhex(HEAD + "53 5A 4A 42 5A 46 12 01 01"))
    assert events(printer, "set-up") == [{"act": "device info"}]
    assert printer.replies() == b""


def test_a_restart_forgets_the_modes_and_keeps_the_settings():
    printer = VirtualPrinter(personality="szjbzf")
    printer.receive(b"\x1bE\x01" + bytes.fromhex(HEAD + "A9 06 05 04 03 02 01 08"))
    before = printer.settings.lan_restarts
    printer.receive(bytes.fromhex(HEAD + "53 5A 4A 42 5A 46 11 00 00"))
    assert printer.settings.kept.density == 8
    assert printer.settings.lan_restarts == before + 1


def test_a_setting_waits_for_its_turn_like_all_print_data():
    printer = VirtualPrinter()
    printer.play("paper-out")
    printer.receive(b"Tea\n" + bytes.fromhex(HEAD + "13 14 08"))
    assert printer.settings.kept.density == 4
    printer.load_paper()
    assert printer.settings.kept.density == 8


def test_a_value_that_no_unit_keeps_cannot_be_made():
    for wrong in ({"density": 9}, {"mac": b"\0"}, {"name": "x" * 25}, {"language": "Klingon"}, {"port": 0}):
        with pytest.raises(InputError):
            Settings(**wrong)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_behind_the_header_make_it_raise(data):
    printer = VirtualPrinter(personality="all-dialects")
    printer.receive(b"\x1f\x1b\x1f" + data)
    printer.wire_closed()
    assert isinstance(printer.settings.kept, Settings)
