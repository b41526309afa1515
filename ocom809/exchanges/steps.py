"""The steps that a conversation is made of: what it asks of whoever holds the wire."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ocom809.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Open:
    """Take hold of the wire, within this many seconds; does nothing where it is held."""

    silence: float


@dataclass(frozen=True, slots=True)
class LetGo:
    """Hand over what is under way and let go of the wire."""


@dataclass(frozen=True, slots=True)
class Abort:
    """Let go of the wire at once and take back what waits on this side. It never fails.

    Attributes:
        error: What ended a ``Send``. Its counts are put right: the printer may have taken more since they were made.
    """

    error: DeviceError | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """Hand these bytes over, and see that the printer's end of the wire has taken them.

    Attributes:
        data: What goes out; with none, only what went before is waited for.
        progress: Told how many bytes have gone in all, ``before`` among them.
        silence: How long nothing may go, in seconds; the walker's own limit where ``None``.
        before: Bytes of the same job that went in earlier steps: an error counts them as well.
        flush: Whether to wait until the printer's end has it; needless where only an answer counts.
        may_go_on: Silence is no failure yet: the conversation will send the rest, from ``handed_over`` of the error on.
    """

    data: bytes
    progress: Callable[[int], None] | None = None
    silence: float | None = None
    before: int = 0
    may_go_on: bool = False
    flush: bool = True

    @property
    def told(self) -> Callable[[int], None] | None:
        """``progress`` for whoever counts this step's bytes alone."""
        progress, before = self.progress, self.before
        return None if progress is None else lambda gone: progress(before + gone)


@dataclass(frozen=True, slots=True)
class Receive:
    """Give me what has arrived, or nothing after this many seconds of silence."""

    silence: float


@dataclass(frozen=True, slots=True)
class Pause:
    """Let this many seconds go by."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AskBoard:
    """Give me the four bytes that the LAN board's own port answers to ``ESC v``; nothing where there is none."""


Step = Open | LetGo | Abort | Send | Receive | Pause | AskBoard
Answer = TypeVar("Answer")
Exchange = Generator[Step, bytes, Answer]
