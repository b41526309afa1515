"""What is settled about the lines of a document before they are written: where they stand, and their code pages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.codepages import runs_by_line
from ocom809.receipt.pieces import Area, Foreign, Line, Part, Piece, Skip, Span, before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.codepages import Run
    from ocom809.receipt.repertoire import Repertoire

POSITION_BYTES = 4
WIDEST = 8
_RULES = ("─", "═")
_LONG_RULE = 2 * WIDEST  # a shorter one gains less than the two changes of size take
_MAY_BE_LONG = (" " * (POSITION_BYTES + 1), *(rule * _LONG_RULE for rule in _RULES))
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
        return Line(tuple([part for own in line.spans for part in _shortened(own)]), spacing_dots=line.spacing_dots)
    if all([type(part) is Span for part in line.spans]):
        return line
    lead = before(line.alignment, max(width_dots - line.width_dots, 0))
    return settled(Line((Skip(lead), *line.spans), spacing_dots=line.spacing_dots), width_dots)


def _is_long(part: Part) -> bool:
    """Whether it is text with many blanks, or with a rule, beside one another."""
    if type(part) is not Span:
        return False
    text = part.text
    blanks, thin, thick = _MAY_BE_LONG
    return blanks in text or thin in text or thick in text


def _shortened(part: Part) -> Iterator[Part]:
    """Text in fewer bytes and with the same dots: a position instead of blanks, wide characters in long rules."""
    if not isinstance(part, Span) or not _is_long(part):
        yield part
        return
    for text in _LONG.split(part.text):
        if text[:1] in _RULES and len(text) >= _LONG_RULE:
            yield from _stretched(Span(text, part.style))
        elif text[:1] == " " and len(text) > POSITION_BYTES and not part.style.fills_blanks:
            yield Skip(len(text) * part.style.cell_dots)
        elif text:
            yield Span(text, part.style)


def _stretched(rule: Span) -> Iterator[Part]:
    """A rule of one character, in characters eight times as wide as far as they go."""
    if rule.style.width > 1 or rule.style.rotated:
        yield rule
        return
    wide, rest = divmod(len(rule.text), WIDEST)
    yield Span(rule.text[:wide], replace(rule.style, width=WIDEST))
    if rest:
        yield Span(rule.text[:rest], rule.style)


def runs_of(pieces: Iterable[Piece], repertoire: Repertoire) -> Iterator[list[list[Run]]]:
    """The runs of each span of each piece; between two foreign commands all spans are looked at together."""
    texts: list[list[str]] = []
    for piece in pieces:
        if isinstance(piece, Foreign):
            yield from _divided(texts, repertoire)
            yield []
            texts = []
        else:
            texts.append([part.text for part in spans_of(piece)])
    yield from _divided(texts, repertoire)


def spans_of(piece: Piece) -> list[Span]:
    """The texts of a line; none where it is a command."""
    return [part for part in piece.spans if type(part) is Span] if isinstance(piece, Line) else []


def _divided(texts: list[list[str]], repertoire: Repertoire) -> Iterator[list[list[Run]]]:
    runs = iter(runs_by_line([text for several in texts for text in several], repertoire))
    for several in texts:
        yield [next(runs)] if len(several) == 1 else list(islice(runs, len(several)))
