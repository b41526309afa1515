"""What a step of the calibration says: print this, ask that, look at the printer. Steps are generators without I/O.

Whoever walks a step sends back what came: the answer to ``Ask`` (``None`` where the person skipped it), the status for
``Look``, what the conversation returned for ``Measure``, and nothing for ``Pattern`` and ``Wait``.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ocom809.errors import InputError

if TYPE_CHECKING:
    from ocom809.exchanges import Exchange
    from ocom809.profile import Profile
    from ocom809.receipt import Receipt

_YES, _NO = ("y", "yes", "true"), ("n", "no", "false")
_MOST_CHARACTERS = 500


class Kind(Protocol):
    """What an answer may be."""

    @property
    def form(self) -> str:
        """How to answer, in a few words."""

    def read(self, text: str) -> Any:
        """The answer that the text gives.

        Raises:
            InputError: It gives none.
        """


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """Yes or no."""

    @property
    def form(self) -> str:
        """How to answer."""
        return "y or n"

    def read(self, text: str) -> bool:
        """``True`` for yes."""
        word = text.strip().lower()
        if word not in _YES + _NO:
            raise InputError(f"the answer is y or n, not {text!r}")
        return word in _YES


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within limits."""

    lowest: int
    highest: int

    @property
    def form(self) -> str:
        """How to answer."""
        return f"{self.lowest} to {self.highest}"

    def read(self, text: str) -> int:
        """The number."""
        word = text.strip()
        if not (word.isascii() and word.isdigit() and self.lowest <= int(word[:9]) <= self.highest):
            raise InputError(f"the answer is a number from {self.lowest} to {self.highest}, not {text!r}")
        return int(word)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]

    @property
    def form(self) -> str:
        """How to answer."""
        return ", ".join(self.words)

    def read(self, text: str) -> str:
        """The word."""
        if text.strip().lower() not in self.words:
            raise InputError(f"the answer is one of {self.form}, not {text!r}")
        return text.strip().lower()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Some of the numbers that stand on the paper; none of them is an answer too."""

    of: tuple[int, ...]

    @property
    def form(self) -> str:
        """How to answer."""
        return "numbers with blanks between, or none"

    def read(self, text: str) -> tuple[int, ...]:
        """The numbers, ascending."""
        words = re.findall(r"[^\s,]+", text[:_MOST_CHARACTERS])
        if words == ["none"]:
            return ()
        numbers = {int(word) if word.isascii() and word.isdigit() and len(word) < 4 else -1 for word in words}  # noqa: PLR2004 - three digits
        if not numbers or not numbers <= set(self.of):
            raise InputError(f"the answer is numbers that stand on the paper, or none, not {text[:40]!r}")
        return tuple(sorted(numbers))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Print this; ``profile`` where it must not be fitted to what is known of the unit so far."""

    document: Receipt
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the person. ``key`` names the answer within its step; ``shown`` is what the paper should look like."""

    key: str
    words: str
    kind: Kind
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Ask the printer how it is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold this conversation with the printer."""

    exchange: Exchange[Any]


@dataclass(frozen=True, slots=True)
class Wait:
    """Let the paper come to rest."""

    seconds: float


Said = Pattern | Ask | Look | Measure | Wait
"""What a step can say."""
Talk = Generator[Said, Any, dict[str, Any]]
"""A step under way; what it returns are the facts that were answered."""


def answered(**facts: Any) -> dict[str, Any]:
    """The facts that have an answer; those that were left open (``None``) are not among them."""
    return {name: value for name, value in facts.items() if value is not None}
