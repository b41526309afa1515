"""A picture and its dots: scaled once, dithered once, cut to its ink, and kept for the next time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809.errors import DocumentError
from ocom809.receipt.pictures import Dither, Shading, read_picture
from ocom809.receipt.pictures.cache import Cache

PLAIN = Shading(dither=Dither.FLOYD_STEINBERG, sharpness=0)


def dots(image, width=None, shading=PLAIN, gamma=1.0):
    picture = read_picture(image)
    return picture.dots(width or picture.width, shading, gamma)


def test_a_picture_keeps_its_shape():
    found = dots(Image.new("L", (1152, 200)), 576)
    assert (found.width, found.height) == (576, 100)
    assert dots(Image.new("L", (5000, 1)), 576).height == 1


def test_equal_pictures_are_found_by_one_another_and_one_pixel_makes_another():
    image = Image.linear_gradient("L")
    picture, other = read_picture(image), read_picture(image.copy())
    image.putpixel((100, 100), 0)
    assert {picture: "kept"}[other] == "kept"
    assert read_picture(image) not in {picture}


def test_whole_steps_up_keep_hard_edges():
    image = Image.frombytes("L", (2, 2), bytes([0, 255, 255, 0]))
    assert dots(image, 8).rows == b"\xf0" * 4 + b"\x0f" * 4


def test_a_gamma_of_the_printer_is_used_where_the_picture_names_none():
    grey = Image.new("L", (80, 80), 128)
    black = [sum(byte.bit_count() for byte in dots(grey, gamma=gamma).rows) for gamma in (0.7, 1, 1.4, 2)]
    assert black == sorted(black, reverse=True)
    assert len(set(black)) == 4
    own = Shading(dither=Dither.FLOYD_STEINBERG, gamma=2, sharpness=0)
    assert dots(grey, shading=own, gamma=0.7) == dots(grey, gamma=2)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_dots_are_cut_to_their_ink_and_none_is_lost(data):
    width, height = data.draw(st.integers(1, 70)), data.draw(st.integers(1, 30))
    image = Image.new("1", (width, height), 1)
    places = data.draw(st.sets(st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)), max_size=6))
    for place in places:
        image.putpixel(place, 0)
    found = dots(image)
    inked = {
        (found.left // 8 * 8 + place % found.row_bytes * 8 + bit, found.top + place // found.row_bytes)
        for place, byte in enumerate(found.rows)
        for bit in range(8)
        if byte << bit & 0x80
    }
    assert inked == places
    if places:
        columns, rows = zip(*places, strict=True)
        assert (found.left, found.ink_width) == (min(columns), max(columns) - min(columns) + 1)
        assert (found.top, found.ink_height) == (min(rows), max(rows) - min(rows) + 1)


def test_the_same_picture_is_reckoned_once():
    first = dots(Image.linear_gradient("L"))
    assert dots(Image.linear_gradient("L")) is first
    assert dots(Image.linear_gradient("L"), gamma=1.2) is not first


def test_a_cache_holds_no_more_than_its_bytes_and_forgets_what_was_not_asked_for_the_longest():
    cache = Cache[str](100)
    for name in "abcd":
        cache.put(name, name.upper(), 25)
    assert cache.get("a") == "A"
    cache.put("e", "E", 20)
    assert [cache.get(name) for name in "abcde"] == ["A", None, "C", "D", "E"]
    cache.put("large", "LARGE", 26)
    assert cache.get("large") is None


def test_a_long_photo_becomes_dots_in_no_time():
    begin = time.process_time()
    dots(Image.effect_noise((576, 2000), 60))
    assert time.process_time() - begin < 2  # about 0.02 s on an idle machine


def test_a_picture_longer_than_any_receipt_is_refused():
    with pytest.raises(DocumentError, match="30000 rows of dots is refused"):
        dots(Image.new("1", (8, 30_000)))


def test_the_rows_of_a_picture_as_numbers_hold_every_dot():
    image = Image.effect_noise((37, 19), 90).point([255] * 128 + [0] * 128)
    image.paste(255, (0, 0, 11, 19))
    image.paste(255, (0, 0, 37, 3))
    found = list(dots(image).numbers())
    wanted = [sum(1 << 36 - x for x in range(37) if image.getpixel((x, y)) == 0) for y in range(19)]
    assert found == wanted
    assert list(dots(Image.new("L", (9, 3), 255)).numbers()) == [0, 0, 0]
