"""The Swiss cross in the middle of a Swiss QR code, as the Swiss Implementation Guidelines QR-bill demand it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_MARK_MM = 7
"""The whole mark, its white rim included."""
_RIM_MM = 0.5
# By the federal decree on the coat of arms each arm is one sixth longer than wide, so the cross is 1 + 2 × 7/6 arms
# wide. Of the black square it takes about two thirds.
_ARMS_ACROSS = 1 + 2 * 7 / 6
_CROSS_OF_SQUARE = 0.65


def with_swiss_cross(picture: Image, dots_per_mm: int) -> Image:
    """The picture of a QR code with the mark over its middle: white cross on black, white around.

    It covers about 2 % of the code, which level M bears.
    """
    marked = picture.copy()
    middle = picture.width / 2
    square = (_MARK_MM - 2 * _RIM_MM) * dots_per_mm
    cross = square * _CROSS_OF_SQUARE
    arm = cross / _ARMS_ACROSS
    for width, height, shade in (
        (_MARK_MM * dots_per_mm, _MARK_MM * dots_per_mm, 255),
        (square, square, 0),
        (cross, arm, 255),
        (arm, cross, 255),
    ):
        marked.paste(shade, _box(middle, width, height))
    return marked


def _box(middle: float, width: float, height: float) -> tuple[int, int, int, int]:
    left, top = round(middle - width / 2), round(middle - height / 2)
    return left, top, round(middle + width / 2), round(middle + height / 2)
