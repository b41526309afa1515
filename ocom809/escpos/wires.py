"""``Network``, ``File``, ``Dummy`` of the drop-in, and ``OCPP809`` for any wire of ours."""

from __future__ import annotations

import builtins
import io
import socket
from typing import Any, Final

from ocom809.devices.base import Device
from ocom809.devices.registry import device_for
from ocom809.devices.writing import WRITE_SILENCE_SECONDS
from ocom809.escpos.errors import refused
from ocom809.escpos.face import Face
from ocom809.escpos.limits import limit
from ocom809.escpos.stand_ins import StandInDevice

_RAW_PORT: Final = 9100
_OPEN: Final = io.open


class Network(Face):
    """A printer on the LAN, by its raw port.

    Args:
        host: Name or address, IPv6 without brackets; this computer where it is empty, as in the original.
        port: The TCP port.
        timeout: How long the printer may take no byte, in seconds.
    """

    def __init__(self, host: str = "", port: int = _RAW_PORT, timeout: float = 60, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host = host
        self.port = port
        self.timeout = timeout
        self.write_silence = limit(timeout)

    @staticmethod
    def is_usable() -> bool:
        """Whether what this wire needs is installed: yes."""
        return True

    def _place(self) -> str:
        return self.host

    def _wire(self) -> Device:
        if not isinstance(socket.socket, type):
            return self._stand_in()
        from ocom809.devices.tcp import TcpDevice

        return TcpDevice(self.host or "127.0.0.1", self.port)

    def _stand_in(self) -> Device:
        connection: Any = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        connection.settimeout(self.timeout)
        connection.connect((self.host, self.port))
        return StandInDevice.around(connection)


class File(Face):
    """A device node such as ``/dev/usb/lp0``, or a file that is written anew at each opening.

    Args:
        devfile: Its path; it has to be given.
        auto_flush: Whether each call leaves by itself, as in the original; the job is gathered if not.
    """

    def __init__(self, devfile: str = "", auto_flush: bool = True, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.devfile = devfile
        self.auto_flush = auto_flush

    @staticmethod
    def is_usable() -> bool:
        """Whether what this wire needs is installed: yes."""
        return True

    def _place(self) -> str:
        return self.devfile

    def _wire(self) -> Device:
        if builtins.open is not _OPEN:
            return StandInDevice.around(builtins.open(self.devfile, "wb"))  # noqa: PTH123 - what was replaced is meant
        if not self.devfile:
            raise refused("File() is not told which file", hint="It is File('/dev/usb/lp0'), or a capture.")
        from ocom809.devices.file import FileDevice

        return FileDevice(self.devfile, mode="replace")

    def _call_done(self) -> None:
        if self.auto_flush and not self._depth:
            self.flush()
        super()._call_done()


class Dummy(Face):
    """No printer: what it is given is kept in ``output``."""

    @staticmethod
    def is_usable() -> bool:
        """Whether what this needs is installed: yes."""
        return True

    @property
    def output(self) -> bytes:
        """All that was printed since it was made or cleared."""
        return bytes(self._pending)

    def clear(self) -> None:
        """Forget what was printed."""
        with self.lock:
            self._pending.clear()

    def flush(self) -> None:
        """Nothing: there is nobody to hand over to."""

    def close(self) -> None:
        """Nothing, as in the original; the output stays."""

    def _take_hold(self) -> None:
        """There is no wire."""

    def _call_done(self) -> None:
        """It may grow without end: the caller clears it."""


class OCPP809(Face):
    """A printer on any wire that ocom809 knows.

    Args:
        uri: Its device URI, such as ``tcp://192.168.1.87``, ``usb:``, ``serial:///dev/ttyUSB0``, ``virtual:``; or a
            ``Device``.
        timeout: How long the printer may take no byte, in seconds.
    """

    def __init__(
        self, uri: str | Device = "usb:", timeout: float = WRITE_SILENCE_SECONDS, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.uri = uri
        self.timeout = timeout
        self.write_silence = limit(timeout)
        self._given = uri if isinstance(uri, Device) else None

    @staticmethod
    def is_usable() -> bool:
        """Whether what this needs is installed: that shows when the URI is opened."""
        return True

    def _place(self) -> str:
        return self.uri if isinstance(self.uri, str) else self.uri.uri

    def _wire(self) -> Device:
        return self._given or device_for(self._place())
