"""What belongs together, and how wide it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.receipt.scripts.clusters import MOST_IN_A_CLUSTER, clusters, columns_of, flag_letters, may_part


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tea", ["T", "e", "a"]),
        ("ที่นี้", ["ที่", "นี้"]),
        ("น้ำ", ["น้ำ"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("👨‍👩‍👧!", ["👨‍👩‍👧", "!"]),
        ("👍🏽a", ["👍🏽", "a"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("\u1112\u1161\u11abx", ["\u1112\u1161\u11ab", "x"]),
        (" \u0301", [" ", "\u0301"]),
        ("", []),
    ],
)
def test_text_falls_into_what_people_count_as_characters(text, parts):
    assert list(clusters(text)) == parts


@pytest.mark.parametrize(
    ("cluster", "columns"),
    [
        ("a", 1),
        ("漢", 2),
        ("한", 2),
        ("😀", 2),
        ("👨‍👩‍👧", 2),
        ("❤️", 2),
        ("❤", 1),
        ("🇩🇪", 2),
        ("ที่", 1),
        ("\u0301", 0),
        ("１", 2),
    ],
)
def test_marks_take_no_column_and_emoji_two(cluster, columns):
    assert columns_of(cluster) == columns


@given(st.text())
def test_clusters_are_the_text_and_never_endless(text):
    parts = list(clusters(text))
    assert "".join(parts) == text
    assert all(1 <= len(part) <= MOST_IN_A_CLUSTER for part in parts)


def test_a_line_is_broken_between_chinese_characters_and_never_before_a_full_stop():
    assert may_part("漢", "字")
    assert not may_part("字", "。")
    assert not may_part("「", "字")
    assert not may_part("เ", "ก")
    assert not may_part("a", "b")


def test_a_flag_stands_for_the_letters_of_its_country():
    assert flag_letters("🇩🇪") == "DE"
    assert flag_letters("D") == ""


def test_a_mark_behind_a_control_of_direction_stands_alone():
    assert list(clusters("a\u200f\u0301b\u2069\u0e33")) == ["a", "\u200f", "\u0301", "b", "\u2069", "\u0e33"]
