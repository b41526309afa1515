"""How much paper commands take, as far as it can be reckoned without drawing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809 import commands as words
from ocom809.commands.symbology import TextPosition
from ocom809.receipt.paged import PagedText
from ocom809.receipt.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.commands import Command
    from ocom809.profile import Profile
    from ocom809.receipt.plain import Lines

_CHARACTER_DOTS: Final = 24


class _Tally:
    """Dots of paper so far, and what the height of the next line depends on."""

    def __init__(self, profile: Profile) -> None:
        self.dots = 0
        self.profile = profile
        self.begin()

    def begin(self) -> None:
        """As after ``ESC @``."""
        self.spacing = self.profile.line_spacing_dots
        self.times = self.tallest = 1

    def lines(self, count: int = 1) -> None:
        """Lines end."""
        self.dots += max(self.spacing, _CHARACTER_DOTS * self.tallest) + (count - 1) * self.spacing
        self.tallest = 1

    def space(self, spacing: words.LineSpacing) -> None:
        """Lines stand so far apart from here on."""
        self.spacing = self.profile.line_spacing_dots if spacing.dots is None else spacing.dots

    def text(self) -> None:
        """Characters of the size that is set stand on the line."""
        self.tallest = max(self.tallest, self.times)

    def texts(self, lines: Lines) -> None:
        """Lines of text, one below the other."""
        if lines.spacing is not None:
            self.space(lines.spacing)
        self.text()
        self.lines()
        self.dots += (lines.count - 1) * max(self.spacing, _CHARACTER_DOTS * self.times)

    def size(self, times: int) -> None:
        """Characters are so many times as tall from here on."""
        self.times = times

    def cut(self, feed_dots: int | None) -> None:
        """A cut feeds to the knife first, unless it cuts where the paper stands."""
        self.dots += 0 if feed_dots is None else self.profile.head_to_knife_dots + feed_dots

    def barcode(self, barcode: words.Barcode) -> None:
        """Bars, and a line of text above, below or both."""
        lines = {TextPosition.NONE: 0, TextPosition.BOTH: 2}.get(barcode.text, 1)
        self.dots += barcode.height_dots + lines * _CHARACTER_DOTS


def paper_mm(commands: Iterable[Command], profile: Profile) -> float | None:
    """Millimetres of paper that the commands take, with the way to the knife; ``None`` where one of them hides it.

    Codes that the printer draws itself, pages, macros, stored pictures and raw bytes hide it. It is reckoned, not
    measured: lines that the printer breaks by itself are not seen.
    """
    tally = _Tally(profile)
    for command in commands:
        take = _TAKES.get(type(command))
        if take is not None:
            take(tally, command)
        elif type(command) not in _WITHOUT_PAPER:
            return None
    return round(tally.dots / profile.dots_per_mm, 1)


def _feed(tally: _Tally, dots: int) -> None:
    tally.dots += dots


_TAKES: Final[dict[type[Command], Callable[[_Tally, Any], object]]] = {
    words.Initialize: lambda tally, _: tally.begin(),
    words.LineFeed: lambda tally, _: tally.lines(),
    words.Feed: lambda tally, command: _feed(tally, command.dots),
    words.FeedLines: lambda tally, command: tally.lines(command.lines),
    words.LineSpacing: lambda tally, command: tally.space(command),
    PagedText: lambda tally, command: tally.texts(command),
    PlainText: lambda tally, command: tally.texts(command),
    words.Text: lambda tally, _: tally.text(),
    words.ChineseText: lambda tally, _: tally.text(),
    words.Size: lambda tally, command: tally.size(command.height),
    words.PrintMode: lambda tally, command: tally.size(1 + command.double_height),
    words.Raster: lambda tally, command: _feed(tally, command.height_dots),
    words.Barcode: lambda tally, command: tally.barcode(command),
    words.Cut: lambda tally, command: tally.cut(command.feed_dots),
    words.PlainCut: lambda tally, command: tally.cut(None),
}
_WITHOUT_PAPER: Final = frozenset(
    {
        words.AbsolutePosition,
        words.Alarm,
        words.Align,
        words.AreaWidth,
        words.Beep,
        words.Bold,
        words.CharacterSpacing,
        words.ChineseMode,
        words.DoubleStrike,
        words.Invert,
        words.LeftMargin,
        words.OpenDrawer,
        words.RelativePosition,
        words.Rotate,
        words.SelectCodePage,
        words.SelectFont,
        words.SelectInternationalSet,
        words.Tab,
        words.TabStops,
        words.Underline,
        words.UpsideDown,
    }
)
