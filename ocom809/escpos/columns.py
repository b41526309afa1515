"""Texts side by side in columns of characters, as python-escpos' unreleased ``software_columns`` prints them."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeVar

from ocom809.escpos.errors import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value = TypeVar("Value")

_ALIGNMENTS: Final = {"left": "<", "center": "^", "right": ">"}
_CUT_MARK: Final = "."


def in_columns(texts: Sequence[str], widths: Sequence[int] | int, align: Sequence[str] | str) -> Iterator[str]:
    """Each line of the texts in columns; a word that is too long ends in a full stop.

    Args:
        texts: One for each column.
        widths: Of the columns, in characters, the last for all that follow; or one number that all share.
        align: ``left``, ``center`` or ``right``, likewise.

    Raises:
        InputError: There is no column, or one without room or with an alignment that does not exist.
    """
    if not texts:
        raise refused("there is no text to put into columns")
    each = [round(widths / len(texts))] if isinstance(widths, int) else list(widths)
    widths = _for_all(each, len(texts))
    signs = _for_all([align] if isinstance(align, str) else list(align), len(texts))
    for width, sign in zip(widths, signs, strict=True):
        if width < 1 or sign.lower() not in _ALIGNMENTS:
            raise refused(f"a column has at least 1 character and is left, center or right, not {width} and {sign!r}")
    columns = [_wrapped(str(text), width) for text, width in zip(texts, widths, strict=True)]
    for row in zip_longest(*columns, fillvalue=""):
        cells = zip(row, widths, signs, strict=True)
        yield "".join([f"{text:{_ALIGNMENTS[sign.lower()]}{width}}" for text, width, sign in cells])


def _for_all(values: list[Value], count: int) -> list[Value]:
    """As many values, the last one again and again."""
    if not values:
        raise refused("each column needs a width and an alignment")
    return (values + values[-1:] * count)[:count]


def _wrapped(text: str, width: int) -> list[str]:
    lines = textwrap.wrap(text, width, break_long_words=False)
    return [line if len(line) <= width else line[: width - 1] + _CUT_MARK for line in lines]
