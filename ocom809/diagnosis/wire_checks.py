"""What is wrong between this computer and the printer, wire by wire. Nothing is sent but ``DLE EOT`` and ``ESC v``."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.devices import usb_errors
from ocom809.devices._addresses import addresses
from ocom809.devices.base import CONNECT_SECONDS
from ocom809.devices.usb_finding import list_printers
from ocom809.diagnosis.check import Check, failed, fine, trouble, unknown
from ocom809.discovery.interfaces import LocalNetwork, local_networks, network_of
from ocom809.discovery.reaching import command
from ocom809.discovery.serial_ports import serial_ports
from ocom809.discovery.usb import nodes
from ocom809.errors import DeviceError, DeviceNotFound, MissingPackage, PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.devices.usb import UsbPrinter

# Linux' question for the flags of an interface (sockios.h, if.h): the interface's name, then the flags.
_GET_FLAGS, _RUNNING = 0x8913, 0x40
_FLAGS: Final = struct.Struct("16sH14x")
_USUAL_PREFIX: Final = 24


def usb_checks() -> Iterator[Check]:
    """The bus: the library, the printers on it, permissions, and the kernel's own driver."""
    try:
        printers = list_printers()
    except (MissingPackage, DeviceError) as error:
        yield failed("libusb", error)
        yield from _nodes()
        return
    yield fine("libusb", "the library is there and sees the bus")
    if not printers:
        hint = "Switch it on; plug the cable in at both ends; try another cable and port. lsusb lists what is seen."
        yield failed("USB printer", DeviceNotFound("no printer is on the USB bus", hint=hint))
        return
    names = ", ".join(f"{one.uri} {one.maker} {one.model}".strip() for one in printers)
    yield fine("USB printer", names)
    yield _permission(printers)
    yield from _nodes()


def _permission(printers: tuple[UsbPrinter, ...]) -> Check:
    closed = [one.uri for one in printers if one.openable is False]
    if len(closed) == len(printers):
        error = usb_errors.opening_error(closed[0], usb_errors.ACCESS)
        return failed("permission", PermissionDenied(f"this user may not open {', '.join(closed)}", hint=error.hint))
    if any(one.openable is None for one in printers):
        return unknown("permission", "this system does not tell before it is opened")
    return fine("permission", f"this user may open all but {', '.join(closed)}" if closed else "this user may open it")


def _nodes() -> Iterator[Check]:
    there = nodes()
    if not there:
        yield fine("usblp", "the kernel's printer driver does not hold it")
    for node in there:
        may = os.access(node.path, os.R_OK | os.W_OK)
        aside = "it is put aside while usb: is open"
        words = f"the kernel's driver has a printer as {node.path}; {aside}"
        yield fine("usblp", words if may else f"{words}; this user may not open {node.path} itself (group lp)")


def serial_checks() -> Iterator[Check]:
    """The ports that there are, for who named none."""
    try:
        ports = serial_ports()
    except (MissingPackage, DeviceError) as error:
        yield failed("serial ports", error)
        return
    if ports:
        names = ", ".join(port.uri for port in ports[:8])
        yield unknown(
            "serial ports",
            f"a printer may be at {names}",
            f"ocom809 doctor '{ports[0].uri}?baudrate=9600' looks at one; the self-test page shows the baud rate.",
        )
    else:
        yield unknown("serial ports", "there is none on this computer")


def network_checks(host: str, error: DeviceError | None) -> Iterator[Check]:
    """The way to a host that was called: ``error`` is what the call ended in, or ``None`` where it was taken."""
    networks = local_networks()
    address = _address(host)
    if error is None:
        yield fine("network", f"{host} can be reached from here")
        return
    if address is None or address.is_loopback:
        yield unknown("network", f"{host} is no IPv4 address to compare with this computer's own")
        return
    if not networks:
        yield trouble(
            "network",
            "this computer has no IPv4 address on any network",
            "Plug in the network cable or join the Wi-Fi; ip addr shows what it has.",
        )
        return
    yield from _subnet(address, networks)


def _subnet(address: IPv4Address, networks: tuple[LocalNetwork, ...]) -> Iterator[Check]:
    own = network_of(address, networks)
    if own is not None:
        yield fine("subnet", f"{address} is of the same subnet as {own.name} ({own.address}/{own.prefix})")
        yield _cable(own.name)
        return
    there = IPv4Network((address, _USUAL_PREFIX), strict=False)
    spare = next(one for one in (there[-2], there[-3]) if one != address)
    mine = ", ".join(f"{one.address}/{one.prefix} ({one.name})" for one in networks)
    yield trouble(
        "subnet",
        f"{address} lies in none of this computer's networks: {mine}",
        f"To reach it for now: {command(spare, there, networks[0].name)} - and then give the printer an address of "
        "your network: ocom809 parameters set-ip. Or this is not its address: its self-test page shows it.",
    )


def _cable(interface: str) -> Check:
    """Whether the interface has a carrier; Linux tells."""
    has_link = _has_link(interface)
    if has_link is None:
        return unknown("cable", f"whether {interface} has a link is not told", "Look at the light beside the plug.")
    if has_link:
        return fine("cable", f"{interface} has a link")
    return trouble(
        "cable",
        f"{interface} has no link",
        "Plug the network cable in at both ends; the light beside the plug must shine.",
    )


def _has_link(interface: str) -> bool | None:
    """Whether the other end of the cable, or the Wi-Fi, is there; ``None`` where the system does not tell."""
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            answer = fcntl.ioctl(asking, _GET_FLAGS, _FLAGS.pack(interface.encode(), 0))
    except (OSError, struct.error):
        return None
    flags: int = _FLAGS.unpack(answer)[1]
    return bool(flags & _RUNNING)


def _address(host: str) -> IPv4Address | None:
    """The IPv4 address that the host is or stands for."""
    with contextlib.suppress(AddressValueError):
        return IPv4Address(host)
    with contextlib.suppress(DeviceError, AddressValueError):
        return IPv4Address(str(addresses(host, 0, Deadline(CONNECT_SECONDS))[0]))
    return None
