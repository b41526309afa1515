"""A ticket as a picture: 203 dpi, the paper 80 mm wide, with its margins and the edges that the knife or a hand left.

The file is written here and not by an image library, row by row, so that a very long paper takes no memory and the same
paper is the same file everywhere.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from ocom809.virtual.dot_gain import SCALE, with_dot_gain
from ocom809.virtual.paper import DOTS_PER_MM, Ending, row_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.virtual.ticket import Ticket

PAPER_DOTS: Final = 80 * DOTS_PER_MM
COUNTER_DOTS: Final = 24
"""What is seen of the counter on each side of the paper."""

INK, PAPER, COUNTER, EDGE = range(4)
_PALETTE: Final = bytes((0x21, 0x1F, 0x24, 0xFD, 0xFC, 0xF8, 0xC9, 0xC5, 0xBC, 0x9C, 0x97, 0x8C))
_PIXELS_PER_METRE: Final = DOTS_PER_MM * 1000
_TOOTH_DOTS: Final = 12
_BRIDGE_DOTS: Final = 16
_BRIDGE_HEIGHT: Final = 5
_SHAPED_ROWS: Final = 6
"""Rows in which an edge shows its shape; they lie outside of the printed rows, which stay dot for dot."""

_BLOCK_ROWS: Final = 512
_ROW_FILTER: Final = b"\0"
_LEVEL: Final = 6

# The upper and the lower half of a byte of eight dots as four pixels of two bits each: black is ink, white is paper.
_UPPER_HALF: Final = bytes(sum((1 - (byte >> bit & 1)) << (bit * 2 - 8) for bit in range(4, 8)) for byte in range(256))
_LOWER_HALF: Final = bytes(sum((1 - (byte >> bit & 1)) << (bit * 2) for bit in range(4)) for byte in range(256))


def printable_box(ticket: Ticket) -> tuple[int, int, int, int]:
    """Where the printable area lies in the picture: left, upper, right, lower, as Pillow's ``crop`` takes it."""
    left = _paper_left() + _margin(ticket)
    return left, COUNTER_DOTS, left + ticket.width_dots, COUNTER_DOTS + ticket.height_dots


def picture_size(ticket: Ticket) -> tuple[int, int]:
    """Width and height of the picture in dots."""
    return _paper_width(ticket) + 2 * COUNTER_DOTS, ticket.height_dots + 2 * COUNTER_DOTS


def save_png(ticket: Ticket, path: str | Path, *, dot_gain: bool = False) -> None:
    """Write the picture of ``ticket``, dot for dot or three times as large with ``dot_gain``.

    Raises:
        OSError: It cannot be written there.
    """
    width, height = picture_size(ticket)
    rows = _with_dot_gain(ticket) if dot_gain else _rows(ticket)
    scale = SCALE if dot_gain else 1
    density = _PIXELS_PER_METRE * scale
    with Path(path).open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        _chunk(file, b"IHDR", struct.pack(">IIBBBBB", width * scale, height * scale, 2, 3, 0, 0, 0))
        _chunk(file, b"pHYs", struct.pack(">IIB", density, density, 1))
        _chunk(file, b"PLTE", _PALETTE)
        for part in _compressed(rows):
            _chunk(file, b"IDAT", part)
        _chunk(file, b"IEND", b"")


def text_view(ticket: Ticket) -> str:
    """The ticket as text: what can be read on it, between its edges, and what happened meanwhile."""
    head = f"--- ticket {ticket.number}, {ticket.millimetres:g} mm ---"
    events = "".join(f"\n[{event}]" for event in ticket.events)
    return f"{head}\n{ticket.text}\n--- {ticket.ended.value} ---{events}"


def _compressed(blocks: Iterator[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(_LEVEL)
    for block in blocks:
        part = squeeze.compress(block)
        if part:
            yield part
    yield squeeze.flush()


def _chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))


