"""Lines and blocks, U+2500 to U+259F, drawn to the edges of the cell, so that neighbours join as on a real printer.

What a line looks like is taken from its Unicode name: which arms reach from the middle of the cell to its edges, and
how heavy each of them is. A shape is a function that tells whether the dot at x and y is black.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from math import hypot
from typing import Final, TypeAlias

from ocom809.virtual.bitmap import Bitmap

Shape: TypeAlias = Callable[[int, int], bool]

_LINES: Final = range(0x2500, 0x2580)
_BLOCKS: Final = range(0x2580, 0x25A0)
_WEIGHTS: Final = {"LIGHT": 1, "SINGLE": 1, "HEAVY": 2, "DOUBLE": 3}
_DOUBLE: Final = 3
_ARMS: Final = {"HORIZONTAL": ("LEFT", "RIGHT"), "VERTICAL": ("UP", "DOWN")}
_DASHES: Final = {"DOUBLE DASH ": 2, "TRIPLE DASH ": 3, "QUADRUPLE DASH ": 4}


def box_drawing(character: str, width: int, height: int) -> Bitmap | None:
    """A line or block in a cell of dots; None for any other character."""
    code = ord(character)
    if code in _LINES:
        shape = _line(unicodedata.name(character).removeprefix("BOX DRAWINGS "), width, height)
    elif code in _BLOCKS:
        shape = _block(code, width, height)
    else:
        return None
    rows = (sum(shape(x, y) << (width - 1 - x) for x in range(width)) for y in range(height))
    return Bitmap(width, tuple(rows))


def _line(name: str, width: int, height: int) -> Shape:
    if "DIAGONAL" in name:
        return _diagonals(name, width, height)
    if "ARC" in name:
        return _arc(_arms(name.replace("ARC ", "")), width, height)
    for words, count in _DASHES.items():
        if words in name:
            name = name.replace(words, "")
            return _dashed(_crossing(_arms(name), width, height), count, width if "HORIZONTAL" in name else -height)
    return _crossing(_arms(name), width, height)


def _arms(name: str) -> dict[str, int]:
    """The weights of the arms in a name such as ``DOWN LIGHT AND RIGHT UP HEAVY`` or ``LIGHT DOWN AND RIGHT``."""
    weight, arms = 0, dict.fromkeys(("LEFT", "RIGHT", "UP", "DOWN"), 0)
    for part in name.split(" AND "):
        words = part.split()
        weight = next((_WEIGHTS[word] for word in words if word in _WEIGHTS), weight)
        for arm in (arm for word in words for arm in _ARMS.get(word, (word,)) if arm in arms):
            arms[arm] = weight
    return arms


def _light(width: int) -> int:
    """Dots that a light line is broad, so that it stands in the middle: 2 in Font A, 1 in Font B."""
    return 2 - width % 2


def _breadth(weight: int, light: int) -> int:
    return (0, light, light + 2, 3 * light)[weight]


def _crossing(arms: dict[str, int], width: int, height: int) -> Shape:
    """Arms that meet. A double line is a broad band with a gap in its middle; single ones go over the gaps."""
    light = _light(width)
    across = _pair(arms["LEFT"], arms["RIGHT"], (arms["UP"], arms["DOWN"]), width, light)
    along = _pair(arms["UP"], arms["DOWN"], (arms["LEFT"], arms["RIGHT"]), height, light)

    def layer(part: int, x: int, y: int) -> bool:
        return across(part, x, 2 * y + 1 - height) or along(part, y, 2 * x + 1 - width)

    return lambda x, y: layer(_SINGLES, x, y) or (layer(_BANDS, x, y) and not layer(_GAPS, x, y))


_SINGLES, _BANDS, _GAPS = range(3)


def _pair(near: int, far: int, others: tuple[int, int], size: int, light: int) -> Callable[[int, int, int], bool]:
    """Two opposite arms of these weights: whether a part of them covers a place along and twice the offset across."""
    parts: tuple[list[tuple[range, int]], ...] = ([], [], [])
    for weight, opposite, mirrored in ((near, far, False), (far, near, True)):
        reach = _reach(weight, opposite, others, size, light)
        kinds = {0: (), _DOUBLE: (_BANDS, _GAPS)}.get(weight, (_SINGLES,))
        for kind in kinds:
            long = reach - light if kind == _GAPS and _DOUBLE in others else reach
            places = range(size - long, size) if mirrored else range(long)
            parts[kind].append((places, light if kind == _GAPS else _breadth(weight, light)))
    return lambda part, place, offset: any(place in places and abs(offset) < broad for places, broad in parts[part])


def _reach(weight: int, opposite: int, others: tuple[int, int], size: int, light: int) -> int:
    """How far an arm reaches from its edge: through what it meets, but a single line ends at a double one."""
    met = max(_breadth(other, light) for other in others)
    if not met:
        return (size + 1) // 2
    ends_at_it = weight != _DOUBLE and not opposite and others == (_DOUBLE, _DOUBLE)
    return (size - met) // 2 + light if ends_at_it else (size + met) // 2


def _dashed(shape: Shape, count: int, size: int) -> Shape:
    """A line in ``count`` dashes along x, or along y where ``size`` is negative, with a third of each left out."""

    def dash(place: int) -> bool:
        return place * count % abs(size) * 3 < 2 * abs(size)

    return lambda x, y: shape(x, y) and dash(x if size > 0 else y)


def _arc(arms: dict[str, int], width: int, height: int) -> Shape:
    """A rounded corner: a quarter of a circle, then straight to the lower or upper edge."""
    light = _light(width)
    radius = width / 2
    toward_right, toward_down = bool(arms["RIGHT"]), bool(arms["DOWN"])

    def shape(x: int, y: int) -> bool:
        across = (x + 0.5 if toward_right else width - x - 0.5) - width / 2
        down = (y + 0.5 if toward_down else height - y - 0.5) - height / 2
        if down > radius:
            return abs(across) * 2 < light
        return abs(hypot(across - radius, down - radius) - radius) <= light / 2 and across < radius

    return shape


def _diagonals(name: str, width: int, height: int) -> Shape:
    """From corner to corner, one or both."""
    rising = "UPPER RIGHT" in name or "CROSS" in name
    falling = "UPPER LEFT" in name or "CROSS" in name
    broad = _light(width) / 2 + 0.5

    def shape(x: int, y: int) -> bool:
        place = (y + 0.5) * width / height
        return (falling and abs(x + 0.5 - place) <= broad) or (rising and abs(width - x - 0.5 - place) <= broad)

    return shape


# U+2596 to U+259F: which quarters are black, from upper left over upper right and lower left to lower right.
_QUARTERS: Final = ("0010", "0001", "1000", "1011", "1001", "1110", "1101", "0100", "0110", "0111")
_LOWER_EIGHTHS, _LEFT_EIGHTHS, _FIRST_QUARTERS = 0x2580, 0x2590, 0x2596


def _block(code: int, width: int, height: int) -> Shape:
    """Parts of the cell, and shades of grey."""
    if code >= _FIRST_QUARTERS:
        quarters = _QUARTERS[code - _FIRST_QUARTERS]
        return lambda x, y: quarters[2 * (2 * y >= height) + (2 * x >= width)] == "1"
    special: dict[int, Shape] = {
        0x2580: lambda _x, y: 2 * y < height,
        0x2590: lambda x, _y: 2 * x >= width,
        0x2591: lambda x, y: (x + 2 * y) % 4 == 0,
        0x2592: lambda x, y: (x + y) % 2 == 0,
        0x2593: lambda x, y: (x + 2 * y) % 4 != 0,
        0x2594: lambda _x, y: 8 * y < height,
        0x2595: lambda x, _y: 8 * (width - 1 - x) < width,
    }
    if code in special:
        return special[code]
    if code < 0x2589:  # noqa: PLR2004 - up to the full block, eighths from below
        return lambda _x, y: 8 * (height - 1 - y) < (code - _LOWER_EIGHTHS) * height
    return lambda x, _y: 8 * x < (_LEFT_EIGHTHS - code) * width
