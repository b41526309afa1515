"""Pictures: what can be read, and which dots come out."""

from __future__ import annotations

import io
import re
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose, pictures
from ocom809.receipt.pictures import Picture, read_picture


def dots(source, width=None, *, threshold=None, band_rows=64):
    picture = read_picture(source)
    bands = picture.bands(width or picture.width, threshold=threshold, band_rows=band_rows)
    return b"".join(band.data for band in bands)


def png(image: Image.Image, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, options.pop("format", "PNG"), **options)
    return file.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and brings next to no data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\x00" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


# Dots


def test_black_is_1_and_the_leftmost_dot_is_the_highest_bit():
    image = Image.new("1", (8, 2), 1)
    image.putpixel((0, 0), 0)
    image.putpixel((7, 1), 0)
    assert dots(image) == b"\x80\x01"


def test_a_width_that_is_no_multiple_of_8_is_filled_up_with_white():
    assert dots(Image.new("1", (10, 1), 0)) == b"\xff\xc0"


def test_a_1_bit_picture_that_fits_passes_dot_for_dot():
    pattern = bytes((number * 37) % 256 for number in range(72 * 100))
    image = Image.frombytes("1", (576, 100), pattern).copy()
    assert dots(image) == bytes(255 - byte for byte in pattern)


def test_mid_grey_is_dithered_to_about_half_the_dots():
    data = dots(Image.new("L", (80, 80), 128))
    assert 0.45 < sum(byte.bit_count() for byte in data) / 6400 < 0.55


def test_dithering_runs_over_the_whole_picture_so_bands_have_no_seams():
    image = Image.linear_gradient("L")
    assert dots(image, band_rows=1) == dots(image, band_rows=4095)


def test_bands_have_at_most_the_rows_that_the_profile_says():
    bands = list(Picture(8, 130, b"\x00" * 1040).bands(8, threshold=None, band_rows=64))
    assert [band.rows for band in bands] == [64, 64, 2]


def test_a_threshold_makes_line_art():
    image = Image.new("L", (8, 1))
    image.putdata([0, 99, 100, 101, 127, 128, 200, 255])
    assert dots(image, threshold=100) == b"\xc0"


def test_a_wide_picture_is_scaled_down_and_keeps_its_shape():
    bands = list(read_picture(Image.new("L", (1152, 200))).bands(576, threshold=None, band_rows=4095))
    assert (bands[0].row_bytes, bands[0].rows) == (72, 100)


def test_a_very_flat_picture_keeps_one_row():
    bands = list(read_picture(Image.new("L", (5000, 1))).bands(576, threshold=None, band_rows=64))
    assert sum(band.rows for band in bands) == 1


# Real-time commands, which some printers obey even among dots

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def bitmap(data: bytes, row_bytes: int) -> Image.Image:
    """A 1-bit picture of these dots, 1 = black."""
    rows = len(data) // row_bytes
    return Image.frombytes("1", (row_bytes * 8, rows), bytes(255 - byte for byte in data[: row_bytes * rows]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("10 04 01 00", "30 04 01 00"),
        ("10 05 02 00", "30 05 02 00"),
        ("10 14 01 00", "30 14 01 00"),
        ("10 10 04 10", "10 30 04 10"),
        ("04 10 00 04", "04 10 00 04"),
        ("18 04 30 05", "18 04 30 05"),
    ],
)
def test_a_dot_beside_its_only_one_makes_10h_no_dle(before, after):
    assert dots(bitmap(bytes.fromhex(before), 4)) == bytes.fromhex(after)


def test_a_pair_over_the_end_of_a_row_is_parted_too_wherever_bands_end():
    image = bitmap(bytes.fromhex("00 10 04 01"), 2)
    assert dots(image) == dots(image, band_rows=1) == bytes.fromhex("00 30 04 01")


