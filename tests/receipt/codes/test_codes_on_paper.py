"""Codes of every kind on paper, by the printer and as dots, read by zxing and zbar."""

from __future__ import annotations

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ocom809 import OCPP809, Printer
from ocom809.commands import Alignment, Font, Symbology, TextPosition
from ocom809.errors import DocumentError
from ocom809.receipt import Receipt, compose
from ocom809.receipt.test_page import BARCODE_SAMPLES
from tests.judges import scanners
from tests.receipt.codes.paper import DRAWS_NOTHING, codes, picture, printed

READ = {
    Symbology.UPC_A: b"0036000291452",
    Symbology.UPC_E: b"0042100005264",
    Symbology.EAN13: b"4006381333931",
    Symbology.EAN8: b"96385074",
    Symbology.CODABAR: b"A12345B",
}
WITHOUT_ZBAR = {Symbology.UPC_E}
UNITS = pytest.mark.parametrize("unit", [OCPP809, DRAWS_NOTHING], ids=["by the printer", "as dots"])
UNYKA = OCPP809.with_facts(name="Unyka", barcodes=OCPP809.barcodes - {"EAN13", "ITF"})


@UNITS
@pytest.mark.parametrize("symbology", BARCODE_SAMPLES, ids=lambda each: each.value)
def test_each_kind_of_barcode_is_read_between_lines_of_text(symbology, unit, tmp_path):
    data = BARCODE_SAMPLES[symbology]
    receipt = Receipt().text("above").barcode(data, symbology).text("below")
    wanted = READ.get(symbology, data.encode())
    assert [content for _, content in codes(receipt, unit)] == [wanted]
    found = scanners.zbar(picture(receipt, unit), tmp_path)
    if symbology not in WITHOUT_ZBAR:
        assert len(found) == 1


@pytest.mark.parametrize("symbology", BARCODE_SAMPLES, ids=lambda each: each.value)
@pytest.mark.parametrize("module_dots", [2, 3, 4])
def test_drawn_bars_are_the_printer_s_own_dot_for_dot(symbology, module_dots):
    data = BARCODE_SAMPLES[symbology] if symbology is not Symbology.CODE128 else "Ab1-"
    receipt = Receipt().barcode(data, symbology, module_dots=module_dots, text=TextPosition.NONE, height_dots=30)
    native, drawn = (printed(receipt, unit)[1] for unit in (OCPP809, DRAWS_NOTHING))
    assert drawn.dots == native.dots


def test_only_what_the_unit_refuses_is_drawn_and_that_is_reported():
    receipt = Receipt().barcode("4006381333931").barcode("ABC")
    composition, ticket = printed(receipt, UNYKA)
    assert [str(each) for each in composition.substitutions] == [
        "element 1, code: Unyka does not draw EAN13 itself, so it is sent as dots"
    ]
    assert "4006381333931" in ticket.text
    assert sorted(content for _, content in codes(receipt, UNYKA)) == [b"4006381333931", b"ABC"]
    assert compose(receipt, OCPP809).substitutions == ()


def test_the_outcome_of_a_print_names_what_was_sent_as_dots():
    with Printer("virtual:", profile=UNYKA) as printer:
        [words] = printer.print(Receipt().text("Tea").barcode("4006381333931")).substituted
    assert words == "element 2, code: Unyka does not draw EAN13 itself, so it is sent as dots"


def test_dots_that_were_asked_for_are_no_substitution():
    composition = compose(Receipt().qr("x", as_dots=True).barcode("123", as_dots=True))
    assert composition.substitutions == ()
    assert not {type(command).__name__ for command in composition.commands} & {"QRCode", "Barcode"}


@pytest.mark.parametrize("position", TextPosition)
def test_the_text_of_drawn_bars_stands_where_it_was_asked_for(position):
    text = printed(Receipt().barcode("ABC", Symbology.CODE39, text=position, font=Font.B), DRAWS_NOTHING)[1].text
    assert text.count("*ABC*") == {TextPosition.NONE: 0, TextPosition.BOTH: 2}.get(position, 1)


@UNITS
@pytest.mark.parametrize("data", ["Zoë 茶 4,20 €", b"\x00\xff\x10\x04", "0123456789", "HELLO WORLD"])
def test_qr_codes_hold_their_bytes_as_they_are(data, unit):
    wanted = data.encode() if isinstance(data, str) else data
    assert codes(Receipt().qr(data, quiet_zone=True), unit) == [("QR Code", wanted)]


@UNITS
def test_zbar_reads_the_qr_code_too(unit, tmp_path):
    found = scanners.zbar(picture(Receipt().text("x").qr("https://example.com/a").text("y"), unit), tmp_path)
    assert found == [("QR-Code", b"https://example.com/a")]


@UNITS
@pytest.mark.parametrize("size", [1, 40, 250])
def test_pdf417_is_read_at_every_size(size, unit):
    assert codes(Receipt().pdf417("Ab1" * size), unit) == [("PDF417", b"Ab1" * size)]


