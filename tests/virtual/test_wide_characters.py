"""Characters that are wider than the paper with the spaces around them: their dots are made another way."""

import pytest

from ocom809.virtual.glyphs import FONT_A, Style, glyph, styled
from ocom809.virtual.joined_rows import STRIDE_DOTS

LETTER = glyph("H", FONT_A)
WIDTH_DOTS = 8 * FONT_A.width
MORE_DOTS = STRIDE_DOTS


def rows(style):
    """Its rows as text, from left to right."""
    bitmap = styled(LETTER, style).bitmap
    return [f"{row:0{bitmap.width}b}" for row in bitmap.rows]


@pytest.mark.parametrize(
    "decoration",
    [{}, {"inverted": True}, {"underline": 2}, {"inverted": True, "underline": 1}, {"bold": True, "underline": 1}],
    ids=["plain", "inverted", "underlined", "white on black without a line", "bold and underlined"],
)
def test_more_space_behind_it_is_decorated_as_the_space_that_fits(decoration):
    style = Style(FONT_A, width=8, space_left=10, space_right=20, **decoration)
    wide = rows(style._replace(space_right=20 + MORE_DOTS))
    assert wide == [row + row[-1] * MORE_DOTS for row in rows(style)]


def test_one_that_is_turned_stands_on_its_side_with_all_of_its_space():
    style = Style(FONT_A, width=8, space_right=MORE_DOTS, underline=1)
    upright = rows(style._replace(underline=0))
    assert len(upright[0]) == WIDTH_DOTS + MORE_DOTS
    turned = rows(style._replace(rotated=True))
    assert turned == ["".join(column) for column in zip(*reversed(upright), strict=True)]
