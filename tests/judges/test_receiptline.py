"""What we make of the markup is what its reference implementation makes of it, line by line."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from ocom809.receipt import Receipt, compose
from ocom809.receipt.markup import as_text, parse
from ocom809.receipt.markup.element import Markup
from ocom809.receipt.markup.svg_output import as_svg
from ocom809.virtual import VirtualPrinter
from tests.judges import held_out_documents, markup_documents, receiptline
from tests.judges.receiptline import Question

GENERATED = 1000
DRAWN = 300


@pytest.fixture(scope="module", autouse=True)
def _installed():
    receiptline.installed()


def ours(question):
    return as_text(parse(question.document), question.columns).split("\n")[:-1]


def disagreements(questions):
    """The documents that come out differently; those that the reference cannot set at all have no answer."""
    answers = receiptline.texts(questions)
    assert sum(answer is None for answer in answers) <= len(answers) // 20
    return [
        (question, answer, ours(question))
        for question, answer in zip(questions, answers, strict=True)
        if answer is not None and ours(question) != answer
    ]


def test_its_own_examples_read_the_same():
    encodings = {"en": "multilingual", "ja": "cp932"}
    questions = [
        Question(path.read_text(encoding="utf-8"), encoding=encodings[path.parent.name])
        for path in sorted(receiptline.EXAMPLES.glob("*/*.receipt"))
    ]

    assert len(questions) == 42
    assert disagreements(questions) == []


def test_generated_documents_read_the_same():
    assert disagreements([markup_documents.question(seed) for seed in range(GENERATED)]) == []


def test_documents_that_were_written_by_hand_read_the_same():
    assert disagreements(held_out_documents.DOCUMENTS.values()) == []


def test_every_character_stands_where_its_picture_has_it():
    questions = [markup_documents.question(seed) for seed in range(DRAWN)] + list(held_out_documents.DOCUMENTS.values())
    questions = [question for question in questions if not has_blocks(question)]
    drawn = [ElementTree.fromstring(svg) if svg else None for svg in receiptline.answers(questions, "svg")]

    assert sum(len(characters(svg)) for svg in drawn if svg is not None) > 10_000
    for question, reference in zip(questions, drawn, strict=True):
        if reference is not None:
            own = ElementTree.fromstring(as_svg(Markup(parse(question.document), {}), question.columns, no_picture))
            assert characters(own) == characters(reference), question
            assert own.get("height") == reference.get("height").removesuffix("px"), question


def has_blocks(question):
    return markup_documents.CODE in question.document or re.search(r"\{[^}]*\b(code|image)\s*:", question.document)


def no_picture(element):
    raise AssertionError(f"{element} is none of a text's")


def characters(svg):
    """Each character that leaves ink, with the middle and the foot of its place and its size."""
    found = []
    for group in svg.iterfind(".//{*}g"):
        left, foot = numbers("translate", group) or (0, 0)
        for text in group.findall("{*}text"):
            width, height = numbers("scale", text) or (1, 1)
            found += [
                (span.text, left + int(span.get("x")) * width, foot, width, height)
                for span in text.findall("{*}tspan")
                if span.text.strip()
            ]
    return sorted(found)


def numbers(name, element):
    match = re.fullmatch(rf"{name}\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", ""))
    return match and (float(match[1]), float(match[2]))


AREAS = ("", "{width: 30; align: left}\n", "{w: 20 9; a: right}\n", "{w: 12 20 3; b: line}\n", "{w: * 9; b: none}\n")
BLOCKS = (
    "{code: 401234567890; option: ean 3}",
    "{code: 4012345; option: jan}",
    "{code: 01234567890; option: upc 2 50}",
    "{code: 0123456; option: upc 4}",
    "{code: TEA-15; option: code39 2}",
    "{code: 123456; option: itf 3}",
    "{code: A40156B; option: nw7 2}",
    "{code: Tea 15; option: code93}",
    "{code: Tea 123456; option: code128}",
    "{code: https://example.com/; option: qrcode 4 m}",
    "{image: iVBORw0KGgoAAAANSUhEUgAAABgAAAAQAQAAAAAkX4I4AAAADElEQVR4nGNgoAwAAABAAAG3NHzvAAAAAElFTkSuQmCC}",
)


@pytest.mark.parametrize("block", BLOCKS)
def test_codes_and_pictures_stand_on_paper_where_its_picture_has_them(block):
    documents = [f"{area}{pipes.replace('?', block)}" for area in AREAS for pipes in ("?", "|?", "?|")]
    drawn = receiptline.answers([Question(document) for document in documents], "svg")

    for document, svg in zip(documents, drawn, strict=True):
        group = ElementTree.fromstring(svg).find("{*}g/{*}g")
        assert ink(document) == (numbers("translate", group)[0], width(group)), document


def ink(document):
    """The left edge of what is printed, and its width."""
    unit = VirtualPrinter()
    unit.receive(compose(Receipt.from_markup(document)).encode())
    unit.tear_off()
    left, _, right, _ = unit.tickets[0].to_image().convert("L").point(lambda grey: 255 - grey).getbbox()
    return left, right - left


def width(group):
    picture = group.find("{*}image")
    if picture is not None:
        return int(picture.get("width"))
    path = group.find("{*}path").get("d")
    ends = [int(left) + int(across) for left, across in re.findall(r"M(\d+),\d+[hl](\d+)", path)]
    return max(ends)
