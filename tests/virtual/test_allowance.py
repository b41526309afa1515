"""A stream may ask for much paper, and not for more: it then stops, tells where, and is as new after a power cycle."""

import pytest

from ocom809.errors import InputError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.allowance import FREE_ROWS, ROWS_PER_BYTE
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


@pytest.mark.parametrize("bound", [-1, float("inf"), float("nan")])
def test_a_bound_that_is_none_is_refused(bound):
    with pytest.raises(InputError, match="no bound for paper"):
        VirtualPrinter(most_paper_mm=bound)
