"""What printers say of themselves when the LAN is asked: questions and answers as bytes. No I/O.

Two families of LAN boards answer a search by UDP, with replies of one shape (printer.md §2.3):

====== ============================================================
offset what stands there
====== ============================================================
0-10   ``XP0001FOUND`` or ``ZY0001FOUND``
11-16  MAC address
17-18  two bytes whose meaning differs between the makers' tools
19-22  IP address
23-26  subnet mask
27-30  gateway
31-32  port, low byte first
33     DHCP: 1 on, 0 off
34-57  Zywell only: name, padded with zeros
58     Zywell only: status; bit 0 paper end, 1 cover open, 2 cutter error, 3 drawer
59, 60 Zywell only: type of the board, version
====== ============================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address

from ocom809.discovery.mac_address import MacAddress

SHORTEST_REPLY_BYTES = 34
"""A reply ends behind the DHCP flag at the earliest."""
LONGEST_REPLY_BYTES = 1024
"""Many times what a printer sends; longer datagrams are no reply."""

_NAME = slice(34, 58)
_STATUS, _BOARD, _VERSION = 58, 59, 60


class Family(Enum):
    """A family of LAN boards; the value is the word that its datagrams begin with."""

    XPRINTER = "XP0001"
    ZYWELL = "ZY0001"

    @property
    def port(self) -> int:
        """The UDP port on which the boards listen."""
        return _PORTS[self]

    @property
    def reply_ports(self) -> tuple[int, ...]:
        """The ports on which the makers' own tools listen; some boards may answer only there."""
        return _REPLY_PORTS[self]

    @property
    def dialect(self) -> str:
        """The short name of the dialect in which such a board takes its settings by UDP."""
        return _DIALECTS[self]

    @property
    def find(self) -> bytes:
        """The datagram that asks every board of the family to say who it is. It changes nothing."""
        return self.value.encode("ascii") + b"FIND"

    @property
    def found(self) -> bytes:
        """What an answer begins with."""
        return self.value.encode("ascii") + b"FOUND"


_PORTS = {Family.XPRINTER: 9000, Family.ZYWELL: 1460}
_REPLY_PORTS = {Family.XPRINTER: (9000,), Family.ZYWELL: (5001, 1460)}
_DIALECTS = {Family.XPRINTER: "xp-udp", Family.ZYWELL: "zy-udp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a printer said of itself. Anybody on the LAN can say such things, so it is a claim, not a proof.

    Attributes:
        family: Whose datagram it was; it names the dialect, which is the strongest sign there is of the board's maker.
        mac: The board's MAC address.
        address: The IP address that it has; 0.0.0.0 while it has none.
        netmask: Its subnet mask, which may be nonsense.
        gateway: Its gateway.
        port: The port that it claims to print on. The makers' own tools write 6028 there by a slip, and boards seem to
            ignore it, so it is shown and not believed.
        dhcp: Whether it gets its address by DHCP.
        name: The name that was given to it, printable characters only; Zywell boards only.
        status: The status byte, or ``None`` where the reply has none.
        board: The type of the board, or ``None``.
        version: Its version, or ``None``.
        sender: The address from which the datagram came; empty where that is not known.
        interface: The network interface that it came in on; empty where that is not known.
    """

    family: Family
    mac: MacAddress
    address: IPv4Address
    netmask: IPv4Address
    gateway: IPv4Address
    port: int
    dhcp: bool
    name: str = ""
    status: int | None = None
    board: int | None = None
    version: int | None = None
    sender: str = ""
    interface: str = ""


def find_request(family: Family) -> bytes:
    """The datagram that asks every board of ``family`` to say who it is. It changes nothing and prints nothing."""
    return family.find


def parse(data: bytes) -> Announcement | None:
    """Read a reply; ``None`` where it is none, as with our own question coming back, or claims what cannot be.

    What cannot be: a MAC address of a group; a loopback, multicast or broadcast address as the printer's own.
    """
    family = next((family for family in Family if data.startswith(family.found)), None)
    if family is None or not SHORTEST_REPLY_BYTES <= len(data) <= LONGEST_REPLY_BYTES:
        return None
    mac, address = MacAddress(data[11:17]), IPv4Address(data[19:23])
    if mac.is_group or address.is_loopback or address.is_multicast or address == IPv4Address("255.255.255.255"):
        return None
    has_more = family is Family.ZYWELL
    return Announcement(
        family=family,
        mac=mac,
        address=address,
        netmask=IPv4Address(data[23:27]),
        gateway=IPv4Address(data[27:31]),
        port=int.from_bytes(data[31:33], "little"),
        dhcp=data[33] == 1,
        name=_text(data[_NAME]) if has_more else "",
        status=_byte(data, _STATUS) if has_more else None,
        board=_byte(data, _BOARD) if has_more else None,
        version=_byte(data, _VERSION) if has_more else None,
    )


def _byte(data: bytes, place: int) -> int | None:
    return data[place] if place < len(data) else None


def _text(raw: bytes) -> str:
    """Up to the first zero; what a terminal would obey is left out, because strangers write here."""
    text = raw.partition(b"\x00")[0].decode("latin-1")
    return "".join(letter for letter in text if letter.isprintable()).strip()
