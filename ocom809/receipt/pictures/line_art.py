"""Which pictures are line art, and the grey that parts its ink from its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.receipt.pictures.dithers import MIDDLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

FEW_PIXELS: Final = 0.005
"""So small a part of a picture that its greys do not count."""
_WHITE: Final = 255
_ENOUGH_INK: Final = 0.3
"""How much of a dot a soft edge must cover to be black: less than half, or thin strokes would break."""
_TWO_PEAKS: Final = 0.9
_PAPER: Final = 200
_FEW: Final = 0.1
_FAINTEST_LINES, _FAINTEST_AREAS = 232, 112
_BLOCK_PIXELS: Final = 4
_ALIKE_GREYS: Final = 24


def line_art_threshold(histogram: Sequence[int]) -> int | None:
    """The grey that parts ink from paper, if a picture of 256 greys so often is line art; ``None`` for a photo.

    Line art is two colours with little between them, of which the lighter one is nearly white. Few dark pixels (a text,
    a signature) are ink however light they are; many must be dark, or else they are a tone that dots must show.
    """
    if not any(histogram[1:_WHITE]):
        return MIDDLE
    total = sum(histogram)
    threshold, sharpness = _best_split(histogram, total)
    dark, light = histogram[:threshold], histogram[threshold:]
    share = sum(dark) / total
    paper, ink = _mean(light, threshold), _mean(dark, 0)
    if sharpness < _TWO_PEAKS or paper < _PAPER or ink > (_FAINTEST_LINES if share <= _FEW else _FAINTEST_AREAS):
        return None
    return max(threshold, round(paper - _ENOUGH_INK * (paper - ink)))


def has_gradients(grey: Image, between: int) -> bool:
    """Whether whole areas of line art, and not only its edges, run through many greys, which a threshold would tear.

    Told by blocks of 4 × 4 pixels that hold middle greys alone; those of a third colour are all alike.
    """
    histogram = grey.histogram()
    if not any(histogram[1:_WHITE]):  # black and white alone
        return False
    ink, paper = _mean(histogram[:between], 0), _mean(histogram[between:], between)
    margin = (paper - ink) / 4
    middle = grey.point([255 * (ink + margin < value < paper - margin) for value in range(_WHITE + 1)])
    areas = middle.reduce(_BLOCK_PIXELS).point([0] * _WHITE + [255])
    greys = grey.reduce(_BLOCK_PIXELS).histogram(areas)
    if sum(greys) <= FEW_PIXELS * areas.width * areas.height:
        return False
    alike = max(sum(greys[first : first + _ALIKE_GREYS]) for first in range(_WHITE))
    return alike < sum(greys) / 2


def _best_split(histogram: Sequence[int], total: int) -> tuple[int, float]:
    """The threshold of Otsu, and how much of all difference lies between the two sides: 1 where each is one grey."""
    weighted = sum(grey * count for grey, count in enumerate(histogram))
    mean = weighted / total
    spread = sum(count * (grey - mean) ** 2 for grey, count in enumerate(histogram)) / total
    best, threshold, below, below_weighted = 0.0, MIDDLE, 0, 0
    for grey, count in enumerate(histogram[:-1]):
        below += count
        below_weighted += grey * count
        if not 0 < below < total:
            continue
        apart = (mean * below - below_weighted) ** 2 / (below * (total - below))
        if apart > best:
            best, threshold = apart, grey + 1
    return threshold, best / spread if spread else 0.0


def _mean(counts: Sequence[int], first: int) -> float:
    return sum(grey * count for grey, count in enumerate(counts, start=first)) / max(1, sum(counts))
