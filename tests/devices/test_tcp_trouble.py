"""Everything that a LAN printer can do wrong, each with its own error and a hint that sends the reader to look."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time

import pytest

from ocom809.deadline import Deadline
from ocom809.devices import device_for
from ocom809.devices._addresses import Address, addresses
from ocom809.devices._connect_errors import Failure, connect_error
from ocom809.devices.tcp import TcpDevice
from ocom809.errors import (
    DeviceClosed,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    DeviceUnreachable,
    InputError,
    PermissionDenied,
)


@pytest.fixture
def opened(printer_side):
    device = TcpDevice("127.0.0.1", printer_side.port)
    device.open()
    yield device
    device.abort()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


# Nobody there


def test_a_closed_port_is_refused_and_the_hint_speaks_of_the_port():
    port = free_port()
    device = TcpDevice("127.0.0.1", port)
    with pytest.raises(DeviceUnreachable) as caught:
        device.open()
    assert f"127.0.0.1 refused the connection to port {port}" in str(caught.value)
    assert "nobody listens on this port" in caught.value.hint
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)
    assert not device.is_open


def test_all_addresses_of_a_name_are_tried():
    with pytest.raises(DeviceUnreachable, match="refused the connection"):
        device_for(f"tcp://localhost:{free_port()}").open()


def test_a_printer_that_does_not_answer_the_call_is_silent_within_the_limit():
    """A listener whose queue is full drops calls, as a switched-off printer behind a router does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            device = TcpDevice("127.0.0.1", port)
            begin = time.monotonic()
            with pytest.raises(DeviceTimeout) as caught:
                device.open(silence=0.2)
            assert 0.15 < time.monotonic() - begin < 9
            assert "did not answer the call" in str(caught.value)
            assert "0.2 s" in str(caught.value)


def test_a_name_without_an_address_says_so():
    """The top level invalid never has an address (RFC 6761); with no name server at all it has none either."""
    with pytest.raises((DeviceNotFound, DeviceTimeout), match=r"no-such-printer\.invalid"):
        device_for("tcp://no-such-printer.invalid").open(silence=3)


def test_a_zone_that_this_computer_has_not_is_explained():
    with pytest.raises(DeviceNotFound) as caught:
        device_for("tcp://[fe80::1%25nosuchif]").open(silence=3)
    assert "network interface" in caught.value.hint


def test_a_link_local_address_without_zone_is_explained():
    with pytest.raises(DeviceError) as caught:
        device_for("tcp://[fe80::1]").open(silence=1)
    assert "tcp://[fe80::1%25eth0]" in caught.value.hint


def test_a_resolver_that_hangs_ends_with_the_limit():
    woken = threading.Event()

    def slow(host, port, *, flags=0, **_):
        if flags:
            raise socket.gaierror(socket.EAI_NONAME, "not an address")
        woken.wait(60)
        return []

    begin = time.monotonic()
    with pytest.raises(DeviceTimeout) as caught:
        addresses("printer.local", 9100, Deadline(0.1), look_up=slow)
    assert time.monotonic() - begin < 30
    woken.set()
    assert "IP address" in caught.value.hint


@pytest.mark.parametrize(
    ("error", "clue"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "spelling"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "name server cannot be reached"),
        (UnicodeError("label too long"), "spelling"),
    ],
)
def test_why_a_name_has_no_address_is_told_apart(error, clue):
    def fails(host, port, *, flags=0, **_):
        raise socket.gaierror(socket.EAI_NONAME, "not an address") if flags else error

    with pytest.raises(DeviceNotFound) as caught:
        addresses("printer.local", 9100, Deadline(1), look_up=fails)
    assert clue in caught.value.hint
    assert caught.value.__cause__ is error


def test_a_name_with_hundreds_of_addresses_does_not_hold_us_up():
    many = [(socket.AF_INET, 1, 6, "", (f"127.0.1.{number}", 9100)) for number in range(200)]
    assert len(addresses("pool", 9100, Deadline(1), look_up=lambda *_, **__: many)) == 8


