"""The builder: what it accepts, and what it refuses at once."""

from __future__ import annotations

import itertools

import pytest

from ocom809.commands import Alignment, Barcode, Cut, CutMode, Feed, Font, Initialize, Raw, Symbology
from ocom809.errors import CommandError, DocumentError, InputError
from ocom809.receipt import Receipt, Style, as_receipt
from ocom809.receipt.elements import MOST_CHARACTERS, Code, Given, Image, Paragraph, Row, Rule, Space
from ocom809.receipt.pictures import Picture


def test_methods_chain_and_elements_keep_their_order():
    receipt = Receipt().text("Tea").row("Total", "4.20").rule().feed().cut()
    assert [element.name for element in receipt.elements] == ["text", "row", "rule", "feed", "command"]
    assert repr(receipt) == "<Receipt of 5 elements>"


def test_underline_takes_yes_or_dots():
    for given, dots in ((True, 1), (False, 0), (1, 1), (2, 2)):
        element = Receipt().text("x", underline=given).elements[0]
        assert element == Paragraph("x", Style(underline=dots))


@pytest.mark.parametrize(
    ("data", "symbology"),
    [
        ("4006381333931", Symbology.EAN13),
        ("036000291452", Symbology.UPC_A),
        ("96385074", Symbology.EAN8),
        ("1234567", Symbology.CODE128),
        ("ABC-123", Symbology.CODE128),
        ("ABCDEFGH", Symbology.CODE128),
    ],
)
def test_the_kind_of_barcode_is_guessed_from_the_digits(data, symbology):
    element = Receipt().barcode(data).elements[0]
    assert isinstance(element, Code)
    assert isinstance(element.command, Barcode)
    assert element.command.symbology is symbology


def test_digits_of_another_script_are_no_digits_of_a_barcode():
    with pytest.raises(CommandError):
        Receipt().barcode("١٢٣٤٥٦٧٨")


@pytest.mark.parametrize(
    "build",
    [
        lambda receipt: receipt.text(7),
        lambda receipt: receipt.text("x" * (MOST_CHARACTERS + 1)),
        lambda receipt: receipt.text("x", width=9),
        lambda receipt: receipt.text("x", width=True),
        lambda receipt: receipt.text("x", height=0),
        lambda receipt: receipt.text("x", underline=3),
        lambda receipt: receipt.text("x", bold="no"),
        lambda receipt: receipt.text("x", font="a"),
        lambda receipt: receipt.text("x", align="left"),
        lambda receipt: receipt.text("x", colour="red"),
        lambda receipt: receipt.row(),
        lambda receipt: receipt.row(*["x"] * 33),
        lambda receipt: receipt.row("Total", 4.2),
        lambda receipt: receipt.row("a", "b", widths=(3,)),
        lambda receipt: receipt.row("a", "b", widths=(1, 3)),
        lambda receipt: receipt.row("a", "b", widths=(3, 0)),
        lambda receipt: receipt.row("a", "b", widths=("3", 4)),
        lambda receipt: receipt.row("a", "b", aligns=(Alignment.LEFT,)),
        lambda receipt: receipt.row("a", "b", aligns=("left", "right")),
        lambda receipt: receipt.rule("=="),
        lambda receipt: receipt.rule(""),
        lambda receipt: receipt.rule(thick=1),
        lambda receipt: receipt.feed(-1),
        lambda receipt: receipt.feed(256),
        lambda receipt: receipt.feed(True),
        lambda receipt: receipt.feed(mm=1001),
        lambda receipt: receipt.feed(mm=float("nan")),
        lambda receipt: receipt.feed(mm=-0.5),
        lambda receipt: receipt.barcode("4006381333932"),
        lambda receipt: receipt.barcode("12A", Symbology.EAN13),
        lambda receipt: receipt.barcode(b"123"),
        lambda receipt: receipt.barcode("123", align=2),
        lambda receipt: receipt.qr(""),
        lambda receipt: receipt.pdf417("x", columns=31),
        lambda receipt: receipt.image("nowhere.png"),
        lambda receipt: receipt.cut("full"),
        lambda receipt: receipt.drawer(5),
        lambda receipt: receipt.alarm(21),
        lambda receipt: receipt.beep(0),
        lambda receipt: receipt.add("x"),
        lambda receipt: receipt.raw("x"),
    ],
)
def test_an_impossible_value_is_refused_at_once_and_leaves_the_receipt_as_it_was(build):
    receipt = Receipt().text("before")
    with pytest.raises(InputError) as caught:
        build(receipt)
    assert "\n" not in str(caught.value)
    assert len(receipt.elements) == 1


