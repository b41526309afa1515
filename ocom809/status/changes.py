"""What changed between two looks at a printer."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from ocom809.status.facts import Answer, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

REACHABLE: Final = "reachable"
"""The one fact that is not the printer's own: whether it answers at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that is known to be another than before.

    Attributes:
        fact: Its name, as in ``Status``; or ``reachable``.
        before: What it was; unknown at the first look, and while the printer was silent.
        after: What it is, yes or no.
    """

    fact: str
    before: Answer
    after: Answer

    def __str__(self) -> str:
        yes, no = _WORDS.get(self.fact, (f"{self.fact}: yes", f"{self.fact}: no"))
        return yes if self.after is Answer.YES else no


def changes(before: Status, after: Status) -> tuple[Change, ...]:
    """The facts that ``after`` knows, and knows otherwise than ``before``, in the order of ``Status``.

    What has become unknown is no change: a printer that did not answer has not said that anything is different.
    """
    return tuple(
        Change(fact=item.name, before=old, after=new)
        for item in fields(Status)
        if (new := getattr(after, item.name)) is not Answer.UNKNOWN and new is not (old := getattr(before, item.name))
    )


def remembered(before: Status, after: Status) -> Status:
    """``after``, with what it does not know as it was before."""
    known = {
        item.name: getattr(after, item.name)
        for item in fields(Status)
        if getattr(after, item.name) is not Answer.UNKNOWN
    }
    return Status(**{**{item.name: getattr(before, item.name) for item in fields(Status)}, **known})


_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    REACHABLE: ("it answers", "it does not answer"),
    "online": ("it is online", "it is offline"),
    "paper": ("paper is in", "the paper is out"),
    "near_end": ("the paper is nearly at its end", "there is plenty of paper"),
    "cover_open": ("the cover was opened", "the cover was closed"),
    "feed_button": ("FEED is held down", "FEED was let go of"),
    "error": ("an error has stopped it", "no error stops it"),
    "cutter_error": ("the cutter is stuck", "the cutter is free"),
    "unrecoverable": ("an error needs it switched off and on", "no such error as needs it switched off"),
    "recoverable": ("it waits for an error to pass", "it waits for no error"),
    "drawer_pin_high": ("the drawer's pin went high", "the drawer's pin went low"),
}
