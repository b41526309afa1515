"""``Serial`` of the drop-in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from ocom809.devices.uri import quoted
from ocom809.escpos.errors import refused
from ocom809.escpos.face import Face
from ocom809.escpos.limits import seconds
from ocom809.escpos.stand_ins import StandInDevice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices.base import Device

_PARITIES: Final = {"N": "none", "E": "even", "O": "odd"}


class Serial(Face):
    """A printer on a serial port.

    Args:
        devfile: The port, such as ``/dev/ttyUSB0`` or ``COM3``.
        baudrate: Bits per second.
        bytesize: 7 or 8 data bits.
        timeout: How long an answer is waited for, in seconds; ``None``, there for ever, is 1 s.
        parity: ``"N"``, ``"E"`` or ``"O"``, pyserial's constants.
        stopbits: 1 or 2.
        xonxoff: Flow control by XON and XOFF.
        dsrdtr: Flow control by DSR, watched from the moment that it was seen raised; ``False`` for none.
    """

    def __init__(
        self,
        devfile: str = "",
        baudrate: int = 9600,
        bytesize: int = 8,
        timeout: float | None = 1,
        parity: str | None = None,
        stopbits: int | None = None,
        xonxoff: bool = False,
        dsrdtr: bool = True,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.devfile = devfile
        self.baudrate = baudrate
        self.bytesize = bytesize
        self.timeout = timeout
        self.parity = parity or "N"
        self.stopbits = stopbits or 1
        self.xonxoff = xonxoff
        self.dsrdtr = dsrdtr
        if timeout is not None:
            self.reply_silence = seconds(timeout)

    @staticmethod
    def is_usable() -> bool:
        """Whether pyserial is installed."""
        return find_spec("serial") is not None

    def _place(self) -> str:
        return self.devfile

    def _libraries_errors(self) -> tuple[type[BaseException], ...]:
        from serial import SerialException

        return (SerialException,)

    def _wire(self) -> Device:
        import serial

        if not isinstance(serial.Serial, type):
            return self._stand_in(serial.Serial)
        from ocom809.devices.serial import SerialDevice

        return SerialDevice(self._uri())

    def _uri(self) -> str:
        if self.parity not in _PARITIES:
            raise refused(f"parity is one of {', '.join(_PARITIES)}, not {self.parity!r}")
        settings = {
            "baudrate": self.baudrate,
            "bytesize": self.bytesize,
            "parity": _PARITIES[self.parity],
            "stopbits": self.stopbits,
            "flow": "xonxoff" if self.xonxoff else "auto" if self.dsrdtr else "none",
        }
        place = self.devfile if self.devfile.upper().startswith("COM") else Path(self.devfile).absolute().as_posix()
        return f"serial://{quoted(place) if self.devfile else ''}?{urlencode(settings)}"

    def _stand_in(self, make: Callable[..., Any]) -> Device:
        port = make(
            port=self.devfile,
            baudrate=self.baudrate,
            bytesize=self.bytesize,
            parity=self.parity,
            stopbits=self.stopbits,
            timeout=self.timeout,
            xonxoff=self.xonxoff,
            dsrdtr=self.dsrdtr,
        )
        return StandInDevice.around(port)
