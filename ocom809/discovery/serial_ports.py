"""Serial ports, to which a printer may be connected. They are listed and sent nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocom809.devices.serial_errors import no_pyserial
from ocom809.devices.uri import quoted
from ocom809.devices.usb_descriptors import is_shared_serial
from ocom809.discovery.found import FoundPrinter, Proof, Wire
from ocom809.discovery.permissions import may_open
from ocom809.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Iterable

PORT_LIMIT = 256
_HINT = "A printer may be connected to it; nothing was sent. Its self-test page shows the baud rate."
_NO_PERMISSION = "This user may not open it: join the group that owns it, often dialout."
_TEXT_CHARACTERS = 256


def serial_ports(listed: Iterable[Any] | None = None) -> tuple[FoundPrinter, ...]:
    """Every serial port of this computer, as a candidate.

    Args:
        listed: The ports as pyserial's ``list_ports`` describes them; asked for if not given.

    Raises:
        MissingPackage: pyserial is not installed.
        DeviceError: The system does not list its ports.
    """
    ports = _listed() if listed is None else list(listed)
    return tuple(_found(port) for port in sorted(ports, key=lambda port: str(port.device))[:PORT_LIMIT])


def _listed() -> list[Any]:
    try:
        from serial.tools import list_ports
    except ImportError as error:
        raise no_pyserial() from error
    try:
        return list(list_ports.comports())
    except (OSError, ValueError) as error:
        raise DeviceError(f"this computer does not list its serial ports ({error})") from error


def _found(port: Any) -> FoundPrinter:
    serial = _text(port.serial_number)
    openable = may_open(port.device)
    return FoundPrinter(
        uri=f"serial://{quoted(port.device)}",
        wire=Wire.SERIAL,
        proof=Proof.CANDIDATE,
        maker=_text(port.manufacturer),
        model=_text(port.product) or _text(port.description),
        serial=serial,
        serial_is_shared=is_shared_serial(serial),
        openable=openable,
        hint=_HINT if openable is not False else f"{_HINT} {_NO_PERMISSION}",
    )


def _text(value: str | None) -> str:
    """A string from a descriptor, harmless; pyserial says "n/a" where there is none."""
    text = "".join(letter for letter in (value or "")[:_TEXT_CHARACTERS] if letter.isprintable()).strip()
    return "" if text == "n/a" else text
