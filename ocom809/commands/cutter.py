"""The cutter."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import member, within
from ocom809.commands.base import Command


class CutMode(enum.Enum):
    """How far through the paper.

    The class has a partial cut only: by its manual the printer answers a full cut with a partial one. The bytes are
    sent as asked; one unit was seen to cut further at ``FULL``.
    """

    FULL = 0
    PARTIAL = 1


@dataclass(frozen=True, slots=True)
class Cut(Command):
    """``GS V``: cut, by default after feeding the print to the knife, with one corner left standing.

    Args:
        mode: See :class:`CutMode`.
        feed_dots: 0 to 255 dots to feed beyond the way from the print head to the knife; ``None`` cuts where the
            paper stands, which is through the last lines (about 18 mm) unless they were fed out before.

    The printer cuts at the start of a line only: end the line first. At least one relative of the OCPP-809 cuts as
    soon as it reads the command, even while it still draws a picture.
    """

    mode: CutMode = CutMode.PARTIAL
    feed_dots: int | None = 0

    def __post_init__(self) -> None:
        member("cut mode", self.mode, CutMode)
        if self.feed_dots is not None:
            within("feed_dots", self.feed_dots, 0, 255)

    def encode(self) -> bytes:
        """``1D 56 41 n`` full or ``1D 56 42 n`` partial with a feed; ``1D 56 00`` or ``01`` where the paper stands."""
        if self.feed_dots is None:
            return b"\x1dV" + bytes([self.mode.value])
        return b"\x1dV" + bytes([ord("A") + self.mode.value, self.feed_dots])


@dataclass(frozen=True, slots=True)
class PlainCut(Command):
    """``ESC i`` or ``ESC m``: the cut of older families, where the paper stands. Only for units that ignore ``GS V``.

    Not in the manual of the class; it is in that of the HPRT TP809, and ``ESC i`` was seen to work on a clone. It
    never feeds: feed the last lines out to the knife (about 18 mm) before it.
    """

    mode: CutMode = CutMode.PARTIAL

    def __post_init__(self) -> None:
        member("cut mode", self.mode, CutMode)

    def encode(self) -> bytes:
        """``1B 69`` full, ``1B 6D`` partial."""
        return b"\x1bi" if self.mode is CutMode.FULL else b"\x1bm"
