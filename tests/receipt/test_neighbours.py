"""Codes and pictures that stand right above one another: a code of two dimensions keeps its quiet zone."""

from __future__ import annotations

import pytest
from PIL import Image

from ocom809 import OCPP809
from ocom809.commands import Feed, Symbology, TextPosition
from ocom809.receipt import Receipt, compose
from ocom809.virtual import VirtualPrinter
from tests.judges import scanners

LINK = "https://example.com/r/4817"
EAN = "4006381333931"
BLACK = Image.new("1", (200, 40), 0)


def qr(receipt):
    return receipt.qr(LINK, module_dots=6)


def above(receipt):
    return receipt.barcode(EAN, text=TextPosition.ABOVE)


def captioned(receipt):
    return receipt.barcode(EAN)


def picture(receipt):
    return receipt.image(BLACK)


def feeds(*parts):
    receipt = Receipt()
    for part in parts:
        part(receipt)
    return [command.dots for command in compose(receipt).commands if isinstance(command, Feed)]


@pytest.mark.parametrize("parts", [(qr, captioned), (qr, picture), (picture, qr), (qr, qr)])
def test_a_qr_code_keeps_four_modules_of_white_towards_ink(parts):
    assert feeds(*parts) == [24]


@pytest.mark.parametrize("parts", [(captioned, qr), (qr, above), (captioned, picture), (picture, picture)])
def test_no_paper_is_spent_where_text_stands_between_or_nothing_needs_it(parts):
    assert feeds(*parts) == []


def test_a_quiet_zone_that_was_asked_for_is_not_doubled():
    assert feeds(lambda receipt: receipt.qr(LINK, module_dots=6, quiet_zone=True), picture) == [24, 24]


def test_white_or_text_of_the_receipt_s_own_is_enough():
    assert feeds(qr, Receipt.feed, picture) == [30]
    assert feeds(qr, lambda receipt: receipt.text("Scan me"), picture) == []


def test_what_moves_no_paper_does_not_come_between():
    assert feeds(qr, Receipt.drawer, lambda receipt: receipt.line_spacing(mm=3), picture) == [24]
    assert feeds(picture, Receipt.cut, qr) == []


def test_a_code_gets_its_white_before_the_knife_and_in_the_markup_too():
    assert feeds(qr, Receipt.cut) == [24]
    assert feeds(qr, lambda receipt: receipt.text("Thank you"), Receipt.cut) == []
    assert feeds(Receipt.cut, Receipt.cut) == []
    markup = "{code: https://example.com; option: qrcode, 6, m}\n=\na\n=\n"
    assert [command.dots for command in compose(Receipt.from_markup(markup)).commands if isinstance(command, Feed)] == [
        24
    ]


def test_a_code_of_two_dimensions_is_read_above_a_barcode_and_below_a_picture():
    unit = VirtualPrinter()
    receipt = Receipt().image(BLACK).qr(LINK).barcode(EAN).datamatrix("4817").barcode("4817", Symbology.CODE128).cut()
    unit.receive(compose(receipt).encode())
    read = scanners.zxing(scanners.picture(unit.tickets[0].bitmap()))
    assert {data.decode() for _, data in read} == {LINK, EAN, "4817"}
    assert len(read) == 4


def test_lint_has_nothing_to_say_of_such_neighbours():
    assert not [finding for finding in captioned(qr(Receipt())).check(OCPP809) if "white below" in finding.words]
