"""Our own documents: they fit, and lose nothing."""

from __future__ import annotations

import re

import pytest

from ocom809 import receipt
from ocom809.commands import Alarm, Barcode, Cut, Font, OpenDrawer, QRCode, Raster, SelectCodePage, SelectFont
from ocom809.profile import OCPP809

NARROW = OCPP809.with_facts(width_dots=512, columns_a=42, columns_b=56)


@pytest.mark.parametrize("profile", [OCPP809, NARROW])
def test_the_demo_receipt_shows_everything_without_loss(profile):
    composition = receipt.compose(receipt.demo_receipt(), profile, strict=True)
    kinds = {type(command) for command in composition.commands}
    assert {Raster, QRCode, Barcode, OpenDrawer, Alarm, Cut} <= kinds
    assert SelectFont(Font.B) in composition.commands


@pytest.mark.parametrize("profile", [OCPP809, NARROW])
def test_the_test_page_fits_and_loses_nothing(profile):
    assert receipt.compose(receipt.test_page(profile), profile, strict=True).encode(profile)


def test_the_test_page_shows_every_page_that_has_a_codec_and_marks_the_guesses():
    composition = receipt.compose(receipt.test_page(OCPP809), OCPP809)
    shown = {command.number for command in composition.commands if isinstance(command, SelectCodePage)}
    assert shown >= {page.number for page in OCPP809.proven_code_pages if page.codec != "cp864"}
    data = composition.encode()
    assert b"  6?West Europe" in data
    assert re.search(rb" 19 PC858 +\x1bt\x13[^\n]*\xd5[^\n]*\n", data), "the euro sign tells PC858 from PC850"


def test_the_test_page_leaves_out_what_a_unit_does_not_draw():
    bare = OCPP809.with_facts(barcodes=frozenset({"CODE39"}), qr_code=False, pdf417=False)
    composition = receipt.compose(receipt.test_page(bare), bare)
    assert not any(isinstance(command, QRCode) for command in composition.commands)
    assert sum(isinstance(command, Barcode) for command in composition.commands) == 1


def test_a_58_mm_printer_gets_a_test_page_of_its_own_width():
    small = OCPP809.with_facts(width_dots=384, columns_a=32, columns_b=42)
    composition = receipt.compose(receipt.test_page(small), small, strict=True)
    assert max(command.width_dots for command in composition.commands if isinstance(command, Raster)) == 384


def test_the_room_loads_no_picture_library_by_itself():
    import subprocess
    import sys

    code = "import sys, ocom809.receipt; print(sorted({'PIL', 'usb', 'serial', 'escpos', 'click'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
