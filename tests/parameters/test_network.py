"""Addresses that no printer can have, and keys that fit no Wi-Fi, are refused before anything is sent."""

from ipaddress import IPv4Address, IPv4Network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import ParameterError
from ocom809.parameters.catalogue import checked
from ocom809.parameters.network import check_network, check_wifi, prefix_of, read_interface

GOOD = {"address": "192.168.1.50", "mask": "255.255.255.0", "gateway": "192.168.1.1"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"address": "192.168.1.0"}, "the network 192.168.1.0/24 itself"),
        ({"address": "192.168.1.255"}, "the broadcast address of 192.168.1.0/24"),
        ({"address": "224.0.0.5"}, "a multicast address"),
        ({"address": "127.0.0.1"}, "a loopback address"),
        ({"address": "0.0.0.0"}, "the unspecified address"),
        ({"address": "0.1.2.3"}, "this network"),
        ({"address": "169.254.3.4"}, "a link-local address"),
        ({"address": "255.255.255.255"}, "the broadcast address"),
        ({"address": "240.0.0.1"}, "a reserved address"),
        ({"gateway": "192.168.2.1"}, "gateway 192.168.2.1 is not in 192.168.1.0/24"),
        ({"gateway": "192.168.1.50"}, "own address"),
        ({"gateway": "192.168.1.255"}, "gateway 192.168.1.255 is the broadcast address"),
        ({"gateway": "127.0.0.1"}, "gateway 127.0.0.1 is a loopback address"),
        ({"mask": "255.255.255.255"}, "a prefix of 32"),
        ({"mask": "255.255.255.254"}, "a prefix of 31"),
        ({"mask": "0.0.0.0"}, "a prefix of 0"),
        ({"mask": "254.0.0.0"}, "a prefix of 7"),
        ({"mask": "255.0.255.0"}, "no network mask"),
        ({"mask": "0.0.0.255"}, "no network mask"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(change, why):
    check_network(checked(GOOD))
    with pytest.raises(ParameterError, match=why):
        check_network(checked(GOOD | change))


@settings(deadline=None)
@given(prefix=st.integers(8, 30), host=st.integers(1, 254), network=st.integers(11 << 24, 126 << 24))
def test_a_host_in_its_network_with_another_host_as_gateway_is_fine(prefix, host, network):
    subnet = IPv4Network((network, prefix), strict=False)
    size = subnet.num_addresses
    address, gateway = subnet[1 + host % (size - 2)], subnet[1 + (host + 1) % (size - 2)]
    check_network({"address": address, "mask": subnet.netmask, "gateway": gateway})
    assert prefix_of(subnet.netmask) == prefix


def test_an_address_is_written_with_its_network():
    assert read_interface("192.168.1.50/24").netmask == IPv4Address("255.255.255.0")
    assert read_interface("192.168.1.50/255.255.0.0").network == IPv4Network("192.168.0.0/16")
    for wrong in ("192.168.1.50", "192.168.1.50/33", "192.168.1/24", "/24", "x/y", "192.168.1.50/24/7"):
        with pytest.raises(ParameterError):
            read_interface(wrong)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("none", [0], [1, 8]),
        ("wep64", [5, 10], [0, 4, 6, 9, 11, 13]),
        ("wep128", [13, 26], [5, 10, 12, 14, 25, 27]),
        ("wpa2-aes", [8, 63], [0, 7]),
        ("wpa-tkip", [8, 63], [0, 7]),
        ("wpa-wpa2-mixed", [8, 63], [0, 7]),
    ],
)
def test_a_key_has_the_length_of_its_kind(kind, good, bad):
    for length in good:
        check_wifi({"wifi-key-kind": kind, "wifi-key": "a" * length})
    for length in bad:
        with pytest.raises(ParameterError, match="wifi-key must"):
            check_wifi({"wifi-key-kind": kind, "wifi-key": "a" * length})


def test_a_long_wep_key_is_hexadecimal():
    with pytest.raises(ParameterError, match="hexadecimal") as refused:
        check_wifi({"wifi-key-kind": "wep64", "wifi-key": "0123456xyz"})
    assert "xyz" not in str(refused.value)
