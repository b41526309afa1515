"""What a search finds: one value for each printer, and how it is known to be one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipaddress import IPv4Address

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress


class Wire(Enum):
    """How the printer is connected."""

    USB = "usb"
    SERIAL = "serial"
    LAN = "lan"


class Proof(Enum):
    """How it is known that this is a printer, the strongest first."""

    STATUS_ANSWER = "status answer"
    """It answered DLE EOT 1 with the bits that are fixed in every such answer."""
    ANNOUNCED = "announced"
    """It answered the search by UDP. It says so itself; it gave no other sign."""
    PRINTER_CLASS = "printer class"
    """It is a USB device of the printer class."""
    PORT_ONLY = "port only"
    """Its port 9100 is open, and it did not answer: busy, offline, or no printer of this class."""
    CANDIDATE = "candidate"
    """A serial port, to which anything may be connected; it was sent nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrinter:
    """A printer that was found. Nothing was printed, cut or changed to find it.

    Attributes:
        uri: Names it; ``Printer(uri)`` takes it. A LAN printer that announced a MAC of its own is ``mac:…``, which
            follows it to a new address.
        wire: How it is connected.
        proof: How it is known to be a printer.
        maker: The maker's name as the USB device gives it; may be empty.
        model: The model, likewise; for a LAN printer the name that was given to it.
        serial: The serial number; may be empty.
        serial_is_shared: The serial number is one that makers give to every unit, so it tells none apart.
        mac: Its MAC address, or ``None`` where it is not known.
        address: Its IP address, or ``None`` for other wires and while it has none.
        announcement: What it said of itself by UDP, or ``None``.
        open_ports: Those of its TCP ports that took a connection, of the few that were tried.
        openable: Whether the system lets this user open it; ``None`` where that is not known.
        reachable: Whether its raw port took a connection; ``None`` where that was not tried or does not apply.
        hint: What the reader should know or do about it, such as how to reach it; may be empty.
    """

    uri: str
    wire: Wire
    proof: Proof
    maker: str = ""
    model: str = ""
    serial: str = ""
    serial_is_shared: bool = False
    mac: MacAddress | None = None
    address: IPv4Address | None = None
    announcement: Announcement | None = None
    open_ports: tuple[int, ...] = ()
    openable: bool | None = None
    reachable: bool | None = None
    hint: str = ""

    @property
    def identity(self) -> str:
        """What stays the same while it moves: its MAC address where it has one of its own, else its URI."""
        return str(self.mac) if self.mac is not None and not self.mac.is_shared else self.uri
