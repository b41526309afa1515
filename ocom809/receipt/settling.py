"""What is settled about the lines of a document before they are written: where they stand, and their code pages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.codepages import runs_by_line
from ocom809.receipt.pieces import Foreign, Line, Piece, Skip, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.codepages import Run
    from ocom809.receipt.repertoire import Repertoire


def settled(line: Line, width_dots: int) -> Line:
    """The line without white at its end; on the left where it has positions, which no other alignment goes with."""
    line = line.trimmed()
    if line.alignment is Alignment.LEFT or all(isinstance(part, Span) for part in line.spans):
        return line
    free = max(width_dots - line.width_dots, 0)
    lead = free if line.alignment is Alignment.RIGHT else free // 2
    return Line((Skip(lead), *line.spans), spacing_dots=line.spacing_dots)


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
