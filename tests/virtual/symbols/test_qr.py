"""QR codes of GS ( k, judged by zint, zxing and zbar."""

from __future__ import annotations

import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import MissingPackage
from ocom809.virtual.symbols import draw_qr
from tests.judges import scanners, zint

EURO = "Brötchen 4,20 €".encode()


def drawn(data, *, module_dots=3, level="L", **options):
    bitmap = draw_qr(data, module_dots=module_dots, level=level, **options)
    assert bitmap is not None
    return bitmap


@pytest.mark.parametrize("module_dots", [1, 2, 3, 8, 16])
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_zxing_reads_each_level_at_each_size(module_dots, level):
    picture = scanners.picture(drawn(EURO, module_dots=module_dots, level=level), margin=4 * module_dots + 40)
    [found] = zxingcpp.read_barcodes(picture)
    assert (found.bytes, found.ec_level) == (EURO, level)


def test_zbar_reads_it(tmp_path):
    assert scanners.zbar(scanners.picture(drawn(EURO)), tmp_path) == [("QR-Code", EURO)]


@pytest.mark.parametrize(("data", "width"), [(b"1" * 41, 21), (b"A" * 25, 21), (b"a" * 17, 21), (b"a" * 18, 25)])
def test_it_is_the_smallest_code_without_a_border(data, width):
    bitmap = drawn(data, module_dots=2)
    assert (bitmap.width, bitmap.height) == (2 * width, 2 * width)
    assert bitmap.rows[0] >> (2 * width - 14) == 0b11111111111111  # the corner's finder pattern


@pytest.mark.parametrize("data", ["0123456789", "HELLO WORLD", "hello"])
def test_the_modules_are_those_of_zint_with_one_of_the_masks(data):
    rows = list(drawn(data.encode(), module_dots=1).rows)
    assert rows in [zint.matrix(58, data, 21, "--secure=1", f"--mask={mask}") for mask in range(8)]


@pytest.mark.parametrize(
    ("level", "sizes"),
    [("L", (7089, 4296, 2953)), ("M", (5596, 3391, 2331)), ("Q", (3993, 2420, 1663)), ("H", (3057, 1852, 1273))],
)
def test_the_largest_code_holds_what_the_standard_says_and_not_a_byte_more(level, sizes):
    for character, size in zip((b"1", b"A", b"\xff"), sizes, strict=True):
        assert drawn(character * size, module_dots=1, level=level).width == 177
        assert draw_qr(character * (size + 1), module_dots=1, level=level) is None


def test_too_much_data_is_refused_before_anything_is_encoded(monkeypatch):
    monkeypatch.setitem(sys.modules, "qrcode", None)
    assert draw_qr(b"a" * 2954, module_dots=1, level="L") is None


def test_a_large_code_is_readable():
    data = bytes(range(256)) * 4
    [(_, found)] = scanners.zxing(scanners.picture(drawn(data, level="M")))
    assert found == data


def test_model_1_is_drawn_as_model_2():
    assert drawn(b"123", model=1) == drawn(b"123", model=2)


def test_micro_qr_and_empty_data_print_nothing():
    assert draw_qr(b"123", module_dots=3, level="L", model=3) is None
    assert draw_qr(b"", module_dots=3, level="L") is None


def test_a_level_that_does_not_exist_is_the_caller_s_error():
    with pytest.raises(ValueError):
        draw_qr(b"1", module_dots=3, level="X")


def test_without_the_package_the_error_names_the_cure(monkeypatch):
    monkeypatch.setitem(sys.modules, "qrcode", None)
    with pytest.raises(MissingPackage, match="pip install qrcode"):
        draw_qr(b"1", module_dots=3, level="L")


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=60), st.sampled_from("LMQH"))
def test_any_bytes_come_back(data, level):
    [(_, found)] = scanners.zxing(scanners.picture(drawn(data, level=level)))
    assert found == data


@pytest.mark.parametrize("size", [1, 211, 410, 1000, 2953])
def test_data_of_nothing_but_zeros_is_a_code_like_any_other(size):
    [found] = zxingcpp.read_barcodes(scanners.picture(drawn(bytes(size), module_dots=2), margin=60))
    assert found.bytes == bytes(size)


@given(st.binary(min_size=1, max_size=150), st.sampled_from("LMQH"))
@settings(max_examples=15)
def test_the_symbol_is_the_one_that_the_package_would_make_with_its_best_mask(data, level):
    import qrcode
    from qrcode import constants

    numbers = dict(zip("LMQH", (constants.ERROR_CORRECT_L, constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_Q,
                                constants.ERROR_CORRECT_H), strict=True))  # fmt: skip
    code = qrcode.QRCode(error_correction=numbers[level], border=0)
    code.add_data(data, optimize=0)
    if code.best_fit() <= 10 and any(data):  # it fails where a whole block is zero
        code.make(fit=False)
        expected = tuple(int("".join("01"[dark] for dark in row), 2) for row in code.get_matrix())
        assert tuple(drawn(data, module_dots=1, level=level).rows) == expected
