"""Bluetooth: its own words on real calls, and the stream it shares with TCP on a socket that needs no radio.

Not tested here: a connection over the air, and what BlueZ says when a printer leaves its reach.
"""

from __future__ import annotations

import errno
import os
import socket
import time
from contextlib import contextmanager

import pytest

from ocom809.devices import device_for
from ocom809.devices.bluetooth import BluetoothDevice
from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    MissingPackage,
    PermissionDenied,
    URIError,
)
from ocom809.testing import DeviceContract
from tests.devices.far_ends import unix_far_end

ADDRESS = "AA:BB:CC:DD:EE:FF"


class WithoutRadio(BluetoothDevice):
    """The wire itself, on a socket of another family."""

    def __init__(self, path):
        super().__init__(ADDRESS)
        self.path = str(path)

    def _new_socket(self):
        return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def _place(self):
        return self.path


class TestStreamContract(DeviceContract):
    has_uri = False

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    @contextmanager
    def wire(self):
        with unix_far_end(self.folder / "printer") as far:
            yield WithoutRadio(self.folder / "printer"), far


def test_a_far_end_that_takes_slowly_is_not_a_silent_one(tmp_path):
    """The system makes room by whole pieces only; between them the wire sees that bytes are being taken."""

    class Knowing(WithoutRadio):
        went = 0

        def _new_socket(self):
            connection = super()._new_socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            return connection

        def _backlog(self):
            return self.went - len(far.received())

    gaps, since = [], time.monotonic()

    def note(went):
        nonlocal since
        device.went = went
        gaps.append(time.monotonic() - since)
        since = time.monotonic()

    with unix_far_end(tmp_path / "printer") as far, Knowing(tmp_path / "printer") as device:
        far.drip = True
        assert device.write(bytes(20_000), silence=0.25, progress=note) == 20_000
        far.drip = False
    assert max(gaps) > 0.25, "the far end was so quick that nothing was proven"


def test_the_channel_is_1_if_none_is_given():
    assert device_for(f"bluetooth://{ADDRESS}").channel == 1
    device = device_for(f"bluetooth://{ADDRESS.lower()}/3")
    assert (device.address, device.channel) == (ADDRESS, 3)
    assert device._place() == (ADDRESS, 3)
    assert BluetoothDevice(ADDRESS, 2).uri == f"bluetooth://{ADDRESS}/2"


@pytest.mark.parametrize(
    "uri",
    [
        "bluetooth:",
        "bluetooth://AA:BB:CC:DD:EE",
        "bluetooth://AA:BB:CC:DD:EE:GG/1",
        f"bluetooth://{ADDRESS}/0",
        f"bluetooth://{ADDRESS}/31",
        f"bluetooth://{ADDRESS}/one",
        f"bluetooth://{ADDRESS}/1/2",
        f"bluetooth://{ADDRESS}?pin=0000",
    ],
)
def test_a_uri_that_means_nothing_is_refused(uri):
    with pytest.raises(URIError):
        device_for(uri)


def test_without_an_adapter_the_missing_thing_is_named():
    """Here there is either no support in Python, or none in the kernel, or no adapter: each is told."""
    expected = DeviceError if hasattr(socket, "AF_BLUETOOTH") else MissingPackage
    with pytest.raises(expected) as caught:
        device_for(f"bluetooth://{ADDRESS}/1").open(silence=2)
    assert f"bluetooth://{ADDRESS}/1" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("number", "kind", "clue"),
    [
        (errno.EHOSTDOWN, DeviceNotFound, "out of reach"),
        (errno.ETIMEDOUT, DeviceTimeout, "out of reach"),
        (errno.ECONNREFUSED, DeviceNotFound, "channel"),
        (errno.EBUSY, DeviceBusy, "rfcomm"),
        (errno.EACCES, PermissionDenied, "Pair"),
        (errno.ENODEV, DeviceNotFound, "bluetoothctl"),
        (errno.EAFNOSUPPORT, DeviceNotFound, "rfcomm"),
        (errno.EMFILE, DeviceError, ""),
    ],
)
def test_each_failure_to_connect_has_its_kind_and_its_hint(number, kind, clue):
    class Failing(BluetoothDevice):
        def _new_socket(self):
            raise OSError(number, os.strerror(number))

    with pytest.raises(DeviceError) as caught:
        Failing(ADDRESS).open()
    assert type(caught.value) is kind
    assert clue in caught.value.hint


def test_nobody_behind_the_socket_is_a_failure_to_connect(tmp_path):
    with pytest.raises(DeviceError):
        WithoutRadio(tmp_path / "nobody").open()


def test_a_printer_that_goes_out_of_reach_ends_the_read(tmp_path):
    with unix_far_end(tmp_path / "printer") as far, WithoutRadio(tmp_path / "printer") as device:
        far.hang_up()
        with pytest.raises(DeviceGone):
            device.read(silence=5)
