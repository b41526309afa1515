"""The doctor: from outside to inside, what is wrong with a printer and how it is cured. Prints only when asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.devices.registry import device_for
from ocom809.devices.tcp import RAW_PORT, TcpDevice
from ocom809.devices.uri import with_scheme
from ocom809.devices.usb import UsbDevice
from ocom809.diagnosis.asking import REAL_TIME, Reply, ask, status_of
from ocom809.diagnosis.check import Check, Verdict, failed, fine, trouble, unknown
from ocom809.diagnosis.findings import is_silent
from ocom809.diagnosis.printer_checks import doctors_page, settings_checks, state_checks, waiting_job
from ocom809.diagnosis.probing import BOARD_PORT, board_reply
from ocom809.diagnosis.wire_checks import network_checks, serial_checks, usb_checks
from ocom809.errors import DeviceError, MissingPackage, PrintError
from ocom809.outcomes import Printed
from ocom809.printer import Printer
from ocom809.profile import OCPP809, Profile
from ocom809.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.devices.base import Device

_WRITE_SECONDS: Final = 5.0
_REPLY_SECONDS: Final = 1.0
# What talks on a port that is no printer's, by how its answer begins.
_STRANGERS: Final = (
    (b"HTTP/", "a web server"),
    (b"SSH-", "a computer's remote login (SSH)"),
    (b"220", "a mail or file server"),
    (b"@PJL", "a page printer (PJL)"),
    (b"<", "a web server"),
)


def examine(
    target: str = "", *, profile: Profile = OCPP809, print_test: bool = False, board_port: int = BOARD_PORT
) -> Iterator[Check]:
    """Look at everything in turn, each check as soon as it is made. Nothing is printed unless asked for.

    Args:
        target: A device URI, or a LAN address or name alone; empty for whatever is on USB.
        profile: What is known of the unit.
        print_test: Print a short page at the end that shows what cannot be asked.
        board_port: The status port of a LAN board.

    Raises:
        URIError: The target means nothing.
    """
    if not target:
        yield from _nothing_named(profile, print_test)
        return
    device = device_for(with_scheme(target))
    yield from _examined(device, profile, print_test=print_test, board_port=board_port)


def _nothing_named(profile: Profile, print_test: bool) -> Iterator[Check]:
    """Nobody said which printer: look at the bus, and name the other ways."""
    checks = list(usb_checks())
    yield from checks
    found = any(check.name == "USB printer" and check.verdict is Verdict.FINE for check in checks)
    if found and all(check.verdict is not Verdict.TROUBLE for check in checks):
        yield from opened_checks(device_for("usb:"), profile, print_test=print_test)
        return
    yield from serial_checks()
    yield unknown(
        "LAN", "no address was named", "ocom809 doctor 192.168.1.87 looks at one; the self-test page shows it."
    )


def _examined(device: Device, profile: Profile, *, print_test: bool, board_port: int) -> Iterator[Check]:
    if isinstance(device, UsbDevice):
        checks = list(usb_checks())
        yield from checks
        if any(check.verdict is Verdict.TROUBLE for check in checks):
            return
    if isinstance(device, TcpDevice):
        yield from _on_the_lan(device, profile, print_test=print_test, board_port=board_port)
    else:
        yield from opened_checks(device, profile, print_test=print_test)


def _on_the_lan(device: TcpDevice, profile: Profile, *, print_test: bool, board_port: int) -> Iterator[Check]:
    try:
        device.open()
    except DeviceError as error:
        if device.host:
            yield from network_checks(device.host, error)
        yield failed("connection", error)
        return
    yield from network_checks(device.host, None)
    yield from opened_checks(device, profile, print_test=print_test, board_port=board_port)


def opened_checks(device: Device, profile: Profile, *, print_test: bool, board_port: int = 0) -> Iterator[Check]:
    """Open it, ask it, and tell what it says; ``board_port`` where its LAN board may be asked."""
    printer = Printer(device, profile=profile, silence=_WRITE_SECONDS, reply_silence=_REPLY_SECONDS)
    try:
        with printer:
            yield fine("connection", f"{device.uri} is open")
            replies = _replies(printer)
            yield _answer(device, replies, board_port)
            yield from _inside(printer, status_of(replies), print_test=print_test)
    except (DeviceError, MissingPackage) as error:
        yield failed("connection", error)


def _inside(printer: Printer, status: Status, *, print_test: bool) -> Iterator[Check]:
    yield from state_checks(status)
    yield waiting_job(status, printer.profile)
    if print_test:
        yield _printed(printer)
    yield from settings_checks(printer.profile, printed=print_test)


def _replies(printer: Printer) -> list[Reply]:
    """The real-time answers; who leaves the first question unanswered, or answers nonsense, is not asked the others."""
    replies: list[Reply] = []
    for asking in REAL_TIME if printer.device.abilities.two_way else ():
        replies.append(printer.converse(ask(asking, silence=_REPLY_SECONDS)))
        if status_of(replies) == Status.unknown():
            break
    return replies


def _answer(device: Device, replies: list[Reply], board_port: int) -> Check:
    if not device.abilities.two_way:
        return unknown("answer", "nothing comes back on this wire", "A USB or LAN connection tells more.")
    if is_silent(replies):
        return _silence(device, board_port)
    if status_of(replies) == Status.unknown():
        return _nonsense(device, replies)
    took = max(reply.milliseconds or 0 for reply in replies)
    return fine("answer", f"it answers, the slowest within {took:g} ms")


def _silence(device: Device, board_port: int) -> Check:
    cure = f"{device.rubbish_hint} {device.silence_hint}".strip()
    if not isinstance(device, TcpDevice):
        words = "it is open, and the printer answers nothing: it is off, busy or stuck, or it never answers"
        return unknown("answer", words, cure)
    if board_port and board_reply(device.host, board_port, _REPLY_SECONDS):
        return trouble(
            "answer",
            f"port {device.port} is silent and the board answers on {board_port}: another client holds the printer",
            "Close the other program, or wait until it lets go; a till that is switched off may hold it for minutes.",
        )
    return trouble("answer", f"port {device.port} takes the connection, and nothing answers", cure)


def _nonsense(device: Device, replies: list[Reply]) -> Check:
    said = replies[0].data
    stranger = next((name for begin, name in _STRANGERS if said.lstrip().startswith(begin)), "")
    if stranger:
        cure = f"Is this the printer's address, and {RAW_PORT} the port? Its self-test page shows the address."
        return trouble("answer", f"{stranger} answers here, no printer", cure)
    cure = device.rubbish_hint or "Is it a printer of this class, and is another program speaking to it?"
    return trouble("answer", f"it answered {said[:8].hex(' ')}, which is no status", cure)


def _printed(printer: Printer) -> Check:
    try:
        outcome = printer.print(doctors_page(printer.profile))
    except PrintError as error:
        return failed("test page", error)
    if isinstance(outcome, Printed):
        return fine("test page", f"printed, {outcome.total} bytes, proven by {outcome.proof}")
    return unknown("test page", f"sent, {outcome.total} bytes: {outcome.why}", "Look at the paper.")
