"""Which fonts are asked for a character, and that those that are passed over could not have drawn it."""

import pytest

from ocom809.virtual import fonts
from ocom809.virtual.glyphs import CHINESE_CELL, FONT_A, Style, quarter_turn, styled
from ocom809.virtual.joined_rows import JoinedRows


def drawn(character):
    found = fonts.draw(character, 24, 24, 20, 24)
    assert found is not None
    return found


@pytest.mark.parametrize("first", range(0x3400, 0xA000, 0x400))
def test_the_carried_font_holds_no_ideograph(first):
    carried = fonts._font(fonts.font_paths()[0], 24)
    missing = fonts._missing(carried)
    assert all(fonts._mask(carried, chr(code)) in missing for code in range(first, min(first + 0x400, 0xA000), 7))


def test_the_carried_font_is_asked_for_all_others():
    assert fonts.font_paths()[0].endswith("DejaVuSansMono.ttf")
    assert fonts._asked("A") == fonts._asked("€") == fonts._asked("\u33ff") == fonts.font_paths()
    assert fonts._asked("\ua000") == fonts.font_paths()


def test_a_character_without_style_has_its_own_dots():
    cell = styled(drawn("A"), Style(CHINESE_CELL))
    assert list(cell.bitmap.rows) == list(drawn("A").rows)
    assert cell.ascent == CHINESE_CELL.baseline
    assert styled(drawn("A"), Style(FONT_A, bold=True)).bitmap != cell.bitmap


@pytest.mark.parametrize("back", [False, True])
def test_a_turned_run_is_the_same_whether_it_is_kept_or_not(back):
    letter = drawn("F")
    expected = [
        sum((letter.rows[y] >> letter.width - 1 - x & 1) << (y if not back else 23 - y) for y in range(24))
        for x in (range(24) if not back else reversed(range(24)))
    ]
    for _ in range(2):
        assert list(quarter_turn(letter, back=back).rows) == expected


def test_joined_rows_are_read_from_either_end():
    rows = JoinedRows.of((1, 2, 3))
    assert list(rows) == [1, 2, 3]
    assert list(reversed(rows)) == [3, 2, 1]
