"""What printers answer to a search: read by exact offsets, whatever comes."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.discovery import Family, MacAddress
from ocom809.discovery.announcements import LONGEST_REPLY_BYTES, find_request, parse

# Written by hand from the offsets in printer.md §2.3.
XPRINTER = (
    b"XP0001FOUND"  # 0-10
    b"\x00\x61\x20\x12\x34\x56"  # 11-16 MAC
    b"\x22\x00"  # 17-18
    b"\xc0\xa8\x7b\x64"  # 19-22 192.168.123.100
    b"\xff\xff\xff\x00"  # 23-26
    b"\xc0\xa8\x7b\x01"  # 27-30 192.168.123.1
    b"\x8c\x23"  # 31-32 9100, low byte first
    b"\x00"  # 33 DHCP off
)
ZYWELL = (
    b"ZY0001FOUND"
    b"\x00\x61\x7b\x00\x00\x09"
    b"\x10\x00"
    b"\xc0\xa8\x01\x57"  # 192.168.1.87
    b"\xff\xff\xff\x00"
    b"\xc0\xa8\x01\x01"
    b"\x8c\x23"
    b"\x01"  # DHCP on
    b"Kitchen\x00an old name\x00\x00\x00\x00\x00"  # 34-57
    b"\x02"  # 58 status: cover open
    b"\x05"  # 59 board
    b"\x11"  # 60 version
)


def test_the_questions_are_those_of_the_makers_tools():
    assert find_request(Family.XPRINTER) == b"XP0001FIND"
    assert find_request(Family.ZYWELL) == b"ZY0001FIND"
    assert (Family.XPRINTER.port, Family.ZYWELL.port) == (9000, 1460)
    assert Family.XPRINTER.reply_ports == (9000,)
    assert set(Family.ZYWELL.reply_ports) == {5001, 1460}
    assert (Family.XPRINTER.dialect, Family.ZYWELL.dialect) == ("xp-udp", "zy-udp")


def test_an_xprinter_reply_is_read_by_its_offsets():
    said = parse(XPRINTER)
    assert said.family is Family.XPRINTER
    assert str(said.mac) == "00:61:20:12:34:56"
    assert [str(said.address), str(said.netmask), str(said.gateway)] == [
        "192.168.123.100",
        "255.255.255.0",
        "192.168.123.1",
    ]
    assert (said.port, said.dhcp) == (9100, False)
    assert (said.name, said.status, said.board, said.version) == ("", None, None, None)


def test_a_zywell_reply_has_a_name_a_status_a_board_and_a_version():
    said = parse(ZYWELL)
    assert said.family is Family.ZYWELL
    assert (str(said.mac), str(said.address), said.dhcp) == ("00:61:7B:00:00:09", "192.168.1.87", True)
    assert (said.name, said.status, said.board, said.version) == ("Kitchen", 2, 5, 17)


def test_a_zywell_reply_may_end_behind_the_dhcp_flag():
    said = parse(ZYWELL[:34])
    assert (said.name, said.status, said.board, said.version) == ("", None, None, None)


def test_what_follows_an_xprinter_reply_is_not_taken_for_a_name():
    assert parse(XPRINTER + b"Kitchen") == parse(XPRINTER)


@pytest.mark.parametrize("whole", [XPRINTER, ZYWELL])
def test_a_reply_that_was_cut_short_is_none(whole):
    assert all(parse(whole[:length]) is None for length in range(34))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"XP0001FIND",
        b"ZY0001FIND",
        b"XP0001SAVE" + bytes(50),
        b"XP0002FOUND" + bytes(50),
        b" " + XPRINTER,
        b"xp0001found" + XPRINTER[11:],
        XPRINTER + bytes(LONGEST_REPLY_BYTES),
    ],
)
def test_what_is_no_reply_is_none(data):
    assert parse(data) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255"])
def test_an_address_that_no_printer_can_have_makes_it_none(address):
    assert parse(XPRINTER[:19] + IPv4Address(address).packed + XPRINTER[23:]) is None


@pytest.mark.parametrize("mac", ["FF:FF:FF:FF:FF:FF", "01:00:5E:00:00:01"])
def test_a_mac_of_a_group_makes_it_none(mac):
    assert parse(XPRINTER[:11] + bytes(MacAddress.parse(mac)) + XPRINTER[17:]) is None


def test_a_name_cannot_steer_a_terminal():
    said = parse(ZYWELL[:34] + b"\x1b[2J\x07Bar\r\n\x9b1m".ljust(24, b"\x00") + ZYWELL[58:])
    assert said.name == "[2JBar1m"


@given(st.binary(max_size=2000))
def test_whatever_comes_is_read_or_is_none(data):
    parse(data)


@given(st.sampled_from(Family), st.binary(min_size=23, max_size=1013))
def test_whatever_follows_the_word_is_read_or_is_none_and_harmless(family, rest):
    said = parse(family.found + rest)
    if said is not None:
        assert said.family is family
        assert said.name.isprintable()
        assert not said.mac.is_group
        assert not said.address.is_loopback


@given(
    mac=st.binary(min_size=6, max_size=6).filter(lambda octets: not octets[0] & 1),
    address=st.integers(0x0A000000, 0x0AFFFFFF).map(IPv4Address),
    netmask=st.integers(0, 2**32 - 1).map(IPv4Address),
    gateway=st.integers(0, 2**32 - 1).map(IPv4Address),
    port=st.integers(0, 65535),
    dhcp=st.booleans(),
)
def test_every_field_stands_at_its_place(mac, address, netmask, gateway, port, dhcp):
    said = parse(
        b"XP0001FOUND"
        + mac
        + b"??"
        + address.packed
        + netmask.packed
        + gateway.packed
        + port.to_bytes(2, "little")
        + bytes([dhcp])
    )
    assert (said.mac.octets, said.address, said.netmask, said.gateway) == (mac, address, netmask, gateway)
    assert (said.port, said.dhcp) == (port, dhcp)
