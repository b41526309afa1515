"""Characters that the host draws itself, dot by dot."""

import pytest

from tests.virtual.recording import interpreted, printed

# One column of 24 dots, top and bottom black, at the left of A; the other columns are blank.
A_WITH_ONE_COLUMN = bytes.fromhex("1B 26 03 41 41 01 80 00 01")


def corner(head, width=12, height=24):
    return [row[:width] for row in head.picture()[:height]]


def test_esc_ampersand_draws_a_character_by_columns_and_esc_percent_switches_it_on():
    head = printed(A_WITH_ONE_COLUMN + b"\x1b%\x01A\n")
    expected = ["#" + "." * 11] + ["." * 12] * 22 + ["#" + "." * 11]
    assert corner(head) == expected
    assert len(head.rows) == 30


def test_without_esc_percent_the_built_in_character_stays():
    assert printed(A_WITH_ONE_COLUMN + b"A\n").rows == printed(b"A\n").rows
    assert printed(A_WITH_ONE_COLUMN + b"\x1b%\x01\x1b%\x02A\n").rows == printed(b"A\n").rows


def test_codes_without_a_definition_keep_the_built_in_character():
    assert printed(A_WITH_ONE_COLUMN + b"\x1b%\x01B\n").rows == printed(b"B\n").rows


def test_several_characters_in_one_definition_each_with_its_own_width():
    head = printed(bytes.fromhex("1B 26 03 41 43 01 80 00 00 00 02 00 00 00 40 00 00") + b"\x1b%\x01ABC\n")
    assert corner(head, 36, 2) == ["#" + "." * 35, "." * 25 + "#" + "." * 10]


def test_font_b_takes_the_upper_seventeen_rows_of_a_column_and_has_characters_of_its_own():
    head = printed(b"\x1bM\x01" + bytes.fromhex("1B 26 03 41 41 01 80 00 FF") + b"\x1b%\x01A\n")
    assert corner(head, 9, 17) == ["#" + "." * 8] + ["." * 9] * 15 + ["#" + "." * 8]
    assert not any(head.rows[17:])
    in_font_a = printed(b"\x1bM\x01" + bytes.fromhex("1B 26 03 41 41 01 80 00 FF") + b"\x1b%\x01\x1bM\x00A\n")
    assert in_font_a.rows == printed(b"A\n").rows


def test_user_characters_take_styles_and_sizes():
    head = printed(A_WITH_ONE_COLUMN + b"\x1b%\x01\x1d!\x10\x1bE\x01A\n")
    assert corner(head, 24, 1) == ["####" + "." * 20]
    head = printed(A_WITH_ONE_COLUMN + b"\x1b%\x01\x1dB\x01A\n")
    assert corner(head, 12, 1) == ["." + "#" * 11]


def test_esc_question_mark_brings_the_built_in_character_back():
    assert printed(A_WITH_ONE_COLUMN + b"\x1b%\x01\x1b?AA\n").rows == printed(b"A\n").rows
    assert printed(b"\x1b?A").events == []
    assert printed(b"\x1b?\x1f").named("ignored")[0]["instruction"] == "ESC ?"


def test_esc_at_forgets_user_characters():
    assert printed(A_WITH_ONE_COLUMN + b"\x1b@\x1b%\x01A\n").rows == printed(b"A\n").rows


def test_the_line_ends_where_the_area_ends_for_them_too():
    head = printed(A_WITH_ONE_COLUMN + b"\x1b%\x01" + b"A" * 49 + b"\n")
    assert len(head.rows) == 60
    assert head.texts == ["\ufffd" * 48, "\ufffd"]


@pytest.mark.parametrize(
    "definition",
    [
        "1B 26 02 41 41 01 80 00",  # two bytes a column
        "1B 26 03 1F 20 00 00",  # a code below 20h
        "1B 26 03 42 41",  # last before first
        "1B 26 03 41 41 0D" + "FF" * 39,  # wider than Font A
    ],
)
def test_a_definition_out_of_range_defines_nothing_and_leaks_nothing(definition):
    head = printed(bytes.fromhex(definition) + b"\x1b%\x01A\n")
    assert head.named("ignored")[0]["instruction"] == "ESC &"
    assert head.rows == printed(b"A\n").rows


def test_fs_2_draws_a_chinese_character_for_a_code_that_begins_with_fe():
    drawing = b"\x80\x00\x01" + bytes(69)
    head = printed(b"\x1c2\xfe\xa1" + drawing + b"\x1c&\xfe\xa1\n")
    assert corner(head, 24) == ["#" + "." * 23] + ["." * 24] * 22 + ["#" + "." * 23]
    forgotten = printed(b"\x1c2\xfe\xa1" + drawing + b"\x1b@\x1c&\xfe\xa1\n")
    assert corner(forgotten, 24) != corner(head, 24)


def test_fs_2_refuses_other_codes():
    head = printed(b"\x1c2\xfd\xa1" + bytes(72) + b"\x1c2\xfe\xa0" + bytes(72))
    assert [details["instruction"] for details in head.named("ignored")] == ["FS 2", "FS 2"]
    assert head.rows == []


def test_no_more_characters_are_kept_than_there_are_codes():
    everything = b"\x1b&\x03\x20\x7f" + b"\x00" * 96
    interpreter, _ = interpreted((everything + b"\x1bM\x01" + everything + b"\x1bM\x00") * 3)
    assert len(interpreter.state.user_characters.drawn) == 192
