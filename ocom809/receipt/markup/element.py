"""A document in the markup as an element of a receipt: on the canvas of one printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Cut, CutMode, Feed
from ocom809.errors import InputError, MarkupError
from ocom809.receipt.borders import typed
from ocom809.receipt.elements import Act, Element
from ocom809.receipt.markup.blocks import made
from ocom809.receipt.markup.frames import joints
from ocom809.receipt.markup.layout import Block, Frame, Item, Knife, Rule, TextRow, laid_out
from ocom809.receipt.markup.parser import parse
from ocom809.receipt.markup.placing import placed
from ocom809.receipt.markup.printed import COLUMN_DOTS, Printed
from ocom809.receipt.markup.values import CutLine, PropertyLine, TextLine
from ocom809.receipt.neighbours import white_before_cut
from ocom809.receipt.pieces import Dots, Line, Part, Piece, Plain, Skip, Span
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.markup.remarks import Remark
    from ocom809.receipt.markup.values import Document, Value

_BAR_ROW = 0b000001100000
LINE_DOTS = 24
"""From line to line: as high as a character, so that lines between columns join."""


@dataclass(frozen=True, slots=True)
class Markup(Element):
    """A document in the markup.

    Attributes:
        document: As it was read.
        blocks: Its pictures, codes and commands, by the line of the source.
    """

    name: ClassVar[str] = "markup"
    document: Document
    blocks: Mapping[int, tuple[tuple[Value, Element], ...]] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Markup:
        """The document that a text holds.

        Raises:
            MarkupError: It is no markup, or asks for what cannot be.
            DocumentError: More of it than any receipt needs.
        """
        document = parse(text)
        for remark in document.remarks:
            if remark.refused:
                raise remark.as_error()
        return cls(document, made(document))

    def inner(self) -> Iterator[tuple[int | None, Element]]:
        """Its pictures, codes and commands, each with its line of the source."""
        for line, blocks in self.blocks.items():
            yield from ((line, element) for _, element in blocks)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Lines, pictures, codes and commands from top to bottom; what the language passes over is told."""
        for remark in self.document.remarks:
            canvas.substitute(self.told(remark), is_left_out=True)
        printed = Printed(canvas, self.document)
        above: Element | None = None
        for item in laid_out(self.document, canvas.columns(PLAIN), printed):
            if isinstance(item, Block):
                yield from self._block(item, canvas)
            elif isinstance(item, Knife):
                white = white_before_cut(above, canvas.profile)
                yield from [Plain(Feed(white))] if white else []
                yield Plain(Cut(CutMode.PARTIAL, 0))
            above = self._last_of(item) if isinstance(item, Block) else None
            if not isinstance(item, (Block, Knife)):
                yield _line(_marks(item, canvas, printed), LINE_DOTS * getattr(item, "height", 1))

    def _last_of(self, block: Block) -> Element | None:
        values = self.blocks.get(block.line.number, ())
        return values[-1][1] if values else None

    def told(self, remark: Remark) -> str:
        """A remark by its place in what the author wrote."""
        return str(remark)

    def _block(self, block: Block, canvas: Canvas) -> Iterator[Piece]:
        for value, element in self.blocks.get(block.line.number, ()):
            try:
                yield from placed(element, block, canvas)
            except InputError as error:
                place = {"line": block.line.number, "column": value.column}
                raise MarkupError(error.message, **place, hint=error.hint) from error


def markup_of(document: object) -> Markup | None:
    """The markup that a receipt consists of, acts such as a last cut aside; ``None`` where there is anything else."""
    elements = getattr(document, "elements", ())
    found = [element for element in elements if isinstance(element, Markup)]
    rest = [element for element in elements if not isinstance(element, (Markup, Act))]
    return found[0] if len(found) == 1 and not rest else None


def ends_with_cut(document: object) -> bool:
    """Whether the markup of a receipt leaves nothing behind its last cut."""
    markup = markup_of(document)
    if markup is None:
        return False
    for line in reversed(markup.document.lines):
        is_empty = isinstance(line, TextLine) and not any(any(column.lines) for column in line.columns)
        is_setting = isinstance(line, PropertyLine) and not markup.blocks.get(line.number)
        if not is_empty and not is_setting:
            return isinstance(line, CutLine)
    return False


_Marks = list[tuple[int, list[Part]]]
"""What stands in a line, each with the dots on its left."""


def _marks(item: Item, canvas: Canvas, printed: Printed) -> _Marks:
    if isinstance(item, TextRow):
        return _text(item, canvas, printed)
    if isinstance(item, Frame):
        first, drawn = joints(item)
    elif isinstance(item, Rule):
        first, drawn = item.area.left, "─" * item.area.width
    else:
        first, drawn = 0, ""
    return [(first * COLUMN_DOTS, [Span(typed(drawn, canvas.repertoire))])] if drawn else []


def _text(row: TextRow, canvas: Canvas, printed: Printed) -> _Marks:
    marks: _Marks = []
    for cell in row.cells:
        left = cell.left * COLUMN_DOTS + cell.row.half_columns * COLUMN_DOTS // 2
        marks.append((left, printed.row(cell.row)))
    bar = _bar(row.height, marks, canvas)
    marks += [(column * COLUMN_DOTS, [bar]) for column in row.bars]
    return sorted(marks, key=lambda mark: mark[0])


def _bar(height: int, marks: _Marks, canvas: Canvas) -> Part:
    """A character; drawn where the row holds tall dots, because the printer's tall characters cannot stand there."""
    if any(isinstance(part, Dots) and len(part.rows) > LINE_DOTS for _, parts in marks for part in parts):
        return Dots(COLUMN_DOTS, (_BAR_ROW,) * LINE_DOTS * height, "│")
    return Span(typed("│", canvas.repertoire), Style(height=height))


def _line(marks: _Marks, height_dots: int) -> Line:
    """As high as the language has it, also where blanks alone make it so, which are not sent."""
    line = Line(tuple(_side_by_side(marks)), spacing_dots=LINE_DOTS)
    if line.trimmed().height_dots >= height_dots:
        return line
    return Line(line.spans, spacing_dots=height_dots)


def _side_by_side(marks: _Marks) -> Iterator[Part]:
    end = 0
    for left, parts in marks:
        if left > end:
            yield Skip(left - end)
        yield from parts
        end = max(left, end) + width_of(parts)
