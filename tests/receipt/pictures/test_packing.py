"""Packing dots: the very bytes that Pillow gives."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809.receipt.pictures.packing import packed, packed_ink


@settings(max_examples=60, deadline=None)
@example(width=576, height=57, grey=128)  # whole bytes
@example(width=181, height=182, grey=128)  # the last byte of a row is white in part
@example(width=33, height=1025, grey=128)  # two strips and a row
@given(width=st.integers(1, 600), height=st.integers(1, 300), grey=st.integers(0, 255))
def test_dots_are_packed_as_pillow_packs_them(width, height, grey):
    noise = Image.frombytes("L", (width, height), random.Random(width * height).randbytes(width * height))
    dots = Image.blend(noise, Image.new("L", (width, height), grey), 0.5).convert("1")
    assert packed(dots) == dots.tobytes()
    assert packed_ink(dots) == dots.tobytes("raw", "1;I")
