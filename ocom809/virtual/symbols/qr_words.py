"""The words of a QR code: the data as bits, and the words that let a reader mend what it cannot see, by ISO/IEC 18004.

The package qrcode would make them too, but fails where a whole block of the data is zero.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {character: value for value, character in enumerate(ALPHANUMERIC)}
DIGITS, LETTERS, BYTES = range(3)
_PADDING: Final = (0xEC, 0x11)
_LAST_OF_SMALL, _LAST_OF_MIDDLE = 9, 26
_FIELD_SIZE, _FIELD = 256, 0x11D


class Block(NamedTuple):
    """A part of the words that is mended by itself: words of data, and words in all."""

    data: int
    total: int


class _Mode(NamedTuple):
    """How a mode is told, and bits of its counter in small, middle and large versions."""

    indicator: str
    counter_bits: tuple[int, int, int]


_MODES: Final = (_Mode("0001", (10, 12, 14)), _Mode("0010", (9, 11, 13)), _Mode("0100", (8, 16, 16)))


def mode_of(data: bytes) -> int:
    """``DIGITS`` where all are digits, ``LETTERS`` where all are alphanumeric, else ``BYTES``."""
    if data.isdigit():
        return DIGITS
    return LETTERS if set(data.decode("latin-1")).issubset(_VALUES) else BYTES


def bits_of(data: bytes, version: int) -> str:
    """The data with mode and counter, as binary digits."""
    mode = mode_of(data)
    size = (version > _LAST_OF_SMALL) + (version > _LAST_OF_MIDDLE)
    counter = f"{len(data):0{_MODES[mode].counter_bits[size]}b}"
    return _MODES[mode].indicator + counter + _ENCODED[mode](data)


def words_of(bits: str, blocks: tuple[Block, ...]) -> list[int]:
    """All words of a symbol in their order: of data, then those that mend it, the blocks' in turn."""
    room = sum(block.data for block in blocks)
    data = _padded(bits, room)
    parts, start = [], 0
    for block in blocks:
        parts.append(data[start : start + block.data])
        start += block.data
    mending = [_mending(part, block.total - block.data) for part, block in zip(parts, blocks, strict=True)]
    return [word for words in (parts, mending) for turn in zip_longest(*words) for word in turn if word is not None]


def _padded(bits: str, room: int) -> bytes:
    """The bits, an end as far as there is room for it, and what fills the rest."""
    ended = bits + "0" * min(4, room * 8 - len(bits))
    ended += "0" * (-len(ended) % 8)
    used = int(ended, 2).to_bytes(len(ended) // 8)
    return used + bytes(_PADDING[place % 2] for place in range(room - len(used)))


def _digits(data: bytes) -> str:
    text = data.decode("ascii")
    groups = [text[start : start + 3] for start in range(0, len(text), 3)]
    return "".join([f"{int(group):0{len(group) * 3 + 1}b}" for group in groups])


def _letters(data: bytes) -> str:
    values = [_VALUES[character] for character in data.decode("ascii")]
    pairs = [f"{first * len(_VALUES) + second:011b}" for first, second in zip(values[::2], values[1::2], strict=False)]
    return "".join(pairs) + (f"{values[-1]:06b}" if len(values) % 2 else "")


def _bytes(data: bytes) -> str:
    return f"{int.from_bytes(data):0{len(data) * 8}b}" if data else ""


_ENCODED: Final = (_digits, _letters, _bytes)


def _mending(data: bytes, count: int) -> bytes:
    """The remainder of the data by the generator, whose ``count`` words are kept as one number, the first highest."""
    multiples, top, rest = _multiples(count), 8 * (count - 1), 0
    below = (1 << top) - 1
    for word in data:
        rest = (rest & below) << 8 ^ multiples[word ^ rest >> top]
    return rest.to_bytes(count)


@lru_cache(maxsize=40)
def _multiples(count: int) -> tuple[int, ...]:
    """The generator of so many words without its first, which is 1, times each element of the field."""
    generator = [1]
    for power in range(count):
        root = _powers()[power]
        shifted = [*generator, 0]
        generator = [word ^ _times(root, before) for word, before in zip(shifted, [0, *generator], strict=True)]
    return tuple(int.from_bytes(bytes(_times(word, factor) for word in generator[1:])) for factor in range(_FIELD_SIZE))


@lru_cache(maxsize=1)
def _powers() -> tuple[int, ...]:
    """The powers of 2 in the field of 256 elements."""
    powers = [1]
    for _ in range(_FIELD_SIZE - 2):
        doubled = powers[-1] << 1
        powers.append(doubled ^ _FIELD if doubled >= _FIELD_SIZE else doubled)
    return tuple(powers)


@lru_cache(maxsize=1)
def _logarithms() -> dict[int, int]:
    return {element: power for power, element in enumerate(_powers())}


def _times(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return _powers()[(_logarithms()[one] + _logarithms()[other]) % (_FIELD_SIZE - 1)]
