"""What shows along the paper only: cuts through print, the drawer's turn, dense black, and the length."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ocom809.commands import PDF417, Command, OpenDrawer, OpenDrawerNow, QRCode
from ocom809.receipt.codes.choosing import kind_of, size_of
from ocom809.receipt.lint.blackness import dense_stretches
from ocom809.receipt.lint.findings import Finding, Kind, Measures, Place, Severity
from ocom809.receipt.lint.ruler import Ruler

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.profile import Profile
    from ocom809.receipt.pieces import Piece

Steps: TypeAlias = "Sequence[tuple[int | None, Sequence[Command]]]"
"""Commands with the number of their element."""


def findings_along(pieces: Sequence[Piece], numbers: Sequence[int], steps: Steps, profile: Profile) -> list[Finding]:
    """Everything that the order of things decides."""
    return [
        *_misplaced(steps, profile),
        *_crowded(steps, profile),
        *_drawers(steps, profile),
        *_black(pieces, numbers, profile),
        *_not_looked_into(steps, profile),
    ]


def measured(commands: Sequence[Command], data: bytes, profile: Profile) -> Measures:
    """Length, bytes and seconds."""
    ruler = Ruler(profile)
    for command in commands:
        ruler.follow(command)
    millimetres = ruler.fed_dots / profile.dots_per_mm
    unknown = tuple(dict.fromkeys(ruler.unmeasured))
    return Measures(None if unknown else millimetres, len(data), millimetres / profile.millimetres_per_second, unknown)


def _misplaced(steps: Steps, profile: Profile) -> Iterator[Finding]:
    ruler = Ruler(profile)
    for number, commands in steps:
        for command in commands:
            ruler.follow(command)
            if ruler.cut_through:
                yield Finding(
                    Kind.CUT,
                    Severity.ERROR,
                    Place(number),
                    "the knife cuts through print: it stands "
                    f"{profile.head_to_knife_dots / profile.dots_per_mm:g} mm behind the head",
                    "Cut with feed_dots=0, which feeds to the knife first.",
                )
            if ruler.ignored:
                yield Finding(
                    Kind.CODE,
                    Severity.ERROR,
                    Place(number),
                    f"{type(command).__name__} is ignored: codes and pictures stand at the start of a line only",
                    "End the line before it, by LineFeed().",
                )


def _crowded(steps: Steps, profile: Profile) -> Iterator[Finding]:
    """Codes of two dimensions with ink in the quiet zone above or below them."""
    ruler = Ruler(profile)
    code: tuple[int | None, str, int, int] | None = None  # its element and kind, the white it needs, where it ends
    for number, commands in steps:
        for command in commands:
            before = ruler.ink_dots
            ruler.follow(command)
            if ruler.ink_dots == before:
                continue
            if code is not None and ruler.ink_from_dots - code[3] < code[2]:
                yield _crowded_code(*code[:3], "below", ruler.ink_from_dots - code[3])
            code = None
            if isinstance(command, (QRCode, PDF417)):
                kind = kind_of(command)
                quiet = size_of(kind).quiet_modules * command.module_dots
                code = (number, kind, quiet, ruler.fed_dots)
                if before is not None and ruler.ink_from_dots - before < quiet:
                    yield _crowded_code(number, kind, quiet, "above", ruler.ink_from_dots - before)


def _crowded_code(number: int | None, kind: str, quiet: int, side: str, white: int) -> Finding:
    return Finding(
        Kind.CODE,
        Severity.NOTE,
        Place(number),
        f"the standard wants {quiet} dots of white {side} a {kind}, and there are {white}",
        "Most readers bear that; quiet_zone=True or feed() makes sure.",
    )


def _drawers(steps: Steps, profile: Profile) -> Iterator[Finding]:
    """A kick in its turn behind all print happens only where the print came out; others may precede a failure."""
    last = _last_work(steps, profile)
    for place, (number, commands) in enumerate(steps):
        for command in commands:
            if isinstance(command, OpenDrawerNow) or (isinstance(command, OpenDrawer) and place < last):
                now = isinstance(command, OpenDrawerNow)
                yield Finding(
                    Kind.DRAWER,
                    Severity.WARNING,
                    Place(number),
                    "the drawer opens ahead of everything that waits"
                    if now
                    else "the drawer opens before the receipt is out",
                    "If the paper runs out after that, it stands open: put drawer() last, or call open_drawer() once "
                    "the print has come out.",
                )


def _last_work(steps: Steps, profile: Profile) -> int:
    """The last step that leaves ink, or may."""
    last, ruler = -1, Ruler(profile)
    for place, (_, commands) in enumerate(steps):
        for command in commands:
            before, unmeasured = ruler.ink_dots, len(ruler.unmeasured)
            ruler.follow(command)
            if ruler.ink_dots != before or len(ruler.unmeasured) > unmeasured:
                last = place
    return last


def _black(pieces: Sequence[Piece], numbers: Sequence[int], profile: Profile) -> Iterator[Finding]:
    for first, rows in dense_stretches(pieces, profile):
        yield Finding(
            Kind.BLACK,
            Severity.WARNING,
            Place(numbers[first]),
            f"{rows / profile.dots_per_mm:.0f} mm on end are over half black, where cheap units slow down or stall",
            "Lighten it, and feed 3 mm before a cut: a stalled unit cuts into the picture.",
        )


def _not_looked_into(steps: Steps, profile: Profile) -> Iterator[Finding]:
    ruler = Ruler(profile)
    for number, commands in steps:
        for command in commands:
            unmeasured = len(ruler.unmeasured)
            ruler.follow(command)
            for name in ruler.unmeasured[unmeasured:]:
                yield Finding(
                    Kind.UNKNOWN,
                    Severity.NOTE,
                    Place(number),
                    f"what {name} prints is not looked into, so the length is not known",
                )
