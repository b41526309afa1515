"""GS1 data: typed values to element strings, their checks, and zint's and zxing's opinion of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.commands import FNC1
from ocom809.commands.check_digits import check_digit
from ocom809.errors import DocumentError
from ocom809.receipt import Receipt
from ocom809.receipt.codes import GS1, IDENTIFIERS
from ocom809.receipt.codes.identifiers import BY_NAME, Kind
from ocom809.receipt.codes.library import draw
from tests.judges import scanners
from tests.receipt.codes.paper import DRAWS_NOTHING, codes, picture, printed

CHEESE = GS1.of(gtin="4006381333931", expiry=date(2027, 3, 31), lot="A7-19")


def test_values_become_digits_and_what_has_no_fixed_length_goes_last():
    data = GS1.of(
        lot="A7", gtin="4006381333931", net_weight_kg=Decimal("1.250"), price="12.5", best_before=date(2027, 3, 1)
    )
    assert data.text == "(01)04006381333931(3103)001250(15)270301(10)A7(3921)125"
    assert data.element_string == "01040063813339313103001250152703011" + f"0A7{FNC1}3921125"


def test_a_pallet_label_takes_its_check_digit_and_a_count_its_pair():
    assert GS1.of(sscc="34012345000000000").text == "(00)340123450000000000"
    assert GS1.of(content_gtin="04006381333931", count=24).text == "(02)04006381333931(37)24"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"gtin": "4006381333932"}, "check digit would be 1"),
        ({"gtin": "400638133393"}, "check digit would be"),
        ({"gtin": 4006381333931}, "str of digits"),
        ({"gtin": "123"}, "8, 12, 13 or 14 digits"),
        ({"lot": ""}, "1 to 20 characters"),
        ({"lot": "x" * 21}, "1 to 20 characters"),
        ({"lot": "Käse"}, "cannot hold 'ä'"),
        ({"lot": 7}, "1 to 20 characters|a str"),
        ({"expiry": "270331"}, "is a date"),
        ({"expiry": date(1900, 1, 1)}, "misread"),
        ({"net_weight_kg": 1.25}, "not float"),
        ({"net_weight_kg": Decimal("1.2345678")}, "takes 5 decimals"),
        ({"net_weight_kg": Decimal("12345.678")}, "6 characters"),
        ({"net_weight_kg": Decimal(-1)}, "not negative"),
        ({"content_gtin": "04006381333931"}, "together with \\(37\\)"),
        ({"gtin": "4006381333931", "content_gtin": "04006381333931", "count": 2}, "cannot stand together"),
        ({"colour": "red"}, "GS1 has no 'colour'"),
        ({}, "needs an application identifier"),
    ],
)
def test_what_gs1_does_not_allow_is_refused(values, message):
    with pytest.raises(DocumentError, match=message):
        GS1.of(**values)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0104006381333931",
        "(01)",
        "(01)04006381333931(01)04006381333931",
        "(17)270231",
        "(99",
        "(05)1",
        "(310)001250",
    ],
)
def test_brackets_that_make_no_data_are_refused(text):
    with pytest.raises(DocumentError):
        GS1.parse(text)


def test_the_last_day_of_a_month_may_be_said_by_no_day_at_all():
    assert GS1.parse("(17)270200").text == "(17)270200"


def test_more_than_48_characters_are_no_gs1_128():
    long = GS1.of(gtin="4006381333931", lot="x" * 20, serial="y" * 20)
    with pytest.raises(DocumentError, match="48 characters, not 61"):
        Receipt().gs1(long)


@pytest.mark.parametrize("unit", [None, DRAWS_NOTHING], ids=["by the printer", "as dots"])
def test_a_gs1_128_is_read_as_one_with_its_text_below(unit, tmp_path):
    receipt = Receipt().gs1(CHEESE)
    options = () if unit is None else (unit,)
    found = zxingcpp.read_barcode(picture(receipt, *options))
    assert found.symbology_identifier == "]C1"
    assert found.bytes == b"01040063813339311727033110A7-19"
    assert "(01)04006381333931(17)270331(10)A7-19" in printed(receipt, *options)[1].text
    assert [kind for kind, _ in scanners.zbar(picture(receipt, *options), tmp_path)] == ["CODE-128"]


def test_a_separator_within_the_barcode_is_read_as_gs():
    receipt = Receipt().gs1("(10)A7(21)12")
    assert codes(receipt) == [("Code 128", b"10A7\x1d2112")]
    assert codes(receipt, DRAWS_NOTHING) == [("Code 128", b"10A7\x1d2112")]


def test_gs1_data_in_a_datamatrix_is_a_square_gs1_datamatrix():
    found = zxingcpp.read_barcode(picture(Receipt().datamatrix(GS1.parse("(01)04006381333931(10)A7(21)12"))))
    assert (found.symbology_identifier, found.bytes) == ("]d2", b"010400638133393110A7\x1d2112")


CHARACTERS = st.text("ABCxyz0189-./_", min_size=1, max_size=8)


def values_of(kind):
    return {
        Kind.DATE: st.dates(date.today() - timedelta(days=9000), date.today() + timedelta(days=9000)),
        Kind.MEASURE: st.decimals(0, 99, places=2),
        Kind.TEXT: CHARACTERS,
    }[kind]


NAMES = [item.name for item in IDENTIFIERS if item.kind in (Kind.DATE, Kind.MEASURE, Kind.TEXT) and item.ai != "8200"]
SOME = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: values_of(BY_NAME[name].kind) for name in names})
)


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789", min_size=13, max_size=13), SOME)
def test_zint_accepts_what_we_make_and_zxing_reads_it_back(digits, values):
    """zint checks application identifiers by its own tables."""
    data = GS1.of(gtin=digits + check_digit(digits), **values)
    draw("DataMatrix", data.text, gs1=True, force_square=True)
    assert GS1.from_element_string(data.element_string) == data
    assert GS1.parse(data.text) == data
