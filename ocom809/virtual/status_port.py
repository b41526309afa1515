"""The side connection of Xprinter-type LAN boards (TCP 4000): status and addresses, whatever the data port does.

Four bytes for each ESC v, by two vendor notes on network status and the Xprinter test tool, which asks so about once a
second; and the commands that set an address, which that tool and Zywell's send here.
"""

from __future__ import annotations

import selectors
import socket
from typing import TYPE_CHECKING, Final

from ocom809.virtual.listening import Address, listening, port_of
from ocom809.virtual.service import Service
from ocom809.virtual.tokenizer import Tokenizer

if TYPE_CHECKING:
    from ocom809.virtual.printer import VirtualPrinter

_CLIENTS: Final = 4
_READ_BYTES: Final = 256
_PAYLOAD_BYTES: Final = 256


class StatusPort(Service):
    """Serves the side connection to a few clients at once.

    Args:
        printer: The printer that is asked.
        address: Where to listen.
        interface: The network interface to listen on (Linux); any that has the address where ``None``.
    """

    def __init__(self, printer: VirtualPrinter, address: Address, interface: str | None = None) -> None:
        super().__init__(printer)
        self._address = address
        self._interface = interface
        self._listener: socket.socket | None = None
        # A question may arrive in two pieces, so each client has a reader of its own.
        self._clients: dict[socket.socket, Tokenizer] = {}

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return port_of(self._listener, self._address)

    def _open(self) -> None:
        self._listener = listening(self._address, self._interface)

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
        self._clients[client] = Tokenizer(payload_limit=_PAYLOAD_BYTES)
        self._attend(client, selectors.EVENT_READ)

    def _answer(self, client: socket.socket) -> None:
        try:
            data = client.recv(_READ_BYTES)
            reply = self.printer.settings.answer_side_port(self._clients[client].feed(data))
            if reply:
                client.send(reply)  # what a client that never reads has no room for is lost to it
        except OSError:
            data = b""
        if not data:
            self._end(client)

    def _end(self, client: socket.socket) -> None:
        del self._clients[client]
        self._attend(client, 0)
        client.close()
