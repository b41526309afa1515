"""SVG drawings and PDF pages: drawn in a process of their own, within bounds."""

from __future__ import annotations

import time

import pytest

from ocom809.commands import Raster
from ocom809.errors import DocumentError, MissingPackage
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.receipt.pictures import read_picture, vector

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, *, size: str = 'width="96" height="48"', head: str = "") -> bytes:
    return f"{head}<svg {NAMES} {size}>{inside}</svg>".encode()


def pdf(*contents: bytes, box: str = "0 0 200 100") -> bytes:
    """A PDF file with a page for each content."""
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
    ]
    for number, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {4 + 2 * number} 0 R >>".encode())
        objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size = len(objects) + 1
    return (
        data
        + f"xref\n0 {size}\n0000000000 65535 f \n".encode()
        + table
        + (f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF".encode())
    )


LEFT_HALF_BLACK = b"0 0 100 100 re f"


@pytest.mark.parametrize(
    ("source", "natural_dots"),
    [
        (svg('<rect width="48" height="48"/>'), 203),
        (b"\xef\xbb\xbf" + svg('<rect width="48" height="48"/>', head='<?xml version="1.0"?>\n<!-- a logo -->'), 203),
        (pdf(LEFT_HALF_BLACK), 564),
    ],
    ids=["svg", "svg with a head", "pdf"],
)
def test_a_drawing_is_as_wide_as_it_says_and_black_where_it_is(source, natural_dots):
    picture = read_picture(source)
    assert (picture.width, picture.height, picture.natural_dots) == (1152, 576, natural_dots)
    row = picture.grey[1152 * 300 : 1152 * 301]
    assert row[:570] == bytes(570)
    assert row[582:] == b"\xff" * 570


@pytest.mark.parametrize(
    ("size", "dots"),
    [
        ('width="30mm" height="10mm"', 240),
        ('width="3cm" height="1cm"', 240),
        ('width="1in" height="0.333in"', 203),
        ('width="72pt" height="24pt"', 203),
        ('width="96" height="32"', 203),
        ('width="96px" height="32px"', 203),
        ("", 64),
    ],
)
def test_a_drawing_may_say_its_size_in_any_unit(size, dots):
    ink = '<rect width="30" height="10"/>'
    source = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 30 10">{ink}</svg>'.encode()
    assert abs(read_picture(source).natural_dots - dots) <= 1


def test_a_drawing_is_drawn_in_the_millimetres_that_are_asked_for():
    commands = compose(Receipt().image(svg('<rect width="96" height="48"/>'), width_mm=40), OCPP809).commands
    bands = [command for command in commands if isinstance(command, Raster)]
    assert {band.row_bytes for band in bands} == {40}
    assert sum(band.rows for band in bands) == 160


def test_what_is_transparent_in_a_drawing_is_white():
    assert set(read_picture(svg('<rect width="9" height="9" opacity="0"/>')).grey) == {255}


def test_a_page_is_chosen_by_its_number():
    source = pdf(LEFT_HALF_BLACK, b"")
    assert 0 in read_picture(source, page=1).grey
    assert set(read_picture(source, page=2).grey) == {255}
    with pytest.raises(DocumentError, match="has 2 pages, and no page 3"):
        read_picture(source, page=3)


HUNDREDFOLD = "".join(
    f'<g id="g{level}">' + f'<use xlink:href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (svg("<rect", size=""), "cannot be drawn: "),
        (svg("", size='width="1" height="14400"'), "14400 times as long as wide"),
        (svg('<image href="/etc/logo.png" width="9" height="9"/>'), "names another file"),
        (svg("<image xlink:href = 'file:///etc/logo.png'/>"), "names another file"),
        (svg("<text>&a;</text>", head='<!DOCTYPE svg [<!ENTITY a "b">]>'), "defines entities"),
        (svg(f'<defs><g id="g0"><rect width="1" height="1"/></g>{HUNDREDFOLD}</defs><use xlink:href="#g8"/>'), "limit"),
        (b"<svg>\xff\xfe</svg>", "cannot be drawn: "),
        (b"%PDF-1.4 and no more", "Failed to load document"),
        (pdf(LEFT_HALF_BLACK, box="0 0 1 14400"), "14400 times as long as wide"),
    ],
)
def test_a_drawing_that_cannot_be_drawn_is_refused_in_one_line(source, words):
    with pytest.raises(DocumentError, match=words) as caught:
        read_picture(source)
    assert "\n" not in str(caught.value)


def test_a_drawing_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(vector, "DRAWING_SECONDS", 1.0)
    clouds = '<feTurbulence numOctaves="200" baseFrequency="0.1"/>' * 20
    shape = '<rect width="9" height="9" filter="url(#f)"/>'
    slow = svg(f'<filter id="f" x="0" y="0" width="1" height="1">{clouds}</filter>{shape}')
    begin = time.monotonic()
    with pytest.raises(DocumentError, match="given up after 1 seconds"):
        read_picture(slow)
    assert time.monotonic() - begin < 20


def test_a_drawing_that_asks_for_too_much_memory_takes_nobody_with_it(monkeypatch):
    monkeypatch.setattr(vector, "MOST_BYTES", 64 * 1024 * 1024)
    with pytest.raises(DocumentError, match="cannot be drawn"):
        read_picture(svg("", size='width="60000" height="60000"'))


def test_where_the_package_is_missing_its_extra_is_named(monkeypatch):
    monkeypatch.setitem(vector._PACKAGES, "svg", ("no_such_module", "resvg-py"))
    with pytest.raises(MissingPackage, match="drawing SVG needs resvg-py") as caught:
        read_picture(svg('<rect width="7" height="7"/>'))
    assert "ocom809[images]" in caught.value.hint
