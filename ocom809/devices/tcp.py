"""LAN and Wi-Fi: the printer's raw port, 9100 by custom."""

from __future__ import annotations

import errno
import logging
import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from ocom809.devices import linux_tcp
from ocom809.devices._addresses import addresses
from ocom809.devices._connect_errors import Failure, connect_error
from ocom809.devices._stream import StreamDevice, call
from ocom809.devices.abilities import Abilities
from ocom809.errors import DeviceGone, DeviceTimeout, URIError

if TYPE_CHECKING:
    from ocom809.deadline import Deadline
    from ocom809.devices._addresses import Address
    from ocom809.devices.untaken import Untaken
    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

RAW_PORT = 9100
KEEPALIVE_SECONDS = 12
# Small, so that little is held on this side: default buffers take some 400 kB before a write stops.
SEND_BUFFER_BYTES = 8192

_OTHER_CLIENT = (
    "Another program may hold the printer: it serves one client at a time, and the others connect and wait unheard. "
    "Or it is out of paper, open or offline."
)
_PAUSED = "It answered before, so it has probably run out of paper, been opened or been set offline."


class TcpDevice(StreamDevice):
    """A printer on the network, by its raw port.

    ``tcp://HOST``, ``tcp://HOST:9100``, ``tcp://[fe80::1%25eth0]``. The host is a name or an address; all addresses of
    a name are tried within the one limit of ``open``. The option ``keepalive`` says after how many seconds an idle
    printer that has vanished is noticed, 4 to 3600, 12 if not given.

    Counts are of bytes that the printer's TCP acknowledged where the system tells (Linux); elsewhere they are of bytes
    that the system took, which may be up to some 20 kB more.

    TCP_USER_TIMEOUT is left alone on purpose: it also cuts off a printer that is alive and takes nothing, as one does
    while its paper is changed. A printer that has vanished in the middle of a job is told from that one by its
    unanswered probes, when the limit on silence is over.

    Args:
        host: Name or address, IPv6 without brackets.
        port: 1 to 65535.
        keepalive_seconds: As the option.
        uri: What it calls itself; made from the rest if not given.
    """

    abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=True, loses_unread=True)
    silence_hint = _OTHER_CLIENT

    def __init__(
        self, host: str, port: int = RAW_PORT, *, keepalive_seconds: int = KEEPALIVE_SECONDS, uri: str = ""
    ) -> None:
        super().__init__(uri or _uri(host, port))
        self.host = host
        self.port = port
        self.keepalive_seconds = keepalive_seconds

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer at this host and port; nothing is looked up yet."""
        uri.allow("keepalive")
        _refuse_nonsense(uri)
        keepalive = uri.number("keepalive", KEEPALIVE_SECONDS, 4, 3600)
        return cls(uri.host, uri.port or RAW_PORT, keepalive_seconds=keepalive, uri=uri.text)

    def _connect(self, limit: Deadline) -> socket.socket:
        """Try every address, each with its share of the time that is left."""
        found = addresses(self.host, self.port, limit)
        failures: list[Failure] = []
        for number, address in enumerate(found):
            seconds = limit.left() / (len(found) - number)
            try:
                return self._connect_to(address, seconds)
            except OSError as error:
                logger.debug("%s: %s: %s", self.uri, address, error)
                failures.append(Failure(address, error, seconds))
        raise connect_error(self.uri, self.port, failures)

    def _connect_to(self, address: Address, seconds: float) -> socket.socket:
        with ExitStack() as undo:
            connection = undo.enter_context(socket.socket(address.family, socket.SOCK_STREAM))
            self._prepare(connection)
            call(connection, address.place, seconds)
            if connection.getsockname() == connection.getpeername():
                # On one computer, a call to a port that nobody has can be given that very port, and reach itself.
                raise ConnectionRefusedError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
            undo.pop_all()
            return connection

    def _prepare(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        # Half of the time in quiet, the other half for three questions; macOS has its own name for the first.
        seconds = {"TCP_KEEPIDLE": self.keepalive_seconds // 2, "TCP_KEEPALIVE": self.keepalive_seconds // 2}
        seconds["TCP_KEEPINTVL"] = max(1, self.keepalive_seconds // 6)
        for name, value in (seconds | {"TCP_KEEPCNT": 3}).items():
            if option := getattr(socket, name, None):
                connection.setsockopt(socket.IPPROTO_TCP, option, value)

    def _backlog(self) -> int:
        """Bytes that the printer's TCP has not acknowledged, where the system tells."""
        return linux_tcp.waiting(self._socket)

    def _unsent(self) -> int:
        """Bytes that were never put on the network; what was put there and not acknowledged may have been read."""
        return linux_tcp.unsent(self._socket)

    def _cut_off(self, connection: socket.socket) -> Untaken:
        return linux_tcp.cut_off(connection)

    def _nothing_went(self, silence: float) -> int:
        if linux_tcp.is_unanswered(self._socket):
            raise DeviceGone(
                f"{self.uri}: the printer stopped answering on the network within the last {silence:g} s",
                hint="Look at its power, its cable or Wi-Fi. Part of the job may be in the printer.",
            )
        raise DeviceTimeout(
            f"{self.uri}: the printer is connected and took no byte for {silence:g} s",
            hint=_PAUSED if self._has_answered else _OTHER_CLIENT,
        )


def _refuse_nonsense(uri: DeviceURI) -> None:
    if not uri.host:
        raise URIError(f"{uri.text!r} names no host", hint="It is written tcp://192.168.1.87 or tcp://printer.local.")
    if uri.path.strip("/"):
        raise URIError(f"a raw port has no path: {uri.path!r} (in {uri.text!r})")
    if "@" in uri.host or " " in uri.host:
        raise URIError(f"{uri.host!r} is no host (in {uri.text!r})")
    if ":" in uri.host and "[" not in uri.text:
        raise URIError(
            f"{uri.host!r} is no host with a port from 1 to 65535 (in {uri.text!r})",
            hint="An IPv6 address stands in brackets: tcp://[fe80::1%25eth0]:9100.",
        )


def _uri(host: str, port: int) -> str:
    shown = f"[{quote(host, safe=':')}]" if ":" in host else quote(host)
    return f"tcp://{shown}" if port == RAW_PORT else f"tcp://{shown}:{port}"
