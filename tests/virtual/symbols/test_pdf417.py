"""PDF417 of GS ( k, judged by zint and zxing."""

from __future__ import annotations

import random
import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import MissingPackage
from ocom809.virtual.symbols import draw_pdf417
from tests.judges import scanners, zint

TICKET = "Fahrkarte 4711, 12,80 €".encode() + bytes([0, 255])
USUAL = {"columns": 0, "rows": 0, "module_dots": 3, "row_height": 3, "level": 2}


def drawn(data, **options):
    bitmap = draw_pdf417(data, **(USUAL | options))
    assert bitmap is not None
    return bitmap


def read(bitmap):
    [found] = zxingcpp.read_barcodes(scanners.picture(bitmap))
    return found


@pytest.mark.parametrize("module_dots", [2, 3, 8])
@pytest.mark.parametrize("row_height", [2, 3, 8])
@pytest.mark.parametrize("truncated", [False, True])
def test_zxing_reads_each_size(module_dots, row_height, truncated):
    bitmap = drawn(TICKET, module_dots=module_dots, row_height=row_height, truncated=truncated, columns=4)
    assert read(bitmap).bytes == TICKET


@pytest.mark.parametrize("level", range(9))
def test_zxing_reads_each_error_correction_level(level):
    assert read(drawn(TICKET, level=level)).bytes == TICKET


def test_a_symbol_has_the_columns_and_rows_that_were_asked_for():
    bitmap = drawn(TICKET, columns=5, rows=20, module_dots=2, row_height=4)
    # start 17, two indicators, five columns, stop 18
    assert (bitmap.width, bitmap.height) == ((17 + 2 * 17 + 5 * 17 + 18) * 2, 20 * 4 * 2)
    assert read(bitmap).bytes == TICKET


def test_a_truncated_symbol_lacks_the_right_indicator_and_all_but_a_bar_of_the_stop():
    assert drawn(TICKET, columns=5, module_dots=2, truncated=True).width == (17 + 17 + 5 * 17 + 1) * 2


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (0, 30), (3, 0), (2, 30)])
def test_what_is_left_open_is_chosen(columns, rows):
    assert read(drawn(TICKET, columns=columns, rows=rows)).bytes == TICKET


def test_free_columns_keep_to_the_paper_and_asked_ones_may_not():
    assert drawn(TICKET * 4, module_dots=4).width <= 576
    assert drawn(TICKET, columns=20, module_dots=4).width > 576
    # Not even one column of such modules fits: it is as narrow as can be, and the printer feeds.
    assert drawn(b"A", columns=0, module_dots=8).width == (4 * 17 + 1 + 17) * 8


def test_short_data_is_filled_up_to_three_rows():
    bitmap = drawn(b"A", columns=10, level=0)
    assert bitmap.height == 3 * 3 * 3
    assert read(bitmap).bytes == b"A"


@pytest.mark.parametrize(
    "asked", [{"columns": 1, "rows": 3}, {"columns": 1, "rows": 0, "level": 8}, {"columns": 30, "rows": 90}]
)
def test_what_does_not_fit_the_asked_form_prints_nothing(asked):
    assert draw_pdf417(TICKET, **(USUAL | asked)) is None


def test_more_than_the_largest_symbol_holds_prints_nothing_and_so_does_nothing():
    assert draw_pdf417(b"\xff" * 1200, **USUAL) is None
    assert draw_pdf417(b"", **USUAL) is None


def test_the_most_digits_are_drawn_and_more_are_refused_before_anything_is_encoded(monkeypatch):
    largest = {"columns": 29, "rows": 32, "module_dots": 2, "level": 0}
    assert read(drawn(b"1" * 2710, **largest)).bytes == b"1" * 2710
    monkeypatch.setitem(sys.modules, "pdf417gen", None)
    assert draw_pdf417(b"1" * 2711, **(USUAL | largest)) is None


def test_bytes_without_any_order_fill_the_largest_symbol_as_the_standard_says():
    largest = {"columns": 29, "rows": 32, "module_dots": 2, "level": 0}
    data = random.Random(417).randbytes(1108)
    assert read(drawn(data, **largest)).bytes == data
    assert draw_pdf417(data + b"\xff", **(USUAL | largest)) is None


@pytest.mark.parametrize("length", [1, 5, 6, 7, 11, 12])
def test_any_number_of_bytes_comes_back(length):
    data = bytes(range(0xF0, 0xF0 + length))
    assert read(drawn(data)).bytes == data


# Recoverable codewords are a tenth of the data codewords a step; capitals take two to a codeword.
@pytest.mark.parametrize(
    ("length", "ratio", "level"), [(60, 1, 1), (62, 1, 2), (200, 1, 2), (202, 1, 3), (200, 10, 5), (200, 40, 7)]
)
def test_a_ratio_becomes_a_level_by_the_table(length, ratio, level):
    text = b"A" * length
    assert drawn(text, level=None, ratio=ratio) == drawn(text, level=level)


def test_the_highest_ratio_of_much_data_is_level_8():
    text = b"A" * 300
    assert drawn(text, module_dots=2, level=None, ratio=40) == drawn(text, module_dots=2, level=8)


@pytest.mark.parametrize(("text", "columns"), [("HELLO", 3), ("PDFA", 2)])
def test_the_modules_are_those_of_zint(text, columns):
    rows = list(drawn(text.encode(), columns=columns, module_dots=1, row_height=1).rows)
    assert rows == zint.matrix(55, text, (columns + 4) * 17 + 1, "--secure=2", f"--cols={columns}")


def test_without_the_package_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdf417gen", None)
    with pytest.raises(MissingPackage, match="codes"):
        draw_pdf417(b"1", **USUAL)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(min_size=1, max_size=80), st.text(min_size=1, max_size=40).map(lambda text: text.encode())))
def test_any_bytes_come_back(data):
    assert read(drawn(data)).bytes == data
