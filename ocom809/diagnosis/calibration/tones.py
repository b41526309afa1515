"""The step about greys: how much dots grow on this paper, by this head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.commands import Alignment
from ocom809.diagnosis.calibration.dialogue import Ask, Number, Pattern, Talk
from ocom809.diagnosis.calibration.page import page
from ocom809.receipt.pictures import Dither

if TYPE_CHECKING:
    from PIL.Image import Image

    from ocom809.profile import Profile

GAMMAS: Final = (0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.2)
"""What the patches are drawn with, the first one darkest."""
_MIDDLE: Final = 128
_BLOCK_DOTS: Final = 6
_WHITES, _OF_BLOCKS = 2, 7
_PATCH_DOTS: Final = 64


def tone(profile: Profile) -> Talk:
    """Which gamma makes middle grey as grey as it looked best: paper of which five sevenths are black.

    The frames are of blocks so large that hardly any of their
    white is lost where dots grow; the patches within are of single dots, which grow most. From afar the eye sees
    neither, and compares.
    """
    words = ("Look from an arm's length, eyes half shut.", "Which patch vanishes in its frame?")
    receipt = page(13, "Grey", *words)
    strip_width = profile.width_dots // (len(GAMMAS) // 2)
    for first in range(0, len(GAMMAS), len(GAMMAS) // 2):
        numbers = range(first + 1, first + len(GAMMAS) // 2 + 1)
        receipt.row(*map(str, numbers), aligns=[Alignment.CENTER] * len(numbers))
        receipt.image(_strip(GAMMAS[first : numbers[-1]], strip_width), align=Alignment.LEFT, threshold=_MIDDLE)
    yield Pattern(receipt.feed(mm=2).cut())
    number = yield Ask("patch", "Which number has the patch that vanishes in its frame?", Number(1, len(GAMMAS)))
    return {} if number is None else {"picture_gamma": GAMMAS[number - 1]}


def _strip(gammas: tuple[float, ...], width: int) -> Image:
    """Framed patches beside one another, each ``width`` dots wide."""
    from PIL import Image

    height = _PATCH_DOTS + 4 * _BLOCK_DOTS
    strip = Image.new("1", (width * len(gammas), height), 1)
    for place, gamma in enumerate(gammas):
        strip.paste(_framed(gamma, width - 2 * _BLOCK_DOTS, height), (place * width + _BLOCK_DOTS, 0))
    return strip


def _framed(gamma: float, width: int, height: int) -> Image:
    """Blocks of black and white, and middle grey of single dots in their middle, as pictures with this gamma have."""
    from PIL import Image

    from ocom809.receipt.pictures.dithers import dithered
    from ocom809.receipt.pictures.tones import toned

    blocks = Image.new("1", (width // _BLOCK_DOTS, height // _BLOCK_DOTS), 0)
    for place in range(blocks.width * blocks.height):
        x, y = place % blocks.width, place // blocks.width
        blocks.putpixel((x, y), (x + 3 * y) % _OF_BLOCKS < _WHITES)
    framed = blocks.resize((blocks.width * _BLOCK_DOTS, blocks.height * _BLOCK_DOTS), Image.Resampling.NEAREST)
    patch = toned(Image.new("L", (width - 4 * _BLOCK_DOTS, _PATCH_DOTS), _MIDDLE), gamma, 0, grain=True)
    framed.paste(dithered(patch, Dither.FLOYD_STEINBERG), (2 * _BLOCK_DOTS, 2 * _BLOCK_DOTS))
    return framed
