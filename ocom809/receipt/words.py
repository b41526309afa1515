"""What callers write: text of one style, or of several styles within a line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ocom809.errors import DocumentError
from ocom809.receipt.styles import Style, TextStyle, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Unpack

MOST_CHARACTERS = 1_000_000
"""Of one text: some 90 metres of paper."""
_MOST_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Styled:
    """Text that looks different from what stands around it, as ``styled`` makes it.

    Attributes:
        text: What to print.
        changes: The names of what differs, and how.
    """

    text: str
    changes: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        must_be_text("text", self.text)

    def over(self, style: Style) -> Style:
        """The style around it with the changes."""
        return replace(style, **dict(self.changes))  # type: ignore[arg-type]  # checked by styled()


Words: TypeAlias = str | Styled | tuple[str | Styled, ...]
"""A text, or several that go on in the same line."""


def styled(text: str, **style: Unpack[TextStyle]) -> Styled:
    """Text with a style of its own within a text or a cell; what is not said is as around it.

    ::

        Receipt().text("Pay ", styled("4.20 €", bold=True, width=2), " by Friday")

    Args:
        text: What to print.
        style: As for ``Receipt.text``, without ``upside_down``, which goes for whole lines.

    Raises:
        DocumentError: A style that does not exist or cannot stand within a line.
    """
    full = style_of(style)
    if "upside_down" in style:
        raise DocumentError("only a whole line stands upside down, not a part of it")
    return Styled(text, tuple((name, getattr(full, name)) for name in style))


def joined(parts: tuple[str | Styled, ...]) -> Words:
    """Several texts as one; a single one as it is."""
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 else parts


def runs_of_style(words: Words, style: Style) -> Iterator[tuple[str, Style]]:
    """Each text with its style, where ``style`` is that of the whole."""
    for part in words if isinstance(words, tuple) else (words,):
        yield (part, style) if isinstance(part, str) else (part.text, part.over(style))


def must_be_leader(leader: object) -> None:
    """Refuse what cannot lead from one cell to the next: it is nothing, or one character with ink."""
    is_one = type(leader) is str and len(leader) == 1 and leader != " " and stands_alone(leader)
    if leader != "" and not is_one:
        raise DocumentError(f"a leader is one character that can be seen, such as '.', not {leader!r}")


def stands_alone(character: str) -> bool:
    """Whether a character is neither a control, nor invisible, nor a mark on another one."""
    return character.isprintable() and not unicodedata.category(character).startswith("M")


def must_be_text(name: str, text: object) -> None:
    """Refuse what is no text, or too much of it."""
    if type(text) is not str:
        raise DocumentError(f"{name} must be a str, not {type(text).__name__}", hint="Format numbers first.")
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"{name} of {len(text)} characters is refused: {MOST_CHARACTERS} is the most")


def must_be_words(name: str, words: object) -> None:
    """Refuse what is neither text nor styled text, or too much of it."""
    if type(words) is str and len(words) <= MOST_CHARACTERS:
        return
    if not isinstance(words, tuple):
        words = (words,)
    if len(words) > _MOST_PARTS:
        raise DocumentError(f"{name} of {len(words)} parts is refused: {_MOST_PARTS} is the most")
    for part in words:
        must_be_text(name, part.text if isinstance(part, Styled) else part)
    must_be_text(name, "".join(part.text if isinstance(part, Styled) else part for part in words))
