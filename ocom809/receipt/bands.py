"""Dots of a line as commands: bands of ``ESC *`` in the line, and rows of ``GS v 0`` for what reaches above them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ocom809.commands import Alignment, ColumnImage, Raster
from ocom809.receipt.harmless import harmless
from ocom809.receipt.pieces import BAND_ROWS, Dots, Line, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BAND_BYTES = BAND_ROWS // 8
_BYTE_DOTS = 8
_LEAST_GAP_COLUMNS = 4
"""White columns between dots that take more bytes (3 each) than a position and the head of another band (4 and 5)."""


def bands(dots: Dots) -> Iterator[tuple[int, ColumnImage]]:
    """The lowest 24 rows as bands without wide gaps, each with its distance from the left edge of the dots."""
    rows = dots.rows[-BAND_ROWS:]
    for left, right in _inked(rows, dots.width_dots):
        data = b"".join([_column(rows, dots.width_dots - 1 - place) for place in range(left, right)])
        yield left, ColumnImage(right - left, harmless(data))


def above(line: Line, band_rows: int) -> Iterator[Raster]:
    """What reaches above the lowest 24 rows of a line that stands on the left, in pictures from the top."""
    rows, row_bytes = _upper_rows(line)
    data = harmless(b"".join([row.to_bytes(row_bytes) for row in rows]))
    for top in range(0, len(rows), band_rows):
        yield Raster(row_bytes, data[top * row_bytes : (top + band_rows) * row_bytes])


def lines_above(line: Line) -> Iterator[Line]:
    """The same in lines of dots, for printers without ``GS v 0``; white on top fills them up."""
    rows, row_bytes = _upper_rows(line)
    filled_up = [0] * (-len(rows) % BAND_ROWS) + rows
    yield from strips(filled_up, row_bytes * _BYTE_DOTS)


def _upper_rows(line: Line) -> tuple[list[int], int]:
    """All rows above the lowest 24 as numbers, the leftmost dot in the highest bit, and how many bytes one takes."""
    tall = [(x, part) for x, part in _places(line) if isinstance(part, Dots) and len(part.rows) > BAND_ROWS]
    height = max((len(part.rows) for _, part in tall), default=BAND_ROWS) - BAND_ROWS
    row_bytes = -(-max((x + part.width_dots for x, part in tall), default=0) // _BYTE_DOTS)
    rows = [0] * height
    for x, part in tall:
        upper = part.rows[:-BAND_ROWS]
        for place, row in enumerate(upper, height - len(upper)):
            rows[place] |= row << row_bytes * _BYTE_DOTS - x - part.width_dots
    return rows, row_bytes


def strips(rows: Iterable[int], width_dots: int, alignment: Alignment = Alignment.LEFT) -> Iterator[Line]:
    """Something drawn as lines that join, so that it can stand in a cell beside text: 24 rows each.

    Args:
        rows: One number for each row from the top, the leftmost dot in the highest of ``width_dots`` bits.
        width_dots: How wide it is.
        alignment: Where it stands in the cell.
    """
    for strip in _in_batches(rows, BAND_ROWS):
        white = (0,) * (BAND_ROWS - len(strip))
        yield Line((Dots(width_dots, (*strip, *white)),), alignment, BAND_ROWS)


def _in_batches(rows: Iterable[int], size: int) -> Iterator[tuple[int, ...]]:
    waiting = iter(rows)
    while batch := tuple(islice(waiting, size)):
        yield batch


def _places(line: Line) -> Iterator[tuple[int, Part]]:
    x = 0
    for part in line.spans:
        yield x, part
        x += part.width_dots


def _inked(rows: tuple[int, ...], width: int) -> Iterator[tuple[int, int]]:
    """First column and end of each part that is worth a band of its own."""
    ink = 0
    for row in rows:
        ink |= row
    columns = [place for place in range(width) if ink >> (width - 1 - place) & 1]
    if not columns:
        return
    left = end = columns[0]
    for place in columns:
        if place - end >= _LEAST_GAP_COLUMNS:
            yield left, end
            left = place
        end = place + 1
    yield left, end


def _column(rows: tuple[int, ...], shift: int) -> bytes:
    bits = 0
    for row in rows:
        bits = bits << 1 | (row >> shift & 1)
    return bits.to_bytes(_BAND_BYTES)
