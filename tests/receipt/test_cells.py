"""Columns: width, clipping, wrapping, padding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import Alignment
from ocom809.receipt.cells import cell_width, clip, has_wide, pad, width, wrap

LINES = st.text("ab  -éß漢字ｗ\u0e31\u0e01", max_size=80)


def test_a_wide_character_takes_two_columns():
    assert width("Tea") == 3
    assert width("Té") == 2
    assert width("漢字 x") == 6


def test_clipping_never_halves_a_wide_character():
    assert clip("漢字", 3) == "漢"
    assert clip("abc", 2) == "ab"
    assert clip("abc", 9) == "abc"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 5, [""]),
        ("abc", 3, ["abc"]),
        ("one two", 5, ["one", "two"]),
        ("one two", 3, ["one", "two"]),
        ("one   two", 4, ["one", "two"]),
        ("abcdefg", 3, ["abc", "def", "g"]),
        ("a bcdefgh", 4, ["a", "bcde", "fgh"]),
        ("  one two", 6, ["  one", "two"]),
        ("a  b  c", 7, ["a  b  c"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("ab漢字", 3, ["ab", "漢", "字"]),
        ("漢字", 1, ["漢", "字"]),
        ("abc   ", 3, ["abc"]),
        ("      x", 3, ["", "x"]),
    ],
)
def test_wrapping(text, columns, lines):
    assert wrap(text, columns) == lines


def test_a_mark_goes_to_the_next_line_with_its_letter():
    assert wrap("กกก\u0e31", 3) == ["กก", "ก\u0e31"]


def test_more_marks_than_a_line_holds_are_broken_all_the_same():
    assert wrap("ก" + "\u0e31" * 5, 3) == ["ก\u0e31\u0e31", "\u0e31\u0e31\u0e31"]


@given(LINES, st.integers(2, 12))
def test_wrapping_keeps_every_character_but_blanks_and_fits_every_line(text, columns):
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)


@pytest.mark.parametrize(
    ("alignment", "padded"),
    [(Alignment.LEFT, "ab   "), (Alignment.CENTER, " ab  "), (Alignment.RIGHT, "   ab")],
)
def test_padding(alignment, padded):
    assert pad("ab", 5, alignment) == padded


def test_what_is_too_wide_gets_no_padding():
    assert pad("abc", 2) == "abc"


def test_no_wide_character_is_overlooked():
    """Of those that exist; code points that are not assigned are printed by no page."""
    everything = [chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) != "Cn"]
    assert not [character for character in everything if cell_width(character) > 1 and not has_wide(character)]
