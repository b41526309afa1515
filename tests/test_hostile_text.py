"""Customer text can never act as a command: 100,000 random texts, read back by the virtual printer's tokenizer."""

import random

import pytest

from ocom809.commands import (
    AbsolutePosition,
    Align,
    ChineseMode,
    ChineseText,
    ColumnImage,
    Initialize,
    Invert,
    LineFeed,
    SelectCodePage,
    SelectInternationalSet,
    Text,
)
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose
from ocom809.virtual.tokenizer import Tokenizer

TEXTS = 100_000
TEXTS_A_RECEIPT = 500
SEED = 809
PARTS = 4

# What a text may become, by the manual's names of what the printer then sees.
SEEN_AS = {
    AbsolutePosition: ("ESC $",),
    Align: ("ESC a",),  # a line that is written from right to left starts there
    Initialize: ("ESC @",),
    ChineseMode: ("FS &", "FS ."),
    SelectInternationalSet: ("ESC R",),
    SelectCodePage: ("ESC t",),
    Invert: ("GS B",),
    LineFeed: ("LF",),
    Text: ("text",),
    ColumnImage: ("ESC *",),
    ChineseText: ("text",),
}
COMMANDS_IN_TEXT = (
    *("\x1b@", "\x1bp\x00\x19\xfa", "\x1b=\x00", "\x1dV\x00", "\x1dVA\x03", "\x1dk\x04A\x00", "\x1d(k\x03\x001Q0"),
    *(
        "\x10\x04\x01",
        "\x10\x14\x01\x00\x01",
        "\x1dv0\x00\x01\x00\x01\x00",
        "\x1f\x1b\x1f\x11\x11\x00",
        "\x1c.",
        "\x1c&",
    ),
    *("\x00", "\x7f", "\x85", "\x9b"),
)
LETTERS = (
    "Tea, pot 4.20 €äöüßéèñçŁódźŽšĂțΕλληνικάКириллица中文日本語한국שלוםسلامไทย☕👩‍👩‍👧"
    "\u202e\u2066\u0301\ufeff\u2028\t\r\n?$#@[\\]^`{|}~"
)


def random_text(chance):
    pieces = (chance.choice(COMMANDS_IN_TEXT) if chance.random() < 0.2 else chance.choice(LETTERS) for _ in range(20))
    raw = (chr(chance.randrange(0xD800)) if chance.random() < 0.1 else piece for piece in pieces)
    return "".join(raw)[: chance.randrange(1, 30)]


def instructions(data):
    tokenizer = Tokenizer()
    return [*tokenizer.feed(data), *tokenizer.flush()], tokenizer.pending


def expected_names(commands):
    """The kinds of instruction, runs of text that touch being one."""
    kinds = [SEEN_AS[type(command)] for command in commands]
    return [
        kind for place, kind in enumerate(kinds) if kind != ("text",) or place == 0 or kinds[place - 1] != ("text",)
    ]


@pytest.mark.no_cover
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_text_asks_the_printer_for_anything(part):
    chance = random.Random(SEED + part)
    # What the printer lacks is drawn in one of twenty receipts: it takes long, and all of that are dots.
    undrawn = OCPP809.with_facts(column_images=False)
    profiles = (OCPP809, undrawn.with_facts(chinese_font=True), *[undrawn] * 18)
    for number in range(TEXTS // TEXTS_A_RECEIPT // PARTS):
        receipt = Receipt()
        for _ in range(TEXTS_A_RECEIPT):
            receipt.text(random_text(chance))
        composition = compose(receipt, profiles[number % len(profiles)])
        seen, pending = instructions(composition.encode())
        expected = expected_names(composition.commands)
        assert pending == b""
        assert len(seen) == len(expected), f"seed {SEED + part}, receipt {number}"
        assert all(instruction.name in names for instruction, names in zip(seen, expected, strict=True))


def test_what_reaches_the_printer_as_text_holds_no_control_byte():
    chance = random.Random(SEED - 1)
    for _ in range(200):
        seen, _ = instructions(compose(Receipt.from_text(random_text(chance))).encode())
        for instruction in seen:
            if instruction.name == "text":
                assert not set(instruction.payload) & {*range(0x20), 0x7F}
