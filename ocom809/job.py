"""A job: the bytes that a document becomes for one printer, all of them checked before the first of them leaves."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ocom809.receipt import as_receipt, compose
from ocom809.receipt.logos import StoredLogos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ocom809.profile import Profile


class Job:
    """Bytes that are ready to be sent; those of long pictures are made on their way.

    Args:
        data: All of them, or chunks of them, which are asked for once and kept.
        lost: Characters of the document that the printer lacks, each with a stand-in on the paper.
        substituted: What is printed in another way than asked, because the printer cannot do it as asked.

    A job is never changed, and may be sent to several printers at the same time.
    """

    __slots__ = ("_lock", "_made", "_rest", "lost", "substituted")

    def __init__(
        self, data: bytes | Iterable[bytes], lost: tuple[str, ...] = (), substituted: tuple[str, ...] = ()
    ) -> None:
        self.lost = lost
        self.substituted = substituted
        self._rest = iter([data] if isinstance(data, bytes) else data)
        self._made: list[bytes] = []
        self._lock = threading.Lock()

    def chunks(self) -> Iterator[bytes]:
        """The bytes from the first on, each chunk as soon as it is made; none is empty."""
        number = 0
        while (chunk := self._chunk(number)) is not None:
            yield chunk
            number += 1

    @property
    def data(self) -> bytes:
        """All of them at once; what is not made yet is made now."""
        return b"".join(self.chunks())

    @property
    def total(self) -> int:
        """Bytes of the job; what is not made yet is made now."""
        return sum(map(len, self.chunks()))

    def __repr__(self) -> str:
        return f"<Job of {self.total} bytes>"

    def _chunk(self, number: int) -> bytes | None:
        with self._lock:
            while len(self._made) <= number:
                chunk = next(self._rest, None)
                if chunk is None:
                    return None
                if chunk:
                    self._made.append(chunk)
            return self._made[number]


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
    substituted = tuple([str(each) for each in composition.substitutions])
    return Job(composition.chunks(profile), composition.lost, substituted)
