"""What of a document does not reach the paper as written: collected on the way, so that nothing is lost silently."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Loss:
    """One character that the printer lacks, or that must not be sent to it, with all its occurrences.

    Attributes:
        character: The character.
        place: Where it stands first, such as ``element 2, text, line 3``.
        count: How often it occurs.
    """

    character: str
    place: str
    count: int

    @property
    def name(self) -> str:
        """The character itself, or ``U+001B`` where it cannot be shown."""
        return self.character if self.character.isprintable() else f"U+{ord(self.character):04X}"

    @property
    def full_name(self) -> str:
        """The character with its number, such as ``'☃' (U+2603)``; the number alone where it cannot be shown."""
        code = f"U+{ord(self.character):04X}"
        return code if self.name == code else f"{self.name!r} ({code})"

    def __str__(self) -> str:
        return f"{self.full_name} in {self.place}"


@dataclass(frozen=True, slots=True)
class Substitution:
    """Something that is printed in another way than asked, because the printer cannot do it as asked.

    Attributes:
        place: Where, such as ``element 2, code``.
        words: What was done, and why.
        is_left_out: Whether nothing at all is printed of it, as the language of the document has it.
    """

    place: str
    words: str
    is_left_out: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


class Losses:
    """Collects losses; ``place`` is set by whoever walks through the document."""

    def __init__(self) -> None:
        self.place = ""
        self._first_places: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def add(self, character: str) -> None:
        """One more occurrence, at ``place``."""
        self._first_places.setdefault(character, self.place)
        self._counts[character] = self._counts.get(character, 0) + 1

    def all(self) -> tuple[Loss, ...]:
        """Each character once, in the order of their first occurrence."""
        return tuple(Loss(character, place, self._counts[character]) for character, place in self._first_places.items())


def named(losses: tuple[Loss, ...]) -> str:
    """The losses in one line, the first few by name and place."""
    words = ", ".join(str(loss) for loss in losses[:_MOST_NAMED])
    more = len(losses) - _MOST_NAMED
    return f"{words} and {more} more" if more > 0 else words
