"""Lines in every script: what the printer prints itself, what is drawn, in which order, and what is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Cell, Column, Receipt, compose, styled
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.parts import Dots, Skip, Span
from ocom809.receipt.pieces import PLAIN, Line, Style
from ocom809.receipt.scripts.fonts import SYSTEM_FONTS, carried_fonts, font_for, system_fonts
from ocom809.receipt.scripts.order import ordered
from ocom809.receipt.wrapping import width_of, wrapped
from ocom809.virtual import VirtualPrinter
from tests.judges.needed import unavailable

CHINESE = OCPP809.with_facts(chinese_font=True)
NO_DOTS = OCPP809.with_facts(column_images=False)
INSTALL = "apt-get install fonts-dejavu-core fonts-noto-core fonts-noto-cjk fonts-symbola"


def parts(text, profile=OCPP809, **style):
    canvas = Canvas(profile)
    (line,) = canvas.parts(text, Style(**style))
    return ordered(line), [loss.character for loss in canvas.losses.all()]


def reading(text, profile=OCPP809):
    """The texts of a line from left to right; those that are drawn in square brackets."""
    seen, _ = parts(text, profile)
    return "".join(f"[{part.text}]" if isinstance(part, Dots) else getattr(part, "text", "~") for part in seen)


def needs(text):
    """The test needs a font that has these characters."""
    if any(font_for(character) is None for character in set(text) - {" "}):
        unavailable(f"no font here holds all of {text!r}", install=INSTALL)
    return text


def printed(receipt, profile=OCPP809):
    unit = VirtualPrinter(width_dots=576)
    unit.receive(compose(receipt, profile).encode(profile))
    unit.tear_off()
    return unit


# What is drawn, and what is not


@pytest.mark.parametrize("text", ["Tea 4.20", "Crème brûlée 5 €", "Ευχαριστώ", "Спасибо", "Žluťoučký kůň", "שלום"])
def test_what_a_code_page_holds_is_printed_by_the_printer(text):
    seen, lost = parts(text)
    assert lost == []
    assert all(isinstance(part, Span) for part in seen)


def test_what_no_page_holds_is_drawn_in_its_column_and_the_rest_is_printed():
    assert reading("Cà phê sữa đá") == "Cà phê s[ữ]a đá"
    (_, drawn, _), lost = parts("sữa")
    assert lost == []
    assert (drawn.width_dots, len(drawn.rows)) == (12, 24)


def test_a_letter_and_a_mark_that_unicode_has_no_one_character_for_are_drawn_together():
    assert reading("x\u0332y") == "[x\u0332]y"


def test_chinese_is_printed_by_the_font_of_the_printer_where_it_has_one():
    assert reading("漢字", CHINESE) == "漢字"


def test_chinese_is_drawn_two_columns_wide_where_the_printer_has_no_font():
    (drawn,), lost = parts(needs("漢字"))
    assert (drawn.width_dots, drawn.text, lost) == (48, "漢字", [])


def test_the_signs_of_east_asia_come_from_the_font_of_the_letters_beside_them():
    fonts = {font_for(sign, in_cells=in_cells) for sign in needs("あ漢。、「」・〜（！") for in_cells in (True, False)}
    assert len(fonts) == 1


@pytest.mark.parametrize("stop", "。、")
def test_an_east_asian_stop_stands_at_the_lower_left(stop):
    (drawn,), _ = parts(needs("あ" + stop))
    rows = [row & 0xFFFFFF for row in drawn.rows]
    assert sum(row.bit_count() for row in rows) == sum((row >> 12).bit_count() for row in rows[12:]) > 5


def test_a_printer_that_takes_no_dots_in_a_line_loses_what_it_lacks():
    seen, lost = parts("sữa سلام", NO_DOTS)
    assert all(isinstance(part, Span) for part in seen)
    assert set(lost) == set("ữسلام")


def test_an_arabic_word_is_one_drawing_and_its_blanks_are_the_printers():
    assert reading("شكرا لكم") == "[لكم] [شكرا]"


def test_hebrew_is_turned_round_for_the_printer_and_numbers_are_not():
    assert reading("סך הכל: 42.50") == "42.50 :לכה ךס"


def test_a_hebrew_word_with_points_is_drawn_as_a_whole():
    assert reading(needs("שָׁלוֹם") + " קפה") in ("הפק [םוֹלשָׁ]", "הפק [" + "שָׁלוֹם"[::-1] + "]") or reading(
        "שָׁלוֹם"
    ).startswith("[")


def test_brackets_in_hebrew_open_the_other_way():
    assert reading("(קפה)") == "(הפק)"


def test_thai_is_drawn_where_there_is_a_font_because_its_marks_stand_on_letters():
    seen, lost = parts(needs("ที่นี่"))
    assert [type(part) for part in seen] == [Dots]
    assert lost == []


def alignments(receipt):
    return [line.alignment for line in receipt.elements[0].layout(Canvas(OCPP809)) if line.spans]


LEFT, RIGHT, CENTER = Alignment.LEFT, Alignment.RIGHT, Alignment.CENTER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("קפה 2", RIGHT),
        ("12.50 قهوة", RIGHT),
        ("Tea קפה", LEFT),
        ("12.50", LEFT),
        ("\u200f12.50", RIGHT),
        ("\u2067Tea\u2069 5", LEFT),
        ("", LEFT),
    ],
)
def test_a_line_starts_where_its_reader_starts(text, expected):
    assert alignments(Receipt().text(text)) == [expected] * bool(text)
    assert alignments(Receipt().text(styled(text, bold=True), " x")) == [expected]


@pytest.mark.parametrize("align", Alignment)
def test_a_callers_alignment_goes_before_the_direction_of_a_line(align):
    assert alignments(Receipt().text("קפה שחור " * 20, align=align)) == [align] * 4


def test_each_line_of_a_text_has_its_own_direction():
    assert alignments(Receipt().text("Tea\nקפה\n1")) == [LEFT, RIGHT, LEFT]


def test_right_to_left_text_starts_at_the_right_edge_of_a_cell_a_box_and_a_margin():
    text = "קפה"
    for receipt, end in (
        (Receipt().text(text), 576),
        (Receipt().table([["a", text]], columns=[Column(width=9), Column(width=11)]), 21 * 12),
        (Receipt().table([["a", Cell(text, align=LEFT)]], columns=[Column(width=9), Column(width=11)]), 13 * 12),
        (Receipt().table([["a", text]], columns=[Column(width=9), Column(width=11, align=LEFT)]), 13 * 12),
        (Receipt().box(text), 576 - 24),
        (Receipt().margin(text, right_mm=10), 576 - 80),
    ):
        paper = printed(receipt).tickets[0].to_image().convert("L").point(_INVERTED)
        right = paper.crop((0, 0, end, paper.height)).getbbox()[2]
        assert end - 6 <= right <= end, receipt.elements


_INVERTED = [255 - grey for grey in range(256)]


def test_isolates_are_obeyed_and_leave_no_ink():
    assert parts("a\u2068b\u2069c") == ((Span("abc"),), [])


@pytest.mark.parametrize("control", ["\u202a", "\u202b", "\u202d", "\u202e", "\u202c"])
def test_embeddings_and_overrides_are_shown_and_not_obeyed(control):
    seen, lost = parts(f"{control}5.00")
    assert seen == (Span(f"<U+{ord(control):04X}>5.00"),)
    assert lost == [control]


def test_an_override_cannot_turn_a_price_round():
    assert "5.00" in reading("שלום \u202e5.00")


def test_a_flag_without_a_picture_is_its_letters_and_is_told():
    seen, lost = parts(needs("🇩🇪"))
    assert "".join(part.text for part in seen) in ("DE", "🇩🇪")
    assert lost in ([], ["🇩", "🇪"])


@pytest.mark.parametrize("character", ["\ue000", "\u0378", "\U000e0001", "\ufffd"])
def test_what_nothing_can_draw_is_lost_and_strict_refuses_it(character):
    assert parts(f"a{character}")[1] == [character]
    with pytest.raises(DocumentError, match="cannot print"):
        compose(Receipt().text(f"a{character}"), strict=True)


# Lines


def test_a_long_arabic_line_is_wrapped_in_the_order_in_which_it_is_read():
    (line,) = Canvas(OCPP809).parts("كلمة " * 30, PLAIN)
    lines = wrapped(line, 576)
    assert len(lines) > 1
    assert all(width_of(own) <= 576 for own in lines)


def test_the_beginning_of_hebrew_stands_in_the_first_line():
    (line,) = Canvas(OCPP809).parts("אבג " * 12 + "סוף", PLAIN)
    first, *_, last = wrapped(line, 240)
    assert "".join(part.text for part in first).endswith("גבא")
    assert "".join(part.text for part in last).startswith("ףוס")


def test_cells_of_a_row_are_ordered_each_for_itself():
    (line,) = printed(Receipt().row("קפה", "12.50", "שלום")).tickets[0].lines
    assert line.text.split() == ["הפק", "12.50", "םולש"]


def test_a_tall_line_with_drawn_letters_is_drawn_as_a_whole_on_one_baseline():
    canvas = Canvas(OCPP809)
    (line,) = canvas.parts("Ab ữ", Style(height=2))
    whole = canvas.fitting(Line(line))
    assert not any(isinstance(part, Span) for part in whole.spans)
    assert {len(part.rows) for part in whole.spans if isinstance(part, Dots)} == {48}


def test_a_line_of_mixed_heights_is_lowered_to_one_baseline():
    canvas = Canvas(OCPP809)
    tall, low = canvas.parts("ữ", Style(height=2))[0], canvas.parts("ữ", PLAIN)[0]
    whole = canvas.fitting(Line((*tall, *low)))
    heights = [len(part.rows) for part in whole.spans]
    assert heights == [48, 29]


def test_drawn_letters_upside_down_stand_on_their_head():
    canvas = Canvas(OCPP809)
    (line,) = canvas.parts("aữ", Style(upside_down=True))
    whole = canvas.fitting(Line(line))
    assert whole.alignment is Alignment.RIGHT
    first, second = whole.spans
    assert (first.text, second.text) == ("ữ", "a")


@pytest.mark.parametrize(
    "style",
    [
        {"bold": True},
        {"underline": 2},
        {"invert": True},
        {"width": 2},
        {"height": 3},
        {"width": 2, "height": 2},
        {"font": Font.B},
        {"rotated": True},
        {"upside_down": True},
    ],
)
def test_every_style_that_text_has_can_be_drawn(style):
    receipt = Receipt().text("a ữ سلام ☺", **style)
    assert compose(receipt).lost == ()
    assert printed(receipt).tickets[0].black_dots > 100


def test_inverted_dots_are_the_opposite_of_plain_ones():
    (plain,), _ = parts("ữ")
    (inverted,), _ = parts("ữ", invert=True)
    assert all(a ^ b == (1 << 12) - 1 for a, b in zip(plain.rows, inverted.rows, strict=True))


def test_an_underline_goes_through_drawn_letters():
    (drawn,), _ = parts("ữ", underline=2)
    assert drawn.rows[-2:] == ((1 << 12) - 1,) * 2


# Fonts


def test_a_font_that_the_caller_names_comes_first():
    ours = carried_fonts()[0]
    assert font_for("ữ", (ours,)) == ours
    assert compose(Receipt().text("ữ"), OCPP809.with_facts(fonts=(ours,))).lost == ()


def test_a_font_in_colour_gives_the_outline_of_an_emoji():
    path = next((name for name in system_fonts() if name.endswith("NotoColorEmoji.ttf")), None)
    if path is None:
        unavailable("there is no font in colour here", install="apt-get install fonts-noto-color-emoji")
    (drawn,), lost = parts("😀", OCPP809.with_facts(fonts=(path,)))
    assert lost == []
    assert drawn.width_dots == 24
    assert 40 < sum(row.bit_count() for row in drawn.rows) < 300


def test_a_file_that_is_no_font_is_refused_by_name(tmp_path):
    wrong = tmp_path / "letters.ttf"
    wrong.write_bytes(b"no font at all")
    with pytest.raises(DocumentError, match="letters.ttf: this is no font"):
        compose(Receipt().text("a"), OCPP809.with_facts(fonts=(str(wrong),)))


def test_the_fonts_of_the_system_come_in_the_order_of_the_list():
    names = [path.replace("\\", "/").rpartition("/")[2] for path in system_fonts()]
    assert names == sorted(names, key=SYSTEM_FONTS.index)


# Whatever the text holds


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60), st.sampled_from([PLAIN, Style(width=2), Style(font=Font.B), Style(height=2)]))
def test_every_character_is_printed_drawn_told_or_without_ink(text, style):
    canvas = Canvas(OCPP809)
    lines = [line for part in canvas.parts(text, style) for line in wrapped(part, 576)]
    for line in lines:
        assert all(isinstance(part, Skip) or part.level == 0 for part in line)
        for part in line:
            if isinstance(part, Span):
                assert all(
                    " " <= character <= "~" or canvas.repertoire.has(character) or character == "\ufffd"
                    for character in part.text
                )
        assert canvas.fitting(Line(line)).width_dots <= 576


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301" * 10_000,
        "ا" + "\u064b" * 10_000,
        "\u202e" * 10_000,
        "\u2067" * 10_000,
        "👩\u200d" * 5_000,
        "ش" * 10_000,
        "\x00\x1b@\x10\x04\x01" * 2_000,
        "\ud800" * 5_000,
        "漢" * 10_000,
    ],
    ids=["marks", "Arabic marks", "overrides", "isolates", "joiners", "one word", "commands", "surrogates", "Chinese"],
)
@pytest.mark.no_cover
def test_hostile_text_is_harmless_and_takes_no_longer_than_its_length(text):
    begin = time.process_time()
    composition = compose(Receipt().text(text))
    unit = VirtualPrinter(width_dots=576)
    unit.receive(composition.encode())
    assert time.process_time() - begin < 60
    assert not [event for event in unit.events if "drawer" in event.name or "unknown" in event.name]
