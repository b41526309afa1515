"""The ways to a printer's own self-test page, as data: which family knows which, and how sure that is.

Not among them: the SZJBZF family, for which no source names a command (its utility reads the settings back instead);
its units, as all, print the page when they are switched on with FEED held.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.commands import SelfTest, StatusPage
from ocom809.deadline import Deadline
from ocom809.devices._addresses import addresses
from ocom809.devices.base import CONNECT_SECONDS
from ocom809.errors import DeviceError, InputError
from ocom809.evidence import Confidence, Evidence
from ocom809.outcomes import Outcome, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.printer import Printer

ZYWELL_PORT: Final = 1460
FEED_KEY_STEPS: Final = (
    "Switch the printer off.",
    "Hold the FEED key down, and switch the printer on.",
    "Let go of FEED after about two seconds; the page comes out.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTestWay:
    """One way to the self-test page.

    Attributes:
        name: What ``--by`` takes.
        about: What it is, in words.
        command: What is sent as print data; empty where it goes another way.
        datagram: What is sent by UDP to the printer's address instead, port 1460; empty likewise.
        dialects: The parameter dialects whose family knows it.
        evidence: How sure that is, and from where.
    """

    name: str
    about: str
    command: bytes = b""
    datagram: bytes = b""
    dialects: tuple[str, ...] = ()
    evidence: Evidence

    @property
    def by_hand(self) -> bool:
        """Whether nothing is sent, and a person presses the key."""
        return not self.command and not self.datagram


_XPRINTER_FAMILY: Final = ("xp-ip", "xp-full", "xp-b2", "xp-port4000", "xp-wifi", "xp-bluetooth", "xp-udp")

_WAYS: Final = (
    SelfTestWay(
        name="us-67",
        about="1F 1B 1F 67 00, of Xprinter and Zywell",
        command=b"\x1f\x1b\x1fg\x00",
        dialects=(*_XPRINTER_FAMILY, "xp-settings", "zy-dhcp"),
        evidence=Evidence(
            Confidence.LIKELY,
            "certain for Xprinter and Zywell (test tools, Windows SDK, NEXT); that the OCPP-809 is of them is likely",
        ),
    ),
    SelfTestWay(
        name="gs-a",
        about="GS ( A, test 2: the status page; the printer resets afterwards",
        command=StatusPage().encode(),
        evidence=Evidence(
            Confidence.LIKELY,
            "certain by the fuller manual of the family; the 80mm Series POS-80XX manual has test 1 alone",
        ),
    ),
    SelfTestWay(
        name="gprinter",
        about="1F 1B 1F 93 10 11 12 15 16 17 10 00, of Gprinter",
        command=b"\x1f\x1b\x1f\x93\x10\x11\x12\x15\x16\x17\x10\x00",
        evidence=Evidence(Confidence.GUESS, "certain for Gprinter (SDK demos); nothing ties OCOM to it"),
    ),
    SelfTestWay(
        name="zywell-udp",
        about="1B0103 in letters, by UDP to port 1460 of a Zywell LAN board",
        datagram=b"1B0103",
        dialects=("zy-udp",),
        evidence=Evidence(Confidence.LIKELY, "certain for Zywell (ZWELL NETtool); the OCPP-80S is likely of them"),
    ),
    SelfTestWay(
        name="dc2-t",
        about="DC2 T, of 58 mm and embedded families",
        command=b"\x12T",
        evidence=Evidence(Confidence.GUESS, "not in the manual of the class"),
    ),
    SelfTestWay(
        name="feed-key",
        about="FEED held while the printer is switched on; nothing is sent",
        dialects=("manual", "rongta", "szjbzf", "munbyn-dhcp"),
        evidence=Evidence(Confidence.CERTAIN, "every source of the class; OCPP-80S notes"),
    ),
)

SELF_TESTS: Final[Mapping[str, SelfTestWay]] = MappingProxyType({way.name: way for way in _WAYS})
"""All ways by name, the likeliest first."""

BY_DIALECT: Final[Mapping[str, SelfTestWay]] = MappingProxyType(
    {dialect: way for way in _WAYS for dialect in way.dialects}
)
"""Which way each dialect takes."""


def print_self_test(printer: Printer, way: SelfTestWay, *, port: int = ZYWELL_PORT) -> Outcome:
    """Ask for the page in one way. Whether it comes is not known: look at the paper.

    Args:
        printer: The printer, opened unless the way is a datagram.
        way: One of ``SELF_TESTS`` that is not by hand.
        port: Where a datagram goes.

    Raises:
        InputError: The way is by hand, or a datagram and the printer not on the LAN.
        NotPrinted: The printer refused.
        Unknown: The wire failed in the middle.
    """
    if way.by_hand:
        raise InputError(f"nothing can be sent for {way.name}", hint=" ".join(FEED_KEY_STEPS))
    if way.command:
        return printer.print([SelfTest(way.command)])
    host = getattr(printer.device, "host", "")
    if not host:
        raise InputError(
            f"{way.name} goes by UDP, and {printer.device.uri} is no printer on the LAN", hint="Name it tcp://ADDRESS."
        )
    _send_datagram(host, port, way.datagram)
    return Sent(total=len(way.datagram), seconds=0.0, why="a datagram has no answer")


def _send_datagram(host: str, port: int, data: bytes) -> None:
    try:
        address = addresses(host, port, Deadline(CONNECT_SECONDS))[0]
        with socket.socket(address.family, socket.SOCK_DGRAM) as sender:
            sender.sendto(data, address.place)
    except DeviceError:
        raise
    except OSError as error:
        raise DeviceError(f"no datagram can be sent to {host}: {error.strerror or error}") from error
