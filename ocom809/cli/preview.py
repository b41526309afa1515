"""A document as the virtual printer prints it, saved as a picture, a text or the bytes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import DocumentError
from ocom809.job import Job, prepare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ocom809.profile import Profile
    from ocom809.virtual import Ticket


def save_preview(document: object, profile: Profile, output: Path, *, strict: bool) -> list[Path]:
    """Save what ``document`` looks like and return the files that were written, one for each piece of paper.

    Raises:
        InputError: The document cannot be printed, or the ending of ``output`` is not known.
    """
    writer = _WRITERS.get(output.suffix.lower())
    if writer is None:
        raise DocumentError(f"{output}: the ending tells the kind of preview; known are {', '.join(_WRITERS)}")
    job = prepare(document, profile, strict=strict)
    try:
        return writer(job, profile, output)
    except OSError as error:
        raise DocumentError(f"{output}: {error.strerror or error}") from error


def _save_bytes(job: Job, profile: Profile, output: Path) -> list[Path]:
    del profile
    output.write_bytes(job.data)
    return [output]


def _save_text(job: Job, profile: Profile, output: Path) -> list[Path]:
    tickets = _tickets(job, profile)
    output.write_text("\n".join(ticket.text for ticket in tickets) + "\n", encoding="utf-8")
    return [output]


def _save_pictures(job: Job, profile: Profile, output: Path) -> list[Path]:
    saved = []
    for number, ticket in enumerate(_tickets(job, profile), start=1):
        path = output if number == 1 else output.with_stem(f"{output.stem}-{number}")
        ticket.save(path)
        saved.append(path)
    return saved


def _tickets(job: Job, profile: Profile) -> list[Ticket]:
    from ocom809.virtual import VirtualPrinter

    printer = VirtualPrinter(width_dots=profile.width_dots)
    printer.receive(job.data)
    printer.tear_off()
    return list(printer.tickets)


_WRITERS: dict[str, Callable[[Job, Profile, Path], list[Path]]] = {
    ".png": _save_pictures,
    ".txt": _save_text,
    ".bin": _save_bytes,
}
