"""What is settled about the lines of a document before they are written: where they stand, and their code pages."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from ocom809.commands import Alignment, Font
from ocom809.receipt.codepages import cut, fewest_runs
from ocom809.receipt.pieces import Area, Foreign, Line, Part, Piece, PlainLines, Skip, Span, before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.codepages import PlainRun
    from ocom809.receipt.repertoire import Repertoire
    from ocom809.receipt.styles import Style

POSITION_BYTES = 4
WIDEST = 8
_WIDEST_B = 4
"""Of font B, whose lines leave a dot of their cells white on some printers: stretched further, that looks broken."""
_RULES = ("─", "═")
_LONG_RULE = 2 * WIDEST  # a shorter one gains less than the two changes of size take
LONG_WHITE = " " * (POSITION_BYTES + 1)
"""Blanks that take more bytes than a position."""
_MAY_BE_LONG = (LONG_WHITE, *(rule * _LONG_RULE for rule in _RULES))
_LONG = re.compile(f"( {{{POSITION_BYTES + 1},}}|─{{{_LONG_RULE},}}|═{{{_LONG_RULE},}})")


def all_settled(pieces: Iterable[Piece], width_dots: int) -> Iterator[Piece]:
    """The pieces with their lines settled in the area that they stand in."""
    area_dots = width_dots
    for piece in pieces:
        if isinstance(piece, Area):
            area_dots = width_dots if piece.width_dots is None else piece.width_dots
        yield settled(piece, area_dots) if isinstance(piece, Line) else piece


def settled(line: Line, width_dots: int) -> Line:
    """The line as it is sent: without white at its end, and in as few bytes as give the same dots.

    It stands on the left where it has positions, because no other alignment goes with them.
    """
    line = line.trimmed()
    if line.alignment is Alignment.LEFT:
        if not any(map(_is_long, line.spans)):
            return line
        parts = [part for own in line.spans for part in (_shortened(own.text, own.style) if _is_long(own) else (own,))]
        return Line(tuple(parts), spacing_dots=line.spacing_dots)
    if all(type(part) is Span for part in line.spans):
        return line
    lead = before(line.alignment, max(width_dots - line.width_dots, 0))
    return settled(Line((Skip(lead), *line.spans), spacing_dots=line.spacing_dots), width_dots)


def _is_long(part: Part) -> TypeGuard[Span]:
    """Whether it is text in which many blanks, or a long rule, stand, which can be sent in fewer bytes."""
    return type(part) is Span and is_long(part.text)


def is_long(text: str) -> bool:
    """Whether many blanks, or a long rule, stand in a text."""
    white, thin, thick = _MAY_BE_LONG
    return white in text or thin in text or thick in text


@lru_cache(maxsize=256)
def _shortened(text: str, style: Style) -> tuple[Part, ...]:
    """Text in fewer bytes and with the same dots: a position instead of blanks, wide characters in long rules."""
    parts: list[Part] = []
    for piece in _LONG.split(text):
        if piece[:1] in _RULES and len(piece) >= _LONG_RULE:
            parts += _stretched(piece, style)
        elif piece[:1] == " " and len(piece) > POSITION_BYTES and not style.fills_blanks:
            parts.append(Skip(len(piece) * style.cell_dots))
        elif piece:
            parts.append(Span(piece, style))
    return tuple(parts)


def _stretched(rule: str, style: Style) -> tuple[Span, ...]:
    """A rule of one character, in characters several times as wide as far as they go."""
    if style.width > 1 or style.rotated:
        return (Span(rule, style),)
    width = WIDEST if style.font is Font.A else _WIDEST_B
    wide, rest = divmod(len(rule), width)
    spans = Span(rule[:wide], replace(style, width=width)), Span(rule[:rest], style)
    return spans if rest else spans[:1]


def runs_of(pieces: Iterable[Piece], repertoire: Repertoire) -> Iterator[list[PlainRun]]:
    """The runs of the texts of each piece, with a line end behind each text.

    Between two foreign commands all texts are looked at together.
    """
    texts: list[list[str]] = []
    for piece in pieces:
        if isinstance(piece, PlainLines):
            texts.append([] if piece.is_ascii else piece.texts)  # ASCII is on every page
        elif isinstance(piece, Foreign):
            yield from _divided(texts, repertoire)
            yield []
            texts = []
        else:
            texts.append([part.text for part in spans_of(piece)])
    yield from _divided(texts, repertoire)


def spans_of(piece: Piece) -> list[Span]:
    """The texts of a line; none where it is a command."""
    return [part for part in piece.spans if type(part) is Span] if isinstance(piece, Line) else []


def _divided(texts: list[list[str]], repertoire: Repertoire) -> Iterator[list[PlainRun]]:
    ended = ["".join([f"{text}\n" for text in several]) for several in texts]
    return cut(fewest_runs("".join(ended), repertoire), map(len, ended))
