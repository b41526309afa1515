"""A serial port with modem lines: a pty for the bytes, and umockdev for the lines that a pty does not have.

Runs in the system's Python and is started by ``bed_main.py`` only.
"""

from __future__ import annotations

import errno
import os
import struct
import termios
import threading
import time
import tty

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402
from printer_model import PrinterModel  # noqa: E402

NODE = "/dev/ttyUSB0"
DTR, RTS, CTS, CARRIER, DSR = 0x002, 0x004, 0x020, 0x040, 0x100
LINES = {"dtr": DTR, "rts": RTS, "cts": CTS, "carrier": CARRIER, "dsr": DSR}
TIOCMGET, TIOCMBIS, TIOCMBIC, TIOCMSET = 0x5415, 0x5416, 0x5417, 0x5418
TIOCOUTQ = 0x5411
SYSFS = """P: /devices/pci0000:00/usb1/1-9/1-9:1.0/ttyUSB0/tty/ttyUSB0
N: ttyUSB0
E: DEVNAME=/dev/ttyUSB0
E: SUBSYSTEM=tty
E: MAJOR=188
E: MINOR=0
A: dev=188:0

"""


class EmulatedPort(UMockdev.IoctlBase):
    """The port, with a printer at its other end that drives CTS and DSR and reads as long as it ``reads``.

    Attributes:
        queue: Bytes that the driver of the port says it still holds.
        queue_step: How many of them go between two questions.
    """

    def __init__(self, testbed) -> None:
        super().__init__()
        self.model, self.reads = PrinterModel(), True
        self.queue = self.queue_step = 0
        self.lines = DTR | RTS | CTS | CARRIER | DSR
        testbed.add_from_string(SYSFS)
        self.master = testbed.get_dev_fd(NODE)
        tty.setraw(self.master)
        self.connect("handle-ioctl", self._on_ioctl)
        self.connect("handle-write", self._on_write)
        testbed.attach_ioctl(NODE, self)
        threading.Thread(target=self._read_on, daemon=True).start()

    def fresh(self) -> None:
        """A printer that was just switched on, and nothing left over on the wire."""
        termios.tcflush(self.master, termios.TCIOFLUSH)
        self.lines |= CTS | CARRIER | DSR
        self.model, self.reads = PrinterModel(), True
        self.queue = self.queue_step = 0

    def set_line(self, name: str, raised: bool) -> None:
        """Raise or drop a line that the printer drives."""
        self.lines = self.lines | LINES[name] if raised else self.lines & ~LINES[name]

    def seen(self) -> dict:
        """The lines and settings as the printer's end sees them."""
        attributes = termios.tcgetattr(self.master)
        names = {
            getattr(termios, name): int(name[1:]) for name in dir(termios) if name[0] == "B" and name[1:].isdigit()
        }
        return {
            "lines": sorted(name for name, bit in LINES.items() if self.lines & bit),
            "baudrate": names.get(attributes[4], attributes[4]),
            "rtscts": bool(attributes[2] & termios.CRTSCTS),
            "two_stop_bits": bool(attributes[2] & termios.CSTOPB),
            "tty_xonxoff": bool(attributes[0] & (termios.IXON | termios.IXOFF)),
        }

    def _read_on(self) -> None:
        while True:
            if not self.reads:
                time.sleep(0.01)
                continue
            try:
                data = os.read(self.master, 4096)
            except OSError:
                # Nobody has the other end open.
                time.sleep(0.005)
                continue
            answer = self.model.feed(data)
            if answer:
                os.write(self.master, answer)

    def _on_ioctl(self, _handler, client) -> bool:
        request = client.get_request()
        if request == TIOCOUTQ:
            client.get_arg().resolve(0, 4).update(0, struct.pack("<I", self.queue))
            self.queue = max(0, self.queue - self.queue_step)
            client.complete(0, 0)
            return True
        if request not in (TIOCMGET, TIOCMBIS, TIOCMBIC, TIOCMSET):
            # The settings are the pty's own.
            client.complete(*client.execute())
            return True
        data = client.get_arg().resolve(0, 4)
        driven = struct.unpack("<I", bytes(data.retrieve()))[0] & (DTR | RTS)
        if request == TIOCMGET:
            data.update(0, struct.pack("<I", self.lines))
        elif request == TIOCMBIS:
            self.lines |= driven
        elif request == TIOCMBIC:
            self.lines &= ~driven
        else:
            self.lines = self.lines & ~(DTR | RTS) | driven
        client.complete(0, 0)
        return True

    def _on_write(self, _handler, client) -> bool:
        """A driver with RTS/CTS takes nothing while CTS is down; else the pty does the writing."""
        gated = termios.tcgetattr(self.master)[2] & termios.CRTSCTS and not self.lines & CTS
        if gated:
            client.complete(-1, errno.EAGAIN)
        return bool(gated)
