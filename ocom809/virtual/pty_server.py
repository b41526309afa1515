"""The virtual printer behind a pseudo terminal, as a serial printer; Linux and macOS only."""

from __future__ import annotations

import os
import selectors
from typing import TYPE_CHECKING

from ocom809.errors import DeviceError
from ocom809.virtual.service import Carrier, Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.ticket import Ticket

_CLOSED = -1


class PtyServer(Service):
    """Serves a printer on a pseudo terminal until it is closed; best used in a ``with`` statement.

    A serial line knows no connection: programs come and go, and the printer notices nothing of it. The faults
    ``disconnect`` and ``power-loss`` end the terminal, as pulling out a USB adapter does, and with it the serving.

    Args:
        printer: The printer.
        on_ticket: Told of each piece of paper that comes off.

    Attributes:
        path: What programs open, such as ``/dev/pts/3``; empty before ``start``.
    """

    def __init__(self, printer: VirtualPrinter, *, on_ticket: Callable[[Ticket], None] | None = None) -> None:
        super().__init__(printer, on_ticket=on_ticket)
        self.path = ""
        self._master = self._slave = _CLOSED

    def _open(self) -> None:
        try:
            import pty
            import tty
        except ImportError as error:
            raise DeviceError(
                "this system has no pseudo terminals", hint="They exist on Linux and macOS; serve on TCP instead."
            ) from error
        try:
            self._master, self._slave = pty.openpty()
        except OSError as error:
            raise DeviceError(f"no pseudo terminal can be had: {error.strerror or error}") from error
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.path = os.ttyname(self._slave)
        self._carrier = Carrier(self.printer)

    def _step(self) -> None:
        if self._master == _CLOSED:
            self._wait(None)
            return
        if self.printer.wire_is_broken:
            self._hang_up()
            return
        room = self._carrier.room()
        unsent = self._carrier.fetch()
        self._attend(self._master, (selectors.EVENT_READ if room else 0) | (selectors.EVENT_WRITE if unsent else 0))
        events = self._wait(None).get(self._master, 0)
        try:
            if events & selectors.EVENT_WRITE:
                del unsent[: os.write(self._master, unsent)]
            if events & selectors.EVENT_READ:
                self._carrier.bring(os.read(self._master, room))
        except BlockingIOError:
            return

    def _hang_up(self) -> None:
        """End the terminal under the program that has it open."""
        self._shut()
        self.printer.wire_closed()

    def _shut(self) -> None:
        if self._master != _CLOSED:
            self._attend(self._master, 0)
            # We hold the other end too, so that the terminal lives while no program has it open.
            os.close(self._master)
            os.close(self._slave)
            self._master = self._slave = _CLOSED
