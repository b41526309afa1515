"""Which USB printer a URI means, and which printers there are."""

from __future__ import annotations

import logging
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ocom809.devices import usb_errors
from ocom809.devices.usb_descriptors import UsbPrinter, unambiguous_uri
from ocom809.devices.usb_errors import named
from ocom809.errors import DeviceError, DeviceNotFound, SeveralDevices, URIError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.devices.uri import DeviceURI
    from ocom809.devices.usb_bus import Bus, BusDevice

logger = logging.getLogger(__name__)

_HIGHEST_BUS, _HIGHEST_ADDRESS = 255, 127
_IDS = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")
_PORTS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,6}")
_SYSFS = Path("/sys/bus/usb/devices")
_NODES = Path("/dev/bus/usb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a USB URI asks for; what is ``None`` or empty is left open."""

    uri: str
    vendor_id: int | None = None
    product_id: int | None = None
    serial: str = ""
    bus: int | None = None
    port: str = ""
    address: int | None = None

    @classmethod
    def parse(cls, uri: DeviceURI) -> Wanted:
        """Read ``usb:``, ``usb://0416:5011``, ``usb://0416:5011/SERIAL`` and ``?bus=1&port=2.3``.

        Raises:
            URIError: It is none of these.
        """
        uri.allow("bus", "port", "address")
        vendor_id, product_id = _ids(uri)
        port, serial = uri.options.get("port", ""), uri.path.removeprefix("/")
        if serial and vendor_id is None:
            raise URIError(f"a serial number stands behind vendor and product, as in usb://0416:5011/{serial}")
        if port and not _PORTS.fullmatch(port):
            raise URIError(
                f"port must be port numbers from the root hub on, such as 2.3, not {port!r} (in {uri.text!r})"
            )
        return cls(
            uri=uri.text,
            vendor_id=vendor_id,
            product_id=product_id,
            serial=serial,
            bus=uri.number("bus", 0, 0, _HIGHEST_BUS) if "bus" in uri.options else None,
            port=port,
            address=uri.number("address", 1, 1, _HIGHEST_ADDRESS) if "address" in uri.options else None,
        )

    def fits(self, printer: UsbPrinter) -> bool:
        """Whether this is such a printer."""
        pairs = (
            (self.vendor_id, printer.vendor_id),
            (self.product_id, printer.product_id),
            (self.serial or None, printer.serial),
            (self.bus, printer.bus),
            (self.port or None, printer.port),
            (self.address, printer.address),
        )
        return all(wanted is None or wanted == is_ for wanted, is_ in pairs)


def _ids(uri: DeviceURI) -> tuple[int, int] | tuple[None, None]:
    if not uri.host and uri.port is None:
        return None, None
    # A product such as 5011 or 0200 looks like the number of a TCP port and was taken for one.
    text = uri.host if uri.port is None else f"{uri.host}:{uri.port:04d}"
    match = _IDS.fullmatch(text)
    if match is None:
        raise URIError(
            f"vendor and product are two times four hex digits, not {text!r} (in {uri.text!r})",
            hint="lsusb shows them, such as 0416:5011. usb: alone takes the only printer there is.",
        )
    return int(match[1], 16), int(match[2], 16)


def list_printers() -> tuple[UsbPrinter, ...]:
    """Every USB printer of this machine, each with a URI that names it and no other. None is claimed or disturbed.

    Raises:
        MissingPackage: pyusb or libusb is not installed.
    """
    with bus() as opened:
        devices = opened.printers()
        printers = _described(devices)
        for device in devices:
            device.release()
    return tuple(printers)


def find(opened: Bus, wanted: Wanted) -> BusDevice:
    """The one printer that fits.

    Raises:
        DeviceNotFound: There is none.
        SeveralDevices: There is more than one; the error lists a URI for each.
    """
    devices = opened.printers()
    printers = _described(devices)
    fitting = [number for number, printer in enumerate(printers) if wanted.fits(printer)]
    for number, device in enumerate(devices):
        if fitting != [number]:
            device.release()
    if not fitting:
        raise _not_found(wanted, printers)
    if len(fitting) > 1:
        uris = tuple(printers[number].uri for number in fitting)
        raise SeveralDevices(
            f"{wanted.uri} fits {len(uris)} printers: {', '.join(uris)}", uris=uris, hint="Name one of them."
        )
    return devices[fitting[0]]


@contextmanager
def bus() -> Iterator[Bus]:
    """A context of libusb for the time of the with statement."""
    opened = open_bus()
    try:
        yield opened
    finally:
        opened.close()


def open_bus() -> Bus:
    """A context of libusb.

    Raises:
        MissingPackage: pyusb or libusb is not installed.
    """
    try:
        from ocom809.devices.usb_bus import Bus
    except ImportError as error:
        raise usb_errors.no_pyusb() from error
    return Bus()


def _not_found(wanted: Wanted, printers: list[UsbPrinter]) -> DeviceNotFound:
    if not printers:
        return DeviceNotFound(
            f"{named(wanted.uri)} no USB printer is connected", hint="Is it switched on, and is the cable plugged in?"
        )
    seen = ", ".join(printer.uri for printer in printers)
    return DeviceNotFound(f"{named(wanted.uri)} no such USB printer is connected", hint=f"There is {seen}.")


def _described(devices: list[BusDevice]) -> list[UsbPrinter]:
    bare = [_description(device) for device in devices]
    return [replace(printer, uri=unambiguous_uri(printer, bare)) for printer in bare]


def _description(device: BusDevice) -> UsbPrinter:
    descriptor = device.descriptor
    maker, model, serial = _strings(device)
    return UsbPrinter(
        vendor_id=descriptor.idVendor,
        product_id=descriptor.idProduct,
        maker=maker,
        model=model,
        serial=serial,
        bus=descriptor.bus,
        port=device.port,
        address=descriptor.address,
        two_way=device.interface.two_way,
        openable=_openable(descriptor.bus, descriptor.address),
    )


def _strings(device: BusDevice) -> tuple[str, str, str]:
    """Maker, model and serial number: from Linux, which has read them already, else from the printer itself."""
    folder = _SYSFS / f"{device.descriptor.bus}-{device.port}"
    if folder.is_dir():
        maker, model, serial = (_line(folder / name) for name in ("manufacturer", "product", "serial"))
        return maker, model, serial
    try:
        handle = device.open("usb:")
    except DeviceError as error:
        logger.debug("a printer's strings cannot be read: %s", error)
        return "", "", ""
    try:
        descriptor = device.descriptor
        indices = (descriptor.iManufacturer, descriptor.iProduct, descriptor.iSerialNumber)
        maker, model, serial = (_clean(handle.string(index)) for index in indices)
    except DeviceError as error:
        logger.debug("a printer's strings cannot be read: %s", error)
        return "", "", ""
    finally:
        handle.close()
    return maker, model, serial


def _line(path: Path) -> str:
    try:
        return _clean(path.read_text("utf-8", "replace"))
    except OSError:
        return ""


def _clean(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _openable(number: int, address: int) -> bool | None:
    """Whether Linux lets us open the device's node; opening it does nothing to the printer."""
    try:
        os.close(os.open(_NODES / f"{number:03d}" / f"{address:03d}", os.O_RDWR))
    except PermissionError:
        return False
    except OSError:
        return None
    return True
