"""What libusb complains of, in our words: whose fault it is and what to do next."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    MissingPackage,
    PermissionDenied,
)

# Interface class 7, subclass 1: every printer, whatever its ids. `uaccess` is who sits at the screen, lp the group.
UDEV_RULE = 'SUBSYSTEM=="usb", ENV{ID_USB_INTERFACES}=="*:0701??:*", MODE="0660", GROUP="lp", TAG+="uaccess"'
UDEV_RULE_FILE = "/etc/udev/rules.d/60-ocom809.rules"

# libusb's own numbers; they are the same on every system, unlike those of errno.
IO, ACCESS, NO_DEVICE, NOT_FOUND, BUSY, TIMEOUT, OVERFLOW, PIPE = -1, -3, -4, -5, -6, -7, -8, -9
NOT_SUPPORTED, OTHER = -12, -99

_PERMISSION = {
    "linux": (
        f"Run this once: ocom809 udev-rule | sudo tee {UDEV_RULE_FILE} && sudo udevadm control --reload && "
        "sudo udevadm trigger --subsystem-match=usb --action=change; then plug it in again. "
        "Or join the group of printers: sudo usermod -aG lp $USER, and log in again."
    ),
    "darwin": "macOS lends the printer to its own driver: remove it under Printers & Scanners, or run as root.",
    "win32": "Another driver or program holds it; see whether it shows up under Printers.",
}
_BUSY = {
    "linux": (
        "Usually another program prints through it, or CUPS' usb backend does: see `lsof /dev/bus/usb/*/*` and "
        "`lpstat -t`. If it is /dev/usb/lp0 that is in use, close that program or print by file:///dev/usb/lp0."
    ),
    "darwin": "Usually a print queue holds it: pause or remove it under Printers & Scanners.",
    "win32": (
        "Usually usbprint.sys, the driver of Windows, holds it: print through the spooler, or give the printer the "
        "WinUSB driver with the program Zadig."
    ),
}
_NO_LIBUSB = {
    "linux": "Install it: sudo apt-get install libusb-1.0-0 (Fedora: dnf install libusb1; Alpine: apk add libusb).",
    "darwin": "Install it: brew install libusb.",
    "win32": "Put libusb-1.0.dll from libusb.info beside python.exe or on the PATH.",
}


def _here(hints: dict[str, str]) -> str:
    """The hint for this system; Linux' for one that is unknown."""
    return hints.get(sys.platform, hints["linux"])


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: type[DeviceError]
    words: str
    hint: str = ""


def _meaning(code: int | None) -> _Meaning:
    gone = "Look at the cable and the power; nothing is sent again by itself."
    meanings = {
        ACCESS: _Meaning(PermissionDenied, "this user may not open it", _here(_PERMISSION)),
        BUSY: _Meaning(DeviceBusy, "somebody else holds it", _here(_BUSY)),
        # On Windows this is what a printer without WinUSB says.
        NOT_SUPPORTED: _Meaning(DeviceBusy, "its driver does not lend it to us", _here(_BUSY)),
        NO_DEVICE: _Meaning(DeviceGone, "it was unplugged or switched off", gone),
        NOT_FOUND: _Meaning(DeviceGone, "its printer interface is no longer there", gone),
        # The host controller says this first while a plug is being pulled; that the device is gone shows later.
        IO: _Meaning(DeviceGone, "the transfer broke off, as when it is unplugged or switched off", gone),
        TIMEOUT: _Meaning(DeviceTimeout, "it does not answer", "Is it switched on, and is its cover closed?"),
        PIPE: _Meaning(DeviceError, "it stays stalled", "Switch the printer off and on again."),
        OVERFLOW: _Meaning(DeviceError, "it sent more than a packet holds", "Look at the cable."),
    }
    unknown = _Meaning(DeviceError, f"libusb gives up (error {code})", "Plug it in again.")
    return unknown if code is None else meanings.get(code, unknown)


def named(uri: str) -> str:
    """The URI as a message begins with it; ``usb:`` has its colon already."""
    return uri if uri.endswith(":") else f"{uri}:"


def device_error(uri: str, code: int | None, *, written: int = 0) -> DeviceError:
    """The error of our tree for one of libusb's, met while the device is open."""
    meaning = _meaning(code)
    return meaning.kind(f"{named(uri)} {meaning.words}", hint=meaning.hint, written=written)


def opening_error(uri: str, code: int | None) -> DeviceError:
    """The same while it is being opened: what is gone then was not found."""
    if code in (NO_DEVICE, NOT_FOUND, IO):
        return DeviceNotFound(
            f"{named(uri)} it is listed on the bus and cannot be reached",
            hint="Was it just unplugged? A container needs the bus: docker run --device /dev/bus/usb, for instance.",
        )
    return device_error(uri, code)


def no_libusb() -> MissingPackage:
    """Neither pyusb nor Python can find the library that speaks to the bus."""
    return MissingPackage("the library libusb 1.0 is missing or cannot reach the bus", hint=_here(_NO_LIBUSB))


def no_pyusb() -> MissingPackage:
    """The package pyusb is not installed."""
    return MissingPackage("the wire usb needs the package pyusb", hint="Install it: pip install pyusb.")
