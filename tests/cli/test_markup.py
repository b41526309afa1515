"""Receipt markup on the command line: ``.receipt`` files, their previews, and what is said of bad ones."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

SOURCE = "^Corner Shop\n{width: * 8; border: line}\nTea | 4.20\n-\nTotal | 4.20\n{border: none}\n"


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("shop.receipt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def captured():
    return f"file:///{Path('out.bin').absolute().as_posix().lstrip('/')}"


def test_a_receipt_file_is_printed_and_cut_once(ocom809, shop):
    assert ocom809("print", "shop.receipt", "--device", captured()).code == 0
    assert Path("out.bin").read_bytes().count(b"\x1dV") == 1


def test_a_document_that_cuts_itself_is_not_cut_twice(ocom809, shop):
    Path("shop.receipt").write_text("a\n=\n{width: auto; comment: end}\n\n", encoding="utf-8")
    assert ocom809("print", "shop.receipt", "--device", captured()).code == 0
    assert Path("out.bin").read_bytes().count(b"\x1dV") == 1


def test_standard_input_is_markup_if_told(ocom809, shop, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"|{width: 10}\n^^Tea")))
    assert ocom809("print", "-", "--as", "markup", "--device", captured()).code == 0
    assert b"\x1d!\x01\x1b$\x0e\x01Tea" in Path("out.bin").read_bytes()


def test_the_text_preview_is_the_layouts_own(ocom809, shop):
    assert ocom809("preview", "shop.receipt", "-o", "out.txt").code == 0
    assert Path("out.txt").read_text(encoding="utf-8").splitlines() == [
        "             C o r n e r   S h o p",
        "+-------------------------------------+--------+",
        "|Tea                                  |    4.20|",
        "+-------------------------------------+--------+",
        "|Total                                |    4.20|",
        "+-------------------------------------+--------+",
        "",
    ]


def test_the_svg_preview_holds_text_lines_and_codes(ocom809, shop):
    Path("shop.receipt").write_text(SOURCE + "{code: 4006381333931; option: ean}|\n=\n", encoding="utf-8")
    assert ocom809("preview", "shop.receipt", "-o", "out.svg").code == 0
    svg = ElementTree.parse("out.svg").getroot()
    assert "".join(span.text for span in svg.iterfind(".//{*}tspan")).startswith("Corner\u00a0Shop")
    [code] = svg.iterfind(".//{*}image")
    assert (code.get("x"), code.get("width"), code.get("height")) == (str(576 - 190), "190", "72")


def test_the_picture_goes_through_the_very_bytes(ocom809, shop):
    assert ocom809("preview", "shop.receipt", "-o", "out.png").code == 0
    with Image.open("out.png") as image:
        assert image.width > 576


def test_any_document_can_be_previewed_as_svg(ocom809, shop):
    Path("two.bin").write_bytes(b"a\n\x1dVB\x00b\n")
    assert ocom809("preview", "two.bin", "-o", "out.svg", "--json").facts["saved"] == ["out.svg", "out-2.svg"]
    [image] = ElementTree.parse("out-2.svg").getroot().iterfind(".//{*}image")
    assert image.get("href").startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Tea\n{width: 10", "shop.receipt: line 2, column 1: a '{' that belongs to no property"),
        ("{code: 1; option: ean}", "shop.receipt: line 1, column 2: EAN8 takes"),
        ("{image: ???}", "shop.receipt: line 1, column 2: this image is no base64"),
    ],
)
def test_bad_markup_is_one_line_with_its_place_and_nothing_is_sent(ocom809, shop, source, message):
    Path("shop.receipt").write_text(source, encoding="utf-8")
    ran = ocom809("print", "shop.receipt", "--device", captured())
    assert ran.code != 0
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not Path("out.bin").exists()


def test_a_key_that_does_not_exist_is_an_error_with_line_and_column_and_nothing_is_sent(ocom809, shop):
    Path("typo.receipt").write_text("Tea\n  {widht: 10}\n", encoding="utf-8")
    told = "typo.receipt: line 2, column 4: there is no property 'widht'. Was width meant?"
    for words in (
        ("print", "typo.receipt", "--device", captured()),
        ("lint", "typo.receipt"),
        ("preview", "typo.receipt", "-o", "typo.txt"),
    ):
        ran = ocom809(*words)
        assert (ran.code, told in ran.err) == (3, True), ran
    assert not Path("out.bin").exists()


def test_a_value_that_does_not_exist_is_told_by_print_and_lint_with_line_and_column(ocom809, shop):
    Path("typo.receipt").write_text("Tea\n  {align: middle}\n", encoding="utf-8")
    told = "line 2, column 4: align has no 'middle', so the usual one counts"
    for words in (("print", "typo.receipt", "--device", "virtual:"), ("lint", "typo.receipt")):
        ran = ocom809(*words)
        assert (ran.code, told in ran.out) == (0, True), ran


def test_what_does_not_fit_is_told_by_the_name_of_its_file(ocom809, shop):
    Path("wide.receipt").write_text("Tea\n{code: " + "A1" * 60 + "; option: code128 4}\n", encoding="utf-8")
    for words in (("print", "wide.receipt", "--device", "virtual:"), ("preview", "wide.receipt", "-o", "wide.png")):
        ran = ocom809(*words)
        assert ran.code == 3
        assert ran.err.startswith("ocom809: wide.receipt: element 1, markup: line 2, column 2: this CODE128 is"), (
            ran.err
        )
