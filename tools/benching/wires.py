"""How long bytes take on a wire at the very least, and how much paper they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_BITS_PER_SERIAL_BYTE: Final = 10  # with start and stop bit
_USB_PACKET_BYTES: Final = 64
_USB_PACKETS_PER_S: Final = 19_000  # of a full speed bus that does nothing else: 19 bulk packets in each frame of 1 ms
_ETHERNET_BITS_PER_S: Final = 100_000_000
_SEGMENT_BYTES: Final = 1460
_SEGMENT_HEAD_BYTES: Final = 78  # preamble, Ethernet, IP, TCP, check and gap


@dataclass(frozen=True)
class Wire:
    """A wire, and the seconds that so many bytes in so many writes take on it."""

    name: str
    title: str
    seconds: Callable[[int, int], float]


def _serial(baudrate: int) -> Callable[[int, int], float]:
    return lambda size, _: size * _BITS_PER_SERIAL_BYTE / baudrate


def _usb(size: int, writes: int) -> float:
    return max(-(-size // _USB_PACKET_BYTES), writes) / _USB_PACKETS_PER_S


def _lan(size: int, writes: int) -> float:
    segments = max(-(-size // _SEGMENT_BYTES), writes)
    return (size + segments * _SEGMENT_HEAD_BYTES) * 8 / _ETHERNET_BITS_PER_S


WIRES: Final = (
    Wire("9600", "serial, 9,600 baud", _serial(9_600)),
    Wire("115200", "serial, 115,200 baud", _serial(115_200)),
    Wire("usb", "USB full speed, bulk", _usb),
    Wire("lan", "LAN, 100 Mbit/s", _lan),
)


def paper_mm(stream: bytes) -> float:
    """How far the paper moves, by the virtual printer."""
    from ocom809.virtual import VirtualPrinter

    printer = VirtualPrinter()
    printer.receive(stream)
    return printer.advanced_mm
