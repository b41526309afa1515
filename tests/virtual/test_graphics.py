"""GS ( L and GS 8 L: off in this class, and where they are on, dot by dot."""

import pytest

from ocom809.virtual.flash import Flash
from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import interpreted, printed

ON = Interpretation(draws_graphics=True)
# Three dots by two rows: # . # and . # .
BUFFER = b"\x1d(L\x0c\x000p0\x01\x011\x03\x00\x02\x00\xa0\x40"
PRINT = b"\x1d(L\x02\x0002"
DEFINE_K1 = b"\x1d(L\x0d\x000C0K1\x01\x03\x00\x02\x001\xa0\x40"
PRINT_K1 = b"\x1d(L\x06\x000EK1\x01\x01"
KEYS = b"\x1d(L\x04\x000@KC"
DRAWN = ["#.#.", ".#.."]


def corner(head, width=4):
    return [row[:width] for row in head.picture()]


@pytest.mark.parametrize("stream", [BUFFER + PRINT, DEFINE_K1 + PRINT_K1])
def test_by_default_they_are_ignored_and_nothing_leaks(stream):
    head = printed(stream)
    assert head.rows == []
    assert [details["reason"] for details in head.named("ignored")] == ["unknown to this unit"] * 2


@pytest.mark.parametrize(
    "stream",
    [
        BUFFER + PRINT,
        b"\x1d8L\x0c\x00\x00\x000p0\x01\x011\x03\x00\x02\x00\xa0\x40" + b"\x1d(L\x02\x000\x02",
        DEFINE_K1 + PRINT_K1,
    ],
)
def test_a_picture_is_printed_by_rows(stream):
    assert corner(printed(stream, interpretation=ON)) == DRAWN


def test_dots_behind_the_width_are_cut_off():
    head = printed(b"\x1d(L\x0b\x000p0\x01\x011\x03\x00\x01\x00\xff" + PRINT, interpretation=ON)
    assert corner(head) == ["###."]


@pytest.mark.parametrize(
    ("scales", "expected"),
    [
        (b"\x02\x01", ["##..##..", "..##...."]),
        (b"\x01\x02", ["#.#.....", "#.#.....", ".#......", ".#......"]),
    ],
)
def test_scales_enlarge_it(scales, expected):
    buffered = BUFFER[:8] + scales + BUFFER[10:] + PRINT
    kept = DEFINE_K1 + PRINT_K1[:-2] + scales
    for stream in (buffered, kept):
        assert corner(printed(stream, interpretation=ON), 8) == expected


def test_printing_empties_the_buffer_and_esc_at_too():
    for stream in (BUFFER + PRINT + PRINT, BUFFER + PRINT + BUFFER + b"\x1b@" + PRINT):
        head = printed(stream, interpretation=ON)
        assert corner(head) == DRAWN
        assert head.named("ignored")[-1]["reason"] == "not defined"


def test_it_follows_the_alignment_and_needs_the_start_of_a_line():
    assert printed(b"\x1ba\x02" + BUFFER + PRINT, interpretation=ON).columns() == (573, 575)
    head = printed(BUFFER + DEFINE_K1 + b"a" + PRINT + PRINT_K1 + b"\n", interpretation=ON)
    assert head.rows == printed(b"a\n").rows
    assert [details["reason"] for details in head.named("ignored")] == ["not at the start of a line"] * 2


def test_kept_pictures_survive_and_are_deleted_by_key_or_all():
    flash = Flash()
    printed(DEFINE_K1 + DEFINE_K1.replace(b"K1", b"K2") + b"\x1b@", flash=flash, interpretation=ON)
    assert corner(printed(PRINT_K1, flash=flash, interpretation=ON)) == DRAWN
    printed(b"\x1d(L\x04\x000BK1", flash=flash, interpretation=ON)
    assert set(flash.graphics) == {b"K2"}
    printed(b"\x1d(L\x05\x000ACLR", flash=flash, interpretation=ON)
    assert flash.graphics == {}


def test_kept_pictures_have_256_kb():
    # 1024 × 1024 dots take half of it; the same key again takes no more.
    half = b"\x1d8L" + (11 + 131072).to_bytes(4, "little") + b"0C0K1\x01\x00\x04\x00\x041" + bytes(131072)
    interpreter, head = interpreted(
        half + half.replace(b"K1", b"K2") + half + DEFINE_K1.replace(b"K1", b"K3"), interpretation=ON
    )
    assert set(interpreter.flash.graphics) == {b"K1", b"K2"}
    assert [details["reason"] for details in head.named("ignored")] == ["no room left"]


def test_in_page_mode_a_picture_stands_in_the_line():
    page = b"\x1bL\x1bW\x00\x00\x00\x00\x40\x00\x1e\x00"
    head = printed(page + BUFFER + b"\x1b$\x05\x00" + PRINT + b"\x0c", interpretation=ON)
    assert [row[5:8] for row in head.picture()[22:24]] == ["#.#", ".#."]


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"0",
        b"02",  # nothing in the buffer
        b"12",  # not the mark
        b"0\x99",  # no such function
        b"0p",
        b"0p0\x03\x011\x01\x00\x01\x00\x80",  # a scale of 3
        b"0p4\x01\x011\x01\x00\x01\x00\x80",  # more than black and white
        b"0p0\x01\x012\x01\x00\x01\x00\x80",  # the second colour
        b"0p0\x01\x011\x09\x00\x01\x00\x80",  # a byte is missing
        b"0p0\x01\x011\x00\x00\x01\x00",
        b"0p0\x01\x011\x01\x00\x00\x00",
        b"0p0\x01\x011\x00\x08\x01\x00" + b"\x80" * 256,  # 2048 dots wide
        b"0p0\x01\x021\x01\x00\x40\x03" + b"\x80" * 832,  # 832 rows twice
        b"0C0K1\x01\x01\x00\x01\x091" + b"\x80" * 2305,  # 2305 rows
        b"0C0\x1f1\x01\x01\x00\x01\x001\x80",  # a key that is no character
        b"0C0K1\x02\x01\x00\x01\x001\x80",  # two colours
        b"0AALL",
        b"0@KEYS",
        b"0BK1",
        b"0EK1\x01\x01",
        b"0EK1\x01",
        b"0EK1\x03\x01",
    ],
)
def test_what_is_out_of_range_is_ignored_and_leaks_nothing(payload):
    head = printed(b"\x1d(L" + len(payload).to_bytes(2, "little") + payload + b"a\n", interpretation=ON)
    assert len(head.named("ignored")) == 1
    assert head.rows == printed(b"a\n").rows


def test_it_tells_of_its_room_and_of_the_keys_of_its_pictures():
    head = printed(DEFINE_K1 + b"\x1d(L\x02\x0000" + b"\x1d(L\x02\x0003" + KEYS, interpretation=ON)
    assert head.replies == [b"70262144\0", b"71262142\0", b"7r@K1\0"]
    assert printed(KEYS, interpretation=ON).replies == [b"7r@\0"]


def test_more_keys_than_one_answer_holds_come_in_blocks():
    define = b"".join(b"\x1d(L\x0c\x000C0A%c\x01\x01\x00\x01\x001\x80" % key for key in range(0x41, 0x41 + 41))
    first, second = printed(define + KEYS, interpretation=ON).replies
    assert (first[:3], len(first), first[-1:]) == (b"7rA", 3 + 80 + 1, b"\0")
    assert second == b"7r@A" + bytes([0x41 + 40]) + b"\0"
