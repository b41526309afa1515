"""Markup that somebody made to be a nuisance: bounded in time, refused by name, and never a command."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import DocumentError
from ocom809.receipt import Receipt, compose
from ocom809.receipt.markup import as_text, parse
from ocom809.receipt.markup.characters import Characters
from ocom809.virtual import VirtualPrinter

SIGNS = st.sampled_from(
    [*'|{}:;-=~_"`^\\ \t\n,*019ablwocx€茶é\u0301\u202e\x1b\x00', "\\x1b", "\\n", "{w:", "{b:line}\n"]
)


@given(st.lists(SIGNS, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_anything_is_set_or_refused_and_what_is_set_fits_the_paper(text):
    characters = Characters(is_east_asian=parse(text).is_east_asian)
    for line in as_text(parse(text)).split("\n"):
        assert sum(columns for _, columns in characters.places(line)) <= 48
    try:
        composition = compose(Receipt.from_markup(text))
    except DocumentError:
        return
    unit = VirtualPrinter()
    unit.receive(composition.encode())
    assert not [event for event in unit.events if event.name in ("wider than the area", "undefined character")]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "{width: 1}\n" + "a" * 150_000,
        "_a" * 100_000,
        "{c: a" + " " * 2_000_000 + "b}",
        "{image: " + "iVBORw0KGgo" * 500_000 + "}",
        "\\" * 200_000,
        "{" * 1_000_000,
        "e" + "\u0301" * 190_000,
        "a|" * 999 + "\n",
        ("{w: " + "1 " * 250 + "}\n" + "a|b\n") * 5000,
        "{w: 999999999 999999999; b: line}\na",
        "\\n" * 100_000,
        "-\n" * 19_000,
    ],
    ids=range(13),
)
@pytest.mark.no_cover
def test_no_document_takes_for_ever(text):
    began = time.process_time()
    with contextlib.suppress(DocumentError):
        compose(Receipt.from_markup(text))
    assert time.process_time() - began < 30


def test_text_cannot_act_as_a_command():
    data = compose(Receipt.from_markup("\x1bp\x00 \\x1bp\\x00 \\x9bp \x10\x14\x01")).encode()
    body = data.removeprefix(b"\x1b@\x1c.\x1bR\x00")
    assert b"\x1bp" not in body
    assert b"\x10\x14" not in body
