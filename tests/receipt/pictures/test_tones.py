"""Tones: line art or photo, sharpening, and the curve for dots that grow."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from ocom809.receipt.pictures import Dither, Shading, line_art_threshold
from ocom809.receipt.pictures.tones import toned


def drawn(paper: int, ink: int, *, large: bool = False) -> Image.Image:
    """A text with soft edges, and a disc beside it if it shall be large."""
    image = Image.new("L", (300, 80), paper)
    draw = ImageDraw.Draw(image)
    draw.text((4, 20), "The Linden", font=ImageFont.load_default(24), fill=ink)
    if large:
        draw.ellipse((180, 0, 290, 79), fill=ink)
    return image


@pytest.mark.parametrize("ink", [0, 60, 136, 200, 226])
def test_a_text_is_line_art_however_light_its_ink_is_and_all_of_it_becomes_black(ink):
    image = drawn(255, ink)
    dither, threshold = Shading().method(image)
    assert dither is Dither.THRESHOLD
    assert ink < threshold <= 255


def test_a_dark_logo_is_line_art_and_a_light_area_is_a_tone():
    assert Shading().method(drawn(255, 30, large=True))[0] is Dither.THRESHOLD
    assert Shading().method(drawn(255, 170, large=True))[0] is Dither.FLOYD_STEINBERG


@pytest.mark.parametrize(
    "image",
    [
        Image.linear_gradient("L"),
        Image.effect_noise((100, 100), 60),
        Image.new("L", (50, 50), 128),
        drawn(120, 20),
    ],
    ids=["gradient", "noise", "one grey", "on grey paper"],
)
def test_anything_else_is_a_photo(image):
    assert line_art_threshold(image.histogram()) is None


def test_black_and_white_alone_need_no_dither():
    assert Shading().method(Image.new("L", (8, 8), 0)) == (Dither.THRESHOLD, 128)


def test_line_art_with_a_gradient_in_it_is_dithered_and_with_a_third_colour_it_is_not():
    art = drawn(255, 0, large=True)
    assert Shading().method(art)[0] is Dither.THRESHOLD
    corner = (0, 0, art.width // 4, art.height // 3)
    gradient, third = art.copy(), art.copy()
    gradient.paste(Image.linear_gradient("L").resize((corner[2], corner[3])), corner)
    third.paste(128, (0, 0, art.width // 12, art.height // 6))
    assert Shading().method(gradient)[0] is Dither.FLOYD_STEINBERG
    assert Shading().method(third)[0] is Dither.THRESHOLD


def test_the_caller_has_the_last_word():
    image = drawn(255, 0)
    assert Shading(dither=Dither.BAYER).method(image)[0] is Dither.BAYER
    assert Shading(threshold=90).method(Image.linear_gradient("L")) == (Dither.THRESHOLD, 90)
    assert Shading(dither=Dither.THRESHOLD).method(image) == (Dither.THRESHOLD, 128)


def test_gamma_lightens_the_middle_and_leaves_black_and_white():
    image = Image.frombytes("L", (3, 1), bytes([0, 128, 255]))
    assert list(toned(image, 1, 0).tobytes()) == [0, 128, 255]
    assert list(toned(image, 2, 0).tobytes()) == [0, 154, 255]
    assert list(toned(image, 0.5, 0).tobytes()) == [0, 96, 255]


def test_gamma_lightens_lights_more_than_shadows():
    tones = toned(Image.frombytes("L", (4, 1), bytes([0, 64, 192, 255])), 2, 0).tobytes()
    assert 0 < tones[1] - 64 < tones[2] - 192


def test_a_picture_of_many_greys_is_stretched_to_black_and_white_within_bounds():
    wedge = Image.linear_gradient("L")
    assert toned(wedge.point([30 + grey * 200 // 255 for grey in range(256)]), 1, 0).getextrema() == (7, 254)
    assert toned(wedge.point([80 + grey * 140 // 255 for grey in range(256)]), 1, 0).getextrema() == (69, 241)
    few = wedge.point([100 + grey * 60 // 255 for grey in range(256)])
    assert toned(few, 1, 0).tobytes() == few.tobytes()


def test_sharpening_steepens_an_edge_and_leaves_even_areas():
    image = Image.new("L", (20, 20), 100)
    image.paste(150, (10, 0, 20, 20))
    row = toned(image, 1, 1).tobytes()[200:220]
    assert row[:9] == bytes([100] * 9)
    assert row[11:] == bytes([150] * 9)
    assert row[9] < 100
    assert row[10] > 150


def test_grain_is_the_same_each_time_and_leaves_black_and_white_without_a_stray_dot():
    image = Image.linear_gradient("L")
    assert toned(image, 1.4, 0, grain=True).tobytes() == toned(image, 1.4, 0, grain=True).tobytes()
    for tone in (0, 255):
        assert toned(Image.new("L", (300, 300), tone), 1.4, 0, grain=True).getextrema() == (tone, tone)
    assert len(set(toned(Image.new("L", (300, 300), 128), 1, 0, grain=True).tobytes())) > 10
