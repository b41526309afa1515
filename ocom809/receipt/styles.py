"""How characters look, and how large that makes them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, TypedDict

from ocom809.commands import Font
from ocom809.errors import DocumentError

_MOST_UNDERLINE_DOTS = 2
_LARGEST = 8
FONT_DOTS = {Font.A: (12, 24), Font.B: (9, 17)}
"""Width and height of a character's cell."""
WIDE_DOTS = 24
"""Width of a character of the Chinese font, whichever font the others have."""
_ABOVE_BASELINE = {Font.A: 19, Font.B: 14}  # taken for measures; the printer knows its own


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
        rotated: Each character turned by a quarter, clockwise; the line still runs from left to right.
        fills_blanks: Whether blanks leave ink as well.
        cell_dots: Dots from one character to the next.
        wide_dots: The same for a character of the Chinese font, which is as wide as it is high.
        above_dots: Rows of a character above the baseline, which all characters of a line share.
        below_dots: Rows of a character below the baseline; rotated ones stand on it.
    """

    bold: bool = False
    underline: int = 0
    invert: bool = False
    width: int = 1
    height: int = 1
    font: Font = Font.A
    upside_down: bool = False
    rotated: bool = False
    # They follow from the others and are asked for again and again, so they are reckoned once.
    fills_blanks: bool = field(init=False, repr=False, compare=False)
    cell_dots: int = field(init=False, repr=False, compare=False)
    wide_dots: int = field(init=False, repr=False, compare=False)
    above_dots: int = field(init=False, repr=False, compare=False)
    below_dots: int = field(init=False, repr=False, compare=False)
    _compared: tuple[object, ...] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("bold", "invert", "upside_down", "rotated"):
            if type(getattr(self, name)) is not bool:
                raise DocumentError(f"{name} must be True or False, not {getattr(self, name)!r}")
        for name, lowest, highest in _RANGES:
            value = getattr(self, name)
            if type(value) is not int or not lowest <= value <= highest:
                raise DocumentError(f"{name} must be {lowest} to {highest}, not {value!r}")
        if not isinstance(self.font, Font):
            raise DocumentError(f"font must be a Font (A, B), not {self.font!r}")
        for name, value in self._measures().items():
            object.__setattr__(self, name, value)
        compared = tuple([getattr(self, item.name) for item in fields(self) if item.compare])
        object.__setattr__(self, "_compared", compared)
        object.__setattr__(self, "_hash", hash(compared))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self._compared == other._compared if isinstance(other, Style) else NotImplemented

    def _measures(self) -> dict[str, int]:
        (across, down), above = FONT_DOTS[self.font], _ABOVE_BASELINE[self.font]
        return {
            "fills_blanks": self.invert or self.underline > 0,
            "cell_dots": down * self.height if self.rotated else across * self.width,
            "wide_dots": WIDE_DOTS * (self.height if self.rotated else self.width),
            "above_dots": across * self.width if self.rotated else above * self.height,
            "below_dots": 0 if self.rotated else (down - above) * self.height,
        }


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
    rotated: bool


def style_of(style: TextStyle) -> Style:
    """The style that the keywords describe; underline is one dot if it is merely asked for.

    Raises:
        DocumentError: A keyword that does not exist, or a value that it cannot have.
    """
    if not style:
        return PLAIN
    try:
        return _known_style(**style)
    except TypeError:  # a value that nothing can be looked up by
        return _checked_style(dict(style))


@lru_cache(maxsize=256, typed=True)  # typed, because bold=1 is refused and bold=True is not
def _known_style(**style: Any) -> Style:
    return _checked_style(style)


def _checked_style(style: dict[str, Any]) -> Style:
    unknown = sorted(set(style) - set(TextStyle.__annotations__))
    if unknown:
        raise DocumentError(f"there is no text style {unknown[0]!r}", hint=f"{', '.join(TextStyle.__annotations__)}.")
    values = dict(style)
    if type(values.get("underline")) is bool:
        values["underline"] = int(values["underline"])
    return Style(**values)
