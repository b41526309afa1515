"""The page that some LAN modules show."""

import http.client
import socket
from contextlib import closing, suppress

import pytest

from ocom809.virtual import LanModule, LanPorts, VirtualPrinter
from tests.virtual.settings.test_lan import until

PORTS = LanPorts(0, 0, 0, 0, web=0)


@pytest.fixture
def lan():
    with LanModule(VirtualPrinter(mac=bytes.fromhex("00617B123456")), ports=PORTS, restart_seconds=0.1) as module:
        yield module


def page_of(lan, path="/"):
    with closing(http.client.HTTPConnection(lan.host, lan.ports.web, timeout=10)) as browser:
        browser.request("GET", path)
        return browser.getresponse().read().decode()


def test_it_tells_where_the_unit_is_and_follows_it(lan):
    page = page_of(lan)
    assert "<title>Ethernet WebSet System</title>" in page
    assert "00:61:7B:12:34:56" in page
    assert "192.168.123.100" in page
    port = lan.ports.web
    lan.printer.receive(bytes.fromhex("1F 1B 1F 91 00 49 50 C0 00 02 32"))
    until(lambda: [event for event in lan.printer.events if event.name == "LAN module is up"])
    assert lan.ports.web == port
    assert "192.0.2.50" in page_of(lan)


@pytest.mark.parametrize("request_", [b"POST / HTTP/1.1\r\n\r\n", b"x" * 5000, b"GET /passwords HTTP/1.1\r\n\r\n"])
def test_anything_but_the_page_is_met_by_the_end_of_the_connection(lan, request_):
    with socket.create_connection((lan.host, lan.ports.web), 10) as browser:
        browser.sendall(request_)
        with suppress(ConnectionResetError):
            assert browser.recv(10) == b""
    assert "WebSet" in page_of(lan)


def test_a_browser_that_says_nothing_does_not_hold_it_for_long(lan):
    with socket.create_connection((lan.host, lan.ports.web), 10):
        assert "WebSet" in page_of(lan)


def test_without_being_asked_for_there_is_no_page():
    with LanModule(VirtualPrinter(), ports=LanPorts(0, 0, 0, 0)) as lan:
        assert lan.ports.web is None
