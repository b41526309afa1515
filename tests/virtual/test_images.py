"""Pictures, dot by dot."""

import time

import pytest

from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import interpreted, printed


def timed(stream):
    """The head after a stream, and how much of the processor's time that took, in seconds."""
    started = time.process_time()
    return printed(stream), time.process_time() - started


def test_gs_v_0_prints_its_rows_from_the_left_bit():
    head = printed(bytes.fromhex("1D 76 30 00 01 00 02 00 80 01"))
    assert [row[:9] for row in head.picture()] == ["#........", ".......#."]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (0, ["#.#.....", "........"]),
        (48, ["#.#.....", "........"]),
        (1, ["##..##..", "........"]),
        (2, ["#.#.....", "#.#.....", "........", "........"]),
        (51, ["##..##..", "##..##..", "........", "........"]),
    ],
)
def test_gs_v_0_enlarges(mode, expected):
    head = printed(bytes([0x1D, 0x76, 0x30, mode, 1, 0, 2, 0, 0xA0, 0x00]))
    assert [row[:8] for row in head.picture()] == expected


def test_gs_v_0_follows_the_alignment():
    assert printed(b"\x1ba\x01" + bytes.fromhex("1D 76 30 00 01 00 01 00 FF")).columns() == (284, 291)
    assert printed(b"\x1ba\x02" + bytes.fromhex("1D 76 30 00 01 00 01 00 FF")).columns() == (568, 575)


def test_gs_v_0_wider_than_the_paper_is_cut():
    head = printed(bytes.fromhex("1D 76 30 00 50 00 01 00") + b"\x01" * 80)
    assert len(head.rows) == 1
    assert head.rows[0] == int.from_bytes(b"\x01" * 72, "big")


@pytest.mark.parametrize("mode", [0, 1])
def test_gs_v_0_stays_within_the_area_of_gs_l_and_gs_w(mode):
    area = bytes.fromhex("1D 4C 0A 00 1D 57 65 00")
    wide = bytes([0x1D, 0x76, 0x30, mode, 40, 0, 1, 0]) + b"\xff" * 40
    assert printed(area + wide).columns() == (10, 110)
    assert printed(area + b"\x1ba\x02" + bytes.fromhex("1D 76 30 00 01 00 01 00 FF")).columns() == (103, 110)


def test_gs_v_0_of_the_widest_rows_costs_no_more_than_what_the_paper_shows():
    stream = bytes.fromhex("1D 76 30 03 FF FF 64 00") + b"\xaa" * 65535 * 100
    head, seconds = timed(stream)
    assert head.rows == [int.from_bytes(b"\xcc" * 72)] * 200
    assert seconds < 5


def test_gs_v_0_in_mid_line_is_ignored_and_told():
    head = printed(b"a" + bytes.fromhex("1D 76 30 00 01 00 01 00 FF") + b"\n")
    assert head.rows == printed(b"a\n").rows
    assert head.named("ignored")[0]["instruction"] == "GS v 0"


def test_a_unit_that_prints_the_line_first_does_both():
    anywhere = Interpretation(raster_needs_line_start=False)
    head = printed(b"a" + bytes.fromhex("1D 76 30 00 01 00 01 00 FF"), interpretation=anywhere)
    assert len(head.rows) == 31
    assert len(printed(bytes.fromhex("1D 76 30 00 01 00 01 00 FF"), interpretation=anywhere).rows) == 1


def test_gs_v_0_without_dots_or_of_an_unknown_mode_prints_nothing():
    assert printed(bytes.fromhex("1D 76 30 00 00 00 FF FF")).rows == []
    assert printed(bytes.fromhex("1D 76 30 00 01 00 00 00")).rows == []
    head = printed(bytes.fromhex("1D 76 30 07 01 00 01 00 FF"))
    assert head.rows == []
    assert head.named("ignored")


def test_an_lf_behind_gs_v_0_feeds_unless_the_unit_swallows_it():
    raster_and_line_feed = bytes.fromhex("1D 76 30 00 01 00 01 00 FF 0A 0A")
    assert printed(raster_and_line_feed).feeds == [30, 30]
    swallowing = Interpretation(swallow_line_feed_after_raster=True)
    assert printed(raster_and_line_feed, interpretation=swallowing).feeds == [30]


