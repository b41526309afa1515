"""Other libraries' streams come out right on the virtual printer.

The expectations are written by hand from the documents in ``tools/foreign_streams.py`` and ``.cjs``.
"""

from __future__ import annotations

import pytest

from ocom809.virtual.paper import Ending
from tests.foreign import paper
from tests.judges import scanners

PYTHON, LINE, ENCODER, THERMAL = "python-escpos", "receiptline", "receipt-printer-encoder", "node-thermal-printer"

CENTRE = " " * 21 + "Centre"
RIGHT = " " * 43 + "Right"
ACCENTS = ["Crème brûlée 4,20 €", "Größe, Ñandú, Åse, naïve", "Łódź, kůň, žluť"]
TEA = "Tea                                         2.10"
PIE = "Apple pie                                   3.90"
TOTAL = "Total                                       6.00"

# receiptline draws its rules with characters that the class manual does not have.
UNDEFINED = "\N{REPLACEMENT CHARACTER}"
RULES = dict.fromkeys(map(ord, "─│┌┐└┘├┤┬┴┼╭╮╰╯"), UNDEFINED)

TEXTS = {
    f"{PYTHON}-styles": [
        "Plain", "bold text", "underline text", "underline text", "invert text", "font text", "Double", "Three by two",
        CENTRE, RIGHT, "Plain again",
    ],
    f"{PYTHON}-accents": ACCENTS,
    f"{PYTHON}-table": [TEA, PIE, TOTAL],
    f"{PYTHON}-codes": ["4006381333931", "No. {12345", "*ABC-123*", " " * 17 + "After the codes"],
    f"{PYTHON}-raster": ["Before", "After"],
    f"{PYTHON}-columns": ["Before", "After"],
    f"{PYTHON}-finish": ["First", "Second"],
    f"{LINE}-styles": [
        "Plain", "Emphasised", "Underlined", "Inverted", "Wide", "High", "Double", CENTRE, RIGHT, "Plain again",
    ],
    f"{LINE}-accents": ACCENTS,
    f"{LINE}-table": [
        " " * 16 + "Tea" + " " * 21 + "2.10", " " * 13 + "Apple pie" + " " * 18 + "3.90", "─" * 48,
        " " * 15 + "Total" + " " * 20 + "6.00",
    ],
    f"{LINE}-ruled": [
        " " * 7 + "╭" + "─" * 20 + "┬" + "─" * 10 + "╮",
        " " * 7 + "│         Tea         │   2.10   │",
        " " * 7 + "├" + "─" * 20 + "┼" + "─" * 10 + "┤",
        " " * 7 + "│        Total        │   2.10   │",
        " " * 7 + "│                    │          │",
        " " * 7 + "╰" + "─" * 20 + "┴" + "─" * 10 + "╯",
    ],
    f"{LINE}-codes": ["4006381333931", "No. {12345678", " " * 17 + "After the codes"],
    f"{LINE}-raster": [" " * 21 + "Before", " " * 22 + "After"],
    f"{LINE}-finish": [" " * 22 + "First", " " * 21 + "Second"],
    f"{ENCODER}-styles": [
        "Plain", "Bold", "Underlined", "Inverted", "Font B", "Double", "Three by two", CENTRE, RIGHT, "Plain again",
    ],
    f"{ENCODER}-accents": ACCENTS,
    f"{ENCODER}-table": [TEA, PIE, TOTAL, "─" * 48],
    f"{ENCODER}-codes": ["4006381333931", "No. 12345", "After the codes"],
    f"{ENCODER}-raster": ["Before", "After"],
    f"{ENCODER}-columns": ["Before", "After"],
    f"{ENCODER}-finish": ["First", "Second"],
    f"{THERMAL}-styles": [
        "Plain", "Bold", "Underlined", "Underlined twice", "Inverted", "Font B", "Double", "Three by two",
        CENTRE, RIGHT, "Plain again",
    ],
    f"{THERMAL}-accents": ACCENTS,
    f"{THERMAL}-table": [TEA, PIE, "-" * 48, TOTAL],
    f"{THERMAL}-codes": ["4006381333931", "No. 12345", "After the codes"],
    f"{THERMAL}-raster": ["Before", "After"],
    f"{THERMAL}-finish": ["First", "Second"],
}  # fmt: skip

