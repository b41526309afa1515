"""Documents on the paper of the virtual printer, which knows nothing of how they were made."""

from __future__ import annotations

import pytest
from PIL import Image

from ocom809 import receipt
from ocom809.commands import Alignment
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, as_receipt, compose
from ocom809.virtual.interpretation import Interpretation
from ocom809.virtual.personality import PERSONALITIES, Personality
from ocom809.virtual.printer import VirtualPrinter

CHINESE_ROM = Personality(
    name="chinese-rom",
    about="starts in Chinese mode with the Chinese set",
    source="units of the class",
    interpretation=Interpretation(chinese_at_power_on=True, international_set=15, longest_line_feed=4),
)
UNITS = [*PERSONALITIES.values(), CHINESE_ROM]


def printed(document: object, *, profile=OCPP809, personality="ocpp-809") -> VirtualPrinter:
    unit = VirtualPrinter(personality=personality, width_dots=profile.width_dots)
    data = compose(as_receipt(document), profile).encode(profile)
    assert unit.receive(data) == len(data)
    unit.tear_off()
    return unit


def lines(document: object, **options) -> list[str]:
    return [line.text for line in printed(document, **options).tickets[0].lines]


@pytest.mark.parametrize("personality", UNITS, ids=lambda unit: unit.name)
def test_accents_money_and_several_scripts_come_out_on_every_kind_of_unit(personality):
    text = "Crème brûlée 4.20 €\n$5 #1 [~]\nŻurek, Smørrebrød\nещё Ελλάδα"
    assert lines(text, personality=personality) == text.split("\n")


def test_chinese_and_accents_come_out_side_by_side_on_a_unit_with_the_font():
    profile = OCPP809.with_facts(chinese_font=True)
    assert lines("茶 – thé, 4 €\n绿茶é", profile=profile, personality=CHINESE_ROM) == ["茶 – thé, 4 €", "绿茶é"]


def test_ten_lines_of_feed_are_ten_lines_even_where_a_line_feed_is_clamped():
    heights = [
        printed(Receipt().text("x").feed(lines).text("y"), personality=CHINESE_ROM).tickets[0].height_dots
        for lines in (0, 10)
    ]
    assert heights[1] - heights[0] == 10 * OCPP809.line_spacing_dots


def test_a_row_reaches_from_edge_to_edge():
    assert lines(Receipt().row("Total", "4.20 €")) == ["Total" + " " * 37 + "4.20 €"]


def test_a_picture_comes_out_dot_for_dot_over_all_bands():
    pattern = bytes((number * 37 + number // 72) % 256 for number in range(72 * 200))
    image = Image.frombytes("1", (576, 200), pattern)
    ticket = printed(Receipt().image(image)).tickets[0]
    # The paper begins with what lies between knife and head.
    top = ticket.height_dots - 200
    assert ticket.dots[top * 72 :] == bytes(255 - byte for byte in pattern)


def test_a_centred_picture_stands_in_the_middle():
    ticket = printed(Receipt().image(Image.new("1", (16, 1), 0), align=Alignment.CENTER)).tickets[0]
    assert ticket.row(ticket.height_dots - 1) == 0xFFFF << 280


def ink(document, profile=OCPP809):
    """The first and the last black column of the last printed row."""
    ticket = printed(document, profile=profile).tickets[0]
    row = f"{ticket.row(ticket.height_dots - 1):0{ticket.width_dots}b}"
    return row.index("1"), row.rindex("1")


@pytest.mark.parametrize("paper", [576, 575, 570, 569])
@pytest.mark.parametrize("width", [1, 8, 9, 100, 564, 567, 569])
def test_a_picture_stands_dot_for_dot_where_it_was_aligned_to(width, paper):
    profile = OCPP809.with_facts(width_dots=paper, columns_a=47, columns_b=63)
    middle = (paper - width) // 2
    for align, left in ((Alignment.LEFT, 0), (Alignment.CENTER, middle), (Alignment.RIGHT, paper - width)):
        document = Receipt().image(Image.new("1", (width, 1), 0), align=align)
        assert ink(document, profile) == (left, left + width - 1)


def test_a_wide_picture_fills_a_paper_of_no_whole_number_of_bytes():
    profile = OCPP809.with_facts(width_dots=570, columns_a=47, columns_b=63)
    for align in Alignment:
        assert ink(Receipt().image(Image.new("1", (1000, 20), 0), align=align), profile) == (0, 569)


def test_a_stand_in_is_white_on_black():
    lost, plain = (printed(text).tickets[0].black_dots for text in ("漢", "?"))
    assert lost > 12 * 24 / 2 > plain


def test_the_demo_receipt_opens_the_drawer_sounds_the_alarm_and_is_cut():
    unit = printed(receipt.demo_receipt())
    names = [event.name for event in unit.events]
    for wanted in ("drawer", "alarm", "cut"):
        assert any(wanted in name for name in names), names
    text = unit.tickets[0].text
    assert "TOTAL" in text
    assert "Żurek, small" in text
    assert not any(event in ("unknown", "not interpreted", "oversized") for event in names)


def test_the_test_page_is_understood_to_the_last_instruction():
    unit = printed(receipt.test_page(OCPP809))
    assert not {event.name for event in unit.events} & {"unknown", "not interpreted", "oversized", "half a character"}
    assert " 19 PC858" in unit.tickets[0].text


def test_a_narrow_paper_holds_the_demo_receipt_too():
    narrow = OCPP809.with_facts(width_dots=512, columns_a=42, columns_b=56)
    assert all(len(line) <= 56 for line in lines(receipt.demo_receipt(), profile=narrow))
