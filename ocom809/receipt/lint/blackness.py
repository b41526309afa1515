"""Where so much is black at once that cheap units slow down or stall.

An XP-80T stalls on heavy black and lets a cut fall into the picture. Where that begins is nowhere measured: half of
the dots over a centimetre is a cautious guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import Raster
from ocom809.receipt.pieces import Dots, Line, Part, Placed, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.profile import Profile
    from ocom809.receipt.pieces import Piece

_SHARE = 0.5
_LEAST_MM = 10
_INVERTED_SHARE = 0.8
_PLAIN_SHARE = 0.15


def dense_stretches(pieces: Sequence[Piece], profile: Profile) -> Iterator[tuple[int, int]]:
    """Stretches that are too black: the piece in which each begins, and its rows."""
    first, rows = 0, 0
    for place, piece in enumerate(pieces):
        for is_dense, count in _shares(piece, profile):
            if is_dense:
                first, rows = (place, count) if not rows else (first, rows + count)
                continue
            if rows >= _LEAST_MM * profile.dots_per_mm:
                yield first, rows
            rows = 0
    if rows >= _LEAST_MM * profile.dots_per_mm:
        yield first, rows


def _shares(piece: Piece, profile: Profile) -> Iterator[tuple[bool, int]]:
    """Rows of a piece, and whether they are dense."""
    most = _SHARE * profile.width_dots
    if isinstance(piece, Line):
        yield sum(_ink(part) for part in piece.spans) > most, piece.height_dots
    elif isinstance(piece, Placed) and isinstance(piece.command, Raster):
        raster = piece.command
        across, down = 1 + raster.double_width, 1 + raster.double_height
        for top in range(0, len(raster.data), raster.row_bytes):
            row = int.from_bytes(raster.data[top : top + raster.row_bytes])
            yield row.bit_count() * across > most, down
    else:
        yield False, 1


def _ink(part: Part) -> float:
    """Black dots of a part in a row, on average."""
    if isinstance(part, Span):
        return part.width_dots * (_INVERTED_SHARE if part.style.invert else _PLAIN_SHARE)
    if isinstance(part, Dots):
        return sum(row.bit_count() for row in part.rows) / len(part.rows)
    return 0.0
