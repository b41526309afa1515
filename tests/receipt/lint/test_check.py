"""Receipt.check: each kind of finding, where it is, and that it stays away where all is well."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809 import OCPP809, Receipt
from ocom809.commands import Alignment, FeedLines, OpenDrawerNow, PlainCut, Symbology, Text
from ocom809.errors import InputError
from ocom809.receipt import compose, demo_receipt
from ocom809.receipt.codes import SwissAddress, SwissBill
from ocom809.receipt.elements import Paragraph
from ocom809.receipt.lint import Kind, Place, Severity
from ocom809.receipt.overflow import Overflow
from ocom809.virtual import VirtualPrinter

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def found(receipt, profile=OCPP809):
    return [(each.kind, each.severity, each.place) for each in receipt.check(profile)]


def test_a_plain_receipt_is_clean():
    findings = Receipt().text("Corner Shop").row("Tea", "4.20 €").barcode("4006381333931").cut().drawer().check()
    assert not findings
    assert findings.errors == ()


def test_the_demo_receipt_has_no_errors():
    assert demo_receipt().check().errors == ()


def test_a_line_that_wraps_is_told_with_its_number():
    receipt = Receipt().text("fits").text("one\n" + "x" * 49 + "\n" + "y" * 48)
    assert found(receipt) == [(Kind.WRAP, WARNING, Place(2, 2))]
    assert "49 columns are wrapped to 2 lines of 48" in receipt.check().found[0].words
    assert found(Receipt().text("x" * 25, width=2)) == [(Kind.WRAP, WARNING, Place(1, 1))]


def test_a_cell_that_wraps_is_told_by_its_place_in_the_row():
    receipt = Receipt().row("a" * 30, "b", "c", widths=(20, None, 10))
    [finding] = receipt.check()
    assert (finding.kind, finding.place) == (Kind.WRAP, Place(1))
    assert finding.words == "cell 1 needs 30 columns and has 19, so it is wrapped"


def test_what_wraps_in_a_table_a_box_or_between_margins_is_told():
    assert found(Receipt().table([("a" * 30, "b" * 30)])) == [(Kind.WRAP, WARNING, Place(1))]
    assert found(Receipt().box("x" * 48)) == [(Kind.WRAP, WARNING, Place(1))]
    assert found(Receipt().margin("fits\n" + "x" * 40, left_mm=20)) == [(Kind.WRAP, WARNING, Place(1, 2))]
    assert not found(Receipt().table([("a" * 20, "b" * 20)]).box("x" * 44).margin("x" * 30, left_mm=20))


def test_a_line_that_is_clipped_as_asked_is_a_note():
    text = Paragraph("x" * 50, overflow=Overflow.CLIP)
    assert found(Receipt([text])) == [(Kind.WRAP, NOTE, Place(1, 1))]


def test_line_spacing_holds_from_element_to_element():
    close = Receipt().line_spacing(mm=3).text("a\nb").text("c").check().measures.length_mm
    assert close == 3 * 3


def test_a_lost_character_is_an_error_with_its_line():
    findings = Receipt().text("Tea\nten \ue000, \ue000").check()
    [finding] = findings.errors
    assert (finding.kind, finding.place) == (Kind.LOST, Place(1, 2))
    assert "U+E000" in finding.words
    assert "2 times" in finding.words


@pytest.mark.parametrize(
    "receipt",
    [
        Receipt().qr("x", module_dots=2, quiet_zone=True),
        Receipt().datamatrix("x", module_dots=2),
        Receipt().aztec("x", module_dots=1),
    ],
    ids=["QR", "DataMatrix", "Aztec"],
)
def test_modules_that_do_not_scan_at_203_dpi_are_errors(receipt):
    [finding] = receipt.check().errors
    assert finding.kind is Kind.CODE
    assert "will not scan" in finding.words
    assert "module_dots=3" in finding.advice


def test_a_head_of_finer_dots_scans_what_is_no_smaller_in_millimetres():
    assert not Receipt().qr("x", module_dots=6, quiet_zone=True).check(OCPP809.with_facts(dots_per_mm=16)).errors
    assert Receipt().qr("x", module_dots=5, quiet_zone=True).check(OCPP809.with_facts(dots_per_mm=16)).errors


@pytest.mark.parametrize(
    "receipt",
    [
        Receipt().barcode("x" * 40),
        Receipt().barcode("x" * 20, module_dots=6),
        Receipt().qr("x" * 500, module_dots=16),
        Receipt().datamatrix("x" * 3000),
        Receipt().pdf417("x" * 700, columns=20, module_dots=3),
    ],
)
def test_codes_that_do_not_fit_are_errors_with_advice_and_hide_nothing_else(receipt):
    findings = receipt.text("\ue000").check()
    assert [each.kind for each in findings.errors] == [Kind.CODE, Kind.LOST]
    assert findings.errors[0].advice
    assert findings.measures.length_mm is None
    assert findings.measures.seconds("LAN") is None


def test_a_swiss_code_does_not_fit_narrow_paper():
    bill = SwissBill("CH5800791123000889012", SwissAddress("Muster", "8000", "Seldwyla"))
    assert found(Receipt().payment(bill), OCPP809.with_facts(width_dots=384)) == [(Kind.CODE, ERROR, Place(1))]


def test_a_code_that_is_sent_as_dots_is_a_note():
    unyka = OCPP809.with_facts(barcodes=OCPP809.barcodes - {"EAN13"})
    [finding] = Receipt().barcode("4006381333931").check(unyka)
    assert (finding.severity, finding.kind) == (NOTE, Kind.CODE)
    assert "does not draw EAN13" in finding.words


def test_white_beside_a_code_that_only_the_paper_s_margin_gives_is_a_note_and_without_it_a_warning():
    assert found(Receipt().barcode("123", align=Alignment.LEFT)) == [(Kind.CODE, NOTE, Place(1))]
    wide = Receipt().barcode("x" * 9, Symbology.CODE128, module_dots=4, align=Alignment.RIGHT)
    assert found(wide) == [(Kind.CODE, WARNING, Place(1))]


def test_ink_in_the_white_above_and_below_a_qr_code_is_a_note():
    assert found(Receipt().text("a").qr("x").text("b")) == [(Kind.CODE, NOTE, Place(2))] * 2
    assert not found(Receipt().text("a").qr("x", quiet_zone=True).text("b"))
    assert not found(Receipt().text("a").feed(mm=3).qr("x").feed(mm=3).text("b"))


def test_a_picture_wider_than_the_paper_is_scaled_or_refused():
    wide = Image.new("L", (700, 10), 0)
    assert found(Receipt().image(wide)) == [(Kind.PICTURE, NOTE, Place(1))]
    assert found(Receipt().image(wide, width_dots=600)) == [(Kind.PICTURE, ERROR, Place(1))]
    assert not found(Receipt().image(Image.new("L", (576, 10), 0)))


@pytest.mark.parametrize("cut", [lambda r: r.cut(feed_dots=None), lambda r: r.add(PlainCut())])
def test_a_cut_through_print_is_an_error_unless_it_was_fed_past_the_knife(cut):
    assert found(cut(Receipt().text("Total")))[-1] == (Kind.CUT, ERROR, Place(2))
    assert not found(cut(Receipt().text("Total").feed(mm=18)))
    assert not found(cut(Receipt()))


def test_a_code_in_mid_line_is_ignored_by_printers_which_is_an_error():
    receipt = Receipt().add(Text("Total")).barcode("123").qr("x", as_dots=True, quiet_zone=True)
    assert found(receipt)[0] == (Kind.CODE, ERROR, Place(2))
    assert "start of a line" in receipt.check().errors[0].words


def test_a_drawer_that_opens_before_the_print_is_out_is_a_warning():
    assert found(Receipt().text("a").drawer().text("b").cut()) == [(Kind.DRAWER, WARNING, Place(2))]
    assert not found(Receipt().text("a").drawer().cut())
    assert found(Receipt().text("a").add(OpenDrawerNow())) == [(Kind.DRAWER, WARNING, Place(2))]


def test_a_picture_without_a_dark_dot_is_a_warning():
    sign = Image.new("RGBA", (80, 40), (255, 255, 255, 0))
    sign.paste((255, 255, 255, 255), (10, 10, 70, 30))
    assert found(Receipt().image(sign)) == [(Kind.PICTURE, WARNING, Place(1))]
    assert found(Receipt().logo("shop", sign)) == [(Kind.PICTURE, WARNING, Place(1))]


def test_a_centimetre_of_black_is_a_warning_and_less_is_not():
    black = Image.new("L", (400, 80), 0)
    assert found(Receipt().image(black).cut()) == [(Kind.BLACK, WARNING, Place(1))]
    assert not found(Receipt().image(black.crop((0, 0, 400, 79))).cut())
    assert not found(Receipt().image(black.crop((0, 0, 288, 80))).cut())
    assert found(Receipt().text("x" * 6, invert=True, width=8, height=4)) == [(Kind.BLACK, WARNING, Place(1))]


def test_what_is_not_looked_into_is_said():
    assert found(Receipt().text("a").raw(b"\x1b@")) == [(Kind.UNKNOWN, NOTE, Place(2))]


def test_a_feed_of_many_lines_is_measured_as_it_goes_out_in_several():
    findings = Receipt().text("a").add(FeedLines(9)).check()
    assert not findings
    assert findings.measures.length_mm == 10 * 30 / 8


def test_findings_are_values_for_programs():
    findings = Receipt().text("\ue000").check()
    facts = json.loads(json.dumps(findings.to_dict()))
    assert facts["findings"][0] == {
        "kind": "lost",
        "severity": "error",
        "element": 1,
        "line": 1,
        "words": "U+E000 does not reach the paper of OCOM OCPP-809",
        "advice": "Leave it out, or write it in other characters.",
    }
    assert set(facts["seconds"]) == {"9600", "115200", "LAN"}
    assert findings.of(Kind.LOST) == findings.found
    assert str(findings.found[0]).startswith("error: element 1, line 1: ")


CODE128 = st.just(Symbology.CODE128)
ACTS = st.one_of(
    st.tuples(st.just("text"), st.tuples(st.text("ab 茶\n€", max_size=70)), st.just({})),
    st.tuples(st.just("barcode"), st.tuples(st.text("ab1", min_size=1, max_size=40), CODE128), st.just({})),
    st.tuples(st.just("qr"), st.tuples(st.text("ab1", min_size=1, max_size=3000)), st.just({})),
    st.tuples(st.just("cut"), st.just(()), st.fixed_dictionaries({"feed_dots": st.none() | st.just(0)})),
    st.tuples(st.just("drawer"), st.just(()), st.just({})),
)  # fmt: skip
TROUBLE = {"symbol refused", "wider than the area", "ignored", "unknown"}


@settings(max_examples=80, deadline=None)
@given(st.lists(ACTS, max_size=6))
def test_without_errors_it_composes_strictly_and_prints_without_trouble_and_no_cut_goes_through_print(acts):
    receipt = Receipt()
    for name, values, options in acts:
        try:
            getattr(receipt, name)(*values, **options)
        except InputError:
            continue
    findings = receipt.check()
    if findings.errors:
        return
    composition = compose(receipt, strict=True)
    unit = VirtualPrinter()
    unit.receive(composition.encode(OCPP809))
    unit.tear_off()
    assert not [event for event in unit.events if event.name in TROUBLE]
    assert not [
        ticket for ticket in unit.tickets[1:] if any(ticket.row(y) for y in range(min(144, ticket.height_dots)))
    ]
