"""Whatever receipt can be composed is printed whole, within the paper, and nothing of it is lost silently."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import (
    DOUBLE,
    FRAME,
    GRID,
    NO_BORDER,
    RULES,
    Cell,
    Column,
    Overflow,
    Receipt,
    VerticalAlignment,
    compose,
    styled,
)
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.pieces import BAND_ROWS, Dots, Line, Span
from ocom809.receipt.repertoire import STAND_IN
from ocom809.virtual.line import Line as PrintedLine
from ocom809.virtual.printer import VirtualPrinter

if TYPE_CHECKING:
    from ocom809.profile import Profile

PROFILES = {
    "wide": OCPP809,
    "512 dots": OCPP809.with_facts(width_dots=512),
    "narrow and Chinese": OCPP809.with_facts(width_dots=384, chinese_font=True),
}
UNITS = st.sampled_from(sorted(PROFILES))
SAMPLE = "abc ABC 0123456789.,-€éЖ漢☺\u0e01\u0e33\u0301"
TEXT = st.text(st.sampled_from(SAMPLE + "\n\t "), max_size=40)
RIGHT_TO_LEFT = st.text(st.sampled_from(SAMPLE + "שקه\u200f"), max_size=20)
ALIGNMENTS = st.sampled_from(Alignment)
LOOKS = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.booleans(),
        "underline": st.integers(0, 2),
        "invert": st.booleans(),
        "width": st.integers(1, 4),
        "height": st.integers(1, 4),
        "font": st.sampled_from(Font),
    },
)
STYLED = st.builds(lambda text, look: styled(text, **look), TEXT, LOOKS)
WORDS = st.one_of(TEXT, STYLED, st.lists(st.one_of(TEXT, STYLED), max_size=4).map(tuple))
BORDERS = st.sampled_from([NO_BORDER, FRAME, GRID, RULES, DOUBLE])
COLUMNS = st.builds(
    Column,
    width=st.none() | st.integers(1, 12),
    align=st.none() | ALIGNMENTS,
    vertical=st.sampled_from(VerticalAlignment),
    decimal=st.sampled_from(["", "", ".", ","]),
    leader=st.sampled_from(["", "", ".", "_"]),
)


@st.composite
def receipts(draw, depth=2, *, clip=False) -> Receipt:
    """Receipts of up to four elements that nest up to ``depth`` deep."""
    receipt = Receipt()
    for _ in range(draw(st.integers(1, 4 if depth == 2 else 2))):
        kinds = ["text", "row", "rule", "feed"] + ["table", "box", "margin"] * (depth > 0)
        _add(draw, receipt, draw(st.sampled_from(kinds)), depth, clip=clip)
    return receipt


def _add(draw, receipt: Receipt, kind: str, depth: int, *, clip: bool) -> None:
    overflow = draw(st.sampled_from(Overflow)) if clip else Overflow.WRAP
    match kind:
        case "text":
            receipt.text(
                *draw(st.lists(st.one_of(TEXT, STYLED), max_size=3)), align=draw(ALIGNMENTS), overflow=overflow
            )
        case "row":
            look = draw(LOOKS)
            receipt.row(*draw(st.lists(WORDS, min_size=1, max_size=4)), leader=draw(st.sampled_from(["", "."])), **look)
        case "rule":
            receipt.rule(thick=draw(st.booleans()))
        case "feed":
            receipt.feed(draw(st.integers(0, 3)), mm=draw(st.integers(0, 5)))
        case "table":
            _add_table(draw, receipt, depth)
        case "box":
            receipt.box(
                draw(receipts(depth - 1, clip=clip)), border=draw(BORDERS), width=draw(st.sampled_from([None, 0, 20]))
            )
        case "margin":
            margins = {"left_mm": draw(st.integers(0, 15)), "right_mm": draw(st.integers(0, 15))}
            receipt.margin(draw(receipts(depth - 1, clip=clip)), **margins)


def _add_table(draw, receipt: Receipt, depth: int) -> None:
    columns = draw(st.lists(COLUMNS, min_size=1, max_size=4))
    cells = st.one_of(WORDS, WORDS, receipts(depth - 1))
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=len(columns)), min_size=1, max_size=3))
    if draw(st.booleans()):
        rows.append([Cell(draw(WORDS), span=len(columns))])
    receipt.table(rows, columns=columns, border=draw(BORDERS), padding=draw(st.integers(0, 1)), **draw(LOOKS))


def composed(receipt: Receipt, profile: Profile):
    """The composition; receipts that do not fit are no example."""
    try:
        return compose(receipt, profile)
    except DocumentError:
        assume(False)
        raise


def printed(data: bytes, profile: Profile, monkeypatch) -> tuple[VirtualPrinter, list[list[tuple[int, int]]]]:
    """What comes out, and the places of all parts of each line."""
    lines: list[list[tuple[int, int]]] = []
    composed_line = PrintedLine.composed

    def watched(line, width):
        lines.append([(item.x, item.right) for item in line._items])
        return composed_line(line, width)

    monkeypatch.setattr(PrintedLine, "composed", watched)
    unit = VirtualPrinter(width_dots=profile.width_dots)
    assert unit.receive(data) == len(data)
    unit.tear_off()
    monkeypatch.undo()
    return unit, lines


PROPERTY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@PROPERTY
@given(receipts(clip=True), UNITS)
def test_all_dots_lie_within_the_paper_and_no_cell_over_another(monkeypatch, receipt, unit_name):
    profile = PROFILES[unit_name]
    data = composed(receipt, profile).encode(profile)
    unit, lines = printed(data, profile, monkeypatch)
    names = {event.name for event in unit.events}
    assert not names & {"ignored", "unknown", "not interpreted", "oversized", "half a character"}, unit.events
    for parts in lines:
        assert all(right <= profile.width_dots for _, right in parts)
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(parts)))


@PROPERTY
@given(RIGHT_TO_LEFT, LOOKS, ALIGNMENTS, st.sampled_from(["rotated", "upside_down", "sideways"]), UNITS)
def test_turned_text_lies_within_the_paper_as_well(monkeypatch, text, look, align, way, unit_name):
    profile, receipt = PROFILES[unit_name], Receipt()
    if way == "sideways":
        receipt.sideways(text, align=align, **{name: value for name, value in look.items() if name != "underline"})
    else:
        receipt.text(text, align=align, **look, **{way: True})
    unit, lines = printed(composed(receipt, profile).encode(profile), profile, monkeypatch)
    assert not {event.name for event in unit.events} & {"ignored", "unknown", "not interpreted", "oversized"}
    for parts in lines:
        assert all(right <= profile.width_dots for _, right in parts)
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(parts)))


@PROPERTY
@given(receipts(clip=True), UNITS)
def test_each_line_of_the_layout_is_one_line_on_paper(monkeypatch, receipt, unit_name):
    """None was broken by the printer because it was too wide, and none ran into the next."""
    profile = PROFILES[unit_name]
    canvas = Canvas(profile)
    try:
        lines = [piece for element in receipt.elements for piece in element.layout(canvas) if isinstance(piece, Line)]
    except DocumentError:
        assume(False)
    data = composed(receipt, profile).encode(profile)
    _, printed_lines = printed(data, profile, monkeypatch)
    fitting = [canvas.fitting(line).trimmed() for line in lines]
    assert len(printed_lines) == sum(any(map(_stands_in_the_line, line.spans)) for line in fitting)


def _stands_in_the_line(part) -> bool:
    """Not so white, nor dots that all lie above the line, in the picture that is printed before it."""
    return isinstance(part, Span) or (isinstance(part, Dots) and any(part.rows[-BAND_ROWS:]))


@PROPERTY
@given(receipts(), UNITS)
def test_no_character_is_lost_unreported(receipt, unit_name):
    """What goes in is on the paper or among the losses, as often as it stood in the document."""
    profile = PROFILES[unit_name].with_facts(column_images=False)  # what it lacks is lost, and not drawn
    composition = composed(receipt, profile)
    pieces = [piece for element in receipt.elements for piece in element.layout(Canvas(profile))]
    spans = [part for piece in pieces if isinstance(piece, Line) for part in piece.spans]
    assert not any(isinstance(part, Dots) for part in spans)
    shown = "".join(part.text for part in spans if isinstance(part, Span))
    lost = sum(loss.count for loss in composition.losses if not unicodedata.category(loss.character).startswith("M"))
    assert shown.count(STAND_IN) == lost
    written = "\n".join(_texts(receipt.elements))
    for character in set("abcABC0123456789€éЖ漢"):
        reported = sum(loss.count for loss in composition.losses if loss.character == character)
        assert shown.count(character) + reported == unicodedata.normalize("NFC", written).count(character)


def _texts(thing) -> list[str]:
    """All texts of elements, wherever they stand."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in _texts(part)]
    fields = ("text", "cells", "rows", "header", "content", "elements")
    return (
        [text for name in fields for text in _texts(getattr(thing, name, ()) or ())]
        if hasattr(thing, "__slots__")
        else []
    )
