"""How much paper commands move, by the manual's rules: a line is as tall as what stands in it, or as its spacing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from ocom809.commands import (
    PDF417,
    AbsolutePosition,
    AreaWidth,
    Barcode,
    CharacterSpacing,
    ChineseText,
    ColumnImage,
    Command,
    Cut,
    Feed,
    FeedLines,
    Font,
    Initialize,
    LineFeed,
    LineSpacing,
    PlainCut,
    PrintMode,
    QRCode,
    Raster,
    RelativePosition,
    Rotate,
    SelectFont,
    Size,
    Tab,
    Text,
    TextPosition,
)
from ocom809.receipt.codes.choosing import pdf417_height_dots
from ocom809.receipt.lint.silent import SILENT
from ocom809.receipt.styles import FONT_DOTS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile

_BAND_DOTS = 24
_EIGHT_DOTS = 8
_HUNG_BELOW = PLAIN.below_dots
_TEXT_LINES = {TextPosition.NONE: 0, TextPosition.ABOVE: 1, TextPosition.BELOW: 1, TextPosition.BOTH: 2}


class Ruler:
    """Follows commands as a printer would and adds up the paper.

    Attributes:
        fed_dots: Paper moved so far.
        ink_dots: Where the last ink ended, on the same scale; ``None`` before any.
        ink_from_dots: Where that ink began.
        cut_through: Whether the last command cut, and print lay between head and knife.
        ignored: Whether the last command is one that printers take at the start of a line only, and was not.
        unmeasured: Names of commands whose length only the printer knows.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.fed_dots = 0
        self.ink_dots: int | None = None
        self.ink_from_dots = 0
        self.cut_through = False
        self.ignored = False
        self.unmeasured: list[str] = []
        self._initialize()

    def _initialize(self, _command: Command | None = None) -> None:
        self._style = PLAIN
        self._spacing = self._profile.line_spacing_dots
        self._character_spacing = 0
        self._area = self._profile.width_dots
        self._empty_line()

    def _empty_line(self) -> None:
        self._x = self._above = self._below = 0
        self._has_ink = False

    def follow(self, command: Command) -> None:
        """One command more."""
        self.cut_through = self.ignored = False
        step = self._steps.get(type(command))
        if step is not None:
            step(self, command)
        elif type(command) not in SILENT:
            self.unmeasured.append(type(command).__name__)

    def _end_line(self, advance: int | None = None) -> None:
        """Print what stands in the line; the paper moves by ``advance`` or by the line's height, if that is more."""
        height = self._above + self._below
        if self._has_ink:
            self.ink_from_dots = self.fed_dots
            self.ink_dots = self.fed_dots + height
        self.fed_dots += max(height, self._spacing if advance is None else advance)
        self._empty_line()

    def _put(self, width: int, above: int, below: int, *, has_ink: bool = True) -> None:
        if self._x and self._x + width > self._area:
            self._end_line()
        self._x += width
        self._above, self._below = max(self._above, above), max(self._below, below)
        self._has_ink |= has_ink

    def _text(self, command: Any) -> None:
        style = self._style
        wide = isinstance(command, ChineseText)
        spacing = self._character_spacing * style.width
        cell = style.wide_dots if wide else style.cell_dots
        # The white at the right of a character turns with it.
        across, down = (0, spacing) if style.rotated else (spacing, 0)
        for character in command.text:
            self._put(cell + across, style.above_dots + down, style.below_dots, has_ink=character != " ")

    def _column_image(self, command: Any) -> None:
        if command.dots == _EIGHT_DOTS:
            self._put(command.width_dots, _BAND_DOTS, 0)
        else:
            self._put(command.width_dots, _BAND_DOTS - _HUNG_BELOW, _HUNG_BELOW)

    def _block(self, height: int) -> None:
        """Something that takes lines of its own; printers ignore it where something stands in the line already."""
        self.ignored = bool(self._x)
        if self.ignored:
            return
        self.ink_from_dots = self.fed_dots
        self.fed_dots += height
        self.ink_dots = self.fed_dots

    def _barcode(self, command: Any) -> None:
        text_rows = FONT_DOTS[command.font][1] * _TEXT_LINES[command.text]
        self._block(command.height_dots + text_rows)

    def _pdf417(self, command: Any) -> None:
        if command.columns:
            self._block(pdf417_height_dots(command))
        else:
            self.unmeasured.append("PDF417 of open form")

    def _feed_lines(self, command: Any) -> None:
        self._end_line(command.lines * self._spacing)

    def _cut(self, command: Any) -> None:
        if self._x:
            self._end_line()
        if isinstance(command, Cut) and command.feed_dots is not None:
            self.fed_dots += self._profile.head_to_knife_dots + command.feed_dots
        elif self.ink_dots is not None and self.fed_dots - self.ink_dots < self._profile.head_to_knife_dots:
            self.cut_through = True

    def _go_to(self, command: Any) -> None:
        self._x = max(0, command.dots + (self._x if isinstance(command, RelativePosition) else 0))

    def _tab(self, _command: Any) -> None:
        columns = 8 * FONT_DOTS[Font.A][0]
        self._x = (self._x // columns + 1) * columns

    def _set_spacing(self, command: Any) -> None:
        self._spacing = self._profile.line_spacing_dots if command.dots is None else command.dots

    def _set_print_mode(self, command: Any) -> None:
        width, height = 1 + command.double_width, 1 + command.double_height
        self._style = replace(self._style, font=command.font, width=width, height=height)

    _steps: ClassVar[dict[type[Command], Callable[[Ruler, Any], None]]] = {
        Initialize: _initialize,
        Text: _text,
        ChineseText: _text,
        LineFeed: lambda ruler, _command: ruler._end_line(),
        Feed: lambda ruler, command: ruler._end_line(command.dots),
        FeedLines: _feed_lines,
        ColumnImage: _column_image,
        Raster: lambda ruler, command: ruler._block(command.height_dots),
        Barcode: _barcode,
        QRCode: lambda ruler, command: ruler._block(command.width_dots),
        PDF417: _pdf417,
        Cut: _cut,
        PlainCut: _cut,
        AbsolutePosition: _go_to,
        RelativePosition: _go_to,
        Tab: _tab,
        LineSpacing: _set_spacing,
        PrintMode: _set_print_mode,
        AreaWidth: lambda ruler, command: setattr(ruler, "_area", min(command.dots, ruler._profile.width_dots)),
        CharacterSpacing: lambda ruler, command: setattr(ruler, "_character_spacing", command.dots),
        Size: lambda ruler, command: ruler._restyle(width=command.width, height=command.height),
        SelectFont: lambda ruler, command: ruler._restyle(font=command.font),
        Rotate: lambda ruler, command: ruler._restyle(rotated=command.on),
    }

    def _restyle(self, **changes: Any) -> None:
        self._style = replace(self._style, **changes)
