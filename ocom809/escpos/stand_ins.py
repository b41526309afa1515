"""Connections that are no wire of ours: what a program assigns to ``device``, or puts in the place of a library.

Programs test their printing code by ``mock.patch("socket.socket")`` and the like, and some hand a connection of their
own to ``printer.device``. Both go on working: where a library's way to connect was replaced, what that gives is written
to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ocom809.devices.base import Device
from ocom809.errors import DeviceError, URIError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices.uri import DeviceURI


class StandInDevice(Device):
    """A wire over an object that somebody else made: a socket, port, file or the like, or a double of one.

    Everything that a ``Device`` lacks is the object's, so that ``printer.device.settimeout(5)`` still finds its place.

    Args:
        connection: The object.
        write: How it takes bytes.
        read: How it gives some, if it does.
        close: How it is let go of.
    """

    def __init__(
        self,
        connection: Any,
        *,
        write: Callable[[bytes], Any],
        read: Callable[[int], Any] | None = None,
        close: Callable[[], Any] = lambda: None,
    ) -> None:
        super().__init__("the connection that the program made")
        self._connection = connection
        self._write_to, self._read_from, self._let_go_of = write, read, close

    @classmethod
    def around(cls, connection: Any) -> Self:
        """A wire over an object with ``sendall`` or ``write``, and ``recv`` or ``read`` if it answers."""
        write = getattr(connection, "sendall", None) or getattr(connection, "write", None)
        if write is None:
            raise URIError(f"a device has sendall() or write(), and {type(connection).__name__} has neither")
        read = getattr(connection, "recv", None) or getattr(connection, "read", None)
        return cls(connection, write=write, read=read, close=getattr(connection, "close", lambda: None))

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """No URI names such an object."""
        raise URIError(f"{uri.text!r} cannot name a connection that a program made")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_connection"], name)

    def _open(self, silence: float) -> None:
        del silence  # whoever made it has opened it

    def _write(self, chunk: memoryview, silence: float) -> int:
        del silence  # the object has its own
        try:
            self._write_to(bytes(chunk))
        except OSError as error:
            raise DeviceError(f"{self.uri} failed: {error}") from error
        return len(chunk)

    def _read(self, size: int, silence: float) -> bytes:
        if self._read_from is None or not silence:  # to look whether something lies there, it might block
            return b""
        try:
            data = self._read_from(size)
        except OSError as error:
            raise DeviceError(f"{self.uri} failed: {error}") from error
        return bytes(data) if isinstance(data, (bytes, bytearray)) or hasattr(data, "typecode") else b""

    def _close(self) -> None:
        self._let_go_of()
