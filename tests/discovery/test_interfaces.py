"""The networks that this computer stands in."""

from __future__ import annotations

import socket
import subprocess
import sys
from ipaddress import IPv4Address, IPv4Network

import pytest

from ocom809.discovery import interfaces
from ocom809.discovery.interfaces import LocalNetwork, local_networks, network_of
from tests.beds.namespaces import unshare

SCRIPT = """
ip link set lo up
ip link add lan type veth peer name other
ip addr add 192.0.2.1/24 brd + dev lan
ip addr add 192.0.2.129/25 dev lan label lan:second
ip addr add 198.51.100.1 peer 203.0.113.1/32 dev other
exec "$0" -c 'from ocom809.discovery.interfaces import local_networks
for one in local_networks(): print(one.name, one.address, one.prefix, one.broadcast)'
"""


def test_every_address_of_every_interface_is_told_exactly():
    done = subprocess.run([*unshare(), "sh", "-ec", SCRIPT, sys.executable], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == [
        "lan 192.0.2.1 24 192.0.2.255",
        "lan 192.0.2.129 25 None",
        "other 198.51.100.1 32 None",
    ]


def test_loopback_is_no_network_in_which_printers_are():
    assert not any(network.address.is_loopback for network in local_networks())


def test_a_network_knows_who_lies_in_it():
    network = LocalNetwork("lan", IPv4Address("192.0.2.1"), 24, IPv4Address("192.0.2.255"))
    assert network.network == IPv4Network("192.0.2.0/24")
    assert network_of(IPv4Address("192.0.2.99"), (network,)) is network
    assert network_of(IPv4Address("192.0.3.99"), (network,)) is None


def test_of_a_network_of_unknown_size_nothing_is_claimed():
    network = LocalNetwork("", IPv4Address("192.0.2.1"))
    assert network.network is None
    assert IPv4Address("192.0.2.1") not in network


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_computers_own_name_tells_its_addresses(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(socket, "gethostbyname_ex", lambda name: (name, [], ["127.0.1.1", "192.0.2.9"]))
    assert local_networks() == (LocalNetwork("", IPv4Address("192.0.2.9")),)


def test_a_computer_whose_name_nobody_knows_has_none(monkeypatch):
    def nobody(_name):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(socket, "gethostbyname_ex", nobody)
    assert local_networks() == ()


@pytest.mark.parametrize("data", [b"", b"\x00" * 15, b"\x00" * 64, b"\xff" * 64])
def test_messages_of_nonsense_end_the_list_and_nothing_else(data):
    assert len(list(interfaces._messages(data))) <= 1
    list(interfaces._attributes(data))
