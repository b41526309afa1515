"""Paper: rows at the lower end, tickets off the upper."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.errors import InputError
from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.event import Event
from ocom809.virtual.instruction import Instruction
from ocom809.virtual.paper import Ending, TextLine
from ocom809.virtual.sheet import Sheet
from ocom809.virtual.ticket import Ticket

FULL = (1 << 576) - 1


def test_a_row_of_576_dots_takes_72_bytes_with_the_highest_bit_leftmost():
    sheet = Sheet(576)
    sheet.print_rows([1 << 575, 1])
    ticket = sheet.piece(Ending.TORN_OFF)
    assert ticket.dots == b"\x80" + bytes(71) + bytes(71) + b"\x01"
    assert ticket.row(0) == 1 << 575
    assert ticket.row(1) == 1


def test_a_width_that_is_no_whole_byte_is_padded_at_the_right():
    sheet = Sheet(10)
    sheet.print_rows([0b1000000001])
    ticket = sheet.piece(Ending.TORN_OFF)
    assert ticket.dots == b"\x80\x40"
    assert ticket.row(0) == 0b1000000001
    assert ticket.bitmap().rows == (0b1000000001,)


def test_what_stands_outside_the_printable_area_is_lost():
    sheet = Sheet(8)
    sheet.print_rows([0x1FF])
    assert sheet.piece(Ending.TORN_OFF).row(0) == 0xFF


def test_a_sheet_begins_with_the_paper_between_knife_and_head():
    assert Sheet(576, leading_dots=144).height_dots == 144


def test_what_comes_off_ends_at_the_knife_and_the_rest_is_the_top_of_the_next():
    sheet = Sheet(8, leading_dots=2)
    sheet.print_rows([1, 2, 3, 4], [TextLine(0, "first")])
    sheet.print_rows([5], [TextLine(0, "second")])
    first = sheet.take_off(4, Ending.PARTIAL_CUT, number=1)
    assert first.dots == bytes([0, 0, 1, 2])
    assert first.text == "first"
    assert (first.began, first.ended) == (Ending.FULL_CUT, Ending.PARTIAL_CUT)
    rest = sheet.piece(Ending.TORN_OFF, number=2)
    assert rest.dots == bytes([3, 4, 5])
    assert rest.lines == (TextLine(2, "second"),)
    assert rest.began is Ending.PARTIAL_CUT


def test_eight_rows_are_a_millimetre():
    sheet = Sheet(576)
    sheet.feed(84)
    assert sheet.piece(Ending.TORN_OFF).millimetres == 10.5


def test_text_stands_at_the_place_of_its_first_row():
    sheet = Sheet(576)
    sheet.feed(30)
    sheet.print_rows([0] * 24, [TextLine(0, "Tea")])
    assert sheet.piece(Ending.TORN_OFF).lines == (TextLine(30, "Tea"),)


def test_a_sheet_that_was_only_fed_is_blank_and_one_with_a_dot_is_not():
    sheet = Sheet(576)
    sheet.feed(100)
    sheet.print_rows([0])
    assert sheet.is_blank
    sheet.print_rows([1])
    assert not sheet.is_blank


def test_a_piece_of_more_than_a_million_rows_is_refused_and_nothing_of_it_is_kept():
    sheet = Sheet(8)
    sheet.feed(999_999)
    with pytest.raises(InputError, match="1000000 rows"):
        sheet.feed(2)
    with pytest.raises(InputError, match="1000000 rows"):
        sheet.print_rows([1, 1])
    assert sheet.height_dots == 999_999
    assert sheet.room_rows == 1


def test_black_dots_are_counted():
    sheet = Sheet(576)
    sheet.print_rows([FULL, 0b101])
    assert sheet.piece(Ending.TORN_OFF).black_dots == 578


def test_the_image_shows_black_where_a_dot_is():
    sheet = Sheet(10)
    sheet.print_rows([0b1000000001])
    image = sheet.piece(Ending.TORN_OFF).to_image()
    assert image.mode == "1"
    assert image.size == (10, 1)
    assert [image.getpixel((x, 0)) for x in range(10)] == [0] + [255] * 8 + [0]


def test_events_belong_to_the_ticket():
    event = Event("drawer", 1.0, 2.0, {"pin": 2})
    assert Sheet(8).piece(Ending.TORN_OFF, events=[event]).events == (event,)
    assert str(event) == "drawer pin=2 at 2.0 mm"


def test_an_event_without_details_reads_well():
    assert str(Event("cutter jam", 1.0, 12.34)) == "cutter jam at 12.3 mm"


@given(rows=st.lists(st.integers(0, 2**12 - 1), min_size=1, max_size=60), cuts=st.lists(st.integers(1, 20), max_size=9))
def test_cutting_loses_and_invents_no_row(rows, cuts):
    sheet = Sheet(12)
    sheet.print_rows(rows)
    seen = []
    for cut in cuts:
        if cut <= sheet.height_dots:
            seen += sheet.take_off(cut, Ending.FULL_CUT, number=1).bitmap().rows
    assert [*seen, *sheet.piece(Ending.TORN_OFF).bitmap().rows] == rows


def test_in_a_terminal_a_ticket_is_one_short_line():
    long = Ticket(number=3, width_dots=576, dots=bytes(72 * 2000), lines=(TextLine(0, "Tea" * 1000),))
    assert repr(long).startswith("<Ticket 3: 576 x 2000 dots, full cut, 0 events, 'TeaTea")
    assert len(repr(long)) < 200
    assert repr(Ticket(number=1, width_dots=8, dots=b"", lines=(TextLine(0, "Tea"),))).endswith("'Tea'>")


def test_so_are_a_picture_and_an_instruction():
    assert repr(Bitmap(576, (1,) * 2000)) == "<Bitmap 576 x 2000, 2000 black>"
    assert repr(Bitmap(8, (1, 2))) == "Bitmap(width=8, rows=(1, 2))"
    big = Instruction(5, "GS v 0", bytes(9000), (0, 72, 0), bytes(9000))
    assert "of 9000 bytes" in repr(big)
    assert len(repr(big)) < 500
    small = Instruction(0, "LF", b"\n")
    assert repr(small) == "Instruction(offset=0, name='LF', data=b'\\n', values=(), payload=b'')"


def test_a_ticket_of_a_sheet_is_equal_to_one_of_the_same_dots_given_as_bytes():
    sheet = Sheet(8)
    sheet.print_rows([1, 2])
    sheet.feed(100)
    ticket = sheet.take_off(102, Ending.FULL_CUT, number=1)
    same = Ticket(number=1, width_dots=8, dots=bytes([1, 2]) + bytes(100))
    assert (ticket, ticket.height_dots, hash(ticket)) == (same, 102, hash(same))
    assert replace(same, number=2).dots == same.dots
    assert pickle.loads(pickle.dumps(ticket)) == same


def test_a_ticket_without_dots_cannot_be_made():
    with pytest.raises(TypeError, match="dots"):
        Ticket(number=1, width_dots=8)


def test_of_endless_text_on_one_piece_so_much_is_noted_and_the_next_piece_has_its_own():
    sheet = Sheet(8)
    for _ in range(20):
        sheet.print_rows([1], [TextLine(0, "x" * 1_000_000)])
    assert len(sheet.take_off(20, Ending.FULL_CUT, number=1).lines) == 17
    sheet.print_rows([1], [TextLine(0, "Tea")])
    assert sheet.piece(Ending.TORN_OFF).text == "Tea"