@pytest.mark.parametrize(
    ("number", "kind", "clue"),
    [
        (errno.ECONNREFUSED, DeviceUnreachable, "raw port"),
        (errno.EHOSTUNREACH, DeviceUnreachable, "power"),
        (errno.EHOSTDOWN, DeviceUnreachable, "power"),
        (errno.ENETUNREACH, DeviceUnreachable, "subnet"),
        (errno.ETIMEDOUT, DeviceTimeout, "off"),
        (errno.ECONNRESET, DeviceUnreachable, "one client"),
        (errno.EACCES, PermissionDenied, "firewall"),
    ],
)
def test_each_failure_to_connect_has_its_kind_and_its_hint(number, kind, clue):
    failures = [Failure(Address(socket.AF_INET, ("192.0.2.1", 9100)), OSError(number, "it failed"), 5)]
    error = connect_error("tcp://printer", 9100, failures)
    assert type(error) is kind
    assert str(error).startswith("tcp://printer: 192.0.2.1 ")
    assert clue in error.hint


def test_a_failure_that_nobody_foresaw_is_still_ours():
    failures = [Failure(Address(socket.AF_INET, ("192.0.2.1", 9100)), OSError(errno.EMFILE, "Too many open files"), 5)]
    error = connect_error("tcp://printer", 9100, failures)
    assert type(error) is DeviceError
    assert "Too many open files" in str(error)


def test_of_several_addresses_the_most_telling_failure_is_reported():
    def failure(place, number):
        return Failure(Address(socket.AF_INET, (place, 9100)), OSError(number, "it failed"), 5)

    failures = [failure("192.0.2.1", errno.ENETUNREACH), failure("192.0.2.2", errno.ECONNREFUSED)]
    error = connect_error("tcp://printer", 9100, failures)
    assert "192.0.2.2 refused the connection to port 9100 (2 addresses were tried)" in str(error)


def test_a_call_that_reaches_itself_is_refused():
    """A port of this computer that nobody has can be given to the very call that asks for it."""

    class Unlucky(TcpDevice):
        def _prepare(self, connection):
            super()._prepare(connection)
            connection.bind(("127.0.0.1", self.port))

    with pytest.raises(DeviceUnreachable, match="refused"):
        Unlucky("127.0.0.1", free_port()).open()


# There, and then not


@pytest.mark.parametrize(
    ("number", "kind", "clue"),
    [
        (errno.ECONNRESET, DeviceGone, "ECONNRESET"),
        (errno.EPIPE, DeviceGone, "EPIPE"),
        (errno.ETIMEDOUT, DeviceGone, "no longer answers"),
        (errno.EHOSTUNREACH, DeviceGone, "no longer answers"),
        (errno.EPERM, PermissionDenied, "forbids"),
        (errno.ENOBUFS, DeviceError, "No buffer space"),
    ],
)
def test_each_way_to_lose_a_connection_has_its_kind(number, kind, clue):
    error = TcpDevice("192.0.2.1")._lost(OSError(number, os.strerror(number)))
    assert type(error) is kind
    assert clue in str(error)


def test_an_abort_that_cannot_take_back_still_lets_go(caplog):
    caplog.set_level("DEBUG")
    closed = socket.socket()
    closed.close()
    TcpDevice("192.0.2.1")._make_close_a_reset(closed)
    assert "cannot be taken back" in caplog.text


def test_a_printer_that_hangs_up_is_gone_when_we_read(printer_side, opened):
    printer_side.hang_up()
    with pytest.raises(DeviceGone, match="the printer closed the connection") as caught:
        opened.read(silence=5)
    assert "another client" in caught.value.hint


def test_a_printer_that_hangs_up_on_an_idle_client_is_told_so(printer_side, opened):
    threading.Event().wait(1.05)
    printer_side.hang_up()
    with pytest.raises(DeviceGone) as caught:
        opened.read(silence=5)
    assert "idle" in caught.value.hint


