"""The same document through every wire: identical bytes, and the same paper."""

import sys
import time

import pytest

from ocom809 import Printer
from ocom809.deadline import Deadline
from ocom809.receipt import demo_receipt
from ocom809.virtual import PtyServer, TcpServer, VirtualPrinter
from tests.beds.plugin import missing
from tests.beds.printing import received_after
from tests.judges.needed import unavailable

QUESTIONS = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"


@pytest.fixture(scope="module")
def job():
    return Printer("memory:").prepare(demo_receipt())


def paper_of(data):
    """What the bytes look like, and what happened beside the paper."""
    unit = VirtualPrinter()
    taken = 0
    while taken < len(data):
        taken += unit.receive(data[taken:])
    return look(unit)


def look(unit):
    unit.tear_off()
    return [ticket.to_image().tobytes() for ticket in unit.tickets], [event.name for event in unit.events]


@pytest.fixture(scope="module")
def expected(job):
    tickets, events = paper_of(job.data)
    assert len(tickets) == 1
    return tickets, events


def test_to_a_file(job, tmp_path):
    path = tmp_path / "job.bin"
    with Printer(f"file:///{path.as_posix().lstrip('/')}") as printer:
        printer.print(demo_receipt())
    assert path.read_bytes() == job.data


def test_to_the_virtual_printer(expected):
    with Printer("virtual:") as printer:
        printer.print(demo_receipt())
        unit = printer.device.printer
    assert look(unit) == expected


def test_over_tcp(job, expected):
    unit = VirtualPrinter()
    with TcpServer(unit) as server, Printer(f"spy+tcp://127.0.0.1:{server.port}") as printer:
        printer.print(demo_receipt())
        sent = printer.device.sent()
    assert sent == QUESTIONS + job.data
    assert look(unit) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_over_a_serial_port_made_of_a_pty(expected):
    unit = VirtualPrinter()
    with PtyServer(unit) as server, Printer(f"serial://{server.path}?baudrate=115200") as printer:
        printer.print(demo_receipt())
        wait_until(lambda: unit.tickets and len(unit.events) >= len(expected[1]))
    assert look(unit) == expected


def wait_until(true, seconds=60):
    """A pty takes bytes in ahead of the printer, and nobody can ask it how many."""
    limit = Deadline(seconds)
    while not true() and not limit.expired:
        time.sleep(0.01)


def test_over_usb_and_a_serial_port_with_lines(job, expected, tmp_path):
    if missing():
        unavailable("the USB bed is not complete", install=missing())
    script = """
from ocom809 import Printer
from ocom809.receipt import demo_receipt
for uri in ("usb:", "serial:///dev/ttyUSB0?baudrate=115200&flow=rtscts"):
    with Printer(uri) as printer:
        printer.print(demo_receipt())
"""
    received = received_after(script, tmp_path, "print-it")
    assert received.exit_code == 0, received.output
    assert received.usb == QUESTIONS + job.data
    assert received.tty == QUESTIONS + job.data
    assert paper_of(received.usb.removeprefix(QUESTIONS)) == expected
