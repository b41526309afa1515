"""What a document in the markup consists of, line by line, before anything is known of the paper."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands import Alignment

if TYPE_CHECKING:
    from ocom809.receipt.markup.remarks import Remark

SHARED = -1
"""The width of a column that gets what the others leave."""

_SIZES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6))
LARGEST_SIZE = len(_SIZES) - 1


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look.

    Attributes:
        underline: With a line below.
        bold: Heavier.
        invert: White on black.
        size: How many ``^`` the markup says, 0 to 7.
    """

    underline: bool = False
    bold: bool = False
    invert: bool = False
    size: int = 0

    @property
    def width(self) -> int:
        """How many times as wide as usual."""
        return _SIZES[self.size][0]

    @property
    def height(self) -> int:
        """How many times as high as usual."""
        return _SIZES[self.size][1]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of one look that stand in one line of the source."""

    text: str
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Column:
    r"""The text of one column.

    Attributes:
        lines: What the author parted by ``\n``; each its fragments from left to right.
        alignment: To which pipes the text was drawn.
    """

    lines: tuple[tuple[Fragment, ...], ...] = ((),)
    alignment: Alignment = Alignment.CENTER


class Border(enum.Enum):
    """What stands between columns; the value is its width in columns."""

    LINE = -1
    NONE = 0
    SPACE = 1
    TWO = 2

    @property
    def columns(self) -> int:
        """Its width."""
        return abs(self.value)


@dataclass(frozen=True, slots=True)
class CodeOption:
    """How barcodes and two-dimensional codes look.

    Attributes:
        kind: The kind of code, by its name in the markup.
        module_dots: Width of the thinnest bar.
        height_dots: Height of the bars.
        readable: Whether the text stands below the bars.
        cell_dots: Width of a module of a two-dimensional code.
        level: Its error correction.
    """

    kind: str = "code128"
    module_dots: int = 2
    height_dots: int = 72
    readable: bool = False
    cell_dots: int = 3
    level: str = "l"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a property says and holds until another one says otherwise.

    Attributes:
        wraps: Whether long text goes on below.
        border: What stands between columns.
        widths: Columns of each column, ``SHARED`` or 0 for none at all; empty shares the paper equally.
        alignment: Where a line stands that is narrower than the paper.
        option: How codes look.
    """

    wraps: bool = True
    border: Border = Border.SPACE
    widths: tuple[int, ...] = ()
    alignment: Alignment = Alignment.CENTER
    option: CodeOption = CodeOption()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in one column or more."""

    number: int
    settings: Settings
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line across."""

    number: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class CutLine:
    """A cut."""

    number: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """What a property asks for beyond settings.

    Attributes:
        number: Line of the source, from 1.
        settings: Those that hold from here on.
        alignment: To which pipes the property was drawn.
        ruled: Whether lines between columns begin here (``True``), end here (``False``), or go on as they are.
        values: The other keys that are known, each with its value and its column in the source.
    """

    number: int
    settings: Settings
    alignment: Alignment = Alignment.CENTER
    ruled: bool | None = None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One member of a property: its key in full, its value without escapes, and its column in the source, from 1."""

    key: str
    text: str
    column: int = 1


SourceLine = TextLine | RuleLine | CutLine | PropertyLine


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read.

    Attributes:
        lines: Its lines; those that mean nothing are left out.
        remarks: What was found wrong with it, by place.
        is_east_asian: Whether it holds wide characters, among which some signs are wide as well.
    """

    lines: tuple[SourceLine, ...]
    remarks: tuple[Remark, ...] = ()
    is_east_asian: bool = False
