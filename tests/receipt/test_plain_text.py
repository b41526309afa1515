"""A receipt as plain text: what is drawn is read as well, at its place and in the order of reading."""

from __future__ import annotations

import pytest
from PIL import Image

from ocom809.commands import Alignment, Bold
from ocom809.profile import OCPP809
from ocom809.receipt import GRID, Column, Receipt, compose
from ocom809.receipt.plain_text import as_text
from ocom809.virtual import VirtualPrinter
from tests.receipt.scripts.test_typesetting import needs

RIGHT, CENTER = Alignment.RIGHT, Alignment.CENTER


@pytest.mark.parametrize("text", ["☕ Tea 4.20", "sữa đá", "漢字です。", "ต้มยำ 15", "हिन्दी 7", "Tea"])
def test_drawn_characters_are_read(text):
    assert as_text(Receipt().text(needs(text))) == text + "\n"


@pytest.mark.parametrize("text", ["שלום 12", "شكرا لكم 5.00", "שָׁלוֹם", "(קפה)"])
def test_right_to_left_text_is_in_reading_order_at_the_right_edge(text):
    shown = as_text(Receipt().text(needs(text)))
    assert shown.lstrip() == text + "\n"
    assert shown.startswith(" " * 35)


def test_words_of_twice_the_width_stay_in_reading_order():
    assert as_text(Receipt().text("مقهى الواحة", width=2, height=2)).split() == ["مقهى", "الواحة"]


def test_cells_keep_their_places():
    columns = [Column(width=10), Column(width=8, align=RIGHT)]
    table = Receipt().table([["漢字", "1.50"], ["b ☕", "20.00"]], columns=columns)
    assert as_text(table) == "漢字           1.50\nb ☕          20.00\n"


def test_margins_alignment_and_sizes_move_text_as_on_paper():
    receipt = Receipt().margin("x", left_mm=15).text("ab", width=2, align=CENTER).text("y", align=RIGHT).text()
    assert as_text(receipt) == " " * 10 + "x\n" + " " * 22 + "a b\n" + " " * 47 + "y\n\n"


def test_pictures_codes_and_acts_leave_no_line():
    receipt = Receipt().image(Image.new("1", (50, 50))).qr("x").text("a").cut().drawer().sideways("→ a")
    assert as_text(receipt) == "a\n"


def test_commands_of_the_callers_own_are_for_a_printer_to_read():
    assert as_text(Receipt().text("a").add(Bold(True))) is None


def test_what_the_printer_prints_by_itself_reads_as_off_its_paper():
    receipt = Receipt().text("Crème 5 €").rule().row("Tea", "4.20").box("x").table([["a", "b"]], border=GRID)
    unit = VirtualPrinter()
    unit.receive(compose(receipt).encode(OCPP809))
    unit.tear_off()
    assert as_text(receipt).splitlines() == [line.text.rstrip() for line in unit.tickets[0].lines]
