"""How a serial line is set, as its URI says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import URIError

if TYPE_CHECKING:
    from ocom809.devices.uri import DeviceURI

# What the class can be switched to. 19200 is its setting with both baud switches off; some leave the factory with 9600
# or 115200, so the page that the printer prints when it is switched on with FEED held is what counts.
USUAL_BAUDRATES = (9600, 19200, 38400, 115200)
DEFAULT_BAUDRATE = 19200

# The manual of the class speaks of DTR/DSR, where the printer drops the line that arrives as DSR when it wants no
# more; its tool offers XON/XOFF and RTS too, and many cables have three wires only. `auto` suits all of them as far as
# that is possible without being told: it watches DSR from the moment that DSR was seen raised, because a line that was
# never raised is a line that is not connected.
DEFAULT_FLOW = "auto"
FLOWS = ("auto", "none", "xonxoff", "rtscts", "dsrdtr")

PARITIES = ("none", "even", "odd")

_LOWEST_BAUDRATE, _HIGHEST_BAUDRATE = 300, 4_000_000
_BYTESIZES = ("7", "8")
_STOPBITS = ("1", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialSettings:
    """A serial port and how it is to be set.

    Attributes:
        port: What the system calls it: ``/dev/ttyUSB0``, ``COM3``.
        baudrate: Bits per second.
        bytesize: 7 or 8 data bits.
        parity: ``none``, ``even`` or ``odd``.
        stopbits: 1 or 2.
        flow: How the printer says that it wants no more: ``none``, ``xonxoff``, ``rtscts``, ``dsrdtr``, or ``auto``.
    """

    port: str
    baudrate: int = DEFAULT_BAUDRATE
    bytesize: int = 8
    parity: str = "none"
    stopbits: int = 1
    flow: str = DEFAULT_FLOW

    @classmethod
    def parse(cls, uri: DeviceURI) -> SerialSettings:
        """Read ``serial:///dev/ttyUSB0?baudrate=115200&bytesize=8&parity=none&stopbits=1&flow=rtscts``.

        Raises:
            URIError: It is no such URI.
        """
        uri.allow("baudrate", "bytesize", "parity", "stopbits", "flow")
        return cls(
            port=_port(uri),
            baudrate=uri.number("baudrate", DEFAULT_BAUDRATE, _LOWEST_BAUDRATE, _HIGHEST_BAUDRATE),
            bytesize=int(uri.choice("bytesize", "8", _BYTESIZES)),
            parity=uri.choice("parity", "none", PARITIES),
            stopbits=int(uri.choice("stopbits", "1", _STOPBITS)),
            flow=uri.choice("flow", DEFAULT_FLOW, FLOWS),
        )

    @property
    def shorthand(self) -> str:
        """As people say it, such as ``19200 8N1``."""
        return f"{self.baudrate} {self.bytesize}{self.parity[0].upper()}{self.stopbits}"


def _port(uri: DeviceURI) -> str:
    path = "" if uri.path == "/" else uri.path
    if bool(uri.host) == bool(path) or uri.port is not None:
        raise URIError(
            f"{uri.text!r} names no serial port",
            hint="It is written serial:///dev/ttyUSB0, with three slashes, or serial://COM3 on Windows.",
        )
    return uri.host or path
