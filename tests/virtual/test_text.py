"""Characters: fonts, sizes, styles, code pages, sets, and Chinese."""

import pytest

from ocom809.virtual.glyphs import FONT_A, FONT_B, Style, cells, glyph
from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import interpreted, printed


def test_a_line_is_as_wide_as_its_characters_and_48_fit():
    head = printed(b"M" * 48 + b"\n")
    assert head.texts == ["M" * 48]
    assert head.columns()[1] >= 570
    assert len(head.rows) == 30


def test_the_forty_ninth_character_stands_on_the_next_line():
    assert printed(b"M" * 49 + b"\n").texts == ["M" * 48, "M"]


def test_sixty_four_characters_of_font_b_fit():
    assert printed(b"\x1bM\x01" + b"M" * 65 + b"\n").texts == ["M" * 64, "M"]


def test_a_line_advances_by_the_line_spacing_or_its_tallest_character():
    assert len(printed(b"a\n").rows) == 30
    assert len(printed(b"\x1d!\x01a\n").rows) == 48
    assert len(printed(b"\x1b3\x10a\n").rows) == 24
    assert len(printed(b"\x1b3\x50a\n").rows) == 80


def test_gs_exclamation_mark_enlarges_each_dot():
    small = printed(b"H\n").picture()
    large = printed(b"\x1d!\x11H\n").picture()
    assert large[:48:2] == ["".join(2 * dot for dot in row[:288]) for row in small[:24]]


def test_a_rule_of_wide_characters_reads_as_long_as_it_is():
    assert printed(b"\x1d!\x70" + b"\xc4" * 6 + b"\n").texts == ["─" * 48]
    assert printed(b"\x1d!\x10" + b"a\xcd" + b"\n").texts == ["a═"]


def test_gs_exclamation_mark_beyond_eight_is_refused():
    head = printed(b"\x1d!\x80a\x1d!\x08b\n")
    assert [e["instruction"] for e in head.named("ignored")] == ["GS !", "GS !"]
    assert len(head.rows) == 30


def test_esc_exclamation_mark_sets_everything_at_once():
    interpreter, _ = interpreted(b"\x1b!\xb9")
    state = interpreter.state
    assert (state.font, state.bold, state.width, state.height, state.underline) == (1, True, 2, 2, 1)
    interpreter, _ = interpreted(b"\x1b!\xb9\x1b!\x00")
    assert interpreter.state.style() == Style(FONT_A)


@pytest.mark.parametrize("switch", [b"\x1bE\x01", b"\x1bG\x01", b"\x1b!\x08"])
def test_bold_and_double_strike_smear_each_dot_to_the_right(switch):
    plain = printed(b"l\n").rows
    assert printed(switch + b"l\n").rows == [row | row >> 1 for row in plain]


def test_underline_fills_the_lowest_rows_of_the_cell():
    for dots in (1, 2):
        rows = printed(b"\x1b-" + bytes([dots]) + b"  \n").picture()[:24]
        assert rows[-dots:] == ["#" * 24 + "." * 552] * dots
        assert set("".join(rows[:-dots])) == {"."}


def test_white_on_black_turns_every_dot_of_the_cell_and_wins_over_underline():
    rows = printed(b"\x1b-\x02\x1dB\x01  \n").picture()[:24]
    assert rows == ["#" * 24 + "." * 552] * 24
    plain, inverted = printed(b"A\n").picture(), printed(b"\x1dB\x01A\n").picture()
    swapped = [row[:12].translate(str.maketrans("#.", ".#")) for row in plain[:24]]
    assert [row[:12] for row in inverted[:24]] == swapped


def test_a_rotated_character_lies_a_quarter_turn_clockwise_without_underline():
    upright = cells(Style(FONT_A))["L"].bitmap
    turned = cells(Style(FONT_A, rotated=True, underline=2))["L"].bitmap
    assert (turned.width, turned.height) == (24, 12)
    for x in range(24):
        for y in range(12):
            # Clockwise: what stood at the bottom left comes to the top left.
            assert turned.rows[y] >> (23 - x) & 1 == upright.rows[23 - x] >> (11 - y) & 1
    assert len(printed(b"\x1bV\x01L\x1bV\x00\n").rows) == 30


def test_characters_of_several_sizes_share_a_baseline():
    rows = printed(b"\x1d!\x22_\x1d!\x00_\n").picture()
    left = [place for place, row in enumerate(rows) if "#" in row[:36]]
    right = [place for place, row in enumerate(rows) if "#" in row[36:48]]
    baseline = 19 * 3
    assert min(left) >= baseline
    assert min(right) >= baseline


