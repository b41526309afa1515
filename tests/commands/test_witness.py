"""The software printer, written from the manual by other hands, draws what our values promise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.commands import FNC1, PDF417, Barcode, ErrorLevel, QRCode, Symbology
from ocom809.errors import CommandError
from ocom809.virtual.symbols import barcode_text, draw_barcode, draw_pdf417, draw_qr

ALPHABETS = {
    Symbology.CODE39: "0123456789ABCXYZ $%+-./",
    Symbology.CODABAR: "0123456789-$+./:",
    Symbology.CODE93: "".join(map(chr, range(128))),
    Symbology.CODE128: "0123456789" * 6 + "".join(map(chr, range(128))),
}


@st.composite
def barcodes(draw):
    symbology = draw(st.sampled_from(list(Symbology)))
    data = draw(st.text(ALPHABETS.get(symbology, "0123456789"), min_size=6, max_size=13))
    if symbology is Symbology.CODABAR:
        data = f"A{data}D"
    try:
        return Barcode(symbology, data, module_dots=draw(st.integers(2, 6)))
    except CommandError:
        return Barcode(Symbology.EAN13, "400638133393", module_dots=2)


@given(barcodes())
@settings(max_examples=300, deadline=None)
def test_every_barcode_that_can_be_made_is_drawn_as_wide_as_promised(code):
    kind = code.symbology.value
    drawn = draw_barcode(kind, code.payload, module_dots=code.module_dots, height_dots=1)
    assert drawn is not None
    assert drawn.width == code.width_dots


@given(st.text(ALPHABETS[Symbology.CODE128], min_size=1, max_size=30))
def test_code_128_shows_the_text_that_was_asked_for(text):
    code = Barcode(Symbology.CODE128, text)
    shown = "".join(character if " " <= character <= "~" else " " for character in text)
    assert barcode_text("CODE128", code.payload) == shown


def test_fnc1_is_drawn_and_not_shown():
    code = Barcode(Symbology.CODE128, FNC1 + "0104006381333931")
    assert barcode_text("CODE128", code.payload) == "0104006381333931"


@given(st.text(min_size=1, max_size=200), st.sampled_from(list(ErrorLevel)), st.integers(1, 4))
@settings(max_examples=30, deadline=None)
def test_a_qr_code_is_drawn_as_wide_as_promised(text, level, module_dots):
    try:
        code = QRCode(text, level=level, module_dots=module_dots)
    except CommandError:
        return
    drawn = draw_qr(code.payload, module_dots=module_dots, level=level.name)
    assert drawn is not None
    assert drawn.width == code.width_dots


@pytest.mark.parametrize("truncated", [False, True])
@pytest.mark.parametrize("columns", [1, 4, 9])
def test_a_pdf417_is_drawn_as_wide_as_promised(columns, truncated):
    pytest.importorskip("pdf417gen", reason="the software printer draws PDF417 with the extra 'codes'")
    code = PDF417("Tea 4.20 €", columns=columns, module_dots=2, level=1, truncated=truncated)
    drawn = draw_pdf417(
        code.payload, columns=columns, rows=0, module_dots=2, row_height=3, level=1, truncated=truncated
    )
    assert drawn is not None
    assert drawn.width == code.width_dots
