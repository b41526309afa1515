"""Positions, tabs, margins, alignment and feeds, in dots."""

import pytest

from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import interpreted, printed

BAR = b"\x1dB\x01 \x1dB\x00"  # a space, white on black: 12 black columns


def test_lf_feeds_the_line_spacing():
    assert printed(b"\n\n").feeds == [30, 30]
    assert printed(b"\x1b3\x40\n\x1b2\n").feeds == [64, 30]


def test_esc_j_feeds_dots_and_esc_d_lines():
    assert printed(b"\x1bJ\x64").feeds == [100]
    assert printed(b"\x1bd\x05").feeds == [150]
    assert len(printed(b"a\x1bd\x00").rows) == 24
    assert len(printed(b"a\x1bJ\x32").rows) == 50


def test_a_unit_that_clamps_esc_d_says_so():
    head = printed(b"\x1bd\x0a", interpretation=Interpretation(longest_line_feed=4))
    assert head.feeds == [120]
    assert head.named("clamped") == [{"instruction": "ESC d", "asked": 10, "done": 4}]


def test_cr_does_nothing():
    assert printed(b"ab\r\n").texts == ["ab"]
    assert printed(b"ab\rcd\n").texts == ["abcd"]


def test_default_tabs_stand_every_eight_characters():
    assert printed(b"\ta\tb\n").texts == ["        a       b"]


def test_tabs_count_in_characters_as_they_are_and_run_out():
    interpreter, _ = interpreted(b"\x1bD\x04\x08\x00\t")
    assert interpreter.line.x == 48
    interpreter, _ = interpreted(b"\x1bD\x04\x08\x00\t\t\t")
    assert interpreter.line.x == 96
    interpreter, _ = interpreted(b"\x1d!\x10\x1bD\x04\x00\t")
    assert interpreter.line.x == 96
    interpreter, _ = interpreted(b"\x1bD\x00\t")
    assert interpreter.line.x == 0


def test_a_tab_column_that_does_not_ascend_ends_the_list():
    assert interpreted(b"\x1bD\x08\x04\x10\x00")[0].state.tabs == (96,)


def test_a_tab_beyond_the_area_leads_to_the_next_line():
    assert printed(b"\x1bD\x28\x50\x00\t\ta\n").texts == ["a"]
    assert len(printed(b"x\x1bD\x28\x50\x00\t\ta\n").rows) == 60


def test_esc_dollar_is_absolute_and_ignored_outside_the_area():
    assert printed(b"\x1b$\x64\x00" + BAR + b"\n").columns() == (100, 111)
    head = printed(b"\x1b$\xff\xff" + BAR + b"\n")
    assert head.columns() == (0, 11)
    assert head.named("ignored")[0]["instruction"] == "ESC $"


def test_esc_backslash_is_relative_both_ways():
    assert printed(b"  \x1b\\\x0a\x00" + BAR + b"\n").columns() == (34, 45)
    assert printed(b"  \x1b\\\xf6\xff" + BAR + b"\n").columns() == (14, 25)
    head = printed(b"\x1b\\\xf6\xff" + BAR + b"\n")
    assert head.columns() == (0, 11)
    assert head.named("ignored")


@pytest.mark.parametrize(("n", "columns"), [(0, (0, 11)), (1, (282, 293)), (2, (564, 575)), (0x31, (282, 293))])
def test_esc_a_places_the_line(n, columns):
    assert printed(b"\x1ba" + bytes([n]) + BAR + b"\n").columns() == columns


def test_esc_a_in_mid_line_or_out_of_range_is_ignored():
    head = printed(BAR + b"\x1ba\x01\n")
    assert head.columns() == (0, 11)
    assert head.named("ignored")[0]["reason"] == "not at the start of a line"
    assert printed(b"\x1ba\x07" + BAR + b"\n").columns() == (0, 11)


def test_margin_and_area_bound_the_line_and_its_alignment():
    # 100 dots of margin, 120 dots of area: ten characters.
    area = b"\x1dL\x64\x00\x1dW\x78\x00"
    assert printed(area + b"a" * 11 + b"\n").texts == [" " * 8 + "a" * 10, " " * 8 + "a"]
    assert printed(area + b"\x1ba\x02" + BAR + b"\n").columns() == (208, 219)
    assert printed(b"a" + area).named("ignored")[1]["instruction"] == "GS W"


def test_margin_and_area_beyond_the_paper_leave_room_for_a_character():
    assert printed(b"\x1dL\xff\xff" + BAR + b"\n").columns() == (564, 575)
    assert printed(b"\x1dL\xf4\x01\x1dW\xff\xff" + BAR + b"\n").columns() == (500, 511)
    assert printed(b"\x1dL\xf4\x01\x1dW\xff\xff\x1ba\x02" + BAR + b"\n").columns() == (564, 575)
    assert len(printed(b"\x1dL\xf4\x01\x1dW\xff\xff" + b"a" * 7 + b"\n").texts) == 2
    assert printed(b"\x1dW\x00\x00ab\n").texts == ["a", "b"]


def test_gs_p_changes_the_units():
    # 100 units of a hundredth of an inch are 203 dots.
    assert printed(b"\x1dP\x64\x64\x1b$\x64\x00" + BAR + b"\n").columns() == (203, 214)
    assert printed(b"\x1dP\x64\x64\x1bJ\x64").feeds == [203]
    assert printed(b"\x1dP\x64\x64\x1dP\x00\x00\x1bJ\x64").feeds == [100]


def test_upside_down_turns_the_line_by_half_a_circle():
    upright = printed(b"Ab\n").picture()[:24]
    turned = printed(b"\x1b{\x01Ab\n").picture()[:24]
    assert turned == [row[::-1] for row in reversed(upright)]
    assert printed(b"\x1b{\x01\x1ba\x02" + BAR + b"\n").columns() == (0, 11)
    assert printed(b"a\x1b{\x01\n").named("ignored")
    assert printed(b"\x1b{\x01\x1b{\x00" + BAR + b"\n").columns() == (0, 11)


def test_a_character_wider_than_the_area_still_prints_what_fits():
    head = printed(b"\x1dW\x0c\x00\x1d!\x70\x1dB\x01 \n")
    assert head.columns() == (0, 11)


def test_items_that_overlap_are_laid_over_each_other():
    head = printed(b"  \x1b$\x00\x00" + BAR + b"\n")
    assert head.columns() == (0, 11)


def test_a_line_written_over_and_over_stays_small_and_prints_the_same():
    once = printed(BAR + b"  " + BAR + b"\n")
    often = printed((BAR + b"  " + BAR + b"\x1b$\x00\x00") * 600 + b"\n")
    assert often.rows == once.rows
    interpreter, _ = interpreted((b"a\x1b$\x00\x00") * 5000)
    assert len(interpreter.line._items) <= 1024
