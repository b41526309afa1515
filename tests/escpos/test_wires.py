"""Which wire each printer opens for what it was given, and connections that a program makes itself."""

from __future__ import annotations

import os
import socket
from types import SimpleNamespace
from unittest import mock

import pytest

from ocom809.devices.memory import MemoryDevice
from ocom809.errors import DeviceError, DeviceGone, DeviceNotFound, DeviceTimeout, InputError, Ocom809Error
from ocom809.escpos import OCPP809, File, Network, Serial, Usb
from ocom809.escpos.original import exceptions
from ocom809.testing import BenchPrinter
from ocom809.virtual import PtyServer, VirtualPrinter

# Addresses


@pytest.mark.parametrize(
    ("arguments", "uri"),
    [
        ((), "usb:"),
        ((0x0416, 0x5011), "usb://0416:5011"),
        ((0x0416, 0x5011, {}, 5000, 0x81, 0x03), "usb://0416:5011"),
    ],
)
def test_a_usb_printer_is_found_by_its_ids(arguments, uri):
    assert Usb(*arguments)._wire().uri == uri


def test_what_only_pyusb_can_tell_apart_is_looked_for_by_pyusb():
    with pytest.raises(exceptions.DeviceNotFoundError) as missing:
        Usb(usb_args={"custom_match": lambda device: False}).open()
    assert isinstance(missing.value, DeviceError)


@pytest.mark.parametrize(
    ("found", "uri"),
    [
        (SimpleNamespace(bus=1, port_numbers=(2, 3), address=7), "usb://?bus=1&port=2.3"),
        (SimpleNamespace(bus=1, port_numbers=None, address=7), "usb://?bus=1&address=7"),
    ],
)
def test_what_pyusb_found_is_opened_by_its_place(found, uri):
    with mock.patch("usb.core.find", return_value=found):
        assert Usb(usb_args={"serial_number": "42"})._uri() == uri


def test_the_callers_usb_arguments_stay_as_they_were():
    given = {"bus": 1}
    assert Usb(0x0416, 0x5011, given).usb_args == {"bus": 1, "idVendor": 0x0416, "idProduct": 0x5011}
    assert given == {"bus": 1}
    assert Usb().usb_args == {}


@pytest.mark.parametrize(("timeout", "seconds"), [(0, 60), (5000, 5), (None, 60)])
def test_the_time_out_of_usb_is_in_milliseconds_and_finite(timeout, seconds):
    assert Usb(timeout=timeout).write_silence == seconds


@pytest.mark.parametrize("timeout", [-1, float("inf"), "soon"])
@pytest.mark.parametrize("make", [Network, Serial])
def test_a_time_out_that_cannot_be_is_refused(make, timeout):
    with pytest.raises(InputError) as refused:
        make("printer", timeout=timeout)
    assert isinstance(refused.value, exceptions.Error)


def test_a_serial_time_out_of_none_is_finite():
    assert Serial("/dev/ttyUSB0", timeout=None).reply_silence == 1


def test_what_goes_wrong_on_usb_is_what_pyusb_raised():
    from usb.core import USBError

    gone = Usb()._translated(DeviceGone("gone"))
    assert isinstance(gone, (USBError, BrokenPipeError))
    assert isinstance(gone, USBError)
    assert isinstance(gone, exceptions.Error)


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        ({}, "baudrate=9600&bytesize=8&parity=none&stopbits=1&flow=auto"),
        (
            {"baudrate": 115200, "parity": "E", "stopbits": 2},
            "baudrate=115200&bytesize=8&parity=even&stopbits=2&flow=auto",
        ),
        ({"xonxoff": True}, "baudrate=9600&bytesize=8&parity=none&stopbits=1&flow=xonxoff"),
        ({"dsrdtr": False}, "baudrate=9600&bytesize=8&parity=none&stopbits=1&flow=none"),
    ],
)
def test_a_serial_port_is_set_as_asked(options, settings):
    assert Serial("/dev/ttyUSB0", **options)._wire().uri == f"serial:///dev/ttyUSB0?{settings}"
    assert Serial("COM3", **options)._wire().uri == f"serial://COM3?{settings}"


@pytest.mark.parametrize("options", [{"parity": "M"}, {"stopbits": 1.5}, {"bytesize": 5}, {"devfile": ""}])
def test_a_serial_port_that_cannot_be_is_an_error_of_both_worlds(options):
    with pytest.raises(exceptions.DeviceNotFoundError) as refused:
        Serial(**({"devfile": "/dev/ttyUSB0"} | options)).open()
    assert isinstance(refused.value, Ocom809Error)


