"""What is known of a printer's state. Unknown is a value, and nothing turns it into a yes or a no by accident."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Answer(enum.Enum):
    """Yes, no or unknown. It has no truth value: write ``is Answer.YES``, so that unknown is never overlooked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, fact: bool) -> Answer:
        """``YES`` or ``NO``."""
        return cls.YES if fact else cls.NO

    def __bool__(self) -> Never:
        raise TypeError(f"{self} has no truth value: compare it with 'is Answer.YES' or 'is Answer.NO'")


class _Event(Protocol):
    def apply(self, status: Status, /) -> Status: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of a printer, as far as it has answered.

    Attributes:
        online: It takes and prints data. ``NO`` while the cover is open, paper is out, or in error.
        paper: Paper is there.
        near_end: The roll is nearly used up. The sensor is optional, and units without one always say ``NO``.
        cover_open: The cover is open.
        feed_button: Somebody holds the FEED button down.
        error: Something of the next three, or an error that the printer does not name, has stopped it.
        cutter_error: The knife is stuck.
        unrecoverable: An error that only switching it off and on can cure.
        recoverable: An error that goes away by itself, such as a hot print head.
        drawer_pin_high: The level of the drawer's pin 3. Whether high means open depends on the drawer.
    """

    online: Answer = Answer.UNKNOWN
    paper: Answer = Answer.UNKNOWN
    near_end: Answer = Answer.UNKNOWN
    cover_open: Answer = Answer.UNKNOWN
    feed_button: Answer = Answer.UNKNOWN
    error: Answer = Answer.UNKNOWN
    cutter_error: Answer = Answer.UNKNOWN
    unrecoverable: Answer = Answer.UNKNOWN
    recoverable: Answer = Answer.UNKNOWN
    drawer_pin_high: Answer = Answer.UNKNOWN

    @classmethod
    def unknown(cls) -> Status:
        """Nothing is known: what a silent printer says."""
        return cls()

    def merged_with(self, event: _Event) -> Status:
        """This status and what an event of the decoder adds; what the event does not know stays as it was."""
        return event.apply(self)

    @property
    def ready(self) -> Answer:
        """Whether it can print now: ``YES`` only when all that could stop it is known to be in order."""
        if self.reasons():
            return Answer.NO
        known = (getattr(self, name) is good for name, good in _IN_ORDER)
        return Answer.YES if all(known) else Answer.UNKNOWN

    def reasons(self) -> tuple[str, ...]:
        """Why it cannot print, in words, the most telling first; empty where nothing is known to stop it."""
        return tuple([words for stops, words in _REASONS if stops(self)])


_REASONS: tuple[tuple[Callable[[Status], bool], str], ...] = (
    (lambda status: status.cover_open is Answer.YES, "the cover is open"),
    (lambda status: status.paper is Answer.NO, "the paper is out"),
    (lambda status: status.cutter_error is Answer.YES, "the cutter is stuck"),
    (lambda status: status.unrecoverable is Answer.YES, "an error needs the printer switched off and on"),
    (lambda status: status.recoverable is Answer.YES, "it waits for an error to pass, such as a hot print head"),
    (lambda status: status.error is Answer.YES and not _is_named(status), "an error has stopped it"),
    (lambda status: status.feed_button is Answer.YES, "the FEED button is held down"),
    (lambda status: status.online is Answer.NO, "it is offline"),
)

_IN_ORDER = (
    ("online", Answer.YES),
    ("paper", Answer.YES),
    ("cover_open", Answer.NO),
    ("cutter_error", Answer.NO),
    ("unrecoverable", Answer.NO),
    ("recoverable", Answer.NO),
)


def _is_named(status: Status) -> bool:
    return Answer.YES in (status.cutter_error, status.unrecoverable, status.recoverable)
