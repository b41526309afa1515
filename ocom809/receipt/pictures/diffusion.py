"""Atkinson's error diffusion, fast without a compiler: all dots that do not wait for one another are reckoned at once.

A dot hands an eighth of its error to each of six others: the next two in its row, three below it, and one two rows
below. So all dots (x, y) of the same x + 2y are independent, and a long picture has a few hundred of them at a time.
They lie in one large integer, 16 bits each, on which Python adds and shifts as fast as memory goes; where a row of the
picture holds a step fewer than two rows, a slice with a stride picks them.

Within the 16 bits a number is held with a bias, so that it never goes below zero and takes nothing from its neighbour:
greys with 1024, errors divided by 8 with 128.
"""

from __future__ import annotations

from typing import Final

_LANE_BITS: Final = 16
_GREY_BIAS, _ERROR_BIAS = 1024, 128
_WHITE, _MIDDLE = 255, 128
_NEIGHBOURS: Final = 6
_TOP_BIT: Final = 15
_PADDING: Final = 4
"""White columns beside the picture, which take up what is handed over its edges."""


def atkinson(grey: bytes, width: int, height: int) -> bytes:
    """The dots of a picture, one byte each, 0 black and 255 white, from its greys, row by row."""
    stride = width + _PADDING + width % 2
    lanes = stride // 2
    beside = bytes([_WHITE]) * (stride - width)
    rows = b"".join([grey[top : top + width] + beside for top in range(0, width * height, width)])
    # What stands at a step reaches up to ``lanes`` rows above and below the picture: white, which has no error.
    blank = bytes([_WHITE]) * (stride * lanes)
    dots = _diffused(blank + rows + blank, stride)
    begin = stride * lanes
    picked = [dots[top : top + width] for top in range(begin, begin + stride * height, stride)]
    return b"".join(picked).translate(_AS_GREY)


_AS_GREY: Final = bytes([0, _WHITE]) + bytes(254)


def _diffused(padded: bytes, stride: int) -> bytearray:
    """For each pixel 1 where it becomes white. Lane k of step t is the pixel x = 2k + t % 2 of row t // 2 - k."""
    lanes = stride // 2
    every = int.from_bytes(b"\x01\x00" * lanes, "little")
    upper_bits, no_error = every << _TOP_BIT, every * _ERROR_BIAS
    shifted_in = _ERROR_BIAS, _ERROR_BIAS << _LANE_BITS * (lanes - 1)
    # The bias of six errors, brought to that of a grey; and what lifts the lanes from mid-grey on to the top bit.
    to_grey_bias = every * (_GREY_BIAS - _NEIGHBOURS * _ERROR_BIAS)
    to_top_bit = every * ((1 << _TOP_BIT) - _GREY_BIAS - _MIDDLE)
    error_bits, all_bits = every * ((1 << _LANE_BITS - 3) - 1), (1 << _LANE_BITS * lanes) - 1
    step_back, size = 2 - stride, 2 * lanes
    dots, wide = bytearray(len(padded)), bytearray(size)
    one_ago = two_ago = three_ago = four_ago = no_error
    for step in range(2 * (lanes - 1), 2 * (len(padded) // stride)):
        is_odd = step % 2
        first = step // 2 * stride + is_odd
        end = first + lanes * step_back
        place = slice(first, end if end >= 0 else None, step_back)
        wide[::2] = padded[place]
        two_to_the_right = two_ago << _LANE_BITS & all_bits | shifted_in[0]
        if is_odd:
            handed = one_ago + (one_ago >> _LANE_BITS | shifted_in[1]) + two_to_the_right + two_ago + three_ago
        else:
            to_the_right = ((one_ago + three_ago) << _LANE_BITS & all_bits) + 2 * shifted_in[0]
            handed = to_the_right + two_to_the_right + one_ago + two_ago
        value = int.from_bytes(wide, "little") + handed + four_ago + to_grey_bias
        white = (value + to_top_bit & upper_bits) >> _TOP_BIT
        dots[place] = white.to_bytes(size, "little")[::2]
        one_ago, two_ago, three_ago, four_ago = (value - white * _WHITE) >> 3 & error_bits, one_ago, two_ago, three_ago
    return dots
