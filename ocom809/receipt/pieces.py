"""What elements come down to: styled lines of text, and commands that stand at the start of a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from ocom809.commands import Alignment, Command, Font
from ocom809.errors import DocumentError

_MOST_UNDERLINE_DOTS = 2
_LARGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How characters look.

    Attributes:
        bold: Heavier.
        underline: A line of 0, 1 or 2 dots below.
        invert: White on black.
        width: 1 to 8 times the font's width.
        height: 1 to 8 times the font's height.
        font: A (12 × 24 dots) or B (9 × 17 dots).
        upside_down: The whole line upside down.
    """

    bold: bool = False
    underline: int = 0
    invert: bool = False
    width: int = 1
    height: int = 1
    font: Font = Font.A
    upside_down: bool = False

    def __post_init__(self) -> None:
        for name in ("bold", "invert", "upside_down"):
            if type(getattr(self, name)) is not bool:
                raise DocumentError(f"{name} must be True or False, not {getattr(self, name)!r}")
        for name, lowest, highest in _RANGES:
            value = getattr(self, name)
            if type(value) is not int or not lowest <= value <= highest:
                raise DocumentError(f"{name} must be {lowest} to {highest}, not {value!r}")
        if not isinstance(self.font, Font):
            raise DocumentError(f"font must be a Font (A, B), not {self.font!r}")

    @property
    def fills_blanks(self) -> bool:
        """Whether blanks leave ink as well."""
        return self.invert or self.underline > 0


_RANGES = (("underline", 0, _MOST_UNDERLINE_DOTS), ("width", 1, _LARGEST), ("height", 1, _LARGEST))
PLAIN = Style()


class TextStyle(TypedDict, total=False):
    """A style as keywords of ``Receipt.text`` and ``Receipt.row``; what is not said is plain."""

    bold: bool
    underline: bool | int
    invert: bool
    width: int
    height: int
    font: Font
    upside_down: bool


def style_of(style: TextStyle) -> Style:
    """The style that the keywords describe; underline is one dot if it is merely asked for.

    Raises:
        DocumentError: A keyword that does not exist, or a value that it cannot have.
    """
    unknown = sorted(set(style) - set(TextStyle.__annotations__))
    if unknown:
        raise DocumentError(f"there is no text style {unknown[0]!r}", hint=f"{', '.join(TextStyle.__annotations__)}.")
    values: dict[str, Any] = {**style}
    if type(values.get("underline")) is bool:
        values["underline"] = int(values["underline"])
    return Style(**values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that fits the paper.

    Attributes:
        text: Characters that the printer has, as ``Repertoire.printable`` gives them.
        style: How they look.
        alignment: Where they stand.
    """

    text: str
    style: Style = PLAIN
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Placed:
    """A command that draws something by itself, at the start of a line: a code or a picture."""

    command: Command
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Plain:
    """A command that changes nothing of what lines rely on: feed, cut, drawer, alarm."""

    command: Command


@dataclass(frozen=True, slots=True)
class Foreign:
    """A command of the caller's, after which nothing is known of style, alignment and code page."""

    command: Command


Piece = Line | Placed | Plain | Foreign
