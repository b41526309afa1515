"""A job: the bytes that a document becomes for one printer, complete before the first of them leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ocom809.commands import (
    Alignment,
    ClearNVImages,
    Cut,
    DefineNVImages,
    HexDump,
    PlainCut,
    Raw,
    RollingPattern,
    StatusPage,
    encode,
)
from ocom809.errors import InputError
from ocom809.paper_use import paper_mm
from ocom809.receipt import Receipt, as_receipt, compose
from ocom809.receipt.logos import StoredLogos

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ocom809.commands import Command
    from ocom809.profile import Profile

# Printers start anew behind these, or dump what follows; so nothing can be asked behind them.
_NOTHING_BEHIND: Final = (ClearNVImages, DefineNVImages, HexDump, RollingPattern, StatusPage)


@dataclass(frozen=True, slots=True)
class Job:
    """Bytes that are ready to be sent.

    Attributes:
        data: All of them.
        lost: Characters of the document that the printer lacks, each with a stand-in on the paper.
        substituted: What is printed in another way than asked, because the printer cannot do it as asked.
        fences: Offsets at which a cut begins, ascending; behind raw bytes, which nobody here can read, there are none.
        boundaries: Offsets behind whole commands, where a question may stand; none behind raw bytes either.
        is_provable: Whether a question may stand behind it; some commands restart the printer, or swallow what follows.
        receipt: The document that it was made of, where there was one; for printing it again as a copy.
        paper_mm: How much paper it takes, as far as that can be reckoned; ``None`` where it cannot.
    """

    data: bytes
    lost: tuple[str, ...] = ()
    substituted: tuple[str, ...] = ()
    fences: tuple[int, ...] = ()
    boundaries: tuple[int, ...] = ()
    paper_mm: float | None = None
    is_provable: bool = True
    receipt: Receipt | None = field(default=None, compare=False, repr=False)

    @property
    def is_readable(self) -> bool:
        """Whether all of it is known command by command, so that a question may stand behind the last of them."""
        return bool(self.boundaries) and self.boundaries[-1] == self.total

    @property
    def total(self) -> int:
        """Bytes of the job."""
        return len(self.data)


def prepare(
    document: object,
    profile: Profile,
    *,
    strict: bool = False,
    stored_logos: Callable[[], StoredLogos] = StoredLogos,
    heading: Receipt | None = None,
) -> Job:
    """Turn a document into a job for a printer with these facts.

    Args:
        document: A ``Receipt``, a text, or an iterable of commands.
        profile: The printer's facts.
        strict: Refuse characters that the printer lacks.
        stored_logos: Tells which logos the printer is known to keep.
        heading: What stands above each ticket; then it is a copy, for which no drawer is opened.

    Raises:
        InputError: The document cannot be printed as asked.
    """
    receipt = as_receipt(document)
    kept = Receipt(receipt.elements)  # what the caller adds to its own later is not in this job
    composition = compose(receipt, profile, strict=strict, stored_logos=stored_logos, heading=heading)
    commands = composition.commands
    fences, boundaries = _places(commands)
    return Job(
        encode(commands, profile=profile),
        composition.lost,
        tuple(str(each) for each in composition.substitutions),
        fences=fences,
        boundaries=boundaries,
        paper_mm=paper_mm(commands, profile),
        is_provable=not any(isinstance(command, _NOTHING_BEHIND) for command in commands),
        receipt=kept,
    )


def as_copy(job: Job, number: int, profile: Profile, **how: Any) -> Job:
    """The job again, with "COPY n" above each of its tickets, and without opening the drawer again.

    Args:
        job: What was printed.
        number: Which copy it is, from 1.
        profile: The printer's facts.
        how: As for ``prepare``.

    Raises:
        InputError: It was made of bytes alone, in which no heading can be placed, or the number is none.
    """
    if type(number) is not int or number < 1:
        raise InputError(f"copies are numbered from 1, not {number!r}")
    if job.receipt is None or not job.is_readable:
        raise InputError(
            "raw bytes cannot be marked as a copy: nobody here can read them",
            hint="Print them again by print() or send(), if two receipts that look alike do no harm.",
        )
    heading = Receipt().text(f"COPY {number}", bold=True, align=Alignment.CENTER)
    return prepare(job.receipt, profile, heading=heading, **how)


def _places(commands: Sequence[Command]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where cuts begin, and where commands end, as far as it is known where they do."""
    fences: list[int] = []
    boundaries: list[int] = []
    place = 0
    for command in commands:
        if isinstance(command, Raw):
            break
        if isinstance(command, Cut | PlainCut):
            fences.append(place)
        place += len(command.encode())
        boundaries.append(place)
    return tuple(fences), tuple(boundaries)
