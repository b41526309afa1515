"""A document as SVG, at the places of the reference implementation: 12 × 24 units a character.

Characters are text, each at a place of its own, so that any font of the viewer's keeps the columns; lines between
columns are paths; pictures and codes are embedded.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ocom809.commands import Alignment
from ocom809.receipt.elements import Code, Image
from ocom809.receipt.markup.layout import Block, Frame, Item, Knife, Rule, TextRow, laid_out
from ocom809.receipt.markup.printed import COLUMN_DOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.receipt.elements import Element
    from ocom809.receipt.markup.areas import Area
    from ocom809.receipt.markup.element import Markup
    from ocom809.receipt.markup.layout import Cell
    from ocom809.receipt.markup.values import Look
    from ocom809.receipt.markup.wrapping import Part

    Drawing = tuple[int, int, bytes]
    """A picture in PNG, with its width and height."""

_LINE = 24
_HALVES = {Alignment.LEFT: 0, Alignment.CENTER: 1, Alignment.RIGHT: 2}
_INVERT = (
    '<defs><filter id="invert" x="0" y="0" width="100%" height="100%"><feFlood/>'
    '<feComposite in2="SourceGraphic" operator="out"/></filter></defs>'
)
_FONT = 'font-family="monospace" font-size="22" text-anchor="middle" dominant-baseline="text-after-edge"'
_STROKE = 'fill="none" stroke="#000" stroke-width="2"'


def as_svg(markup: Markup, columns: int, draw: Callable[[Element], Drawing]) -> str:
    """What stands on a paper of so many columns.

    Args:
        markup: The document.
        columns: Characters of usual size on a line.
        draw: Gives the picture of a picture or code.

    Raises:
        MarkupError: More rows than any receipt has.
    """
    sheet = _Sheet(columns * COLUMN_DOTS, draw)
    for item in laid_out(markup.document, columns):
        sheet.add(item, markup)
    return sheet.svg()


class _Sheet:
    """Grows downwards."""

    def __init__(self, width: int, draw: Callable[[Element], Drawing]) -> None:
        self._width, self._draw = width, draw
        self._height = 0
        self._parts: list[str] = []

    def svg(self) -> str:
        """All of it."""
        size = f'width="{self._width}" height="{self._height}" viewBox="0 0 {self._width} {self._height}"'
        content = "\n".join(self._parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_INVERT}\n'
            f'<rect width="100%" height="100%" fill="#fff"/>\n<g fill="#000" {_FONT}>\n{content}\n</g></svg>\n'
        )

    def add(self, item: Item, markup: Markup) -> None:
        """The next item, below the others."""
        if isinstance(item, Block):
            for _, element in markup.blocks.get(item.line.number, ()):
                if isinstance(element, Code | Image):
                    self._picture(self._draw(element), item)
            return
        height = _LINE * item.height if isinstance(item, TextRow) else _LINE
        self._parts += _DRAWN[type(item)](item, self._height, self._width)
        self._height += height

    def _picture(self, drawing: Drawing, block: Block) -> None:
        width, height, png = drawing
        left = _left(block.area, width, block.line.alignment)
        data = base64.b64encode(png).decode("ascii")
        self._parts.append(
            f'<image x="{left}" y="{self._height}" width="{width}" height="{height}" '
            f'href="data:image/png;base64,{data}"/>'
        )
        self._height += height


def _left(area: Area, width: int, alignment: Alignment) -> int:
    return area.left * COLUMN_DOTS + (area.width * COLUMN_DOTS - width) * _HALVES[alignment] // 2


def _text(row: TextRow, top: int, width: int) -> Iterator[str]:
    del width
    bottom = top + _LINE * row.height
    if row.bars:
        path = "".join(f"M{_middle(bar)},{top}V{bottom}" for bar in row.bars)
        yield f'<path d="{path}" {_STROKE}/>'
    if row.cells:
        texts = "".join(_cell(cell, row.left) for cell in row.cells)
        yield f'<g transform="translate({row.left * COLUMN_DOTS},{bottom})">{texts}</g>'


def _cell(cell: Cell, left: int) -> str:
    half_columns = (cell.left - left) * 2 + cell.row.half_columns
    texts = ""
    for part in cell.row.parts:
        texts += f"<text{_attributes(part.look)}>{_spans(part, half_columns)}</text>"
        half_columns += part.columns * 2
    return texts


def _spans(part: Part, half_columns: int) -> str:
    """Each character at its middle, in units that the scale of the text stretches."""
    spans = ""
    for characters, columns in part.places:
        taken = columns * part.look.width * 2
        middle = (half_columns * 2 + taken) * COLUMN_DOTS // (4 * part.look.width)
        spans += f'<tspan x="{middle}">{escape(characters.replace(" ", chr(0xA0)))}</tspan>'
        half_columns += taken
    return spans


def _attributes(look: Look) -> str:
    words = {
        ' text-decoration="underline"': look.underline,
        ' stroke="#000"': look.bold,
        ' filter="url(#invert)"': look.invert,
        f' transform="scale({look.width},{look.height})"': look.size,
    }
    return "".join(word for word, is_said in words.items() if is_said)


def _rule(rule: Rule, top: int, width: int) -> Iterator[str]:
    del width
    left = rule.area.left * COLUMN_DOTS
    yield f'<path d="M{left},{top + _LINE // 2}h{rule.area.width * COLUMN_DOTS}" {_STROKE}/>'


def _frame(frame: Frame, top: int, width: int) -> Iterator[str]:
    del width
    middle, path = top + _LINE // 2, ""
    for bars, end in ((frame.above, top), (frame.below, top + _LINE)):
        if bars:
            path += f"M{_middle(bars[0])},{middle}H{_middle(bars[-1])}"
            path += "".join(f"M{_middle(bar)},{end}V{middle}" for bar in bars)
    yield f'<path d="{path}" {_STROKE}/>'


def _knife(_: Knife, top: int, width: int) -> Iterator[str]:
    yield f'<path d="M0,{top + _LINE // 2}h{width}" {_STROKE} stroke-dasharray="4"/>'


def _middle(column: int) -> int:
    return column * COLUMN_DOTS + COLUMN_DOTS // 2


_DRAWN: dict[type, Callable[..., Iterator[str]]] = {TextRow: _text, Rule: _rule, Frame: _frame, Knife: _knife}
