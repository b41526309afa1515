"""Scripts whose letters join or run to the left, in the markup: set as whole lines, broken between words."""

from __future__ import annotations

import pytest

from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.parts import Dots
from ocom809.receipt.pieces import Line
from ocom809.receipt.scripts.fonts import font_for
from tests.judges.needed import unavailable

ARABIC = "قهوة عربية مع حليب طازج وسكر كثير جدا والمزيد من الكلام"
HINDI = "हिन्दी क्षेत्र धन्यवाद फिर आइए हिन्दी क्षेत्र"


def laid_out(markup):
    canvas = Canvas(OCPP809)
    [element] = Receipt.from_markup(markup).elements
    return [piece for piece in element.layout(canvas) if isinstance(piece, Line)]


def drawn(line):
    return [part for part in line.spans if isinstance(part, Dots)]


@pytest.fixture(autouse=True)
def _fonts():
    if any(font_for(character) is None for character in set(ARABIC + HINDI) - {" "}):
        unavailable("no font here holds Arabic and Hindi", install="apt-get install fonts-noto-core")


def test_an_arabic_cell_is_wrapped_as_the_same_text_in_python_is():
    [*cell] = laid_out(f"{{width: 35 12}}\n|{ARABIC}|24.00|")
    plain = list(Receipt().text(ARABIC).elements[0].layout(Canvas(OCPP809).narrowed(35 * 12)))

    assert [sum(part.width_dots for part in drawn(line)) for line in cell] == [
        sum(part.width_dots for part in drawn(line)) for line in plain
    ]
    assert len(cell) == 2


def test_a_number_in_right_to_left_text_is_not_broken():
    texts = [line.text for line in laid_out("{width: 30}\n|סכום לתשלום כולל מעמ 1047.50 שח")]

    assert sum("1047.50" in text for text in texts) == 1


@pytest.mark.parametrize(("pipes", "edges"), [("|?", (0, None)), ("?|", (None, 576)), ("|?|", (252, 324))])
def test_right_to_left_text_stands_where_its_pipes_say(pipes, edges):
    [line] = laid_out(pipes.replace("?", "קפה בר"))
    width = line.trimmed().width_dots
    left = line.spans[0].width_dots if not hasattr(line.spans[0], "text") else 0

    assert edges[0] in (None, left)
    assert edges[1] in (None, width)


def test_letters_of_india_are_shaped_with_their_vowels():
    composition = compose(Receipt.from_markup(HINDI))

    assert composition.lost == ()
    [line] = laid_out(HINDI)
    [plain] = Receipt().text(HINDI).elements[0].layout(Canvas(OCPP809))
    assert [part.rows for part in drawn(line)] == [part.rows for part in drawn(plain)]


def test_a_row_of_right_to_left_text_is_as_high_as_its_tallest_letter():
    lines = laid_out("^^^סך הכל\nסך הכל\n^^^مقهى الواحة\nمقهى الواحة")

    assert [max(line.spacing_dots, 24) for line in map(Canvas(OCPP809).fitting, lines)] == [24] * 4
    assert [Canvas(OCPP809).fitting(line).height_dots for line in lines] == [48, 24, 48, 24]


def test_a_right_to_left_letter_that_is_wider_than_its_column_is_lost_and_told():
    [loss] = compose(Receipt.from_markup("{width: 2}\n^^^^ש")).losses

    assert (loss.character, loss.place) == ("ש", "element 1, markup, line 2")


@pytest.mark.parametrize("width", range(1, 9))
@pytest.mark.parametrize("sign", ["", "^", "^^^", "^^^^^^^", "`", "_"])
def test_however_narrow_the_column_the_line_fits(width, sign):
    lines = laid_out(f"{{width: {width} {width}; border: line}}\n{sign}שלום 漢 12.50|{sign}{ARABIC}\\n\\n{HINDI}")

    try:
        compose(Receipt.from_markup(f"{{width: {width} {width}; border: line}}\n{sign}{ARABIC}|{sign}שלום"))
    except DocumentError as error:
        raise AssertionError from error
    bars = (2 * width + 3) * 12
    assert all(line.width_dots <= 288 + bars // 2 for line in lines)


def test_an_empty_line_of_the_author_stays_between_right_to_left_lines():
    assert len(laid_out("שלום\\n\\nתודה\\nרבה")) == 4
