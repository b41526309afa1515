"""Commands of other families are swallowed whole, so that no parameter of theirs is printed."""

import pytest

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.decode import decode, describe
from ocom809.virtual.other_instructions import OTHERS
from ocom809.virtual.tokenizer import Tokenizer

SENTINEL = b"SENTINEL"

# Written by hand from what ESC/P, Star and clone drivers send; each must end exactly before the sentinel.
WHOLE_INSTRUCTIONS = [
    ("ESC +", "1B 2B 41"),
    ("ESC .", "1B 2E 00 0A 0A 02 0C 00 41 41 41 41"),
    # Three rows of two bytes, packed: two as they are, a copied one, nothing, two as they are, one to reach the end.
    ("ESC .", "1B 2E 01 0A 0A 03 10 00 01 41 42 FF 43 80 01 44 45"),
    ("ESC .", "1B 2E 02 0A 0A 03 10 00"),
    ("ESC /", "1B 2F 41"),
    ("ESC 0", "1B 30"),
    ("ESC 1", "1B 31"),
    ("ESC 4", "1B 34"),
    ("ESC 5", "1B 35"),
    ("ESC A", "1B 41 41"),
    ("ESC F", "1B 46"),
    ("ESC H", "1B 48"),
    ("ESC I", "1B 49 41"),
    ("ESC N", "1B 4E 41"),
    ("ESC O", "1B 4F"),
    ("ESC P", "1B 50"),
    ("ESC Q", "1B 51 32"),
    ("ESC Y", "1B 59 02 00 41 41"),
    ("ESC ^", "1B 5E 00 02 00 41 41 41 41"),
    ("ESC g", "1B 67"),
    ("ESC h", "1B 68 41"),
    ("ESC j", "1B 6A 31"),
    ("ESC l", "1B 6C 41"),
    ("ESC w", "1B 77 31"),
    ("ESC x", "1B 78 31"),
    ("FS 3", "1C 33 41"),
    ("DC2 q", "12 71 41"),
    ("ESC ACK", "1B 06 01"),
    ("ESC BEL", "1B 07 41 41"),
    ("ESC RS C", "1B 1E 43 41"),
    ("ESC RS F", "1B 1E 46 41"),
    ("ESC RS a", "1B 1E 61 41"),
    ("ESC RS d", "1B 1E 64 41"),
    ("ESC RS r", "1B 1E 72 41"),
    ("ESC )", "1B 29 42 02 00 41 41"),
    ("ESC * r", "1B 2A 72 42"),
    ("ESC * r", "1B 2A 72 50 30 00"),
    # Raster mode: a page length, a cut, rows without ESC, and its end.
    ("ESC * r", "1B 2A 72 41 1B 2A 72 59 31 32 00 62 02 00 41 41 6B 01 00 41 1B 0C 00 0A 1B 2A 72 43 1B 2A 72 42"),
    ("ESC :", "1B 3A"),
    ("ESC X", "1B 58 02 00 41 41 41 41 41 41"),
    ("ESC _", "1B 5F 41"),
    ("ESC b", "1B 62 34 32 32 50 41 42 1E"),
    ("ESC b", "1B 62 01 02 32 00 41 42 00"),
    ("ESC k", "1B 6B 02 00" + " 41" * 48),
    ("ESC s", "1B 73 30 30"),
    ("ESC z", "1B 7A 31"),
    ("ESC GS ETX", "1B 1D 03 01 41 41"),
    ("ESC GS BEL", "1B 1D 07 41 41 41"),
    ("ESC GS EM", "1B 1D 19 11 41 41 41"),
    ("ESC GS )", "1B 1D 29 42 02 00 41 41"),
    ("ESC GS A", "1B 1D 41 41 41"),
    ("ESC GS P", "1B 1D 50 30"),
    ("ESC GS P", "1B 1D 50 33" + " 41" * 8),
    ("ESC GS R", "1B 1D 52 41 41"),
    ("ESC GS S", "1B 1D 53 01 02 00 02 00 00 41 41 41 41"),
    ("ESC GS a", "1B 1D 61 41"),
    ("ESC GS t", "1B 1D 74 41"),
    ("ESC GS x", "1B 1D 78 53 30 00 41 41"),
    ("ESC GS x", "1B 1D 78 53 31 41"),
    ("ESC GS x", "1B 1D 78 44 02 00 41 41"),
    ("ESC GS x", "1B 1D 78 50"),
    ("ESC GS y", "1B 1D 79 53 30 41"),
    ("ESC GS y", "1B 1D 79 44 31 00 02 00 41 41"),
    ("ESC GS y", "1B 1D 79 50"),
    ("ESC # #", "1B 23 23 51 50 49 58 41"),
    ("ESC 81", "1B 81 02 00 41 41"),
    ("GS Z", "1D 5A 41"),
    ("GS x", "1D 78 41"),
    ("GS o", "1D 6F 00 41 00 41"),
    ("GS F9", "1D F9 35 30"),
    # Rows of the class's table whose length another family counts in another way.
    ("ESC &", "1B 26 30 41 41"),
    ("ESC *", "1B 2A 6D 01 00 41 41 41"),
    ("GS k", "1D 6B 0B 41 41 00"),
    ("GS k", "1D 6B 51 41 41 41 41 02 00 41 41"),
    ("GS k", "1D 6B 61 41 41 02 00 41 41"),
]


