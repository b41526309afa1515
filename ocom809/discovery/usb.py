"""USB printers, and the device nodes of the kernel's own driver. None is claimed, written to or disturbed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ocom809.devices.usb_descriptors import UsbPrinter, is_shared_serial
from ocom809.devices.usb_finding import list_printers
from ocom809.discovery.found import FoundPrinter, Proof, Wire
from ocom809.discovery.permissions import may_open

NODE_LIMIT = 64
_NODES = Path("/dev/usb")
_CLASS = Path("/sys/class/usbmisc")
_NAME = re.compile(r"lp[0-9]{1,3}")
_TEXT_CHARACTERS = 256

_SHARED = "Its serial number is one that makers give to every unit, so it tells no two printers apart."
_ONE_WAY = "It does not answer: what becomes of a print cannot be proven."
_NO_PERMISSION = "This user may not open it: install the rule that `ocom809 udev-rule` prints, or join the group lp."


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A device node of the kernel's driver, such as ``/dev/usb/lp0``.

    Attributes:
        path: The node.
        place: Bus and port of the printer as Linux writes them, such as ``1-2.3``; empty where it does not tell.
        maker: The manufacturer string; may be empty.
        model: The product string; may be empty.
        serial: The serial number; may be empty.
    """

    path: str
    place: str = ""
    maker: str = ""
    model: str = ""
    serial: str = ""


def usb_printers() -> tuple[FoundPrinter, ...]:
    """Every USB device of the printer class.

    Raises:
        MissingPackage: pyusb or libusb is not installed; ``nodes`` may still find something.
        DeviceError: The bus cannot be looked at.
    """
    there = {node.place: node.path for node in nodes() if node.place}
    return tuple(_found(printer, there.get(f"{printer.bus}-{printer.port}", "")) for printer in list_printers())


def node_printers(folder: Path = _NODES, described: Path = _CLASS) -> tuple[FoundPrinter, ...]:
    """What the kernel's own driver knows, for where libusb is missing: each as ``file:///dev/usb/lpN``."""
    return tuple(_from_node(node) for node in nodes(folder, described))


def nodes(folder: Path = _NODES, described: Path = _CLASS) -> tuple[Node, ...]:
    """The nodes of the kernel's driver, with what Linux knows of the printers behind them."""
    names = sorted(_names(folder), key=lambda name: int(name[2:]))[:NODE_LIMIT]
    return tuple(_node(folder / name, described / name) for name in names)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []


def _node(path: Path, described: Path) -> Node:
    # …/usb1/1-2/1-2.3/1-2.3:1.0 is the interface; the device is the folder above, and bears bus and port as its name.
    interface = Path(os.path.realpath(described / "device"))
    device = interface.parent if ":" in interface.name else interface
    maker, model, serial = (_line(device / name) for name in ("manufacturer", "product", "serial"))
    place = interface.name.partition(":")[0] if ":" in interface.name else ""
    return Node(path=str(path), place=place, maker=maker, model=model, serial=serial)


def _line(path: Path) -> str:
    try:
        text = path.read_text("utf-8", "replace")[:_TEXT_CHARACTERS]
    except OSError:
        return ""
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _found(printer: UsbPrinter, node: str) -> FoundPrinter:
    is_shared = is_shared_serial(printer.serial)
    hints = (
        _SHARED if is_shared else "",
        _ONE_WAY if not printer.two_way else "",
        _NO_PERMISSION if printer.openable is False else "",
        f"The kernel's driver has it as {node}; it is detached while we print." if node else "",
    )
    return FoundPrinter(
        uri=printer.uri,
        wire=Wire.USB,
        proof=Proof.PRINTER_CLASS,
        maker=printer.maker,
        model=printer.model,
        serial=printer.serial,
        serial_is_shared=is_shared,
        openable=printer.openable,
        hint=" ".join(hint for hint in hints if hint),
    )


def _from_node(node: Node) -> FoundPrinter:
    is_shared = is_shared_serial(node.serial)
    openable = may_open(node.path)
    hints = (
        _SHARED if is_shared else "",
        "" if openable is not False else "This user may not open it: join the group lp.",
    )
    return FoundPrinter(
        uri=f"file://{node.path}",
        wire=Wire.USB,
        proof=Proof.PRINTER_CLASS,
        maker=node.maker,
        model=node.model,
        serial=node.serial,
        serial_is_shared=is_shared,
        openable=openable,
        hint=" ".join(hint for hint in hints if hint),
    )
