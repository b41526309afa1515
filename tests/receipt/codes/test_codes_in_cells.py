"""Codes in cells and boxes: dots with white around them, which readers find beside text and borders."""

from __future__ import annotations

import pytest

from ocom809.commands import PDF417, Alignment, Barcode, QRCode, Symbology, TextPosition
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.receipt.borders import GRID
from ocom809.receipt.codes.payments import SepaTransfer
from ocom809.receipt.elements import Column
from ocom809.virtual import VirtualPrinter
from tests.judges import scanners

LINK = "https://example.com/r/4817"
EAN = "4006381333931"


def paper(receipt, profile=OCPP809):
    unit = VirtualPrinter(width_dots=profile.width_dots)
    unit.receive(compose(receipt, profile).encode(profile))
    unit.tear_off()
    return unit.tickets[0]


def read(receipt, profile=OCPP809):
    found = scanners.zxing(scanners.picture(paper(receipt, profile).bitmap()))
    return sorted(data.decode() for _, data in found)


@pytest.mark.parametrize("border", [{}, {"border": GRID, "padding": 0}], ids=["no border", "grid"])
@pytest.mark.parametrize("width", [384, 512, 576])
def test_a_qr_code_beside_text_is_read(border, width):
    profile = OCPP809.with_facts(width_dots=width)
    receipt = Receipt().table([(Receipt().qr(LINK), "Scan me and tell us how we did today")], **border)
    assert read(receipt, profile) == [LINK]
    assert "Scan" in paper(receipt, profile).text


def test_two_codes_stand_side_by_side_and_both_are_read():
    other = f"{LINK}/other"
    receipt = Receipt().table([(Receipt().qr(LINK), Receipt().qr(other))], columns=[Column(), Column()])
    assert read(receipt) == [LINK, other]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (lambda own: own.barcode(EAN, height_dots=40), EAN),
        (lambda own: own.barcode("AB-12", Symbology.CODE39, height_dots=40), "AB-12"),
        (lambda own: own.pdf417("Warranty 4817"), "Warranty 4817"),
        (lambda own: own.datamatrix("4817"), "4817"),
        (lambda own: own.aztec("4817"), "4817"),
    ],
)
def test_every_kind_is_read_off_a_box(content, text):
    own = Receipt()
    content(own)
    assert read(Receipt().box(own)) == [text]


def test_the_readable_text_of_a_barcode_stands_in_its_cell():
    box = Receipt().box(Receipt().barcode(EAN, text=TextPosition.BOTH))
    assert [line.strip("│ ") for line in paper(box).text.splitlines()].count(EAN) == 2


def test_a_payment_is_read_beside_its_words():
    payment = SepaTransfer("Corner Shop", "DE89370400440532013000", "60.49", text="Receipt 4817")
    (code,) = read(Receipt().table([(Receipt().payment(payment), "Pay by your bank's app")]))
    assert code.startswith("BCD\n002\n1\nSCT")


def test_no_command_of_the_printer_s_draws_it():
    commands = compose(Receipt().table([(Receipt().qr(LINK).barcode(EAN), "x")])).commands
    assert not [command for command in commands if isinstance(command, (Barcode, QRCode, PDF417))]


def test_where_a_cell_is_narrow_the_module_is_smaller_and_at_last_it_is_refused():
    def in_mm(millimetres):
        return Receipt().table([(Receipt().qr(LINK), "x")], columns=[Column(mm=millimetres), Column()])

    wide, narrow = (paper(in_mm(millimetres)).height_dots for millimetres in (30, 12))
    assert wide > narrow
    assert read(in_mm(12)) == [LINK]
    with pytest.raises(DocumentError, match="this QR code is 75 dots wide at 3 dots a module, the least that scans"):
        compose(in_mm(8))


def test_it_stands_where_its_alignment_says():
    def ink_begins(align):
        bitmap = paper(Receipt().box(Receipt().qr(LINK, align=align, module_dots=3), border=GRID, padding=0)).bitmap()
        inner = [row & ((1 << 552) - 1) >> 24 << 12 for row in bitmap.rows[180:200]]
        return 576 - max(row.bit_length() for row in inner)

    left, center, right = map(ink_begins, (Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT))
    assert left < center < right
