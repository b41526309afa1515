"""A USB printer behind usbfs: it answers the system calls that an unmodified libusb makes, by umockdev.

Runs in the system's Python, which has the bindings of umockdev (gi), and is started by ``bed_main.py`` only.
"""

from __future__ import annotations

import collections
import errno
import struct
import sys
import threading
import traceback

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402
from printer_model import PrinterModel  # noqa: E402
from usb_description import control_answer  # noqa: E402

# <linux/usbdevice_fs.h>, as numbered on 64-bit Linux.
SUBMIT_URB, DISCARD_URB, REAP_URB, REAP_URB_NOW = 0x8038550A, 0x550B, 0x4008550C, 0x4008550D
CLAIM, RELEASE, SET_INTERFACE, SET_CONFIGURATION = 0x8004550F, 0x80045510, 0x80085504, 0x80045505
GET_DRIVER, IOCTL, RESET, CLEAR_HALT, CAPABILITIES = 0x41045508, 0xC0105512, 0x5514, 0x80045515, 0x8004551A
DISCONNECT_DRIVER, CONNECT_DRIVER = 0x5516, 0x5517
ZERO_PACKET, NO_PACKET_LIMIT, REAP_AFTER_DISCONNECT = 0x01, 0x04, 0x10
NAMES = {
    CLAIM: "claim",
    RELEASE: "release",
    SET_INTERFACE: "set interface",
    SET_CONFIGURATION: "set configuration",
    RESET: "reset",
    CLEAR_HALT: "clear halt",
    DISCONNECT_DRIVER: "detach driver",
    CONNECT_DRIVER: "attach driver",
}

CONTROL_TRANSFER, IN = 2, 0x80
# Where the fields of `struct usbdevfs_urb` are.
STATUS_AT, BUFFER_AT, LENGTH_AT, ACTUAL_AT = 4, 16, 24, 28


class Transfer:
    """A URB on its way: ``done`` bytes of ``length`` have been moved so far."""

    def __init__(self, urb, kind: int, endpoint: int, length: int) -> None:
        self.urb, self.kind, self.endpoint, self.length = urb, kind, endpoint, length
        self.buffer = urb.resolve(BUFFER_AT, length) if length else None
        self.done = 0

    def left(self) -> bytes:
        """The bytes of an OUT transfer that have not gone yet."""
        return bytes(self.buffer.retrieve())[self.done : self.length] if self.buffer is not None else b""

    def finish(self, status: int) -> None:
        """Write the result where libusb reads it."""
        self.urb.update(STATUS_AT, struct.pack("<i", status))
        self.urb.update(ACTUAL_AT, struct.pack("<i", self.done))


