"""Lines that are drawn as a whole, because the printer's own characters cannot stand beside what is drawn in them.

The printer takes 24 rows of dots within a line. Drawn characters of twice the height go above them as a picture, and
their baseline is not that of the printer's characters; upside down it turns none but its own. So there all is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.receipt.parts import BAND_ROWS, Dots, Part, Skip, Span
from ocom809.receipt.repertoire import NO_BREAK_SPACE, STAND_IN
from ocom809.receipt.scripts import looks
from ocom809.receipt.scripts.fonts import font_for
from ocom809.receipt.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.losses import Losses
    from ocom809.receipt.pieces import Line
    from ocom809.receipt.styles import Style

_OPPOSITE = {Alignment.LEFT: Alignment.RIGHT, Alignment.RIGHT: Alignment.LEFT}


def evened(line: Line, fonts: tuple[str, ...], losses: Losses) -> Line:
    """The line as it is, or drawn as a whole where it has to be."""
    for part in line.spans:
        if isinstance(part, Dots):
            return _evened(line, fonts, losses)
    return line


def _evened(line: Line, fonts: tuple[str, ...], losses: Losses) -> Line:
    written = [part for part in line.spans if isinstance(part, Dots) and part.text]
    is_tall = any(len(part.rows) > BAND_ROWS for part in written)
    upside_down = bool(written) and line.upside_down
    if not is_tall and not upside_down:
        return line
    parts = [drawn for part in line.spans for drawn in _drawn(part, fonts, losses)]
    below = max((_below(part) for part in parts if isinstance(part, Dots)), default=0)
    parts = [_lowered(part, below) for part in parts]
    if not upside_down:
        return replace(line, spans=tuple(parts))
    height = max(len(part.rows) for part in parts if isinstance(part, Dots))
    turned = tuple(_upside_down(part, height) for part in reversed(parts))
    return replace(line, spans=turned, alignment=_OPPOSITE.get(line.alignment, line.alignment))


def all_drawn(parts: tuple[Part, ...], fonts: tuple[str, ...], losses: Losses) -> tuple[Part, ...]:
    """Parts that are in order, with the printer's own characters drawn as well; what no font has is told."""
    return tuple(drawn for part in parts for drawn in _drawn(part, fonts, losses))


def rows_of(parts: tuple[Part, ...], height: int) -> tuple[int, ...]:
    """The rows of drawn parts side by side, with their feet on the lowest one."""
    rows, width = [0] * height, sum(part.width_dots for part in parts)
    x = 0
    for part in parts:
        x += part.width_dots
        if isinstance(part, Dots):
            for place, row in enumerate(part.rows, height - len(part.rows)):
                rows[place] |= row << width - x
    return tuple(rows)


def _drawn(part: Part, fonts: tuple[str, ...], losses: Losses) -> Iterator[Part]:
    if not isinstance(part, Span):
        yield part
        return
    style = replace(part.style, upside_down=False)
    for character in part.text:
        if character in (" ", NO_BREAK_SPACE):
            yield looks.blank(style.cell_dots, style) if style.fills_blanks else Skip(style.cell_dots)
            continue
        yield _character(character, style, fonts, losses)


def _character(character: str, style: Style, fonts: tuple[str, ...], losses: Losses) -> Part:
    """One of the printer's characters, drawn; what no font has becomes the usual stand-in and is told."""
    path = font_for(character, fonts) if character != STAND_IN else None
    if path is not None:
        return looks.character(character, path, style)
    if character != STAND_IN:
        losses.add(character)
    path = font_for("?", fonts)
    return looks.character("?", path, replace(style, invert=not style.invert)) if path else Skip(style.cell_dots)


def _below(part: Dots) -> int:
    """Rows below the baseline of drawn characters; a picture stands as it is."""
    return PLAIN.below_dots * (len(part.rows) // BAND_ROWS if part.text else 1)


def _lowered(part: Part, below: int) -> Part:
    """With white below, so that all baselines of the line are one."""
    if not isinstance(part, Dots):
        return part
    return replace(part, rows=(*part.rows, *(0,) * (below - _below(part))))


def _upside_down(part: Part, height: int) -> Part:
    if not isinstance(part, Dots):
        return part
    rows = (*(0,) * (height - len(part.rows)), *part.rows)
    turned = tuple(int(f"{row:0{part.width_dots}b}"[::-1], 2) for row in reversed(rows))
    return replace(part, rows=turned)
