"""The pictures of the markup guide are what the printer makes of the examples above them."""

import pytest
from PIL import Image, ImageChops, ImageOps

from ocom809.receipt.markup import parse
from tests.judges import scanners
from tools import markup_examples


def test_the_guide_has_its_examples():
    assert len(markup_examples.examples()) == markup_examples.PAGE.read_text(encoding="utf-8").count("```receipt") >= 14


@pytest.mark.parametrize(("source", "path"), markup_examples.examples(), ids=lambda part: getattr(part, "stem", ""))
def test_the_picture_of_an_example_is_up_to_date(source, path):
    assert parse(source).remarks == ()
    with Image.open(path) as kept:
        difference = ImageChops.difference(kept.convert("L"), markup_examples.picture(source).convert("L"))
    assert difference.getbbox() is None, "tools/make-pictures draws it anew"


@pytest.mark.parametrize(
    ("name", "codes"),
    [("codes", {b"4006381333931", b"VOUCHER-0815", b"https://example.com/r/0815"}), ("own", {b"Order 0815"})],
)
def test_the_codes_of_the_guide_are_read_off_its_pictures(name, codes):
    with Image.open(markup_examples.PAGE.parents[1] / "pictures" / "markup" / f"{name}.png") as kept:
        page = ImageOps.expand(kept.convert("L").crop((1, 1, kept.width - 1, kept.height - 1)), 40, fill=255)
    assert {data for _, data in scanners.zxing(page)} == codes
