"""What a wire can do, so that conversations need not know which wire it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a wire can do.

    Attributes:
        two_way: Whether the printer's answers come back on it.
        hot_pluggable: Whether the printer can come and go while the program runs.
        discards_on_abort: Whether ``abort`` takes back bytes that the system holds and the printer has not taken.
        loses_unread: Whether ``abort`` may also take away what the printer's end of the wire has acknowledged and the
            printer has not read yet, so that it may have read less than was counted.
        resumes: Whether a write that stood still can be gone on with, because the wire knows to the byte what it took.
            Where it does not, a wait must never be cut into short looks: what one of them counted may not have gone.
    """

    two_way: bool = True
    hot_pluggable: bool = True
    discards_on_abort: bool = True
    loses_unread: bool = False
    resumes: bool = True
