"""Streams are cut where the manual says, whatever they hold and however they arrive."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.virtual.instructions import INSTRUCTIONS
from ocom809.virtual.tokenizer import Tokenizer

SENTINEL = b"SENTINEL"

# Every family of frames, as bytes written by hand from the manuals: each must end exactly before the sentinel.
WHOLE_INSTRUCTIONS = [
    ("ESC @", "1B 40"),
    ("LF", "0A"),
    ("CR", "0D"),
    ("FF", "0C"),
    ("HT", "09"),
    ("CAN", "18"),
    ("NUL", "00"),
    ("DLE EOT", "10 04 01"),
    ("DLE EOT", "10 04 07 01"),
    ("DLE EOT", "10 04 12 01"),
    ("DLE ENQ", "10 05 02"),
    ("DLE DC4", "10 14 01 00 01"),
    ("DLE DC4", "10 14 02 01 08"),
    ("DLE DC4", "10 14 03 31 32 33 34 35"),
    ("DLE DC4", "10 14 08 01 03 14 01 06 02 08"),
    ("ESC SP", "1B 20 41"),
    ("ESC !", "1B 21 41"),
    ("ESC $", "1B 24 41 42"),
    ("ESC &", "1B 26 03 41 42 01 41 41 41 02 42 42 42 42 42 42"),
    ("ESC &", "1B 26 03 42 41"),
    ("ESC *", "1B 2A 00 02 00 41 41"),
    ("ESC *", "1B 2A 01 02 00 41 41"),
    ("ESC *", "1B 2A 20 02 00 41 41 41 41 41 41"),
    ("ESC *", "1B 2A 21 01 00 41 41 41"),
    ("ESC *", "1B 2A 48 01 00 41 41 41 41 41 41"),
    ("ESC 2", "1B 32"),
    ("ESC 3", "1B 33 41"),
    ("ESC =", "1B 3D 41"),
    ("ESC B", "1B 42 41 42"),
    ("ESC C", "1B 43 41 42 43"),
    ("ESC D", "1B 44 08 10 00"),
    ("ESC D", "1B 44 00"),
    ("ESC J", "1B 4A 41"),
    ("ESC L", "1B 4C"),
    ("ESC S", "1B 53"),
    ("ESC W", "1B 57 41 41 41 41 41 41 41 41"),
    ("ESC \\", "1B 5C 41 41"),
    ("ESC c 3", "1B 63 33 41"),
    ("ESC c 5", "1B 63 35 41"),
    ("ESC c", "1B 63 39 41"),
    ("ESC p", "1B 70 41 42 43"),
    ("ESC r", "1B 72 41"),
    ("ESC t", "1B 74 41"),
    ("ESC ( A", "1B 28 41 03 00 61 62 63"),
    ("ESC (", "1B 28 59 02 00 41 41"),
    ("ESC Z", "1B 5A 01 01 01 02 00 41 41"),
    ("FS !", "1C 21 41"),
    ("FS &", "1C 26"),
    ("FS .", "1C 2E"),
    ("FS 2", "1C 32 FE A1" + " 41" * 72),
    ("FS C", "1C 43 41"),
    ("FS S", "1C 53 41 41"),
    ("FS (", "1C 28 41 02 00 41 41"),
    ("FS g", "1C 67 31 00 00 00 00 00 02 00 41 41"),
    ("FS g", "1C 67 32 00 00 00 00 00 02 00"),
    ("FS p", "1C 70 41 41"),
    ("FS q", "1C 71 01 01 00 01 00 00 00 00 00 00 00 00 00"),
    ("FS q", "1C 71 02 01 00 01 00" + " 41" * 8 + "02 00 01 00" + " 42" * 16),
    ("FS a", "1C 61 30 41"),
    ("FS a", "1C 61 31"),
    ("GS !", "1D 21 41"),
    ("GS FF", "1D 0C"),
    ("GS *", "1D 2A 01 02" + " 41" * 16),
    ("GS /", "1D 2F 41"),
    ("GS :", "1D 3A"),
    ("GS ^", "1D 5E 41 41 41"),
    ("GS ( A", "1D 28 41 02 00 00 02"),
    ("GS ( E", "1D 28 45 03 00 41 41 41"),
    ("GS ( K", "1D 28 4B 02 00 31 41"),
    ("GS ( L", "1D 28 4C 06 00 30 45 41 41 01 01"),
    ("GS (", "1D 28 7E 02 00 41 41"),
    ("GS 8 L", "1D 38 4C 02 00 00 00 30 32"),
    ("GS 8", "1D 38 41 02 00 00 00 41 41"),
    ("GS ( k", "1D 28 6B 03 00 31 43 05"),
    ("GS ( k", "1D 28 6B 05 00 31 50 30 41 42"),
    ("GS ( k", "1D 28 6B 30 67 05"),
    ("GS ( k", "1D 28 6B 30 69 30"),
    ("GS ( k", "1D 28 6B 30 80 02 00 41 42"),
    ("GS ( k", "1D 28 6B 30 81"),
    ("GS C", "1D 43 30 41 41"),
    ("GS C", "1D 43 31 41 41 41 41 41 41"),
    ("GS C", "1D 43 32 41 41"),
    ("GS C", "1D 43 3B 31 3B 32 3B 33 3B 34 3B 35 3B"),
    ("GS D", "1D 44 30 43 30 41 41 30 31 42 4D 08 00 00 00 41 41"),
    ("GS H", "1D 48 41"),
    ("GS I", "1D 49 41"),
    ("GS L", "1D 4C 41 41"),
    ("GS P", "1D 50 41 41"),
    ("GS Q 0", "1D 51 30 00 01 00 02 00 41 41"),
    ("GS T", "1D 54 41"),
    ("GS V", "1D 56 00"),
    ("GS V", "1D 56 30"),
    ("GS V", "1D 56 42 41"),
    ("GS W", "1D 57 41 41"),
    ("GS a", "1D 61 41"),
    ("GS b", "1D 62 41"),
    ("GS c", "1D 63"),
    ("GS g", "1D 67 32 41 41 41"),
    ("GS k", "1D 6B 04 41 42 43 00"),
    ("GS k", "1D 6B 49 04 7B 42 41 42"),
    ("GS k", "1D 6B 4F 02 41 41"),
    ("GS k", "1D 6B 20"),
    ("GS p", "1D 70 41 41 41 41 41 41"),
    ("GS r", "1D 72 41"),
    ("GS v 0", "1D 76 30 00 02 00 02 00 41 41 41 41"),
    ("GS v 0", "1D 76 30 00 00 00 FF FF"),
    ("GS z", "1D 7A 30 41 41"),
    ("GS { w", "1D 7B 77 01"),
    ("GS { w", "1D 7B 77 02 41 41 41 41 41"),
    ("GS |", "1D 7C 41"),
    ("DC2 T", "12 54"),
    ("DC2 #", "12 23 41"),
    ("DC2 *", "12 2A 02 02 41 41 41 41"),
    ("DC2 V", "12 56 01 00" + " 41" * 48),
    ("US i", "1F 69 41 41 41 41"),
    ("US %", "1F 25 00 41 41 41 41"),
    ("US ESC US 91 00 49 50", "1F 1B 1F 91 00 49 50 C0 A8 01 64"),
    ("US ESC US 22", "1F 1B 1F 22 41 41 41 41"),
    ("US ESC US B2", "1F 1B 1F B2" + " 41" * 12),
    ("US ESC US 91 00 49 FA", "1F 1B 1F 91 00 49 FA 01 5A" + " 41" * 12),
    ("US ESC US BA", "1F 1B 1F BA 01"),
    ("US ESC 11", "1F 1B 11 12 01 BA 01 01"),
    ("US ESC 10", "1F 1B 10 13 14 00"),
    ("US ESC 10", "1F 1B 10 04 00"),
    ("US ESC US B3", "1F 1B 1F B3 06 41 42 00 43 44 00"),
    ("US ESC US B4", "1F 1B 1F B4" + " 41" * 12 + "06 41 42 00 43 44 00"),
    ("US ESC US 28", "1F 1B 1F 28 13 14 04 01"),
    ("US ESC US 62 74 73", "1F 1B 1F 62 74 73 0D 0A 41 54 2B 4E 41 4D 45 58 0D 0A 41 54 2B 50 49 4E 31 0D 0A 0D 0A"),
    ("US ESC US BF", "1F 1B 1F BF 41 00"),
    ("US ESC US E0", "1F 1B 1F E0 13 14 01 04 02 03"),
    ("US ESC US FC", "1F 1B 1F FC 01 02 01"),
    ("US ESC US FC", "1F 1B 1F FC 01 02 03 33"),
    ("US ESC US BC", "1F 1B 1F BC 13 14 01 0A 00"),
    ("US ESC US BC", "1F 1B 1F BC 13 15 01"),
    ("US ESC US 67", "1F 1B 1F 67 00"),
    ("US ESC US 46 4F 4E 54", "1F 1B 1F 46 4F 4E 54 00"),
    ("US ESC US 53 5A 4A 42 5A 46", "1F 1B 1F 53 5A 4A 42 5A 46 30 11 02 41 41 41 41"),
    ("US ESC US 53 5A 4A 42 5A 46", "1F 1B 1F 53 5A 4A 42 5A 46 12 01 01"),
    ("US ESC US", "1F 1B 1F 7E"),
    ("unknown", "1B 7E"),
    ("unknown", "1D 7E"),
    ("unknown", "1F"),
    ("unknown", "11"),
]


@pytest.mark.parametrize(("name", "hexadecimal"), WHOLE_INSTRUCTIONS)
def test_an_instruction_ends_where_the_manual_says(name, hexadecimal):
    data = bytes.fromhex(hexadecimal)
    tokenizer = Tokenizer()
    found = tokenizer.feed(data + SENTINEL) + tokenizer.flush()
    if name == "unknown" and len(data) == 1:
        # A lone control byte in front of a letter takes the letter only behind a lead byte.
        assert b"".join(i.data for i in found) == data + SENTINEL
        return
    assert [(i.name, i.data) for i in found] == [(name, data), ("text", SENTINEL)]


def test_every_row_of_the_table_is_met_by_its_own_name():
    for opcode, entry in INSTRUCTIONS.items():
        # US ESC US 00 is an instruction of its own, so the bare family is met with a function that no table holds.
        rest = b"\x7e" if entry.name == "US ESC US" else bytes(600)
        found = Tokenizer().feed(opcode + rest)
        assert found[0].name == entry.name, entry


def test_parameters_and_payload_are_told_apart():
    (raster,) = Tokenizer().feed(bytes.fromhex("1D 76 30 01 02 00 01 00 AA BB"))
    assert raster.values == (1, 2, 0, 1, 0)
    assert raster.payload == b"\xaa\xbb"
    (tabs,) = Tokenizer().feed(bytes.fromhex("1B 44 08 10 00"))
    assert tabs.payload == b"\x08\x10"


def test_a_lead_byte_in_front_of_another_one_does_not_swallow_it():
    found = Tokenizer().feed(b"\x1b\x1b@")
    assert [i.name for i in found] == ["unknown", "ESC @"]


def test_text_waits_for_what_follows_it_or_for_a_flush():
    tokenizer = Tokenizer()
    assert tokenizer.feed(b"Tea") == []
    assert tokenizer.pending == b"Tea"
    (text,) = tokenizer.flush()
    assert (text.name, text.payload, text.offset) == ("text", b"Tea", 0)
    assert tokenizer.flush() == []
    (line_feed,) = tokenizer.feed(b"\n")
    assert line_feed.offset == 3


def test_a_flush_leaves_a_half_received_instruction_pending():
    tokenizer = Tokenizer()
    tokenizer.feed(b"\x1dv0\x00")
    assert tokenizer.flush() == []
    assert tokenizer.pending == b"\x1dv0\x00"


def test_a_reset_forgets_the_half_received_instruction_and_keeps_counting():
    tokenizer = Tokenizer()
    tokenizer.feed(b"\x1dv0\x00")
    tokenizer.reset()
    (initialise,) = tokenizer.feed(b"\x1b@")
    assert (initialise.name, initialise.offset) == ("ESC @", 4)
    assert tokenizer.offset == 6


def test_endless_text_is_given_out_in_bounded_runs():
    tokenizer = Tokenizer()
    found = tokenizer.feed(b"x" * 10_000)
    assert [len(i.data) for i in found] == [4096, 4096]


def test_a_four_gigabyte_length_is_consumed_without_being_kept():
    tokenizer = Tokenizer(payload_limit=1 << 20)
    block = bytes(1 << 20)
    tracemalloc.start()
    found = tokenizer.feed(bytes.fromhex("1D 38 4C FF FF FF FF"))
    for _ in range(24):
        found = tokenizer.feed(block)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {i.name for i in found} == {"skipped"}
    assert peak < 8 << 20
    assert tokenizer.offset == 7 + 24 * (1 << 20)


def test_after_an_oversized_picture_the_stream_is_in_step_again():
    tokenizer = Tokenizer(payload_limit=1000)
    found = tokenizer.feed(bytes.fromhex("1D 76 30 00 48 00 20 00") + bytes(72 * 32) + b"\x1b@")
    assert [i.name for i in found] == ["oversized", "skipped", "ESC @"]
    assert found[0].values == (0, 72, 0, 32, 0)


def test_stored_pictures_above_the_limit_stay_in_step_through_all_their_headers():
    pictures = bytes.fromhex("02 00 01 00") + bytes(16) + bytes.fromhex("01 00 01 00") + bytes(8)
    tokenizer = Tokenizer(payload_limit=10)
    found = tokenizer.feed(b"\x1cq\x02" + pictures + b"\x1b@")
    assert [i.name for i in found] == ["oversized", "skipped", "skipped", "skipped", "ESC @"]
    assert b"".join(i.data for i in found) == b"\x1cq\x02" + pictures + b"\x1b@"


def test_a_barcode_without_its_nul_takes_no_more_than_its_longest_length():
    found = Tokenizer().feed(b"\x1dk\x04" + b"A" * 300 + b"\n")
    assert (found[0].name, len(found[0].payload)) == ("GS k", 255)
    assert found[1].name == "text"


def test_endless_tabs_take_no_more_than_the_manual_allows():
    found = Tokenizer().feed(b"\x1bD" + b"A" * 50 + b"\n")
    assert len(found[0].payload) == 32


def test_a_bluetooth_name_that_never_ends_is_bounded():
    found = Tokenizer().feed(b"\x1f\x1b\x1fbts" + b"A" * 200 + b"\n")
    assert len(found[0].payload) == 128


def test_a_status_request_inside_a_picture_is_picture():
    found = Tokenizer().feed(bytes.fromhex("1D 76 30 00 03 00 01 00 10 04 01"))
    assert [i.name for i in found] == ["GS v 0"]


opcodes = st.sampled_from(sorted(INSTRUCTIONS))
streams = st.lists(st.one_of(opcodes, st.binary(max_size=12)), max_size=40).map(b"".join)


@given(streams, st.lists(st.integers(0, 200), max_size=20))
def test_any_split_gives_the_same_instructions_and_every_byte_belongs_to_one(data, cuts):
    whole = Tokenizer(payload_limit=100)
    expected = whole.feed(data)
    pieces = Tokenizer(payload_limit=100)
    found = []
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(data)], strict=True):
        found += pieces.feed(data[start : max(start, end)])
    assert found == expected
    assert pieces.pending == whole.pending
    assert b"".join(i.data for i in found) + pieces.pending == data
    assert pieces.offset == len(data)
    offset = 0
    for instruction in found:
        assert instruction.offset == offset
        offset += len(instruction.data)


@given(streams)
def test_one_byte_at_a_time_gives_the_same_instructions(data):
    tokenizer = Tokenizer(payload_limit=100)
    found = [i for place in range(len(data)) for i in tokenizer.feed(data[place : place + 1])]
    assert found == Tokenizer(payload_limit=100).feed(data)
