"""``devices``: what is found, in words and in JSON; never on a network beyond this computer."""

import json
import os
import pty
import subprocess
import sys

import pytest

from ocom809.virtual import TcpServer, VirtualPrinter

ALONE = ("devices", "--no-lan", "--no-usb", "--no-serial")


@pytest.fixture
def server():
    with TcpServer(VirtualPrinter()) as running:
        yield running


def test_a_scan_finds_the_virtual_printer_and_prints_nothing(ocom809, server):
    ran = ocom809(*ALONE, "--lan", "127.0.0.1/32", "--port", server.port)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"tcp://127.0.0.1:{server.port}",
        f"    LAN, address 127.0.0.1, open ports {server.port}, known by its status answer",
    ]
    assert server.printer.tickets == ()
    assert not server.printer.events


def test_in_json_what_is_not_known_is_null(ocom809, server):
    ran = ocom809(*ALONE, "--lan", "127.0.0.1/32", "--port", server.port, "--json")
    (found,) = ran.facts["printers"]
    assert (found["uri"], found["proof"]) == (f"tcp://127.0.0.1:{server.port}", "status answer")
    assert (found["mac"], found["announcement"], found["openable"]) == (None, None, None)
    assert ran.facts["troubles"] == []


def test_the_uri_that_is_listed_can_be_given_back(ocom809, server):
    found = ocom809(*ALONE, "--lan", "127.0.0.1/32", "--port", server.port, "--json").facts["printers"][0]
    assert ocom809("status", "--device", found["uri"]).code == 0


def test_where_nothing_is_found_it_ends_with_12_and_the_next_step(ocom809):
    ran = ocom809(*ALONE)
    assert ran.code == 12
    assert "--lan" in ran.out
    assert "FEED" in ran.out


def test_in_json_nothing_is_an_empty_list_with_a_hint(ocom809):
    ran = ocom809(*ALONE, "--json")
    assert ran.code == 12
    assert ran.facts["printers"] == []
    assert "--lan" in ran.facts["hint"]


def test_a_serial_port_alone_is_no_printer(ocom809, monkeypatch):
    from serial.tools import list_ports
    from serial.tools.list_ports_common import ListPortInfo

    monkeypatch.setattr(list_ports, "comports", lambda: [ListPortInfo("/dev/ttyUSB7")])
    ran = ocom809("devices", "--no-lan", "--no-usb")
    assert ran.code == 12
    assert ran.out.startswith("serial:///dev/ttyUSB7\n")
    assert "A printer may be connected to a serial port" in ran.out


@pytest.mark.parametrize("network", ["10.0.0.0/8", "here", "224.0.0.0/24"])
def test_a_network_that_cannot_be_scanned_is_bad_input(ocom809, network):
    ran = ocom809(*ALONE, "--lan", network)
    assert ran.code == 3
    assert ran.out == ""


@pytest.mark.parametrize("words", [("--seconds", "0"), ("--seconds", "1e9"), ("--port", "0"), ("--port", "70000")])
def test_limits_out_of_bounds_are_wrong_use(ocom809, words):
    assert ocom809(*ALONE, *words).code == 2


def test_without_libusb_that_is_said_and_the_rest_goes_on(ocom809, server, monkeypatch):
    from usb.backend import libusb1

    monkeypatch.setattr(libusb1, "get_backend", lambda: None)
    words = ("devices", "--no-lan", "--no-serial", "--lan", "127.0.0.1/32", "--port", server.port)
    ran = ocom809(*words)
    assert ran.code == 0
    assert f"tcp://127.0.0.1:{server.port}" in ran.out
    assert "libusb" in ran.err
    ran = ocom809(*words, "--json")
    assert "libusb" in ran.facts["troubles"][0]
    assert ran.err == ""


def on_a_terminal(*words):
    """What a person sees on the terminal, and what goes to standard output."""
    leader, follower = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "ocom809", *words], stdout=subprocess.PIPE, stderr=follower, text=True
        )
        out, _ = process.communicate(timeout=60)
        os.set_blocking(leader, False)
        try:
            seen = os.read(leader, 65536).decode()
        except BlockingIOError:
            seen = ""
    finally:
        os.close(follower)
        os.close(leader)
    return seen, out


def test_a_scan_shows_a_bar_to_a_person_at_a_terminal():
    seen, out = on_a_terminal(*ALONE, "--lan", "127.0.0.0/26", "--port", "1")
    assert "Scanning" in seen
    assert "100%" in seen
    assert "Scanning" not in out


def test_a_program_that_wants_json_gets_no_bar():
    seen, out = on_a_terminal(*ALONE, "--lan", "127.0.0.0/26", "--port", "1", "--json")
    assert seen == ""
    assert json.loads(out)["printers"] == []