@pytest.mark.parametrize(("name", "hexadecimal"), WHOLE_INSTRUCTIONS)
def test_an_instruction_of_another_family_ends_where_that_family_says(name, hexadecimal):
    data = bytes.fromhex(hexadecimal)
    tokenizer = Tokenizer()
    found = tokenizer.feed(data + SENTINEL) + tokenizer.flush()
    assert [(i.name, i.data) for i in found] == [(name, data), ("text", SENTINEL)]


def test_every_row_is_tried():
    assert {row[1] for row in OTHERS} <= {name for name, _ in WHOLE_INSTRUCTIONS}


@pytest.mark.parametrize(
    ("start", "name", "words"),
    [
        ("1B 42 05", "ESC B", "left margin of 5 (58 mm families)"),
        ("1B 43 42", "ESC C", "page length 66 (ESC/P)"),
        ("1B 43 00 0B", "ESC C", "page length 0 11 (ESC/P)"),
    ],
)
def test_what_is_shorter_in_another_family_is_known_by_the_command_behind_it(start, name, words):
    first, second = decode(bytes.fromhex(start) + b"\x1b@")
    assert (first.name, describe(first), second.name) == (name, words, "ESC @")
    printer = VirtualPrinter()
    printer.receive(bytes.fromhex(start) + b"\x1b@")
    assert [event.name for event in printer.events] == ["ignored"]


def test_a_barcode_whose_nul_was_forgotten_leaves_the_next_command_alone():
    found = Tokenizer().feed(b"\x1dk\x024006381333931\n\x1b@")
    assert [i.name for i in found] == ["GS k", "LF", "ESC @"]
    assert found[0].payload == b"4006381333931"


def test_dc2_takes_no_letter_with_it_where_no_table_holds_it():
    tokenizer = Tokenizer()
    found = tokenizer.feed(b"\x12Spaced") + tokenizer.flush()
    assert [(i.name, i.data) for i in found] == [("unknown", b"\x12"), ("text", b"Spaced")]


def test_raster_mode_of_star_ends_with_the_first_thing_that_is_not_part_of_it():
    tokenizer = Tokenizer()
    found = tokenizer.feed(b"\x1b*rAText\x1b@") + Tokenizer().feed(b"\x1b*rA\x1b@\x1ba\x01")
    assert [i.name for i in found] == ["ESC * r", "text", "ESC @", "ESC * r", "ESC @", "ESC a"]


def test_a_star_barcode_that_never_ends_is_bounded():
    found = Tokenizer().feed(b"\x1bb1234" + b"A" * 300 + b"\n")
    assert (found[0].name, len(found[0].payload)) == ("ESC b", 255)
