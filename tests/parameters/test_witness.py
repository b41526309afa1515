"""What our plans send, and what the virtual printer, written from the sources on its own, understands of it."""

from ipaddress import IPv4Address

import pytest

from ocom809.parameters import DIALECTS, Target, Verdict, apply, plan
from ocom809.virtual import TcpServer, VirtualPrinter
from tests.parameters.test_dialects import DIP, NETWORK, WIFI

ADDRESS, GATEWAY = IPv4Address("192.168.1.50"), IPv4Address("192.168.1.1")
EVERYTHING = {"address": ADDRESS, "netmask": IPv4Address("255.255.255.0"), "gateway": GATEWAY}
SHOP = {"wifi_ssid": "Shop", "wifi_key": "tea4two!", "wifi_key_kind": "WPA2-AES"}

CASES = [
    ("xp-full", NETWORK | {"dhcp": "off"}, EVERYTHING | {"dhcp": False}),
    ("xp-full", {"dhcp": "on"}, {"dhcp": True}),
    ("xp-ip", {"address": "192.168.1.50"}, {"address": ADDRESS}),
    ("xp-b2", NETWORK, EVERYTHING),
    ("xp-b2", {"gateway": "192.168.123.9"}, {"gateway": IPv4Address("192.168.123.9")}),
    ("zy-dhcp", {"dhcp": "on"}, {"dhcp": True}),
    ("munbyn-dhcp", {"dhcp": "on"}, {"dhcp": True}),
    ("rongta", NETWORK, EVERYTHING),
    ("xp-wifi", WIFI, SHOP),
    ("xp-wifi", WIFI | NETWORK, SHOP | EVERYTHING),
    ("xp-bluetooth", {"bluetooth-name": "Bar", "bluetooth-pin": "1234"}, {"bluetooth_name": "Bar"}),
    ("xp-settings", {"density": 6}, {"density": 6}),
    ("xp-settings", {"code-page": 19}, {"code_page": 19}),
    ("xp-settings", {"print-width": 64}, {"print_width_mm": 64}),
    ("xp-settings", {"language-rom": "japanese"}, {"language": "Japanese"}),
    ("xp-settings", {"baud": 115200}, {"baud": 115200}),
    ("xp-settings", {"usb-mode": "virtual-com"}, {"usb_virtual_com": True}),
    ("xp-settings", {"usb-serial-fixed": "off"}, {"usb_serial_fixed": False}),
    ("xp-settings", {"cut-on-close": "feed-and-cut"}, {"cut_on_cover_close": "feed and cut"}),
    ("xp-settings", {"reprint": "on"}, {"reprint_after_paper_end": True}),
    ("xp-settings", {"black-mark": "on"}, {"black_mark": True}),
    ("xp-settings", {"black-mark-length": 400}, {"black_mark_length": 400}),
    ("xp-settings", {"black-mark-width": 401}, {"black_mark_width": 401}),
    (
        "xp-settings",
        {"not-taken-alarm": "at-once", "take-paper-time": 300, "not-taken-alarm-time": 5},
        {"alarm_not_taken": "at once", "not_taken_seconds": 300, "not_taken_alarm_seconds": 5},
    ),
    (
        "xp-settings",
        DIP | {"cutter": "off", "beeper": "on", "columns": 42, "drawer-with-cut": "on", "baud": 38400},
        {"cutter": False, "beeper": True, "columns": 42, "drawer_with_cut": True, "baud": 38400, "chinese": True},
    ),
    ("xp-settings", DIP | {"chinese-mode": "off", "dark": "on"}, {"chinese": False, "dark": True}),
    ("szjbzf", {"tcp-clients": 2}, {"tcp_clients": 2}),
    ("szjbzf", {"ethernet-speed": 10}, {"ethernet_mbit": 10}),
    ("szjbzf", {"disconnect-time": 90}, {"disconnect_time": 90}),
    ("szjbzf", {"speed": 250}, {"speed_mm_s": 250}),
    ("szjbzf", {"usb-mode": "virtual-com"}, {"usb_virtual_com": True}),
    ("szjbzf", {"density": 6}, {"density": 6}),
    ("szjbzf", {"reprint": "on"}, {"reprint_after_paper_end": True}),
    ("szjbzf", {"gateway": "192.168.123.9"}, {"gateway": IPv4Address("192.168.123.9")}),
    ("szjbzf", {"dhcp": "on"}, {"dhcp": True}),
]


@pytest.mark.parametrize(("dialect", "wanted", "kept"), CASES)
def test_the_witness_keeps_what_was_meant(dialect, wanted, kept):
    target = Target(uri="tcp://127.0.0.1")
    data = b"".join(step.message.data for step in plan(wanted, target=target, dialect_name=dialect).steps)
    unit = VirtualPrinter(personality="szjbzf" if dialect == "szjbzf" else "all-dialects")
    assert unit.receive(data) == len(data)
    unit.receive(b"\x10\x04\x01")
    found = unit.settings.kept
    assert {name: getattr(found, name) for name in kept} == kept
    unit.tear_off()
    assert not unit.tickets, "something of it was taken for text"


def test_every_dialect_among_the_print_data_is_witnessed():
    in_band = {name for name, one in DIALECTS.items() if one.way.name == "IN_BAND"}
    assert in_band == {dialect for dialect, _, _ in CASES}


def test_a_setting_goes_over_tcp_and_is_there_afterwards():
    unit = VirtualPrinter()
    with TcpServer(unit) as server:
        result = apply(plan({"density": 7}, target=Target(uri=f"tcp://127.0.0.1:{server.port}")))
    assert result.verdict is Verdict.SENT_UNVERIFIED
    assert unit.settings.kept.density == 7
    assert not unit.tickets


def test_a_factory_reset_forgets_it_all():
    unit = VirtualPrinter()
    for values in ({"density": 8}, {"factory-reset": "yes"}):
        for step in plan(values, target=Target(uri="usb:")).steps:
            unit.receive(step.message.data)
        if "density" in values:
            assert unit.settings.kept.density == 8
    assert unit.settings.kept.density == VirtualPrinter().settings.kept.density