@pytest.mark.parametrize("character", ["\x1b", "\n", "\t", "\x7f", "\u200b", "\u00ad", "\u0301", "\u3000", "\ud800"])
def test_a_rule_is_made_of_nothing_that_cannot_be_seen(character):
    with pytest.raises(DocumentError, match=rf"a character that can be seen, not of U\+{ord(character):04X}"):
        Receipt().rule(character)


@pytest.mark.parametrize(
    "options",
    [{"width_dots": 0}, {"width_dots": 7.5}, {"threshold": 256}, {"threshold": 0}, {"align": "left"}],
)
def test_an_image_with_impossible_options_is_refused(options):
    from PIL import Image as Pillow

    with pytest.raises(DocumentError):
        Receipt().image(Pillow.new("1", (8, 8)), **options)


def test_a_plain_text_is_one_element_and_its_last_line_end_adds_no_empty_line():
    for text in ("a\nb", "a\nb\n", "a\nb\r\n", "a\nb\r"):
        assert Receipt.from_text(text).elements == (Paragraph(text.rstrip()),)
    assert Receipt.from_text("a\n\n").elements == (Paragraph("a\n"),)
    with pytest.raises(DocumentError):
        Receipt.from_text(b"bytes")


def test_text_in_the_size_of_an_element_is_accepted():
    assert Receipt().text("x" * MOST_CHARACTERS).elements


def test_feeding_without_a_number_is_one_line():
    assert Receipt().feed().feed(0).feed(mm=2.5).elements == (Space(1), Space(0), Space(0, 2.5))


def test_the_first_elements_can_be_given():
    receipt = Receipt([Rule(), Row(("a", "b"))])
    assert len(receipt.elements) == 2
    with pytest.raises(DocumentError, match="made of elements"):
        Receipt([Cut()])


def test_endless_elements_are_refused(monkeypatch):
    monkeypatch.setattr("ocom809.receipt.builder.MOST_ELEMENTS", 2)
    with pytest.raises(DocumentError, match="over 2 elements"):
        Receipt().text("1").text("2").text("3")


def test_a_text_commands_or_a_receipt_are_documents():
    receipt = Receipt()
    assert as_receipt(receipt) is receipt
    assert as_receipt("Tea\n").elements == (Paragraph("Tea"),)
    assert as_receipt(Cut()).elements == (Given(Cut()),)
    assert as_receipt([Initialize(), Feed(3)]).elements == (Given(Initialize()), Given(Feed(3)))
    assert as_receipt(command for command in [Raw(b"x")]).elements == (Given(Raw(b"x")),)


def test_endless_commands_are_refused():
    with pytest.raises(DocumentError, match="over 100000 elements"):
        as_receipt(itertools.repeat(Feed(1)))


@pytest.mark.parametrize("document", [b"bytes", bytearray(b"x"), None, 7, ["text"], {"a": 1}])
def test_anything_else_is_no_document(document):
    with pytest.raises(DocumentError):
        as_receipt(document)


def test_styles_are_checked_when_they_are_made():
    with pytest.raises(DocumentError, match="width must be 1 to 8"):
        Style(width=0)
    with pytest.raises(DocumentError, match="font must be a Font"):
        Style(font="A")
    assert Style(invert=True).fills_blanks
    assert Style(underline=1).fills_blanks
    assert not Style(bold=True, font=Font.B).fills_blanks


def test_elements_are_frozen():
    element = Image(Picture(1, 1, b"\x00"))
    with pytest.raises(AttributeError):
        element.width_dots = 3


def test_cut_takes_a_mode():
    assert Receipt().cut(CutMode.FULL, feed_dots=None).elements[0].command == Cut(CutMode.FULL, None)


@pytest.mark.parametrize(
    ("write", "complaint"),
    [
        (lambda receipt: receipt.row("a", "b", widths=5), "widths are given one for each"),
        (lambda receipt: receipt.row("a", "b", aligns=3), "aligns are given one for each"),
        (lambda receipt: receipt.pdf417("x", zzz=1), "PDF417 has no 'zzz'"),
    ],
)
def test_a_slip_of_the_pen_is_an_error_of_ours(write, complaint):
    with pytest.raises(DocumentError, match=complaint):
        write(Receipt())
