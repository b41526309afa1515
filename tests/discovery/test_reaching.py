"""How a printer in a foreign subnet is reached."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.discovery import Announcement, Family, MacAddress
from ocom809.discovery.reaching import free_address, how_to_reach, subnet


def said(address="192.168.123.100", netmask="255.255.255.0", gateway="192.168.123.1", interface="eth0"):
    return Announcement(
        family=Family.XPRINTER,
        mac=MacAddress.parse("00:61:20:12:34:56"),
        address=IPv4Address(address),
        netmask=IPv4Address(netmask),
        gateway=IPv4Address(gateway),
        port=9100,
        dhcp=False,
        interface=interface,
    )


@pytest.mark.parametrize(
    ("platform", "line"),
    [
        ("linux", "sudo ip addr add 192.168.123.254/24 dev eth0"),
        ("win32", 'netsh interface ipv4 add address "eth0" 192.168.123.254 255.255.255.0'),
        ("darwin", "sudo ifconfig eth0 alias 192.168.123.254 255.255.255.0"),
    ],
)
def test_the_line_to_type_is_the_one_of_the_system(platform, line):
    assert how_to_reach(said(), platform=platform).endswith(f"after: {line}")


@pytest.mark.parametrize(("platform", "name"), [("linux", "dev eth0"), ("win32", '"Ethernet"'), ("darwin", " en0 ")])
def test_without_a_known_interface_the_usual_one_is_named(platform, name):
    assert name in how_to_reach(said(interface=""), platform=platform)


def test_one_that_has_no_address_yet_is_not_looked_for_at_0_0_0_0():
    assert "no address yet" in how_to_reach(said("0.0.0.0"))


@pytest.mark.parametrize("gateway", ["192.168.123.254", "192.168.123.253"])
def test_neither_the_printers_nor_the_gateways_address_is_offered(gateway):
    there = said("192.168.123.254", gateway=gateway)
    assert str(free_address(there, subnet(there))) not in {"192.168.123.254", gateway}


@pytest.mark.parametrize(
    ("netmask", "prefix"),
    [
        ("255.255.0.0", 16),
        ("255.255.255.248", 29),
        ("255.255.255.252", 24),
        ("255.0.255.0", 24),
        ("0.0.0.0", 24),
        ("255.255.255.255", 24),
    ],
)
def test_a_mask_of_nonsense_is_taken_for_the_usual_one(netmask, prefix):
    assert subnet(said(netmask=netmask)).prefixlen == prefix


ADDRESSES = st.integers(0, 2**32 - 1).map(lambda number: str(IPv4Address(number)))


@given(ADDRESSES, ADDRESSES, ADDRESSES)
def test_whatever_a_stranger_announces_the_address_offered_lies_beside_it(address, netmask, gateway):
    there = said(address, netmask, gateway)
    network = subnet(there)
    own = free_address(there, network)
    assert own in network
    assert str(own) != address
    assert own not in {network.network_address, network.broadcast_address}
