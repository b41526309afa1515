"""QR codes as dots: the package qrcode, which comes with python-escpos, makes all of a symbol that is not data.

The package looks for the best mask module by module, which takes a hundredth of a second in the smallest symbol. So the
data is laid out here, and the mask chosen in ``qr_mask``; the symbol is the same.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from ocom809.errors import MissingPackage
from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.symbols.qr_mask import best_mask, mask_numbers, zigzag
from ocom809.virtual.symbols.qr_words import Block, bits_of, mode_of, words_of

_LEVELS = "LMQH"
# What the largest code holds at each level, all of it in one mode: digits, alphanumeric characters, bytes.
_CAPACITIES = ((7089, 4296, 2953), (5596, 3391, 2331), (3993, 2420, 1663), (3057, 1852, 1273))
# Versions in which the counter has the same bits.
_SAME_COUNTERS = ((1, 9), (10, 26), (27, 40))
# The manual's fn 65 knows models 1 and 2. No drawer of model 1 is at hand, and its data fits model 2.
_MODELS = (1, 2)
# Any mask is readable; in large symbols the choice would take longer than all the rest.
_LARGEST_VERSION_WITH_BEST_MASK = 10
_ANY_MASK = 0


def draw_qr(data: bytes, *, module_dots: int, level: str, model: int = 2) -> Bitmap | None:
    """Draw the smallest QR code that holds ``data``, without a quiet zone.

    The whole of the data stands in one mode: digits, the 45 alphanumeric characters, or bytes just as they are.

    Args:
        data: What the store function of GS ( k was given.
        module_dots: Width of a module, 1 to 16.
        level: Error correction "L", "M", "Q" or "H".
        model: 2, or 1, which is drawn as 2; any other prints nothing.

    Returns:
        The code, or None where nothing is printed: no data, or more than the largest code holds.

    Raises:
        MissingPackage: The package qrcode is not installed.
        ValueError: There is no such level.
    """
    place = _LEVELS.index(level)
    # Refused before anything is encoded, however much it is.
    if not data or model not in _MODELS or len(data) > _CAPACITIES[place][mode_of(data)]:
        return None
    _must_have_package()
    size, modules = _symbol(data, place)
    digits = f"{modules:0{size * size}b}"
    rows = tuple(int(digits[start : start + size], 2) for start in range(0, size * size, size))
    return Bitmap(size, rows).scaled(module_dots, module_dots)


def _symbol(data: bytes, level: int) -> tuple[int, int]:
    """Modules in a row, and all of them as one number, row by row."""
    version, bits = _smallest(data, level)
    layout = _layout(version)
    filled = layout.filled("".join([f"{word:08b}" for word in words_of(bits, _blocks(version, level))]))
    mask = _ANY_MASK
    if version <= _LARGEST_VERSION_WITH_BEST_MASK:
        mask = best_mask(_frame(version, level, None) | filled, layout.size, layout.masks)
    return layout.size, _frame(version, level, mask) | filled ^ layout.masks[mask]


def _must_have_package() -> None:
    try:
        import qrcode  # noqa: F401 - only whether it is there
    except ImportError as error:
        message = "the package qrcode, which draws QR codes, is not installed"
        raise MissingPackage(message, hint="pip install qrcode") from error


def _smallest(data: bytes, level: int) -> tuple[int, str]:
    """The smallest version that holds the data, and the data's bits in it."""
    for first, last in _SAME_COUNTERS:
        bits = bits_of(data, first)
        for version in range(first, last + 1):
            if len(bits) <= 8 * sum(block.data for block in _blocks(version, level)):
                return version, bits
    raise AssertionError("the capacities have been looked at before")


@lru_cache(maxsize=160)
def _blocks(version: int, level: int) -> tuple[Block, ...]:
    from qrcode import base

    found = base.rs_blocks(version, _level_numbers()[level])
    return tuple(Block(block.data_count, block.total_count) for block in found)


class _Layout(NamedTuple):
    """Where the data of a version stands.

    Attributes:
        size: Modules in a row.
        order: By place, in reading order, which bit of the data stands there; one behind the last where none does.
        bits: How many there are.
        masks: What each mask turns round.
    """

    size: int
    order: tuple[int, ...]
    bits: int
    masks: tuple[int, ...]

    def filled(self, digits: str) -> int:
        """The symbol with nothing but this data."""
        # The last places stay white where the words do not fill them, and so do those that are not for data.
        known = digits.ljust(self.bits + 1, "0")
        return int("".join(map(known.__getitem__, self.order)), 2)


@lru_cache(maxsize=40)
def _layout(version: int) -> _Layout:
    modules = [module for row in _unfilled(version, 0, None) for module in row]
    size = math.isqrt(len(modules))
    places = zigzag(size, [module is None for module in modules])
    order = [len(places)] * len(modules)
    for bit, place in enumerate(places):
        order[place] = bit
    return _Layout(size, tuple(order), len(places), mask_numbers(size, places))


@lru_cache(maxsize=256)
def _frame(version: int, level: int, mask: int | None) -> int:
    """All but the data, as one number."""
    modules = [module for row in _unfilled(version, level, mask) for module in row]
    return int("".join(["1" if module else "0" for module in modules]), 2)


def _unfilled(version: int, level: int, mask: int | None) -> list[list[bool | None]]:
    """The modules that are the same for all data, ``None`` where data stands; white for format where no mask is."""
    import qrcode

    class Unfilled(qrcode.QRCode):  # type: ignore[misc] # the package has no types
        def map_data(self, data: object, mask_pattern: int) -> None:
            """Leave out the data."""

    code = Unfilled(version=version, error_correction=_level_numbers()[level], border=0)
    code.data_cache = []
    code.makeImpl(mask is None, mask or 0)
    modules: list[list[bool | None]] = code.modules
    return modules


def _level_numbers() -> tuple[int, ...]:
    """The package's numbers of the levels, in the order of ``_LEVELS``."""
    from qrcode import constants

    return (
        constants.ERROR_CORRECT_L, constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_Q, constants.ERROR_CORRECT_H,
    )  # fmt: skip
