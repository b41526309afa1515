"""What every wire over a stream socket shares: TCP and Bluetooth."""

from __future__ import annotations

import errno
import logging
import os
import socket
import struct
import time
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from ocom809.deadline import Deadline
from ocom809.devices._readiness import READ, WRITE, wait_until_ready
from ocom809.devices.base import Device
from ocom809.errors import DeviceClosed, DeviceError, DeviceGone, PermissionDenied

if TYPE_CHECKING:
    from ocom809.devices.untaken import Untaken

logger = logging.getLogger(__name__)

# How long a slow printer may take no byte before its progress is asked for again.
LOOK_SECONDS = 0.1
# After the last byte is taken, a printer that does not hang up by itself gets this long to say what it still has to.
CLOSE_QUIET_SECONDS = 0.5
# A printer that takes nothing while it is hung up on. The system goes on handing over what waits.
CLOSE_SILENCE_SECONDS = 2.0
CLOSE_LIMIT_SECONDS = 30.0
DRAIN_BYTES = 65536
_MOST_DRAINS = 64

_RESET = {errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ESHUTDOWN}
_VANISHED = {errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN, errno.ENETRESET}


# Windows has a number of its own for "under way".
_UNDER_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}


def call(connection: socket.socket, place: tuple[Any, ...] | str, seconds: float) -> None:
    """Connect within a limit, or raise the ``OSError`` that says why not."""
    connection.setblocking(False)
    failure = connection.connect_ex(place)
    if failure in _UNDER_WAY:
        ready = wait_until_ready(connection, WRITE, seconds)
        failure = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) if ready else errno.ETIMEDOUT
    if failure:
        raise OSError(failure, os.strerror(failure))


class StreamDevice(Device):
    """A device behind a connected stream socket; the wire itself fills in ``_connect``."""

    polls = True

    def __init__(self, uri: str) -> None:
        super().__init__(uri)
        self._connection: socket.socket | None = None
        self._has_answered = False
        self._used_at = 0.0

    @abstractmethod
    def _connect(self, limit: Deadline) -> socket.socket:
        """A connected socket, or the ``DeviceError`` that says why there is none."""

    def _open(self, silence: float) -> None:
        self._connection = self._connect(Deadline(silence))
        self._has_answered = False
        self._used_at = time.monotonic()

    @property
    def selectable(self) -> int | None:
        """The socket's number."""
        return None if self._connection is None else self._connection.fileno()

    def _write(self, chunk: memoryview, silence: float) -> int:
        limit, waiting = Deadline(silence), self._backlog()
        while not (sent := self._send(chunk)) and not limit.expired:
            wait_until_ready(self._socket, WRITE, min(limit.left(), LOOK_SECONDS))
            # The system tells of room only when a third of its buffer is free; a slow printer is not a silent one.
            left = self._backlog()
            if left < waiting:
                limit.restart()
            waiting = left
        return sent

    def _send(self, chunk: memoryview) -> int:
        try:
            sent = self._socket.send(chunk)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._lost(error) from error
        self._used_at = time.monotonic()
        return sent

    def _read(self, size: int, silence: float) -> bytes:
        limit = Deadline(silence)
        while wait_until_ready(self._socket, READ, limit.left()):
            try:
                data = self._socket.recv(size)
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost(error) from error
            if not data:
                raise DeviceGone(f"{self.uri}: the printer closed the connection", hint=self._why_hung_up())
            self._has_answered, self._used_at = True, time.monotonic()
            return data
        return b""

    def _await_progress(self, seconds: float) -> None:
        failure = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failure:
            error = OSError(failure, os.strerror(failure))
            raise self._lost(error) from error
        super()._await_progress(seconds)

    def _close(self) -> None:
        """Say that nothing more comes, hear the printer out, then let go.

        Closing at once while an answer lies unread makes a reset, which throws away what the printer has not yet taken
        out of its own buffer: up to nearly the whole job.
        """
        with self._socket as connection:
            try:
                self.was_cut_off = self._has_ended(connection)
                connection.shutdown(socket.SHUT_WR)
                self._hear_out(connection)
            except OSError as error:
                self.was_cut_off = True
                logger.debug("%s: the printer was gone before the end of the connection: %s", self.uri, error)
            waiting = self._still_waiting()
        self._connection = None
        if waiting:
            logger.warning("%s: closed while %d bytes still waited for the printer", self.uri, waiting)

    def _has_ended(self, connection: socket.socket) -> bool:
        """Whether the printer has hung up before we did, perhaps on what it had not read."""
        for _ in range(_MOST_DRAINS):
            if not wait_until_ready(connection, READ, 0.0):
                return False
            if not connection.recv(DRAIN_BYTES):
                return True
        return False

    def _hear_out(self, connection: socket.socket) -> None:
        """Read and drop what comes, until the printer hangs up or has taken everything and is quiet."""
        whole, limit, waiting = Deadline(CLOSE_LIMIT_SECONDS), Deadline(CLOSE_SILENCE_SECONDS), 1 << 60
        quiet = Deadline(CLOSE_QUIET_SECONDS)
        while not (whole.expired or limit.expired):
            left = self._still_waiting()
            if left < waiting:
                limit.restart()
                quiet.restart()
            waiting = left
            if not waiting and quiet.expired:
                return
            if not wait_until_ready(connection, READ, min(whole.left(), LOOK_SECONDS)):
                continue
            if not connection.recv(DRAIN_BYTES):
                return

    def _abort(self) -> Untaken | None:
        """Reset the connection: the system forgets what waits, and the printer hears that no more will come."""
        with self._socket as connection:
            self._make_close_a_reset(connection)
            untaken = self._cut_off(connection)
        self._connection = None
        return untaken

    def _cut_off(self, connection: socket.socket) -> Untaken | None:
        """End the connection before it is closed, where the system then tells what was not taken."""
        del connection
        return None

    def _make_close_a_reset(self, connection: socket.socket) -> None:
        """SO_LINGER of 0 seconds; the structure has other sizes on Windows."""
        linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
        try:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        except OSError as error:
            logger.debug("%s: what waits cannot be taken back: %s", self.uri, error)

    @property
    def _socket(self) -> socket.socket:
        if self._connection is None:
            raise DeviceClosed(f"{self.uri} is not open")
        return self._connection

    def _still_waiting(self) -> int:
        """The backlog after the end was announced; TCP counts the announcement as a byte of its own."""
        return max(0, self._backlog() - 1)

    # What went wrong, in our words.

    def _why_hung_up(self) -> str:
        idle = time.monotonic() - self._used_at
        if idle >= 1:
            return f"Nothing had passed for {idle:.0f} s; many printers hang up on an idle client. Open it again."
        return "It may have been switched off or restarted, or it may have turned to another client. Open it again."

    def _lost(self, error: OSError) -> DeviceError:
        """The error of our tree for a connection that broke."""
        if error.errno in _RESET:
            return DeviceGone(
                f"{self.uri}: the printer broke the connection off ({_name(error)})",
                hint="It was restarted or switched off, or it dropped this client for another one.",
            )
        if error.errno in _VANISHED:
            return DeviceGone(
                f"{self.uri}: the printer no longer answers on the network ({_name(error)})",
                hint="Look at its power, its cable or Wi-Fi, and whether it has got another address.",
            )
        if error.errno in {errno.EPERM, errno.EACCES}:
            return PermissionDenied(f"{self.uri}: this computer forbids the connection ({_name(error)})")
        return DeviceError(f"{self.uri}: the connection failed ({error})")


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, str(error))
