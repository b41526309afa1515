"""The order of text that runs both ways, against the Unicode Consortium's own test and against FriBidi."""

from __future__ import annotations

import random
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.receipt.scripts.bidi import base_level, is_right_to_left, levels, mirrored, visual_order
from ocom809.receipt.scripts.brackets import MIRRORED
from ocom809.receipt.scripts.embedding import REMOVED
from tests.judges.needed import tool, unavailable

CHARACTER_TEST = Path("/usr/share/unicode/BidiCharacterTest.txt")
BASES = {"0": 0, "1": 1, "2": None}
PIECES = "אבגدرس12.,()[] abc€-+%٣\u2067\u2066\u2068\u2069\u200f\u200e"


def on_line(resolved, text, base):
    """Blanks at the end of a line and before tabs go with the paragraph (L1), which the driver leaves to its layout."""
    result = list(resolved)
    reset = True
    for place in range(len(result) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[place])
        if kind in ("S", "B"):
            reset = True
        elif kind not in ("WS", "LRI", "RLI", "FSI", "PDI", *REMOVED):
            reset = False
        if reset:
            result[place] = base
    return result


def in_order(text, base=None):
    resolved = on_line(levels(text, base), text, base_level(text) if base is None else base)
    return "".join(mirrored(text[place]) if resolved[place] % 2 else text[place] for place in visual_order(resolved))


def cases(part, parts):
    """Every so many'th case of the Unicode Consortium's, from the one numbered ``part``."""
    if not CHARACTER_TEST.exists():
        unavailable("the Unicode test data are not installed", install="apt-get install unicode-data")
    lines = CHARACTER_TEST.read_text(encoding="utf-8").splitlines()
    return [line.split(";") for line in [line for line in lines if line and line[0] != "#"][part::parts]]


@pytest.mark.no_cover
@pytest.mark.parametrize("part", range(8))
def test_every_eighth_case_of_the_unicode_consortium_comes_out_as_they_say(part):
    for codes, direction, base, wanted, order in cases(part, 8):
        text, expected = "".join(chr(int(code, 16)) for code in codes.split()), wanted.split()
        base_found = base_level(text) if BASES[direction] is None else BASES[direction]
        found = on_line(levels(text, BASES[direction]), text, base_found)
        kept = [place for place, level in enumerate(expected) if level != "x"]
        assert base_found == int(base), codes
        assert [found[place] for place in kept] == [int(expected[place]) for place in kept], codes
        places = visual_order([found[place] for place in kept])
        assert [kept[place] for place in places] == [int(place) for place in order.split()], codes


def test_fribidi_puts_a_thousand_random_lines_into_the_same_order():
    fribidi = tool("fribidi", install="apt-get install libfribidi-bin")
    chance = random.Random(809)
    letters = PIECES.translate(dict.fromkeys(map(ord, "\u2067\u2066\u2068\u2069\u200f\u200e")))
    lines = [
        "".join(chance.choice(letters) for _ in range(chance.randrange(1, 30))).strip() or "x" for _ in range(1000)
    ]
    asked = [fribidi, "--nopad", "--nobreak", "--charset", "UTF-8"]
    told = subprocess.run(asked, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True, timeout=60)
    for line, theirs in zip(lines, told.stdout.splitlines(), strict=True):
        assert in_order(line) == unicodedata.normalize("NFKC", theirs), line  # it joins letters as well


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("סך הכל 42.50 ₪", "₪ 42.50 לכה ךס"),
        ("Total: שלום (12)", "Total: (12) םולש"),
        ("(שלום)", "(םולש)"),
        ("טל 03-1234567", "03-1234567 לט"),
        ("abc 123", "abc 123"),
    ],
)
def test_numbers_stay_as_they_are_and_brackets_open_the_other_way(read, printed):
    assert in_order(read) == printed


def test_characters_that_look_the_other_way_are_those_of_the_unicode_consortium():
    file = CHARACTER_TEST.with_name("BidiMirroring.txt")
    if not file.exists():
        unavailable("the Unicode data are not installed", install="apt-get install unicode-data")
    lines = [line.partition("#")[0].split(";") for line in file.read_text(encoding="utf-8").splitlines()]
    theirs = {chr(int(line[0], 16)): chr(int(line[1], 16)) for line in lines if len(line) == 2}
    assert {character: theirs.get(character) for character in MIRRORED} == MIRRORED


def test_a_text_of_one_direction_needs_no_order():
    assert not is_right_to_left("Crème brûlée 4.20 € 漢字 ไทย")
    assert is_right_to_left("Tea שלום")
    assert is_right_to_left("٣")


@pytest.mark.parametrize(
    "text",
    [
        "\u202e" * 20_000,
        "\u2067" * 20_000,
        "\u2068" * 20_000,
        "\u2068" * 10_000 + "\u2069" * 10_000,
        "(" * 20_000 + "א" + ")" * 20_000,
        "א" + "\u0591" * 20_000,
        "(א)" * 7_000,
        "א1" * 10_000,
    ],
    ids=["overrides", "isolates", "first strong", "closed", "brackets", "marks", "pairs", "numbers"],
)
@pytest.mark.no_cover
def test_hostile_text_takes_time_by_its_length_alone(text):
    begin = time.process_time()
    visual_order(on_line(levels(text), text, 0))
    assert time.process_time() - begin < 20


@given(st.text(st.sampled_from(PIECES + "\u202a\u202b\u202d\u202e\u202c"), max_size=40), st.sampled_from([0, 1, None]))
def test_nothing_is_lost_or_doubled_by_putting_it_in_order(text, base):
    order = visual_order(on_line(levels(text, base), text, 0))
    assert sorted(order) == list(range(len(text)))
