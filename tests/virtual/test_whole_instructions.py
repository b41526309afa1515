"""The short way through a stream gives what the long way gives."""

from hypothesis import given
from hypothesis import strategies as st

from ocom809.virtual.instructions import INSTRUCTIONS
from ocom809.virtual.tokenizer import TEXT_LONGEST, Tokenizer
from ocom809.virtual.whole_instructions import frame_whole_ones

OPCODES = sorted(INSTRUCTIONS)
PIECES = st.one_of(st.sampled_from(OPCODES), st.binary(max_size=6), st.just(b"Tea\n"))


def byte_by_byte(data):
    """Bytes that come one by one are never here as a whole, so each goes the long way."""
    tokenizer = Tokenizer()
    return [found for byte in data for found in tokenizer.feed(bytes([byte]))], tokenizer.pending


@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_a_stream_in_one_piece_is_the_same_as_byte_by_byte(data):
    tokenizer = Tokenizer()
    assert (tokenizer.feed(data), tokenizer.pending) == byte_by_byte(data)


def test_it_stops_before_what_is_not_here_as_a_whole():
    found = []
    assert frame_whole_ones(bytearray(b"..\x1bE\x01Tea\n\x1dV\x42"), 2, 100, found) == 9
    assert [(item.offset, item.name, item.values, item.payload) for item in found] == [
        (100, "ESC E", (1,), b""),
        (103, "text", (), b"Tea"),
        (106, "LF", (), b""),
    ]


def test_characters_wait_for_what_follows_them_unless_they_are_as_many_as_go_in_one_run():
    found = []
    assert frame_whole_ones(bytearray(b"Tea"), 0, 0, found) == 0
    assert frame_whole_ones(bytearray(b"x" * (TEXT_LONGEST + 3)), 0, 0, found) == TEXT_LONGEST
    assert [len(item.data) for item in found] == [TEXT_LONGEST]