@pytest.mark.parametrize("rows", [1040, 1296, 1041, 2080])
def test_no_band_has_a_number_of_rows_that_reads_as_a_real_time_command(rows):
    picture = Picture(8, rows, bytes(8 * rows))
    for most in (1040, 1296, 4095):
        bands = list(picture.bands(8, threshold=None, band_rows=most))
        assert sum(band.rows for band in bands) == rows
        assert not any(REAL_TIME.search(band.encode()) for band in bands)


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
    as_dithered = bytes(255 - byte for byte in image.convert("1").tobytes())
    changed = dots(image)
    assert REAL_TIME.search(as_dithered)
    assert not REAL_TIME.search(changed)
    added = sum((old ^ new).bit_count() for old, new in zip(as_dithered, changed, strict=True))
    assert 0 < added < 576 * 400 / 1000
    assert all(old & new == old for old, new in zip(as_dithered, changed, strict=True))


# What is read


@pytest.mark.parametrize(
    ("mode", "color"),
    [
        ("1", 0),
        ("L", 0),
        ("LA", (0, 255)),
        ("P", 0),
        ("RGB", (0, 0, 0)),
        ("RGBA", (0, 0, 0, 255)),
        ("CMYK", (255, 255, 255, 255)),
        ("YCbCr", (0, 128, 128)),
        ("HSV", (0, 0, 0)),
        ("I", 0),
        ("I;16", 0),
        ("F", 0.0),
    ],
)
def test_black_is_black_in_every_mode(mode, color):
    image = Image.new(mode, (8, 1), color)
    if mode == "P":
        image.putpalette([0, 0, 0] * 256)
    assert dots(image) == b"\xff"


def test_what_is_transparent_is_white():
    assert dots(Image.new("RGBA", (8, 1), (0, 0, 0, 0))) == b"\x00"
    palette = Image.new("P", (8, 1), 0)
    palette.putpalette([0, 0, 0] * 256)
    assert dots(png(palette, transparency=0)) == b"\x00"


def test_half_transparent_black_is_grey():
    data = dots(Image.new("RGBA", (80, 80), (0, 0, 0, 128)))
    assert 0.45 < sum(byte.bit_count() for byte in data) / 6400 < 0.55


def test_sixteen_bits_a_pixel_are_not_washed_out():
    image = Image.new("I;16", (8, 1))
    for place in range(8):
        image.putpixel((place, 0), 65535 if place % 2 else 20_000)
    assert dots(png(image), threshold=128) == b"\xaa"


def test_sixteen_bits_a_pixel_with_a_transparent_grey_are_not_washed_out():
    image = Image.new("I;16", (8, 1), 20_000)
    image.putpixel((0, 0), 300)
    image.putpixel((1, 0), 301)
    plain = png(image)
    place = plain.index(b"IDAT") - 4
    kind_and_value = b"tRNS" + struct.pack(">H", 300)
    chunk = struct.pack(">I", 2) + kind_and_value + struct.pack(">I", zlib.crc32(kind_and_value))
    data = plain[:place] + chunk + plain[place:]
    assert dots(data, threshold=128) == b"\x7f"


def floats(*values: float) -> Image.Image:
    return Image.frombytes("F", (len(values), 1), struct.pack(f"={len(values)}f", *values))


def test_floats_from_0_to_1_and_from_0_to_255_look_alike():
    assert dots(floats(0, 1, 0.4, 0.6, 0, 1, 0, 1), threshold=128) == b"\xaa"
    assert dots(floats(0, 255, 100, 150, 0, 255, 0, 255), threshold=128) == b"\xaa"
    assert dots(floats(1, 1, 1, 1, 1, 1, 1, 1)) == b"\x00"


@pytest.mark.parametrize(
    "image",
    [
        floats(0, 4000),
        floats(-1, 1),
        floats(0, float("inf")),
        floats(0.5, float("nan")),
        Image.new("I", (8, 1), 70_000),
    ],
    ids=["too bright", "negative", "infinite", "no number", "more than 16 bits"],
)
def test_pixels_on_an_unknown_scale_are_refused_instead_of_coming_out_black_or_white(image):
    with pytest.raises(DocumentError, match="the picture: pixels of .* are on no scale that is known here") as caught:
        read_picture(image)
    assert caught.value.hint == "Bring them to 0 to 255 first."


