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
    Command,
    Initialize,
    LeftMargin,
    LineFeed,
)
from ocom809.receipt.bands import above, bands, lines_above
from ocom809.receipt.characters import WESTERN, characters
from ocom809.receipt.paged import Pager, by_text, paged
from ocom809.receipt.pieces import BAND_ROWS, Area, Dots, Foreign, Line, Piece, Placed, Plain, PlainLines, Span
from ocom809.receipt.plain import PlainText, moved
from ocom809.receipt.repertoire import STAND_IN
from ocom809.receipt.settling import all_settled, runs_of
from ocom809.receipt.style_changes import line_spacing, selecting, stand_in, style_changes
from ocom809.receipt.styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.profile import Profile
    from ocom809.receipt.codepages import PlainRun
    from ocom809.receipt.paged import PagedRun
    from ocom809.receipt.repertoire import Repertoire

_PROLOGUE: tuple[Command, ...] = (Initialize(), *WESTERN)

_LINE_FEED = LineFeed()
_ALIGNS = {alignment: Align(alignment) for alignment in Alignment}
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
        yield writer.write(piece, runs)
    yield writer.close()


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
        self._pager = Pager()
        self._is_western = True
        self._commands: list[Command] = []

    def write(self, piece: Piece, runs: Sequence[PlainRun]) -> tuple[Command, ...]:
        """The commands of one piece; ``runs`` are its texts, split by code pages, with a line end behind each."""
        if isinstance(piece, Line):
            self._go_to(self._wanted_area)
            self._line(piece, runs)
        elif isinstance(piece, PlainLines):
            self._go_to(self._wanted_area)
            self._plain_lines(piece, runs)
        elif isinstance(piece, Area):
            self._wanted_area = piece
        elif isinstance(piece, Foreign):
            self._let_go()
            self._commands.append(piece.command)
        else:
            self._go_to(self._wanted_area)
            self._command(piece)
        return self._taken()

    def close(self) -> tuple[Command, ...]:
        """Back to plain text on the left; but a foreign command at the end has the last word."""
        self._close()
        return self._taken()

    def _taken(self) -> tuple[Command, ...]:
        commands = tuple(self._commands)
        self._commands.clear()
        return commands

    def _command(self, piece: Placed | Plain) -> None:
        if isinstance(piece, Placed):
            self._plain(piece.alignment)
        self._commands.append(piece.command)

    def _close(self) -> None:
        if self._is_western:
            self._plain(Alignment.LEFT)
            self._respace(None)
            self._go_to(Area())

    def _plain(self, alignment: Alignment) -> None:
        """Plain text with this alignment."""
        self._restyle(PLAIN)
        self._realign(alignment)

    def _let_go(self) -> None:
        """Hand a plain printer to the caller's own command, after which nothing is known of it any more."""
        self._close()
        self._style = self._alignment = self._pager.page = None
        self._is_western = False

    def _plain_lines(self, piece: PlainLines, runs: Sequence[PlainRun]) -> None:
        self._realign(piece.alignment)
        self._restyle(piece.style)
        spacing = None
        if piece.spacing_dots != self._spacing:
            self._spacing = piece.spacing_dots
            spacing = line_spacing(piece.spacing_dots)
        cell_dots = piece.style.cell_dots
        self._commands.append(
            paged(piece.lefts, self._pager.paged(runs), cell_dots, spacing)
            if runs
            else PlainText(tuple(piece.lines), cell_dots, spacing)
        )

    def _line(self, line: Line, runs: Sequence[PlainRun]) -> None:
        """Alignment and what goes for the whole line first, because the printer takes them at its start only."""
        self._above(line)
        if line.spans:
            self._realign(line.alignment)
            self._start(line)
            self._parts(line, iter(by_text(self._pager.paged(runs))))
        self._respace(line.spacing_dots)
        self._commands.append(_LINE_FEED)

    def _above(self, line: Line) -> None:
        """What reaches above the line, before it."""
        if all(type(part) is not Dots or len(part.rows) == BAND_ROWS for part in line.spans):
            return
        if not self._profile.raster_images:
            for strip in lines_above(line):
                self._line(strip, ())
            return
        for picture in above(line, self._profile.band_rows):
            self._plain(Alignment.LEFT)
            self._commands.append(picture)

    def _start(self, line: Line) -> None:
        """The first style of the line; a line of dots needs none, but must not stand on its head."""
        first = next((part for part in line.spans if type(part) is Span), None)
        if first is not None:
            self._restyle(first.style)
        elif self._style is None or self._style.upside_down:
            self._restyle(PLAIN)

    def _parts(self, line: Line, runs: Iterator[Sequence[PagedRun]]) -> None:
        x = here = 0  # where the part shall stand, and where the printer stands
        for part in line.spans:
            if isinstance(part, Span):
                if here != x:
                    self._move(here, x)
                self._span(part, next(runs))
                here = x + part.width_dots
            elif isinstance(part, Dots):
                for left, band in bands(part):
                    self._move(here, x + left)
                    self._commands.append(band)
                    here = x + left + band.columns
            x += part.width_dots

    def _move(self, here: int, there: int) -> None:
        """To another place in the line: by blanks where that is no longer, and they leave no ink."""
        if here == there:
            return
        if self._style is None or self._style.fills_blanks:
            self._commands.append(AbsolutePosition(there))
        else:
            self._commands.append(moved(here, there, self._style.cell_dots))

    def _span(self, span: Span, runs: Sequence[PagedRun]) -> None:
        if runs:
            self._restyle(span.style)
        for text, codec, page in runs:
            if page is not None:
                self._commands.append(selecting(page))
            if STAND_IN not in text:
                self._commands += characters(text, codec, self._repertoire)
                continue
            for part in _ASCII_OR_STAND_INS.findall(text):
                if part[0] == STAND_IN:
                    self._commands += stand_in(part, span.style)
                else:
                    self._commands += characters(part, codec, self._repertoire)

    def _restyle(self, style: Style) -> None:
        if style is self._style or style == self._style:
            return
        if not self._is_western:
            self._is_western = True
            self._commands += WESTERN
        self._commands += style_changes(self._style, style)
        self._style = style

    def _realign(self, alignment: Alignment) -> None:
        if alignment is not self._alignment:
            self._alignment = alignment
            self._commands.append(_ALIGNS[alignment])

    def _go_to(self, area: Area) -> None:
        """Margins, which the printer takes at the start of a line only; so it stands there whenever a piece begins."""
        if area is self._area or area == self._area:
            return
        if area.left_dots != self._area.left_dots:
            self._commands.append(LeftMargin(area.left_dots))
        if area.width_dots != self._area.width_dots:
            self._commands.append(AreaWidth(area.width_dots or self._profile.width_dots))
        self._area = area

    def _respace(self, dots: int | None) -> None:
        if dots != self._spacing:
            self._spacing = dots
            self._commands.append(line_spacing(dots))
