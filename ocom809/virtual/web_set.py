"""The page that some LAN modules of the class show on port 80, "Ethernet WebSet System": where the unit is, to be read.

Sources: a real OCOM OCPP-80H, and a guide for print agents, whose author did not verify it: fields for MAC, address,
mask and gateway, and a button MODIFY. What a browser sends when that is pressed no source tells, so it is not there.
"""

from __future__ import annotations

import contextlib
import selectors
import time
from typing import TYPE_CHECKING, Final

from ocom809.virtual.listening import Address, listening, port_of
from ocom809.virtual.service import Service

if TYPE_CHECKING:
    import socket

    from ocom809.virtual.printer import VirtualPrinter

_REQUEST_BYTES: Final = 4096
_REQUEST_SECONDS: Final = 2.0
_END: Final = b"\r\n\r\n"
_PAGE: Final = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Ethernet WebSet System</title></head><body><h1>Ethernet WebSet System</h1>
<table>{rows}</table><p>This printer is made of software (ocom809).</p></body></html>
"""


class WebSetPage(Service):
    """Serves the page, to one browser at a time, as the modules do.

    Args:
        printer: Whose settings are shown.
        address: Where to listen.
        interface: The network interface to listen on (Linux); any that has the address where ``None``.
    """

    def __init__(self, printer: VirtualPrinter, address: Address, interface: str | None = None) -> None:
        super().__init__(printer)
        self._address = address
        self._interface = interface
        self._listener: socket.socket | None = None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return port_of(self._listener, self._address)

    def _open(self) -> None:
        self._listener = listening(self._address, self._interface)

    def _shut(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _step(self) -> None:
        listener = self._listener
        if listener is None:
            return
        self._attend(listener, selectors.EVENT_READ)
        if listener not in self._wait(None):
            return
        with contextlib.suppress(OSError):  # a browser that goes away or dawdles gets no page
            browser, _ = listener.accept()
            with browser:
                if _request_of(browser).startswith(b"GET / "):
                    browser.sendall(self._answer())

    def _answer(self) -> bytes:
        network = self.printer.settings.network
        facts = {
            "MAC": network.mac.hex(":").upper(),
            "IP address": network.address,
            "Subnet mask": network.netmask,
            "Gateway": network.gateway,
            "DHCP": "on" if network.dhcp else "off",
        }
        rows = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts.items())
        page = _PAGE.format(rows=rows).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
        return head.encode() + page


def _request_of(browser: socket.socket) -> bytes:
    """The head of the request, or nothing of one that is too long or takes too long."""
    request, until = b"", time.monotonic() + _REQUEST_SECONDS
    while _END not in request:
        browser.settimeout(max(0.01, until - time.monotonic()))
        data = browser.recv(_REQUEST_BYTES)
        request += data
        if not data or len(request) > _REQUEST_BYTES or time.monotonic() > until:
            return b""
    return request
