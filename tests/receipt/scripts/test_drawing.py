"""Characters as dots: on the baseline, within their rows, shaped as an independent shaper does it."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from ocom809.commands import Font
from ocom809.receipt.scripts.drawing import CELLS, drawn_in_columns, rows_of
from ocom809.receipt.scripts.fontfile import characters_of
from ocom809.receipt.scripts.fonts import carried_fonts
from ocom809.receipt.scripts.joining import joined_forms
from tests.judges.needed import unavailable

MONO = carried_fonts()[0]


def test_a_letter_stands_on_the_printers_baseline():
    drawing = drawn_in_columns("H", MONO, CELLS[Font.A])
    assert drawing.width == 12
    assert len(drawing.rows) == 24
    assert drawing.rows[18]
    assert not any(drawing.rows[19:])


def test_a_letter_of_font_b_fills_its_smaller_cell():
    drawing = drawn_in_columns("H", MONO, CELLS[Font.B])
    assert (drawing.width, len(drawing.rows)) == (9, 17)
    assert drawing.rows[13]
    assert not any(drawing.rows[14:])


@pytest.mark.parametrize("word", ["سلام", "بيت", "دار", "كتاب", "محمد", "فاتورة", "المجموع"])
def test_our_own_joined_forms_are_those_that_harfbuzz_chooses(word):
    if not features.check("raqm"):
        unavailable("this Pillow cannot shape text", install="apt-get install libfribidi0")

    def drawn(text, layout, **options):
        picture = Image.new("1", (240, 40))
        pen = ImageDraw.Draw(picture)
        pen.fontmode = "1"
        pen.text(
            (20, 28), text, fill=1, font=ImageFont.truetype(MONO, 20, layout_engine=layout), anchor="ls", **options
        )
        return rows_of(picture.tobytes(), 240, 40)

    theirs = drawn(word, ImageFont.Layout.RAQM, direction="rtl")
    assert drawn(joined_forms(word)[::-1], ImageFont.Layout.BASIC) == theirs


# What a font holds


def test_the_characters_of_a_font_are_read_from_its_own_table():
    held = characters_of(MONO)
    assert all(letter in held for letter in "Aéữ€Жشﻻ")
    assert not any(letter in held for letter in "漢ก\ue123")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x00\x00",
        b"ttcf" + b"\xff" * 60,
        b"\x00\x01\x00\x00" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, 8) + b"\xff" * 8,
        b"\x00\x01\x00\x00" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, 0xFFFFFFFF),
    ],
)
def test_a_broken_font_file_holds_nothing(tmp_path, content):
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    assert not characters_of(str(path))


def test_a_file_that_is_not_there_holds_nothing(tmp_path):
    assert "a" not in characters_of(str(tmp_path / "none.ttf"))
