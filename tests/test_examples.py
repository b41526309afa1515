"""The ready examples: their pictures are what comes out, and what must be read off the paper is."""

import pytest
from PIL import Image, ImageChops

from tools import template_examples

NAMES = template_examples.names()
DRAWN = ("cafe-hebrew", "coffee-vietnamese", "ramen-japanese", "restaurant-arabic", "restaurant-thai", "tea-chinese")
"""Whose letters come from fonts, which look different from version to version."""
CODES = {
    "cafe-hebrew": [("QRCode", "https://receipts.example.com/il/30481")],
    "restaurant-arabic": [("QRCode", "https://receipts.example.com/sa/1047")],
    "restaurant-thai": [("QRCode", "https://receipts.example.com/th/8-0412")],
    "tea-chinese": [("QRCode", "https://fapiao.example.com/20261126-0087")],
    "cafe-greek": [("QRCode", "https://receipts.example.com/gr/0004817")],
    "ev-charging": [("QRCode", "https://receipts.example.com/vm/918273")],
    "grocery": [("Code128", "0112-03-20261126-4817")],
    "invoice": [("QRCode", "https://pay.example.com/hc-2026-1184?amount=395.00")],
    "parking": [("Code128", "HP-C-20261126-004411")],
    "queue": [("QRCode", "https://queue.example.com/t/B047")],
    "voucher": [("Code128", "RV-0093-7F3K-2281")],
}
LINES = {
    "cafe-greek": [("ΣΥΝΟΛΟ", "11,20"), ("1 × Γαλακτομπούρεκο", "13 % 3,80")],
    "ev-charging": [("Energy", "38.477 kWh"), ("Duration", "0:38 h"), ("TOTAL", "€22.36")],
    "grocery": [("Bergkäse 45 %", "4,01 B"), ("SUMME EUR", "19,18"), ("B 7 %", "16,84")],
    "invoice": [("Total due", "£395.00"), ("Date of supply", "26 November 2026")],
    "kitchen": [("Table 12", "#87"), ("2×", "Rib-eye")],
    "parking": [("Registration", "AB12 CDE"), ("Fee", "£4.80")],
    "split-bill": [("Seat 1", "$66.08"), ("Seat 2", "$51.33")],
    "voucher": [("Socks, 3 pairs", "€15.00")],
}


@pytest.fixture
def printed(virtual_printer):
    def on_paper(name):
        with virtual_printer.printer() as printer:
            printer.print(template_examples.receipt(name), strict=True)
        return virtual_printer

    return on_paper


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_what_comes_out(name, tmp_path):
    for path, ticket in template_examples.pictures(name):
        ticket.save(tmp_path / path.name)
        with Image.open(tmp_path / path.name) as seen, Image.open(path) as kept:
            assert seen.size == kept.size, "tools/make-pictures draws it anew"
            if name in DRAWN:
                continue
            difference = ImageChops.difference(seen.convert("RGB"), kept.convert("RGB"))
            assert difference.getbbox() is None, "tools/make-pictures draws it anew"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_each_with_its_template_its_data_and_its_picture(name):
    page = (template_examples.FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"({name}{ending})" in page for ending in (".receipt.j2", ".json", ".png"))


@pytest.mark.parametrize("name", sorted(CODES))
def test_its_codes_are_read_off_the_paper(printed, name):
    assert [(code.kind, code.text) for code in printed(name).last.codes] == CODES[name]


@pytest.mark.parametrize("name", sorted(LINES))
def test_what_belongs_together_stands_in_one_line(printed, name):
    lines = [" ".join(line.split()) for line in printed(name).lines]
    for begin, end in LINES[name]:
        assert any(line.startswith(begin) and line.endswith(end) for line in lines), (begin, end, lines)


def test_the_kitchen_is_called_by_an_alarm(printed):
    (alarm,) = printed("kitchen").alarms
    assert alarm.details["times"] == 3


def test_each_guest_gets_a_receipt(printed):
    assert len(printed("split-bill").receipts) == 2
