"""What a table is made of: its columns and cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.assembly import VerticalAlignment
from ocom809.receipt.elements.base import Element, depth_of, must_be_alignment, must_be_elements, must_be_millimetres
from ocom809.receipt.elements.text import Paragraph
from ocom809.receipt.overflow import Overflow
from ocom809.receipt.words import Words, must_be_leader, must_be_words

if TYPE_CHECKING:
    from ocom809.receipt.styles import Style

MOST_CELLS = 32
_MOST_COLUMNS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How wide a column is, and how its cells look where they do not say it themselves.

    Without ``width``, ``mm`` and ``share`` a column is as wide as its cells need; if they need more than there is, the
    widest give way. What is left of the line goes to the columns with a ``share``, or else to the first such column.

    Attributes:
        width: Characters of the table's font and size.
        mm: Millimetres.
        share: So many parts of what the others leave.
        align: Where text stands in its cells; without, numbers with ``decimal`` on the right, all else on the left, but
            lines from right to left on the right.
        vertical: Where a cell stands if its neighbours have more lines.
        overflow: What becomes of text that is too wide.
        decimal: ``.`` or ``,``: numbers stand with it below one another.
        leader: A character, such as ``.``, that leads from its cells to the next ones.
    """

    width: int | None = None
    mm: float | None = None
    share: int | None = None
    align: Alignment | None = None
    vertical: VerticalAlignment = VerticalAlignment.TOP
    overflow: Overflow = Overflow.WRAP
    decimal: str = ""
    leader: str = ""

    def __post_init__(self) -> None:
        if self.align is not None:
            must_be_alignment(self.align)
        must_be_leader(self.leader)
        for name, kind in (("vertical", VerticalAlignment), ("overflow", Overflow)):
            if not isinstance(getattr(self, name), kind):
                raise DocumentError(f"{name} must be a {kind.__name__}, not {getattr(self, name)!r}")
        for name in ("width", "share"):
            value = getattr(self, name)
            if value is not None and (type(value) is not int or not 1 <= value <= _MOST_COLUMNS):
                raise DocumentError(f"{name} must be 1 to {_MOST_COLUMNS} or None, not {value!r}")
        if self.mm is not None:
            must_be_millimetres("mm", self.mm)
        if sum(value is not None for value in (self.width, self.mm, self.share)) > 1:
            raise DocumentError("a column has a width, millimetres or a share, and only one of them")
        if self.decimal not in ("", ".", ","):
            raise DocumentError(f"decimal must be '.' or ',', not {self.decimal!r}")

    @property
    def alignment(self) -> Alignment | None:
        """Where text stands in its cells; ``None`` leaves it to the direction of each line."""
        return self.align or (Alignment.RIGHT if self.decimal else None)

    @property
    def is_automatic(self) -> bool:
        """Whether its cells say how wide it is."""
        return self.width is None and self.mm is None and self.share is None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a plain text is a cell as well.

    Attributes:
        content: A text, or a receipt or elements made of lines: text, rows, rules, tables, boxes, pictures.
        span: How many columns it takes. Rows are not spanned: a cell that stands beside several rows has a table of
            those rows in the cell beside it.
        align: Where text stands; ``None`` is the column's.
        vertical: Where it stands if its neighbours have more lines; ``None`` is the column's.
        overflow: What becomes of text that is too wide; ``None`` is the column's.
    """

    content: Words | tuple[Element, ...] = ""
    span: int = field(default=1, kw_only=True)
    align: Alignment | None = field(default=None, kw_only=True)
    vertical: VerticalAlignment | None = field(default=None, kw_only=True)
    overflow: Overflow | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        elements = getattr(self.content, "elements", None)  # those of a receipt, which is made of them
        if isinstance(elements, tuple):
            object.__setattr__(self, "content", elements)
        if self.has_elements:
            must_be_elements("a cell", self.content)
        else:
            must_be_words("a cell", self.content)
        if type(self.span) is not int or not 1 <= self.span <= MOST_CELLS:
            raise DocumentError(f"a cell spans 1 to {MOST_CELLS} columns, not {self.span!r}")
        if self.align is not None:
            must_be_alignment(self.align)
        for name, kind in (("vertical", VerticalAlignment), ("overflow", Overflow)):
            if not isinstance(getattr(self, name), kind | None):
                raise DocumentError(f"{name} must be a {kind.__name__} or None, not {getattr(self, name)!r}")

    @property
    def has_elements(self) -> bool:
        """Whether elements stand in it, and not just text."""
        return isinstance(self.content, tuple) and any(isinstance(part, Element) for part in self.content)

    @property
    def depth(self) -> int:
        """How deep elements nest in it."""
        parts = self.content if isinstance(self.content, tuple) else ()
        return depth_of(part for part in parts if isinstance(part, Element)) if self.has_elements else 0

    def elements(self, column: Column, style: Style) -> tuple[Element, ...]:
        """What stands in it, in a column and a style."""
        if self.has_elements:
            return self.content  # type: ignore[return-value]  # has_elements says so
        words: Words = self.content  # type: ignore[assignment]
        return (Paragraph(words, style, self.align or column.alignment, self.overflow or column.overflow),)


CellLike: TypeAlias = Words | Cell


def as_cell(cell: CellLike) -> Cell:
    """A cell of whatever stands for one."""
    return cell if isinstance(cell, Cell) else Cell(cell)
