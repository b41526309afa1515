"""From what was heard and seen to one row for each printer."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import IPv4Address

import pytest

from ocom809.cli.found import lines
from ocom809.discovery import Announcement, Family, MacAddress, Proof
from ocom809.discovery.interfaces import LocalNetwork
from ocom809.discovery.lan import Sightings, merged
from ocom809.discovery.scan import Hit

HERE = IPv4Address("192.168.1.87")
MAC = MacAddress.parse("00:61:20:12:34:56")
SAID = Announcement(
    family=Family.ZYWELL,
    mac=MAC,
    address=HERE,
    netmask=IPv4Address("255.255.255.0"),
    gateway=IPv4Address("192.168.1.1"),
    port=9100,
    dhcp=True,
    name="Kitchen",
    sender="192.168.1.87",
    interface="eth0",
)
HIT = Hit(address=HERE, answer=b"\x12", other_ports=(80,))
OURS = (LocalNetwork("eth0", IPv4Address("192.168.1.5"), 24),)


def rows(*announcements, hits=(), tried=(HERE,), neighbours=None):
    return merged(
        Sightings(
            announcements=announcements,
            hits=hits,
            tried=frozenset(tried),
            neighbours=neighbours or {},
            networks=OURS,
        )
    )


def test_heard_and_seen_is_one_row_with_the_strongest_proof():
    (row,) = rows(SAID, hits=(HIT,), neighbours={HERE: MAC})
    assert (row.uri, row.proof, row.model, row.open_ports) == (f"mac:{MAC}", Proof.STATUS_ANSWER, "Kitchen", (9100, 80))
    assert (row.reachable, row.hint, row.identity) == (True, "", str(MAC))


def test_a_board_that_answers_both_families_or_on_two_interfaces_is_one():
    (row,) = rows(SAID, replace(SAID, family=Family.XPRINTER), replace(SAID, interface="wlan0"), hits=(HIT,))
    assert row.announcement.family is Family.ZYWELL


def test_an_open_port_without_a_status_leaves_the_announcement_as_the_proof():
    (row,) = rows(SAID, hits=(replace(HIT, answer=b""),))
    assert (row.proof, row.reachable) == (Proof.ANNOUNCED, True)


def test_one_whose_port_is_closed_is_told_so():
    (row,) = rows(SAID)
    assert (row.proof, row.reachable) == (Proof.ANNOUNCED, False)
    assert "takes no connection" in row.hint


def test_two_that_announce_one_mac_are_two_named_by_their_addresses():
    other = replace(SAID, address=IPv4Address("192.168.1.88"), sender="192.168.1.88")
    first, second = rows(SAID, other, hits=(HIT,))
    assert (first.uri, second.uri) == ("tcp://192.168.1.87", "tcp://192.168.1.88")
    assert "Two printers announce this MAC" in first.hint


def test_another_mac_in_the_arp_table_is_a_warning():
    (row,) = rows(SAID, hits=(HIT,), neighbours={HERE: MacAddress.parse("00:61:7B:00:00:09")})
    assert "00:61:7B:00:00:09" in row.hint
    assert row.hint.startswith("Beware")


@pytest.mark.parametrize(("port", "is_told"), [(9100, False), (6028, False), (0, False), (9101, True)])
def test_a_port_is_told_that_is_neither_the_usual_one_nor_a_known_slip(port, is_told):
    (row,) = rows(replace(SAID, port=port), hits=(HIT,))
    assert ("9101" in row.hint) is is_told


def test_one_without_an_address_yet_has_none():
    (row,) = rows(replace(SAID, address=IPv4Address("0.0.0.0")), tried=())
    assert row.address is None
    assert "no address yet" in row.hint


def test_a_scanned_printer_on_another_port_has_that_in_its_uri():
    (row,) = rows(hits=(Hit(address=HERE, port=9101, answer=b"\x12"),))
    assert (row.uri, row.mac) == ("tcp://192.168.1.87:9101", None)


def test_in_words_it_is_one_line_of_facts_under_the_uri():
    (row,) = rows(SAID, hits=(HIT,))
    assert list(lines(row)) == [
        "mac:00:61:20:12:34:56",
        "    LAN, Kitchen, address 192.168.1.87, MAC 00:61:20:12:34:56, DHCP on, open ports 9100 80, "
        "known by its status answer",
    ]


def test_in_words_a_missing_permission_and_the_hint_are_told():
    (row,) = rows(hits=(replace(HIT, answer=b""),))
    said = list(lines(replace(row, openable=False)))
    assert said[1].endswith("known by its open port alone, no permission")
    assert said[2] == f"    {row.hint}"
