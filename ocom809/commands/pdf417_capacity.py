"""How much a PDF417 holds: the codewords that data takes and those that a form offers, from ISO/IEC 15438.

Nobody outside a printer knows how cleverly it packs. What is reckoned here is the plain packing of the standard: runs
of digits, text and bytes, each behind its latch, and latches (no shifts) between the submodes of text. A printer that
packs better has room to spare; it must not be the other way round, because a PDF417 that does not fit is left out
without a word.
"""

from __future__ import annotations

import re
import string
from itertools import groupby, pairwise
from math import ceil

MOST_COLUMNS = 30
LEAST_ROWS, MOST_ROWS = 3, 90
MOST_CODEWORDS = 928
HIGHEST_LEVEL = 8
_COLUMN_MODULES = 17
# Start 17, left indicator 17, then right indicator 17 and stop 18, or a single closing bar.
_FRAME_MODULES, _TRUNCATED_FRAME_MODULES = 69, 35

_DIGITS, _TEXT, _BYTES = range(3)
_RUN = re.compile(rb"([0-9]+)|([\t\n\r -/:-~]+)|[^\t\n\r -~]+")
_FEWEST_DIGITS = 13  # so many in a row are worth a mode of their own; fewer beside text are text

_UPPER, _LOWER, _MIXED, _PUNCTUATION = range(4)
_MEMBERS = (  # in the order in which a submode is chosen
    (_LOWER, frozenset(string.ascii_lowercase.encode() + b" ")),
    (_UPPER, frozenset(string.ascii_uppercase.encode() + b" ")),
    (_MIXED, frozenset(string.digits.encode() + b"&\r\t,:#-.$/+%*=^ ")),
    (_PUNCTUATION, frozenset(b";<>@[\\]_`~!\r\t,:\n-.$/\"|*()?{}'")),
)
_SUBMODES = {byte: [mode for mode, members in _MEMBERS if byte in members] for byte in (*b"\t\n\r", *range(32, 127))}
_LATCHES = {
    _UPPER: {_LOWER: 1, _MIXED: 1, _PUNCTUATION: 2},
    _LOWER: {_UPPER: 2, _MIXED: 1, _PUNCTUATION: 2},
    _MIXED: {_UPPER: 1, _LOWER: 1, _PUNCTUATION: 1},
    _PUNCTUATION: {_UPPER: 1, _LOWER: 2, _MIXED: 2},
}
# Codewords to be recoverable, and the level that is taken for them, as makers of GS ( k function 069 document it.
_LEVELS_BY_RATIO = ((3, 1), (10, 2), (20, 3), (45, 4), (100, 5), (200, 6), (400, 7))


def data_codewords(data: bytes) -> int:
    """Codewords of the data alone, without the length in front and the correction behind."""
    return sum((place > 0 or kind != _TEXT) + _PACKED[kind](run) for place, (kind, run) in enumerate(_runs(data)))


def level_for(codewords: int, ratio: int) -> int:
    """The level that a printer takes to recover ``ratio`` tenths of ``codewords``.

    Whether the length counts among them is nowhere said: count it, and the level is never too low.
    """
    recoverable = ceil(codewords * ratio / 10)
    return next((level for most, level in _LEVELS_BY_RATIO if recoverable <= most), HIGHEST_LEVEL)


def width_modules(columns: int, truncated: bool) -> int:
    """Modules across a symbol, without quiet zones."""
    return _COLUMN_MODULES * columns + (_TRUNCATED_FRAME_MODULES if truncated else _FRAME_MODULES)


def columns_within(modules: int, truncated: bool) -> int:
    """The most columns that fit ``modules``, at most 30; 0 where none does."""
    return max(0, min(MOST_COLUMNS, (modules - width_modules(0, truncated)) // _COLUMN_MODULES))


def capacity(columns: int, rows: int, *, most_columns: int = MOST_COLUMNS) -> int:
    """The most codewords of this form; 0 where there is no such symbol or the paper has no room for it.

    Args:
        columns: Data columns, or 0 for 1 to ``most_columns``.
        rows: Rows, or 0 for as many as are needed.
        most_columns: What the paper has room for.
    """
    choices = [each for each in range(1, most_columns + 1) if columns in (0, each)]
    sizes = (each * (rows or min(MOST_ROWS, MOST_CODEWORDS // each)) for each in choices)
    return max((size for size in sizes if size <= MOST_CODEWORDS), default=0)


def _runs(data: bytes) -> list[tuple[int, bytes]]:
    """What is packed in one mode each."""
    found = [((match.lastindex or 3) - 1, match[0]) for match in _RUN.finditer(data)]
    kinds = [kind for kind, _ in found]
    around = zip([_BYTES, *kinds[:-1]], [*kinds[1:], _BYTES], strict=True)
    settled = [
        (_TEXT if kind == _DIGITS and len(run) < _FEWEST_DIGITS and _TEXT in beside else kind, run)
        for (kind, run), beside in zip(found, around, strict=True)
    ]
    return [
        (kind, b"".join(run for _, run in together)) for kind, together in groupby(settled, key=lambda each: each[0])
    ]


def _packed_digits(run: bytes) -> int:
    full, rest = divmod(len(run), 44)
    return 15 * full + (_digits_in_base_900(b"1" + run[-rest:]) if rest else 0)


def _digits_in_base_900(number: bytes) -> int:
    value, codewords = int(number), 0
    while value:
        value, codewords = value // 900, codewords + 1
    return codewords


def _packed_bytes(run: bytes) -> int:
    full, rest = divmod(len(run), 6)
    return 5 * full + rest


def _packed_text(run: bytes) -> int:
    modes = [_UPPER]
    for byte in run:
        possible = _SUBMODES[byte]
        modes.append(modes[-1] if modes[-1] in possible else possible[0])
    latches = sum(_LATCHES[before][after] for before, after in pairwise(modes) if before != after)
    return -(-(len(run) + latches) // 2)


_PACKED = (_packed_digits, _packed_text, _packed_bytes)
