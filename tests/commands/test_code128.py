"""Code 128: right, shortest, and never a command."""

import re
import shutil
import subprocess

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ocom809.commands import FNC1, FNC2, FNC3, FNC4
from ocom809.commands.code128 import code_128
from ocom809.errors import CommandError

FUNCTIONS = {"1": FNC1, "2": FNC2, "3": FNC3, "4": FNC4}
TEXT = st.text(
    st.one_of(st.sampled_from("0123456789"), st.characters(codec="ascii"), st.sampled_from("\x10\x04\x05\x14{")),
    min_size=1,
    max_size=40,
)


def decoded(payload: bytes) -> tuple[str, int]:
    """Read the data of GS k as the manual describes it: the text, and its symbol characters."""
    text, symbols, name, shifted, place = "", 0, "", False, 0
    while place < len(payload):
        byte = payload[place]
        if byte == 0x7B:
            word = chr(payload[place + 1])
            place += 2
            symbols += 1
            if word in "ABC":
                name = word
            elif word == "S":
                assert name in "AB"
                shifted = True
            elif word in "1234":
                assert name != "C" or word == "1"
                text += FUNCTIONS[word]
            else:
                assert word == "{"
                assert name == ("A" if shifted else "B")
                text, shifted = text + "{", False
            continue
        place += 1
        symbols += 1
        if name == "C":
            assert byte < 100
            text += f"{byte:02}"
            continue
        in_a = (name == "A") is not shifted
        assert byte < 0x60 if in_a else 0x20 <= byte < 0x80
        text, shifted = text + chr(byte), False
    return text, symbols


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", "7B 42 41"),
        ("ABC", "7B 42 41 42 43"),
        ("12", "7B 43 0C"),
        ("123456", "7B 43 0C 22 38"),
        ("00", "7B 43 00"),
        ("99", "7B 43 63"),
        ("No. 123456", "7B 42 4E 6F 2E 20 7B 43 0C 22 38"),
        ("{", "7B 42 7B 7B"),
        ("\r", "7B 41 0D"),
        ("a\rb", "7B 42 61 7B 53 0D 62"),
        (FNC1 + "0104006381333931", "7B 43 7B 31 01 04 00 3F 51 21 27 1F"),
    ],
)
def test_known_texts_get_the_bytes_of_the_manual(text, expected):
    assert code_128(text).payload == bytes.fromhex(expected)


def test_digit_pairs_are_raw_values_not_ascii():
    assert code_128("7799").payload == b"{C\x4d\x63"


def test_the_width_is_eleven_modules_a_character_and_thirteen_for_the_stop():
    assert code_128("AB").modules == 11 * 3 + 11 + 13


@pytest.mark.parametrize("text", ["", "é", "€", "tea\u0100", "x" * 507])
def test_what_code_128_cannot_hold_is_refused(text):
    with pytest.raises(CommandError, match="CODE128"):
        code_128(text)


def test_the_longest_data_is_what_gs_k_can_count():
    assert len(code_128("A" * 253).payload) == 255
    assert len(code_128("1" * 506).payload) == 255
    with pytest.raises(CommandError, match="255 bytes, not 256"):
        code_128("A" * 254)


@given(TEXT)
@example("\x10\x04")
@example("1604")
@example("x16051620")
def test_the_data_reads_back_as_the_text_and_counts_its_characters(text):
    symbol = code_128(text)
    assert decoded(symbol.payload) == (text, symbol.symbols)


@given(st.text(st.sampled_from([*FUNCTIONS.values(), "1", "2", "a", "\t"]), min_size=1, max_size=30))
def test_function_characters_read_back_too(text):
    assert decoded(code_128(text).payload)[0] == text


@given(st.text("0123456789", min_size=2, max_size=60).map(lambda digits: digits + "16041605162016"))
@example("1620010005")
@example("\x10\x14\x01\x00\x01")
def test_no_number_can_open_the_drawer_or_ask_for_status(text):
    payload = code_128(text).payload
    assert not re.search(rb"\x10[\x04\x05\x14]", payload)


def exhaustive(text: str) -> int:
    """Fewest symbol characters, found by trying every code set at every step."""

    def go(place: int, name: str) -> int:
        if place == len(text):
            return 0
        ways = []
        for other in "ABC":
            cost = other != name
            character = text[place]
            if other == "C":
                if re.fullmatch("[0-9]{2}", text[place : place + 2]):
                    ways.append(cost + 1 + go(place + 2, other))
            else:
                held = ord(character) < 0x60 if other == "A" else ord(character) >= 0x20
                ways.append(cost + (1 if held else 2) + go(place + 1, other))
        return min(ways)

    return 1 + min(go(0, name) for name in "ABC")


@given(st.text("12a\r", min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_no_other_choice_of_code_sets_is_shorter(text):
    assert code_128(text).symbols == exhaustive(text)


@pytest.mark.skipif(shutil.which("zint") is None, reason="needs the zint command: apt-get install zint")
@given(
    st.text(st.one_of(st.sampled_from("0123456789"), st.characters(min_codepoint=32, max_codepoint=126)), min_size=1)
)
@example("A1234B")
@example("123")
@example("a12345b")
@settings(max_examples=60, deadline=None)
def test_zint_never_finds_a_narrower_symbol(text):
    assume(len(text) <= 60 and not re.search("16(04|05|20)", text))
    dump = subprocess.run(
        ["zint", "-b", "CODE128", "--dump", f"--data={text}"], capture_output=True, text=True, check=True, timeout=100
    ).stdout
    bits = "".join(f"{int(digit, 16):04b}" for digit in re.sub(r"\s", "", dump)).rstrip("0")
    assert code_128(text).modules <= len(bits)
