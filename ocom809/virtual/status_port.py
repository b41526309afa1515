"""The status port of Xprinter-type LAN boards (TCP 4000): four bytes for each ESC v, whatever the data port does.

Source: two vendor notes on network status, and the Xprinter test tool, which asks so about once a second.
"""

from __future__ import annotations

import selectors
import socket
from typing import TYPE_CHECKING, Final

from ocom809.virtual.listening import Address, listening, port_of
from ocom809.virtual.service import Service

if TYPE_CHECKING:
    from ocom809.virtual.printer import VirtualPrinter

_CLIENTS: Final = 4
_READ_BYTES: Final = 256


class StatusPort(Service):
    """Serves the status protocol to a few clients at once.

    Args:
        printer: The printer that is asked.
        address: Where to listen.
    """

    def __init__(self, printer: VirtualPrinter, address: Address) -> None:
        super().__init__(printer)
        self._address = address
        self._listener: socket.socket | None = None
        # The question may arrive in two pieces, so what was read last is kept.
        self._clients: dict[socket.socket, bytes] = {}

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return port_of(self._listener, self._address)

    def _open(self) -> None:
        self._listener = listening(self._address)

    def _shut(self) -> None:
        for client in list(self._clients):
            self._end(client)
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _step(self) -> None:
        listener = self._listener
        if listener is None:
            return
        self._attend(listener, selectors.EVENT_READ if len(self._clients) < _CLIENTS else 0)
        for place in self._wait(None):
            if place is listener:
                self._accept(listener)
            elif isinstance(place, socket.socket):
                self._answer(place)

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return  # it went away while it waited
        client.setblocking(False)
        self._clients[client] = b""
        self._attend(client, selectors.EVENT_READ)

    def _answer(self, client: socket.socket) -> None:
        try:
            data = client.recv(_READ_BYTES)
            asked = self._clients[client] + data
            reply = self.printer.status_port_reply(asked)
            if reply:
                client.send(reply)  # what a client that never reads has no room for is lost to it
        except OSError:
            data = b""
        if data:
            self._clients[client] = asked[-1:] if asked.endswith(b"\x1b") else b""
        else:
            self._end(client)

    def _end(self, client: socket.socket) -> None:
        del self._clients[client]
        self._attend(client, 0)
        client.close()
