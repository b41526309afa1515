"""How wide and how high a picture gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocom809 import OCPP809
from ocom809.errors import DocumentError
from ocom809.receipt import Receipt


def size(picture, **options):
    dots = Receipt().image(picture, **options).elements[0].dots(OCPP809)
    return dots.width, dots.height


TALL, WIDE = Image.new("L", (200, 400)), Image.new("L", (400, 100))


@pytest.mark.parametrize(
    ("picture", "options", "expected"),
    [
        (TALL, {"max_height_dots": 100}, (50, 100)),
        (TALL, {"max_height_mm": 10}, (40, 80)),
        (TALL, {"max_height_mm": 1000}, (200, 400)),
        (TALL, {"width_dots": 100, "max_height_dots": 300}, (100, 200)),
        (TALL, {"width_mm": 60, "max_height_mm": 20}, (80, 160)),
        (WIDE, {"share": 1, "max_height_mm": 20}, (576, 144)),
        (WIDE, {"share": 1, "max_height_mm": 10}, (320, 80)),
    ],
)
def test_a_picture_fits_into_a_width_and_a_height(picture, options, expected):
    assert size(picture, **options) == expected


@given(st.integers(1, 900), st.integers(1, 900), st.integers(1, 700), st.integers(1, 576))
def test_no_picture_is_ever_higher_than_it_may_be(width, height, most, dots):
    picture = Image.new("1", (width, height))
    if most * width < height:
        with pytest.raises(DocumentError, match="times as high as wide"):
            size(picture, width_dots=max(dots, 1 + most * width // height), max_height_dots=most)
        return
    across, down = size(picture, width_dots=dots, max_height_dots=most)
    assert across <= dots
    assert down <= most


@pytest.mark.parametrize("bad", [0, -1, 1.5, "3", True, 70_000])
def test_a_height_that_cannot_be_is_refused_at_once(bad):
    with pytest.raises(DocumentError, match="max_height_dots must be 1 to 65535"):
        Receipt().image(TALL, max_height_dots=bad)


@pytest.mark.parametrize("bad", [0, float("nan"), float("inf"), "3", 1001])
def test_a_height_in_millimetres_that_cannot_be_is_refused_at_once(bad):
    with pytest.raises(DocumentError, match="max_height_mm must be over 0 and at most 1000"):
        Receipt().image(TALL, max_height_mm=bad)


def test_two_heights_are_one_too_many():
    with pytest.raises(DocumentError, match="not twice"):
        Receipt().image(TALL, max_height_mm=3, max_height_dots=24)


def test_a_logo_is_bounded_alike():
    receipt = Receipt().logo("shop", TALL, max_height_mm=10)
    assert receipt.elements[0].image.dots(OCPP809).height == 80
