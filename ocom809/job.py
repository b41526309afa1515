"""A job: the bytes that a document becomes for one printer, complete before the first of them leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.receipt import as_receipt, compose
from ocom809.receipt.logos import StoredLogos

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile


@dataclass(frozen=True, slots=True)
class Job:
    """Bytes that are ready to be sent.

    Attributes:
        data: All of them.
        lost: Characters of the document that the printer lacks, each with a stand-in on the paper.
        substituted: What is printed in another way than asked, because the printer cannot do it as asked.
    """

    data: bytes
    lost: tuple[str, ...] = ()
    substituted: tuple[str, ...] = ()

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
) -> Job:
    """Turn a document into a job for a printer with these facts.

    Args:
        document: A ``Receipt``, a text, or an iterable of commands.
        profile: The printer's facts.
        strict: Refuse characters that the printer lacks.
        stored_logos: Tells which logos the printer is known to keep.

    Raises:
        InputError: The document cannot be printed as asked.
    """
    composition = compose(as_receipt(document), profile, strict=strict, stored_logos=stored_logos)
    data = composition.encode(profile)
    return Job(data, composition.lost, tuple(str(each) for each in composition.substitutions))
