"""What is wrong with a stream of printer bytes: the virtual printer prints it, and its events and paper tell."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ocom809.cli.drawn import left_over
from ocom809.receipt.codes.choosing import size_of
from ocom809.receipt.lint import Finding, Findings, Kind, Measures, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.profile import Profile
    from ocom809.virtual import Ticket, VirtualPrinter
    from ocom809.virtual.event import Event

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_BY_EVENT: Final[dict[str, tuple[Kind, Severity, str]]] = {
    "symbol refused": (Kind.CODE, _ERROR, "The unit prints nothing for such data."),
    "wider than the area": (Kind.CODE, _ERROR, "The unit feeds paper instead; take a narrower module."),
    "cannot be drawn here": (Kind.UNKNOWN, _NOTE, ""),
    "undefined character": (Kind.LOST, _ERROR, "The chosen code page has no character there."),
    "half a character": (Kind.LOST, _ERROR, "A two-byte character is cut in two."),
    "unknown code page": (Kind.UNKNOWN, _NOTE, "No source says what stands on it."),
    "clamped": (Kind.REFUSED, _WARNING, "Feed in dots (ESC J) instead."),
    "ignored": (Kind.REFUSED, _WARNING, ""),
    "oversized": (Kind.REFUSED, _ERROR, "A length in it is most likely wrong."),
    "unknown": (Kind.REFUSED, _WARNING, "Units differ in what they do with such bytes."),
    "not interpreted": (Kind.UNKNOWN, _NOTE, ""),
}
_MOST_FINDINGS = 1000
_SHARE, _LEAST_MM = 0.5, 10
_QR, _QR_MODULE = 49, 67


def check_stream(data: bytes, profile: Profile) -> Findings:
    """Findings of a stream, with the offset of the byte where that is known, and otherwise the place on the paper."""
    from ocom809.virtual import VirtualPrinter

    unit = VirtualPrinter(width_dots=profile.width_dots)
    unit.receive(data)
    millimetres = unit.advanced_mm
    unit.tear_off()
    left = [_left(words) for words in left_over(unit)]
    found = [
        *_small_modules(data, profile),
        *_events(unit),
        *_drawers(unit, data),
        *_cuts(unit.tickets, profile),
        *_black(unit.tickets, profile),
    ]
    found.sort(key=lambda finding: finding.place.offset or 0)
    found += left
    measures = Measures(millimetres, len(data), millimetres / profile.millimetres_per_second)
    return Findings(tuple(found[:_MOST_FINDINGS]), measures)


def _left(words: str) -> Finding:
    """What waits in the printer at the end, and would stand on the next receipt or swallow its beginning."""
    advice = "End it, or the next job begins with it."
    return Finding(Kind.REFUSED, _WARNING, Place(), f"left in the printer at the end: {words}", advice)


def _events(unit: VirtualPrinter) -> Iterator[Finding]:
    for event in unit.events:
        if event.name in _BY_EVENT:
            kind, severity, advice = _BY_EVENT[event.name]
            yield Finding(kind, severity, _place(event), str(event), advice)


def _place(event: Event) -> Place:
    offset = event.details.get("offset")
    return Place(offset=offset if isinstance(offset, int) else None)


def _small_modules(data: bytes, profile: Profile) -> Iterator[Finding]:
    from ocom809.virtual.decode import decode

    least = size_of("QR code").least_dots(profile.dots_per_mm)
    for instruction in decode(data):
        sets_module = instruction.name == "GS ( k" and instruction.payload[:2] == bytes((_QR, _QR_MODULE))
        if sets_module and instruction.payload[2:3] < bytes((least,)):
            yield Finding(
                Kind.CODE,
                _ERROR,
                Place(offset=instruction.offset),
                f"QR code with modules of {instruction.payload[2:3].hex() or '?'}h dots will not scan off paper of "
                f"{profile.dots_per_mm} dots per mm",
                f"{least} dots are the least.",
            )


def _drawers(unit: VirtualPrinter, data: bytes) -> Iterator[Finding]:
    """A kick with print behind it, by how far the paper had come."""
    from ocom809.virtual.decode import decode

    last = max((each.offset for each in decode(data) if each.name in _PRINTING), default=-1)
    kicks = [each.offset for each in decode(data) if each.name == "ESC p"]
    if any(event.name == "drawer" for event in unit.events):
        for offset in kicks:
            if offset < last:
                yield Finding(
                    Kind.DRAWER,
                    _WARNING,
                    Place(offset=offset),
                    "the drawer opens before the receipt is out",
                    "If the paper runs out after that, it stands open: send the pulse last.",
                )


_PRINTING: Final = frozenset(("text", "GS v 0", "ESC *", "GS k", "GS ( k", "FS p", "GS /"))


def _cuts(tickets: Sequence[Ticket], profile: Profile) -> Iterator[Finding]:
    """What lay between head and knife when it cut is the beginning of the next piece."""
    for before, ticket in pairwise(tickets):
        rows = min(profile.head_to_knife_dots, ticket.height_dots)
        if any(ticket.row(row) for row in range(rows)):
            yield Finding(
                Kind.CUT,
                _ERROR,
                Place(),
                f"cut {before.number} goes through print, {before.millimetres:.1f} mm from the beginning of its piece",
                "Feed to the knife first: GS V 66 n does.",
            )


def _black(tickets: Sequence[Ticket], profile: Profile) -> Iterator[Finding]:
    most = _SHARE * profile.width_dots
    for ticket in tickets:
        rows = 0
        for row in range(ticket.height_dots + 1):
            if row < ticket.height_dots and ticket.row(row).bit_count() > most:
                rows += 1
                continue
            if rows >= _LEAST_MM * profile.dots_per_mm:
                millimetres = rows / profile.dots_per_mm
                yield Finding(
                    Kind.BLACK,
                    _WARNING,
                    Place(),
                    f"{millimetres:.0f} mm on end are over half black, where cheap units slow down or stall, "
                    f"{(row - rows) / profile.dots_per_mm:.1f} mm from the beginning of piece {ticket.number}",
                    "Lighten it, and feed 3 mm before a cut.",
                )
            rows = 0
