"""A job: the bytes that a document becomes for one printer, complete before the first of them leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ocom809.commands import (
    Alignment,
    ClearNVImages,
    DefineNVImages,
    HexDump,
    RollingPattern,
    StatusPage,
)
from ocom809.commands.base import check_all
from ocom809.course import Course, CourseOfCommands
from ocom809.errors import InputError
from ocom809.receipt import Receipt, as_receipt, compose
from ocom809.receipt.logos import StoredLogos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        course: Where its cuts begin, where its commands end, and how much paper it takes.
        is_provable: Whether a question may stand behind it; some commands restart the printer, or swallow what follows.
        receipt: The document that it was made of, where there was one; for printing it again as a copy.
    """

    data: bytes
    lost: tuple[str, ...] = ()
    substituted: tuple[str, ...] = ()
    course: Course | CourseOfCommands = field(default=Course(), compare=False, repr=False)
    is_provable: bool = True
    receipt: Receipt | None = field(default=None, compare=False, repr=False)

    @property
    def fences(self) -> tuple[int, ...]:
        """Offsets at which a cut begins, as its course has them."""
        return self.course.fences

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Offsets at which a question may stand, as its course has them."""
        return self.course.boundaries

    @property
    def paper_mm(self) -> float | None:
        """Millimetres of paper that it takes, as its course has them."""
        return self.course.paper_mm

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
    kept = Receipt.of(receipt)  # what the caller adds to its own later is not in this job
    composition = compose(receipt, profile, strict=strict, stored_logos=stored_logos, heading=heading)
    written = composition.written
    check_all(written, profile)
    encoded = [command.encode_for(profile) for command in written]
    return Job(
        b"".join(encoded),
        composition.lost,
        tuple([str(each) for each in composition.substitutions]),
        CourseOfCommands(written, tuple(map(len, encoded)), profile),
        is_provable=not any(map(_takes_all_behind_it, set(map(type, written)))),
        receipt=kept,
    )


def chunks(
    document: object,
    profile: Profile,
    *,
    strict: bool = False,
    stored_logos: Callable[[], StoredLogos] = StoredLogos,
) -> Iterator[bytes]:
    """The bytes of a document as they are made, for a wire of your own: those of long photos section by section.

    ``Printer.print`` does not use it: what a job is made of must be known before its first byte goes, so that a printer
    can be freed of it if the program dies meanwhile.

    Args:
        document: As for ``prepare``, like the rest.
        profile: The printer's facts.
        strict: Refuse characters that the printer lacks.
        stored_logos: Tells which logos the printer is known to keep.

    Raises:
        InputError: The document cannot be printed as asked. It is raised by the call, before any byte.
    """
    receipt = as_receipt(document)
    return compose(receipt, profile, strict=strict, stored_logos=stored_logos, in_sections=True).chunks(profile)


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


@lru_cache(maxsize=256)
def _takes_all_behind_it(command: type[Command]) -> bool:
    """By class, because to ask each command takes long."""
    return issubclass(command, _NOTHING_BEHIND)
