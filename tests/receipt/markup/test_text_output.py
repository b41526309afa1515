"""What stands where, seen in plain text; the expectations were looked up at the reference implementation."""

import pytest

from ocom809.errors import DocumentError
from ocom809.receipt.markup import as_text, parse


def shown(source, columns=20):
    return as_text(parse(source), columns).split("\n")[:-1]


def test_a_single_column_is_centred_to_half_a_column():
    assert shown("ab\nabc") == ["         ab", "         abc"]


def test_columns_share_the_line_and_the_last_ones_get_what_is_over():
    assert shown("a |b |c", 12) == ["a   b   c"]
    assert shown("|a |b| c|d|", 12) == ["a   b  c  d"]


def test_widths_are_given_or_shared_or_none_at_all():
    assert shown("{width: 5 * 0 4}\na| b| c| d") == ["    a         b    d"]


def test_fixed_columns_give_way_the_widest_first():
    assert shown("{w: 30 10 *}\n|a|b|c", 20) == ["    a         b    c"]


def test_a_narrow_line_stands_where_align_says():
    assert shown("{w: 4; a: right}\n|a|\n-") == ["                  a", "                ----"]


def test_long_text_goes_on_below_within_its_column():
    assert shown("{w: 4 4; a: left}\nabcdef |12345") == ["abcd 1234", "ef   5"]
    assert shown("{w: 4 4; a: left; text: nowrap}\nabcdef |12345") == ["abcd 1234"]


def test_a_full_line_that_is_broken_by_hand_leaves_an_empty_one():
    assert shown("|abcd\\nef", 4) == ["abcd", "", "ef"]


def test_wide_characters_and_sizes_take_their_columns():
    assert shown("|^ab^c^^d", 20) == ["a b cd"]
    assert shown("|茶^茶", 20) == ["茶茶"]


def test_a_character_that_is_wider_than_its_column_is_left_out():
    assert shown("{w: 2; a: left}\n^^^^a^^^^b") == [" b"]


def test_frames_join_at_every_line_between_columns():
    source = "{border: line; width: 3 5}\n|a |b |\n-\n{w: 5 3; a: center}\n|c| d|\n-\n{w: 2; a: left}\n|e\n{b: none}"
    assert shown(source) == [
        "    +---+-----+",
        "    |a  |b    |",
        "    +---+-+---+",
        "    |  c  |  d|",
        "+--++-----+---+",
        "|e |",
        "+--+",
    ]


def test_a_frame_closes_before_a_cut_and_opens_again_behind_it():
    assert shown("{b: line; w: 3}\na\n=\nb\n-") == [
        "       +---+",
        "       | a |",
        "       +---+",
        "       +---+",
        "       | b |",
        "       +---+",
    ]


def test_a_frame_without_text_is_none():
    assert shown("{b: line}\n-\n{b: space}\n") == [""]


def test_signs_are_wide_among_wide_characters_only():
    assert shown("|×|\n|茶|", 4) == [" ×", " 茶"]
    assert shown("|×a") == ["×a"]


def test_a_mark_takes_no_column():
    assert shown("กี่ | a", 4) == ["กี่  a"]


def test_a_document_that_would_not_end_is_refused_by_its_line():
    with pytest.raises(DocumentError, match="line 2, column 1: over 10000 rows"):
        as_text(parse("{width: 1}\n" + "a" * 11_000))
