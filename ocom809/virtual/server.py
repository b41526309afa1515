"""The virtual printer on a TCP port, as the LAN boards of the class serve it.

One client at a time: a second one connects, because the operating system accepts for us, and waits unanswered until the
first has closed; then what it has sent so far is taken. A client that stays idle keeps the printer for as long as it
likes, as on most boards, unless ``idle_seconds`` (boards of one family have such a setting) or ``yield_seconds`` says
otherwise.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import time
from typing import TYPE_CHECKING, Final

from ocom809.errors import DeviceError
from ocom809.virtual.listening import address_of, listening, port_of
from ocom809.virtual.service import Carrier, Service
from ocom809.virtual.status_port import StatusPort

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.ticket import Ticket

_SEND_BUFFER_BYTES: Final = 4096
_FAREWELL_SECONDS: Final = 2.0
_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)


class TcpServer(Service):
    """Serves a printer on a TCP port until it is closed; best used in a ``with`` statement.

    Args:
        printer: The printer.
        host: Where to listen; beyond this computer only with ``allow_remote``.
        port: Which port, 0 for a free one, which ``port`` then tells.
        allow_remote: Let other computers in. Whoever reaches the port can print.
        status_port: Serve the status protocol of port 4000 there too; 0 for a free port, ``None`` for not at all.
        idle_seconds: Close a client that sends nothing for so long; ``None`` for never.
        interface: The network interface to listen on (Linux); any that has the address where ``None``.
        yield_seconds: The same, but only where another client waits and nothing of a job is left to print; no board is
            known to do so, it keeps a test bench open to all.
        on_ticket: Told of each piece of paper that comes off.

    Raises:
        InputError: ``host`` is not loopback, and ``allow_remote`` is not given.
    """

    def __init__(
        self,
        printer: VirtualPrinter,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        allow_remote: bool = False,
        status_port: int | None = None,
        idle_seconds: float | None = None,
        interface: str | None = None,
        yield_seconds: float | None = None,
        on_ticket: Callable[[Ticket], None] | None = None,
    ) -> None:
        super().__init__(printer, on_ticket=on_ticket)
        self._address = address_of(host, port, allow_remote=allow_remote)
        self._idle_seconds = idle_seconds
        self._interface = interface
        self._yield_seconds = yield_seconds
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self._is_open = True
        self._status = None
        if status_port is not None:
            self._status = StatusPort(printer, address_of(host, status_port, allow_remote=allow_remote), interface)

    @property
    def port(self) -> int:
        """The port that it listens on; the one that was asked for where it does not listen."""
        return port_of(self._listener, self._address)

    @property
    def status_port(self) -> int | None:
        """The port of the status protocol; ``None`` where it is not served."""
        return self._status.port if self._status else None

    def start(self) -> None:
        """Listen and serve."""
        super().start()
        if self._status is not None:
            try:
                self._status.start()
            except DeviceError:
                self.close()
                raise

    def close(self) -> None:
        """End connections and listening."""
        if self._status is not None:
            self._status.close()
        super().close()

    def _open(self) -> None:
        self._listener = listening(self._address, self._interface)

    def _shut(self) -> None:
        self._end_client()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _step(self) -> None:
        if self._client is not None and (self.printer.wire_is_broken or self._carrier.has_ended):
            # Gone without a word: the client meets a reset, not an orderly end.
            with contextlib.suppress(OSError):  # some systems refuse it where the client has gone first
                self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._end_client()
        if self._listener is not None:
            self._is_open = self._client is None or self._has_outstayed()
            self._attend(self._listener, selectors.EVENT_READ if self._is_open else 0)
        if self._client is None:
            self._await_client()
        else:
            self._serve_client(self._client)

    def _await_client(self) -> None:
        listener = self._listener
        if listener is not None and listener in self._wait(None):
            try:
                self._client, _ = listener.accept()
            except OSError:
                return  # it went away while it waited
            self._client.setblocking(False)
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
            self._carrier = Carrier(self.printer, since=self.printer.restarts)
            self._half_closed_at: float | None = None
            self._heard_at = time.monotonic()

    def _serve_client(self, client: socket.socket) -> None:
        room = self._carrier.room() if self._half_closed_at is None else 0
        unsent = self._carrier.fetch()
        if self._is_done(unsent):
            self._end_client()
            return
        self._attend(client, (selectors.EVENT_READ if room else 0) | (selectors.EVENT_WRITE if unsent else 0))
        ready = self._wait(self._patience())
        events = ready.get(client, 0)
        if not events and self._listener in ready:
            self._end_client()
            return
        try:
            if events & selectors.EVENT_WRITE:
                del unsent[: client.send(unsent)]
            if events & selectors.EVENT_READ:
                self._take(client.recv(room))
        except BlockingIOError:
            return
        except OSError:
            self._end_client()

    def _take(self, data: bytes) -> None:
        if data:
            self._heard_at = time.monotonic()
            self._carrier.bring(data)
        else:
            self._half_closed_at = time.monotonic()

    def _is_done(self, unsent: bytearray) -> bool:
        """Whether the client can go: it has ended and got its answers, or its time is over."""
        if self._half_closed_at is not None:
            return not unsent or time.monotonic() >= self._half_closed_at + _FAREWELL_SECONDS
        return self._idle_seconds is not None and time.monotonic() >= self._heard_at + self._idle_seconds

    def _patience(self) -> float | None:
        """How long to wait at most before looking again; ``None`` where only an event can change anything.

        A limit that has just passed gives 0, not ``None``: it may have passed since this round looked at it.
        """
        if self._half_closed_at is not None:
            return max(0.0, self._half_closed_at + _FAREWELL_SECONDS - time.monotonic())
        quiet = time.monotonic() - self._heard_at
        yield_seconds = None if self._is_open else self._yield_seconds
        limits = [limit - quiet for limit in (self._idle_seconds, yield_seconds) if limit is not None]
        return max(0.0, min(limits)) if limits else None

    def _has_outstayed(self) -> bool:
        """Whether the client makes room for another one that comes; not before its job is printed."""
        limit = self._yield_seconds
        if limit is None or self._half_closed_at is not None or time.monotonic() < self._heard_at + limit:
            return False
        if self.printer.is_printing or self.printer.is_holding:
            self._heard_at = time.monotonic()
            return False
        return True

    def _end_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            self._attend(client, 0)
            client.close()
            self.printer.wire_closed()
