"""Characters of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    ChineseText,
    DefineChineseCharacter,
    DefineUserCharacters,
    DeleteUserCharacter,
    Font,
    UserCharacters,
)
from ocom809.errors import CommandError
from ocom809.virtual.decode import decode

COLUMN = b"\xff\x00\x80"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (UserCharacters(True), "1B 25 01"),
        (UserCharacters(False), "1B 25 00"),
        (DefineUserCharacters("A", (COLUMN,)), "1B 26 03 41 41 01 FF 00 80"),
        (
            DefineUserCharacters("}", (COLUMN + b"\x01\x02\x03", b"\x0a\x0b\x0c")),
            "1B 26 03 7D 7E 02 FF 00 80 01 02 03 01 0A 0B 0C",
        ),
        (DefineUserCharacters(" ", (bytes(36),)), "1B 26 03 20 20 0C" + " 00" * 36),
        (DefineUserCharacters("~", (bytes(27),), font=Font.B), "1B 26 03 7E 7E 09" + " 00" * 27),
        (DeleteUserCharacter(" "), "1B 3F 20"),
        (DeleteUserCharacter("~"), "1B 3F 7E"),
        (DefineChineseCharacter(0xA1, bytes(range(72))), "1C 32 FE A1 " + bytes(range(72)).hex()),
        (DefineChineseCharacter(0xFE, b"\xff" * 72), "1C 32 FE FE" + " FF" * 72),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)


def test_the_last_character_is_counted_from_the_first():
    assert DefineUserCharacters("A", (COLUMN,) * 3).last == "C"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: UserCharacters(1), "on must be True or False"),
        (lambda: DefineUserCharacters("", (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters("AB", (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters("é", (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters("\x1b", (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters("\x7f", (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters(65, (COLUMN,)), "one ASCII character"),
        (lambda: DefineUserCharacters("A", [COLUMN]), "tuple of bytes, not list"),
        (lambda: DefineUserCharacters("A", ()), "drawings from 'A' on must be 1 to 62, not 0"),
        (lambda: DefineUserCharacters("~", (COLUMN, COLUMN)), "must be 1 to 1, not 2"),
        (lambda: DefineUserCharacters("A", ("abc",)), "drawing 1 must be bytes, not str"),
        (lambda: DefineUserCharacters("A", (COLUMN, b"")), "columns of drawing 2 must be 1 to 12, not 0"),
        (lambda: DefineUserCharacters("A", (b"\x00\x00",)), "drawing 1 has 2 bytes, no whole number"),
        (lambda: DefineUserCharacters("A", (bytes(39),)), "1 to 12, not 13"),
        (lambda: DefineUserCharacters("A", (bytes(30),), font=Font.B), "1 to 9, not 10"),
        (lambda: DefineUserCharacters("A", (COLUMN,), font="A"), "must be one of Font"),
        (lambda: DeleteUserCharacter("\x1f"), "one ASCII character"),
        (lambda: DefineChineseCharacter(0xA0, bytes(72)), "second_byte must be 161 to 254, not 160"),
        (lambda: DefineChineseCharacter(0xFF, bytes(72)), "161 to 254"),
        (lambda: DefineChineseCharacter(0xA1, bytes(71)), "takes 72 bytes, not 71"),
        (lambda: DefineChineseCharacter(0xA1, [0] * 72), "bytes, not list"),
    ],
)
def test_an_impossible_character_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def test_a_chinese_user_character_prints_as_its_private_character():
    assert ChineseText("\ue468\ue4c5").encode() == bytes.fromhex("FE A1 FE FE")


@given(st.data())
def test_the_witness_reads_each_definition_as_one_instruction(data):
    font = data.draw(st.sampled_from(Font))
    columns = st.integers(1, 12 if font is Font.A else 9)
    first = data.draw(st.integers(0x20, 0x7E))
    drawings = data.draw(st.lists(columns, min_size=1, max_size=min(8, 0x7F - first)))
    command = DefineUserCharacters(chr(first), tuple(b"\x1b" * 3 * x for x in drawings), font=font)
    assert [(one.name, one.data) for one in decode(command.encode() + b"\n")] == [
        ("ESC &", command.encode()),
        ("LF", b"\n"),
    ]
