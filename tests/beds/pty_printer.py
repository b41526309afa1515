"""A printer at the far end of a pty: bytes, flow signs and hang-ups are real; modem lines there are none."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty


class PtyPrinter:
    """Takes what comes unless told to stall, and says what it is told to.

    Attributes:
        name: The name of the port for the driver.
    """

    def __init__(self) -> None:
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.name = os.ttyname(self._slave)
        self._received = bytearray()
        self._taking, self._ending = threading.Event(), threading.Event()
        self._taking.set()
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read_on, daemon=True)
        self._reader.start()

    def received(self) -> bytes:
        """All that has come in."""
        return bytes(self._received)

    def answer(self, data: bytes) -> None:
        """Say something, in pieces where the driver's end is full."""
        os.write(self._master, data)

    def stall(self) -> None:
        """Take nothing more."""
        self._taking.clear()
        # A read that has begun may still take what was there.
        with self._lock:
            pass

    def resume(self) -> None:
        """Take again."""
        self._taking.set()

    def vanish(self) -> None:
        """Hang up."""
        self.close()

    def close(self) -> None:
        """Be gone for good."""
        if not self._ending.is_set():
            self._ending.set()
            self._taking.set()
            self._reader.join()
            os.close(self._slave)
            os.close(self._master)

    def _read_on(self) -> None:
        while not self._ending.is_set():
            self._taking.wait()
            with self._lock:
                if self._taking.is_set() and select.select([self._master], [], [], 0.005)[0]:
                    self._received += os.read(self._master, 65536)
