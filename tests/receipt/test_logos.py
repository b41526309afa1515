"""Logos in a receipt: by number where their dots are stored, from working memory where they repeat, else whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809 import OCPP809, Printer
from ocom809.commands import (
    Alignment,
    DefineDownloadedImage,
    DefineNVImages,
    Initialize,
    PrintDownloadedImage,
    PrintNVImage,
    Raster,
)
from ocom809.errors import DocumentError
from ocom809.receipt import Receipt, compose
from ocom809.receipt.drawings import tea_cup
from ocom809.receipt.logos import StoredLogo, StoredLogos, storable
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

WITH_MEMORY = OCPP809.with_facts(downloaded_images=True)


def kept(key, picture, **options):
    """What a printer keeps that was given this picture alone."""
    image = Receipt().image(picture, **options).elements[0]
    form = storable(image.dots(OCPP809), image.alignment, OCPP809)
    return StoredLogos((StoredLogo(key, form.image),))


def kinds(receipt, profile=OCPP809, stored=None):
    composed = compose(receipt, profile, stored_logos=lambda: stored or StoredLogos())
    pictures = (Raster, PrintNVImage, DefineDownloadedImage, PrintDownloadedImage)
    return [type(command).__name__ for command in composed.commands if isinstance(command, pictures)]


def test_a_logo_that_is_stored_goes_by_its_number():
    receipt = Receipt().text("Top").logo("tea", tea_cup()).text("Below").cut()
    assert kinds(receipt, stored=kept("tea", tea_cup())) == ["PrintNVImage"]
    stored = kept("tea", tea_cup())
    plain, short = len(compose(receipt).encode()), len(compose(receipt, stored_logos=lambda: stored).encode())
    assert plain > 2900
    assert short < 40


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("tea", {"width_dots": 104}),
        ("tea", {"threshold": 200, "width_dots": 207}),
        ("coffee", {}),
    ],
    ids=["another width", "other dots", "another key"],
)
def test_what_is_not_exactly_what_is_stored_goes_as_a_picture(key, options):
    stored = kept("tea", tea_cup())
    assert set(kinds(Receipt().logo(key, tea_cup(), **options), stored=stored)) == {"Raster"}


def test_where_nothing_is_known_a_logo_is_its_picture():
    logo, image = Receipt().logo("tea", tea_cup(), width_mm=20), Receipt().image(tea_cup(), width_mm=20)
    assert compose(logo).encode() == compose(image).encode()


def test_a_logo_that_comes_again_is_kept_in_working_memory_where_the_printer_has_it():
    small = tea_cup().resize((104, 80))
    receipt = Receipt().logo("tea", small).text("a").logo("tea", small).text("b").logo("tea", small)
    assert kinds(receipt, WITH_MEMORY) == ["DefineDownloadedImage"] + ["PrintDownloadedImage"] * 3
    assert set(kinds(receipt)) == {"Raster"}
    assert set(kinds(Receipt().logo("tea", small), WITH_MEMORY)) == {"Raster"}
    again = Receipt().logo("tea", small).add(Initialize()).logo("tea", small)
    assert kinds(again, WITH_MEMORY) == ["DefineDownloadedImage", "PrintDownloadedImage"] * 2


def test_a_logo_too_large_for_working_memory_goes_as_a_picture():
    large = Image.new("1", (576, 200), 0)
    assert set(kinds(Receipt().logo("x", large).logo("x", large), WITH_MEMORY)) == {"Raster"}


def test_a_picture_without_ink_or_wider_than_whole_bytes_allow_cannot_be_kept():
    assert set(kinds(Receipt().logo("white", Image.new("1", (8, 8), 1)))) == set()
    narrow = OCPP809.with_facts(width_dots=570)
    image = Receipt().image(Image.new("1", (570, 8), 0)).elements[0]
    assert storable(image.dots(narrow), Alignment.LEFT, narrow) is None


@pytest.mark.parametrize("key", ["", "   ", "x" * 33, "a\nb", "\x1b", None, 7])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(DocumentError, match="a logo's key is 1 to 32 characters"):
        Receipt().logo(key, tea_cup())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_stored_and_plain_a_logo_is_the_same_on_paper(data):
    width, height = data.draw(st.integers(1, 576)), data.draw(st.integers(1, 60))
    image = Image.new("1", (width, height), 1)
    for _ in range(data.draw(st.integers(1, 4))):
        left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
        image.paste(0, (left, top, data.draw(st.integers(left + 1, width)), data.draw(st.integers(top + 1, height))))
    align = data.draw(st.sampled_from(Alignment))
    stored = kept("x", image, align=align)
    papers = []
    for known in (StoredLogos(), stored):
        unit = VirtualPrinter()
        with Printer(VirtualDevice(unit)) as printer:
            printer.print([DefineNVImages((stored.logos[0].image,))])
            printer.print(
                compose(Receipt().logo("x", image, align=align), stored_logos=lambda known=known: known).commands
            )
        unit.tear_off()
        papers.append(unit.tickets[0])
    plain, short = papers
    # Whole blocks of eight rows, so up to seven white rows more at the end.
    assert 0 <= short.height_dots - plain.height_dots < 8
    beginning = short.dots[: len(plain.dots)]
    # Columns and rows are kept free of real-time commands each in its own order: a dot more here or there.
    assert sum((old ^ new).bit_count() for old, new in zip(plain.dots, beginning, strict=True)) <= width + height
    assert not any(short.dots[len(plain.dots) :])


@pytest.mark.parametrize(
    ("top", "ink", "below", "sent"), [(9, 119, 0, (8, 0)), (9, 119, 4, (9, 3)), (0, 119, 0, (0, 0))]
)
def test_what_fills_the_last_block_is_white_of_the_picture_s_own_where_it_has_any(top, ink, below, sent):
    picture = Image.new("1", (64, top + ink + below), 1)
    picture.paste(0, (0, top, 64, top + ink))
    image = Receipt().image(picture).elements[0]
    form = storable(image.dots(OCPP809), image.alignment, OCPP809)
    assert form.image.height_dots == 120
    assert (sum(feed.dots for feed in form.above), sum(feed.dots for feed in form.below)) == sent


def test_what_a_part_of_the_paper_put_into_working_memory_is_known_to_all_of_it():
    one, other = tea_cup().resize((104, 80)), Image.new("1", (80, 24), 0)
    receipt = Receipt().logo("a", one).logo("b", other)
    receipt.margin(Receipt().logo("b", other)).logo("a", one).logo("b", other)
    unit = VirtualPrinter()
    with Printer(VirtualDevice(unit), profile=WITH_MEMORY) as printer:
        printer.print(receipt)
        printer.print(receipt)
    unit.tear_off()
    plain = VirtualPrinter()
    with Printer(VirtualDevice(plain)) as printer:
        printer.print(receipt)
        printer.print(receipt)
    plain.tear_off()
    assert unit.tickets[0].black_dots == plain.tickets[0].black_dots


def test_a_logo_in_a_box_is_drawn_within_the_lines():
    receipt = Receipt().box(Receipt().logo("tea", tea_cup()))
    assert "PrintNVImage" not in kinds(receipt, stored=kept("tea", tea_cup()))
