"""USB: the printer itself by libusb, without a driver of the system in between."""

from __future__ import annotations

import math
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from ocom809.deadline import Deadline
from ocom809.devices import usb_errors
from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.devices.uri import DeviceURI
from ocom809.devices.usb_descriptors import DeviceID, PortStatus, UsbPrinter
from ocom809.devices.usb_finding import Wanted, find, list_printers, open_bus

if TYPE_CHECKING:
    from ocom809.devices.usb_descriptors import PrinterInterface
    from ocom809.devices.usb_handle import Handle

__all__ = ["DeviceID", "PortStatus", "UsbDevice", "UsbPrinter", "list_printers"]

# Requests of the universal serial bus printer class 1.1, chapter 4.2.
_CLASS_IN, _CLASS_OUT = 0xA1, 0x21
_GET_DEVICE_ID, _GET_PORT_STATUS, _SOFT_RESET = 0, 1, 2
_DEVICE_ID_BYTES = 1024

# Some printers answer every poll with an empty packet instead of none; asking again at once would burn a processor.
_EMPTY_PACKET_PAUSE_SECONDS = 0.005


class UsbDevice(Device):
    """A USB printer, found by its printer interface and not by its ids, which vary within one model.

    ``usb:`` takes the only printer there is, ``usb://0416:5011`` the only one with these ids,
    ``usb://0416:5011/SERIAL`` and ``usb://?bus=1&port=2.3`` one of several. Each opening looks at the bus anew, so a
    printer that was unplugged and came back is found again. The system's own driver (usblp on Linux) is sent away while
    it is open and called back afterwards. Nothing is ever reset unasked.

    A stall of an endpoint is cleared once, and writing goes on behind the last byte that the printer acknowledged.

    Args:
        uri: What to look for.
    """

    silence_hint = "It may be out of paper, its cover open, or its buffer full behind a cutter error."

    def __init__(self, uri: str = "usb:") -> None:
        super().__init__(uri)
        self._wanted = Wanted.parse(DeviceURI.parse(uri))
        self._opened: _Opened | None = None
        self._arrived = b""

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer that the URI asks for; it is looked for when it is opened."""
        return cls(uri.text)

    # What only USB has.

    def device_id(self) -> DeviceID:
        """Ask for the IEEE 1284 device id; it is empty where the printer has none.

        Raises:
            DeviceError: The printer is gone or silent.
        """
        opened = self._at_work()
        interface = opened.interface
        answer = opened.handle.control(
            _CLASS_IN,
            _GET_DEVICE_ID,
            value=interface.configuration_index,
            index=interface.number << 8 | interface.alternate,
            size=_DEVICE_ID_BYTES,
        )
        return DeviceID.parse(answer or b"")

    def port_status(self) -> PortStatus:
        """Ask for the three facts that the printer class knows; each is unknown where the printer says nothing of it.

        Raises:
            DeviceError: The printer is gone or silent.
        """
        return PortStatus.parse(self.port_status_byte())

    def port_status_byte(self) -> int:
        """The same as it came; 0, which says nothing, where the printer does not know the request.

        Raises:
            DeviceError: The printer is gone or silent.
        """
        opened = self._at_work()
        answer = opened.handle.control(_CLASS_IN, _GET_PORT_STATUS, index=opened.interface.number, size=1)
        return answer[0] if answer else 0

    def soft_reset(self) -> bool:
        """Make the printer forget what it has received and not printed; returns whether it knows this request.

        Raises:
            DeviceError: The printer is gone or silent.
        """
        opened = self._at_work()
        self._arrived = b""
        return opened.handle.control(_CLASS_OUT, _SOFT_RESET, index=opened.interface.number) is not None

    # The hooks of the base class.

    def _open(self, silence: float) -> None:
        del silence  # finding and claiming wait for nobody
        self._arrived = b""
        self._opened = _Opened(self._wanted)
        self.abilities = Abilities(two_way=self._opened.interface.two_way)

    def _write(self, chunk: memoryview, silence: float) -> int:
        handle, endpoint = self._at_work().handle, self._at_work().interface.out_endpoint
        data, milliseconds = bytes(chunk), _milliseconds(silence)
        went, code = handle.bulk_write(endpoint, data, milliseconds)
        if code == usb_errors.PIPE:
            code = handle.clear_halt(endpoint)
            if code == 0 and not went:
                went, code = handle.bulk_write(endpoint, data, milliseconds)
        if code in (0, usb_errors.TIMEOUT) or (went and code == usb_errors.PIPE):
            return went
        raise usb_errors.device_error(self.uri, code, written=went)

    def _read(self, size: int, silence: float) -> bytes:
        opened, deadline = self._at_work(), Deadline(silence)
        while not self._arrived and opened.interface.two_way:
            self._arrived = self._transfer_in(opened, deadline.left())
            if self._arrived or deadline.expired:
                break
            threading.Event().wait(min(_EMPTY_PACKET_PAUSE_SECONDS, deadline.left()))
        data, self._arrived = self._arrived[:size], self._arrived[size:]
        return data

    def _transfer_in(self, opened: _Opened, silence: float) -> bytes:
        """What one transfer brings, maybe nothing. It asks for whole packets: a larger one than asked for is lost."""
        endpoint, size = opened.interface.in_endpoint or 0, opened.interface.in_packet_bytes
        data, code = opened.handle.bulk_read(endpoint, size, _milliseconds(silence))
        if code == usb_errors.PIPE and not data:
            code = opened.handle.clear_halt(endpoint)
            if code == 0:
                data, code = opened.handle.bulk_read(endpoint, size, _milliseconds(silence))
        if not data and code not in (0, usb_errors.TIMEOUT):
            raise usb_errors.device_error(self.uri, code)
        return data

    def _close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _at_work(self) -> _Opened:
        self._must_be_open()
        assert self._opened is not None  # noqa: S101 - open() has set it
        return self._opened


class _Opened:
    """All that is held while a printer is open, let go in the reverse order, which libusb insists on."""

    def __init__(self, wanted: Wanted) -> None:
        with ExitStack() as undo:
            bus = open_bus()
            undo.callback(bus.close)
            device = find(bus, wanted)
            undo.callback(device.release)
            self.interface: PrinterInterface = device.interface
            self.handle: Handle = device.open(wanted.uri)
            undo.callback(self.handle.close)
            had_driver = self.handle.claim(self.interface)
            undo.callback(self.handle.let_go, self.interface.number, attach=had_driver)
            self.close = undo.pop_all().close


def _milliseconds(seconds: float) -> int:
    """A limit as libusb counts it, where 0 would mean for ever."""
    return max(1, math.ceil(seconds * 1000))
