"""Plain lines: the short way gives the bytes of the long way, and nothing but text can be in them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809 import OCPP809, Receipt
from ocom809.commands import Alignment, Font, Text, encode
from ocom809.errors import CommandError, DocumentError
from ocom809.receipt import compose
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.compose import laid_out
from ocom809.receipt.elements import Row
from ocom809.receipt.paged import PagedText
from ocom809.receipt.plain import Lines, PlainText
from ocom809.receipt.writer import written

TEXTS = st.text(st.sampled_from("Tea 4.20-é€─\t|жżż日\u00a0\ufffdא"), max_size=60) | st.sampled_from(
    ["", "Tea", "a      b", "Tea ", " | ", "Größe", "Чай", "żółć €", "─" * 20]
)
STYLES = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.booleans(),
        "underline": st.integers(0, 2),
        "width": st.integers(1, 3),
        "height": st.integers(1, 2),
        "font": st.sampled_from(Font),
        "upside_down": st.booleans(),
    },
)
ALIGNMENTS = st.sampled_from(Alignment)


@st.composite
def receipts(draw):
    receipt = Receipt()
    for _ in range(draw(st.integers(1, 6))):
        style, kind = draw(STYLES), draw(st.sampled_from(["text", "text", "row", "row", "spacing", "rule"]))
        if kind == "text":
            receipt.text(draw(TEXTS), align=draw(ALIGNMENTS), **style)
        elif kind == "row":
            cells = draw(st.lists(TEXTS, min_size=1, max_size=4))
            widths = draw(st.none() | st.just([None, *[6] * (len(cells) - 1)]))
            aligns = draw(st.none() | st.just([draw(ALIGNMENTS) for _ in cells]))
            receipt.row(*cells, widths=widths, aligns=aligns, leader=draw(st.sampled_from(["", "."])), **style)
        elif kind == "spacing":
            receipt.line_spacing(dots=draw(st.sampled_from([24, 40])))
        else:
            receipt.rule()
    return receipt


CHINESE = replace(OCPP809, chinese_font=True)


def the_long_way(receipt, profile):
    canvas = Canvas(profile)
    pieces = [piece for element in receipt.elements for piece in laid_out(element, "here", canvas)]
    return encode(written(pieces, canvas.repertoire, profile))


@settings(deadline=None)  # fonts are looked for in the first of them
@given(receipts(), st.sampled_from([OCPP809, CHINESE]))
def test_the_short_way_gives_the_bytes_of_the_long_way(receipt, profile):
    try:
        long = the_long_way(receipt, profile)
    except DocumentError:
        with pytest.raises(DocumentError):
            compose(receipt, profile)
        return
    composition = compose(receipt, profile)

    assert composition.encode(profile) == long
    assert encode(composition.commands) == long


def test_lines_of_one_look_go_together_and_their_commands_stay_to_be_seen():
    composition = compose(Receipt().text("Tea").row("Total", "4.20"))

    assert [type(command).__name__ for command in composition.written][-1:] == ["PlainText"]
    names = [type(command).__name__ for command in composition.commands]
    assert names[-6:] == ["Text", "LineFeed", "Text", "AbsolutePosition", "Text", "LineFeed"]


def test_lines_of_several_scripts_go_together_as_well():
    composition = compose(Receipt().text("Größe").row("Чай", "4.20 €").text("Tea"))

    assert [type(command).__name__ for command in composition.written][-1:] == ["PagedText"]
    texts = [command.text for command in composition.commands if isinstance(command, Text)]
    assert texts == ["Gr", "öße", "Чай", "4.20 €", "Tea"]


@pytest.mark.parametrize(("text", "codec"), [("\x1b@", "ascii"), ("ж", "cp437"), ("a\nb", "cp858")])
def test_what_its_page_lacks_and_controls_are_in_no_plain_line(text, codec):
    with pytest.raises(CommandError):
        PagedText(((0,),), ((f"{text}\n", codec, None),), 12)


@pytest.mark.parametrize("runs", [(), (("é", "cp437", None),), (("é\nè\n", "cp437", None),)])
def test_each_text_has_its_place_and_its_end(runs):
    with pytest.raises(CommandError, match="its place and its end"):
        PagedText(((0,),), runs, 12)


def test_a_run_of_one_page_goes_over_several_lines_and_any_byte_may_select_it():
    lines = PagedText(((0, 120), (), (60,)), (("Tea €\n", "cp858", 10), ("жж\nЧ\n", "cp866", 17)), 12)

    assert lines.encode() == b"\x1bt\x0aTea \xd5\x1b$\x78\x00\x1bt\x11\xa6\xa6\n\n\x1b$\x3c\x00\x97\n"
    assert encode(lines.commands) == lines.encode()
    assert (lines.count, lines.ends) == (3, (18, 19, 25))


@pytest.mark.parametrize("text", ["\x1b@", "é", "a\nb", "\x10\x04", "\x7f"])
def test_what_is_not_printable_ascii_is_no_plain_line(text):
    with pytest.raises(CommandError, match="printable ASCII"):
        PlainText((((0,), (text,)),), 12)


def test_lines_of_another_look_begin_a_block_of_their_own():
    style = compose(Receipt().text("a", bold=True).text("b", bold=True).text("c")).written
    lines = [command.lines for command in style if isinstance(command, PlainText)]

    assert lines == [(((0,), ("a",)), ((0,), ("b",))), (((0,), ("c",)),)]


def test_a_line_that_stands_elsewhere_or_further_from_the_next_begins_a_block_as_well():
    receipt = (
        Receipt().text("a").text("b", align=Alignment.RIGHT).line_spacing(dots=40).text("c", align=Alignment.RIGHT)
    )
    lines = [command.lines for command in compose(receipt).written if isinstance(command, PlainText)]

    assert lines == [(((0,), (text,)),) for text in "abc"]


def test_the_usual_rules_go_to_bytes_with_the_lines_around_them_where_they_are_of_one_size():
    def kinds(profile):
        composition = compose(Receipt().line_spacing(dots=24).text("a").rule().rule().text("b"), profile)
        return [type(command).__name__ for command in composition.written if isinstance(command, Lines)]

    assert kinds(OCPP809) == ["PlainText", "PagedText", "PlainText"]
    assert kinds(OCPP809.with_facts(columns_b=63)) == ["PlainText", "PlainText"]  # 15 wide characters and 3 others


@pytest.mark.parametrize("widths", [(5.0, 6), (True, 6), ("5", 6), ([], 6), (1, 6), (5, 0), (5,)])
def test_what_was_found_to_be_a_width_lets_nothing_pass_that_is_merely_equal_to_it(widths):
    Row(("a", "b"), (5, 6))
    Row(("a", "b"), (5, 1))

    with pytest.raises(DocumentError, match=r"wide|widths"):
        Row(("a", "b"), widths)


@pytest.mark.parametrize("aligns", [(0, 2), ("LEFT", "RIGHT"), ([], {}), (Alignment.LEFT,)])
def test_nor_is_anything_else_taken_for_an_alignment(aligns):
    Row(("a", "b"), None, (Alignment.LEFT, Alignment.RIGHT))

    with pytest.raises(DocumentError, match="align"):
        Row(("a", "b"), None, aligns)
