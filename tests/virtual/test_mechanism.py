"""The mechanism: what it does, what it holds, and that it goes on."""

import pytest

from ocom809.virtual.mechanism import Mechanism
from ocom809.virtual.paper import Ending
from ocom809.virtual.sheet import SHEET_LIMIT_BYTES, SHEET_LIMIT_ROWS
from tests.virtual.clock import Clock

ROWS = list(range(1, 41))


def printed(mechanism):
    """All rows behind the blank paper that a sheet begins with, over every ticket."""
    rows = [row for ticket in mechanism.paper.tickets for row in ticket.bitmap().rows]
    return [row for row in [*rows, *mechanism.paper.hanging.bitmap().rows] if row]


@pytest.fixture
def mechanism():
    return Mechanism(clock=Clock())


def test_rows_come_out_behind_18_mm_of_blank_paper(mechanism):
    mechanism.print_rows(ROWS, text="Tea")
    assert mechanism.paper.hanging.bitmap().rows == (0,) * 144 + tuple(ROWS)
    assert mechanism.paper.hanging.text == "Tea"
    assert mechanism.paper.mm == 5.0


def test_a_cut_hands_out_what_lies_above_the_knife_and_cuts_through_what_does_not(mechanism):
    mechanism.print_rows([1] * 200)
    mechanism.cut(partial=False)
    (ticket,) = mechanism.paper.tickets
    assert ticket.bitmap().rows == (0,) * 144 + (1,) * 56
    assert ticket.ended is Ending.FULL_CUT
    assert mechanism.paper.hanging.bitmap().rows == (1,) * 144


def test_feeding_to_the_knife_first_brings_out_every_row(mechanism):
    mechanism.print_rows([1] * 200)
    mechanism.feed_to_knife()
    mechanism.cut(partial=True)
    (ticket,) = mechanism.paper.tickets
    assert ticket.bitmap().rows == (0,) * 144 + (1,) * 200
    assert ticket.ended is Ending.PARTIAL_CUT
    assert mechanism.paper.hanging.bitmap().rows == (0,) * 144
    assert mechanism.paper.hanging.began is Ending.PARTIAL_CUT


def test_a_cut_with_nothing_above_the_knife_gives_no_ticket_but_is_noted(mechanism):
    mechanism.cut(partial=True)
    assert not mechanism.paper.tickets
    assert [event.name for event in mechanism.journal.events] == ["cut"]


def test_a_knife_that_cannot_cut_through_cuts_partially():
    mechanism = Mechanism(cuts_fully=False)
    mechanism.feed(10)
    mechanism.cut(partial=False)
    assert mechanism.paper.tickets[0].ended is Ending.PARTIAL_CUT


@pytest.mark.parametrize(
    ("lack", "mended"),
    [
        ("paper_present", True), ("cover_open", False), ("switched_offline", False), ("feed_button", False),
        ("cutter_error", False), ("unrecoverable", False), ("powered", True),
    ],
)  # fmt: skip
def test_while_it_cannot_work_everything_waits_and_then_comes_in_order(mechanism, lack, mended):
    replies = []
    mechanism.on_reply = replies.append
    setattr(mechanism.sensors, lack, not mended)
    mechanism.print_rows(ROWS)
    mechanism.event("drawer", pin=2)
    mechanism.reply(b"\x12")
    mechanism.feed_to_knife()
    mechanism.cut(partial=True)
    assert mechanism.busy
    assert (mechanism.paper.advanced_dots, list(mechanism.journal.events), replies) == (0, [], [])
    setattr(mechanism.sensors, lack, mended)
    mechanism.go_on()
    assert not mechanism.busy
    assert printed(mechanism) == ROWS
    assert replies == [b"\x12"]
    assert [(event.name, event.mm) for event in mechanism.journal.events] == [("drawer", 5.0), ("cut", 23.0)]


def test_it_stops_between_two_rows_and_goes_on_with_the_next(mechanism):
    def stop_after_ten_rows():
        if mechanism.paper.advanced_dots == 10:
            mechanism.sensors.cover_open = True
            return None
        return 10 - mechanism.paper.advanced_dots

    mechanism.paper_feed.watch = stop_after_ten_rows
    mechanism.print_rows(ROWS, text="Tea")
    assert printed(mechanism) == ROWS[:10]
    mechanism.paper_feed.watch = lambda: None
    mechanism.sensors.cover_open = False
    mechanism.go_on()
    assert printed(mechanism) == ROWS
    assert mechanism.paper.hanging.text == "Tea"


def test_a_blocked_knife_is_an_error_at_the_cut_and_not_before(mechanism):
    mechanism.knife.is_blocked = True
    mechanism.print_rows(ROWS)
    assert not mechanism.sensors.cutter_error
    mechanism.cut(partial=True)
    mechanism.print_rows(ROWS)
    assert mechanism.sensors.cutter_error
    assert printed(mechanism) == ROWS
    assert [event.name for event in mechanism.journal.events] == ["cutter jam"]
    mechanism.sensors.cutter_error = mechanism.knife.is_blocked = False
    mechanism.go_on()
    assert printed(mechanism) == ROWS * 2
    assert [event.name for event in mechanism.journal.events] == ["cutter jam", "cut"]


