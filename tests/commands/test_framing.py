"""Streams are counted by the manual on the writers' side as well, and as the virtual printer counts them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands.framing import Half, rest_after, spans
from ocom809.errors import CommandError
from ocom809.virtual.tokenizer import Tokenizer
from tools.command_samples import SAMPLES
from tools.sweep_jobs import JOBS, LONG_JOBS

FOREIGN = Path(__file__).resolve().parent.parent / "foreign"
# ESC/P has a page length of two bytes, Star and the printers made for Brazil have commands of their own: what a printer
# of this class makes of them, no manual tells.
OTHER_FAMILIES = ("rastertoepson-", "escpos-buffer-i", "escpos-buffer-mp", "star", "stargraphic")
STREAMS = [path for path in sorted(FOREIGN.rglob("*.bin")) if not any(word in path.name for word in OTHER_FAMILIES)]
SENTINEL = b"\x1b@"


def as_the_printer_reads(data: bytes) -> list[tuple[int, int]]:
    """Where the virtual printer's instructions begin and end, a run of characters being one, however long it is."""
    tokenizer = Tokenizer(payload_limit=1 << 30)
    found: list[tuple[int, int, bool]] = []
    for one in (*tokenizer.feed(data), *tokenizer.flush()):
        is_text = one.name == "text"
        end = one.offset + len(one.data)
        if is_text and found and found[-1][1:] == (one.offset, True):
            found[-1] = (found[-1][0], end, True)
        else:
            found.append((one.offset, end, is_text))
    return [(start, end) for start, end, _ in found]


def as_we_count(data: bytes) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans(data) if span.sure and span.end <= len(data)]


@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: type(command).__name__)
def test_what_a_command_encodes_is_whole_instructions(command):
    data = command.encode()
    assert as_we_count(data) == as_the_printer_reads(data)
    assert [span.end for span in spans(data + SENTINEL)][-1] == len(data + SENTINEL)
    # A macro's and a text's end is what follows them; nothing else waits.
    assert rest_after(data, len(data)) is None or data[-1] >= 0x80


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_other_drivers_streams_are_counted_as_the_printer_reads_them(path):
    data = path.read_bytes()
    assert as_we_count(data) == as_the_printer_reads(data)


def test_the_streams_of_this_class_are_compared():
    assert len(STREAMS) > 55


@pytest.mark.parametrize("name", [*JOBS, *LONG_JOBS])
def test_the_jobs_of_the_sweep_are_counted_as_the_printer_reads_them(name):
    data = {**JOBS, **LONG_JOBS}[name]
    # The bytes that some tools send behind a setting are a part of it here, and padding there.
    assert {end for _, end in as_we_count(data)} <= {end for _, end in as_the_printer_reads(data)}


@given(st.lists(st.sampled_from(SAMPLES), max_size=12))
def test_commands_behind_one_another_keep_their_places(commands):
    parts = [command.encode() for command in commands if len(command.encode()) < 1000]
    data = b"".join(parts)
    ends = {span.end for span in spans(data)}
    place = 0
    for part, following in pairwise([*parts, SENTINEL]):
        place += len(part)
        # Characters run on into those of the next command.
        if following[0] < 0x20 or part[-1] < 0x20:
            assert place in ends


@given(st.binary(max_size=200))
def test_every_byte_of_any_stream_belongs_to_one_instruction(data):
    places = [(span.start, span.end) for span in spans(data)]
    assert [start for start, _ in places] == [0, *[end for _, end in places[:-1]]][: len(places)]
    assert all(start < end for start, end in places)
    assert not places or places[-1][1] >= len(data)


@given(st.sampled_from(SAMPLES), st.data())
def test_what_is_missing_is_what_completes_it(command, draw):
    data = command.encode()[:600]
    offset = draw.draw(st.integers(0, len(data)))
    half = rest_after(data, offset)
    if half is not None and half.sure and half.opcode:
        whole = data[:offset] + bytes(half.wants)
        assert rest_after(whole, len(whole)) is None
        assert half.wants == 1 or rest_after(whole, len(whole) - 1).wants == 1


def test_a_break_within_a_picture_tells_how_much_is_missing():
    picture = b"\x1dv0\0\x02\0\x03\0" + b"\xff" * 6
    assert rest_after(picture, 9) == Half(b"\x1dv0", 0, 5, sure=True)
    assert rest_after(picture, 5) == Half(b"\x1dv0", 0, 3, sure=False)


def test_a_break_behind_a_byte_that_may_begin_a_character_leaves_half_a_character():
    assert rest_after("茶".encode("gbk"), 1) == Half(b"", 0, 1, sure=True)
    assert rest_after(b"tea", 2) is None


def test_a_break_before_the_first_byte_leaves_nothing():
    assert rest_after(b"\x1b@", 0) is None


def test_an_offset_beyond_the_job_is_refused():
    with pytest.raises(CommandError, match="the offset must be 0 to 2"):
        rest_after(b"\x1b@", 3)
