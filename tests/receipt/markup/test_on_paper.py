"""Markup on the paper of the virtual printer, which knows nothing of how it was made."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from PIL import Image

from ocom809.errors import DocumentError, MarkupError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.receipt.markup import as_text, laid_out, parse
from ocom809.receipt.markup.layout import Block, Frame, Rule, TextRow
from ocom809.virtual import VirtualPrinter
from tests.judges import markup_documents

LEAD = 144  # white from the knife to the head
PLAIN_CASES = 80


def printed(text, profile=OCPP809):
    unit = VirtualPrinter(width_dots=profile.width_dots)
    unit.receive(compose(Receipt.from_markup(text), profile).encode(profile))
    unit.tear_off()
    return unit


def ticket(text, profile=OCPP809):
    [paper] = printed(text, profile).tickets
    return paper


def lines(text):
    return [line.text for line in ticket(text).lines]


def png(image):
    file = BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def ink(paper, left, top, right, bottom):
    """Whether any dot of this part of the paper is black."""
    return paper.to_image().crop((left, LEAD + top, right, LEAD + bottom)).getextrema()[0] == 0


def box(paper):
    """Where the ink is, in dots from the head's first row."""
    left, top, right, bottom = paper.to_image().convert("L").point(lambda grey: 255 - grey).getbbox()
    return left, top - LEAD, right, bottom - LEAD


def printable_documents():
    """Documents of the generator without mistakes, codes, cuts and commands, of characters that the printer has."""
    for seed in range(100_000):
        question = markup_documents.question(seed)
        text = question.document.replace("=", "+")
        document = parse(text)
        blocks = [value.key for line in document.lines for value in getattr(line, "values", ())]
        is_clean = not any(remark.refused for remark in document.remarks) and not {"code", "command"} & {*blocks}
        if is_clean and question.encoding in ("multilingual", "cp437") and as_text(document).strip():
            yield text


def test_every_character_stands_in_its_place_and_nothing_stands_elsewhere():
    for _, text in zip(range(PLAIN_CASES), printable_documents(), strict=False):
        paper = ticket(text)
        items = [item for item in laid_out(parse(text), 48) if not isinstance(item, Block)]
        image, top = paper.to_image().convert("L"), LEAD
        for item in items:
            height = 24 * item.height if isinstance(item, TextRow) else 24
            allowed = Image.new("1", (576, height), 0)
            for left, right, is_seen in places(item):
                if is_seen:
                    assert image.crop((left, top, right, top + height)).getextrema()[0] == 0, (text, item)
                allowed.paste(1, (left, 0, right, height))
            stray = Image.new("L", (576, height), 255)
            stray.paste(image.crop((0, top, 576, top + height)), (0, 0), allowed.point(lambda dot: 0 if dot else 255))
            assert stray.getextrema()[0] == 255, (text, item)
            top += height
        assert paper.height_dots == top, text


def places(item):
    """From where to where each thing stands in a row, and whether it must leave ink."""
    if isinstance(item, TextRow):
        yield from ((bar * 12, bar * 12 + 12, True) for bar in item.bars)
        for cell in item.cells:
            left = cell.left * 12 + cell.row.half_columns * 6
            for part in cell.row.parts:
                for characters, columns in part.places:
                    right = left + columns * part.look.width * 12
                    yield left, right, bool(characters.strip())
                    left = right
    elif isinstance(item, Rule):
        yield item.area.left * 12, item.area.right * 12, item.area.width > 0
    elif isinstance(item, Frame):
        bars = (*item.above, *item.below)
        yield min(bars) * 12, max(bars) * 12 + 12, True


