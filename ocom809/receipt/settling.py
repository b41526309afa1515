"""What is settled about the lines of a document before they are written: where they stand, and their code pages."""

from __future__ import annotations

import re
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
_LONG_BLANKS = re.compile(f"( {{{POSITION_BYTES + 1},}})")


def all_settled(pieces: Iterable[Piece], width_dots: int) -> Iterator[Piece]:
    """The pieces with their lines settled in the area that they stand in."""
    area_dots = width_dots
    for piece in pieces:
        if isinstance(piece, Area):
            area_dots = width_dots if piece.width_dots is None else piece.width_dots
        yield settled(piece, area_dots) if isinstance(piece, Line) else piece


def settled(line: Line, width_dots: int) -> Line:
    """The line as it is sent: without white at its end, and long blanks as positions.

    It stands on the left where it has positions, because no other alignment goes with them.
    """
    line = line.trimmed()
    if line.alignment is Alignment.LEFT:
        return Line(tuple(part for own in line.spans for part in _opened(own)), spacing_dots=line.spacing_dots)
    if all(isinstance(part, Span) for part in line.spans):
        return line
    lead = before(line.alignment, max(width_dots - line.width_dots, 0))
    return settled(Line((Skip(lead), *line.spans), spacing_dots=line.spacing_dots), width_dots)


def _opened(part: Part) -> Iterator[Part]:
    """Text around blanks that take more bytes than a position does."""
    if not isinstance(part, Span) or part.style.fills_blanks or " " * POSITION_BYTES not in part.text:
        yield part
        return
    for text in _LONG_BLANKS.split(part.text):
        if text.isspace():
            yield Skip(len(text) * part.style.cell_dots)
        elif text:
            yield Span(text, part.style)


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
    return [part for part in piece.spans if isinstance(part, Span)] if isinstance(piece, Line) else []


def _divided(texts: list[list[str]], repertoire: Repertoire) -> Iterator[list[list[Run]]]:
    runs = iter(runs_by_line([text for several in texts for text in several], repertoire))
    for several in texts:
        yield list(islice(runs, len(several)))
