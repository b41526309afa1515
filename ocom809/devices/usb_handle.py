"""An opened USB printer as libusb gives it, with counts that survive an error and no foreign exception.

This module and ``usb_bus`` are the only ones that import pyusb, and they are imported only when a USB printer is
looked for. They call pyusb's backend (``usb.backend.IBackend``) and not ``usb.core``, for three reasons. ``usb.core``
claims interfaces by itself, and takes the wrong one for ``GET_DEVICE_ID``, whose index holds the interface in its high
byte. It drops the number of bytes that went before a transfer failed. And its one context for the life of the process
sees no printer come or go where no udev runs, as in a container.
"""

from __future__ import annotations

import logging
from array import array
from contextlib import contextmanager
from ctypes import POINTER, byref, c_int, c_ubyte, cast
from typing import TYPE_CHECKING, Any

import usb.core

from ocom809.devices import usb_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.devices.usb_descriptors import PrinterInterface

logger = logging.getLogger(__name__)

FOREIGN = (usb.core.USBError, NotImplementedError)

_CONTROL_MS = 1000
_IN, _GET_DESCRIPTOR, _STRING, _STRING_BYTES = 0x80, 6, 3, 254


def code_of(error: BaseException | None) -> int | None:
    """The number that libusb gives to a foreign exception."""
    if isinstance(error, NotImplementedError):
        return usb_errors.NOT_SUPPORTED
    code: int | None = getattr(error, "backend_error_code", None)
    return code


class Handle:
    """An opened device.

    Args:
        backend: pyusb's.
        handle: The backend's.
        uri: What error messages call the device.
    """

    def __init__(self, backend: Any, handle: Any, uri: str) -> None:
        self._backend = backend
        self._handle = handle
        self._uri = uri

    def claim(self, interface: PrinterInterface) -> bool:
        """Take the interface, from the system's own driver if need be; returns whether that driver was sent away.

        Nothing is reset: a reset would lose what the printer has not yet printed.
        """
        detached = False
        try:
            detached = self._detach(interface.number)
            if self._backend.get_configuration(self._handle) != interface.configuration:
                self._backend.set_configuration(self._handle, interface.configuration)
            self._backend.claim_interface(self._handle, interface.number)
            if interface.has_alternates:
                self._backend.set_interface_altsetting(self._handle, interface.number, interface.alternate)
        except FOREIGN as error:
            self.let_go(interface.number, attach=detached)
            raise usb_errors.opening_error(self._uri, code_of(error)) from error
        return detached

    def let_go(self, number: int, *, attach: bool) -> None:
        """Give the interface back, and to the system's driver if it had it; never raises, the device may be gone."""
        steps = [self._backend.release_interface]
        if attach:
            steps.append(self._backend.attach_kernel_driver)
        for step in steps:
            try:
                step(self._handle, number)
            except FOREIGN as error:
                logger.debug("%s: %s: %s", self._uri, step.__name__, error)

    def close(self) -> None:
        """Close the handle; it cannot be used any more."""
        self._backend.close_device(self._handle)

    def bulk_write(self, endpoint: int, data: bytes, milliseconds: int) -> tuple[int, int]:
        """How many bytes the printer acknowledged, and libusb's number of what ended the transfer, 0 if nothing did."""
        return self._bulk(endpoint, array("B", data), milliseconds)

    def bulk_read(self, endpoint: int, size: int, milliseconds: int) -> tuple[bytes, int]:
        """What came in one transfer, maybe nothing, and libusb's number of what ended it."""
        buffer = array("B", bytes(size))
        count, code = self._bulk(endpoint, buffer, milliseconds)
        return buffer[:count].tobytes(), code

    def clear_halt(self, endpoint: int) -> int:
        """End a stall of the endpoint; returns libusb's number of the error, 0 if it could be ended."""
        try:
            self._backend.clear_halt(self._handle, endpoint)
        except FOREIGN as error:
            return code_of(error) or usb_errors.OTHER
        return 0

    def control(
        self, request_type: int, request: int, *, value: int = 0, index: int = 0, size: int = 0
    ) -> bytes | None:
        """The answer to a control request, at most ``size`` bytes; ``None`` when the printer does not know it.

        Raises:
            DeviceError: The device is gone or silent.
        """
        buffer = array("B", bytes(size))
        with self._translated():
            try:
                count = self._backend.ctrl_transfer(
                    self._handle, request_type, request, value, index, buffer, _CONTROL_MS
                )
            except usb.core.USBError as error:
                # This is how a device says that it does not know a request; it ends with the next request.
                if code_of(error) == usb_errors.PIPE:
                    return None
                raise
        return buffer[:count].tobytes()

    def string(self, index: int) -> str:
        """A string descriptor in the printer's first language; empty where there is none."""
        if index == 0:
            return ""
        languages = self._string_descriptor(0, 0)
        data = self._string_descriptor(index, int.from_bytes(languages[:2], "little"))
        return data.decode("utf-16-le", "replace")

    def _string_descriptor(self, index: int, language: int) -> bytes:
        value = _STRING << 8 | index
        data = self.control(_IN, _GET_DESCRIPTOR, value=value, index=language, size=_STRING_BYTES)
        # The first byte is the length, which some devices make odd.
        return data[2 : data[0] & 0xFE] if data else b""

    def _detach(self, number: int) -> bool:
        """Send the system's driver away; ``False`` where there is none, or the system has no such thing."""
        try:
            active = self._backend.is_kernel_driver_active(self._handle, number)
        except FOREIGN as error:
            logger.debug("%s: which driver holds it is unknown: %s", self._uri, error)
            return False
        if active:
            self._backend.detach_kernel_driver(self._handle, number)
        return bool(active)

    def _bulk(self, endpoint: int, buffer: array[int], milliseconds: int) -> tuple[int, int]:
        # Not by the backend's own bulk_write: that forgets the count when the transfer ends in anything but a time-out.
        address, length = buffer.buffer_info()
        went = c_int()
        transfer = self._backend.lib.libusb_bulk_transfer
        place = cast(address, POINTER(c_ubyte))
        code = transfer(self._handle.handle, endpoint, place, length, byref(went), milliseconds)
        return went.value, int(code)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except FOREIGN as error:
            raise usb_errors.device_error(self._uri, code_of(error)) from error
