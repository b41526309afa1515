"""How a serial URI is read."""

from __future__ import annotations

import errno
import sys

import pytest

from ocom809.devices import DeviceURI, device_for, serial_errors
from ocom809.devices.serial_settings import SerialSettings
from ocom809.errors import DeviceBusy, DeviceError, DeviceNotFound, PermissionDenied, URIError


def settings(uri):
    return SerialSettings.parse(DeviceURI.parse(uri))


def test_a_port_alone_is_19200_8n1_with_automatic_flow():
    assert settings("serial:///dev/ttyUSB0") == SerialSettings(
        port="/dev/ttyUSB0", baudrate=19200, bytesize=8, parity="none", stopbits=1, flow="auto"
    )


def test_everything_can_be_said():
    uri = "serial:///dev/ttyS1?baudrate=115200&bytesize=7&parity=even&stopbits=2&flow=rtscts"
    assert settings(uri) == SerialSettings(
        port="/dev/ttyS1", baudrate=115200, bytesize=7, parity="even", stopbits=2, flow="rtscts"
    )
    assert settings(uri).shorthand == "115200 7E2"


@pytest.mark.parametrize(
    ("uri", "port"),
    [
        ("serial://COM3", "COM3"),
        ("serial://COM3/?flow=none", "COM3"),
        ("serial:///dev/serial/by-id/usb-FTDI_A%20B-if00", "/dev/serial/by-id/usb-FTDI_A B-if00"),
        ("serial:///dev/cu.usbserial-1410", "/dev/cu.usbserial-1410"),
    ],
)
def test_ports_of_every_system(uri, port):
    assert settings(uri).port == port


@pytest.mark.parametrize(
    "uri",
    [
        "serial:",
        "serial://",
        "serial:///",
        "serial://dev/ttyUSB0",
        "serial://COM3:9600",
        "serial:///dev/ttyUSB0?baudrate=fast",
        "serial:///dev/ttyUSB0?baudrate=0",
        "serial:///dev/ttyUSB0?baudrate=99999999",
        "serial:///dev/ttyUSB0?bytesize=9",
        "serial:///dev/ttyUSB0?parity=mark",
        "serial:///dev/ttyUSB0?stopbits=1.5",
        "serial:///dev/ttyUSB0?flow=dtrdsr",
        "serial:///dev/ttyUSB0?baud=9600",
    ],
)
def test_a_uri_that_means_nothing_is_refused(uri):
    with pytest.raises(URIError):
        device_for(uri)


@pytest.mark.parametrize(
    ("platform", "error", "kind", "words"),
    [
        (
            "win32",
            OSError("could not open port 'COM3': FileNotFoundError(2, 'x', None, 2)"),
            DeviceNotFound,
            "Device Man",
        ),
        (
            "win32",
            OSError("could not open port 'COM3': PermissionError(13, 'Access', None, 5)"),
            DeviceBusy,
            "terminal",
        ),
        ("darwin", OSError(errno.EACCES, "x"), PermissionDenied, "ls -l"),
        ("darwin", OSError(errno.ENOENT, "x"), DeviceNotFound, "/dev/cu"),
        ("linux", OSError(errno.EBUSY, "x"), DeviceBusy, "ModemManager"),
        ("linux", OSError("Could not configure port: (25, 'Inappropriate ioctl for device')"), DeviceError, "file://"),
        ("linux", ValueError("Invalid baud rate: 12345"), DeviceError, "another baud rate"),
    ],
)
def test_what_each_system_says_is_understood(monkeypatch, platform, error, kind, words):
    monkeypatch.setattr(sys, "platform", platform)
    found = serial_errors.opening_error("COM3", error, "19200 8N1")
    assert type(found) is kind
    assert words in found.hint
    assert "COM3" in found.message