def _rows(ticket: Ticket) -> Iterator[bytes]:
    """The rows of the picture, many at a time: each with the byte that names its filter, then four pixels a byte."""
    width = _paper_width(ticket)
    yield b"".join(_edge(ticket.began, width))
    yield from _printed(ticket)
    yield b"".join(reversed(_edge(ticket.ended, width)))


def _with_dot_gain(ticket: Ticket) -> Iterator[bytes]:
    size = len(_edge(ticket.began, _paper_width(ticket))[0])
    plain = (block[start + 1 : start + size] for block in _rows(ticket) for start in range(0, len(block), size))
    for row in with_dot_gain(plain, picture_size(ticket)[0]):
        yield _ROW_FILTER + row


def _printed(ticket: Ticket) -> Iterator[bytes]:
    # Counter and margins are drawn as runs of pixels; the printed dots lie between them to the bit.
    side = _packed([COUNTER] * COUNTER_DOTS)
    odd_dots = _margin(ticket) % 4
    size = row_bytes(ticket.width_dots) + bool(odd_dots)
    left_dots = _margin(ticket) // 4 * 4
    left = _ROW_FILTER + side + _packed([PAPER] * left_dots)
    right = _packed([PAPER] * (_paper_width(ticket) - left_dots - 8 * size)) + side
    for block in ticket.strips.blocks(_BLOCK_ROWS):
        pixels = _spread(_shifted(block, size, odd_dots) if odd_dots else block)
        yield b"".join([left + pixels[start : start + 2 * size] + right for start in range(0, len(pixels), 2 * size)])


def _spread(dots: bytes) -> bytes:
    """Each byte of eight dots as two bytes of four pixels."""
    pixels = bytearray(2 * len(dots))
    pixels[::2] = dots.translate(_UPPER_HALF)
    pixels[1::2] = dots.translate(_LOWER_HALF)
    return bytes(pixels)


def _shifted(dots: bytes, size: int, white: int) -> bytes:
    """Rows one byte longer, ``size`` in all, with so many white dots before each."""
    rows = (dots[start : start + size - 1] for start in range(0, len(dots), size - 1))
    return b"".join([(int.from_bytes(row) << 8 - white).to_bytes(size) for row in rows])


@lru_cache(maxsize=8)
def _edge(ending: Ending, width: int) -> tuple[bytes, ...]:
    """The counter above the paper, down to the paper's upper edge."""
    reach = [_reach(ending, x, width) for x in range(width)]
    return tuple(_ROW_FILTER + _edge_row(reach, distance) for distance in range(COUNTER_DOTS, 0, -1))


def _edge_row(reach: list[int], distance: int) -> bytes:
    pixels = [PAPER if distance < top else EDGE if distance == top else COUNTER for top in reach]
    return _packed([COUNTER] * COUNTER_DOTS + pixels + [COUNTER] * COUNTER_DOTS)


def _reach(ending: Ending, x: int, width: int) -> int:
    """How far the paper reaches beyond its last row at ``x``, with the line that marks its edge."""
    if ending is Ending.TORN_OFF:
        return 1 + min(_SHAPED_ROWS, abs(x % _TOOTH_DOTS - _TOOTH_DOTS // 2))
    # A partial cut leaves a bridge in the middle; it rips when the ticket is taken, and its stub stays.
    is_bridge = ending is Ending.PARTIAL_CUT and abs(2 * x - width) < _BRIDGE_DOTS
    return 1 + (_BRIDGE_HEIGHT if is_bridge else 0)


def _packed(pixels: list[int]) -> bytes:
    padded = pixels + [COUNTER] * (-len(pixels) % 4)
    quads = zip(padded[::4], padded[1::4], padded[2::4], padded[3::4], strict=True)
    return bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in quads)


def _paper_width(ticket: Ticket) -> int:
    return max(PAPER_DOTS, ticket.width_dots + 2 * 4 * DOTS_PER_MM)


def _paper_left() -> int:
    return COUNTER_DOTS


def _margin(ticket: Ticket) -> int:
    return (_paper_width(ticket) - ticket.width_dots) // 2
