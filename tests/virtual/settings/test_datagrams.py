"""The searches and set-up datagrams, each layout written by hand from the sources."""

import pytest

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.settings.families import Family

MAC = bytes.fromhex("00 61 7B 12 34 56")
OTHER_MAC = bytes.fromhex("00 61 7B 12 34 57")
XP_FOUND = bytes.fromhex(
    "58 50 30 30 30 31 46 4F 55 4E 44"  # XP0001FOUND
    "00 61 7B 12 34 56  22 00"  # MAC, length
    "C0 A8 7B 64  FF FF FF 00  C0 A8 7B 01"  # 192.168.123.100, 255.255.255.0, 192.168.123.1
    "8C 23  00"  # port 9100, DHCP off
)
ZY_FOUND = bytes.fromhex(
    "5A 59 30 30 30 31 46 4F 55 4E 44  00 61 7B 12 34 56  3D 00"
    "C0 A8 7B 64  FF FF FF 00  C0 A8 7B 01  8C 23  00"
    "50 72 69 6E 74 65 72 2D 38 30 00 00 00 00 00 00 00 00 00 00 00 00 00 00"  # Printer-80
    "08 01 01"  # the drawer's pin is high; board, version
)
XP_SAVE = bytes.fromhex(
    "58 50 30 30 30 31 53 41 56 45  00 61 7B 12 34 56  22 00"
    "C0 00 02 32  FF FF FF 80  C0 00 02 01  8C 17  00"  # 192.0.2.50/25 by 192.0.2.1, the kits' wrong port
)
ZY_SAVE = bytes.fromhex(
    "5A 59 30 30 30 31 53 41 56 45  00 61 7B 12 34 56  10 00"
    "C0 00 02 32  FF FF FF 80  C0 00 02 01  8D 23  00"  # port 9101
    "4B 69 74 63 68 65 6E 00"  # Kitchen
).ljust(64, b"\0")


def unit(personality="all-dialects"):
    return VirtualPrinter(personality=personality, mac=MAC)


def test_a_search_of_the_xprinter_family_is_answered_by_34_bytes():
    assert unit("ocpp-809").settings.answer_datagram(b"XP0001FIND", Family.XP_UDP) == XP_FOUND
    assert len(XP_FOUND) == 34


def test_a_search_of_the_zywell_family_is_answered_by_61_bytes():
    assert unit("zywell-lan").settings.answer_datagram(b"ZY0001FIND", Family.ZY_UDP) == ZY_FOUND
    assert len(ZY_FOUND) == 61


@pytest.mark.parametrize(
    ("trouble", "status"),
    [("paper-out", 0x09), ("cover-open", 0x0A)],
)
def test_the_zywell_answer_tells_what_is_wrong(trouble, status):
    printer = unit()
    printer.play(trouble)
    assert printer.settings.answer_datagram(b"ZY0001FIND", Family.ZY_UDP)[58] == status
    printer.set_drawer_pin(high=False)
    assert printer.settings.answer_datagram(b"ZY0001FIND", Family.ZY_UDP)[58] == status - 8


def test_a_jammed_knife_is_told_by_bit_two():
    printer = unit()
    printer.play("cutter-jam")
    printer.receive(b"Tea\n\x1dV\x42\x00")
    assert printer.settings.answer_datagram(b"ZY0001FIND", Family.ZY_UDP)[58] == 0x0C


def test_a_save_of_the_xprinter_family_sets_addresses_and_leaves_the_port_alone():
    printer = unit()
    assert printer.settings.answer_datagram(XP_SAVE, Family.XP_UDP) == b""
    kept = printer.settings.kept
    assert (str(kept.interface), str(kept.gateway), kept.dhcp, kept.port) == ("192.0.2.50/25", "192.0.2.1", False, 9100)
    found = printer.settings.answer_datagram(b"XP0001FIND", Family.XP_UDP)
    assert found[19:31] == bytes.fromhex("C0 00 02 32  FF FF FF 80  C0 00 02 01")


@pytest.mark.parametrize("middle", [b"\x22\x00", b"\xf5\x74"])
def test_nobody_looks_at_the_two_bytes_behind_the_hardware_address(middle):
    printer = unit()
    printer.settings.answer_datagram(XP_SAVE[:16] + middle + XP_SAVE[18:], Family.XP_UDP)
    assert str(printer.settings.kept.address) == "192.0.2.50"


