"""What a unit keeps without power, as one checked value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from ipaddress import IPv4Address, IPv4Interface
from typing import TYPE_CHECKING, Final, TypeAlias

from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = "bool | int | str | bytes | IPv4Address | SetAlarm | None"
Plain: TypeAlias = "bool | int | str | None"

MAC_BYTES: Final = 6
NAME_BYTES: Final = 24
"""Room for the name in the answer to the ZY0001 search."""
DEFAULT_MAC: Final = bytes.fromhex("00 00 5E 00 53 09")
"""One of the addresses that are kept for documentation, so that no real unit has it."""
_FACTORY_ADDRESS: Final = IPv4Address("192.168.123.100")
_FACTORY_NETMASK: Final = IPv4Address("255.255.255.0")
_FACTORY_GATEWAY: Final = IPv4Address("192.168.123.1")
LANGUAGES: Final = ("simplified Chinese", "traditional Chinese", "Korean", "Japanese")
ALARM_KINDS: Final = ("nothing", "sound", "light", "sound and light")
KEY_KINDS: Final = (
    "none", "WEP64", "WEP128", "WPA-AES", "WPA-TKIP", "WPA-TKIP/AES", "WPA2-AES", "WPA2-TKIP", "WPA2-TKIP/AES",
    "WPA/WPA2 mixed",
)  # fmt: skip
COVER_CUTS: Final = ("no", "cut", "feed and cut")
NOT_TAKEN: Final = ("off", "restart timing", "at once")


@dataclass(frozen=True, slots=True)
class SetAlarm:
    """What sounds and flashes behind every cut: how often, how long each time in milliseconds, and which of the two."""

    times: int
    ms: int
    kind: str

    def __str__(self) -> str:
        return f"{self.times} × {self.ms} ms, {self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What neither ESC @ nor a power cycle clears; checked when made.

    Attributes:
        mac: Hardware address, six bytes.
        address: IPv4 address, with ``netmask`` and ``gateway``.
        dhcp: Whether it asks for an address instead.
        port: TCP port of the print data, 1 to 65535.
        name: What it calls itself to a ZY0001 search, up to 24 bytes.
        wifi_ssid: Name of the wireless network, with ``wifi_key`` and ``wifi_key_kind``, one of ``KEY_KINDS``.
        wifi_page: Whether it prints what it knows of the wireless network when it is switched on.
        bluetooth_name: With ``bluetooth_pin``.
        baud: Of the serial port.
        density: 1 light to 8 dark.
        dark: The soft DIP switch of that name.
        speed_mm_s: How fast it prints; as fast as it was made for where ``None``.
        code_page: What ESC @ and switching on select, as ESC t numbers it.
        language: Of the character ROM, one of ``LANGUAGES``.
        chinese: Whether Chinese mode is on after ESC @ and switching on.
        print_width_mm: Width that is printed on; the whole head where ``None``.
        columns: 48 characters a line, or 42 on 512 dots.
        cutter: Whether it cuts.
        beeper: Whether it beeps.
        drawer_with_cut: Whether each cut kicks the drawer.
        alarm_after_cut: What sounds or flashes behind each cut; nothing where ``None``.
        alarm_not_taken: What it does where the receipt is not taken, one of ``NOT_TAKEN``.
        not_taken_seconds: How long the receipt may hang, with ``not_taken_alarm_seconds`` for how long it sounds.
        idle_alarm: Zywell's, as its four bytes, which no source explains.
        smart_light: Zywell's "intelligent alarm" by light, and ``smart_beep`` by sound.
        cut_on_cover_close: One of ``COVER_CUTS``.
        reprint_after_paper_end: Whether a receipt that ran out of paper is printed again from its start.
        black_mark: Whether the paper has black marks, ``black_mark_length`` and ``black_mark_width`` at most.
        usb_virtual_com: Whether it shows a serial port on USB instead of a printer.
        usb_serial_fixed: Whether its USB serial number is always the same.
        qr: Whether it draws QR codes (SZJBZF).
        tcp_clients: How many it serves at once (SZJBZF), 1 or 2.
        disconnect_time: When it drops an idle client (SZJBZF); the unit of time is nowhere told.
        ethernet_mbit: 10 or 100 (SZJBZF).
        soft_dip: The switches' byte (SZJBZF), with ``soft_dip_on`` for whether it counts.

    Raises:
        InputError: A value that no unit can keep.
    """

    mac: bytes = DEFAULT_MAC
    address: IPv4Address = _FACTORY_ADDRESS
    netmask: IPv4Address = _FACTORY_NETMASK
    gateway: IPv4Address = _FACTORY_GATEWAY
    dhcp: bool = False
    port: int = 9100
    name: str = ""
    wifi_ssid: str = ""
    wifi_key: str = ""
    wifi_key_kind: str = "WPA2-AES"
    wifi_page: str = "on"
    bluetooth_name: str = "Printer"
    bluetooth_pin: str = "0000"
    baud: int = 19200
    density: int = 4
    dark: bool = False
    speed_mm_s: int | None = None
    code_page: int = 0
    language: str = LANGUAGES[0]
    chinese: bool = False
    print_width_mm: int | None = None
    columns: int = 48
    cutter: bool = True
    beeper: bool = True
    drawer_with_cut: bool = False
    alarm_after_cut: SetAlarm | None = None
    alarm_not_taken: str = "off"
    not_taken_seconds: int = 0
    not_taken_alarm_seconds: int = 0
    idle_alarm: bytes = b"\x00\x06\x0a\x14"
    smart_light: bool = False
    smart_beep: bool = False
    cut_on_cover_close: str = "no"
    reprint_after_paper_end: bool = False
    black_mark: bool = False
    black_mark_length: int = 0
    black_mark_width: int = 0
    usb_virtual_com: bool = False
    usb_serial_fixed: bool = True
    qr: bool = True
    tcp_clients: int = 1
    disconnect_time: int = 0
    ethernet_mbit: int = 100
    soft_dip: int = 0
    soft_dip_on: bool = False

    def __post_init__(self) -> None:
        for name, numbers in _NUMBERS.items():
            value = getattr(self, name)
            if value is not None and value not in numbers:
                raise InputError(f"no unit keeps {value} as {name}")
        for name, words in _WORDS.items():
            if getattr(self, name) not in words:
                raise InputError(f"no unit keeps {getattr(self, name)!r} as {name}")
        if len(self.mac) != MAC_BYTES or len(self.name.encode()) > NAME_BYTES:
            raise InputError(f"a hardware address has {MAC_BYTES} bytes, a name {NAME_BYTES} at most")
        self._check_network()

    def _check_network(self) -> None:
        try:
            interface = self.interface
        except ValueError as error:
            raise InputError(f"{self.netmask} is no netmask") from error
        if interface.netmask != self.netmask:
            raise InputError(f"{self.netmask} is no netmask")
        address = self.address
        if address.is_multicast or address.is_unspecified or address.is_reserved or address.is_loopback:
            raise InputError(f"{address} is no address of a printer")
        network = interface.network
        if network.prefixlen < _NO_HOST_PARTS and address in {network.network_address, network.broadcast_address}:
            raise InputError(f"{address} is no address of a printer in {network}")

    @classmethod
    def at(cls, interface: str, gateway: str) -> Settings:
        """A new unit with another address, written ``192.168.1.87/24``."""
        place = IPv4Interface(interface)
        return cls(address=place.ip, netmask=place.netmask, gateway=IPv4Address(gateway))

    @property
    def interface(self) -> IPv4Interface:
        """Address and mask together."""
        return IPv4Interface(f"{self.address}/{self.netmask}")

    @property
    def facts(self) -> dict[str, Plain]:
        """Everything as JSON has it; of key and PIN only how long they are."""
        return {item.name: plain(item.name, getattr(self, item.name)) for item in fields(self)}


