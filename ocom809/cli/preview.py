"""A document as the virtual printer prints it, saved as a picture, a page, a text or the bytes themselves."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING

from ocom809.cli.drawn import DRAWN, in_png, left_over, printed
from ocom809.cli.preview_page import page
from ocom809.errors import DocumentError
from ocom809.job import Job, prepare
from ocom809.receipt import Receipt
from ocom809.receipt.markup.element import markup_of
from ocom809.receipt.plain_text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ocom809.profile import Profile
    from ocom809.virtual import VirtualPrinter


# What the virtual printer could not draw, by the names of its events.
_MISSING = (
    "cannot be drawn here",
    "symbol refused",
    "wider than the area",
    "missing glyph",
    "undefined character",
    "not interpreted",
)


def save_preview(
    document: object, profile: Profile, output: Path, *, strict: bool, dot_gain: bool = False, renews: bool = False
) -> tuple[list[Path], list[str]]:
    """Save what ``document`` looks like.

    Args:
        document: What to print.
        profile: The printer's facts.
        output: Where to; the ending tells the kind.
        strict: Refuse characters that the printer lacks.
        dot_gain: Draw a picture with the dots of real paper.
        renews: Have a page load itself anew every second.

    Returns:
        The files that were written, one for each piece of paper, and what should be on it and is not.

    Raises:
        InputError: The document cannot be printed, or the ending of ``output`` is not known.
    """
    writer = _WRITERS.get(output.suffix.lower())
    if writer is None:
        raise DocumentError(f"{output}: the ending tells the kind of preview; known are {', '.join(_WRITERS)}")
    if dot_gain and writer is not _save_pictures:
        raise DocumentError(f"{output} is no picture, so there are no dots to gain", hint="Leave out --dot-gain.")
    job = prepare(document, profile, strict=strict)
    unit = printed(job.data, profile)
    if dot_gain:
        writer = partial(_save_pictures, dot_gain=True)
    missing = [str(event) for event in unit.events if event.name in _MISSING] + left_over(unit)
    if (drawn := DRAWN.get(output.suffix.lower())) and (markup := markup_of(document)):
        writer = partial(_save_drawn, drawn=drawn(markup, profile))
    elif writer is _save_text and isinstance(document, Receipt) and (text := as_text(document, profile)):
        writer = partial(_save_drawn, drawn=text)
    elif writer is not _save_bytes and not unit.tickets:
        raise DocumentError(f"{output} is not saved: the paper stays blank", hint="; ".join(missing))
    if writer is _save_page:
        writer = partial(_save_page, missing=missing, renews=renews)
    try:
        return writer(job, unit, output), missing
    except OSError as error:
        raise DocumentError(f"{output}: {error.strerror or error}") from error


def _save_bytes(job: Job, unit: VirtualPrinter, output: Path) -> list[Path]:
    del unit
    output.write_bytes(job.data)
    return [output]


def _save_text(job: Job, unit: VirtualPrinter, output: Path) -> list[Path]:
    del job
    output.write_text("\n".join(ticket.text for ticket in unit.tickets) + "\n", encoding="utf-8")
    return [output]


def _save_svg(job: Job, unit: VirtualPrinter, output: Path) -> list[Path]:
    """The paper's dots in a frame that browsers scale."""
    del job
    saved = []
    for number, ticket in enumerate(unit.tickets, start=1):
        path = output if number == 1 else output.with_stem(f"{output.stem}-{number}")
        width, height, data = ticket.width_dots, ticket.height_dots, in_png(ticket.to_image())
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        picture = f'<image width="{width}" height="{height}" href="data:image/png;base64,{b64encode(data).decode()}"/>'
        path.write_text(f"{head}{picture}</svg>\n", encoding="utf-8")
        saved.append(path)
    return saved


def _save_drawn(job: Job, unit: VirtualPrinter, output: Path, *, drawn: str) -> list[Path]:
    del job, unit
    output.write_text(drawn, encoding="utf-8")
    return [output]


def _save_page(
    job: Job, unit: VirtualPrinter, output: Path, *, missing: Sequence[str] = (), renews: bool = False
) -> list[Path]:
    text = page(output.stem, unit, missing, total_bytes=job.total, renews=renews)
    output.write_text(text, encoding="utf-8")
    return [output]


def _save_pictures(job: Job, unit: VirtualPrinter, output: Path, *, dot_gain: bool = False) -> list[Path]:
    del job
    saved = []
    for number, ticket in enumerate(unit.tickets, start=1):
        path = output if number == 1 else output.with_stem(f"{output.stem}-{number}")
        ticket.save(path, dot_gain=dot_gain)
        saved.append(path)
    return saved


_WRITERS: dict[str, Callable[[Job, VirtualPrinter, Path], list[Path]]] = {
    ".png": _save_pictures,
    ".svg": _save_svg,
    ".html": _save_page,
    ".txt": _save_text,
    ".bin": _save_bytes,
}
