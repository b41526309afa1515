"""Tables and boxes, as the paper shows them."""

from __future__ import annotations

import time

import pytest
from PIL import Image

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import (
    DOUBLE,
    FRAME,
    GRID,
    RULES,
    Border,
    Cell,
    Column,
    Overflow,
    Receipt,
    Stroke,
    VerticalAlignment,
    compose,
    styled,
)
from ocom809.receipt.borders import joint
from ocom809.receipt.elements import Table
from ocom809.virtual.printer import VirtualPrinter

NO_DOTS = OCPP809.with_facts(column_images=False)
NARROW = OCPP809.with_facts(width_dots=240)
RIGHT, CENTER = Alignment.RIGHT, Alignment.CENTER


def ticket(receipt: Receipt, profile=NARROW):
    unit = VirtualPrinter(width_dots=profile.width_dots)
    data = compose(receipt, profile).encode(profile)
    assert unit.receive(data) == len(data)
    unit.tear_off()
    assert not unit.events
    return unit.tickets[0]


def shown(receipt: Receipt, profile=NARROW) -> list[str]:
    return [line.text for line in ticket(receipt, profile).lines]


def inked(receipt: Receipt, profile=NARROW) -> list[int]:
    """The rows of dots from the first black one to the last one."""
    piece = ticket(receipt, profile)
    rows = [piece.row(number) for number in range(piece.height_dots)]
    black = [number for number, row in enumerate(rows) if row]
    return rows[black[0] : black[-1] + 1]


# Widths


def test_columns_are_as_wide_as_they_need_and_the_first_takes_the_rest():
    assert shown(Receipt().table([("Tea", "1", "4.20"), ("Scone", "12", "3.00")])) == [
        "Tea          1  4.20",
        "Scone        12 3.00",
    ]


def test_a_fixed_column_has_its_width_and_shares_take_the_rest():
    columns = [Column(width=3), Column(share=1), Column(share=2)]
    assert shown(Receipt().table([("1", "a", "b")], columns=columns)) == ["1   a     b"]


def test_a_column_in_millimetres_is_rounded_up_to_whole_characters():
    assert shown(Receipt().table([("a", "b")], columns=[Column(mm=10), Column()])) == ["a       b"]


def test_what_is_too_long_is_wrapped_in_its_column_and_the_widest_gives_way():
    lines = shown(Receipt().table([("smoked salmon with dill", "4.20")]))
    assert lines == ["smoked salmon   4.20", "with dill"]


def test_words_stay_whole_where_they_can():
    lines = shown(Receipt().table([("extraordinary", "a b c d e f g h i")]))
    assert lines[0].startswith("extraordinary ")


@pytest.mark.parametrize(
    ("overflow", "line"),
    [(Overflow.CLIP, "smoked sal 4.20"), (Overflow.ELLIPSIS, "smoked sa… 4.20")],
)
def test_text_can_be_clipped_with_or_without_a_sign_of_it(overflow, line):
    columns = [Column(width=10, overflow=overflow), Column(width=4)]
    assert shown(Receipt().table([("smoked salmon", "4.20")], columns=columns)) == [line]


def test_three_dots_are_typed_where_the_printer_lacks_the_character():
    profile = NARROW.with_facts(code_pages=())
    assert shown(Receipt().text("x" * 30, overflow=Overflow.ELLIPSIS), profile) == ["x" * 17 + "..."]


def test_a_table_that_cannot_fit_is_refused_with_its_number():
    with pytest.raises(DocumentError, match=r"element 2, table: the columns of this table need 21 characters at least"):
        compose(Receipt().text("x").table([("a", "b")], columns=[Column(width=20), Column()]), NARROW)


# Cells


def test_a_cell_may_say_itself_where_it_stands():
    receipt = Receipt().table([("ab", "c"), (Cell("x", align=RIGHT), "d")], columns=[Column(width=4), Column()])
    assert shown(receipt) == ["ab   c", "   x d"]


def test_a_cell_spans_columns():
    rows = [("a", "b", "c"), (Cell("a long one", span=2), "d")]
    assert shown(Receipt().table(rows, columns=[Column(width=5)] * 3)) == ["a     b     c", "a long one  d"]


def test_a_short_row_ends_in_white():
    assert shown(Receipt().table([("a", "b"), ("c",)], columns=[Column(width=3)] * 2)) == ["a   b", "c"]


@pytest.mark.parametrize(
    ("vertical", "lines"),
    [
        (VerticalAlignment.TOP, ["1 x", "2", "3"]),
        (VerticalAlignment.MIDDLE, ["1", "2 x", "3"]),
        (VerticalAlignment.BOTTOM, ["1", "2", "3 x"]),
    ],
)
def test_a_cell_stands_at_the_top_in_the_middle_or_at_the_bottom(vertical, lines):
    columns = [Column(width=1), Column(vertical=vertical)]
    assert shown(Receipt().table([("1\n2\n3", "x")], columns=columns)) == lines