def test_lines_between_columns_have_no_gaps():
    paper = ticket("{border: line; width: 5 5}\n|a |^^^^b |\n-\n|c|d|\n{border: none}")
    left, top, right, bottom = box(paper)
    assert (right - left, bottom - top) == (2 * 6 * 12 + 2, 24 * 6 + 2)
    image = paper.to_image()
    for x in (left, right - 1, (left + right) // 2):
        assert image.crop((x, LEAD + top, x + 1, LEAD + bottom)).getextrema() == (0, 0)


@pytest.mark.parametrize(("source", "left"), [("|?", 0), ("?", 238), ("?|", 476)])
def test_a_picture_of_the_document_stands_where_its_pipes_say(source, left):
    paper = ticket(source.replace("?", small_picture()))
    assert box(paper) == (left, 0, left + 100, 40)


@pytest.mark.parametrize(("pipes", "edge"), [("|?", 108), ("?", 238), ("?|", 368)])
def test_a_picture_stands_within_the_area_of_its_line(pipes, edge):
    paper = ticket("{width: 20 9; border: 1; align: center}\n" + pipes.replace("?", small_picture()))
    assert box(paper)[0] == edge


def small_picture():
    return picture(100, 40)


def picture(*size):
    return f"{{image: {png(Image.new('1', size))}}}"


def test_a_code_stands_within_the_area_of_its_line_and_what_follows_is_not_moved():
    paper = ticket("{width: 20; align: right}\n|{code: 12345678; option: code128 2 48}\n{w: auto}\n|x")
    width = box(ticket("|{code: 12345678; option: code128 2 48}"))[2]
    assert ink(paper, 336, 0, 336 + width, 48)
    assert not ink(paper, 0, 0, 336, 48)
    assert ink(paper, 0, 48, 12, 72)


@pytest.mark.parametrize(
    ("option", "data", "symbol"),
    [
        ("upc", "01234567890", "UPC-A"),
        ("upc", "0123456", "UPC-E"),
        ("ean", "401234567890", "EAN13"),
        ("jan", "4012345", "EAN8"),
        ("code39", "*TEA-1*", "CODE39"),
        ("itf", "1234", "ITF"),
        ("codabar", "a123b", "CODABAR"),
        ("nw7", "C40D", "CODABAR"),
        ("code93", "Tea 1", "CODE93"),
        ("hri", "Tea 1", "CODE128"),
        ("qrcode 4 q", "Thé à 4 €", "QR"),
    ],
)
def test_every_kind_of_code_is_drawn(option, data, symbol):
    [event] = [event for event in printed(f"{{option: {option}}}\n{{code: {data}}}").events if event.name == "symbol"]
    assert symbol in str(event)


def test_an_equals_sign_cuts():
    unit = printed("a\n=\nb\n=")
    assert [paper.text.strip() for paper in unit.tickets] == ["a", "b"]


def test_a_command_goes_as_it_is_and_the_next_line_starts_afresh():
    data = compose(Receipt.from_markup('"a"\n{command: \\x1bp\\x00\\x19\\xfa}\nb')).encode()
    assert b"\x1bp\x00\x19\xfa" in data
    assert lines('"a"\n{command: \\x1bp\\x00\\x19\\xfa}\nb')[-1].strip() == "b"


def test_keys_of_our_own_do_what_the_language_cannot_say():
    unit = printed("{feed: 10 mm; alarm: 2; drawer: 2}\n{pdf417: tea}\n{beep: 1}")
    assert {"drawer", "symbol"} <= {event.name for event in unit.events}
    assert unit.tickets[0].height_dots > LEAD + 80


def test_what_the_printer_lacks_is_told_by_its_line_and_the_columns_stay():
    composition = compose(Receipt.from_markup("a\n|\ue000|b|\n|\u202ex|"))
    assert [(loss.character, loss.place) for loss in composition.losses] == [
        ("\ue000", "element 1, markup, line 2"),
        ("\u202e", "element 1, markup, line 3"),
    ]
    assert box(ticket("||\ue000|x|"))[2] == box(ticket("||a|x|"))[2]


def test_a_character_that_is_wider_than_its_column_is_lost_and_told():
    [loss] = compose(Receipt.from_markup("{width: 2}\n^^^^x")).losses
    assert (loss.character, "line 2" in loss.place) == ("x", True)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{b", "line 2, column 1: "),
        ("a\n {code: 123; option: ean}", "line 2, column 3: EAN8 takes 7 digits"),
        ("{c: 4012345678902; o: ean}", "line 1, column 2: .*check digit"),
        ("{w: 10; image: %%%}", "line 1, column 9: this image is no base64"),
        ("{image: aGVsbG8=}", "line 1, column 2: this image is no PNG"),
        ("{image: iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB}", "line 1, column 2: "),
        ("{command: €}", "line 1, column 2: a command is made of bytes, not of '€'"),
        ("{feed: far}", "line 1, column 2: feed takes lines or millimetres"),
        ("{feed: 2000 mm}", "line 1, column 2: feed millimetres must be"),
        ("{drawer: 3}", "line 1, column 2: drawer takes the pin"),
        ("{alarm: loud}", "line 1, column 2: alarm takes how many times"),
    ],
)
def test_what_cannot_be_is_refused_by_line_and_column(source, message):
    with pytest.raises(MarkupError, match=f"^{message}"):
        Receipt.from_markup(source)


def test_a_code_that_does_not_fit_the_paper_is_refused_by_line_and_column():
    with pytest.raises(DocumentError, match="line 2, column 2: this CODE128 is"):
        compose(Receipt.from_markup("a\n{code: " + "Tea " * 30 + "}"))


def test_huge_pictures_are_refused_before_they_are_decoded():
    with pytest.raises(MarkupError, match="line 1, column 2: images of over 20 million pixels"):
        Receipt.from_markup(picture(20_000, 20_000))
    several = "\n".join([picture(3000, 3000)] * 3)
    with pytest.raises(MarkupError, match="line 3, column 2: images of over 20 million pixels"):
        Receipt.from_markup(several)
