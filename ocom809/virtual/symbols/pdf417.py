"""PDF417 as dots (ISO/IEC 15438), its codewords made by the optional package pdf417gen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ocom809.errors import MissingPackage
from ocom809.virtual.bitmap import Bitmap

if TYPE_CHECKING:
    from types import ModuleType

_MIN_ROWS, _MAX_ROWS = 3, 90
_MAX_COLUMNS = 30
_MAX_CODEWORDS = 928
# No symbol holds more than this, and of characters other than digits it holds fewer.
_MOST_DIGITS = 2710
_PADDING = 900
# "What follows are bytes": where their number is divisible by six, and where it is not.
_BYTES_BY_SIX, _BYTES = 924, 901
_CODEWORD_MODULES = 17
# Start pattern, both row indicators, and the stop pattern with its last bar; in the truncated form start, the left
# indicator and one bar.
_FRAME_MODULES = 4 * _CODEWORD_MODULES + 1
_TRUNCATED_FRAME_MODULES = 2 * _CODEWORD_MODULES + 1
_PAPER_DOTS = 576
_WANTED_ASPECT = 2.0

# Codewords that have to be recoverable, and the level that is taken for them, as makers of this command document it.
_LEVELS_BY_RATIO = ((3, 1), (10, 2), (20, 3), (45, 4), (100, 5), (200, 6), (400, 7))
_HIGHEST_LEVEL = 8


def draw_pdf417(
    data: bytes,
    *,
    columns: int,
    rows: int,
    module_dots: int,
    row_height: int,
    level: int | None,
    ratio: int = 1,
    truncated: bool = False,
    paper_dots: int = _PAPER_DOTS,
) -> Bitmap | None:
    """Draw a PDF417 symbol without a quiet zone.

    Args:
        data: What the store function of GS ( k was given; the bytes come back just as they are.
        columns: Data columns, 1 to 30, or 0 for what suits the paper.
        rows: 3 to 90, or 0 for as many as are needed. A symbol that needs fewer is filled up.
        module_dots: Width of a module, 2 to 8.
        row_height: Height of a row in modules, 2 to 8.
        level: Error correction 0 to 8, or None to derive it from ``ratio``.
        ratio: Tenths of the data that have to be recoverable, 1 to 40; heeded where ``level`` is None.
        truncated: Whether right row indicators and stop pattern are left out.
        paper_dots: Widest symbol that may come out of ``columns=0``, unless nothing as narrow holds the data.

    Returns:
        The symbol, or None where nothing is printed: no data, or more than the asked form holds.

    Raises:
        MissingPackage: The package pdf417gen is not installed.
    """
    if not data or len(data) > _MOST_DIGITS:
        return None
    package = _package()
    words = _data_words(package, data)
    chosen = level if level is not None else _level_for(len(words), ratio)
    needed = 1 + len(words) + 2 ** (chosen + 1)
    widest = paper_dots // module_dots
    shape = _shape(needed, columns=columns, rows=rows, row_height=row_height, widest=widest, truncated=truncated)
    if shape is None:
        return None
    bits = _symbol_rows(package, words, shape=shape, level=chosen, truncated=truncated)
    return Bitmap(_width_modules(shape[0], truncated), bits).scaled(module_dots, module_dots * row_height)


def _package() -> ModuleType:
    try:
        from pdf417gen import encoding
    except ImportError as error:
        message = "the package pdf417gen, which draws PDF417, is not installed"
        raise MissingPackage(message, hint="pip install 'ocom809[codes]'") from error
    module: ModuleType = encoding
    return module


def _data_words(package: ModuleType, data: bytes) -> list[int]:
    """The shorter of two spellings: text, digits and bytes by turns, or bytes alone, which suits what is no text."""
    by_turns: list[int] = list(package.compact(data))
    return min(by_turns, _bytes_alone(data), key=len)


def _bytes_alone(data: bytes) -> list[int]:
    """Six bytes in five codewords, and one codeword for each byte that is left over."""
    words = [_BYTES if len(data) % 6 else _BYTES_BY_SIX]
    for start in range(0, len(data) - 5, 6):
        six = int.from_bytes(data[start : start + 6], "big")
        words += [six // 900**place % 900 for place in (4, 3, 2, 1, 0)]
    return words + list(data[len(data) // 6 * 6 :])


def _level_for(words: int, ratio: int) -> int:
    recoverable = ceil(words * ratio / 10)
    return next((level for most, level in _LEVELS_BY_RATIO if recoverable <= most), _HIGHEST_LEVEL)


def _shape(
    needed: int, *, columns: int, rows: int, row_height: int, widest: int, truncated: bool
) -> tuple[int, int] | None:
    """Columns and rows that hold ``needed`` codewords; where columns are free, about twice as wide as high.

    Where nothing that holds them fits the paper, the narrowest does: too wide, but the caller can tell how wide.
    """
    shapes = []
    for each in (columns,) if columns else range(1, _MAX_COLUMNS + 1):
        high = rows or max(_MIN_ROWS, ceil(needed / each))
        width = _width_modules(each, truncated)
        if needed <= each * high <= _MAX_CODEWORDS and high <= _MAX_ROWS:
            too_wide = max(0, width - widest)
            shapes.append((too_wide, abs(width / (high * row_height) - _WANTED_ASPECT), each, high))
    if not shapes:
        return None
    _, _, best_columns, best_rows = min(shapes)
    return best_columns, best_rows


def _width_modules(columns: int, truncated: bool) -> int:
    return columns * _CODEWORD_MODULES + (_TRUNCATED_FRAME_MODULES if truncated else _FRAME_MODULES)


def _symbol_rows(
    package: ModuleType, words: list[int], *, shape: tuple[int, int], level: int, truncated: bool
) -> tuple[int, ...]:
    """One integer of modules for each row of codewords."""
    columns, rows = shape
    described = columns * rows - 2 ** (level + 1)
    filled = [described, *words, *[_PADDING] * (described - 1 - len(words))]
    filled += package.compute_error_correction_code_words(filled, level)
    grid = [filled[start : start + columns] for start in range(0, len(filled), columns)]
    return tuple(_row(codewords, truncated) for codewords in package.encode_rows(grid, columns, level))


def _row(codewords: list[int], truncated: bool) -> int:
    """Start, left indicator, data, and for the full form right indicator and stop, which is one module longer."""
    kept, end, end_modules = (codewords[:-2], 1, 1) if truncated else (codewords[:-1], codewords[-1], 18)
    bits = 0
    for codeword in kept:
        bits = bits << _CODEWORD_MODULES | codeword
    return bits << end_modules | end
