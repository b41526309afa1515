"""Documents to bytes."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809.code_pages import CODE_PAGES
from ocom809.commands import PDF417, Alignment, Bold, Cut, Font, LineFeed, Raster, Symbology, Text
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, as_receipt, compose
from ocom809.virtual import VirtualPrinter

START = b"\x1b@\x1c.\x1bR\x00"
CHINESE = OCPP809.with_facts(chinese_font=True)
NO_DOTS = OCPP809.with_facts(column_images=False)
"""Takes no dots within a line, so that all it lacks is lost, whichever fonts are there."""


def data(receipt: object, profile=OCPP809) -> bytes:
    return compose(as_receipt(receipt), profile).encode(profile)


def body(receipt: object, profile=OCPP809) -> bytes:
    """The bytes behind the fresh start."""
    result = data(receipt, profile)
    assert result.startswith(START)
    return result.removeprefix(START)


# Beginning and end


def test_a_document_begins_afresh_in_western_text_with_the_usual_ascii():
    assert data("Tea") == b"\x1b@\x1c.\x1bR\x00Tea\n"


def test_an_empty_receipt_is_no_byte_at_all():
    assert data(Receipt()) == b""


def test_commands_alone_go_as_they_are():
    assert data([Bold(True), Text("Tea"), LineFeed()]) == b"\x1bE\x01Tea\n"
    assert data(Receipt().raw(b"\x1d(k").raw(b"\x00")) == b"\x1d(k\x00"


def test_styles_end_as_they_began():
    assert body(Receipt().text("x", bold=True, align=Alignment.RIGHT)) == b"\x1ba\x02\x1bE\x01x\n\x1bE\x00\x1ba\x00"


# Text


@pytest.mark.parametrize(
    ("style", "on", "off"),
    [
        ({"bold": True}, b"\x1bE\x01", b"\x1bE\x00"),
        ({"underline": True}, b"\x1b-\x01", b"\x1b-\x00"),
        ({"underline": 2}, b"\x1b-\x02", b"\x1b-\x00"),
        ({"invert": True}, b"\x1dB\x01", b"\x1dB\x00"),
        ({"width": 2, "height": 3}, b"\x1d!\x12", b"\x1d!\x00"),
        ({"font": Font.B}, b"\x1bM\x01", b"\x1bM\x00"),
        ({"upside_down": True}, b"\x1b{\x01", b"\x1b{\x00"),
    ],
)
def test_a_style_is_sent_when_it_changes_and_only_then(style, on, off):
    receipt = Receipt().text("a", **style).text("b", **style).text("c")
    assert body(receipt) == on + b"a\nb\n" + off + b"c\n"


def test_alignment_is_sent_when_it_changes_and_blanks_at_the_end_do_not_shift_a_centred_line():
    assert body(Receipt().text("a  ", align=Alignment.CENTER).text("b")) == b"\x1ba\x01a\n\x1ba\x00b\n"


def test_blanks_that_can_be_seen_stay():
    assert body(Receipt().text(" a  ", invert=True)) == b"\x1dB\x01 a  \n\x1dB\x00"


def test_line_ends_of_all_systems_start_lines_and_tabs_go_to_the_next_eighth_column():
    assert body("a\nb\r\nc\rd\u2028e\n\tf\tg") == b"a\nb\nc\nd\ne\n\x1b$\x60\x00f\x1b$\xc0\x00g\n"


def test_what_has_no_ink_leaves_no_trace_and_counts_as_no_loss():
    composition = compose(as_receipt("\ufeffsoft\u00adhyphen\u200b\u2029next"))
    assert composition.encode() == START + b"softhyphen\nnext\n"
    assert composition.losses == ()


def test_an_empty_line_needs_no_style():
    assert body(Receipt().text("", bold=True)) == b"\n"


@pytest.mark.parametrize(
    ("style", "longest"), [({}, 44), ({"width": 2}, 24), ({"width": 8}, 4), ({"font": Font.B}, 64)]
)
def test_text_is_wrapped_at_the_columns_of_its_size_and_font(style, longest):
    lines = re.sub(rb"\x1d!.|\x1bM.", b"", body(Receipt().text("word " * 20, **style))).splitlines()
    assert max(map(len, lines)) == longest


def test_a_512_dot_profile_has_its_own_columns():
    narrow = OCPP809.with_facts(width_dots=512, columns_a=42)
    assert body("x" * 43, narrow) == b"x" * 42 + b"\nx\n"


def test_the_code_page_is_chosen_once_for_as_long_as_it_serves():
    assert body("Café\nCrème 4 €\n") == b"Caf\x1bt\x13\x82\nCr\x8ame 4 \xd5\n"


def test_the_page_is_chosen_even_if_it_is_0_because_owners_can_choose_another_default():
    assert body("é") == b"\x1bt\x00\x82\n"


def test_a_no_break_space_is_a_blank_that_breaks_no_line():
    assert body("a" * 44 + " 4\u00a0x\u00a0y") == b"a" * 44 + b"\n4 x y\n"


def test_a_stand_in_is_a_question_mark_in_the_opposite_colours():
    assert body(Receipt().text("a漢字?"), NO_DOTS) == b"a\x1dB\x01??\x1dB\x00?\n"
    assert body(Receipt().text("a漢", invert=True), NO_DOTS) == b"\x1dB\x01a\x1dB\x00?\x1dB\x01\n\x1dB\x00"


def test_chinese_characters_are_framed_by_their_mode():
    assert body("a漢字é", CHINESE) == b"a\x1c&\x9d\x68\xd7\xd6\x1c.\x1bt\x00\x82\n"


def test_a_lone_surrogate_is_shown_by_its_number():
    composition = compose(as_receipt("a\ud83d"))
    assert composition.encode() == START + b"a<U+D83D>\n"
    assert composition.lost == ("U+D83D",)


def test_escape_sequences_in_text_are_only_text():
    composition = compose(as_receipt("name\x1b@\x1dV\x00\x10\x04\x01"))
    assert composition.encode() == START + b"name<ESC>@<GS>V<NUL><DLE><EOT><SOH>\n"
    assert composition.lost == ("U+001B", "U+001D", "U+0000", "U+0010", "U+0004", "U+0001")


# Losses


def test_losses_carry_their_place():
    composition = compose(Receipt().text("ok").text("fine\n漢字 漢"), NO_DOTS)
    assert [(loss.name, loss.place, loss.count) for loss in composition.losses] == [
        ("漢", "element 2, text, line 2", 2),
        ("字", "element 2, text, line 2", 1),
    ]


def test_strict_refuses_and_names_character_and_place():
    with pytest.raises(DocumentError, match=r"OCOM OCPP-809 cannot print '漢' \(U\+6F22\) in element 1, row, line 1"):
        compose(Receipt().row("漢", "1"), NO_DOTS, strict=True)
    assert compose(Receipt().row("é €", "1"), strict=True).lost == ()


# Rows, rules, feeds


def test_a_row_puts_the_last_cell_at_the_right_edge():
    assert body(Receipt().row("Total", "4.20")) == b"Total\x1b$\x10\x024.20\n"


def test_a_row_of_double_width_has_half_the_columns():
    assert body(Receipt().row("Total", "4.20", width=2)) == b"\x1d!\x10Total\x1b$\xe0\x014.20\n\x1d!\x00"


def test_a_single_cell_stands_on_the_left():
    assert body(Receipt().row("Tea")) == b"Tea\n"


def test_rules_are_drawn_where_the_page_has_the_line_and_typed_otherwise():
    assert body(Receipt().rule()) == b"\x1d!\x70\x1bt\x00" + b"\xc4" * 6 + b"\n\x1d!\x00"
    assert body(Receipt().rule(thick=True)) == b"\x1d!\x70\x1bt\x00" + b"\xcd" * 6 + b"\n\x1d!\x00"
    bare = OCPP809.with_facts(code_pages=())
    assert body(Receipt().rule().rule(thick=True), bare) == b"-" * 48 + b"\n" + b"=" * 48 + b"\n"
    assert body(Receipt().rule("*")) == b"*" * 48 + b"\n"


def test_where_lines_touch_a_drawn_rule_takes_a_lower_cell():
    low = b"\x1bM\x01\x1d!\x30\x1bt\x00" + b"\xc4" * 16 + b"\x1b3\x11\n\x1bM\x00\x1d!\x00\x1b2"
    assert body(Receipt().line_spacing(mm=3).rule()) == low
    assert b"\x1bM" not in body(Receipt().line_spacing(mm=3.5).rule())
    assert b"\x1bM" not in body(Receipt().line_spacing(mm=3).rule("*").box(Receipt().rule()))


def test_a_rule_of_a_character_that_nothing_can_print_is_the_usual_one_and_says_so():
    bare = OCPP809.with_facts(column_images=False)
    for thick, line in ((False, b"\xc4"), (True, b"\xcd")):
        composition = compose(Receipt().text("x").rule("漢", thick=thick), bare)
        assert composition.encode() == START + b"x\n\x1d!\x70\x1bt\x00" + line * 6 + b"\n\x1d!\x00"
        assert [(loss.name, loss.place, loss.count) for loss in composition.losses] == [
            ("漢", "element 2, rule, line 1", 1)
        ]
    with pytest.raises(DocumentError, match="cannot print '漢'"):
        compose(Receipt().rule("漢"), bare, strict=True)
    assert body(Receipt().rule("漢"), bare.with_facts(code_pages=())) == b"-" * 48 + b"\n"


@pytest.mark.parametrize("character", "★→ữ")
def test_a_rule_of_a_character_that_the_printer_lacks_is_drawn_from_edge_to_edge(character):
    composition = compose(Receipt().rule(character), strict=True)
    unit = VirtualPrinter()
    unit.receive(composition.encode())
    unit.tear_off()
    ticket = unit.tickets[0]
    rows = [ticket.row(number) for number in range(ticket.height_dots)]
    ink = [sum(row >> (576 - 12 * column - 12) & 0xFFF for row in rows) for column in range(48)]
    assert len(set(ink)) == 1
    assert ink[0]


def test_a_rule_of_a_character_of_the_chinese_font_fills_the_line():
    assert body(Receipt().rule("漢"), CHINESE) == b"\x1c&" + "漢".encode("gb18030") * 24 + b"\x1c.\n"


def test_feeds_go_in_dots_because_line_feeds_are_clamped_on_some_units():
    assert body(Receipt().feed(10).cut()) == b"\x1bJ\xff\x1bJ\x2d\x1dVB\x00"
    assert body(Receipt().feed(mm=2.5).cut()) == b"\x1bJ\x14\x1dVB\x00"


# Codes, pictures, acts


def test_a_code_is_drawn_in_its_place_and_without_the_style_of_the_text_before():
    receipt = Receipt().text("x", bold=True).barcode("96385074", height_dots=50, module_dots=2)
    assert body(receipt) == (
        b"\x1bE\x01x\n\x1bE\x00\x1ba\x01\x1dH\x02\x1df\x00\x1dh\x32\x1dw\x02\x1dkD\x0896385074\x1ba\x00"
    )


def test_a_picture_is_cut_into_bands():
    image = Image.new("1", (16, 70), 0)
    bands = b"\x1dv0\x00\x02\x00\x40\x00" + b"\xff" * 128 + b"\x1dv0\x00\x02\x00\x06\x00" + b"\xff" * 12
    assert body(Receipt().image(image, align=Alignment.LEFT)) == bands


def test_a_wide_picture_is_scaled_to_the_paper_or_to_the_wanted_width():
    image = Image.new("1", (1152, 2), 0)
    assert body(Receipt().image(image)).startswith(b"\x1ba\x01\x1dv0\x00\x48\x00\x01\x00")
    assert body(Receipt().image(image, width_dots=96)).startswith(b"\x1ba\x01\x1dv0\x00\x0c\x00\x01\x00")


def test_a_narrow_picture_is_scaled_up_where_a_width_is_asked_for_and_never_otherwise():
    image = Image.new("1", (8, 1), 0)
    assert body(Receipt().image(image)).startswith(b"\x1ba\x01\x1dv0\x00\x01\x00\x01\x00")
    for width in ({"width_dots": 288}, {"width_mm": 36}, {"share": 0.5}):
        assert body(Receipt().image(image, **width)).startswith(b"\x1ba\x01\x1dv0\x00\x24\x00\x24\x00")


def test_drawer_alarm_and_beep_are_sent_in_their_turn():
    receipt = Receipt().text("x").drawer().alarm(2, duration_ms=100).beep(2).text("y")
    assert body(receipt) == b"x\n\x1bp\x00\x19\xfa\x1bC\x02\x02\x03\x1bB\x02\x02y\n"


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        (Receipt().text("x").barcode("A" * 60), "element 2, code: "),
        (Receipt().qr("x" * 500, module_dots=16), "element 1, code: this QR code is"),
        (Receipt().image(Image.new("1", (8, 8)), width_dots=577), "element 1, image: 577 dots are wider"),
        (Receipt().row("a", "b", widths=(40, 40)), "element 1, row: 2 cells need at least 80"),
        (Receipt().image(Image.new("1", (8, 30_000))), "element 1, image: a picture of 30000 rows"),
        (Receipt().add(PDF417("x", columns=30, module_dots=8)), "element 1, command: this PDF417"),
        (Receipt().text("x").add(Raster(73, bytes(73))), "element 2, command: a picture of 584 dots does not fit"),
        (Receipt().text("x").pdf417(bytes(range(256)), rows=10), "element 2, code: 256 bytes need"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_number_of_its_element(receipt, words):
    with pytest.raises(DocumentError) as caught:
        compose(receipt)
    error = caught.value
    assert str(error).startswith(words)
    assert str(error).count(error.hint or words) == 1


def test_characters_wider_than_the_whole_paper_are_refused():
    with pytest.raises(DocumentError, match="8 times as wide do not fit 5 columns"):
        compose(Receipt().text("x", width=8), OCPP809.with_facts(columns_a=5))


def test_a_code_that_no_paper_of_the_unit_holds_is_refused_by_its_place():
    unit = OCPP809.with_facts(width_dots=64)
    with pytest.raises(DocumentError, match="element 1, code"):
        compose(Receipt().barcode("96385074", Symbology.EAN8), unit)


# The caller's own commands


def test_the_callers_command_meets_a_plain_printer_and_everything_is_said_again_behind_it():
    receipt = Receipt().text("é", bold=True).raw(b"\x1bM\x01").text("é")
    plain_again = b"\x1c.\x1bR\x00\x1bM\x00\x1d!\x00\x1bE\x00\x1b-\x00\x1dB\x00\x1bV\x00\x1b{\x00"
    assert body(receipt) == (
        b"\x1bE\x01\x1bt\x00\x82\n\x1bE\x00" + b"\x1bM\x01" + b"\x1ba\x00" + plain_again + b"\x1bt\x00\x82\n"
    )


def test_two_commands_in_a_row_stay_together():
    assert body(Receipt().text("x").add(Bold(True), Text("y"), LineFeed())) == b"x\n\x1bE\x01y\n"


def test_a_command_at_the_end_has_the_last_word():
    assert body(Receipt().text("x").add(Cut())) == b"x\n\x1dVB\x00"


# Whatever the text holds

OUR_OWN = re.compile(
    rb"\x1b@|\x1ba[\x00-\x02]|\x1b\$[\x00-\xff]{2}|\x1c[.&]|\x1bR\x00|\x1bt[\x00-\xff]|\x1dB[\x00\x01]|\n"
)
NO_TEXT = re.compile(rb"[\x00-\x1f\x7f]")


@settings(max_examples=1000)
@given(st.text(st.characters(), max_size=120))
def test_no_text_becomes_an_instruction(text):
    rest = OUR_OWN.sub(b"", data(text, NO_DOTS))
    assert not NO_TEXT.search(rest)


@settings(max_examples=300)
@given(st.text(st.sampled_from("\x00\x04\x05\x10\x14\x1b\x1c\x1d@&.VtR\n\r\t é€Ж漢\u202e\u0301\u00a0"), max_size=60))
def test_no_text_of_hostile_pieces_becomes_an_instruction(text):
    for receipt in (Receipt().text(text, bold=True), Receipt().row(text, text)):
        rest = re.sub(rb"\x1bE[\x00\x01]", b"", data(receipt, NO_DOTS))
        assert not NO_TEXT.search(OUR_OWN.sub(b"", rest))


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab é漢字。\u3000\ud800\x1b"), max_size=60))
def test_no_text_becomes_an_instruction_with_the_chinese_font_either(text):
    rest = OUR_OWN.sub(b"", re.sub(rb"\x1c&(..)+?\x1c\.", b"", data(text, CHINESE), flags=re.DOTALL))
    assert not NO_TEXT.search(rest)


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("".join(chr(number) for number in range(0x20, 0x500) if chr(number) != "<")), max_size=60)
)
def test_each_run_reads_back_as_the_text_that_it_was(text):
    """What the printer shows, by the codec of the page that was chosen, is the text less what was reported lost."""
    composition = compose(as_receipt(text), NO_DOTS)
    codecs = {page.number: page.codec for page in CODE_PAGES}
    shown, codec = "", "ascii"
    parts = re.findall(
        rb"\x1bt.|\x1b\$..|\x1dB\x01\?+\x1dB\x00|\n|[^\x1b\x1d\n]+", composition.encode()[len(START) :], re.DOTALL
    )
    for part in parts:
        if part.startswith(b"\x1bt"):
            codec = codecs[part[2]]
        elif not part.startswith((b"\x1dB", b"\x1b$")) and part != b"\n":
            shown += part.decode(codec)
    lost = {loss.character for loss in composition.losses}
    kept = [c for c in unicodedata.normalize("NFC", text) if c not in lost and c not in "\u00ad\u034f"]
    controls = re.sub(r"<(DEL|U\+00[89][0-9A-F])>", "", shown)
    assert controls.replace(" ", "") == "".join(kept).replace(" ", "").replace("\u00a0", "")


def test_a_hundred_thousand_lines_take_a_few_seconds_at_most():
    text = "Crème brûlée 4.20 €\n" * 40_000
    begin = time.process_time()
    compose(as_receipt(text))
    assert time.process_time() - begin < 20


def test_one_endless_line_takes_no_endless_time():
    begin = time.process_time()
    compose(as_receipt("é" * 200_000))
    assert time.process_time() - begin < 20
