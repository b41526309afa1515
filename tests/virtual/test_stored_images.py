"""Pictures that are kept, in RAM and in the flash memory, and what they survive."""

import pytest

from ocom809.virtual.flash import Flash
from tests.virtual.recording import interpreted, printed

# Eight columns of one byte: the first column's top dot, the last column's bottom dot.
CORNERS = bytes.fromhex("80 00 00 00 00 00 00 01")
DOWNLOAD = b"\x1d*\x01\x01" + CORNERS
STORE = b"\x1cq\x01\x01\x00\x01\x00" + CORNERS
DRAWN = ["#......."] + ["........"] * 6 + [".......#"]


def corner(head, width=8):
    return [row[:width] for row in head.picture()]


@pytest.mark.parametrize("stream", [DOWNLOAD + b"\x1d/\x00", STORE + b"\x1cp\x01\x00", DOWNLOAD + b"\x1d/0"])
def test_a_kept_picture_is_printed_by_columns(stream):
    assert corner(printed(stream)) == DRAWN


@pytest.mark.parametrize(
    ("mode", "first", "rows"),
    [(1, "##" + "." * 14, 8), (2, "#" + "." * 15, 16), (3, "##" + "." * 14, 16), (51, "##" + "." * 14, 16)],
)
def test_modes_enlarge_it(mode, first, rows):
    for stream in (DOWNLOAD + b"\x1d/", STORE + b"\x1cp\x01"):
        head = printed(stream + bytes([mode]))
        assert corner(head, 16)[0] == first
        assert len(head.rows) == rows


def test_columns_of_several_bytes_go_down_first():
    head = printed(b"\x1d*\x01\x02" + b"\x00\x01" + bytes(14) + b"\x1d/\x00")
    assert corner(head) == ["........"] * 15 + ["#......."]


def test_it_stands_where_esc_a_puts_it():
    assert printed(DOWNLOAD + b"\x1ba\x01\x1d/\x00").columns() == (284, 291)
    assert printed(STORE + b"\x1ba\x02\x1cp\x01\x00").columns() == (568, 575)


def test_esc_at_and_user_characters_clear_the_picture_in_ram():
    for clearing in (b"\x1b@", b"\x1b&\x03AA\x00"):
        head = printed(DOWNLOAD + clearing + b"\x1d/\x00")
        assert head.rows == []
        assert head.named("ignored")[0]["reason"] == "not defined"


def test_esc_at_keeps_the_pictures_in_flash():
    assert corner(printed(STORE + b"\x1b@\x1cp\x01\x00")) == DRAWN


def test_the_flash_memory_outlives_the_interpreter_and_the_ram_does_not():
    flash = Flash()
    printed(DOWNLOAD + STORE, flash=flash)
    assert corner(printed(b"\x1cp\x01\x00", flash=flash)) == DRAWN
    assert printed(b"\x1d/\x00", flash=flash).rows == []
    assert printed(b"\x1cp\x01\x00").rows == []


def test_fs_q_replaces_all_pictures_and_starts_the_printer_anew():
    two = b"\x1cq\x02" + b"\x01\x00\x01\x00" + CORNERS + b"\x01\x00\x01\x00" + b"\xff" * 8
    interpreter, head = interpreted(
        b"\x1ba\x01" + two + b"\x1cp\x02\x00" + DOWNLOAD + STORE + b"\x1d/\x00\x1cp\x02\x00"
    )
    assert corner(head) == ["#" * 8] * 8
    assert interpreter.state.alignment == 0
    assert [details["reason"] for details in head.named("ignored")] == ["not defined", "not defined"]
    assert [details["stored"] for details in head.named("pictures stored")] == [2, 1]


def test_a_picture_out_of_range_ends_the_list_of_fs_q():
    none = printed(STORE + b"\x1cq\x01\x00\x00\x01\x00" + b"\x1cp\x01\x00")
    assert corner(none) == DRAWN
    assert none.named("ignored") == [{"instruction": "FS q", "reason": "value out of range", "offset": 15}]
    too_high = b"\x01\x00\x21\x01" + bytes(289 * 8)
    head = printed(b"\x1cq\x02\x01\x00\x01\x00" + CORNERS + too_high + b"\x1cp\x01\x00\x1cp\x02\x00")
    assert corner(head) == DRAWN
    assert head.named("pictures stored") == [{"stored": 1, "asked": 2}]


def test_fs_q_keeps_64_kb_and_no_more():
    quarter = b"\x08\x01\x08\x00" + bytes(264 * 8 * 8)
    interpreter, head = interpreted(b"\x1cq\x05" + quarter * 5)
    assert len(interpreter.flash.pictures) == 3
    assert head.named("pictures stored") == [{"stored": 3, "asked": 5}]


def test_in_mid_line_nothing_is_stored_or_printed():
    head = printed(DOWNLOAD + b"a\x1d/\x00" + STORE + b"\x1cp\x01\x00\n")
    assert head.rows == printed(b"a\n").rows
    reasons = [(details["instruction"], details["reason"]) for details in head.named("ignored")]
    assert reasons == [
        ("GS /", "not at the start of a line"),
        ("FS q", "not at the start of a line"),
        ("FS p", "not defined"),
    ]


@pytest.mark.parametrize("size", [b"\x00\x01", b"\x01\x00", b"\x01\x31", b"\xff\x04"])
def test_gs_star_out_of_range_defines_nothing_and_leaks_nothing(size):
    head = printed(b"\x1d*" + size + b"A" * (size[0] * size[1] * 8) + b"\x1d/\x00")
    assert head.rows == []
    assert [details["instruction"] for details in head.named("ignored")] == ["GS *", "GS /"]


def test_an_unknown_mode_prints_nothing():
    head = printed(DOWNLOAD + b"\x1d/\x04")
    assert head.rows == []
    assert head.named("ignored")[0]["reason"] == "value out of range"


def test_a_picture_wider_than_the_paper_is_cut_off():
    head = printed(b"\x1d*\x60\x01" + b"\xff" * 768 + b"\x1d/\x00")
    assert head.rows == [(1 << 576) - 1] * 8
