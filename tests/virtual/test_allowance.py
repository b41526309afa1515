"""A stream may ask for much paper, and not for more: it then stops, tells where, and is as new after a power cycle."""

import pytest

from ocom809.errors import InputError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.allowance import FREE_ROWS, ROWS_PER_BYTE, ROWS_PER_MINUTE
from tests.virtual.clock import Clock

GREEDY = (b"\x1bd\xff" * 100 + b"\x1dV\x00") * 10


def events(unit):
    return [event for event in unit.events if event.name == "too much paper"]


def test_a_stream_of_feeds_stops_with_an_event_that_tells_where():
    unit = VirtualPrinter(clock=Clock())
    unit.receive(GREEDY)
    [event] = events(unit)
    offset = event.details["offset"]
    assert GREEDY[offset : offset + 2] == b"\x1bd"
    assert event.details["rows"] == unit.advanced_mm * 8 == FREE_ROWS + ROWS_PER_BYTE * offset
    assert unit.sensors.unrecoverable
    assert unit.is_holding


def test_it_stops_at_the_same_place_however_the_stream_is_cut():
    whole, bytewise = VirtualPrinter(clock=Clock()), VirtualPrinter(clock=Clock())
    whole.receive(GREEDY)
    for byte in GREEDY:
        bytewise.receive(bytes([byte]))
    assert events(whole)[0].details == events(bytewise)[0].details
    assert whole.advanced_mm == bytewise.advanced_mm


def test_after_a_power_cycle_it_prints_again():
    unit = VirtualPrinter(clock=Clock())
    unit.receive(GREEDY)
    unit.power_cycle()
    unit.receive(b"Tea\n" + b"\x1bd\xff" * 3)
    assert "Tea" in unit.paper.text
    assert len(events(unit)) == 1


def test_a_stream_of_lines_is_never_held_up():
    unit = VirtualPrinter(clock=Clock(), most_paper_mm=10)
    for _ in range(20):
        unit.receive(b"a\n" * 100 + b"\n" * 100 + b"\x1dV\x00")
    assert not events(unit)


def test_the_bound_can_be_set_and_taken_away():
    strict, free = VirtualPrinter(clock=Clock(), most_paper_mm=10), VirtualPrinter(clock=Clock(), most_paper_mm=None)
    for unit in (strict, free):
        unit.receive(GREEDY)
    assert strict.advanced_mm == 10
    assert free.advanced_mm == 10 * 100 * 255 * 30 / 8


def fed(unit, metres):
    """So much paper, by instructions that get less for their bytes than they ask for."""
    unit.receive(b"\x1bd\xff" * round(metres * 1000 * 8 / (255 * 30)) + b"\x1dV\x00")


def test_a_unit_that_serves_one_host_after_another_counts_anew_for_each():
    unit = VirtualPrinter(clock=Clock())
    for _ in range(10):
        fed(unit, 100)
        fed(unit, 100)
        unit.wire_closed()
    assert unit.advanced_mm > 1_900_000
    assert not events(unit)


def test_a_new_roll_brings_its_own_paper():
    unit = VirtualPrinter(clock=Clock())
    for _ in range(3):
        fed(unit, 100)
        fed(unit, 100)
        unit.load_paper()
    assert not events(unit)


def test_a_host_that_stays_connected_for_hours_gets_what_the_fastest_printer_prints_meanwhile():
    clock = Clock()
    unit = VirtualPrinter(clock=clock)
    for _ in range(60):
        fed(unit, 50)
        clock.go(60)
    assert unit.advanced_mm > 2_900_000
    assert not events(unit)


def test_time_gives_no_more_than_that():
    clock = Clock()
    unit = VirtualPrinter(clock=clock, most_paper_mm=0)
    clock.go(119)
    unit.receive(b"\x1bd\xff" * 1000)
    [event] = events(unit)
    assert event.details["rows"] == ROWS_PER_MINUTE + ROWS_PER_BYTE * event.details["offset"]


def test_pressing_the_feed_button_for_days_holds_nothing_up():
    unit = VirtualPrinter(clock=Clock(), most_paper_mm=10)
    for _ in range(2000):
        unit.press_feed()
    assert unit.advanced_mm == 2000 * 30 / 8
    assert not events(unit)


@pytest.mark.parametrize("bound", [-1, float("inf"), float("nan")])
def test_a_bound_that_is_none_is_refused(bound):
    with pytest.raises(InputError, match="no bound for paper"):
        VirtualPrinter(most_paper_mm=bound)
