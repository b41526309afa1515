"""Pictures: what can be read, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from ocom809.errors import DocumentError
from ocom809.receipt.pictures import Dither, Shading, read_picture, reading


def dots(source, *, threshold=None) -> bytes:
    """The dots of a picture that is one row of bytes or several, as it is dithered or parted."""
    shading = Shading(threshold=threshold) if threshold else Shading(dither=Dither.FLOYD_STEINBERG)
    picture = read_picture(source)
    found = picture.dots(picture.width, shading, 1.0)
    row_bytes = -(-found.width // 8)
    rows = [bytes(row_bytes)] * found.top
    for place in range(0, len(found.rows), found.row_bytes or 1):
        rows.append((bytes(found.left // 8) + found.rows[place : place + found.row_bytes]).ljust(row_bytes, b"\0"))
    return b"".join(rows).ljust(row_bytes * found.height, b"\0")


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


def test_a_dark_picture_of_16_bits_is_dark():
    assert set(read_picture(png(Image.new("I;16", (8, 1), 200))).grey) == {0}
    assert set(read_picture(png(Image.new("I;16", (8, 1), 40_000))).grey) == {156}


def test_the_lightness_of_a_lab_picture_is_its_grey():
    assert dots(Image.new("LAB", (8, 1), (0, 128, 128))) == b"\xff"
    assert dots(Image.new("LAB", (8, 1), (250, 128, 128))) == b"\x00"


def test_what_is_no_picture_at_all_is_said_in_plain_words():
    with pytest.raises(DocumentError, match="begins like no kind of picture that is known here") as caught:
        read_picture(b"Dear Sir or Madam")
    assert "object at" not in caught.value.message


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
    monkeypatch.setattr(reading, "FILE_LIMIT_BYTES", 100)
    with pytest.raises(DocumentError, match="over 100 bytes is refused"):
        read_picture(b"x" * 101)


def test_a_jpeg_of_four_inks_is_not_turned_inside_out():
    assert dots(png(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), format="JPEG", quality=95), threshold=128) == b"\xff" * 8
    assert dots(png(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), format="JPEG", quality=95), threshold=128) == bytes(8)


def test_a_palette_is_looked_up():
    image = Image.new("P", (8, 1), 1)
    image.putpalette([255, 255, 255, 0, 0, 0])
    image.putpixel((7, 0), 0)
    for kind in ("PNG", "GIF", "BMP"):
        assert dots(png(image, format=kind)) == b"\xfe"


def test_the_first_frame_of_an_animation_is_printed():
    frames = [Image.new("L", (8, 1), grey) for grey in (0, 255, 255)]
    for kind in ("GIF", "WEBP", "PNG"):
        assert dots(png(frames[0], format=kind, save_all=True, append_images=frames[1:])) == b"\xff"


def test_an_animation_without_end_is_read_no_further_than_its_first_frame():
    frame = png(Image.new("L", (8, 1), 0), format="GIF")
    head, body = frame[: frame.index(b",")], frame[frame.index(b",") : -1]
    assert dots(head + body * 200_000) == b"\xff"


def test_a_large_photo_is_made_smaller_while_it_is_read():
    picture = read_picture(Image.new("L", (6200, 3100), 77))
    assert (picture.width, picture.height) == (2067, 1034)
    assert set(picture.grey) == {77}
    assert read_picture(png(Image.new("L", (8200, 1000), 77), format="JPEG")).width in (2050, 4100)


def test_the_same_file_is_read_once():
    data = png(Image.new("L", (9, 9), 9))
    assert read_picture(data) is read_picture(io.BytesIO(data))


def test_a_bomb_costs_no_memory(tmp_path):
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(DocumentError, match="pixels are refused"):
        read_picture(png_head(20_000, 20_000))
    assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    tracemalloc.stop()