def test_esc_star_33_prints_24_dots_a_column_from_the_top_bit():
    head = printed(b"\x1b3\x18" + bytes.fromhex("1B 2A 21 02 00 80 00 00 00 00 01") + b"\n")
    rows = head.picture()
    assert len(rows) == 24
    assert rows[0][:3] == "#.."
    assert rows[23][:3] == ".#."
    assert sum(row.count("#") for row in rows) == 2


def test_esc_star_32_is_twice_as_wide():
    head = printed(bytes.fromhex("1B 2A 20 01 00 80 00 00") + b"\n")
    assert head.picture()[0][:3] == "##."


def test_esc_star_8_dot_modes_are_three_dots_high_each_and_single_density_is_doubled():
    head = printed(bytes.fromhex("1B 2A 00 01 00 81") + b"\n")
    assert [row[:3] for row in head.picture()[:24]] == ["##."] * 3 + ["..."] * 18 + ["##."] * 3
    head = printed(bytes.fromhex("1B 2A 01 01 00 81") + b"\n")
    assert [row[:2] for row in head.picture()[:24]] == ["#."] * 3 + [".."] * 18 + ["#."] * 3
    pitch_one = Interpretation(eight_dot_pitch=1)
    head = printed(bytes.fromhex("1B 2A 01 01 00 81") + b"\n", interpretation=pitch_one)
    assert [row[:1] for row in head.picture()[:8]] == ["#", *"......", "#"]


def test_esc_star_bands_stack_without_a_seam():
    band = bytes.fromhex("1B 2A 21 01 00 FF FF FF 0A")
    head = printed(b"\x1b3\x18" + band * 3)
    assert len(head.rows) == 72
    assert all(head.rows)
    assert len(printed(b"\x1b3\x00" + band * 3).rows) == 72


def test_esc_star_stands_beside_text_on_its_rows():
    head = printed(b"a" + bytes.fromhex("1B 2A 21 01 00 FF FF FF") + b"b\n")
    assert len(head.rows) == 30
    assert all(row[12] == "#" for row in head.picture()[:24])


def test_esc_star_beyond_the_area_is_cut_and_empty_or_unknown_ones_print_nothing():
    head = printed(bytes.fromhex("1B 2A 21 FF 03") + b"\xff" * 3069 + b"\n")
    assert head.columns() == (0, 575)
    assert printed(bytes.fromhex("1B 2A 21 00 00")).rows == []
    head = printed(bytes.fromhex("1B 2A 05 01 00 FF") + b"\n")
    assert head.named("ignored")[0]["instruction"] == "ESC *"
    assert head.columns() is None


def test_esc_star_of_65535_columns_in_one_line_again_and_again_keeps_what_the_paper_shows():
    stream = (bytes.fromhex("1B 2A 20 FF FF") + b"\xff" * 65535 * 3) * 20 + b"\n"
    interpreter, head = interpreted(stream[:-1])
    assert interpreter.line.end == 576
    assert head.rows == []
    head, seconds = timed(stream)
    assert [row for row in head.rows if row] == [(1 << 576) - 1] * 24
    assert seconds < 5


def test_esc_star_takes_no_more_than_the_manual_s_1023_columns_and_stays_in_step():
    wide_page = bytes.fromhex("1B 2A 21 00 04") + b"\x80\x00\x00" * 1024 + b"A\n"
    head = printed(wide_page, width_dots=2048)
    black = head.picture(2048)[0]
    assert (black.index("."), head.texts) == (1023, ["A"])


def test_esc_star_where_no_room_is_left_prints_nothing():
    head = printed(
        bytes.fromhex("1B 2A 21 40 02") + b"\xff" * 3 * 576 + bytes.fromhex("1B 2A 21 01 00 FF FF FF") + b"\n"
    )
    assert head.columns() == (0, 575)
    assert len(head.rows) == 30