def test_an_empty_host_is_this_computer_as_in_the_original():
    with BenchPrinter() as bench:
        printer = Network("", bench.port)
        printer.text("Tea\n")
        printer.close()
        assert bench.lines == ["Tea"]


def test_a_file_is_written_anew(tmp_path):
    path = tmp_path / "a file.bin"
    path.write_bytes(b"old")
    printer = File(str(path))
    printer.text("Tea")
    printer.close()
    assert path.read_bytes() == b"\x1bt\x00Tea"


def test_a_file_without_a_name_is_refused():
    with pytest.raises(exceptions.DeviceNotFoundError, match="which file"):
        File().open()


def test_any_wire_goes_by_its_uri(tmp_path):
    with OCPP809(f"virtual:?paper={tmp_path}/") as printer:
        printer.text("Tea\n")
        printer.cut()
        assert printer.is_online()
    assert list(tmp_path.glob("*.png"))


def test_a_uri_that_names_no_wire_is_an_error_of_both_worlds():
    with pytest.raises(exceptions.Error) as unknown:
        OCPP809("pigeon:").text("Tea")
    assert isinstance(unknown.value, InputError)


# On a serial line


@pytest.mark.skipif(os.name == "nt", reason="pseudo terminals")
def test_a_serial_printer_prints_and_answers():
    with PtyServer(VirtualPrinter()) as server:
        printer = Serial(server.path, timeout=10)
        printer.text("Tea\n")
        assert printer.paper_status() == 2
        printer.close()


def test_errors_of_a_serial_port_are_those_that_pyserial_raised():
    from serial import SerialException

    with pytest.raises(SerialException) as missing:
        Serial("/dev/no-such-port").open()
    assert isinstance(missing.value, DeviceNotFound)


# Connections that a program makes itself


class Connection:
    """What a program might hand over: a socket-like object of its own."""

    def __init__(self, answer=b""):
        self.sent, self.answer, self.closed = b"", answer, False

    def sendall(self, data):
        self.sent += data

    def recv(self, size):
        return self.answer[:size]

    def close(self):
        self.closed = True


def test_an_object_that_is_put_in_place_of_the_device_is_written_to():
    connection = Connection(b"\x12")
    printer = Network("nowhere")
    printer.device = connection
    printer.text("Tea")
    assert printer.paper_status() == 2
    printer.close()
    assert connection.sent == b"\x1bt\x00Tea\x10\x04\x04"
    assert connection.closed
    assert printer._device is False


def test_what_a_device_lacks_is_the_objects_own():
    printer = Network("nowhere")
    printer.device = Connection(b"42")
    assert printer.device.answer == b"42"
    printer.close()


def test_an_object_that_takes_no_bytes_is_refused():
    with pytest.raises(InputError, match="int has neither"):
        Network("nowhere").device = 7


def test_an_object_whose_writing_fails_is_an_error_of_both_worlds():
    connection = Connection()
    connection.sendall = mock.Mock(side_effect=TimeoutError("no"))
    printer = Network("nowhere")
    printer.device = connection
    printer.text("Tea")
    with pytest.raises(exceptions.Error) as failed:
        printer.flush()
    assert isinstance(failed.value, DeviceError)


@pytest.mark.parametrize(
    ("library", "make", "method"),
    [
        ("socket.socket", lambda: Network("printer"), "sendall"),
        ("serial.Serial", lambda: Serial("/dev/ttyUSB0"), "sendall"),
        ("usb.core.find", lambda: Usb(0x0416, 0x5011), "write"),
        ("builtins.open", lambda: File("/dev/usb/lp0"), "sendall"),
    ],
)
def test_programs_that_replace_the_library_in_their_tests_see_their_bytes(library, make, method):
    with mock.patch(library) as replaced:
        printer = make()
        printer.text("Tea")
        printer.flush()
        written = getattr(replaced.return_value, method).call_args.args
        printer.close()
    assert b"\x1bt\x00Tea" in written


def test_real_libraries_are_not_taken_for_replaced_ones():
    assert type(Network("printer")._wire()).__name__ == "TcpDevice"
    assert type(Serial("/dev/ttyUSB0")._wire()).__name__ == "SerialDevice"
    assert type(Usb()._wire()).__name__ == "UsbDevice"
    assert type(File("x")._wire()).__name__ == "FileDevice"


def test_the_limit_on_silence_holds_on_the_lan():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        printer = Network("127.0.0.1", deaf.getsockname()[1], timeout=0.2)
        with pytest.raises(DeviceTimeout):
            printer._raw(bytes(8_000_000))


def test_a_device_of_the_callers_own_is_used():
    device = MemoryDevice()
    printer = OCPP809(device)
    printer.text("Tea")
    printer.close()
    assert device.written == b"\x1bt\x00Tea"
