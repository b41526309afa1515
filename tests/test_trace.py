"""Between a program and a printer: nothing is changed, everything is told."""

import contextlib
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from ocom809 import Printer, errors
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import Event
from ocom809.trace import Trace
from ocom809.virtual import TcpServer, VirtualDevice, VirtualPrinter

SECONDS = 60


@contextmanager
def tracing(device):
    """A trace at work; yields its port and what it told."""
    told = []
    trace = Trace(device, told.append)
    trace.listen()
    thread = threading.Thread(target=trace.run)
    thread.start()
    try:
        yield trace.port, told
    finally:
        trace.stop()
        thread.join(SECONDS)
        assert not thread.is_alive()


def until(condition):
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def passed(told, event):
    return b"".join(one.seen.data for one in list(told) if one.seen.event is event)


def events(told):
    return [one.seen.event for one in list(told)]


def heard_until_closed(client):
    found = b""
    try:
        while data := client.recv(4096):
            found += data
    except ConnectionError:
        return found, "reset"
    return found, "closed"


def test_bytes_pass_unchanged_in_both_directions():
    every_byte = bytes(range(256)) * 100
    device = MemoryDevice(answers={every_byte[-256:] + b"end": bytes(range(256))})
    with tracing(device) as (port, told), socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        client.sendall(every_byte + b"end")
        client.shutdown(socket.SHUT_WR)
        heard = heard_until_closed(client)
    assert device.written == every_byte + b"end"
    assert heard == (bytes(range(256)), "closed")
    assert passed(told, Event.SENT) == every_byte + b"end"
    assert passed(told, Event.RECEIVED) == bytes(range(256))
    assert events(told)[0] is Event.OPENED
    assert events(told)[-1] is Event.CLOSED
    assert b"".join(piece.data for one in told for piece in one.instructions) == every_byte + b"end"


def test_a_driver_prints_and_asks_through_it_as_without_it():
    unit = VirtualPrinter(faults="near-end")
    with TcpServer(unit) as server, tracing(f"tcp://127.0.0.1:{server.port}") as (port, told):
        with Printer(f"tcp://127.0.0.1:{port}") as printer:
            assert printer.status().near_end.value == "yes"
            printer.send(b"\x1b@Tea\n\x1dVB\x00")
        until(lambda: unit.tickets)
    assert unit.tickets[0].text == "Tea"
    names = [piece.name for one in told for piece in one.instructions]
    assert names[-4:] == ["ESC @", "text", "LF", "GS V"]
    assert "DLE EOT" in names


def test_characters_are_told_of_though_nothing_follows_them():
    with tracing(MemoryDevice()) as (port, told), socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        client.sendall(b"Tea")
        until(lambda: any(one.instructions for one in list(told)))
    assert [piece.payload for one in told for piece in one.instructions] == [b"Tea"]
    assert passed(told, Event.SENT) == b"Tea"


def test_times_grow():
    with tracing(MemoryDevice()) as (port, told), socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        client.sendall(b"a\n")
        until(lambda: passed(told, Event.SENT) == b"a\n")
        client.sendall(b"b\n")
        until(lambda: passed(told, Event.SENT) == b"a\nb\n")
    times = [one.seen.at_seconds for one in told]
    assert times == sorted(times)
    assert times[0] >= 0


def test_a_printer_that_stalls_is_felt_by_the_client_and_gets_each_byte_once():
    device = MemoryDevice(stall_at=1000)
    job = bytes(range(256)) * 400
    with tracing(device) as (port, told), socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        sending = threading.Thread(target=client.sendall, args=(job,))
        sending.start()
        until(lambda: len(device.written) == 1000)
        time.sleep(0.5)
        assert Event.FAILED not in events(told)
        device.answer(b"\x12")
        assert client.recv(10) == b"\x12"
        device.resume()
        sending.join(SECONDS)
        client.shutdown(socket.SHUT_WR)
        heard_until_closed(client)
    assert device.written == job
    assert passed(told, Event.SENT) == job


def test_a_printer_that_vanishes_ends_the_clients_connection_and_says_why():
    device = MemoryDevice(vanish_at=10)
    with tracing(device) as (port, told), socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        client.sendall(b"0123456789abcdef")
        assert heard_until_closed(client) == (b"", "reset")
        failures = [one.seen.note for one in told if one.seen.event is Event.FAILED]
    assert len(failures) == 1
    assert "memory:" in failures[0]
    assert passed(told, Event.SENT) == b"0123456789"
    assert events(told)[-1] is Event.ABORTED


def test_a_printer_that_is_not_there_refuses_each_client_and_the_next_may_try():
    device = MemoryDevice(vanish_at=0)
    with tracing(device) as (port, told):
        # The reset may even overtake the end of the call.
        with (
            contextlib.suppress(ConnectionResetError),
            socket.create_connection(("127.0.0.1", port), SECONDS) as client,
        ):
            assert heard_until_closed(client) == (b"", "reset")
        device.come_back()
        with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
            client.sendall(b"there\n")
            until(lambda: device.written == b"there\n")
    assert events(told)[:2] == [Event.FAILED, Event.OPENED]


def test_a_client_that_breaks_off_ends_the_printers_connection_too():
    unit = VirtualPrinter()
    device = VirtualDevice(unit)
    with tracing(device) as (port, told):
        with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
            client.sendall(b"x")
            until(lambda: passed(told, Event.SENT))
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        until(lambda: Event.ABORTED in events(told))
    assert not device.is_open
    assert any("the client broke the connection off" in one.seen.note for one in told)


def test_a_second_client_waits_until_the_first_has_gone():
    device = MemoryDevice()
    with tracing(device) as (port, _):
        with socket.create_connection(("127.0.0.1", port), SECONDS) as first:
            first.sendall(b"first\n")
            until(lambda: device.written == b"first\n")
            second = socket.create_connection(("127.0.0.1", port), SECONDS)
            second.sendall(b"second\n")
            time.sleep(0.3)
            assert device.written == b"first\n"
        until(lambda: device.written == b"first\nsecond\n")
        second.close()


def test_a_wire_without_a_way_back_is_not_read(tmp_path):
    with tracing(f"file://{tmp_path}/job.bin") as (port, told):
        with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
            client.sendall(b"kept\n")
        until(lambda: Event.CLOSED in events(told))
    assert (tmp_path / "job.bin").read_bytes() == b"kept\n"


def test_stopping_ends_a_conversation_that_hangs():
    device = MemoryDevice(stall_at=0)
    with tracing(device) as (port, told):
        client = socket.create_connection(("127.0.0.1", port), SECONDS)
        client.sendall(b"never taken")
        until(lambda: Event.OPENED in events(told))
    assert heard_until_closed(client)[0] == b""
    client.close()
    assert not device.is_open


def test_it_listens_on_loopback_unless_told():
    with pytest.raises(errors.InputError, match="beyond this computer"):
        Trace("memory:", print, host="0.0.0.0")
    assert Trace("memory:", print, host="0.0.0.0", port=9100, allow_remote=True).port == 9100


def test_a_port_that_is_taken_is_busy():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        trace = Trace("memory:", print, port=taken.getsockname()[1])
        with pytest.raises(errors.DeviceBusy):
            trace.listen()