def test_the_last_answer_before_the_end_is_still_read(printer_side, opened):
    printer_side.answer(b"\x12")
    printer_side.say_no_more()
    assert opened.read(silence=5) == b"\x12"
    with pytest.raises(DeviceGone):
        opened.read(silence=5)


def test_a_reset_is_told_from_a_close(printer_side, opened):
    opened.write(b"Tea")
    printer_side.vanish()
    with pytest.raises(DeviceGone, match=r"broke the connection off \(ECONNRESET\)"):
        opened.read(silence=5)


def test_a_reset_shows_while_we_wait_for_the_last_bytes_to_be_taken(printer_side, opened):
    printer_side.stall()
    opened.write(bytes(12_000), silence=1)
    printer_side.vanish()
    with pytest.raises(DeviceGone):
        opened.flush(silence=5)


def test_bytes_written_into_a_printer_that_was_reset_are_not_counted(printer_side, opened):
    """The power cycle: the first write seems to succeed, the next one fails."""
    opened.write(b"x" * 100)
    opened.flush()
    printer_side.hang_up()
    with pytest.raises(DeviceGone) as caught:
        opened.write(b"y" * 100_000, silence=1)
    assert caught.value.written == 0


# There, and deaf


def test_a_printer_that_never_answered_may_be_held_by_another_client(printer_side):
    """Who connects second to a one-client printer is connected and waits unheard."""
    with TcpDevice("127.0.0.1", printer_side.port) as first:
        first.write(b"first")
        printer_side.client()
        second = TcpDevice("127.0.0.1", printer_side.port)
        with second:
            second.write(b"\x10\x04\x01")
            assert second.read(silence=0.1) == b""
            assert "Another program may hold the printer" in second.silence_hint
            with pytest.raises(DeviceTimeout) as caught:
                second.write(bytes(1_000_000), silence=0.2)
            assert "Another program may hold the printer" in caught.value.hint
            second.abort()


def test_what_an_unheard_client_took_back_never_comes_out(printer_side):
    """The stale job: an aborted connection in the printer's queue must not print when its turn comes."""
    first, second = (TcpDevice("127.0.0.1", printer_side.port) for _ in range(2))
    first.open()
    first.write(b"first")
    printer_side.client()
    second.open()
    with pytest.raises(DeviceTimeout) as caught:
        second.write(b"stale" * 100_000, silence=0.1)
    second.abort()
    first.close()
    threading.Event().wait(0.2)
    received = printer_side.received()
    assert received.startswith(b"first")
    assert len(received) <= len(b"first") + caught.value.written


def test_a_printer_that_answered_before_and_takes_nothing_is_out_of_paper(printer_side, opened):
    printer_side.answer(b"\x12")
    assert opened.read() == b"\x12"
    printer_side.stall()
    with pytest.raises(DeviceTimeout) as caught:
        opened.write(bytes(1_000_000), silence=0.1)
    assert "paper" in caught.value.hint
    assert "Another program" not in caught.value.hint


def test_after_trouble_the_same_device_opens_again_and_works(printer_side, opened):
    printer_side.vanish()
    with pytest.raises(DeviceGone):
        opened.read(silence=5)
    opened.close()
    with opened:
        opened.write(b"again")
        opened.flush()
    printer_side.wait_until_free()
    assert printer_side.received() == b"again"


# Wrong use


@pytest.mark.parametrize("silence", [-1, float("inf"), float("nan")])
def test_a_limit_that_is_none_is_refused(opened, silence):
    for use in (
        lambda: opened.read(silence=silence),
        lambda: opened.write(b"x", silence=silence),
        lambda: opened.flush(silence=silence),
        lambda: TcpDevice("127.0.0.1").open(silence=silence),
    ):
        with pytest.raises(InputError):
            use()


def test_the_hooks_alone_refuse_a_closed_socket():
    with pytest.raises(DeviceClosed):
        TcpDevice("127.0.0.1")._backlog()
