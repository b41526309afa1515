"""Pieces to commands: what the printer is known to be set to is not said again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocom809.commands import (
    Align,
    Alignment,
    Bold,
    ChineseMode,
    ChineseText,
    Command,
    Initialize,
    InternationalSet,
    Invert,
    LineFeed,
    SelectCodePage,
    SelectFont,
    SelectInternationalSet,
    Size,
    Text,
    Underline,
    UpsideDown,
)
from ocom809.receipt.codepages import runs_by_line
from ocom809.receipt.pieces import PLAIN, Foreign, Line, Piece, Placed, Style
from ocom809.receipt.repertoire import NO_BREAK_SPACE, STAND_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ocom809.profile import CodePage
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
    (lambda style: style.upside_down, lambda style: UpsideDown(style.upside_down)),
)
_ASCII_OR_STAND_INS = re.compile(f"{STAND_IN}+|[^{STAND_IN}]+")


def written(pieces: Sequence[Piece], repertoire: Repertoire) -> Iterator[Command]:
    """All commands of a document.

    Commands of the caller's alone go as they are. Anything else begins with a fresh start and ends plain.
    """
    if all(isinstance(piece, Foreign) for piece in pieces):
        yield from (piece.command for piece in pieces if not isinstance(piece, Line))
        return
    yield from _PROLOGUE
    writer = Writer(repertoire)
    for piece, runs in zip(pieces, _runs_of(pieces, repertoire), strict=True):
        yield from writer.write(piece, runs)
    yield from writer.close()


def _runs_of(pieces: Iterable[Piece], repertoire: Repertoire) -> Iterator[list[Run]]:
    """The runs of each piece; between two foreign commands all lines are looked at together."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Foreign):
            yield from runs_by_line(lines, repertoire)
            yield []
            lines = []
        else:
            lines.append(_ink(piece) if isinstance(piece, Line) else "")
    yield from runs_by_line(lines, repertoire)


def _ink(line: Line) -> str:
    """The text of a line without the blanks at its end, unless those can be seen; they would shift a centred line."""
    return line.text if line.style.fills_blanks else line.text.rstrip(" ")


class Writer:
    """Writes pieces for a printer that was just initialized, and remembers what it is set to."""

    def __init__(self, repertoire: Repertoire) -> None:
        self._repertoire = repertoire
        self._style: Style | None = PLAIN
        self._alignment: Alignment | None = Alignment.LEFT
        # ESC @ goes back to a default page, but owners can choose that default: so the page is not known.
        self._page: CodePage | None = None
        self._is_western = True

    def write(self, piece: Piece, runs: Sequence[Run]) -> Iterator[Command]:
        """The commands of one piece; ``runs`` is the text of a line, split by code pages."""
        if isinstance(piece, Line):
            yield from self._line(piece, runs)
            return
        if isinstance(piece, Placed):
            yield from self._plain(piece.alignment)
        if isinstance(piece, Foreign):
            yield from self._let_go()
        yield piece.command

    def close(self) -> Iterator[Command]:
        """Back to plain text on the left; but a foreign command at the end has the last word."""
        if self._is_western:
            yield from self._plain(Alignment.LEFT)

    def _plain(self, alignment: Alignment) -> Iterator[Command]:
        """Plain text with this alignment."""
        yield from self._restyle(PLAIN)
        yield from self._realign(alignment)

    def _let_go(self) -> Iterator[Command]:
        """Hand a plain printer to the caller's own command, after which nothing is known of it any more."""
        yield from self.close()
        self._style = self._alignment = self._page = None
        self._is_western = False

    def _line(self, line: Line, runs: Sequence[Run]) -> Iterator[Command]:
        if runs:
            yield from self._realign(line.alignment)
            yield from self._restyle(line.style)
        for run in runs:
            if run.page is not None and run.page != self._page:
                self._page = run.page
                yield SelectCodePage(run.page.number)
            for part in _ASCII_OR_STAND_INS.findall(run.text):
                yield from _stand_in(part, line.style) if part[0] == STAND_IN else self._characters(part, run.page)
        yield LineFeed()

    def _characters(self, text: str, page: CodePage | None) -> Iterator[Command]:
        codec = (page and page.codec) or "ascii"
        for is_chinese, part in _split(text, self._repertoire):
            if is_chinese:
                yield from (ChineseMode(True), ChineseText(part, str(self._repertoire.chinese_codec)), *_WESTERN[:1])
            else:
                yield Text(part.replace(NO_BREAK_SPACE, " "), codec)

    def _restyle(self, style: Style) -> Iterator[Command]:
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
