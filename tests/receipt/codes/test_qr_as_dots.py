"""A QR code drawn here holds the same bytes in the same way as one of the printer's: plain, marked by nothing."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.commands import ErrorLevel
from ocom809.errors import DocumentError
from ocom809.receipt import Receipt
from ocom809.receipt.codes import SwissAddress, SwissBill
from ocom809.receipt.codes.library import qr_pattern
from tests.receipt.codes.paper import picture

TEXTS = ["4711", "ABC 123", "Bäckerei\nLinde", "漢字 😀", "MÜLLER", "\x80\x9f"]


def read(receipt):
    (code,) = zxingcpp.read_barcodes(picture(receipt))
    return code


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_as_text_drawn_by_whomever(text):
    ours, printers = read(Receipt().qr(text, as_dots=True)), read(Receipt().qr(text))
    assert ours.text == printers.text == text
    assert ours.bytes == printers.bytes == text.encode()
    assert ours.content_type is printers.content_type is zxingcpp.ContentType.Text


def test_a_swiss_code_is_text():
    bill = SwissBill("CH5800791123000889012", SwissAddress("Müller", "8000", "Zürich"), "3949.75")
    code = read(Receipt().payment(bill))
    assert code.content_type is zxingcpp.ContentType.Text
    assert code.text == bill.payload


@settings(max_examples=30)
@given(st.binary(min_size=1, max_size=120), st.sampled_from(ErrorLevel))
def test_any_bytes_come_back(data, level):
    assert read(Receipt().qr(data, level=level, as_dots=True)).bytes == data


def test_more_than_any_code_holds_is_refused():
    with pytest.raises(DocumentError, match="2954 bytes make no QR code at level L"):
        qr_pattern(b"x" * 2954, "L")
    assert qr_pattern(b"x" * 2953, "L").columns == 177
