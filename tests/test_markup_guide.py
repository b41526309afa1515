"""The pictures of the markup guide are what the printer makes of the examples above them."""

import pytest
from PIL import Image, ImageChops

from ocom809.receipt.markup import parse
from tools import markup_examples


def test_the_guide_has_its_examples():
    assert len(markup_examples.examples()) == markup_examples.PAGE.read_text(encoding="utf-8").count("```receipt") >= 14


@pytest.mark.parametrize(("source", "path"), markup_examples.examples(), ids=lambda part: getattr(part, "stem", ""))
def test_the_picture_of_an_example_is_up_to_date(source, path):
    assert parse(source).remarks == ()
    with Image.open(path) as kept:
        difference = ImageChops.difference(kept.convert("L"), markup_examples.picture(source).convert("L"))
    assert difference.getbbox() is None, "tools/make-pictures draws it anew"