def test_work_that_is_dropped_never_comes(mechanism):
    mechanism.sensors.paper_present = False
    mechanism.print_rows(ROWS)
    mechanism.drop_work()
    mechanism.sensors.paper_present = True
    mechanism.go_on()
    assert printed(mechanism) == []


def test_tearing_off_brings_out_what_is_printed_and_counts_no_paper(mechanism):
    mechanism.print_rows(ROWS)
    ticket = mechanism.tear_off()
    assert ticket.bitmap().rows == (0,) * 144 + tuple(ROWS)
    assert ticket.ended is Ending.TORN_OFF
    assert mechanism.paper.advanced_dots == 40
    assert mechanism.paper.hanging.began is Ending.TORN_OFF


def test_blank_paper_is_not_torn_off(mechanism):
    mechanism.feed(300)
    assert mechanism.tear_off() is None
    assert mechanism.paper.hanging.height_dots == 444


def test_a_new_roll_takes_the_old_end_out_and_starts_blank(mechanism):
    mechanism.print_rows(ROWS)
    rest = mechanism.change_roll()
    assert rest.ended is Ending.PAPER_END
    assert rest.bitmap().rows == (0,) * 144 + tuple(ROWS)
    assert mechanism.paper.hanging.bitmap().rows == (0,) * 144
    assert mechanism.change_roll() is None


def test_at_the_end_of_the_roll_tearing_off_takes_all_that_is_left(mechanism):
    mechanism.print_rows(ROWS)
    mechanism.sensors.paper_present = False
    assert mechanism.tear_off().ended is Ending.PAPER_END


def test_a_sheet_without_end_stops_the_printer_with_an_error(mechanism):
    mechanism.feed(SHEET_LIMIT_ROWS)
    assert mechanism.busy
    assert mechanism.sensors.unrecoverable
    assert mechanism.paper.hanging.height_dots == SHEET_LIMIT_ROWS
    assert [event.name for event in mechanism.journal.events] == ["sheet full"]


def test_events_carry_time_place_and_details_and_go_with_their_ticket():
    clock = Clock()
    mechanism = Mechanism(clock=clock)
    mechanism.feed(200)
    clock.go(2.5)
    mechanism.event("drawer", pin=5)
    mechanism.cut(partial=True)
    mechanism.event("beep")
    (ticket,) = mechanism.paper.tickets
    assert [str(event) for event in ticket.events] == ["drawer pin=5 at 25.0 mm", "cut kind=partial cut at 25.0 mm"]
    assert ticket.events[0].seconds == 2.5
    assert [event.name for event in mechanism.paper.hanging.events] == ["beep"]


def test_of_thousands_of_tickets_the_newest_thousand_are_kept(mechanism):
    for _ in range(1003):
        mechanism.feed(1)
        mechanism.cut(partial=True)
    kept = mechanism.paper.tickets
    assert [kept[0].number, kept[-1].number, len(kept)] == [4, 1003, 1000]


def test_of_very_long_tickets_only_so_many_rows_are_kept(mechanism):
    for _ in range(5):
        mechanism.feed(240_000)
        mechanism.cut(partial=True)
    assert [ticket.number for ticket in mechanism.paper.tickets] == [2, 3, 4, 5]


def test_the_last_ticket_is_kept_however_long_it_is(mechanism):
    mechanism.feed(990_000)
    mechanism.cut(partial=True)
    mechanism.feed(990_000)
    mechanism.cut(partial=True)
    assert [ticket.number for ticket in mechanism.paper.tickets] == [2]


def test_a_question_waits_for_its_turn(mechanism):
    asked = []
    mechanism.on_question = asked.append
    mechanism.sensors.cover_open = True
    mechanism.ask("question")
    assert asked == []
    mechanism.sensors.cover_open = False
    mechanism.go_on()
    assert asked == ["question"]


def test_a_mechanism_that_stands_alone_answers_nobody(mechanism):
    mechanism.reply(b"\x12")
    mechanism.ask("question")
    mechanism.feed(1)
    mechanism.cut(partial=True)
    assert not mechanism.busy


def test_wide_paper_takes_no_more_memory_than_narrow_paper():
    wide, narrow = Mechanism(width_dots=1024), Mechanism(width_dots=8)
    for mechanism in (wide, narrow):
        mechanism.feed(SHEET_LIMIT_ROWS)
    assert wide.paper.hanging.height_dots == SHEET_LIMIT_BYTES // 128
    assert narrow.paper.hanging.height_dots == SHEET_LIMIT_ROWS


def test_tickets_of_wide_paper_are_forgotten_by_what_they_take():
    mechanism = Mechanism(width_dots=1024)
    for _ in range(3):
        mechanism.feed(200_000)
        mechanism.cut(partial=True)
    assert [ticket.number for ticket in mechanism.paper.tickets] == [2, 3]
