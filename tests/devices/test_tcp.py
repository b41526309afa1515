"""The raw port: what the wire does while all is well, and how it is written."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from ocom809.devices import device_for
from ocom809.devices.tcp import TcpDevice
from ocom809.devices.uri import DeviceURI
from ocom809.errors import DeviceGone, DeviceTimeout, URIError
from ocom809.testing import DeviceContract
from tests.devices.far_ends import tcp_far_end


class TestTcpContract(DeviceContract):
    @contextmanager
    def wire(self):
        with tcp_far_end() as far:
            yield TcpDevice("127.0.0.1", far.port), far


class TestTcpByNameContract(DeviceContract):
    """A name leads over the resolver, and on most machines to more than one address."""

    @contextmanager
    def wire(self):
        with tcp_far_end() as far:
            yield device_for(f"tcp://localhost:{far.port}?keepalive=30"), far


def test_an_ipv6_address_stands_in_brackets():
    with tcp_far_end(family=socket.AF_INET6, host="::1") as far, device_for(f"tcp://[::1]:{far.port}") as device:
        device.write(b"\x10\x04\x01")
        far.answer(b"\x12")
        assert device.read() == b"\x12"


def test_the_port_is_9100_if_none_is_given():
    assert device_for("tcp://192.168.123.100").port == 9100


def test_the_zone_of_a_link_local_address_is_written_with_percent_25():
    device = device_for("tcp://[fe80::1%25eth0]")
    assert device.host == "fe80::1%eth0"
    assert TcpDevice("fe80::1%eth0").uri == "tcp://[fe80::1%25eth0]"
    assert TcpDevice("fe80::1%eth0", 9101).uri == "tcp://[fe80::1%25eth0]:9101"


@pytest.mark.parametrize("port", [9100, 9101])
def test_the_uri_that_a_device_makes_names_the_same_place(port):
    made = TcpDevice("printer.local", port)
    again = device_for(made.uri)
    assert (again.host, again.port) == ("printer.local", port)


@pytest.mark.parametrize(
    ("uri", "clue"),
    [
        ("tcp:", "names no host"),
        ("tcp://", "names no host"),
        ("tcp://:9100", "names no host"),
        ("tcp://host/path", "no path"),
        ("tcp://host:port", "9100"),
        ("tcp://host:0", "1 to 65535"),
        ("tcp://host:65536", "1 to 65535"),
        ("tcp://fe80::1", "brackets"),
        ("tcp://user@host", "no host"),
        ("tcp://my printer", "no host"),
        ("tcp://host?keepalive=3", "4 to 3600"),
        ("tcp://host?keepalive=ever", "4 to 3600"),
        ("tcp://host?timeout=3", "keepalive"),
    ],
)
def test_a_uri_that_means_nothing_is_refused_before_anything_is_called(uri, clue):
    with pytest.raises(URIError, match=clue):
        device_for(uri)


def test_little_is_held_on_this_side(printer_side):
    with TcpDevice("127.0.0.1", printer_side.port) as device:
        printer_side.stall()
        told = []
        with pytest.raises(DeviceTimeout):
            device.write(bytes(1_000_000), silence=0.1, progress=told.append)
        assert told[-1] < 40_000
        device.abort()


def test_the_socket_sends_small_questions_at_once_and_watches_an_idle_printer(printer_side):
    with TcpDevice("127.0.0.1", printer_side.port, keepalive_seconds=60) as device:
        connection = device._connection
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        names = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_USER_TIMEOUT")
        found = [connection.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in names]
        # 30 s of quiet and three questions 10 s apart; a living printer that takes nothing is never cut off.
        assert found == [30, 10, 3, 0]


def test_a_small_job_in_the_systems_buffer_is_not_yet_taken(printer_side):
    with TcpDevice("127.0.0.1", printer_side.port) as device:
        printer_side.stall()
        fill(device)
        waiting = device.backlog
        assert waiting > 0
        with pytest.raises(DeviceTimeout) as caught:
            device.flush(silence=0.1)
        assert "took no byte" in str(caught.value)
        printer_side.resume()
        device.flush(silence=5)
        assert device.backlog == 0


def fill(device):
    """More than a stalled printer's buffer takes, less than this side's."""
    device.write(bytes(12_000), silence=1)


def test_closing_hears_the_printer_out_so_that_no_reset_eats_the_job(printer_side):
    """A printer that speaks while it prints: closing over its unread words would reset it and drop what waits."""
    data = bytes(range(250)) * 48
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    printer_side.stall()
    device.write(data)
    printer_side.answer(b"\x14\x00\x00\x0f")
    later = threading.Timer(0.3, printer_side.resume)
    later.start()
    device.close()
    later.join()
    printer_side.wait_until_free()
    assert printer_side.received() == data


def test_closing_waits_for_a_printer_only_so_long(printer_side, caplog):
    """What still waits then is the system's to hand over; the log says how much it was."""
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    printer_side.stall()
    fill(device)
    begin = time.monotonic()
    device.close()
    assert 1.5 < time.monotonic() - begin < 20
    assert "still waited for the printer" in caplog.text
    printer_side.resume()
    printer_side.wait_until_free()
    assert set(printer_side.received()) == {0}


def test_closing_returns_at_once_when_the_printer_hangs_up_too(printer_side, monkeypatch):
    monkeypatch.setattr("ocom809.devices._stream.CLOSE_QUIET_SECONDS", 25)
    monkeypatch.setattr("ocom809.devices._stream.CLOSE_SILENCE_SECONDS", 25)
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    device.write(b"Tea\n")
    begin = time.monotonic()
    device.close()
    assert time.monotonic() - begin < 20


def test_closing_does_not_wait_long_for_a_printer_that_never_hangs_up(printer_side, monkeypatch):
    monkeypatch.setattr("ocom809.devices._stream.CLOSE_SILENCE_SECONDS", 25)
    printer_side.stays = True
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    device.write(b"Tea\n")
    begin = time.monotonic()
    device.close()
    assert 0.4 < time.monotonic() - begin < 20
    assert printer_side.received() == b"Tea\n"


def test_closing_a_connection_that_was_reset_says_nothing(printer_side):
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    printer_side.vanish()
    device.close()
    assert not device.is_open
    assert device.was_cut_off


def test_a_connection_that_is_reset_while_it_is_closed_tells_that_it_was_cut_off(printer_side):
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    printer_side.stall()
    device.write(b"Tea")
    later = threading.Timer(0.2, printer_side.vanish)
    later.start()
    device.close()
    later.join()
    assert device.was_cut_off
    printer_side.resume()


def test_a_printer_that_has_hung_up_before_the_connection_is_closed_cut_it_off(printer_side):
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    printer_side.say_no_more()
    with pytest.raises(DeviceGone):
        device.read(silence=20)
    device.close()
    assert device.was_cut_off


def test_a_connection_that_is_closed_in_order_was_not_cut_off(printer_side):
    device = TcpDevice("127.0.0.1", printer_side.port)
    with device:
        device.write(b"Tea")
    assert not device.was_cut_off


def test_the_device_is_made_from_a_parsed_uri_too():
    assert device_for(DeviceURI.parse("tcp://10.0.0.9:9101")).port == 9101
