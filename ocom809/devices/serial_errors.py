"""What the system says about a serial port, in our words."""

from __future__ import annotations

import errno
import re
import sys

from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    MissingPackage,
    PermissionDenied,
)

_NOT_FOUND = frozenset({errno.ENOENT, errno.ENXIO, errno.ENODEV, errno.ENOTDIR, errno.EISDIR})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
_BUSY = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})

_PERMISSION = {
    "linux": "Join the group that owns it (ls -l shows it): sudo usermod -aG dialout $USER, and log in again.",
    "darwin": "Look at its owner by ls -l.",
}
_LISTS = {"win32": "The Device Manager lists the ports.", "darwin": "ls /dev/cu.* lists the ports."}
_LIST = "ls /dev/ttyUSB* /dev/ttyACM* /dev/ttyS* lists the ports; an adapter that was plugged in again may be ttyUSB1."


def opening_error(port: str, error: BaseException, settings: str) -> DeviceError:
    """The error of our tree for one met while the port was being opened and set to ``settings``."""
    number = _number(error)
    if number in _NOT_FOUND:
        return DeviceNotFound(f"there is no serial port {port}", hint=_LISTS.get(sys.platform, _LIST))
    if number in _FORBIDDEN and sys.platform != "win32":
        return PermissionDenied(
            f"this user may not open the serial port {port}",
            hint=_PERMISSION.get(sys.platform, _PERMISSION["linux"]),
        )
    # On Windows a port that is open elsewhere is "denied".
    if number in _BUSY or number in _FORBIDDEN:
        return DeviceBusy(
            f"another program holds the serial port {port}",
            hint="Usually a terminal program, another driver, or ModemManager, which tries each new port for a moment.",
        )
    if number == errno.ENOTTY:
        return DeviceError(f"{port} is no serial port", hint="A capture or device node is written to by file://.")
    return DeviceError(
        f"the serial port {port} cannot be set to {settings}: {error}", hint="Try another baud rate, and 8 data bits."
    )


def gone(port: str, error: BaseException | None = None, *, written: int = 0) -> DeviceGone:
    """The port was there and is no more, or refuses."""
    reason = f" ({error})" if error is not None else ""
    return DeviceGone(
        f"the serial port {port} went away{reason}",
        hint="Look at the adapter and its cable; plugged in again it may have another name.",
        written=written,
    )


def stopped_taking(port: str, seconds: float, *, written: int) -> DeviceTimeout:
    """The port took no more, and does not tell how much of the last ``written`` bytes it had taken."""
    return DeviceTimeout(
        f"the serial port {port} took no byte for {seconds:g} s",
        hint=f"The printer is off, busy or out of paper. Of the last {written} bytes some may have gone.",
        written=written,
    )


def no_pyserial() -> MissingPackage:
    """The package pyserial is not installed."""
    return MissingPackage("the wire serial needs the package pyserial", hint="Install it: pip install pyserial.")


def _number(error: BaseException) -> int | None:
    """The error number; pyserial writes some only into the text, as ``(25, 'Inappropriate ioctl …')``."""
    number = getattr(error, "errno", None)
    if isinstance(number, int):
        return number
    found = re.search(r"(?:\(|Errno )(\d+)[,\]]", str(error))
    return int(found[1]) if found else None
