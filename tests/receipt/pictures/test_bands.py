"""Dots as they are sent: bands without seams, feeds for white rows, no white sides, no real-time commands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809 import Printer
from ocom809.commands import Alignment, Feed, Raster
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.receipt.pictures import Dither, Shading, read_picture
from ocom809.receipt.pictures.bands import bands, placed
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def dots_of(source):
    picture = read_picture(source)
    return picture.dots(picture.width, Shading(dither=Dither.FLOYD_STEINBERG), 1.0)


def sent(source, *, align=Alignment.LEFT, paper=576, band_rows=64):
    dots = dots_of(source)
    return list(bands(dots, placed(dots, align, paper), band_rows))


def bytes_of(source, **options) -> bytes:
    return b"".join(command.data for command in sent(source, **options) if isinstance(command, Raster))


def bitmap(data: bytes, row_bytes: int) -> Image.Image:
    """A 1-bit picture of these dots, 1 = black."""
    rows = len(data) // row_bytes
    return Image.frombytes("1", (row_bytes * 8, rows), bytes(255 - byte for byte in data[: row_bytes * rows]))


def test_black_is_1_and_the_leftmost_dot_is_the_highest_bit():
    image = Image.new("1", (8, 2), 1)
    image.putpixel((0, 0), 0)
    image.putpixel((7, 1), 0)
    assert bytes_of(image) == b"\x80\x01"


def test_a_width_that_is_no_multiple_of_8_is_filled_up_with_white():
    assert bytes_of(Image.new("1", (10, 1), 0)) == b"\xff\xc0"


def test_a_1_bit_picture_that_fits_passes_dot_for_dot():
    pattern = bytes((number * 37) % 256 for number in range(72 * 100))
    image = Image.frombytes("1", (576, 100), pattern).copy()
    assert bytes_of(image) == bytes(255 - byte for byte in pattern)


def test_bands_have_at_most_the_rows_that_the_profile_says_and_join_without_seams():
    image = Image.linear_gradient("L")
    assert [band.rows for band in sent(Image.new("1", (8, 130), 0))] == [64, 64, 2]
    assert bytes_of(image, band_rows=1) == bytes_of(image, band_rows=4095)


# What need not be sent


def test_white_rows_are_sent_as_feeds():
    image = Image.new("1", (80, 700), 1)
    image.paste(0, (0, 300, 80, 310))
    image.paste(0, (0, 400, 80, 410))
    kinds = [(command.dots if isinstance(command, Feed) else -command.rows) for command in sent(image)]
    assert kinds == [255, 45, -10, 90, -10, 255, 35]


def test_white_rows_that_a_feed_would_make_no_shorter_are_sent_as_they_are():
    image = Image.new("1", (16, 20), 0)
    image.paste(1, (0, 5, 16, 16))
    assert [type(command) for command in sent(image)] == [Raster]
    image = Image.new("1", (16, 40), 0)
    image.paste(1, (0, 5, 16, 20))
    assert [type(command) for command in sent(image)] == [Raster, Feed, Raster]


def test_a_light_grey_is_not_torn_into_a_band_for_each_row():
    picture = read_picture(Image.new("L", (576, 128), 250))
    dots = picture.dots(576, Shading(dither=Dither.BAYER), 1.0)
    found = list(bands(dots, placed(dots, Alignment.LEFT, 576), 64))
    assert 0 < len([command for command in found if isinstance(command, Raster)]) <= 2


def test_a_white_picture_is_a_feed():
    assert sent(Image.new("1", (576, 300), 1)) == [Feed(255), Feed(45)]


@pytest.mark.parametrize(
    ("left", "align", "row_bytes"), [(0, Alignment.LEFT, 2), (280, Alignment.CENTER, 2), (560, Alignment.RIGHT, 2)]
)
def test_white_sides_are_not_sent(left, align, row_bytes):
    image = Image.new("1", (576, 16), 1)
    image.paste(0, (left, 0, left + 16, 16))
    place = placed(dots_of(image), Alignment.LEFT, 576)
    assert (place.alignment, place.lead, place.row_bytes) == (align, 0, row_bytes)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_dot_stands_where_it_would_stand_if_all_white_were_sent(data):
    width, height = data.draw(st.integers(1, 576)), data.draw(st.integers(1, 90))
    image = Image.new("1", (width, height), 1)
    for _ in range(data.draw(st.integers(1, 3))):
        left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
        image.paste(0, (left, top, data.draw(st.integers(left + 1, width)), data.draw(st.integers(top + 1, height))))
    align = data.draw(st.sampled_from(Alignment))
    unit = VirtualPrinter()
    with Printer(VirtualDevice(unit)) as printer:
        printer.print(Receipt().image(image, align=align))
    unit.tear_off()
    free = 576 - width
    edge = {Alignment.LEFT: 0, Alignment.CENTER: free // 2, Alignment.RIGHT: free}[align]
    wanted = Image.new("1", (576, height), 1)
    wanted.paste(image, (edge, 0))
    found = unit.tickets[0].dots[-72 * height :]
    expected = bytes(255 - byte for byte in wanted.tobytes())
    assert all(old & new == old for old, new in zip(expected, found, strict=True))
    # A dot more is one that keeps a real-time command out.
    assert sum((old ^ new).bit_count() for old, new in zip(expected, found, strict=True)) <= height


# Real-time commands, which some printers obey even among dots


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("90 04 01 01", "90 04 01 01"),
        ("81 10 04 01", "81 30 04 01"),
        ("81 10 05 01", "81 30 05 01"),
        ("81 10 14 01", "81 30 14 01"),
        ("90 10 04 11", "90 30 04 11"),
        ("84 10 00 05", "84 10 00 05"),
        ("98 04 30 05", "98 04 30 05"),
    ],
)
def test_a_dot_beside_its_only_one_makes_10h_no_dle(before, after):
    assert bytes_of(bitmap(bytes.fromhex(before), 4)) == bytes.fromhex(after)


def test_a_pair_over_the_end_of_a_row_is_parted_too_wherever_bands_end():
    image = bitmap(bytes.fromhex("80 10 04 01"), 2)
    assert bytes_of(image) == bytes_of(image, band_rows=1) == bytes.fromhex("80 30 04 01")


@pytest.mark.parametrize("rows", [1040, 1296, 1041, 2080])
def test_no_band_has_a_number_of_rows_that_reads_as_a_real_time_command(rows):
    for most in (1040, 1296, 4095):
        found = sent(Image.new("1", (8, rows), 0), band_rows=most)
        assert sum(band.rows for band in found) == rows
        assert not any(REAL_TIME.search(band.encode()) for band in found)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([0x10, 0x04, 0x05, 0x14, 0x00, 0x01, 0x08, 0x20]), min_size=1, max_size=600).map(bytes),
    st.integers(1, 72),
    st.sampled_from(Alignment),
    st.integers(0, 7),
    st.sampled_from([569, 570, 576]),
)
def test_no_picture_holds_a_real_time_command(data, row_bytes, align, narrower, paper):
    image = bitmap(data.ljust(row_bytes, b"\x10"), row_bytes)
    image = image.crop((0, 0, image.width - narrower, image.height))
    document = Receipt().text("x").image(image, align=align).text("y")
    profile = OCPP809.with_facts(width_dots=paper)
    assert not REAL_TIME.search(compose(document, profile).encode(profile))


def test_a_light_photo_holds_none_either_and_changes_by_a_dot_in_a_thousand_at_most():
    image = Image.effect_noise((576, 400), 10).point([max(0, min(255, value + 102)) for value in range(256)])
    as_dithered, changed = dots_of(image).rows, bytes_of(image)
    assert REAL_TIME.search(as_dithered)
    assert not REAL_TIME.search(changed)
    added = sum((old ^ new).bit_count() for old, new in zip(as_dithered, changed, strict=True))
    assert 0 < added < 576 * 400 / 1000
    assert all(old & new == old for old, new in zip(as_dithered, changed, strict=True))
