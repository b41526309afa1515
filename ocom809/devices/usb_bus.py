"""The bus as libusb shows it: which devices have a printer interface, and how to open one. Why so: ``usb_handle``."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from usb.backend import libusb1

from ocom809.devices import usb_errors
from ocom809.devices.usb_descriptors import PRINTER_CLASS, PRINTER_SUBCLASS, PrinterInterface, best_interface
from ocom809.devices.usb_handle import FOREIGN, Handle, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

_BULK, _TRANSFER_TYPE_MASK, _IN = 2, 0x03, 0x80
_PACKET_BYTES_MASK = 0x07FF


class Bus:
    """One libusb context; it sees the bus as it was when it was made.

    Raises:
        MissingPackage: There is no libusb here.
    """

    def __init__(self) -> None:
        shared = libusb1.get_backend()
        if shared is None:
            raise usb_errors.no_libusb()
        try:
            self._backend: Any = type(shared)(shared.lib)
        except FOREIGN as error:
            raise usb_errors.no_libusb() from error

    def printers(self) -> list[BusDevice]:
        """Every device that has a printer interface; one whose descriptors cannot be read is passed over."""
        try:
            listed = list(self._backend.enumerate_devices())
        except FOREIGN as error:
            raise usb_errors.device_error("usb:", code_of(error)) from error
        found = []
        for device in listed:
            try:
                interface = best_interface(_printer_interfaces(self._backend, device))
                if interface is not None:
                    found.append(BusDevice(self._backend, device, interface))
            except FOREIGN as error:
                logger.debug("a device on the bus does not describe itself: %s", error)
        return found

    def close(self) -> None:
        """Let go of the bus. What was found on it must be released before."""
        self._backend.finalize()


class BusDevice:
    """A printer on the bus, not opened.

    Attributes:
        descriptor: Its device descriptor, with the names of the USB specification.
        interface: The interface to print through.
    """

    def __init__(self, backend: Any, device: Any, interface: PrinterInterface) -> None:
        self._backend = backend
        self._device = device
        self.descriptor = backend.get_device_descriptor(device)
        self.interface = interface

    @property
    def port(self) -> str:
        """Ports from the root hub, such as ``2.3``; empty where the system does not say."""
        return ".".join(str(number) for number in self.descriptor.port_numbers or ())

    def open(self, uri: str) -> Handle:
        """A handle to it; nothing is claimed and nothing is reset.

        Raises:
            DeviceError: The system does not let us, or it is gone.
        """
        try:
            return Handle(self._backend, self._backend.open_device(self._device), uri)
        except FOREIGN as error:
            raise usb_errors.opening_error(uri, code_of(error)) from error

    def release(self) -> None:
        """Drop the reference to it, which must not outlive its bus."""
        self._device.finalize()


def _printer_interfaces(backend: Any, device: Any) -> Iterator[PrinterInterface]:
    """Every alternate setting of every printer interface of every configuration, if it can be written to."""
    for index in range(backend.get_device_descriptor(device).bNumConfigurations):
        configuration = backend.get_configuration_descriptor(device, index)
        for place in range(configuration.bNumInterfaces):
            settings = configuration.interface[place].num_altsetting
            for setting in range(settings):
                found = _printer_interface(backend, device, (place, setting, index))
                if found is not None:
                    number = configuration.bConfigurationValue
                    yield replace(found, configuration=number, has_alternates=settings > 1)


def _printer_interface(backend: Any, device: Any, where: tuple[int, int, int]) -> PrinterInterface | None:
    """The interface at this place of the descriptors: number, setting, configuration, each counted from 0."""
    descriptor = backend.get_interface_descriptor(device, *where)
    if (descriptor.bInterfaceClass, descriptor.bInterfaceSubClass) != (PRINTER_CLASS, PRINTER_SUBCLASS):
        return None
    endpoints = [backend.get_endpoint_descriptor(device, number, *where) for number in range(descriptor.bNumEndpoints)]
    bulk = [endpoint for endpoint in endpoints if endpoint.bmAttributes & _TRANSFER_TYPE_MASK == _BULK]
    out = next((endpoint for endpoint in bulk if not endpoint.bEndpointAddress & _IN), None)
    back = next((endpoint for endpoint in bulk if endpoint.bEndpointAddress & _IN), None)
    if out is None:
        return None
    return PrinterInterface(
        configuration_index=where[2],
        number=descriptor.bInterfaceNumber,
        alternate=descriptor.bAlternateSetting,
        protocol=descriptor.bInterfaceProtocol,
        out_endpoint=out.bEndpointAddress,
        in_endpoint=back.bEndpointAddress if back else None,
        in_packet_bytes=max(1, back.wMaxPacketSize & _PACKET_BYTES_MASK) if back else 64,
    )
