"""Pieces to commands: what the printer is known to be set to is not said again."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ocom809.commands import (
    AbsolutePosition,
    Align,
    Alignment,
    AreaWidth,
    Bold,
    ChineseMode,
    ChineseText,
    Command,
    Initialize,
    InternationalSet,
    Invert,
    LeftMargin,
    LineFeed,
    LineSpacing,
    Rotate,
    SelectCodePage,
    SelectFont,
    SelectInternationalSet,
    Size,
    Text,
    Underline,
    UpsideDown,
)
from ocom809.receipt.bands import above, bands, lines_above
from ocom809.receipt.pieces import Area, Dots, Foreign, Line, Piece, Placed, Plain, Span
from ocom809.receipt.repertoire import NO_BREAK_SPACE, STAND_IN
from ocom809.receipt.settling import POSITION_BYTES, all_settled, runs_of, spans_of
from ocom809.receipt.styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ocom809.profile import CodePage, Profile
    from ocom809.receipt.codepages import Run
    from ocom809.receipt.repertoire import Repertoire

# ESC @ leaves units with a Chinese font in Chinese mode, and with the Chinese set, where $ prints as ¥.
_WESTERN: tuple[Command, ...] = (ChineseMode(False), SelectInternationalSet(InternationalSet.USA))
_PROLOGUE: tuple[Command, ...] = (Initialize(), *_WESTERN)

_STYLE_COMMANDS: tuple[tuple[Callable[[Style], object], Callable[[Style], Command]], ...] = (
    (lambda style: style.font, lambda style: SelectFont(style.font)),
    (lambda style: (style.width, style.height), lambda style: Size(style.width, style.height)),
    (lambda style: style.bold, lambda style: Bold(style.bold)),
    (lambda style: style.underline, lambda style: Underline(style.underline)),
    (lambda style: style.invert, lambda style: Invert(style.invert)),
    (lambda style: style.rotated, lambda style: Rotate(style.rotated)),
    (lambda style: style.upside_down, lambda style: UpsideDown(style.upside_down)),
)
_ASCII_OR_STAND_INS = re.compile(f"{STAND_IN}+|[^{STAND_IN}]+")


def written(pieces: Sequence[Piece], repertoire: Repertoire, profile: Profile) -> Iterator[Command]:
    """All commands of a document.

    Commands of the caller's alone go as they are. Anything else begins with a fresh start and ends plain.
    """
    return chain.from_iterable(written_by_piece(pieces, repertoire, profile))


def written_by_piece(
    pieces: Sequence[Piece], repertoire: Repertoire, profile: Profile
) -> Iterator[tuple[Command, ...]]:
    """The commands of the fresh start, of each piece, and of the end."""
    if all(isinstance(piece, Foreign) for piece in pieces):
        yield ()
        yield from ((piece.command,) for piece in pieces if isinstance(piece, Foreign))
        yield ()
        return
    yield _PROLOGUE
    writer = Writer(repertoire, profile)
    pieces = list(all_settled(pieces, profile.width_dots))
    for piece, runs in zip(pieces, runs_of(pieces, repertoire), strict=True):
        yield tuple(writer.write(piece, runs))
    yield tuple(writer.close())


class Writer:
    """Writes pieces for a printer that was just initialized, and remembers what it is set to."""

    def __init__(self, repertoire: Repertoire, profile: Profile) -> None:
        self._repertoire = repertoire
        self._profile = profile
        self._style: Style | None = PLAIN
        self._alignment: Alignment | None = Alignment.LEFT
        self._spacing: int | None = None
        self._area = self._wanted_area = Area()
        # ESC @ goes back to a default page, but owners can choose that default: so the page is not known.
        self._page: CodePage | None = None
        self._is_western = True

    def write(self, piece: Piece, runs: Sequence[Sequence[Run]]) -> Iterator[Command]:
        """The commands of one piece; ``runs`` is the text of each span of a line, split by code pages."""
        if isinstance(piece, Area):
            self._wanted_area = piece
        elif isinstance(piece, Foreign):
            yield from self._let_go()
            yield piece.command
        else:
            yield from self._go_to(self._wanted_area)
            yield from self._line(piece, runs) if isinstance(piece, Line) else self._command(piece)

    def _command(self, piece: Placed | Plain) -> Iterator[Command]:
        if isinstance(piece, Placed):
            yield from self._plain(piece.alignment)
        yield piece.command

    def close(self) -> Iterator[Command]:
        """Back to plain text on the left; but a foreign command at the end has the last word."""
        if self._is_western:
            yield from self._plain(Alignment.LEFT)
            yield from self._respace(None)
            yield from self._go_to(Area())

    def _plain(self, alignment: Alignment) -> Iterator[Command]:
        """Plain text with this alignment."""
        yield from self._restyle(PLAIN)
        yield from self._realign(alignment)

    def _let_go(self) -> Iterator[Command]:
        """Hand a plain printer to the caller's own command, after which nothing is known of it any more."""
        yield from self.close()
        self._style = self._alignment = self._page = None
        self._is_western = False

    def _line(self, line: Line, runs: Sequence[Sequence[Run]]) -> Iterator[Command]:
        """Alignment and what goes for the whole line first, because the printer takes them at its start only."""
        yield from self._above(line)
        if line.spans:
            yield from self._realign(line.alignment)
            yield from self._start(line)
            yield from self._parts(line, iter(runs))
        yield from self._respace(line.spacing_dots)
        yield LineFeed()

    def _above(self, line: Line) -> Iterator[Command]:
        """What reaches above the line, before it."""
        if not self._profile.raster_images:
            for strip in lines_above(line):
                yield from self._line(strip, ())
            return
        for picture in above(line, self._profile.band_rows):
            yield from self._plain(Alignment.LEFT)
            yield picture

    def _start(self, line: Line) -> Iterator[Command]:
        """The first style of the line; a line of dots needs none, but must not stand on its head."""
        spans = spans_of(line)
        if spans:
            yield from self._restyle(spans[0].style)
        elif self._style is None or self._style.upside_down:
            yield from self._restyle(PLAIN)

    def _parts(self, line: Line, runs: Iterator[Sequence[Run]]) -> Iterator[Command]:
        x = here = 0  # where the part shall stand, and where the printer stands
        for part in line.spans:
            if isinstance(part, Dots):
                for left, band in bands(part):
                    yield from self._move(here, x + left)
                    yield band
                    here = x + left + band.columns
            elif isinstance(part, Span):
                yield from self._move(here, x)
                yield from self._span(part, next(runs))
                here = x + part.width_dots
            x += part.width_dots

    def _move(self, here: int, there: int) -> Iterator[Command]:
        """To another place in the line: by blanks where that is no longer, and they leave no ink."""
        blanks, rest = divmod(there - here, self._style.cell_dots) if self._style else (0, 1)
        if here == there:
            return
        if rest or blanks > POSITION_BYTES or (self._style and self._style.fills_blanks):
            yield AbsolutePosition(there)
        else:
            yield Text(" " * blanks)

    def _span(self, span: Span, runs: Sequence[Run]) -> Iterator[Command]:
        if runs:
            yield from self._restyle(span.style)
        for run in runs:
            if run.page is not None and run.page != self._page:
                self._page = run.page
                yield SelectCodePage(run.page.number)
            for part in _ASCII_OR_STAND_INS.findall(run.text):
                yield from _stand_in(part, span.style) if part[0] == STAND_IN else self._characters(part, run.page)

    def _characters(self, text: str, page: CodePage | None) -> Iterator[Command]:
        codec = (page and page.codec) or "ascii"
        for is_chinese, part in _split(text, self._repertoire):
            if is_chinese:
                yield from (ChineseMode(True), ChineseText(part, str(self._repertoire.chinese_codec)), *_WESTERN[:1])
            else:
                yield Text(part.replace(NO_BREAK_SPACE, " "), codec)

    def _restyle(self, style: Style) -> Iterator[Command]:
        if style == self._style:
            return
        if not self._is_western:
            self._is_western = True
            yield from _WESTERN
        for aspect, command in _STYLE_COMMANDS:
            if self._style is None or aspect(style) != aspect(self._style):
                yield command(style)
        self._style = style

    def _realign(self, alignment: Alignment) -> Iterator[Command]:
        if alignment is not self._alignment:
            self._alignment = alignment
            yield Align(alignment)

    def _go_to(self, area: Area) -> Iterator[Command]:
        """Margins, which the printer takes at the start of a line only; so it stands there whenever a piece begins."""
        if area == self._area:
            return
        if area.left_dots != self._area.left_dots:
            yield LeftMargin(area.left_dots)
        if area.width_dots != self._area.width_dots:
            yield AreaWidth(area.width_dots or self._profile.width_dots)
        self._area = area

    def _respace(self, dots: int | None) -> Iterator[Command]:
        if dots != self._spacing:
            self._spacing = dots
            yield LineSpacing(dots)


def _stand_in(stand_ins: str, style: Style) -> Iterator[Command]:
    """A question mark in the opposite colours: a gap that no reader takes for a character of the text."""
    yield Invert(not style.invert)
    yield Text("?" * len(stand_ins))
    yield Invert(style.invert)


def _split(text: str, repertoire: Repertoire) -> list[tuple[bool, str]]:
    """Neighbouring characters of the Chinese font, and of the code page."""
    if repertoire.chinese_codec is None or text.isascii():
        return [(False, text)]
    parts: list[tuple[bool, str]] = []
    for character in text:
        is_chinese = repertoire.is_chinese(character)
        if parts and parts[-1][0] == is_chinese:
            parts[-1] = (is_chinese, parts[-1][1] + character)
        else:
            parts.append((is_chinese, character))
    return parts