class EmulatedPrinter(UMockdev.IoctlBase):
    """One printer on the bus.

    Attributes:
        words: What it is; see ``usb_description.ORDINARY``.
        model: What it does with bytes.
        trace: The system calls that matter, in their order.
        room: How many more bytes it takes before it answers NAK; ``None`` is without end.
        stalls: How many more transfers it stalls; -1 is for ever.
        stall_after: Take so many bytes of the next transfer before the stall.
        empty_packets: How many empty packets it sends before it says nothing.
        gone: 0, or the error number that transfers on their way end with.
        held: Whether another program has claimed it.
        refusals: Error number by name of the system call that is to fail.
    """

    def __init__(self, words: dict) -> None:
        super().__init__()
        self.words, self.model, self.trace = words, PrinterModel(), []
        self.room, self.stalls, self.stall_after, self.empty_packets = None, 0, 0, 0
        self.gone, self.held, self.refusals, self.claims = 0, False, {}, set()
        self.says = bytearray()
        self.drivers = {interface[0]: words["driver"] for interface in words["interfaces"]}
        self.coming, self.finished = collections.OrderedDict(), collections.deque()
        self.lock = threading.RLock()
        self.connect("handle-ioctl", self._on_ioctl)

    def say(self, data: bytes) -> None:
        """Send ``data`` of its own accord."""
        with self.lock:
            self.says += data
            self.pump()

    def vanish(self, number: int) -> None:
        """Be gone; transfers on their way end with the error ``number``."""
        with self.lock:
            self.gone = number
            self.pump()

    def pump(self) -> None:
        """Move on every transfer that can be moved on."""
        for address, transfer in list(self.coming.items()):
            status = self._moved(transfer)
            if status is not None:
                self._end(address, transfer, status)

    def _end(self, address: int, transfer: Transfer, status: int) -> None:
        self.coming.pop(address, None)
        transfer.finish(status)
        self.finished.append(transfer)

    def _moved(self, transfer: Transfer) -> int | None:
        """The status that the transfer ends with, or ``None`` while it goes on."""
        if self.gone:
            return -self.gone
        if transfer.kind == CONTROL_TRANSFER:
            return self._control(transfer)
        if self.stalls:
            return self._stalled(transfer)
        return self._says(transfer) if transfer.endpoint & IN else self._takes(transfer)

    def _stalled(self, transfer: Transfer) -> int:
        self.stalls -= 1 if self.stalls > 0 else 0
        if not transfer.endpoint & IN and self.stall_after:
            self._feed(transfer, transfer.left()[: self.stall_after])
            self.stall_after = 0
        return -errno.EPIPE

    def _takes(self, transfer: Transfer) -> int | None:
        data = transfer.left()
        taken = data if self.room is None else data[: self.room]
        if self.room is not None:
            self.room -= len(taken)
        self._feed(transfer, taken)
        return 0 if len(taken) == len(data) else None

    def _feed(self, transfer: Transfer, data: bytes) -> None:
        transfer.done += len(data)
        self.says += self.model.feed(data)

    def _says(self, transfer: Transfer) -> int | None:
        if self.empty_packets:
            self.empty_packets -= 1
            return 0
        if not self.says:
            return None
        data = bytes(self.says[: transfer.length])
        del self.says[: len(data)]
        transfer.buffer.update(0, data)
        transfer.done = len(data)
        return 0

    def _control(self, transfer: Transfer) -> int:
        request_type, request, value, index, size = struct.unpack_from("<BBHHH", bytes(transfer.buffer.retrieve()))
        self.trace.append(f"control {request_type:02x} {request:02x} {value:04x} {index:04x}")
        answer = control_answer(self.words, request_type, request, value)
        if answer is None:
            return -errno.EPIPE
        answer = answer[:size]
        if answer:
            transfer.buffer.update(8, answer)
        transfer.done = len(answer)
        return 0

    # System calls.

    def _on_ioctl(self, _handler, client) -> bool:
        try:
            with self.lock:
                self._answer(client)
        except Exception:  # noqa: BLE001 - nothing may be thrown into the C code that calls
            traceback.print_exc(file=sys.stderr)
            client.complete(-1, errno.EIO)
        return True

    def _answer(self, client) -> None:
        request, argument = client.get_request(), client.get_arg()
        if request in (REAP_URB, REAP_URB_NOW):
            self._reap(client, argument)
        elif self.gone:
            client.complete(-1, errno.ENODEV)
        elif request == DISCARD_URB:
            self._discard(client, struct.unpack("<Q", bytes(argument.retrieve()))[0])
        elif request == SUBMIT_URB:
            self._submit(client, argument.resolve(0, 56))
        else:
            size = request >> 16 & 0x3FFF
            number = self._simple(request, argument.resolve(0, size) if size else None)
            client.complete(-1 if number else 0, number)

    def _submit(self, client, urb) -> None:
        raw = bytes(urb.retrieve())
        length = struct.unpack_from("<i", raw, LENGTH_AT)[0]
        self.coming[urb.client_addr] = Transfer(urb, raw[0], raw[1], length)
        client.complete(0, 0)
        self.pump()

    def _discard(self, client, address: int) -> None:
        transfer = self.coming.get(address)
        if transfer is None:
            client.complete(-1, errno.EINVAL)
            return
        self._end(address, transfer, -errno.ENOENT)
        client.complete(0, 0)

    def _reap(self, client, argument) -> None:
        if not self.finished:
            self.pump()
        if self.finished:
            argument.resolve(0, 8).set_ptr(0, self.finished.popleft().urb)
            client.complete(0, 0)
        elif self.gone:
            client.complete(-1, errno.ENODEV)
        else:
            # To poll() the node is a regular file, always ready, so libusb would spin: answer a little later.
            later = GLib.timeout_source_new(1)
            later.set_callback(lambda *_: (client.complete(-1, errno.EAGAIN), False)[1])
            later.attach(GLib.MainContext.get_thread_default() or GLib.MainContext.default())

    def _simple(self, request: int, data) -> int:
        """Answer one of the calls without a transfer; returns the error number, 0 for none."""
        if request == CAPABILITIES:
            data.update(0, struct.pack("<I", ZERO_PACKET | NO_PACKET_LIMIT | REAP_AFTER_DISCONNECT))
            return 0
        if request == GET_DRIVER:
            return self._get_driver(data)
        number = 0
        if request == IOCTL:
            number, request = struct.unpack_from("<iI", bytes(data.retrieve()))
        elif data is not None:
            number = struct.unpack_from("<I", bytes(data.retrieve()))[0]
        name = NAMES.get(request)
        if name is None:
            return errno.ENOTTY
        self.trace.append(name if request in (RESET, SET_CONFIGURATION) else f"{name} {number:x}")
        return self.refusals.get(name) or self._changed(request, number)

    def _get_driver(self, data) -> int:
        if "get driver" in self.refusals:
            return self.refusals["get driver"]
        number = struct.unpack_from("<I", bytes(data.retrieve()))[0]
        driver = "usbfs" if self.held or number in self.claims else self.drivers.get(number)
        if not driver:
            return errno.ENODATA
        data.update(4, driver.encode() + b"\0")
        return 0

    def _changed(self, request: int, number: int) -> int:
        """Do what changes who holds the interface ``number``."""
        if request == DISCONNECT_DRIVER:
            self.drivers[number] = None
        elif request == CONNECT_DRIVER:
            self.drivers[number] = self.words["driver"]
        elif request == CLAIM:
            if self.held or self.drivers.get(number) or number in self.claims:
                return errno.EBUSY
            self.claims.add(number)
        elif request == RELEASE:
            self.claims.discard(number)
        return 0
