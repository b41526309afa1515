"""What elements are laid out on: the paper of one printer."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ocom809.commands import Font
from ocom809.errors import DocumentError
from ocom809.receipt.logos import StoredLogos
from ocom809.receipt.losses import Losses, Substitution
from ocom809.receipt.pieces import Area, Dots, Line, Part, Piece, Span
from ocom809.receipt.plain import is_plain
from ocom809.receipt.repertoire import STAND_IN, repertoire_of
from ocom809.receipt.scripts.bidi import base_level
from ocom809.receipt.scripts.fonts import checked
from ocom809.receipt.scripts.order import ordered
from ocom809.receipt.scripts.typesetting import Typesetter
from ocom809.receipt.scripts.whole import all_drawn, evened
from ocom809.receipt.styles import FONT_DOTS, Style
from ocom809.receipt.words import Words, runs_of_style
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile
    from ocom809.receipt.elements import Element

_LINE_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_TAB_COLUMNS = 8
_FONT_B = Font.B  # found at once here; in its enum it takes ten times as long to find
_NARROWEST_DOTS = 16


@dataclass(slots=True)
class WorkingMemory:
    """What the printer was given to keep while a document is printed; all parts of a paper share it."""

    logo: Element | None = None


class Canvas:
    """The paper and characters of one printer, and what was lost on the way to it.

    Attributes:
        profile: The printer's facts.
        repertoire: The characters that it has.
        losses: What it lacks, collected while elements are laid out.
        substitutions: What is printed in another way than asked, collected likewise.
        repeated: Logos that the document holds more than once.
        memory: What is in the printer's working memory by now.
        above: The element that stands right above the next one.
        is_inside: Whether this is the room of a cell or box within lines, where nothing but lines can stand.
        is_lazy: Whether long pictures may be made section by section when they are sent.
        area: Where it lies on the paper of the printer.
        rooms_dots: Dots of a line of font A, of font B, and of the longer one; none is longer than the paper is wide.
        spacing_dots: Line spacing where a line has none of its own; ``None`` is the printer's default.
    """

    def __init__(self, profile: Profile, stored_logos: Callable[[], StoredLogos] = StoredLogos) -> None:
        self.profile = profile
        self.repertoire = repertoire_of(profile)
        self.losses = Losses()
        self.substitutions: list[Substitution] = []
        self.repeated: frozenset[Element] = frozenset()
        self.memory = WorkingMemory()
        self.above: Element | None = None
        self._stored_logos = stored_logos
        self._fonts = checked(profile.fonts)
        self._setter = Typesetter(self.repertoire, self._fonts, draws=profile.column_images)
        self.is_inside = False
        self.is_lazy = False
        self.spacing_dots: int | None = None
        self.area = Area()
        self._element = ""
        self.rooms_dots = _rooms(profile)

    @cached_property
    def stored_logos(self) -> StoredLogos:
        """What the printer is known to keep; looked up only where a document has a logo."""
        return self._stored_logos()

    @property
    def place(self) -> str:
        """What is laid out now, by its name in messages."""
        return self._element

    def enter(self, element: str) -> None:
        """The element that is laid out next, by its name in messages."""
        self._element = self.losses.place = element

    def substitute(self, words: str, *, is_left_out: bool = False) -> None:
        """Report that the element in hand is printed in another way than asked, or that something of it is not."""
        self.substitutions.append(Substitution(self._element, words, is_left_out))

    def narrowed(self, width_dots: int, *, inside: bool = True) -> Canvas:
        """A part of this paper, as if it were the paper of a narrower printer.

        Args:
            width_dots: How wide it is.
            inside: Whether it lies within lines: in a cell, or in a box.

        Raises:
            DocumentError: Too narrow for a single character.
        """
        if width_dots < FONT_DOTS[Font.A][0]:
            raise DocumentError(f"{max(width_dots, 0)} dots are too few for a character")
        canvas = copy(self)
        canvas.profile = replace(
            self.profile,
            width_dots=max(width_dots, _NARROWEST_DOTS),
            columns_a=min(self.profile.columns_a, width_dots // FONT_DOTS[Font.A][0]),
            columns_b=min(self.profile.columns_b, width_dots // FONT_DOTS[Font.B][0]),
        )
        canvas.rooms_dots = _rooms(canvas.profile)
        canvas.is_inside = self.is_inside or inside
        return canvas

    def fitting(self, piece: Piece) -> Piece:
        """The piece; a line with the spacing that goes for it here, drawn as a whole where it has to be.

        Raises:
            DocumentError: It is a line that the paper is too narrow for.
        """
        if not isinstance(piece, Line):
            return piece
        piece = evened(piece, self._fonts, self.losses)
        if not self.profile.column_images and any(isinstance(part, Dots) for part in piece.spans):
            raise DocumentError(
                f"{self.profile.name} prints no dots within a line, by its profile (column_images)",
                hint="Give a picture lines of its own."
                if self.profile.raster_images
                else "Nor does it print pictures (raster_images): leave them out.",
            )
        most_dots = self.profile.width_dots
        if piece.width_dots > most_dots and (width := piece.trimmed().width_dots) > most_dots:
            raise DocumentError(f"a line of {width} dots does not fit into {most_dots}")
        if piece.spacing_dots is None and self.spacing_dots is not None:
            return replace(piece, spacing_dots=self.spacing_dots)
        return piece

    def silent(self) -> Canvas:
        """The same paper for measuring: what is lost there is not counted."""
        canvas = copy(self)
        canvas.losses, canvas.substitutions = Losses(), []
        canvas.memory = copy(self.memory)
        return canvas

    @property
    def line_dots(self) -> int:
        """From one line to the next where nothing else is said."""
        return self.profile.line_spacing_dots if self.spacing_dots is None else self.spacing_dots

    @property
    def width_dots(self) -> int:
        """Dots that a line may take."""
        return self.rooms_dots[2]

    def room_dots(self, style: Style) -> int:
        """Dots that a line of this style may take: whole columns of its font.

        Raises:
            DocumentError: Not even one character.
        """
        return self.columns(style) * style.cell_dots

    def columns(self, style: Style) -> int:
        """Characters of this style on a line.

        Raises:
            DocumentError: Not even one.
        """
        room_dots = self.rooms_dots[style.font is Font.B]
        if room_dots < style.cell_dots:
            columns = room_dots // FONT_DOTS[style.font][0]
            raise DocumentError(f"characters {style.width} times as wide do not fit {columns} columns")
        return room_dots // style.cell_dots

    def is_plain(self, text: str, style: Style) -> bool:
        """Whether a text of this style is a plain line, which fits into one of the whole width."""
        fits = len(text) * style.cell_dots <= self.rooms_dots[style.font is _FONT_B]
        return fits and is_plain(text, self.repertoire) and not style.upside_down

    def parts(self, words: Words, style: Style) -> list[tuple[Part, ...]]:
        """The lines of a text as the printer can print them, before they are wrapped.

        Args:
            words: The text.
            style: How it looks where it has no style of its own.
        """
        return [parts for parts, _ in self.paragraphs(words, style)]

    def paragraphs(self, words: Words, style: Style) -> list[tuple[tuple[Part, ...], bool]]:
        """The same lines, each with whether it runs from right to left: its first letter says so."""
        if type(words) is str and words.isprintable():  # no line ends, no tabs
            runs = [(words, style)]
            return [(self._set(1, runs), _runs_left(runs))]
        lines: list[list[tuple[str, Style]]] = [[]]
        column = 0
        for text, own_style in runs_of_style(words, style):
            for number, line in enumerate(_LINE_ENDS.split(text)):
                if number:
                    lines.append([])
                    column = 0
                full = (" " * column + line).expandtabs(_TAB_COLUMNS)
                lines[-1].append((full[column:], own_style))
                column = len(full) % _TAB_COLUMNS
        return [(self._set(number, line), _runs_left(line)) for number, line in enumerate(lines, start=1)]

    def _set(self, number: int, runs: list[tuple[str, Style]]) -> tuple[Part, ...]:
        """A line as the printer's characters and drawn ones, and what is lost of it told to ``losses``."""
        simple = self._setter.simple_line(runs)
        if simple is not None:
            return simple
        self.losses.place = f"{self._element}, line {number}"
        return self._setter.line(runs, self.losses)

    def sign(self, character: str, style: Style, instead: str) -> tuple[Part, ...]:
        """A character that will be repeated; ``instead`` stands for one that nothing can print, which is told."""
        [line] = self.parts(character, style)
        parts = ordered(line)
        is_lost = any(isinstance(part, Span) and STAND_IN in part.text for part in parts)
        return (Span(instead, style),) if is_lost or not width_of(parts) else parts

    def all_drawn(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Parts that are in order, with the printer's own characters drawn as well."""
        return all_drawn(parts, self._fonts, self.losses)


def _rooms(profile: Profile) -> tuple[int, int, int]:
    """Dots of a line of font A, of font B, and of the longer one; none is longer than the paper is wide."""
    columns = ((Font.A, profile.columns_a), (Font.B, profile.columns_b))
    a, b = (min(profile.width_dots, count * FONT_DOTS[font][0]) for font, count in columns)
    return a, b, max(a, b)


def _runs_left(runs: list[tuple[str, Style]]) -> bool:
    return any(not text.isascii() for text, _ in runs) and base_level("".join([text for text, _ in runs])) == 1