def test_esc_sp_adds_space_to_the_right_and_twice_as_much_for_double_width():
    interpreter, _ = interpreted(b"\x1b \x05ab")
    assert interpreter.line.x == 34
    interpreter, _ = interpreted(b"\x1b \x05\x1d!\x10ab")
    assert interpreter.line.x == 68


def test_styles_out_of_range_change_nothing_and_are_told():
    head = printed(b"\x1b-\x07\x1bM\x05\x1bV\x09\x1bR\x63\x1bt\x0ba\n")
    assert [e["instruction"] for e in head.named("ignored")] == ["ESC -", "ESC M", "ESC V", "ESC R", "ESC t"]
    assert head.rows == printed(b"a\n").rows


@pytest.mark.parametrize(
    ("page", "codes", "text"),
    [
        (0, b"\x82\xe1", "éß"),
        (2, b"\xd5", "ı"),
        (16, b"\x80\xe9", "€é"),
        (17, b"\x8f\xe0", "Пр"),
        (18, b"\xa4", "Ą"),
        (19, b"\xd5\x82", "€é"),
        (1, b"\xb1\xdd", "ｱﾝ"),
        (1, b"\x80\x87\x8f\x9f", "▁█┼╯"),
        (73, b"\xcf", "П"),
    ],
)
def test_esc_t_chooses_the_page(page, codes, text):
    assert printed(b"\x1bt" + bytes([page]) + codes + b"\n").texts == [text]


def test_an_unknown_page_draws_boxes_and_says_so_once():
    head = printed(b"\x1bt\x09\x90\x90\n")
    assert head.named("unknown code page") == [{"page": 9, "printed_name": "East Europe"}]
    assert head.named("undefined character") == [{"code": 0x90, "page": 9}]
    assert head.columns() is not None


def test_codes_that_are_controls_in_a_codec_are_undefined():
    head = printed(b"\x1bt\x06\x85\x1bt\x01\xa0\n")
    assert [e["page"] for e in head.named("undefined character")] == [6, 1]


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "#$@[\\]^`{|}~"),
        (1, "#$à°ç§^`éùè¨"),
        (2, "#$§ÄÖÜ^`äöüß"),
        (3, "£$@[\\]^`{|}~"),
        (8, "#$@[¥]^`{|}~"),
        (15, "#¥@[\\]^`{|}~"),
    ],
)
def test_esc_r_replaces_twelve_characters(n, text):
    assert printed(b"\x1bR" + bytes([n]) + b"#$@[\\]^`{|}~\n").texts == [text]


def test_chinese_mode_joins_two_bytes_into_one_wide_character():
    interpreter, _ = interpreted(b"\x1c&\xd6\xd0a")
    assert interpreter.line.x == 24 + 12
    assert printed(b"\x1c&\xd6\xd0a\n").texts == ["中a"]


def test_chinese_mode_off_takes_the_bytes_for_the_code_page():
    assert printed(b"\x1c&\x1c.\xd6\xd0\n").texts == ["╓╨"]


def test_a_chinese_rom_takes_accents_for_chinese_until_fs_full_stop():
    chinese_rom = Interpretation(chinese_at_power_on=True, international_set=15)
    assert printed(b"\x1b@\x82\xa0$\n", interpretation=chinese_rom).texts == ["偁¥"]
    assert printed(b"\x1b@\x1c.\x82\xa0\n", interpretation=chinese_rom).texts == ["éá"]


def test_gb18030_has_characters_of_four_bytes():
    assert printed(b"\x1c&\x81\x30\x84\x36a\n").texts == ["¥a"]


def test_bytes_that_are_no_chinese_character_are_boxes():
    head = printed(b"\x1c&\xfe\x20\x80\n")
    assert head.texts == ["\ufffdÇ"]


def test_a_chinese_character_may_be_split_between_two_runs():
    head = printed(b"\x1c&" + b"a" * 4095 + b"\xd6\xd0\n")
    assert head.texts[-1].endswith("中")


def test_half_a_chinese_character_before_a_command_is_dropped_and_told():
    head = printed(b"\x1c&a\xd6\n")
    assert head.texts == ["a"]
    assert head.named("half a character") == [{"hex": "d6"}]


