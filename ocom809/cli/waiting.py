"""What a person sees while a job makes no progress: why, what to do, and how long it is waited for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ocom809.cli import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.cli.common import Settings
    from ocom809.exchanges import Waiting

_CURES: Final = {
    "the cover is open": "close it",
    "the paper is out": "put in a roll",
    "the cutter is stuck": "free the knife; ocom809 recover then ends the error",
    "an error needs the printer switched off and on": "do that, and look at the paper",
    "the FEED button is held down": "let go of it",
}
_SILENT: Final = "no sign of progress; is there paper, and is the cover shut?"


def teller(settings: Settings) -> Callable[[Waiting], None] | None:
    """What to call with each ``Waiting``; nothing where a program listens.

    Where a person watches, one line is kept up to date; elsewhere a line is written when the reason changes.
    """
    if settings.json:
        return None
    watched, said = sys.stderr.isatty(), [""]

    def tell(waiting: Waiting) -> None:
        why = words(waiting)
        if watched:
            show.passing(f"{why}; waiting, {waiting.left_seconds:.0f} s left")
        elif why != said[0]:
            show.warning(f"{why}; waiting, up to {waiting.left_seconds:.0f} s")
        said[0] = why

    return tell


def words(waiting: Waiting) -> str:
    """Why there is no progress, and what to do about the first reason."""
    if waiting.problem:
        return waiting.problem
    if not waiting.reasons:
        return _SILENT
    cure = _CURES.get(waiting.reasons[0])
    return f"{waiting.reasons[0]} – {cure}" if cure else waiting.reasons[0]
