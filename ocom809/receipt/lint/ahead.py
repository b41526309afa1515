"""What can be told of an element by itself: lines that wrap, codes too small to scan, pictures that are scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocom809.commands import Alignment
from ocom809.receipt.codes.choosing import kind_of, size_of
from ocom809.receipt.elements import (
    Act,
    Code,
    Drawer,
    Given,
    Image,
    Logo,
    Margin,
    MatrixCode,
    Paragraph,
    Row,
    Space,
    SwissCode,
)
from ocom809.receipt.lint.findings import Finding, Kind, Place, Severity
from ocom809.receipt.overflow import Overflow
from ocom809.receipt.rows import GAP_COLUMNS, shared_widths
from ocom809.receipt.styles import PLAIN
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.profile import Profile
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.elements import Element

_MM_BESIDE = 4


def findings_ahead(element: Element, place: Place, canvas: Canvas) -> list[Finding]:
    """What is to be said of one element that can be laid out, and of those in it."""
    looker = _LOOKERS.get(type(element), _wrapping)
    found = list(looker(element, place, canvas.silent()))
    for line, inner in element.inner():
        found += findings_ahead(inner, Place(place.element, line), canvas)
    return found


def _wrapping(element: Element, place: Place, canvas: Canvas) -> Iterator[Finding]:
    """Whatever is made of lines: does it have the room that keeps them whole?"""
    most = element.measure(canvas).most_dots
    if most > canvas.width_dots:
        columns = -(-most // PLAIN.cell_dots)
        words = f"its lines need {columns} columns to stay whole and have {canvas.columns(PLAIN)}, so some are wrapped"
        yield Finding(Kind.WRAP, Severity.WARNING, place, words, "Shorten them, or take a narrower style.")


def _wrapping_text(text: Paragraph, place: Place, canvas: Canvas) -> Iterator[Finding]:
    room = canvas.room_dots(text.style)
    for number, line in enumerate(canvas.parts(text.text, text.style), start=1):
        if width_of(line) > room:
            columns, most = -(-width_of(line) // text.style.cell_dots), canvas.columns(text.style)
            wraps = text.overflow is Overflow.WRAP
            done = f"wrapped to {len(wrapped(line, room))} lines of {most}" if wraps else f"cut off at {most}, as asked"
            yield Finding(
                Kind.WRAP,
                Severity.WARNING if wraps else Severity.NOTE,
                Place(place.element, number),
                f"{columns} columns are {done}",
                "Shorten it, or take a narrower style.",
            )


def _wrapping_row(row: Row, place: Place, canvas: Canvas) -> Iterator[Finding]:
    pitch = row.style.cell_dots
    needs = [max(-(-width_of(line) // pitch) for line in canvas.parts(cell, row.style)) for cell in row.cells]
    widths = shared_widths(needs, canvas.columns(row.style), row.widths)
    for number, (need, columns) in enumerate(zip(needs, widths, strict=True), start=1):
        room = columns - (GAP_COLUMNS if number < len(needs) else 0)
        if need > room:
            yield Finding(
                Kind.WRAP,
                Severity.WARNING,
                place,
                f"cell {number} needs {need} columns and has {room}, so it is wrapped",
                "Give it more of widths, or shorten it.",
            )


def _within_margins(margin: Margin, place: Place, canvas: Canvas) -> Iterator[Finding]:
    white = (margin.left_mm + margin.right_mm) * canvas.profile.dots_per_mm
    room = canvas.narrowed(canvas.width_dots - round(white), inside=False)
    for element in margin.elements:
        yield from findings_ahead(element, place, room)


def _scanning_code(code: Code, place: Place, canvas: Canvas) -> Iterator[Finding]:
    profile = canvas.profile
    command = code.sized(profile)
    kind, width_dots = kind_of(command), command.width_dots
    yield from _too_small(kind, command.module_dots, place, profile)
    if width_dots is not None:
        yield from _too_near(kind, command.module_dots, width_dots, code.alignment, place, profile)


def _scanning_matrix(code: MatrixCode, place: Place, canvas: Canvas) -> Iterator[Finding]:
    profile, pattern = canvas.profile, code.pattern()
    module = code.module(pattern, profile)
    yield from _too_small(code.kind, module, place, profile)
    yield from _too_near(code.kind, module, pattern.columns * module, code.alignment, place, profile)


def _too_small(kind: str, module_dots: int, place: Place, profile: Profile) -> Iterator[Finding]:
    least = size_of(kind).least_dots(profile.dots_per_mm)
    if module_dots < least:
        yield Finding(
            Kind.CODE,
            Severity.ERROR,
            place,
            f"{kind} with modules of {module_dots} dots ({module_dots / profile.dots_per_mm:g} mm) will not scan "
            f"off paper of {profile.dots_per_mm} dots per mm",
            f"module_dots={least}, or none, which takes the largest that fits.",
        )


def _too_near(
    kind: str, module_dots: int, width_dots: int, alignment: Alignment, place: Place, profile: Profile
) -> Iterator[Finding]:
    """The white at the nearer side, of which the paper beyond the printable part counts as well."""
    free = profile.width_dots - width_dots
    inside = free // 2 if alignment is Alignment.CENTER else 0
    quiet = size_of(kind).quiet_modules * module_dots
    if inside >= quiet:
        return
    short = inside + _MM_BESIDE * profile.dots_per_mm < quiet
    yield Finding(
        Kind.CODE,
        Severity.WARNING if short else Severity.NOTE,
        place,
        f"{kind} needs {quiet} dots of white on both sides and has {inside} within the printable part",
        "Centre it, or take a narrower module or shorter data." if short else "The paper's own margin makes up for it.",
    )


def _scaled_picture(image: Image, place: Place, canvas: Canvas) -> Iterator[Finding]:
    own = image.picture.natural_dots
    paper = image.width_dots(canvas.profile)
    if own > paper:
        yield Finding(
            Kind.PICTURE,
            Severity.NOTE,
            place,
            f"a picture of {own} pixels is scaled down to {paper} dots",
            "Fine lines may be lost; draw it at the width of the paper.",
        )
    if not image.dots(canvas.profile).rows:
        yield Finding(
            Kind.PICTURE,
            Severity.WARNING,
            place,
            "nothing of this picture is dark enough to be printed",
            "White on transparent is white on paper: draw it in a dark colour.",
        )


def _nothing(_element: Element, _place: Place, _canvas: Canvas) -> Iterator[Finding]:
    yield from ()


_LOOKERS: dict[type[Element], Callable[[Any, Place, Canvas], Iterator[Finding]]] = {
    Paragraph: _wrapping_text,
    Row: _wrapping_row,
    Code: _scanning_code,
    MatrixCode: _scanning_matrix,
    Image: _scaled_picture,
    Logo: lambda logo, place, canvas: _scaled_picture(logo.image, place, canvas),
    Margin: _within_margins,
    Act: _nothing,
    Drawer: _nothing,
    Given: _nothing,
    Space: _nothing,
    SwissCode: _nothing,
}