def test_chinese_modes():
    state = interpreted(b"\x1c!\x8c\x1cS\x02\x03")[0].state
    assert (state.chinese.width, state.chinese.height, state.chinese.underline) == (2, 2, 1)
    interpreter, _ = interpreted(b"\x1c&\x1c!\x04\x1cS\x02\x03\xd6\xd0")
    assert interpreter.line.x == 48 + 4 + 6
    assert interpreted(b"\x1cW\x01")[0].state.chinese.width == 2
    assert interpreted(b"\x1cW\x01\x1cW\x00")[0].state.chinese.height == 1
    assert interpreted(b"\x1c-\x32")[0].state.chinese.underline == 2
    assert printed(b"\x1c-\x09").named("ignored")[0]["instruction"] == "FS -"
    assert interpreted(b"\x1d!\x21")[0].state.chinese.width == 3


def test_a_character_that_no_font_holds_is_a_box_and_told_once():
    # U+4DB0 is a rare ideograph; a system with fonts for it draws it, any other draws the box and says so.
    head = printed(b"\x1c&" + "䶰䶰".encode("gb18030") + b"\n")
    held = glyph("䶰", FONT_A) is not None
    assert len(head.named("missing glyph")) == (0 if held else 1)
    head = printed(b"\x1c&" + b"\x95\x32\x82\x36" + b"\n")
    assert head.columns() is not None


def test_glyphs_fill_their_cells():
    for font in (FONT_A, FONT_B):
        drawn = glyph("M", font)
        assert (drawn.width, drawn.height) == (font.width, font.height)
        assert all(row < 1 << font.width for row in drawn.rows)
        assert glyph(" ", font).rows == (0,) * font.height


def test_the_drawn_characters_of_a_style_are_bounded():
    drawn = cells(Style(FONT_A, width=2))
    for code in range(0x400, 0x400 + 600):
        drawn[chr(code)]
    assert len(drawn) <= 512


def test_notes_about_characters_are_bounded():
    every = b"".join(
        b"\x1bt" + bytes([page]) + bytes(range(128, 256)) for page in (9, 10, 20, 21, 29, 30, 31, 34, 35, 65)
    )
    head = printed(every + b"\n")
    assert len(head.events) == 1000


def test_a_run_of_characters_is_drawn_as_its_characters_one_by_one():
    words = b"Milk  and \xe1 tea, 2.38 -------------"
    one_by_one = b"\x1b%\x00".join(bytes([code]) for code in words)
    for style in (
        b"",
        b"\x1bE\x01",
        b"\x1d!\x11",
        b"\x1bM\x01",
        b"\x1b \x07",
        b"\x1dB\x01",
        b"\x1bV\x01",
        b"\x1d!\x77",
    ):
        together, apart = printed(style + words + b"\n"), printed(style + one_by_one + b"\n")
        assert (together.rows, together.texts) == (apart.rows, apart.texts)


def test_characters_written_over_others_are_read_in_the_order_of_their_places():
    assert printed(b"ABCD\x1b$\x0c\x00x\n").texts == ["ABxCD"]


def test_an_ideographic_space_is_white():
    head = printed(b"\x1c&\xa1\xa1\n")
    assert (head.columns(), head.events) == (None, [])


def test_a_two_byte_code_without_a_character_is_a_box_and_told_once():
    head = printed(b"\x1c&\xa2\xa0\xa2\xa0\n")
    assert head.named("undefined character") == [{"hex": "a2 a0", "code": "GBK"}]
    assert head.columns() == (1, 46)


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        (b"\x1c&\x46\x7c\x4b\x5c\n", "日本"),
        (b"\x1cC\x01\x1c&a\x93\xfa\x96{\xe0\x40\n", "a日本漾"),
        (b"\x1cC\x01\x1c&\xf0\x40\n", "\ufffd"),
        (b"\x1b@\x1cC\x01\x1b@\x1c&\x46\x7c\n", "日"),
        (b"\x46\x7c\n", "F|"),
    ],
)
def test_a_japanese_rom_reads_jis_or_shift_jis(stream, text):
    assert printed(stream, interpretation=Interpretation(japanese_rom=True)).texts == [text]


def test_a_vowel_sign_stands_alone_in_the_middle_of_its_cell():
    # The combining acute accent of Vietnamese, which fonts hang on the letter before it.
    left, right = printed(b"\x1bt\x1b\xec\n").columns()
    assert left >= 1
    assert right <= 10
