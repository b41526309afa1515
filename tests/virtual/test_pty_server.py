"""The virtual printer behind a pseudo terminal."""

import builtins
import os
import select
import threading
import time

import pytest

from ocom809.errors import DeviceError
from ocom809.virtual import PtyServer, VirtualPrinter

pytest.importorskip("pty", reason="this system has no pseudo terminals")


class Terminal:
    """A program that has the terminal open, as a serial port."""

    def __init__(self, path):
        self.descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def write(self, data, seconds=60):
        sent = 0
        while sent < len(data):
            if not select.select([], [self.descriptor], [], seconds)[1]:
                break
            sent += os.write(self.descriptor, data[sent:])
        return sent

    def read(self, seconds=60):
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        return os.read(self.descriptor, 1000) if ready else b""


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def test_every_byte_passes_both_ways_unchanged():
    seen = []
    with PtyServer(VirtualPrinter(), on_ticket=seen.append) as server, Terminal(server.path) as terminal:
        terminal.write(b"\x1dv0\x00\x20\x00\x01\x00" + bytes(range(256))[:32] + b"Tea\r\n\x1dVB\x00\x10\x04\x01")
        assert terminal.read() == b"\x16"
        (ticket,) = server.printer.tickets
        assert ticket.text == "Tea"
        assert ticket.row(144).to_bytes(72, "big")[:32] == bytes(range(32))
        assert seen == [ticket]


def test_answers_that_look_like_flow_control_come_through():
    with PtyServer(VirtualPrinter()) as server, Terminal(server.path) as terminal:
        terminal.write(b"\x10\x04\x02\x1dI\x01" * 20)
        heard = b""
        while len(heard) < 40:
            heard += terminal.read()
        assert heard == b"\x12\x20" * 20


def test_one_program_after_the_other_may_open_it():
    with PtyServer(VirtualPrinter()) as server:
        for word in (b"Tea\n", b"Milk\n"):
            with Terminal(server.path) as terminal:
                terminal.write(word + b"\x10\x04\x01")
                assert terminal.read() == b"\x16"
        assert server.printer.paper.text == "Tea\nMilk"


def test_a_full_printer_is_felt_by_the_writer_and_loses_nothing():
    printer = VirtualPrinter(faults=["cover-open"], receive_buffer_bytes=1000)
    with PtyServer(printer) as server, Terminal(server.path) as terminal:
        data = b"\n" * 30_000
        sent = terminal.write(data, seconds=0.2)
        assert sent < 20_000
        printer.close_cover()
        sent += terminal.write(data[sent:])
        assert sent == len(data)
        until(lambda: printer.paper.height_dots == 144 + 30_000 * 30)


@pytest.mark.parametrize("fault", ["disconnect", "power-loss"])
def test_a_broken_wire_ends_the_terminal(fault):
    printer = VirtualPrinter()
    with PtyServer(printer) as server, Terminal(server.path) as terminal:
        printer.play(fault)
        until(lambda: server._master == -1)
        with pytest.raises(OSError, match="Input/output"):
            os.write(terminal.descriptor, b"x")
        printer.receive(b"\n")


def test_closing_ends_thread_and_terminal():
    before = threading.active_count()
    server = PtyServer(VirtualPrinter())
    server.start()
    path = server.path
    server.close()
    server.close()
    assert threading.active_count() == before
    with pytest.raises(OSError, match="No such|Input/output|busy"):
        Terminal(path)


def test_a_system_without_pseudo_terminals_is_told_so(monkeypatch):
    real_import = builtins.__import__

    def without_pty(name, *rest):
        if name == "pty":
            raise ImportError(name)
        return real_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pty)
    with pytest.raises(DeviceError, match="no pseudo terminals") as caught:
        PtyServer(VirtualPrinter()).start()
    assert "TCP" in caught.value.hint


def test_a_system_that_has_no_terminal_left_is_told_so(monkeypatch):
    def none_left():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pty.openpty", none_left)
    with pytest.raises(DeviceError, match="No space left"):
        PtyServer(VirtualPrinter()).start()