def test_a_save_of_the_zywell_family_sets_port_and_name_too():
    printer = unit()
    assert printer.settings.answer_datagram(ZY_SAVE, Family.ZY_UDP) == b""
    kept = printer.settings.kept
    assert (str(kept.interface), str(kept.gateway), kept.port, kept.name) == (
        "192.0.2.50/25",
        "192.0.2.1",
        9101,
        "Kitchen",
    )
    found = printer.settings.answer_datagram(b"ZY0001FIND", Family.ZY_UDP)
    assert found[31:33] == b"\x8d\x23"
    assert found[34:58] == b"Kitchen".ljust(24, b"\0")


def test_dhcp_is_switched_on_by_the_last_byte():
    printer = unit()
    printer.settings.answer_datagram(XP_SAVE[:-1] + b"\x01", Family.XP_UDP)
    assert printer.settings.kept.dhcp
    assert printer.settings.answer_datagram(b"XP0001FIND", Family.XP_UDP)[33] == 1


@pytest.mark.parametrize(
    ("data", "family"),
    [
        (XP_SAVE[:10] + OTHER_MAC + XP_SAVE[16:], Family.XP_UDP),
        (ZY_SAVE[:10] + OTHER_MAC + ZY_SAVE[16:], Family.ZY_UDP),
        (XP_SAVE[:32], Family.XP_UDP),
        (XP_SAVE[:32] + b"\x02", Family.XP_UDP),
        (XP_SAVE, Family.ZY_UDP),
        (XP_FOUND, Family.XP_UDP),
        (b"XP0001FIN", Family.XP_UDP),
        (b"", Family.XP_UDP),
        (XP_SAVE + bytes(2000), Family.XP_UDP),
        (XP_SAVE[:18] + b"\xe0\x00\x00\x01" + XP_SAVE[22:], Family.XP_UDP),
    ],
    ids=[
        "for another unit", "for another unit (ZY)", "cut short", "no such DHCP", "at the wrong door", "an answer",
        "half a search", "nothing", "too long", "a multicast address",
    ],
)  # fmt: skip
def test_what_is_not_meant_for_it_changes_nothing_and_is_met_by_silence(data, family):
    printer = unit()
    before = printer.settings.kept
    assert printer.settings.answer_datagram(data, family) == b""
    assert printer.settings.kept == before


@pytest.mark.parametrize(
    ("personality", "data", "family"),
    [
        ("zywell-lan", b"XP0001FIND", Family.XP_UDP),
        ("ocpp-809", b"ZY0001FIND", Family.ZY_UDP),
        ("szjbzf", b"XP0001FIND", Family.XP_UDP),
    ],
)
def test_a_search_of_another_family_is_met_by_silence(personality, data, family):
    assert unit(personality).settings.answer_datagram(data, family) == b""


@pytest.mark.parametrize("fault", ["power-loss", "silence"])
def test_a_unit_that_cannot_speak_does_not_answer(fault):
    printer = unit()
    printer.play(fault)
    assert printer.settings.answer_datagram(b"XP0001FIND", Family.XP_UDP) == b""


def test_the_ascii_commands_print_a_page_cut_and_restart():
    printer = unit()
    printer.settings.answer_datagram(b"1B0103", Family.ZY_UDP)
    assert "SELF-TEST" in printer.tickets[-1].text
    printer.receive(b"Tea\n")
    printer.settings.answer_datagram(b"1B0104", Family.ZY_UDP)
    assert printer.tickets[-1].text == "Tea"
    restarts = printer.settings.lan_restarts
    printer.receive(b"\x1bE\x01half a line")
    printer.settings.answer_datagram(b"1B0102", Family.ZY_UDP)
    assert printer.settings.lan_restarts == restarts + 1
    printer.receive(b"x\n")
    assert printer.paper.text == "x"


def test_the_answer_has_the_address_that_dhcp_gave():
    from ocom809.virtual.settings.lease import Lease

    printer = unit()
    printer.settings.offer_lease(Lease.parse("203.0.113.7/24"))
    assert printer.settings.answer_datagram(b"XP0001FIND", Family.XP_UDP)[19:23] == b"\xc0\xa8\x7b\x64"
    printer.receive(bytes.fromhex("1F 1B 1F 91 00 49 FA 01 5A C0 A8 7B 64 FF FF FF 00 C0 A8 7B 01"))
    found = printer.settings.answer_datagram(b"XP0001FIND", Family.XP_UDP)
    assert found[19:] == bytes.fromhex("CB 00 71 07  FF FF FF 00  CB 00 71 01  8C 23  01")
