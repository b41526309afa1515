"""What was not taken when a connection ended, to the byte, however busy the printer was at that moment."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from ocom809.devices import linux_tcp
from ocom809.devices.tcp import TcpDevice
from ocom809.devices.untaken import Untaken
from ocom809.errors import DeviceTimeout

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no other system tells")


@contextlib.contextmanager
def connected(*, room=4096):
    """A connection and the printer's end of it, which reads nothing by itself."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()) as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
            theirs, _ = listener.accept()
            with theirs:
                yield ours, theirs


def filled(connection):
    """Write until nothing more goes; how much that was."""
    connection.setblocking(False)
    written = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            written += connection.send(b"x" * 500)
    return written


def read_to_the_end(connection):
    """How much comes until the connection is reset."""
    read = 0
    with contextlib.suppress(ConnectionResetError):
        while data := connection.recv(65536):
            read += len(data)
    return read


def test_what_a_full_printer_took_and_what_came_back_are_all_that_was_written():
    with connected() as (ours, theirs):
        written = filled(ours)
        untaken = linux_tcp.cut_off(ours)
        assert 0 < untaken.unsent <= untaken.waiting < written
        # What was sent into a full printer and not acknowledged is in doubt.
        assert written - untaken.waiting <= read_to_the_end(theirs) <= written - untaken.unsent


def test_a_printer_that_reads_to_the_last_moment_never_has_more_than_was_counted():
    """The count before the end would be too small whenever the printer reads on between the two."""
    found = []
    for _ in range(50):
        with connected() as (ours, theirs):
            read = []
            reader = threading.Thread(target=lambda end, told: told.append(read_to_the_end(end)), args=(theirs, read))
            written = filled(ours)
            reader.start()
            untaken = linux_tcp.cut_off(ours)
            reader.join(60)
            found.append((read[0], written - untaken.waiting, written - untaken.unsent))
    # What was acknowledged and not read, a reset may have taken away; what was never sent cannot have been read.
    assert all(has <= most and least <= most for has, least, most in found), found


def test_the_printer_hears_that_the_connection_is_over():
    with connected() as (ours, theirs):
        linux_tcp.cut_off(ours)
        with pytest.raises(ConnectionResetError):
            theirs.recv(1)


def test_nothing_is_untaken_where_all_was_acknowledged():
    with connected() as (ours, theirs):
        ours.sendall(b"all of it")
        assert theirs.recv(100) == b"all of it"
        assert linux_tcp.cut_off(ours) == Untaken(0, 0)


class Stubborn:
    """A connection that cannot be ended without being closed, as on a system that does not know how."""

    def __init__(self, connection, no_connection):
        self.numbers = [connection.fileno()]
        self.no_connection = no_connection

    def fileno(self):
        return self.numbers.pop() if self.numbers else self.no_connection.fileno()


def test_where_it_cannot_be_counted_at_the_end_all_that_waited_is_in_doubt():
    with connected() as (ours, _theirs), Path(os.devnull).open("rb") as no_connection:
        filled(ours)
        waiting = linux_tcp.waiting(ours)
        assert waiting > 0
        assert linux_tcp.cut_off(Stubborn(ours, no_connection)) == Untaken(waiting, 0)


def test_an_error_that_counted_before_is_put_right_by_the_abort(printer_side):
    """What a printer takes between the last look and the end makes a job unknown that would be called not printed."""
    with TcpDevice("127.0.0.1", printer_side.port) as device:
        printer_side.stall()
        with pytest.raises(DeviceTimeout) as caught:
            device.write(bytes(1_000_000), silence=0.1)
        error, before = caught.value, caught.value.written
        printer_side.resume()
        device.flush(silence=60)
        device.abort(error)
    assert before < error.written == error.handed_over
    assert error.in_doubt == 0
