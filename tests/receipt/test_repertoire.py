"""What becomes of each character before it is measured and encoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.code_pages import CODE_PAGES
from ocom809.evidence import Confidence, Evidence
from ocom809.profile import OCPP809, CodePage
from ocom809.receipt.losses import Losses, named
from ocom809.receipt.repertoire import NO_BREAK_SPACE, STAND_IN, Repertoire, keeps_ascii, repertoire_of, upper_half

CHINESE = OCPP809.with_facts(chinese_font=True)


def printable(text: str, profile=OCPP809) -> tuple[str, list[str]]:
    losses = Losses()
    return repertoire_of(profile).printable(text, losses), [loss.character for loss in losses.all()]


def test_plain_ascii_stays_as_it_is():
    assert printable("Tea & cake 4.20 ~") == ("Tea & cake 4.20 ~", [])


def test_text_is_composed_so_that_an_accent_of_its_own_finds_its_letter():
    assert printable("Cafe\u0301") == ("Café", [])


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "<NUL>"),
        ("\x1b", "<ESC>"),
        ("\x10", "<DLE>"),
        ("\x1d", "<GS>"),
        ("\x7f", "<DEL>"),
        ("\x85", "<U+0085>"),
        ("\x9b", "<U+009B>"),
        ("\u202e", "<U+202E>"),
        ("\u2066", "<U+2066>"),
        ("\u200f", "<U+200F>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_a_control_is_shown_by_name_and_reported(character, shown):
    assert printable(f"a{character}b") == (f"a{shown}b", [character])


@pytest.mark.parametrize("character", ["漢", "ก", "\U0001f600", "\ue000", "\u0378", "\ufffd", "→"])
def test_a_character_that_no_page_holds_becomes_a_stand_in_and_is_reported(character):
    profile = OCPP809.with_facts(code_pages=CODE_PAGES[:1])
    assert printable(f"a{character}b", profile) == (f"a{STAND_IN}b", [character])


def test_a_mark_that_no_page_holds_is_left_out_and_reported():
    assert printable("x\u0332y") == ("xy", ["\u0332"])


def test_blanks_of_all_kinds_are_blanks_and_nothing_is_lost():
    assert printable("1\u2009000\u202f€\u00a05\u3000x") == (f"1 000{NO_BREAK_SPACE}€{NO_BREAK_SPACE}5  x", [])


def test_hyphens_that_differ_only_in_line_breaking_are_hyphens():
    assert printable("a\u2010b\u2011c") == ("a-b-c", [])


def test_characters_without_ink_vanish_without_loss():
    assert printable("\ufeffa\u00adb\u200bc\u200dd\ufe0f") == ("abcd", [])


def test_ten_thousand_marks_on_one_letter_are_cut_at_thirty_and_reported():
    text, lost = printable("e" + "\u0301" * 10_000)
    assert len(text) <= 31
    assert lost == ["\u0301"]


def test_chinese_characters_are_printed_only_where_the_font_is_known_to_be():
    assert printable("漢字", OCPP809) == (STAND_IN * 2, ["漢", "字"])
    assert printable("漢字", OCPP809.with_facts(chinese_font=False))[0] == STAND_IN * 2
    assert printable("漢字", CHINESE) == ("漢字", [])


def test_a_character_of_four_bytes_in_gb18030_is_not_in_the_chinese_font():
    assert printable("\U00020000", CHINESE) == (STAND_IN, ["\U00020000"])
    assert printable("한", CHINESE) == (STAND_IN, ["한"])


def test_an_ideographic_blank_is_a_character_of_the_chinese_font():
    assert printable("漢\u3000字", CHINESE) == ("漢\u3000字", [])


def test_a_chinese_codec_that_is_none_for_text_holds_nothing():
    assert printable("漢", CHINESE.with_facts(chinese_codec="rot13"))[0] == STAND_IN


def test_the_pages_come_by_confidence_and_then_by_number():
    order = [(page.evidence.confidence, page.number) for page in repertoire_of(OCPP809).pages]
    assert order == sorted(order, key=lambda key: (-key[0], key[1]))
    assert order[0] == (Confidence.CERTAIN, 0)


def test_cp864_is_left_out_because_it_has_no_percent_sign():
    assert not keeps_ascii("cp864")
    assert "cp864" not in {page.codec for page in repertoire_of(OCPP809).pages}


@pytest.mark.parametrize("codec", sorted({page.codec for page in CODE_PAGES if page.codec} - {"cp864"}))
def test_every_other_codec_of_the_class_keeps_ascii(codec):
    assert keeps_ascii(codec)


@pytest.mark.parametrize("codec", ["rot13", "hex", "utf-16", "no such codec", "undefined"])
def test_a_codec_that_is_none_for_single_bytes_gives_no_page(codec):
    page = CodePage(9, "odd", codec, Evidence(Confidence.MEASURED, "test"))
    assert Repertoire((page,), None).pages == ()


def test_a_codec_of_several_bytes_adds_no_character_beyond_ascii():
    assert upper_half("utf-8") == ()


def test_no_page_is_used_below_the_confidence_that_the_profile_asks_for():
    assert Confidence.GUESS not in {page.evidence.confidence for page in repertoire_of(OCPP809).pages}
    daring = OCPP809.with_facts(code_page_confidence=Confidence.GUESS)
    assert Confidence.GUESS in {page.evidence.confidence for page in repertoire_of(daring).pages}


@given(st.text())
def test_what_comes_out_is_printable_and_every_other_character_is_accounted_for(text):
    shown, _ = printable(text)
    repertoire = repertoire_of(OCPP809)
    allowed = {STAND_IN, NO_BREAK_SPACE}
    assert all(" " <= character <= "~" or repertoire.holders(character) or character in allowed for character in shown)


def test_losses_are_named_each_once_with_their_first_place():
    losses = Losses()
    for place, character in (("line 1", "漢"), ("line 2", "\x1b"), ("line 3", "漢")):
        losses.place = place
        losses.add(character)
    assert named(losses.all()) == "'漢' (U+6F22) in line 1, U+001B in line 2"
    assert [loss.count for loss in losses.all()] == [2, 1]


def test_many_losses_are_named_in_part():
    losses = Losses()
    for number in range(20):
        losses.add(chr(0x4E00 + number))
    assert named(losses.all()).endswith(" and 12 more")


@pytest.mark.parametrize("word", ["שלום", "سلام"])
def test_right_to_left_letters_are_lost_visibly_until_lines_are_ordered_for_them(word):
    sure_of_everything = OCPP809.with_facts(code_page_confidence=Confidence.GUESS)
    assert printable(word, sure_of_everything) == (STAND_IN * len(word), list(word))
