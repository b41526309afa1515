"""The tested program's end of a bed: orders to the printers around it."""

from __future__ import annotations

import errno
import json
import os
import socket
import threading
from typing import Any

ORDERS = "OCOM809_BED"


class UsbBed:
    """The bed that this process runs in: plug printers in and out, and see what they received.

    ``printer`` is the one that is there at the beginning of every test.
    """

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(os.environ[ORDERS])
        self._answers = self._socket.makefile("r")
        self._lock = threading.Lock()
        self.printer = BedPrinter(self, "printer")
        self.port = BedPort(self)

    def order(self, *words: Any) -> Any:
        """Give an order and wait until it is done."""
        with self._lock:
            self._socket.sendall((json.dumps(words) + "\n").encode())
            answer = json.loads(self._answers.readline())
        if "error" in answer:
            raise RuntimeError(f"the bed cannot {words}: {answer['error']}")
        return answer["value"]

    def reset(self) -> None:
        """One ordinary printer and an idle port, as at the beginning."""
        self.order("reset")

    def plug(self, name: str, **words: Any) -> BedPrinter:
        """Plug one more printer in; ``words`` say where it differs from an ordinary one (``usb_description.py``)."""
        self.order("plug", name, words)
        return BedPrinter(self, name)

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._socket.close()


class BedPrinter:
    """One printer on the bus of the bed."""

    def __init__(self, bed: UsbBed, name: str) -> None:
        self._bed = bed
        self.name = name

    @property
    def received(self) -> bytes:
        """All bytes that it has acknowledged."""
        return bytes.fromhex(self._bed.order("received", self.name))

    @property
    def trace(self) -> list[str]:
        """What the program did to it, apart from transfers: claim 0, detach driver 0, reset …"""
        return list(self._bed.order("trace", self.name))

    def takes_only(self, count: int) -> None:
        """Answer NAK after ``count`` more bytes, as with a full buffer: the transfer stops in its middle."""
        self._bed.order("set", self.name, "room", count)

    def takes_all(self) -> None:
        """Take bytes without end again."""
        self._bed.order("set", self.name, "room", None)

    def stalls(self, times: int = -1, *, after: int = 0) -> None:
        """Stall the next ``times`` transfers (-1: all), the first one after it took ``after`` bytes."""
        self._bed.order("set", self.name, "stall_after", after)
        self._bed.order("set", self.name, "stalls", times)

    def says(self, data: bytes) -> None:
        """Send something unasked."""
        self._bed.order("say", self.name, data.hex())

    def answers(self, question: int, data: bytes) -> None:
        """Say ``data`` to DLE EOT ``question`` from now on."""
        self._bed.order("answer", self.name, question, data.hex())

    def keeps_silent(self) -> None:
        """Answer nothing any more; ``says`` still works."""
        for question in range(1, 5):
            self.answers(question, b"")

    def sends_empty_packets(self, count: int) -> None:
        """Send ``count`` empty packets before anything else."""
        self._bed.order("set", self.name, "empty_packets", count)

    def held_by_another_program(self) -> None:
        """Somebody else has claimed the interface."""
        self._bed.order("set", self.name, "held", True)

    def refuses(self, call: str, error_number: int) -> None:
        """Let a system call fail: "detach driver", "attach driver", "claim", "clear halt", "get driver" …"""
        self._bed.order("set", self.name, "refusals", {call: error_number})

    def may_not_be_opened(self) -> None:
        """Take the permission away. Root may all the same: see ``tests.beds.privileges``."""
        self._bed.order("forbid", self.name)

    def breaks_off(self) -> None:
        """Still be listed on the bus, and answer nothing any more: a plug that was pulled a moment ago."""
        self._bed.order("set", self.name, "gone", errno.ESHUTDOWN)

    def unplug(self, *, first_error: str = "ESHUTDOWN") -> None:
        """Pull the plug. EPROTO is what most host controllers say first; ENODEV comes with the next call."""
        self._bed.order("unplug", self.name, first_error)

    def plug_in_again(self, **words: Any) -> None:
        """Put the plug back."""
        self._bed.order("plug", self.name, words)


class BedPort:
    """The serial port of the bed, by the name in ``tty``, and the printer at its other end."""

    tty = "/dev/ttyUSB0"

    def __init__(self, bed: UsbBed) -> None:
        self._bed = bed

    @property
    def received(self) -> bytes:
        """All bytes that have come."""
        return bytes.fromhex(self._bed.order("port_received"))

    @property
    def seen(self) -> dict[str, Any]:
        """Lines and settings from the printer's end: lines, baudrate, rtscts, two_stop_bits, tty_xonxoff."""
        return dict(self._bed.order("port_seen"))

    def line(self, name: str, *, raised: bool) -> None:
        """Raise or drop a line that the printer drives: cts, dsr, carrier."""
        self._bed.order("line", name, raised)

    def says(self, data: bytes) -> None:
        """Send something."""
        self._bed.order("port_says", data.hex())

    def holds(self, count: int, *, going: int = 0) -> None:
        """Say that ``count`` bytes have not gone yet, and ``going`` fewer each time it is asked."""
        self._bed.order("port_queue", count, going)

    def stops_reading(self) -> None:
        """Take nothing more."""
        self._bed.order("port_reads", False)
