"""Lines between columns, drawn by characters that join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.receipt.borders import joint

if TYPE_CHECKING:
    from ocom809.receipt.markup.layout import Frame


def joints(frame: Frame) -> tuple[int, str]:
    """The first column of a frame, and its characters from there on."""
    spans = [range(bars[0], bars[-1]) for bars in (frame.above, frame.below) if bars]
    bars = {*frame.above, *frame.below}
    first, last = min(bars), max(bars)
    drawn = ""
    for column in range(first, last + 1):
        left, right = (any(place in span for span in spans) for place in (column - 1, column))
        drawn += joint(column in frame.above, column in frame.below, left, right)
    return first, drawn