def plain(name: str, value: Value) -> Plain:
    """A setting as JSON, events and people have it."""
    if name in _SECRETS and isinstance(value, str):
        return f"{len(value)} characters" if value else ""
    if isinstance(value, bytes):
        return value.hex(":").upper()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


_NO_HOST_PARTS: Final = 31
_SECRETS: Final = frozenset({"wifi_key", "bluetooth_pin"})

_NUMBERS: Final[Mapping[str, range | tuple[int, ...]]] = {
    "port": range(1, 65536),
    "baud": (9600, 19200, 38400, 115200),
    "density": range(1, 9),
    "speed_mm_s": range(1, 1001),
    "code_page": range(256),
    "print_width_mm": (48, 52, 54, 56, 64, 68, 72, 76, 80),
    "columns": (42, 48),
    "not_taken_seconds": range(65536),
    "not_taken_alarm_seconds": range(65536),
    "black_mark_length": range(65536),
    "black_mark_width": range(65536),
    "tcp_clients": (1, 2),
    "disconnect_time": range(256),
    "ethernet_mbit": (10, 100),
    "soft_dip": range(256),
}
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "language": LANGUAGES,
    "wifi_key_kind": KEY_KINDS,
    "wifi_page": ("on", "off", "off with a beep"),
    "alarm_not_taken": NOT_TAKEN,
    "cut_on_cover_close": COVER_CUTS,
}
NETWORK: Final = frozenset({"mac", "address", "netmask", "gateway", "dhcp", "port", "wifi_ssid", "wifi_key"})
"""What makes the LAN module restart when it is set."""
