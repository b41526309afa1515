"""Text of the drop-in: which bytes it becomes, and what never becomes one."""

from __future__ import annotations

import pytest

from ocom809 import load_profile
from ocom809.errors import Ocom809Error
from ocom809.escpos import Dummy, Network
from ocom809.escpos.original import exceptions
from ocom809.testing import BenchPrinter
from tests.escpos.originals import theirs


def sent(*texts, **options):
    printer = Dummy(**options)
    for text in texts:
        printer.text(text)
    return printer.output


# A customer's name is no command


def test_control_characters_are_shown_by_name():
    assert sent("Bob\x1b@\x1dV\x00\x10\x14") == b"\x1bt\x00Bob<ESC>@<GS>V<NUL><DLE><DC4>"


def test_what_lays_out_text_is_sent():
    assert sent("a\tb\r\nc") == b"\x1bt\x00a\tb\r\nc"


def test_raw_bytes_go_as_they_are():
    printer = Dummy()
    printer._raw(b"\x1b@\x1dV\x00")
    assert printer.output == b"\x1b@\x1dV\x00"


def test_control_characters_are_no_command_on_a_frozen_page_either():
    printer = Dummy()
    printer.charcode("CP858")
    printer.text("\x1b@")
    assert printer.output == b"\x1bt\x13<ESC>@"


# Pages


def test_the_euro_sign_comes_from_a_page_that_all_units_have():
    assert sent("5 €") == b"\x1c.\x1bt\x105 \x80"
    assert sent("5 €", profile="TM-T20II") == b"\x1bt\x105 \x80"


def test_of_two_numbers_of_a_page_the_lower_is_chosen():
    assert sent("é", profile="NT-80-V-UL") == b"\x1bt\x00\x82"


def test_the_page_is_kept_while_it_serves():
    printer = Dummy()
    printer.text("Łódź €")
    printer.clear()
    printer.text("źródło")
    assert not printer.output.count(b"\x1bt")


def test_letter_and_accent_are_one_character():
    assert sent("e\u0301") == sent("é")


@pytest.mark.parametrize(
    "disturb",
    [
        lambda printer: printer.hw("INIT"),
        lambda printer: printer.set(font="b"),
        lambda printer: printer._raw(b"\x1b@"),
        lambda printer: printer._raw(b"... \x1bt\x12 ..."),
    ],
    ids=["hw", "font", "raw start", "raw page"],
)
def test_the_page_is_named_again_after(disturb):
    printer = Dummy()
    printer.text("é")
    disturb(printer)
    printer.clear()
    printer.text("é")
    assert printer.output == b"\x1c.\x1bt\x00\x82"


def test_a_frozen_page_is_named_again_after_a_fresh_start():
    printer = Dummy()
    printer.charcode("CP858")
    printer.hw("INIT")
    printer.clear()
    printer.text("é")
    assert printer.output == b"\x1c.\x1bt\x13\x82"


def test_the_dots_of_a_picture_are_no_change_of_page():
    printer = Dummy()
    printer.text("é")
    printer._raw(b"\x1dv0\x00\x02\x00\x01\x00\x1b@")
    printer.clear()
    printer.text("é")
    assert printer.output == b"\x82"


@pytest.mark.parametrize(
    ("name", "number"), [("CP858", 19), ("cp858", 19), ("PC858", 19), ("pc858", 19), ("WPC1252", 16), ("wcp1252", 16)]
)
def test_a_page_goes_by_the_names_that_people_use(name, number):
    printer = Dummy()
    printer.charcode(name)
    assert printer.output == b"\x1bt" + bytes([number])


@pytest.mark.parametrize("name", ["CP999", "CP1001", ""])
def test_a_page_that_the_profile_lacks_is_refused_by_name(name):
    printer = Dummy()
    if not name:
        printer.charcode(name)
        assert printer.output == b""
        return
    with pytest.raises(exceptions.CharCodeError, match=name) as refused:
        printer.charcode(name)
    assert isinstance(refused.value, Ocom809Error)
    assert printer.output == b""


def test_charcode_auto_chooses_again():
    printer = Dummy()
    printer.charcode("CP866")
    printer.text("é")
    printer.charcode("AUTO")
    printer.text("é")
    assert printer.output == b"\x1bt\x11\x1c.\x1bt\x11?\x1bt\x00\x82"


# What no page holds


def test_a_lost_character_is_a_question_mark_logged_once_and_listed(caplog):
    printer = Dummy()
    printer.text("☃ and ☃")
    assert printer.output == b"\x1bt\x00? and ?"
    assert [(loss.character, loss.count) for loss in printer.losses] == [("☃", 2)]
    assert caplog.text.count("U+2603") == 1


def test_a_default_symbol_is_printed_instead():
    assert sent("☃", magic_encode_args={"defaultsymbol": "_"}) == b"\x1bt\x00_"


def test_a_default_symbol_that_no_page_holds_does_not_recurse_for_ever():
    assert sent("☃", magic_encode_args={"defaultsymbol": "☃"}) == b"\x1bt\x00?"


def test_characters_of_tables_that_only_the_original_has_are_printed():
    original = theirs.Dummy()
    original.text("ế")
    assert sent("ế", profile="default") == original.output == b"\x1bt\x1e\xd5"


def test_half_width_katakana_are_printed():
    assert sent("ｶﾅ", profile="TM-T20II") == b"\x1bt\x01\xb6\xc5"


def test_a_text_on_a_given_page_is_text():
    with pytest.raises(Ocom809Error, match="a text is a str"):
        Dummy().magic.write_with_encoding("CP437", b"Tea")


# Chinese


def test_chinese_stands_between_its_commands_with_our_profile():
    assert sent("茶 5 €") == b"\x1c&\xb2\xe8\x1c.\x1bt\x10 5 \x80"


def test_chinese_goes_bare_with_profiles_of_others():
    assert sent("茶", profile="TM-T20II") == b"\xb2\xe8"


def test_accents_are_accents_on_units_that_start_in_chinese_mode():
    with BenchPrinter(personality="chinese-rom") as bench:
        printer = Network(bench.host, bench.port)
        printer.text("Café Müller\n")
        printer.cut()
        assert bench.last.lines == ["Café Müller"]
        printer.close()


# As in the original


def test_an_encoder_of_the_callers_own_is_used_as_it_is():
    from escpos.magicencode import Encoder

    from ocom809.escpos.original import MagicEncode

    printer = Dummy(magic_encode_args={"encoder": Encoder({"CP437": 7})})
    assert type(printer.magic) is MagicEncode
    printer.text("é")
    assert printer.output == b"\x1bt\x07\x82"


def test_a_profile_of_ours_says_which_pages_there_are(tmp_path):
    path = tmp_path / "unit.toml"
    path.write_text('columns_a = 42\n[[code_page]]\nnumber = 40\nname = "Ours"\ncodec = "cp1251"\n')
    printer = Dummy(profile=load_profile(path))
    printer.text("Ж")
    assert printer.output == b"\x1c.\x1bt\x11\x86"
    assert printer.profile.get_columns("a") == 42
