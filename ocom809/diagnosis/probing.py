"""Probing a unit: every harmless question on every way that this wire offers, and what came of it."""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from ocom809.devices.tcp import TcpDevice
from ocom809.diagnosis.asking import BOARD, SILENCE_SECONDS, Reply, ask, ask_everything, status_of
from ocom809.diagnosis.findings import USB_DEVICE_ID, USB_PORT_STATUS, findings, identity_text, is_silent
from ocom809.discovery.announcements import Family
from ocom809.discovery.broadcast import ask as ask_announcement
from ocom809.errors import DeviceError, DeviceTimeout
from ocom809.printer import Printer
from ocom809.status import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices.usb import DeviceID
    from ocom809.diagnosis.findings import Finding
    from ocom809.profile import Profile
    from ocom809.status import Status

BOARD_PORT: Final = 4000
_BOARD_CONNECT_SECONDS: Final = 2.0


@runtime_checkable
class AnswersClassRequests(Protocol):
    """A wire that knows the requests of the USB printer class."""

    def device_id(self) -> DeviceID:
        """The IEEE 1284 device id."""

    def port_status_byte(self) -> int:
        """The port status as it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a probe found.

    Attributes:
        wire: Over which wire: the scheme of its URI.
        made: On which day, as ``2026-11-25``.
        two_way: Whether answers can come back on this wire at all; otherwise nothing was asked.
        replies: All questions and what came back.
    """

    wire: str
    made: str
    two_way: bool = True
    replies: tuple[Reply, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing came back at all. Then nothing is known, and nothing is assumed."""
        return is_silent(self.replies)

    @property
    def status(self) -> Status:
        """How the printer was."""
        return status_of(self.replies)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each fact, yes, no or unknown."""
        return findings(self.replies)

    @property
    def identity(self) -> dict[str, str]:
        """What it says of itself, by the question."""
        said = {reply.name: identity_text(reply) for reply in self.replies if reply.name.startswith("GS I")}
        return {name: text for name, text in said.items() if text}

    def profile(self, begin: Profile) -> Profile:
        """``begin`` with what was measured; what is unknown stays as it was."""
        measured: dict[str, Any] = {
            finding.name: finding.answer is Answer.YES
            for finding in self.findings
            if finding.answer is not Answer.UNKNOWN and finding.name in begin.evidence
        }
        return begin.with_facts(source=f"probe {self.made} over {self.wire}", **measured)


def probe(printer: Printer, *, silence: float = SILENCE_SECONDS, board_port: int = BOARD_PORT) -> Report:
    """Ask an opened printer everything that can be asked harmlessly. Nothing is printed, cut, sounded or opened.

    Args:
        printer: The printer, opened.
        silence: How long each answer may take, in seconds.
        board_port: The status port of its LAN board.

    Raises:
        DeviceError: The wire failed.
    """
    device = printer.device
    replies: list[Reply] = []
    if device.abilities.two_way:
        replies += printer.converse(ask_everything(silence=silence))
    if isinstance(device, AnswersClassRequests):
        replies += _class_requests(device)
    if isinstance(device, TcpDevice):
        replies += _board(device.host, board_port, silence)
        replies += _announcements(device.host, silence)
    made = datetime.datetime.now().astimezone().date().isoformat()
    wire = device.uri.partition(":")[0]
    return Report(wire=wire, made=made, two_way=device.abilities.two_way, replies=tuple(replies))


def _class_requests(device: AnswersClassRequests) -> list[Reply]:
    """What the USB printer class can be asked; a request that fails is left out."""
    requests: dict[str, Callable[[], bytes]] = {
        USB_DEVICE_ID: lambda: device.device_id().text.encode("latin-1", "replace"),
        USB_PORT_STATUS: lambda: bytes([device.port_status_byte()]),
    }
    replies = []
    for name, asked in requests.items():
        begin = time.monotonic()
        try:
            data = asked()
        except DeviceTimeout:
            continue
        replies.append(Reply(name=name, sent=b"", data=data, milliseconds=round((time.monotonic() - begin) * 1000, 1)))
    return replies


def board_reply(host: str, port: int = BOARD_PORT, silence: float = SILENCE_SECONDS) -> bytes:
    """What the LAN board's status port answers to ``ESC v``; empty where it is closed or silent."""
    return b"".join(reply.data for reply in _board(host, port, silence))


def _board(host: str, port: int, silence: float) -> list[Reply]:
    """The status port's answer; silence where it is closed, and nothing at all where that cannot be known."""
    board = Printer(TcpDevice(host, port), silence=_BOARD_CONNECT_SECONDS, ask_first=False)
    try:
        with board:
            return [board.converse(ask(BOARD, silence=silence))]
    except DeviceTimeout:
        return []
    except DeviceError:
        return [Reply(name=BOARD.name, sent=BOARD.sent)]


def _announcements(host: str, silence: float) -> list[Reply]:
    """Which family of LAN boards it says by UDP that it is of. What it says of addresses is left out."""
    try:
        address = IPv4Address(host)
    except AddressValueError:
        return []
    replies = []
    for family in Family:
        begin = time.monotonic()
        said = ask_announcement(address, family, seconds=silence)
        took = round((time.monotonic() - begin) * 1000, 1)
        name, sent = family.find.decode("ascii"), family.find
        replies.append(
            Reply(name=name, sent=sent, data=family.found, milliseconds=took) if said else Reply(name=name, sent=sent)
        )
    return replies