def test_numbers_stand_with_their_decimal_marks_below_one_another():
    rows = [("1.50 €",), ("12",), ("-300.25",), ("none",)]
    assert shown(Receipt().table(rows, columns=[Column(width=12, decimal=".")], header=("Sum",))) == [
        "         Sum",
        "      1.50 €",
        "     12",
        "   -300.25",
        "        none",
    ]


def test_a_decimal_comma_is_not_confused_by_points_between_thousands():
    rows = [("1.234,50",), ("7,5",), ("20.000",)]
    lines = shown(Receipt().table(rows, columns=[Column(decimal=",")]))
    assert [line.rstrip() for line in lines] == [" " * 12 + "1.234,50", " " * 16 + "7,5", " " * 11 + "20.000"]


def test_leaders_lead_to_what_stands_beside_but_not_from_a_heading():
    columns = [Column(leader="."), Column(width=4, align=RIGHT, vertical=VerticalAlignment.BOTTOM)]
    assert shown(Receipt().table([("green tea from Japan", "4.20")], columns=columns, header=("Item", "Sum"))) == [
        "Item             Sum",
        "green tea from",
        "Japan ......... 4.20",
    ]


def test_a_cell_holds_text_of_several_styles():
    data = compose(Receipt().table([(("a", styled("b", bold=True)), "c")]), NARROW).encode()
    assert b"a\x1bE\x01b\x1bE\x00" in data or b"a\x1bE\x01b" in data


def test_a_header_is_bold():
    data = compose(Receipt().table([("a",)], header=("H",)), NARROW).encode()
    assert data.endswith(b"\x1bE\x01H\n\x1bE\x00a\n")


# Borders


def test_a_grid_joins_its_lines():
    assert shown(Receipt().table([("a", "1"), ("b", "2")], border=GRID)) == [
        "┌──────────────┬───┐",
        "│ a            │ 1 │",
        "├──────────────┼───┤",
        "│ b            │ 2 │",
        "└──────────────┴───┘",
    ]


def test_a_double_frame_goes_with_single_lines_inside():
    assert shown(Receipt().table([("a", "1")], header=("H", "I"), border=DOUBLE, padding=0)) == [
        "╔════════════════╤═╗",
        "║H               │I║",
        "╠════════════════╪═╣",
        "║a               │1║",
        "╚════════════════╧═╝",
    ]


def test_no_bar_runs_through_a_cell_that_spans_columns():
    rows = [(Cell("ab", span=2),), ("c", "d")]
    assert shown(Receipt().table(rows, border=GRID)) == [
        "┌──────────────────┐",
        "│ ab               │",
        "├──────────────┬───┤",
        "│ c            │ d │",
        "└──────────────┴───┘",
    ]


def test_rules_alone_need_no_bars():
    assert shown(Receipt().table([("a", "1")], header=("H", "I"), border=RULES)) == [
        "─" * 20,
        "H                  I",
        "─" * 20,
        "a                  1",
        "─" * 20,
    ]


def test_a_printer_without_line_characters_gets_typed_ones():
    profile = NARROW.with_facts(code_pages=())
    assert shown(Receipt().box("a", border=DOUBLE), profile) == [
        "+==================+",
        "| a                |",
        "+==================+",
    ]


@pytest.mark.parametrize("text", [{}, {"height": 2}, {"font": Font.B}, {"width": 2, "height": 3}])
def test_the_bars_of_a_frame_have_no_gap(text):
    content = Receipt().text("one", **text).text("two").feed().text("three")
    for receipt in (Receipt().box(content), Receipt().table([("one\ntwo", "three")], border=GRID, **text)):
        rows = inked(receipt)
        left = max(row.bit_length() for row in rows)
        assert all(row.bit_length() == left for row in rows)


def test_every_joint_of_two_kinds_of_strokes_is_a_character():
    for up in Stroke:
        for down in Stroke:
            for left in Stroke:
                for right in Stroke:
                    assert len(joint(up, down, left, right)) == 1


# Elements in elements


def test_a_box_holds_rows_rules_and_tables():
    content = Receipt().row("a", "b").rule().table([("c", "d")], border=GRID, padding=0)
    assert shown(Receipt().box(content)) == [
        "┌──────────────────┐",
        "│ a              b │",
        "│ ──────────────── │",
        "│ ┌────────────┬─┐ │",
        "│ │c           │d│ │",
        "│ └────────────┴─┘ │",
        "└──────────────────┘",
    ]


def test_a_box_can_be_as_small_as_its_content():
    for align, blanks in ((Alignment.LEFT, 0), (CENTER, 6), (RIGHT, 12)):
        assert shown(Receipt().box("paid", width=0, align=align)) == [
            " " * blanks + line for line in ("┌──────┐", "│ paid │", "└──────┘")
        ]
    assert shown(Receipt().box("paid", width=10, align=Alignment.LEFT))[0] == "┌────────┐"


