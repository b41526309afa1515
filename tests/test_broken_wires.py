"""A printer that stops, goes or talks nonsense, on every wire: one error of ours within the limit, with true counts."""

import contextlib
import socket
import struct
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from ocom809 import Printer, errors
from ocom809.status import Status
from ocom809.virtual import VirtualPrinter
from tests.wires import WIRES, in_process, over_tcp

SILENCE = 0.5
SLACK = 9.0
STATUS_QUESTIONS_BYTES = 12
JOB = b"Tea, pot, and a long line of it\n" * 20_000  # more than all buffers hold


@pytest.fixture(params=WIRES, ids=lambda wire: wire.__name__)
def wire(request):
    return request.param


@contextmanager
def printer_on(wire, unit, **options):
    with wire(unit) as device, Printer(device, **{"silence": SILENCE, "reply_silence": 0.2} | options) as printer:
        yield printer


@contextmanager
def within_the_limit():
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < SILENCE + SLACK


@pytest.mark.parametrize("fault", ["stall@5000B", "disconnect@5000B", "power-loss@5000B", "paper-out@30mm"])
def test_a_job_that_breaks_off_is_unknown_and_counts_no_byte_too_many(wire, fault):
    unit = VirtualPrinter(faults=fault)
    with printer_on(wire, unit) as printer, within_the_limit(), pytest.raises(errors.Unknown) as caught:
        printer.send(JOB)
    assert 0 < caught.value.sent < caught.value.total == len(JOB)


@pytest.mark.parametrize("fault", ["stall@5000B", "disconnect@5000B", "power-loss@5000B"])
def test_in_process_the_count_is_exact(fault):
    with printer_on(in_process, VirtualPrinter(faults=fault)) as printer, pytest.raises(errors.Unknown) as caught:
        printer.send(JOB)
    assert caught.value.sent == 5000 - STATUS_QUESTIONS_BYTES


@pytest.mark.parametrize("fault", ["stall", "disconnect@3B"])
def test_a_printer_that_takes_nothing_of_the_job_has_not_printed(fault):
    unit = VirtualPrinter(faults=fault)
    with printer_on(in_process, unit) as printer, within_the_limit(), pytest.raises(errors.NotPrinted):
        printer.send(JOB)
    unit.tear_off()
    assert unit.tickets == ()


def test_nonsense_stops_a_job_before_its_first_byte(wire):
    unit = VirtualPrinter(faults="rubbish")
    with printer_on(wire, unit) as printer, within_the_limit(), pytest.raises(errors.NotPrinted, match="no status"):
        printer.send(b"Tea\n")
    unit.tear_off()
    assert unit.tickets == ()


def test_silence_is_unknown_and_stops_nothing(wire):
    with printer_on(wire, VirtualPrinter(faults="silence")) as printer, within_the_limit():
        assert printer.status() == Status.unknown()
        assert printer.send(b"Tea\n").total == 4


@pytest.mark.parametrize("fault", ["paper-out", "cover-open", "offline"])
def test_a_printer_that_cannot_print_gets_nothing(wire, fault):
    unit = VirtualPrinter(faults=fault)
    with (
        printer_on(wire, unit) as printer,
        within_the_limit(),
        pytest.raises(errors.NotPrinted, match="nothing was sent"),
    ):
        printer.send(JOB)
    unit.cure(fault)
    unit.tear_off()
    assert unit.tickets == ()


def test_what_a_broken_job_left_in_the_system_does_not_come_out_later():
    unit = VirtualPrinter(faults="stall@2000B")
    with printer_on(over_tcp, unit) as printer:
        with pytest.raises(errors.Unknown):
            printer.send(JOB)
        unit.cure("stall")
        time.sleep(0.3)
    unit.tear_off()
    lines = sum(ticket.text.count("Tea, pot") for ticket in unit.tickets)
    assert lines <= 2000 // 32 + 1 + 8192 // 32, "at most what the printer had taken, and its own receive window"


def rogue(behave):
    """A loopback server of one connection that treats it as told; returns its URI."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listener:
            connection, _ = listener.accept()
            with connection:
                behave(connection)

    threading.Thread(target=serve, daemon=True).start()
    return f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_in_the_middle(connection):
    connection.recv(4000)
    reset(connection)


def babble_for_ever(connection):
    with contextlib.suppress(OSError):  # until the driver has had enough
        while True:
            connection.sendall(b"\xfe" * 1000)


def close_at_once(connection):
    pass


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what was acknowledged")
def test_bytes_that_a_printer_read_before_it_reset_are_never_called_safe_to_repeat(tmp_path, monkeypatch):
    read = []

    def read_and_reset(connection):
        read.append(connection.recv(1000))
        reset(connection)

    for number in range(30):
        # A port may come again, and what is noted of its broken job would be freed in front of this one's bytes.
        monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path / f"locks {number}"))
        printer = Printer(rogue(read_and_reset), silence=SILENCE, ask_first=False)
        with printer, contextlib.suppress(errors.Unknown):
            printer.send(b"Tea, pot 4.20\n")
    assert read == [b"Tea, pot 4.20\n"] * 30


@pytest.mark.parametrize("behave", [reset_in_the_middle, reset, babble_for_ever, close_at_once])
def test_a_rogue_on_the_port_is_one_error_of_ours(behave):
    printer = Printer(rogue(behave), silence=SILENCE, reply_silence=0.2)
    with within_the_limit(), pytest.raises(errors.Ocom809Error), printer:
        printer.send(JOB)


@pytest.mark.usb_bed
@pytest.mark.parametrize("first_error", ["ESHUTDOWN", "EPROTO"])
def test_usb_unplugged_in_mid_job_is_unknown(usb_bed, first_error, tmp_path, monkeypatch):
    # What the other run notes of its broken job would put a prologue in front of this one's bytes.
    monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path / "locks"))
    usb_bed.printer.takes_only(5000)
    with within_the_limit(), Printer("usb:", silence=SILENCE * 4, ask_first=False) as printer:
        threading.Timer(0.2, lambda: usb_bed.printer.unplug(first_error=first_error)).start()
        with pytest.raises(errors.Unknown) as caught:
            printer.send(JOB)
    assert caught.value.sent == len(usb_bed.printer.received) == 5000
