"""What can be told of an element by itself: lines that wrap, codes too small to scan, pictures that are scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.cells import width
from ocom809.receipt.codes.choosing import kind_of, size_of
from ocom809.receipt.codes.elements import Code, MatrixCode
from ocom809.receipt.elements import Image, Paragraph, Row
from ocom809.receipt.lint.findings import Finding, Kind, Place, Severity
from ocom809.receipt.rows import shared_widths
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.profile import Profile
    from ocom809.receipt.elements import Element

_MM_BESIDE = 4


def findings_ahead(element: Element, number: int, profile: Profile) -> list[Finding]:
    """What is to be said of one element that can be laid out."""
    looker = _LOOKERS.get(type(element))
    return [] if looker is None else list(looker(element, Place(number), profile))


def _wrapping_text(text: Paragraph, place: Place, profile: Profile) -> Iterator[Finding]:
    canvas = Canvas(profile)
    room = canvas.room_dots(text.style)
    for number, line in enumerate(canvas.parts(text.text, text.style), start=1):
        if width_of(line) > room:
            columns, most = -(-width_of(line) // text.style.cell_dots), canvas.columns(text.style)
            yield Finding(
                Kind.WRAP,
                Severity.WARNING,
                Place(place.element, number),
                f"{columns} columns are wrapped to {len(wrapped(line, room))} lines of {most}",
                "Shorten it, or take a narrower style.",
            )


def _wrapping_row(row: Row, place: Place, profile: Profile) -> Iterator[Finding]:
    canvas = Canvas(profile)
    cells = [canvas.lines(cell) for cell in row.cells]
    widths = shared_widths(cells, canvas.columns(row.style), row.widths)
    for number, (lines, columns) in enumerate(zip(cells, widths, strict=True), start=1):
        room = columns - (number < len(cells))
        longest = max(map(width, lines))
        if longest > room:
            yield Finding(
                Kind.WRAP,
                Severity.WARNING,
                place,
                f"cell {number} needs {longest} columns and has {room}, so it is wrapped",
                "Give it more of widths, or shorten it.",
            )


def _scanning_code(code: Code, place: Place, profile: Profile) -> Iterator[Finding]:
    command = code.sized(profile)
    kind, width_dots = kind_of(command), command.width_dots
    yield from _too_small(kind, command.module_dots, place, profile)
    if width_dots is not None:
        yield from _too_near(kind, command.module_dots, width_dots, code.alignment, place, profile)


def _scanning_matrix(code: MatrixCode, place: Place, profile: Profile) -> Iterator[Finding]:
    pattern = code.pattern()
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


def _scaled_picture(image: Image, place: Place, profile: Profile) -> Iterator[Finding]:
    paper = image.width_dots or profile.width_dots
    if image.picture.width > paper:
        yield Finding(
            Kind.PICTURE,
            Severity.NOTE,
            place,
            f"a picture of {image.picture.width} pixels is scaled down to {paper} dots",
            "Fine lines may be lost; draw it at the width of the paper.",
        )


_LOOKERS: dict[type[Element], Callable[[object, Place, Profile], Iterator[Finding]]] = {
    Paragraph: _wrapping_text,  # type: ignore[dict-item]  # each gets what it is the looker of
    Row: _wrapping_row,  # type: ignore[dict-item]
    Code: _scanning_code,  # type: ignore[dict-item]
    MatrixCode: _scanning_matrix,  # type: ignore[dict-item]
    Image: _scaled_picture,  # type: ignore[dict-item]
}
