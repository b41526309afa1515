"""A foreign interpreter of ESC/POS reads the same streams and makes the same paper of them.

Glyphs are each one's own, so text is compared by its characters and by where its ink stands; pictures and bars dot for
dot. emupos starts its picture where the first row is printed and ends it with the last ink; it prints no text beside
bars in its text view but names them.
"""

from __future__ import annotations

import re
from itertools import groupby, zip_longest

import pytest

from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import demo_receipt
from tests.foreign import paper
from tests.judges import emupos, scanners

# emupos takes the parameters of these commands of two-byte modes for text, so they are kept from it.
UNREAD = re.compile(rb"\x1c-[0-2\x00-\x02]|\x1cC[01\x00\x01]|\x1cS..|\x1c\(A\x02\x000.", re.DOTALL)
# Streams with bytes that could be mistaken for those commands; these hold them in forms that emupos skips.
WITH_DOTS = ("raster", "columns", "codes")
# Its text view writes what is printed over the same line twice behind each other.
NOT_COMPARED = "receiptline-ruled"

COMPARED = [name for name in paper.names() if name != NOT_COMPARED]
TEXTS = [name for name in COMPARED if name.endswith(("styles", "accents", "table"))]
PICTURES = [name for name in COMPARED if name.endswith(("raster", "columns"))]
CODES = [name for name in COMPARED if name.endswith("codes")]

# A glyph of one interpreter stands at most half a cell beside that of the other; the widest cell here is tripled.
HALF_CELL_DOTS = 18
BARS_LEAST_DOTS = 40
UNDEFINED = "\N{REPLACEMENT CHARACTER}"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    with emupos.Emupos(emupos.installed(), tmp_path_factory.mktemp("emupos")) as running:
        yield running


def readable(name):
    """The stream without what emupos would print as text."""
    data = paper.stream(name)
    return data if name.endswith(WITH_DOTS) else UNREAD.sub(b"", data)


def words(text):
    """Its lines without blanks at the ends and in rows, without blank lines and the names of pictures."""
    text = re.sub(r"\[barcode \S+ (.*)\]", r"\1", text)
    text = re.sub(r"\[(image|qr) .*\]", "", text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def disagreements(ours, theirs):
    """Lines that the two read differently, in pairs."""
    lines = words("\n".join(ours.texts)), words("\n".join(receipt.text for receipt in theirs.receipts))
    return [pair for pair in zip_longest(*lines, fillvalue="") if not same_but_for_unknown(*pair)]


def same_but_for_unknown(ours, theirs):
    """Whether two lines are the same where both know the character."""
    pairs = zip(ours, theirs, strict=False)
    return len(ours) == len(theirs) and all(a == b or UNDEFINED in (a, b) for a, b in pairs)


def are_rules(lines):
    """Whether both are rules of one kind, however many characters each of them has."""
    return any(set(lines[0]) == set(lines[1]) == {character} for character in "─═")


@pytest.mark.parametrize("name", COMPARED)
def test_it_reads_the_same_text(foreign, name):
    stream = readable(name)
    assert disagreements(paper.printed(stream), foreign.print(stream)) == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_stands_at_the_same_place(foreign, name):
    stream = readable(name)
    printout = paper.printed(stream)
    ours, theirs = printout.bitmap, picture(foreign.print(stream))
    first, _ = printout.places[0]
    for top, text in printout.places:
        # 24 rows, which is the upper half of a line of double height
        found = extent(ours, top, 24), extent(theirs, top - first, 24)
        assert found[0] == pytest.approx(found[1], abs=HALF_CELL_DOTS), text


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_the_same_dot_for_dot_and_as_far_from_the_text(foreign, name):
    stream = readable(name)
    printout = paper.printed(stream)
    ours, theirs = printout.bitmap, picture(foreign.print(stream))
    first, _ = printout.places[0]
    height = paper.source_picture().height
    assert ours.rows[first + 30 : first + 30 + height] == theirs.rows[30 : 30 + height]


@pytest.mark.parametrize("name", CODES)
def test_bars_are_the_same_dot_for_dot(foreign, name):
    stream = readable(name)
    ours, theirs = bars(paper.printed(stream).bitmap), bars(picture(foreign.print(stream)))
    assert len(ours) >= 2
    assert ours == theirs


@pytest.mark.parametrize("name", CODES)
def test_a_scanner_reads_the_same_codes_off_both_papers(foreign, name):
    stream = readable(name)
    ours, theirs = paper.printed(stream).bitmap, picture(foreign.print(stream))
    found = sorted(scanners.zxing(scanners.picture(ours)))
    assert len(found) >= 3
    assert found == sorted(scanners.zxing(scanners.picture(theirs)))


def test_it_agrees_on_the_demo_receipt(foreign):
    stream = prepare(demo_receipt(), OCPP809).data
    ours, printout = paper.printed(stream), foreign.print(stream)
    theirs = picture(printout)
    assert UNDEFINED not in "".join(ours.texts)
    # A rule is made of characters eight times as wide: emupos reads six of them, and we as many as it is long.
    assert [pair for pair in disagreements(ours, printout) if not are_rules(pair)] == []
    assert len(bars(theirs)) == 2
    assert bars(ours.bitmap) == bars(theirs)
    codes = sorted(scanners.zxing(scanners.picture(ours.bitmap)))
    assert len(codes) == 3
    assert codes == sorted(scanners.zxing(scanners.picture(theirs)))
    # The logo: what is printed above the first line of text.
    top, end = first_ink(ours.bitmap), ours.places[0][0]
    assert end - top > 100
    assert ours.bitmap.rows[top:end] == theirs.rows[first_ink(theirs) :][: end - top]


def picture(printout):
    """The only receipt's dots."""
    [receipt] = printout.receipts
    return paper.rows_of(receipt.picture)


def first_ink(bitmap):
    """The first row with ink."""
    return next(y for y, row in enumerate(bitmap.rows) if row)


def extent(bitmap, top, height):
    """The first and the last column with ink in some rows."""
    ink = 0
    for row in bitmap.rows[top : top + height]:
        ink |= row
    return bitmap.width - ink.bit_length(), bitmap.width - (ink & -ink).bit_length()


def bars(bitmap):
    """The barcodes: a row of dots that is repeated many times, and how often."""
    runs = [(row, len(list(run))) for row, run in groupby(bitmap.rows)]
    return [(row, height) for row, height in runs if row and height >= BARS_LEAST_DOTS]