CODES = {
    PYTHON: [b"4006381333931", b"ABC-123", b"No. {12345", "https://example.com/r/4711?ü=€".encode()],
    LINE: [b"4006381333931", b"No. {12345678", b"https://example.com/r/4711"],
    ENCODER: [b"4006381333931", b"No. 12345", b"https://example.com/r/4711"],
    THERMAL: [b"4006381333931", b"No. 12345", b"https://example.com/r/4711"],
}

# Where its left edge stands: receiptline puts a picture in the middle.
PICTURES = {
    f"{PYTHON}-raster": 0, f"{PYTHON}-columns": 0, f"{LINE}-raster": (576 - 200) // 2,
    f"{ENCODER}-raster": 0, f"{ENCODER}-columns": 0, f"{THERMAL}-raster": 0,
}  # fmt: skip

# The pins that get a pulse, in order, and how each piece of paper came off.
FINISHES = {
    PYTHON: ([2, 5], [Ending.PARTIAL_CUT, Ending.FULL_CUT]),
    LINE: ([2], [Ending.PARTIAL_CUT, Ending.PARTIAL_CUT]),
    ENCODER: ([2, 5], [Ending.PARTIAL_CUT, Ending.FULL_CUT]),
    THERMAL: ([2], [Ending.PARTIAL_CUT, Ending.FULL_CUT]),
}


def test_every_stream_has_an_expectation():
    assert paper.names() == sorted(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_the_document_s_and_no_parameter_byte_leaks_into_it(name):
    rules = RULES if name.startswith(LINE) else {}
    found = [text.rstrip().translate(rules) for text in paper.printed(paper.stream(name)).texts]
    assert [text for text in found if text] == [text.translate(rules) for text in TEXTS[name]]


@pytest.mark.parametrize("name", TEXTS)
def test_it_makes_no_difference_how_the_stream_arrives(name):
    data = paper.stream(name)
    whole, printer = paper.printed(data), paper.VirtualPrinter()
    for byte in data:
        printer.receive(bytes([byte]))
    printer.tear_off()
    assert [ticket.dots for ticket in printer.tickets] == [piece.dots for piece in whole.pieces]


@pytest.mark.parametrize("peer", CODES)
def test_zxing_reads_every_code_off_the_paper(peer):
    found = scanners.zxing(scanners.picture(paper.printed(paper.stream(f"{peer}-codes")).bitmap))
    assert sorted(data for _, data in found) == CODES[peer]


@pytest.mark.parametrize("peer", CODES)
def test_zbar_reads_every_code_off_the_paper(peer, tmp_path):
    found = scanners.zbar(scanners.picture(paper.printed(paper.stream(f"{peer}-codes")).bitmap), tmp_path)
    assert sorted(data for _, data in found) == CODES[peer]


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_comes_back_dot_for_dot(name):
    source, bitmap = paper.source_picture(), paper.printed(paper.stream(name)).bitmap
    shift = bitmap.width - source.width - PICTURES[name]
    expected = tuple(row << shift for row in source.rows)
    top = bitmap.rows.index(expected[0])
    assert bitmap.rows[top : top + source.height] == expected
    # It stands right below a line of text of 24 dots in 30, and the next is one or two such lines below it.
    assert not any(bitmap.rows[top - 6 : top])
    assert any(bitmap.rows[top - 30 : top])
    assert any(bitmap.rows[top + source.height : top + source.height + 60])


@pytest.mark.parametrize("peer", FINISHES)
def test_drawers_open_and_the_paper_is_cut_where_it_should_be(peer):
    printout = paper.printed(paper.stream(f"{peer}-finish"))
    pins, endings = FINISHES[peer]
    assert [event.details["pin"] for event in printout.events if "pin" in event.details] == pins
    assert [ticket.ended for ticket in printout.tickets] == endings
    assert [ticket.text.strip() for ticket in printout.tickets] == ["First", "Second"]


def test_the_bytes_of_a_picture_are_nobody_s_commands():
    for name in PICTURES:
        printout = paper.printed(paper.stream(name))
        assert not [event for event in printout.events if "pin" in event.details], name
        assert len(printout.tickets) == 1, name
