"""How much a QR code holds: data codewords by version and level, from ISO/IEC 18004."""

from __future__ import annotations

import enum

_ALPHANUMERIC = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_DIGITS = frozenset(b"0123456789")
_MODE_BITS = 4


class ErrorLevel(enum.Enum):
    """How much of a QR code may be lost; the value is what the printer takes."""

    L = 48
    """About 7 %."""
    M = 49
    """About 15 %."""
    Q = 50
    """About 25 %."""
    H = 51
    """About 30 %."""


# fmt: off
DATA_CODEWORDS: dict[ErrorLevel, tuple[int, ...]] = {
    ErrorLevel.L: (
        19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861,
        932, 1006, 1094, 1174, 1276, 1370, 1468, 1531, 1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434, 2566, 2702,
        2812, 2956,
    ),
    ErrorLevel.M: (
        16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453, 507, 563, 627, 669,
        714, 782, 860, 914, 1000, 1062, 1128, 1193, 1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102,
        2216, 2334,
    ),
    ErrorLevel.Q: (
        13, 22, 34, 48, 62, 76, 88, 110, 132, 154, 180, 206, 244, 261, 295, 325, 367, 397, 445, 485,
        512, 568, 614, 664, 718, 754, 808, 871, 911, 985, 1033, 1115, 1171, 1231, 1286, 1354, 1426, 1502,
        1582, 1666,
    ),
    ErrorLevel.H: (
        9, 16, 26, 36, 46, 60, 66, 86, 100, 122, 140, 158, 180, 197, 223, 253, 283, 313, 341, 385,
        406, 442, 464, 514, 538, 596, 628, 661, 701, 745, 793, 845, 901, 961, 986, 1054, 1096, 1142,
        1222, 1276,
    ),
}
# fmt: on
"""Codewords left for data at versions 1 to 40."""

LARGEST_VERSION = 40


def smallest_version(data: bytes, level: ErrorLevel) -> int | None:
    """The smallest version that holds ``data`` in one mode (digits, capitals, or bytes); ``None`` where none does."""
    count_bits, data_bits = _bits_of(data)
    for version, codewords in enumerate(DATA_CODEWORDS[level], start=1):
        if _MODE_BITS + count_bits[_size_class(version)] + data_bits <= 8 * codewords:
            return version
    return None


def _size_class(version: int) -> int:
    """Versions up to 9, up to 26 and up to 40 count their characters with more and more bits."""
    return (version > 9) + (version > 26)  # noqa: PLR2004 - the standard's own limits


def _bits_of(data: bytes) -> tuple[tuple[int, int, int], int]:
    """Bits of the character count by size class, and of the data, in the tightest single mode."""
    kinds = frozenset(data)
    if kinds <= _DIGITS:
        return (10, 12, 14), 10 * (len(data) // 3) + (0, 4, 7)[len(data) % 3]
    if kinds <= _ALPHANUMERIC:
        return (9, 11, 13), 11 * (len(data) // 2) + 6 * (len(data) % 2)
    return (8, 16, 16), 8 * len(data)
