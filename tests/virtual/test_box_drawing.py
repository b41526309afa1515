"""Lines and blocks: they reach the edges of their cell, and neighbours join."""

import pytest

from ocom809.virtual.box_drawing import box_drawing
from ocom809.virtual.glyphs import CHINESE_CELL, FONT_A, FONT_B, glyph
from tests.virtual.recording import printed

FONTS = pytest.mark.parametrize("font", [FONT_A, FONT_B, CHINESE_CELL], ids=["A", "B", "Chinese"])


def drawn(character, font):
    bitmap = glyph(character, font)
    assert (bitmap.width, bitmap.height) == (font.width, font.height)
    return [f"{row:0{font.width}b}".replace("0", ".").replace("1", "#") for row in bitmap.rows]


def edges(character, font):
    """The four edges of the cell as dots: left, right, upper, lower."""
    rows = drawn(character, font)
    return "".join(row[0] for row in rows), "".join(row[-1] for row in rows), rows[0], rows[-1]


def lines(edge):
    """How many lines of which breadth leave the cell there."""
    return [len(line) for line in edge.split(".") if line]


@FONTS
@pytest.mark.parametrize(
    ("characters", "weights"),
    [
        ("─═━", "xx.."),
        ("│║┃", "..xx"),
        ("┌╔┏", ".x.x"),
        ("┐╗┓", "x..x"),
        ("└╚┗", ".xx."),
        ("┘╝┛", "x.x."),
        ("├╠┣", ".xxx"),
        ("┤╣┫", "x.xx"),
        ("┬╦┳", "xx.x"),
        ("┴╩┻", "xxx."),
        ("┼╬╋", "xxxx"),
    ],
)
def test_each_line_leaves_the_cell_where_its_neighbour_goes_on(characters, weights, font):
    light = 2 if font.width % 2 == 0 else 1
    for character, expected in zip(characters, ([light], [light, light], [light + 2]), strict=True):
        found = [lines(edge) for edge in edges(character, font)]
        assert found == [expected if weight == "x" else [] for weight in weights], character
        middle = [edge for edge, weight in zip(edges(character, font), weights, strict=True) if weight == "x"]
        assert all(edge == edge[::-1] for edge in middle), character


def test_double_lines_keep_their_gap_where_they_meet():
    assert drawn("╬", FONT_B)[6:11] == ["...#.#...", "####.####", ".........", "####.####", "...#.#..."]
    assert drawn("╔", FONT_B)[6:11] == [".........", "...######", "...#.....", "...#.####", "...#.#..."]
    assert drawn("╠", FONT_B)[6:11] == ["...#.#...", "...#.####", "...#.....", "...#.####", "...#.#..."]


def test_a_single_line_crosses_a_double_one_or_ends_at_it():
    assert drawn("╪", FONT_B)[6:11] == ["....#....", "#########", "....#....", "#########", "....#...."]
    assert drawn("╤", FONT_B)[6:11] == [".........", "#########", ".........", "#########", "....#...."]
    assert drawn("╞", FONT_B)[6:11] == ["....#....", "....#####", "....#....", "....#####", "....#...."]
    assert drawn("╒", FONT_B)[6:11] == [".........", "....#####", "....#....", "....#####", "....#...."]
    assert drawn("╥", FONT_B)[7:10] == [".........", "#########", "...#.#..."]
    assert drawn("╢", FONT_B)[7:10] == ["...#.#...", "####.#...", "...#.#..."]


def test_light_and_heavy_arms_meet_in_the_middle():
    assert drawn("┽", FONT_A)[9:15] == [
        ".....##.....",
        "#######.....",
        "############",
        "############",
        "#######.....",
        ".....##.....",
    ]
    assert drawn("╼", FONT_A)[10:12] == ["......######", "############"]
    assert [lines(edge) for edge in edges("┞", FONT_A)] == [[], [2], [4], [2]]


@FONTS
def test_rounded_corners_and_diagonals_join_what_stands_beside_them(font):
    across, along = edges("─", font)[0], edges("│", font)[2]
    blank_side, blank_edge = "." * font.height, "." * font.width
    assert edges("╭", font) == (blank_side, across, blank_edge, along)
    assert edges("╮", font) == (across, blank_side, blank_edge, along)
    assert edges("╯", font) == (across, blank_side, along, blank_edge)
    assert edges("╰", font) == (blank_side, across, along, blank_edge)
    assert drawn("╱", font) == [row[::-1] for row in drawn("╲", font)]
    assert drawn("╲", font)[0].startswith("#")
    assert drawn("╲", font)[-1].endswith("#")
    assert edges("╳", font)[2] == edges("╳", font)[2][::-1]


def test_dashed_lines_have_as_many_dashes_as_their_name_says():
    for character, count in zip("╌┄┈╍┅┉", (2, 3, 4, 2, 3, 4), strict=True):
        assert len(lines(drawn(character, FONT_A)[11])) == count, character
    for character, count in zip("╎┆┊╏┇┋", (2, 3, 4, 2, 3, 4), strict=True):
        assert len(lines("".join(row[5] for row in drawn(character, FONT_A)))) == count, character


@FONTS
def test_blocks_fill_their_part_of_the_cell_without_a_gap(font):
    black, white = "#" * font.width, "." * font.width
    assert drawn("█", font) == [black] * font.height
    upper, lower = drawn("▀", font), drawn("▄", font)
    assert all({a, b} == {black, white} for a, b in zip(upper, lower, strict=True)) or font is FONT_B
    assert (upper[0], upper[-1], lower[0], lower[-1]) == (black, white, white, black)
    left, right = drawn("▌", font)[0], drawn("▐", font)[0]
    assert (left[0], left[-1], right[0], right[-1]) == ("#", ".", ".", "#")
    assert drawn("▙", font)[0] == left
    assert drawn("▟", font)[-1] == black


def test_eighths_grow_from_below_and_from_the_left():
    assert [sum(row == "#" * 12 for row in drawn(c, FONT_A)) for c in "▁▂▃▄▅▆▇█"] == [3, 6, 9, 12, 15, 18, 21, 24]
    assert [drawn(c, CHINESE_CELL)[0].count("#") for c in "▏▎▍▌▋▊▉█"] == [3, 6, 9, 12, 15, 18, 21, 24]
    assert edges("▔", FONT_A)[2] == "#" * 12
    assert edges("▕", FONT_A)[1] == "#" * 24


def test_shades_go_on_in_the_next_cell_and_get_darker():
    assert [drawn(c, FONT_A)[0] * 2 for c in "░▒▓"] == ["#...#..." * 3, "#.#.#.#." * 3, ".###.###" * 3]
    assert ["".join(drawn(c, FONT_A)).count("#") for c in "░▒▓"] == [72, 144, 216]


def test_all_160_characters_are_drawn_and_no_other():
    shapes = {box_drawing(chr(code), 24, 48) for code in range(0x2500, 0x25A0)}
    assert len(shapes) == 160
    assert all(any(shape.rows) for shape in shapes)
    assert box_drawing("A", 12, 24) is None
    assert box_drawing("■", 12, 24) is None


def test_a_box_of_code_page_437_is_closed_on_paper():
    head = printed(b"\x1bt\x00\x1b3\x18" + b"\xda\xc4\xc4\xbf\n\xb3  \xb3\n\xc0\xc4\xc4\xd9\n")
    rows = [row[:48] for row in head.picture()]
    assert rows[11] == "." * 5 + "#" * 38 + "." * 5
    assert rows[59] == rows[60] == rows[12] == rows[11]
    assert set(rows[13:59]) == {"." * 5 + "##" + "." * 34 + "##" + "." * 5}
