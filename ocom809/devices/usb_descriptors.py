"""What a USB printer says about itself, as values; nothing here touches the bus."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ocom809.devices.uri import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PRINTER_CLASS, PRINTER_SUBCLASS = 7, 1

# Better first. The universal serial bus printer class 1.1 calls 1 unidirectional and 2 bidirectional; 3 wraps data in
# IEEE 1284.4 packets and 4 is IPP over USB, neither of which takes plain bytes.
_PROTOCOLS = (2, 1)

# Seen on every unit of a model, so it tells no two of them apart.
_SHARED_SERIALS = frozenset({"012345678AB", "0123456789AB", "0123456789", "123456789", "1234567890", "00000000"})

_DEVICE_ID_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterInterface:
    """One alternate setting of a printer interface, with its bulk endpoints as the descriptors give them.

    Attributes:
        configuration: Number of the configuration it belongs to, as ``bConfigurationValue``.
        configuration_index: Place of that configuration in the device, from 0.
        number: ``bInterfaceNumber``.
        alternate: ``bAlternateSetting``.
        protocol: 1 unidirectional, 2 bidirectional.
        out_endpoint: Address of the bulk endpoint that takes data.
        in_endpoint: Address of the bulk endpoint that answers, or ``None``.
        in_packet_bytes: The largest packet that may come in.
        has_alternates: Whether the interface has other settings too, so that this one must be chosen.
    """

    configuration: int = 1
    configuration_index: int = 0
    number: int = 0
    alternate: int = 0
    protocol: int = 2
    out_endpoint: int
    in_endpoint: int | None = None
    in_packet_bytes: int = 64
    has_alternates: bool = False

    @property
    def two_way(self) -> bool:
        """Whether answers come back: the printer has an endpoint for them and says that it uses it."""
        return self.in_endpoint is not None and self.protocol != 1


def best_interface(interfaces: Iterable[PrinterInterface]) -> PrinterInterface | None:
    """The interface to print through: one that answers if there is one, else one that only listens."""
    usable = [interface for interface in interfaces if interface.protocol in _PROTOCOLS]
    return min(usable, key=_rank, default=None)


def _rank(interface: PrinterInterface) -> tuple[bool, int, int, int]:
    return not interface.two_way, _PROTOCOLS.index(interface.protocol), interface.number, interface.alternate


@dataclass(frozen=True, slots=True, kw_only=True)
class UsbPrinter:
    """A printer on the bus, described without opening it.

    Attributes:
        uri: Names this printer and no other of those present.
        vendor_id: As assigned by the USB forum, or not.
        product_id: The vendor's number of the model.
        maker: The manufacturer string; empty where there is none or it cannot be read.
        model: The product string; the same.
        serial: The serial number string; the same. Many makers give every unit the same one.
        bus: Number of the bus.
        port: Ports from the root hub to the printer, such as ``2.3``; empty where the system does not say.
        address: Number on the bus; another one after each plugging in.
        two_way: Whether answers come back.
        openable: Whether the system lets this user open it, ``None`` where that cannot be known without opening it.
    """

    uri: str = ""
    vendor_id: int
    product_id: int
    maker: str = ""
    model: str = ""
    serial: str = ""
    bus: int = 0
    port: str = ""
    address: int = 0
    two_way: bool = True
    openable: bool | None = None

    @property
    def ids(self) -> str:
        """Vendor and product as ``0416:5011``."""
        return f"{self.vendor_id:04x}:{self.product_id:04x}"


def is_shared_serial(serial: str) -> bool:
    """Whether ``serial`` is one that makers are known to give to every unit of a model."""
    return serial in _SHARED_SERIALS


def unambiguous_uri(printer: UsbPrinter, present: Iterable[UsbPrinter]) -> str:
    """The URI that names ``printer`` and none of the others present, and lasts as long as possible.

    A serial number of its own lasts longest; then the model, where there is one of it; then the port where it is
    plugged in.
    """
    alike = [other for other in present if other.ids == printer.ids]
    serials = [other.serial for other in alike]
    if printer.serial and not is_shared_serial(printer.serial) and serials.count(printer.serial) == 1:
        return f"usb://{printer.ids}/{quoted(printer.serial)}"
    if len(alike) == 1:
        return f"usb://{printer.ids}"
    place = f"port={printer.port}" if printer.port else f"address={printer.address}"
    return f"usb://{printer.ids}?bus={printer.bus}&{place}"


@dataclass(frozen=True, slots=True)
class DeviceID:
    """The IEEE 1284 device id: ``KEY:value;`` pairs that a printer gives away on ``GET_DEVICE_ID``.

    Attributes:
        text: The id as it was sent, without the length; empty on many units of this class.
        fields: The pairs, keys in capitals.
    """

    text: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def parse(cls, data: bytes) -> DeviceID:
        """Read a reply: two bytes of length, high byte first and counting themselves, then the text.

        The length is not trusted further than the bytes that came.
        """
        length = int.from_bytes(data[:_DEVICE_ID_LENGTH_BYTES], "big")
        raw = data[_DEVICE_ID_LENGTH_BYTES:length].decode("latin-1")
        text = "".join(letter if letter.isprintable() else " " for letter in raw).strip()
        pairs = (pair.partition(":") for pair in text.split(";") if ":" in pair)
        return cls(text, MappingProxyType({key.strip().upper(): value.strip() for key, _, value in pairs}))

    @property
    def maker(self) -> str:
        """What stands under MANUFACTURER or MFG."""
        return self.fields.get("MANUFACTURER") or self.fields.get("MFG", "")

    @property
    def model(self) -> str:
        """What stands under MODEL or MDL."""
        return self.fields.get("MODEL") or self.fields.get("MDL", "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The command sets under COMMAND SET or CMD."""
        words = self.fields.get("COMMAND SET") or self.fields.get("CMD", "")
        return tuple(word.strip() for word in words.split(",") if word.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class PortStatus:
    """The answer to ``GET_PORT_STATUS``, each fact yes, no or unknown (``None``).

    A healthy printer that fills this in sets at least one bit. Units of this class answer 00 whatever happens, so 00
    is no information, and the real-time status commands are the ones to ask.
    """

    paper: bool | None = None
    selected: bool | None = None
    error: bool | None = None

    @classmethod
    def parse(cls, byte: int) -> PortStatus:
        """Read the byte: bit 5 paper empty, bit 4 selected, bit 3 *not* in error."""
        if byte == 0:
            return cls()
        return cls(paper=not byte & 0x20, selected=bool(byte & 0x10), error=not byte & 0x08)
