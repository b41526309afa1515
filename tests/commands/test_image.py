"""Raster bands and column images."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import ColumnImage, Raster
from ocom809.errors import CommandError
from ocom809.profile import OCPP809


def test_gs_v_0_carries_its_rows_behind_their_measures():
    band = Raster(2, b"\xff\x00\x0f\xf0\x01\x80")
    assert band.encode() == bytes.fromhex("1D 76 30 00 02 00 03 00 FF 00 0F F0 01 80")
    assert (band.rows, band.width_dots, band.height_dots) == (3, 16, 3)


@pytest.mark.parametrize(
    ("wide", "high", "mode", "size"),
    [(False, False, 0, (8, 1)), (True, False, 1, (16, 1)), (False, True, 2, (8, 2)), (True, True, 3, (16, 2))],
)
def test_gs_v_0_doubles_either_direction(wide, high, mode, size):
    band = Raster(1, b"\xaa", double_width=wide, double_height=high)
    assert band.encode()[3] == mode
    assert (band.width_dots, band.height_dots) == size


def test_a_tall_band_counts_its_rows_low_byte_first():
    assert Raster(1, bytes(300)).encode()[4:8] == bytes.fromhex("01 00 2C 01")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Raster(0, b""), "row_bytes must be 1 to 128"),
        (lambda: Raster(129, bytes(129)), "row_bytes"),
        (lambda: Raster(2, b"\x00\x00\x00"), "no whole number of rows"),
        (lambda: Raster(2, b""), "raster rows must be 1 to 4095, not 0"),
        (lambda: Raster(1, bytes(4096)), "raster rows"),
        (lambda: Raster(1, [0]), "bytes, not list"),
        (lambda: Raster(1, b"\x00", double_width=1), "double_width"),
        (lambda: Raster(1, b"\x00", double_height=1), "double_height"),
        (lambda: ColumnImage(0, b""), "columns must be 1 to 1023"),
        (lambda: ColumnImage(1, bytes(3), dots=16), "cannot be 16"),
        (lambda: ColumnImage(2, bytes(5)), "2 columns of 24 dots take 6 bytes, not 5"),
        (lambda: ColumnImage(1, bytes(3), double_density=1), "double_density"),
        (lambda: ColumnImage(1, "abc"), "bytes, not str"),
    ],
)
def test_an_impossible_picture_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


@pytest.mark.parametrize(
    ("dots", "double", "data", "expected"),
    [
        (8, False, "FF 01", "1B 2A 00 02 00 FF 01"),
        (8, True, "FF 01", "1B 2A 01 02 00 FF 01"),
        (24, False, "FF 01 02 03 04 05", "1B 2A 20 02 00 FF 01 02 03 04 05"),
        (24, True, "FF 01 02 03 04 05", "1B 2A 21 02 00 FF 01 02 03 04 05"),
    ],
)
def test_esc_star_names_height_and_density(dots, double, data, expected):
    strip = ColumnImage(2, bytes.fromhex(data), dots=dots, double_density=double)
    assert strip.encode() == bytes.fromhex(expected)
    assert strip.width_dots == (2 if double else 4)


def test_a_picture_as_wide_as_the_paper_fits_and_one_byte_more_does_not():
    Raster(72, bytes(72)).check(OCPP809)
    with pytest.raises(CommandError, match="584 dots does not fit the 576 dots"):
        Raster(73, bytes(73)).check(OCPP809)
    with pytest.raises(CommandError, match="592 dots"):
        Raster(37, bytes(37), double_width=True).check(OCPP809)


def test_white_that_fills_the_last_byte_may_hang_over_the_edge_and_ink_may_not():
    paper = OCPP809.with_facts(width_dots=570)
    white_beyond, ink_beyond = b"\xff" * 71 + b"\xc0", b"\xff" * 71 + b"\xe0"
    Raster(72, white_beyond * 2).check(paper)
    with pytest.raises(CommandError, match="576 dots does not fit the 570 dots"):
        Raster(72, white_beyond + ink_beyond).check(paper)
    with pytest.raises(CommandError, match="584 dots does not fit the 570 dots"):
        Raster(73, bytes(73)).check(paper)


def test_of_a_doubled_band_half_as_many_columns_hang_over():
    paper = OCPP809.with_facts(width_dots=570)
    Raster(36, b"\xff" * 35 + b"\xf8", double_width=True).check(paper)
    with pytest.raises(CommandError, match="576 dots"):
        Raster(36, b"\xff" * 35 + b"\xfc", double_width=True).check(paper)


def test_the_hint_of_a_picture_that_is_too_wide_stands_in_its_error_once():
    with pytest.raises(CommandError) as caught:
        Raster(73, bytes(73)).check(OCPP809)
    assert str(caught.value).count("Scale it down first.") == 1


def test_a_strip_of_single_density_is_twice_as_wide():
    ColumnImage(576, bytes(576), dots=8).check(OCPP809)
    with pytest.raises(CommandError, match="578 dots"):
        ColumnImage(289, bytes(289), dots=8, double_density=False).check(OCPP809)


@given(st.integers(1, 128), st.integers(1, 40), st.booleans(), st.booleans())
def test_the_header_always_promises_exactly_the_bytes_that_follow(row_bytes, rows, wide, high):
    data = Raster(row_bytes, bytes(row_bytes * rows), double_width=wide, double_height=high).encode()
    x, y = data[4] + 256 * data[5], data[6] + 256 * data[7]
    assert len(data) - 8 == x * y
