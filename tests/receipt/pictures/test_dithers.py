"""Dithers: how greys become dots."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809.receipt.pictures.diffusion import atkinson
from ocom809.receipt.pictures.dithers import Dither, dithered

BY_DOTS = [Dither.FLOYD_STEINBERG, Dither.BAYER]


def black_share(image: Image.Image) -> float:
    return image.convert("L").histogram()[0] / (image.width * image.height)


@pytest.mark.parametrize("grey", [16, 64, 100, 128, 200, 240])
@pytest.mark.parametrize("dither", BY_DOTS)
def test_as_many_dots_are_black_as_the_grey_is_dark(dither, grey):
    assert black_share(dithered(Image.new("L", (160, 160), grey), dither)) == pytest.approx(1 - grey / 255, abs=0.02)


def test_atkinson_keeps_middle_greys_and_clears_light_and_dark_ones():
    shares = [black_share(dithered(Image.new("L", (160, 160), grey), Dither.ATKINSON)) for grey in (10, 127, 246)]
    assert shares[0] == 1
    assert shares[1] == pytest.approx(0.5, abs=0.05)
    assert shares[2] == 0


@pytest.mark.parametrize("dither", Dither)
def test_black_and_white_stay_as_they_are(dither):
    pattern = Image.effect_noise((64, 64), 99).point([0] * 128 + [255] * 128)
    assert dithered(pattern, dither).convert("L").tobytes() == pattern.tobytes()


def test_a_threshold_parts_greys():
    image = Image.frombytes("L", (8, 1), bytes([0, 99, 100, 101, 127, 128, 200, 255]))
    assert dithered(image, Dither.THRESHOLD, 100).tobytes() == b"\x3f"
    assert dithered(image, Dither.THRESHOLD).tobytes() == b"\x07"


def test_bayer_lights_each_of_its_64_places_at_a_grey_of_its_own():
    whites = {dithered(Image.new("L", (8, 8), grey), Dither.BAYER).convert("L").histogram()[255] for grey in range(256)}
    assert whites == set(range(65))


def dot_by_dot(grey: bytes, width: int, height: int) -> bytes:
    """Atkinson's dither as it is told in books; white columns stand beside the picture."""
    wide = width + 4 + width % 2
    values = {(x, y): grey[y * width + x] if x < width else 255 for y in range(height) for x in range(wide)}
    for place, value in values.items():
        white = 255 if value >= 128 else 0
        values[place] = white
        for right, down in ((1, 0), (2, 0), (-1, 1), (0, 1), (1, 1), (0, 2)):
            neighbour = place[0] + right, place[1] + down
            if neighbour in values:
                values[neighbour] += (value - white) >> 3
    return bytes(values[x, y] for y in range(height) for x in range(width))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_atkinson_all_at_once_is_atkinson_dot_by_dot(data):
    width, height = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 40))
    grey = data.draw(st.binary(min_size=width * height, max_size=width * height))
    # The dictionary is walked while values to come change, never its keys.
    assert atkinson(grey, width, height) == dot_by_dot(grey, width, height)