@pytest.mark.parametrize("data", ["A", "Zoë 茶", b"\x00\x01\xff", "0123456789" * 20])
@pytest.mark.parametrize(("name", "kind"), [("datamatrix", "Data Matrix"), ("aztec", "Aztec")])
def test_datamatrix_and_aztec_are_read_between_lines_of_text(name, kind, data):
    receipt = getattr(Receipt().text("above"), name)(data).text("below")
    assert codes(receipt) == [(kind, data.encode() if isinstance(data, str) else data)]


def test_a_quiet_zone_is_fed_above_and_below():
    heights = [printed(Receipt().qr("x", module_dots=4, quiet_zone=quiet))[1].height_dots for quiet in (False, True)]
    assert heights[1] - heights[0] == 2 * 4 * 4


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda: Receipt().barcode("4006381333931"), 3),
        (lambda: Receipt().barcode("A" * 20), 2),
        (lambda: Receipt().qr("A"), 6),
        (lambda: Receipt().qr("a" * 400), 6),
        (lambda: Receipt().qr("a" * 1000), 4),
        (lambda: Receipt().qr("a" * 2000), 3),
        (lambda: Receipt().barcode("A" * 20, module_dots=2), 2),
    ],
)
def test_the_largest_sensible_module_that_fits_is_taken(make, wanted):
    [command] = [each for each in compose(make()).commands if hasattr(each, "module_dots")]
    assert command.module_dots == wanted


@pytest.mark.parametrize(
    ("make", "message", "advice"),
    [
        (lambda: Receipt().barcode("x" * 30), "least that scans", "14 of these 30 characters would fit, or use a QR"),
        (lambda: Receipt().barcode("12" * 40, Symbology.ITF), "least that scans", "would fit, as would a QR code"),
        (lambda: Receipt().qr("ö" * 1100), "least that scans", "of these 1100 characters would fit"),
        (lambda: Receipt().barcode("x" * 14, module_dots=3), "567 dots wide", "module_dots=2"),
        (lambda: Receipt().qr("x", module_dots=16).qr("x" * 400, module_dots=9), "element 2", "module_dots=4"),
        (lambda: Receipt().gs1("(01)04006381333931(10)ABCDEFGH"), "least that scans", "GS1 DataMatrix"),
        (lambda: Receipt().aztec("x" * 3000), "least that scans", "Shorten"),
        (lambda: Receipt().datamatrix("x" * 3000), "makes no DataMatrix", "Shorten"),
    ],
)
def test_what_does_not_fit_384_dots_is_refused_with_advice(make, message, advice):
    with pytest.raises(DocumentError, match=message) as refusal:
        compose(make(), OCPP809.with_facts(width_dots=384))
    assert advice in refusal.value.hint


def test_the_advice_for_a_matrix_code_is_a_module_that_fits():
    receipt = Receipt().datamatrix("x" * 500, module_dots=16)
    with pytest.raises(DocumentError, match="dots wide") as refusal:
        compose(receipt)
    module = int(refusal.value.hint.split("=")[1].rstrip("."))
    assert codes(Receipt().datamatrix("x" * 500, module_dots=module)) == [("Data Matrix", b"x" * 500)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Receipt().datamatrix(""),
        lambda: Receipt().aztec(None),
        lambda: Receipt().datamatrix("x", module_dots=0),
        lambda: Receipt().aztec("x", module_dots=17),
        lambda: Receipt().aztec("x", align="left"),
        lambda: Receipt().qr("x", align="left"),
    ],
)
def test_impossible_codes_are_refused_when_they_are_made(make):
    with pytest.raises(DocumentError):
        make()


@settings(max_examples=40, deadline=None)
@given(
    data=st.text("abcXYZ 0123-.", min_size=1, max_size=24),
    align=st.sampled_from(Alignment),
    paper=st.sampled_from([384, 512, 576]),
    kind=st.sampled_from(["barcode", "qr", "datamatrix", "aztec", "pdf417"]),
    as_dots=st.booleans(),
)
def test_every_code_that_composes_is_read_off_the_paper(data, align, paper, kind, as_dots):
    unit = OCPP809.with_facts(width_dots=paper)
    options = {"as_dots": as_dots} if kind in ("barcode", "qr", "pdf417") else {}
    if kind == "barcode":
        options["symbology"] = Symbology.CODE128
    receipt = getattr(Receipt().text("x").feed(mm=2), kind)(data, align=align, **options).feed(mm=2).text("y")
    try:
        compose(receipt, unit)
    except DocumentError as refusal:
        event(f"refused: {refusal.message}")
        return
    assert [content for _, content in codes(receipt, unit)] == [data.encode()]


def test_without_the_package_the_error_names_the_extra(monkeypatch):
    import sys

    from ocom809.errors import MissingPackage

    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(MissingPackage, match=r"ocom809\[codes\]"):
        compose(Receipt().aztec("x"))
    monkeypatch.setitem(sys.modules, "pdf417gen", None)
    with pytest.raises(MissingPackage, match=r"ocom809\[codes\]"):
        compose(Receipt().pdf417("x", as_dots=True))
