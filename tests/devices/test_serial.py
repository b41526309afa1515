"""The serial wire: on a pty for bytes, signs and hang-ups, on the emulated port of tests/beds/ for the modem lines."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocom809 import AsyncPrinter, Printer
from ocom809.commands import Raw
from ocom809.devices import device_for
from ocom809.devices.serial import SerialDevice
from ocom809.devices.serial_port import PortableSerialPort, SerialPort
from ocom809.devices.serial_settings import SerialSettings
from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    PermissionDenied,
    Unknown,
)
from ocom809.outcomes import Sent
from ocom809.testing import DeviceContract, FarEnd
from tests.beds.privileges import file_permissions_count
from tests.beds.pty_printer import PtyPrinter

XON, XOFF = b"\x11", b"\x13"


@pytest.fixture
def printer():
    printer = PtyPrinter()
    yield printer
    printer.close()


def at(printer, options=""):
    return SerialDevice(f"serial://{printer.name}{options}")


def arrived(printer, count, seconds=60.0):
    """What the printer has received once it is ``count`` bytes, or after ``seconds``."""
    end = time.monotonic() + seconds
    while len(printer.received()) < count and time.monotonic() < end:
        time.sleep(0.005)
    return printer.received()


class TestSerialIsADevice(DeviceContract):
    options = ""
    stall_bytes = 200_000

    @contextmanager
    def wire(self):
        printer = PtyPrinter()
        yield at(printer, self.options), printer
        printer.close()


class TestSerialWithoutFlowControlIsADevice(TestSerialIsADevice):
    options = "?flow=none&baudrate=115200"


class StoppedBySigns(FarEnd):
    """A printer that says XOFF and XON and reads all the time."""

    def __init__(self, printer):
        self.printer = printer
        self.received, self.answer, self.vanish = printer.received, printer.answer, printer.vanish

    def stall(self):
        self.printer.answer(XOFF)

    def resume(self):
        self.printer.answer(XON)


class TestSerialWithXonXoffIsADevice(DeviceContract):
    stall_bytes = 20_000

    @contextmanager
    def wire(self):
        printer = PtyPrinter()
        yield at(printer, "?flow=xonxoff"), StoppedBySigns(printer)
        printer.close()


# XON/XOFF.


def test_with_xonxoff_answers_that_hold_11h_and_13h_survive(printer):
    with at(printer, "?flow=xonxoff") as device:
        printer.answer(b"\x12\x13\x12\x11\x12")
        device.write(b"x")
        assert device.read() == b"\x12\x13\x12\x11\x12"


def test_xoff_stops_writing_at_once_and_xon_lets_it_go_on(printer):
    with at(printer, "?flow=xonxoff") as device:
        device.write(b"before")
        printer.answer(XOFF)
        with pytest.raises(DeviceTimeout, match="XOFF") as caught:
            device.write(b"held back", silence=0.1)
        assert caught.value.written == 0
        assert arrived(printer, 7, 0.1) == b"before"
        threading.Timer(0.1, printer.answer, [XON]).start()
        assert device.write(b"let go", silence=5) == 6
        assert arrived(printer, 12) == b"beforelet go"


def test_an_xoff_that_was_read_with_an_answer_stops_writing_too(printer):
    with at(printer, "?flow=xonxoff") as device:
        printer.answer(b"\x12" + XOFF)
        assert device.read() == b"\x12" + XOFF
        with pytest.raises(DeviceTimeout):
            device.write(b"held back", silence=0.05)


def test_an_old_xoff_is_forgotten_by_opening_again(printer):
    device = at(printer, "?flow=xonxoff")
    with device:
        printer.answer(XOFF)
        device.read()
    with device:
        assert device.write(b"x", silence=0.5) == 1


def test_without_xonxoff_a_13h_is_an_answer_and_no_sign(printer):
    with at(printer, "?flow=none") as device:
        printer.answer(XOFF)
        assert device.write(b"x", silence=0.5) == 1
        assert device.read() == XOFF


def test_a_printer_that_talks_all_the_time_while_it_is_written_to_fills_no_memory(printer, caplog):
    with at(printer, "?flow=xonxoff") as device:
        for _ in range(40):
            printer.answer(b"\x12" * 2000)
            device.write(b"x")
        kept = b""
        while data := device.read(silence=0):
            kept += data
    assert len(kept) == 65536
    assert "oldest bytes are dropped" in caplog.text


# A printer that stops, without a sign.


def test_a_stopped_printer_is_counted_to_the_byte(printer):
    data = os.urandom(100_000)
    device = at(printer, "?flow=none")
    device.open()
    printer.stall()
    with pytest.raises(DeviceTimeout, match=r"took no byte for 0.1 s") as caught:
        device.write(data, silence=0.1)
    device.abort()
    printer.resume()
    assert 0 < caught.value.written < len(data)
    assert arrived(printer, caught.value.written) == data[: caught.value.written]


def test_hanging_up_in_mid_write_is_one_clear_error_with_a_count(printer):
    with at(printer, "?flow=none") as device:
        printer.stall()
        threading.Timer(0.2, printer.vanish).start()
        with pytest.raises(DeviceGone, match=r"went away.*plugged in again it may have another name") as caught:
            device.write(b"x" * 100_000, silence=5)
    assert 0 < caught.value.written < 100_000


@pytest.mark.parametrize("flow", ["none", "auto", "xonxoff"])
def test_hanging_up_while_idle_is_noticed_by_the_next_use(printer, flow):
    with at(printer, f"?flow={flow}") as device:
        printer.vanish()
        with pytest.raises(DeviceGone):
            device.read(silence=2)
        with pytest.raises(DeviceGone):
            device.write(b"x", silence=2)


def test_what_was_counted_as_gone_may_be_lost_with_the_adapter_that_held_it(printer):
    with at(printer) as device:
        assert device.abilities.loses_unread


# Opening.


def test_a_port_that_does_not_exist_is_not_found():
    with pytest.raises(DeviceNotFound, match=r"no serial port /dev/ttyNONE.*lists the ports"):
        SerialDevice("serial:///dev/ttyNONE").open()


def test_a_port_is_held_alone(printer):
    with at(printer) as device:
        with pytest.raises(DeviceBusy, match="another program holds the serial port") as caught:
            at(printer).open()
        assert "ModemManager" in caught.value.hint
        device.write(b"still mine")
    assert arrived(printer, 10) == b"still mine"


def test_a_port_that_this_user_may_not_open_names_the_group(printer):
    Path(printer.name).chmod(0)
    with file_permissions_count(), pytest.raises(PermissionDenied, match="may not open") as caught:
        at(printer).open()
    assert "usermod -aG dialout" in caught.value.hint


def test_a_file_is_no_serial_port(tmp_path):
    (tmp_path / "capture").touch()
    with pytest.raises(DeviceError, match=r"is no serial port.*file://"):
        SerialDevice(f"serial://{tmp_path}/capture").open()


def test_settings_that_the_port_refuses_are_an_error_of_ours(printer):
    # A pty has 8 data bits and no parity, and says so by an error that is no OSError.
    with pytest.raises(DeviceError, match=r"cannot be set to 19200 7E1"):
        at(printer, "?bytesize=7&parity=even").open()


def test_rubbish_is_explained_by_the_baud_rate():
    hint = SerialDevice("serial:///dev/ttyUSB0?baudrate=9600").rubbish_hint
    assert "9600 8N1" in hint
    assert "19200, 38400, 115200" in hint


def test_naming_a_port_does_not_load_pyserial():
    script = (
        "import sys\nfrom ocom809.devices import device_for\ndevice_for('serial:///dev/x')\n"
        "assert 'serial' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_without_pyserial_the_package_is_named():
    script = (
        "import sys; sys.modules['serial'] = None\nfrom ocom809.devices import device_for\n"
        "device_for('serial:///dev/x').open()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MissingPackage: the wire serial needs the package pyserial. Install it: pip install pyserial" in done.stderr


# The form for systems where a port is nothing to wait on, by pyserial's own calls.


@pytest.fixture
def portable(printer):
    port = PortableSerialPort(SerialSettings(port=printer.name))
    yield port
    port.close()


def test_the_portable_port_sends_pieces_and_reads_what_is_there(printer, portable):
    assert portable.send(b"x" * 100, 1) == 16
    assert arrived(printer, 16) == b"x" * 16
    assert portable.receive(10, 0.05) == b""
    printer.answer(b"\x12")
    assert portable.receive(10, 5) == b"\x12"
    printer.answer(b"answer")
    time.sleep(0.05)
    assert portable.receive(4, 5) == b"answ"
    assert portable.receive(4, 5) == b"er"


def test_the_portable_port_counts_too_many_rather_than_too_few(printer, portable):
    printer.stall()

    def fill():
        for _ in range(100_000):
            portable.send(b"x" * 16, 0.05)

    with pytest.raises(DeviceTimeout, match="some may have gone") as caught:
        fill()
    assert caught.value.written == 16


def test_the_portable_port_notices_that_it_is_gone(printer, portable):
    printer.vanish()
    with pytest.raises(DeviceGone):
        portable.receive(1, 1)
    with pytest.raises(DeviceGone):
        portable.send(b"x", 1)


class HaltingPort(PortableSerialPort):
    """One whose printer stops in mid-job for longer than a look: what a time-out counts as gone has not gone."""

    def __init__(self, settings):
        super().__init__(settings)
        self.taken, self.waits = bytearray(), []

    def send(self, data, seconds):
        piece = data[:16]
        if len(self.taken) >= 160 and not self.waits:
            self.waits.append(seconds)
            if seconds < 5:
                raise DeviceTimeout("some may have gone", written=len(piece))
        self.taken += piece
        return len(piece)


class HaltingDevice(SerialDevice):
    def _opened_port(self):
        return HaltingPort(self.settings)


def test_a_wait_on_a_port_that_counts_roughly_is_never_cut_into_pieces(printer):
    data = bytes(range(32, 127)) * 8
    device = HaltingDevice(f"serial://{printer.name}")
    with Printer(device, ask_first=False) as halting:
        assert isinstance(halting.send(data), Sent)
        assert device._port.taken == data
        assert device._port.waits == [pytest.approx(60, abs=20)]


def test_nor_for_tasks(printer):
    data = bytes(range(32, 127)) * 8
    device = HaltingDevice(f"serial://{printer.name}")

    async def run():
        async with AsyncPrinter(device, ask_first=False) as halting:
            assert isinstance(await halting.send(data), Sent)
            return bytes(device._port.taken)

    assert asyncio.run(run()) == data


def test_where_it_stays_halted_the_job_is_unknown_and_nothing_is_sent_behind_what_may_be_lost(printer):
    device = HaltingDevice(f"serial://{printer.name}")
    with Printer(device, ask_first=False) as halting:
        port = device._port
        with pytest.raises(Unknown):
            halting.print([Raw(b"x" * 500)], patience=1.5)
    assert len(port.taken) == 160


def test_the_port_of_this_system_is_the_one_with_exact_counts(printer):
    with at(printer) as device:
        assert type(device._port) is SerialPort


# Modem lines, on the emulated port.


@pytest.fixture
def port(usb_bed):
    return usb_bed.port


def on_bed(options=""):
    return device_for(f"serial:///dev/ttyUSB0{options}")


def bed_arrived(port, count, seconds=60.0):
    end = time.monotonic() + seconds
    while len(port.received) < count and time.monotonic() < end:
        time.sleep(0.005)
    return port.received


@pytest.mark.usb_bed
def test_settings_reach_the_port_and_the_lines_say_that_we_are_ready(port):
    with on_bed("?baudrate=38400&stopbits=2&flow=rtscts") as device:
        seen = port.seen
        device.write(b"x")
    assert (seen["baudrate"], seen["two_stop_bits"], seen["rtscts"]) == (38400, True, True)
    assert {"dtr", "rts"} <= set(seen["lines"])


@pytest.mark.usb_bed
def test_the_system_never_handles_xonxoff_for_us(port):
    with on_bed("?flow=xonxoff"):
        assert port.seen["tty_xonxoff"] is False


@pytest.mark.usb_bed
@pytest.mark.parametrize(("flow", "line"), [("rtscts", "cts"), ("dsrdtr", "dsr"), ("auto", "dsr")])
def test_a_dropped_line_stops_writing_and_a_raised_one_lets_it_go_on(port, flow, line):
    data = os.urandom(5000)
    with on_bed(f"?flow={flow}") as device:
        device.write(b"first")
        assert bed_arrived(port, 5) == b"first"
        port.line(line, raised=False)
        began = time.monotonic()
        with pytest.raises(DeviceTimeout, match=f"line {line.upper()} is down") as caught:
            device.write(b"held back", silence=0.2)
        assert 0.15 < time.monotonic() - began < 20
        assert caught.value.written == 0
        threading.Timer(0.2, port.line, [line], {"raised": True}).start()
        assert device.write(data, silence=5) == 5000
    assert bed_arrived(port, 5005) == b"first" + data


@pytest.mark.usb_bed
def test_a_line_that_drops_in_mid_job_stops_it_within_what_the_printer_has_room_for(port):
    dropped = []

    def drop(written):
        if written >= 1024 and not dropped:
            dropped.append(written)
            port.line("dsr", raised=False)

    with on_bed("?flow=dsrdtr") as device, pytest.raises(DeviceTimeout) as caught:
        device.write(os.urandom(10_000), silence=0.2, progress=drop)
    assert caught.value.written - dropped[0] <= 128
    assert len(bed_arrived(port, caught.value.written)) == caught.value.written


@pytest.mark.usb_bed
def test_auto_does_not_wait_for_a_line_that_was_never_raised(port):
    port.line("dsr", raised=False)
    with on_bed() as device:
        assert device.write(b"three wires", silence=0.5) == 11
    assert bed_arrived(port, 11) == b"three wires"


@pytest.mark.usb_bed
def test_dsrdtr_waits_for_a_line_that_was_never_raised(port):
    port.line("dsr", raised=False)
    with on_bed("?flow=dsrdtr") as device, pytest.raises(DeviceTimeout, match="flow=none") as caught:
        device.write(b"x", silence=0.1)
    assert caught.value.written == 0


@pytest.mark.usb_bed
def test_what_the_port_still_holds_is_not_counted_as_gone(port):
    with on_bed("?flow=rtscts") as device:
        assert device.write(b"x" * 1000) == 1000
        port.line("cts", raised=False)
        port.holds(300)
        assert device.backlog == 300
        with pytest.raises(DeviceTimeout) as caught:
            device.write(b"y" * 1000, silence=0.1)
        assert caught.value.written == 0
        device.abort()


@pytest.mark.usb_bed
def test_what_goes_until_the_port_is_let_go_of_is_counted(port):
    with on_bed("?flow=rtscts") as device:
        port.line("cts", raised=False)
        port.holds(300)
        with pytest.raises(DeviceTimeout) as caught:
            device.write(b"y" * 1000, silence=0.1)
        error = caught.value
        device.reckon(error, 300)
        assert (error.written, error.in_doubt) == (0, 0)
        port.holds(200)
        device.abort(error)
        assert (error.written, error.in_doubt, error.handed_over) == (100, 0, 300)


@pytest.mark.usb_bed
def test_as_long_as_held_bytes_go_out_it_is_not_silent(port):
    with on_bed() as device:
        port.holds(2000, going=2)
        began = time.monotonic()
        assert device.write(b"x", silence=0.5) == 1
        # It waits until no more is under way than the printer has room for: about 485 looks, 2 ms apart.
        assert time.monotonic() - began > 0.5


@pytest.mark.usb_bed
def test_closing_waits_for_held_bytes_while_they_go(port, caplog):
    device = on_bed()
    device.open()
    port.holds(500, going=10)
    device.close()
    assert caplog.text == ""


@pytest.mark.usb_bed
def test_closing_does_not_wait_for_ever_and_says_what_is_lost(port, caplog, monkeypatch):
    monkeypatch.setattr("ocom809.devices.serial.CLOSE_SILENCE_SECONDS", 0.2)
    device = on_bed("?flow=rtscts")
    device.open()
    assert not device.was_cut_off
    port.holds(500)
    began = time.monotonic()
    device.close()
    assert 0.15 < time.monotonic() - began < 20
    assert "closed while 500 bytes had not gone; they are lost" in caplog.text
    assert device.was_cut_off


@pytest.mark.usb_bed
def test_answers_come_back_at_once(port):
    with on_bed() as device:
        device.write(b"\x10\x04\x01")
        began = time.monotonic()
        assert device.read(silence=60) == b"\x12"
    assert time.monotonic() - began < 30