def test_the_rotation_that_a_camera_notes_is_carried_out():
    image = Image.new("L", (16, 8), 255)
    image.paste(0, (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
    picture = read_picture(png(image, format="JPEG", quality=95, exif=exif.tobytes()))
    assert (picture.width, picture.height) == (8, 16)
    assert dots(png(image, format="JPEG", quality=95, exif=exif.tobytes()), threshold=128) == b"\xff" * 8 + b"\x00" * 8


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "PPM", "TIFF", "WEBP"])
def test_the_usual_formats_are_read(kind):
    assert dots(png(Image.new("L", (8, 8), 0), format=kind)) == b"\xff" * 8


def test_a_picture_comes_from_a_path_a_name_bytes_or_a_file(tmp_path):
    data = png(Image.new("L", (8, 1), 0))
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with path.open("rb") as file:
        for source in (path, str(path), data, bytearray(data), memoryview(data), io.BytesIO(data), file):
            assert dots(source) == b"\xff"


def test_a_picture_given_by_the_caller_is_left_as_it_was():
    image = Image.new("RGBA", (8, 8), (1, 2, 3, 4))
    before = image.tobytes()
    read_picture(image)
    assert (image.mode, image.tobytes()) == ("RGBA", before)


def test_a_long_photo_becomes_dots_in_no_time():
    picture = read_picture(Image.effect_noise((576, 2000), 60))
    best = 1.0
    for _ in range(3):
        begin = time.perf_counter()
        list(picture.bands(576, threshold=None, band_rows=64))
        best = min(best, time.perf_counter() - begin)
    assert best < 2  # about 0.02 s on an idle machine


# What is refused


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"not a picture at all", "is no picture that can be read"),
        (b"\x89PNG\r\n\x1a\n", "is no picture that can be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "is no picture that can be read"),
        (png(Image.effect_noise((64, 64), 50))[:900], "is no picture that can be read"),
        (png_head(20_000, 20_000), "far too many pixels are refused"),
        (png_head(100_000, 100_000), "far too many pixels are refused"),
        (png_head(10_000, 10_000), "10000 × 10000 pixels are refused"),
    ],
)
def test_data_that_is_no_usable_picture_is_refused_in_one_line(data, words):
    with pytest.raises(DocumentError, match=words) as caught:
        read_picture(data)
    assert "\n" not in str(caught.value)


def test_a_refused_file_is_named(tmp_path):
    with pytest.raises(DocumentError, match=r"nowhere\.png: cannot be read: No such file"):
        read_picture(tmp_path / "nowhere.png")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_picture(tmp_path)
    (tmp_path / "broken.png").write_bytes(b"rubbish")
    with pytest.raises(DocumentError, match=r"broken\.png: is no picture"):
        read_picture(str(tmp_path / "broken.png"))
    with pytest.raises(DocumentError, match="cannot be read: embedded null"):
        read_picture("a\0b.png")


@pytest.mark.parametrize("source", [None, 7, object(), ["a.png"]])
def test_anything_else_is_no_picture(source):
    with pytest.raises(DocumentError, match="a picture is a Pillow image, a path"):
        read_picture(source)


def test_a_text_file_object_is_refused():
    with pytest.raises(DocumentError, match="must be open for bytes"):
        read_picture(io.StringIO("text"))


def test_a_picture_without_pixels_is_refused():
    with pytest.raises(DocumentError, match="has no pixels"):
        read_picture(Image.new("L", (0, 5)))


def test_a_pillow_image_whose_file_is_broken_is_refused():
    image = Image.open(io.BytesIO(png(Image.effect_noise((64, 64), 50))[:900]))
    with pytest.raises(DocumentError, match="the picture: is no picture that can be read"):
        read_picture(image)


def test_too_large_a_file_is_refused_without_reading_it_all(monkeypatch):
    monkeypatch.setattr(pictures, "FILE_LIMIT_BYTES", 100)
    with pytest.raises(DocumentError, match="over 100 bytes is refused"):
        read_picture(b"x" * 101)


def test_a_picture_longer_than_any_receipt_is_refused():
    with pytest.raises(DocumentError, match="30000 rows of dots is refused"):
        read_picture(Image.new("1", (8, 30_000))).bands(8, threshold=None, band_rows=64)
