"""The length that lint tells is what the virtual printer's motor moves, for any receipt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocom809 import OCPP809, Receipt
from ocom809.commands import (
    AbsolutePosition,
    CharacterSpacing,
    ColumnImage,
    Command,
    CutMode,
    Feed,
    FeedLines,
    Font,
    LineFeed,
    LineSpacing,
    PlainCut,
    PrintMode,
    Rotate,
    SelectFont,
    Size,
    Symbology,
    Tab,
    Text,
    TextPosition,
)
from ocom809.receipt import compose, demo_receipt, test_page
from ocom809.receipt.borders import GRID, NO_BORDER
from ocom809.virtual import VirtualPrinter

STYLES = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.booleans(),
        "width": st.integers(1, 4),
        "height": st.integers(1, 8),
        "font": st.sampled_from(Font),
        "invert": st.booleans(),
        "upside_down": st.booleans(),
        "rotated": st.booleans(),
    },
)
WORDS = st.text("abc XYZ€é\n", max_size=120)
DATA = st.text("abcXYZ0123", min_size=1, max_size=12)
GIVEN = st.one_of(
    st.builds(Text, st.text("abc XYZ", min_size=1, max_size=120)),
    st.builds(Feed, st.integers(0, 255)),
    st.builds(FeedLines, st.integers(0, 4)),
    st.builds(LineSpacing, st.none() | st.integers(0, 255)),
    st.builds(Size, st.integers(1, 8), st.integers(1, 8)),
    st.builds(SelectFont, st.sampled_from(Font)),
    st.builds(Rotate, st.booleans()),
    st.builds(PrintMode, font=st.sampled_from(Font), double_height=st.booleans(), double_width=st.booleans()),
    st.builds(CharacterSpacing, st.integers(0, 30)),
    st.builds(AbsolutePosition, st.integers(0, 500)),
    st.just(ColumnImage(3, bytes(range(9)))),
    st.just(ColumnImage(3, bytes(range(3)), dots=8)),
    st.just(LineFeed()),
    st.just(Tab()),
    st.just(PlainCut()),
)
PICTURES = st.builds(
    lambda w, h, grey: Image.new("L", (w, h), grey), st.integers(1, 700), st.integers(1, 90), st.integers(0, 255)
)
CUT_FEEDS = st.fixed_dictionaries({"feed_dots": st.none() | st.integers(0, 255)})
TABLE_OPTIONS = st.fixed_dictionaries({"border": st.sampled_from((NO_BORDER, GRID))})
MARGINS = st.fixed_dictionaries({"left_mm": st.integers(0, 20), "right_mm": st.integers(0, 20)})
ACTS = st.one_of(
    st.tuples(st.just("text"), st.tuples(WORDS), STYLES),
    st.tuples(st.just("row"), st.tuples(WORDS, WORDS), st.just({})),
    st.tuples(st.just("rule"), st.just(()), st.just({})),
    st.tuples(st.just("feed"), st.tuples(st.integers(0, 9)), st.just({})),
    st.tuples(
        st.just("barcode"),
        st.tuples(DATA, st.just(Symbology.CODE128)),
        st.fixed_dictionaries(
            {"height_dots": st.integers(1, 255), "text": st.sampled_from(TextPosition), "font": st.sampled_from(Font)}
        ),
    ),
    st.tuples(st.just("qr"), st.tuples(DATA), st.fixed_dictionaries({"quiet_zone": st.booleans()})),
    st.tuples(st.just("aztec"), st.tuples(DATA), st.just({})),
    st.tuples(st.just("image"), st.tuples(PICTURES), st.just({})),
    st.tuples(st.just("cut"), st.tuples(st.sampled_from(CutMode)), CUT_FEEDS),
    st.tuples(st.just("add"), st.tuples(GIVEN), st.just({})),
    st.tuples(st.just("table"), st.tuples(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3)), TABLE_OPTIONS),
    st.tuples(st.just("box"), st.tuples(WORDS), st.just({})),
    st.tuples(st.just("margin"), st.tuples(st.builds(lambda data: Receipt().text(data).qr("x"), WORDS)), MARGINS),
    st.tuples(st.just("line_spacing"), st.just(()), st.fixed_dictionaries({"dots": st.none() | st.integers(0, 255)})),
    st.tuples(st.just("sideways"), st.tuples(DATA), st.just({})),
)  # fmt: skip


def moved_mm(receipt: Receipt) -> float:
    unit = VirtualPrinter()
    unit.receive(compose(receipt).encode(OCPP809))
    return unit.advanced_mm


def built(acts) -> Receipt:
    receipt = Receipt()
    for name, values, options in acts:
        getattr(receipt, name)(*values, **options)
    return receipt


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, max_size=8))
def test_the_length_is_the_paper_that_the_virtual_printer_moves(acts):
    receipt = built(acts)
    measures = receipt.check().measures
    assert measures.unmeasured == ()
    assert measures.length_mm == pytest.approx(moved_mm(receipt))
    assert measures.total_bytes == len(compose(receipt).encode(OCPP809))


@pytest.mark.parametrize("receipt", [demo_receipt(), test_page(OCPP809)], ids=["demo receipt", "test page"])
def test_our_own_receipts_are_measured_to_the_dot(receipt):
    assert receipt.check().measures.length_mm == moved_mm(receipt)


def test_a_cut_ticket_is_as_long_as_lint_says():
    receipt = Receipt().text("Tea").barcode("4006381333931").cut()
    unit = VirtualPrinter()
    unit.receive(compose(receipt).encode(OCPP809))
    assert unit.tickets[0].millimetres == receipt.check().measures.length_mm


@pytest.mark.parametrize("size", [1, 5, 60, 120])
def test_a_pdf417_is_as_high_as_reckoned(size):
    receipt = Receipt().pdf417("Hello 809" * size)
    assert receipt.check().measures.length_mm == pytest.approx(moved_mm(receipt))


def test_what_only_the_printer_knows_has_no_length():
    measures = Receipt().text("a").raw(b"\x1dk\x04A\x00").pdf417("x", module_dots=2).check().measures
    assert measures.length_mm is None
    assert measures.unmeasured == ("Raw", "PDF417 of open form")
    assert measures.total_bytes is not None


def test_seconds_are_those_of_the_slower_of_wire_and_mechanism():
    measures = Receipt().text("x" * 960).feed(mm=900).check().measures
    assert measures.seconds("9600") == pytest.approx(max(measures.total_bytes / 960, measures.length_mm / 300))
    assert measures.seconds("115200") == measures.seconds("LAN") == pytest.approx(measures.length_mm / 300)


def test_every_command_is_measured_silent_or_known_to_be_unknown():
    from ocom809 import commands
    from ocom809.receipt.lint.ruler import Ruler
    from ocom809.receipt.lint.silent import SILENT

    named = {each for each in vars(commands).values() if isinstance(each, type) and issubclass(each, Command)}
    assert named >= SILENT
    assert not SILENT & set(Ruler._steps)
