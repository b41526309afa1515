"""The wire that follows a printer by its MAC address: a TCP wire once the address is known."""

from __future__ import annotations

from contextlib import contextmanager
from ipaddress import IPv4Address, IPv4Network

import pytest

from ocom809.devices import device_for
from ocom809.discovery import MacAddress
from ocom809.discovery.look_up import Place
from ocom809.discovery.mac_device import MacDevice
from ocom809.errors import DeviceNotFound, DeviceUnreachable, URIError
from ocom809.testing import DeviceContract
from tests.devices.far_ends import tcp_far_end

MAC = MacAddress.parse("00:61:20:12:34:56")


class Finder:
    """Says where the printer is, and keeps what it was asked."""

    def __init__(self, *addresses, is_old=False):
        self.addresses, self.is_old, self.asked = list(addresses), is_old, []

    def __call__(self, mac, scan, seconds):
        self.asked.append((mac, scan, seconds))
        address = self.addresses.pop(0) if len(self.addresses) > 1 else next(iter(self.addresses), None)
        return Place(address=IPv4Address(address), source="a test", is_old=self.is_old) if address else None


class TestMacContract(DeviceContract):
    @contextmanager
    def wire(self):
        with tcp_far_end() as far:
            yield MacDevice(MAC, far.port, find=Finder("127.0.0.1")), far


def test_it_is_looked_for_each_time_it_is_opened():
    with tcp_far_end(host="127.0.0.2") as far:
        device = MacDevice(MAC, far.port, find=Finder("127.0.0.9", "127.0.0.2"))
        with pytest.raises(DeviceUnreachable, match=r"mac:00:61:20:12:34:56\S*: 127\.0\.0\.9 refused"):
            device.open()
        with device:
            assert device.host == "127.0.0.2"


def test_an_old_address_that_nobody_contradicts_is_used():
    with tcp_far_end() as far, MacDevice(MAC, far.port, find=Finder("127.0.0.1", is_old=True)) as device:
        assert device.is_open


def test_half_of_the_patience_goes_to_the_look_up():
    finder = Finder()
    with pytest.raises(DeviceNotFound):
        MacDevice(MAC, find=finder).open(silence=4)
    ((mac, scan, seconds),) = finder.asked
    assert (mac, scan) == (MAC, None)
    assert 1.9 < seconds <= 2


def test_where_nobody_has_the_mac_the_ways_that_were_tried_are_told():
    with pytest.raises(DeviceNotFound, match="no answer by UDP, none in the ARP table") as caught:
        MacDevice(MAC, find=Finder()).open()
    assert "?scan=" in caught.value.hint
    with pytest.raises(DeviceNotFound, match=r"scan of 192\.0\.2\.0/24"):
        MacDevice(MAC, scan=IPv4Network("192.0.2.0/24"), find=Finder()).open()


@pytest.mark.parametrize(
    ("uri", "port", "scan"),
    [
        ("mac:00:61:20:12:34:56", 9100, None),
        ("mac://00:61:20:12:34:56", 9100, None),
        ("mac:00-61-20-12-34-56?port=9101", 9101, None),
        ("mac:006120123456?scan=192.168.1.5/24&keepalive=30", 9100, IPv4Network("192.168.1.0/24")),
    ],
)
def test_all_spellings_name_the_same_board(uri, port, scan):
    device = device_for(uri)
    assert isinstance(device, MacDevice)
    assert (device.mac, device.port, device.scan, device.uri) == (MAC, port, scan, uri)


def test_the_uri_that_a_device_makes_leads_back_to_it():
    made = MacDevice(MAC, 9101, scan=IPv4Network("192.168.1.0/24"))
    assert made.uri == "mac:00:61:20:12:34:56?port=9101&scan=192.168.1.0/24"
    again = device_for(made.uri)
    assert (again.mac, again.port, again.scan) == (made.mac, made.port, made.scan)


@pytest.mark.parametrize(
    ("uri", "clue"),
    [
        ("mac:", "is no MAC address"),
        ("mac:00:61:20:12:34", "is no MAC address"),
        ("mac:00:61:20:12:34:56:78", "is no MAC address"),
        ("mac:00:61:20:12:34:56/1", "is no MAC address"),
        ("mac:28:00:00:00:00:01", "tells no printer from another"),
        ("mac:FF:FF:FF:FF:FF:FF", "tells no printer from another"),
        ("mac:00:61:20:12:34:56?scan=here", "no IPv4 network"),
        ("mac:00:61:20:12:34:56?scan=10.0.0.0/16", "too large"),
        ("mac:00:61:20:12:34:56?scan=10.0.0.0/8", "at most a /16"),
        ("mac:00:61:20:12:34:56?port=0", "1 to 65535"),
        ("mac:00:61:20:12:34:56?baudrate=9600", "keepalive"),
    ],
)
def test_a_uri_that_means_nothing_is_refused_before_anybody_is_asked(uri, clue):
    with pytest.raises(URIError, match=clue):
        device_for(uri)


def test_a_spy_can_stand_around_it():
    assert isinstance(device_for("spy+mac:00:61:20:12:34:56").inner, MacDevice)
