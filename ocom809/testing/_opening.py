"""Opening, closing, and what a closed device refuses."""

# ruff: noqa: S101, PT017, TRY301 - a suite of tests: its names are its sentences

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from ocom809.devices.registry import device_for
from ocom809.errors import DeviceClosed
from ocom809.testing._part import Part

if TYPE_CHECKING:
    from ocom809.devices.base import Device


class Opening(Part):
    """Opening, closing, and what a closed device refuses."""

    def test_a_new_device_is_closed_and_refuses_use(self) -> None:
        with self._wire() as (device, _):
            _refuses_use(device)

    def test_opening_twice_and_closing_twice_is_as_once(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.open()
            assert device.is_open
            device.close()
            device.close()
            assert not device.is_open
            device.abort()

    def test_a_closed_device_refuses_use(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.close()
            _refuses_use(device)

    def test_an_aborted_device_refuses_use(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.abort()
            device.abort()
            device.close()
            _refuses_use(device)

    def test_a_closed_device_opens_again_and_works(self) -> None:
        with self._wire() as (device, far):
            for word in (b"first ", b"second ", b"third"):
                device.open()
                device.write(word)
                device.close()
            self._arrives(far, b"first second third")

    def test_with_opens_and_closes(self) -> None:
        with self._wire() as (device, far):
            with device as same:
                assert same is device
                assert device.is_open
                device.write(b"within")
            assert not device.is_open
            self._arrives(far, b"within")

    def test_with_closes_when_the_block_fails(self) -> None:
        with self._wire() as (device, _):
            try:
                with device:
                    raise _Failed
            except _Failed:
                pass
            assert not device.is_open

    def test_a_device_that_is_dropped_open_warns(self) -> None:
        with self._wire() as (device, _):
            device.open()
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                # The very method that runs when the last reference goes; a far end may hold one, so it is called here.
                device.__del__()
            assert [str(warning.message) for warning in caught if warning.category is ResourceWarning]

    def test_the_uri_leads_back_to_the_same_wire(self) -> None:
        with self._wire() as (device, _):
            again = device_for(device.uri)
            assert type(again) is type(device)
            assert again.uri == device.uri
            assert not again.is_open


class _Failed(Exception):
    """Raised inside a with block to see what the device does."""


def _refuses_use(device: Device) -> None:
    assert not device.is_open
    for name, use in (("write", lambda: device.write(b"x")), ("read", device.read), ("flush", device.flush)):
        try:
            use()
        except DeviceClosed as error:
            assert device.uri in str(error)
        else:
            raise AssertionError(f"{name} was possible on a closed device")