def test_a_box_without_bars_stands_as_a_whole():
    lines = shown(Receipt().box("long line\nx", width=9, border=RULES, align=RIGHT))
    assert lines == [" " * 11 + "─" * 9, " " * 11 + "long line", " " * 11 + "x", " " * 11 + "─" * 9]


def test_a_picture_in_a_cell_comes_out_dot_for_dot_beside_text():
    picture = Image.frombytes("1", (40, 60), bytes((number * 37) % 256 for number in range(300)))
    receipt = Receipt().table(
        [(Receipt().image(picture, align=Alignment.LEFT), "a\nb\nc")], columns=[Column(mm=6), Column()]
    )
    rows = inked(receipt)
    expected = [255 - byte for byte in picture.tobytes()]
    shift = NARROW.width_dots - 40
    dots = [(row >> shift).to_bytes(5) for row in rows[:60]]
    assert b"".join(dots) == bytes(expected)


@pytest.mark.parametrize("content", [Receipt().cut(), Receipt().raw(b"x"), Receipt().drawer()])
def test_what_takes_lines_of_its_own_cannot_stand_in_a_cell(content):
    with pytest.raises(DocumentError, match="cannot stand in a cell or a box"):
        compose(Receipt().box(content))


def test_a_loss_in_a_cell_is_reported_once_with_its_row():
    composition = compose(Receipt().table([("a", "b"), ("漢", "c")], border=GRID), NO_DOTS)
    assert [(loss.name, loss.place, loss.count) for loss in composition.losses] == [
        ("漢", "element 1, table, row 2, line 1", 1)
    ]


def test_text_taller_than_a_strip_beside_a_picture_is_still_printed():
    picture = Image.new("1", (40, 60), 0)
    receipt = Receipt().table([(Receipt().image(picture), styled("T", height=3))], columns=[Column(mm=6), Column()])
    assert "T" in "".join(shown(receipt))


def nested(holder: str, depth: int) -> Receipt:
    receipt = Receipt().text("a")
    for _ in range(depth):
        match holder:
            case "box":
                receipt = Receipt().box(receipt, border=RULES)
            case "margin":
                receipt = Receipt().margin(receipt)
            case _:
                receipt = Receipt().table([(receipt,)])
    return receipt


@pytest.mark.parametrize("holder", ["box", "margin", "table"])
def test_elements_nest_so_deep_and_no_deeper(holder):
    assert compose(nested(holder, 16)).commands
    with pytest.raises(DocumentError, match="nest at most 16 deep"):
        nested(holder, 17)


def test_a_table_of_thousands_of_rows_takes_no_endless_time():
    begin = time.process_time()
    rows = [(str(number), "Crème brûlée", "4.20") for number in range(2000)]
    compose(Receipt().table(rows, columns=[Column(), Column(), Column(decimal=".")], border=GRID))
    assert time.process_time() - begin < 60


# What is refused at once


@pytest.mark.parametrize(
    "build",
    [
        lambda: Receipt().table([]),
        lambda: Receipt().table("ab"),
        lambda: Receipt().table([()]),
        lambda: Receipt().table([(1,)]),
        lambda: Receipt().table([["a"] * 33]),
        lambda: Receipt().table([("a", "b")], columns=[Column()]),
        lambda: Receipt().table([("a",)], columns=["left"]),
        lambda: Receipt().table([("a",)], border="grid"),
        lambda: Receipt().table([("a",)], padding=-1),
        lambda: Receipt().table([("a",)], rotated=True),
        lambda: Receipt().table(("a",) for _ in iter(int, 1)),
        lambda: Column(width=0),
        lambda: Column(width=3, share=1),
        lambda: Column(mm=-1),
        lambda: Column(align="left"),
        lambda: Column(decimal=";"),
        lambda: Column(leader=".."),
        lambda: Column(overflow="clip"),
        lambda: Cell("a", span=0),
        lambda: Cell(7),
        lambda: Cell("a", vertical=1),
        lambda: Border(top=1),
        lambda: Receipt().box("a", width=-1),
        lambda: Receipt().box("a", align="left"),
        lambda: Table(()),
        lambda: styled("x", upside_down=True),
        lambda: styled("x", colour=1),
        lambda: styled(1),
        lambda: Receipt().row("a", "b", leader="\u0301"),
        lambda: Receipt().row("a", "b", leader=" "),
    ],
)
def test_an_impossible_value_is_refused(build):
    with pytest.raises(DocumentError) as caught:
        build()
    assert "\n" not in str(caught.value)


def test_borders_can_be_put_together():
    border = Border(top=Stroke.DOUBLE, rows=Stroke.SINGLE)
    assert shown(Receipt().table([("a",), ("b",)], border=border)) == ["═" * 20, "a", "─" * 20, "b"]
    assert FRAME.has_bars
    assert not RULES.has_bars
