"""Printing at a speed, by a clock that the tests turn."""

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.devices import device_for
from ocom809.errors import InputError, URIError
from ocom809.virtual import SimulatedClock, TcpServer, VirtualPrinter
from tests.virtual.test_printer import CUT, black_rows, push_all, raster


def timed(clock, **settings):
    """A unit whose buffer holds all that these tests send."""
    return VirtualPrinter(**{"speed_mm_s": 300, "clock": clock, "receive_buffer_bytes": 100_000} | settings)


@pytest.fixture
def clock():
    return SimulatedClock()


@pytest.fixture
def printer(clock):
    return timed(clock)


def test_at_300_mm_in_a_second_2400_rows_come_out_in_one(printer, clock):
    printer.receive(raster(800))
    assert black_rows(printer) == 0
    clock.go(0.1)
    assert black_rows(printer) == 240
    clock.go(0.2)
    assert black_rows(printer) == 720
    clock.go(0.2)
    assert black_rows(printer) == 800


def test_feeds_take_their_time_too_and_nothing_is_lost_between_instructions(printer, clock):
    printer.receive(b"\x1bJ\xf0" * 10)
    clock.go(0.55)
    assert printer.paper.height_dots == 144 + 1320
    clock.go(0.45)
    assert printer.paper.height_dots == 144 + 2400
    assert not printer.is_printing


@pytest.mark.parametrize("steps", [1, 7, 100])
def test_however_often_somebody_looks_the_paper_is_the_same(clock, steps):
    job = b"\x1b@\x1ba\x01Tea\n" + raster(300) + b"Milk\n" + CUT + b"Sugar\n"
    slow, fast = timed(clock), VirtualPrinter()
    for one in (slow, fast):
        one.receive(job)
    for _ in range(steps):
        clock.go(1 / steps)
        assert slow.paper
    assert [ticket.dots for ticket in slow.tickets] == [ticket.dots for ticket in fast.tickets]
    assert slow.paper.dots == fast.paper.dots


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3000), st.floats(0, 0.3)), max_size=30))
def test_however_the_stream_and_the_time_are_cut_the_paper_is_the_same(pieces):
    job = b"\x1b@\x1ba\x01Tea\n" + raster(40) + b"\x1bp\x00\x19\xfaMilk\n" + CUT + raster(200) + b"Sugar\n" + CUT
    clock, fast = SimulatedClock(), VirtualPrinter()
    slow = timed(clock)
    assert fast.receive(job) == len(job)
    for size, seconds in [*pieces, (len(job), 10.0)]:
        assert slow.receive(job[:size]) == len(job[:size])
        job = job[size:]
        clock.go(seconds)
    assert [ticket.dots for ticket in slow.tickets] == [ticket.dots for ticket in fast.tickets]
    assert slow.paper.dots == fast.paper.dots


def test_a_pause_is_not_made_up_for(printer, clock):
    printer.receive(b"\x1bJ\xf0")
    clock.go(10)
    assert printer.advanced_mm == 30
    printer.receive(b"\x1bJ\xf0")
    assert printer.advanced_mm == 30
    clock.go(0.05)
    assert printer.advanced_mm == 45


def test_while_it_prints_it_is_busy_and_answers_real_time_questions(printer, clock):
    assert not printer.is_printing
    printer.receive(raster(240) + b"\x10\x04\x01\x1dr\x01")
    assert (printer.is_printing, printer.is_holding) == (True, False)
    assert printer.replies() == b"\x16"
    clock.go(0.099)
    assert printer.replies() == b""
    clock.go(0.001)
    assert printer.replies() == b"\x00"
    assert not printer.is_printing


def test_the_buffer_fills_and_drains_as_the_paper_moves(clock):
    printer = VirtualPrinter(speed_mm_s=300, clock=clock, receive_buffer_bytes=1000)
    feeds = b"\x1bJ\xf0" * 1000
    # The first is under way; behind it the buffer is full.
    assert push_all(printer, feeds) == 1003
    assert printer.room == 0
    clock.go(1.0)
    assert printer.room == 30
    assert push_all(printer, feeds[1003:]) == 30


def test_a_picture_larger_than_the_buffer_is_taken_no_faster_than_it_is_printed(clock):
    printer = VirtualPrinter(speed_mm_s=300, clock=clock, receive_buffer_bytes=4096)
    job = raster(2400) + b"Tea\n"
    taken = push_all(printer, job)
    assert taken == 4096
    for hundredths in range(1, 101):
        assert printer.seconds_until_due() == pytest.approx(0.01)
        clock.go(0.01)
        assert black_rows(printer) == 24 * hundredths
        taken += push_all(printer, job[taken:])
        assert taken == min(len(job), 8 + 24 * 72 * hundredths + 4096)
    clock.go(0.02)
    assert printer.paper.text == "Tea"


def test_a_picture_is_printed_while_it_arrives_and_waits_where_its_host_does(printer, clock):
    job = raster(240)
    printer.receive(job[: 8 + 100 * 72 + 30])
    clock.go(0.025)
    assert (black_rows(printer), printer.is_printing) == (60, True)
    clock.go(10)
    assert (black_rows(printer), printer.is_printing) == (100, False)
    printer.receive(job[8 + 100 * 72 + 30 :])
    assert black_rows(printer) == 100
    clock.go(140 / 2400)
    assert black_rows(printer) == 240
    assert not printer.is_printing


def test_a_slow_host_saves_no_time_for_what_comes_behind_a_picture(printer, clock):
    job = raster(24)
    printer.receive(job[:100])
    clock.go(10)
    printer.receive(job[100:] + raster(48))
    assert black_rows(printer) == 1
    clock.go(0.01)
    assert black_rows(printer) == 25


def test_an_open_cover_stops_the_paper_where_it_is_and_time_does_not_move_it(printer, clock):
    printer.receive(raster(480))
    clock.go(0.1)
    printer.open_cover()
    clock.go(5)
    assert (black_rows(printer), printer.is_printing, printer.is_holding) == (240, False, True)
    printer.close_cover()
    assert black_rows(printer) == 240
    clock.go(0.1)
    assert black_rows(printer) == 480


def test_paper_out_comes_at_its_millimetre(clock):
    printer = timed(clock, faults="paper-out@10mm")
    printer.receive(raster(480))
    clock.go(0.02)
    assert printer.sensors.paper_present
    clock.go(1)
    assert (black_rows(printer), printer.sensors.paper_present) == (80, False)


def test_what_happens_unseen_happens_at_its_moment(clock):
    printer = timed(clock, faults="near-end@0.05s,cover-open@0.1s")
    printer.receive(raster(800))
    clock.go(60)
    assert (black_rows(printer), printer.sensors.near_end, printer.is_holding) == (240, True, True)
    assert [(event.seconds, event.mm) for event in printer.events] == [
        (pytest.approx(0.05), 15.0),
        (pytest.approx(0.1), 30.0),
    ]
    printer.close_cover()
    clock.go(0.1)
    assert black_rows(printer) == 480


def test_what_was_printed_before_the_power_failed_unseen_is_on_the_paper(clock):
    printer = timed(clock, faults="power-loss@0.1s")
    printer.receive(raster(120) + b"Tea\n" + raster(800))
    clock.go(60)
    assert printer.wire_is_broken
    assert printer.paper.height_dots == 144 + 240


def test_when_the_power_fails_what_has_come_out_is_all(printer, clock):
    printer.receive(raster(480) + b"Tea\n")
    clock.go(0.1)
    printer.power_cycle()
    clock.go(1)
    assert (black_rows(printer), printer.paper.text, printer.is_printing) == (240, "", False)


def test_it_says_when_to_look_again(printer, clock):
    assert printer.seconds_until_due() is None
    printer.receive(raster(36))
    assert printer.seconds_until_due() == pytest.approx(0.01)
    clock.go(0.004)
    assert printer.seconds_until_due() == pytest.approx(0.006)
    clock.go(0.006)
    assert printer.seconds_until_due() == pytest.approx(0.005)
    clock.go(0.005)
    assert printer.seconds_until_due() is None


def test_a_cut_that_overtakes_does_so_while_printing_takes_time_too(clock):
    printer = timed(clock, personality="ocpp-80h")
    printer.receive(raster(200) + CUT)
    clock.go(1)
    assert printer.paper.black_dots == 56 * 576
    printer.receive(raster(200))
    clock.go(1)
    printer.receive(CUT)
    clock.go(1)
    assert printer.paper.black_dots == 0


@pytest.mark.parametrize("behind", [b"", b"Milk\n"])
def test_what_a_macro_has_left_over_goes_on_when_the_paper_does(printer, clock, behind):
    printer.receive(b"\x1d:Tea\n\x1d:\x1d^\x02\x00\x00" + behind)
    for _ in range(100):
        assert printer.paper.text.count("Tea") <= 1 + printer.advanced_mm * 8 / 30
        clock.go(0.01)
    assert printer.paper.text.split() == ["Tea", "Tea", "Tea", *behind.decode().split()]


@pytest.mark.parametrize("speed", [0, -300, 1001, float("nan")])
def test_an_impossible_speed_is_refused(speed):
    with pytest.raises(InputError, match="1 to 1000 mm"):
        VirtualPrinter(speed_mm_s=speed)


# By the real clock


def test_a_device_feels_the_printer_being_slower_than_it(tmp_path):
    with device_for("virtual:?speed=200&buffer=50") as device:
        began = time.monotonic()
        assert device.write(b"\x1bJ\x14" * 50) == 150
        seconds = time.monotonic() - began
        assert 0.1 < seconds < 60
        assert device.printer.is_printing


def test_a_host_on_tcp_feels_it_too_and_hears_of_the_end_when_it_is_reached():
    printer = VirtualPrinter(speed_mm_s=300)
    with TcpServer(printer) as server, socket.create_connection(("127.0.0.1", server.port), timeout=60) as host:
        began = time.monotonic()
        host.sendall(raster(480) + b"\x1dr\x01")
        assert host.recv(1) == b"\x00"
        assert 0.19 < time.monotonic() - began < 60
    assert black_rows(printer) == 480


def test_on_closing_it_waits_until_the_receipt_is_out(tmp_path):
    device = device_for(f"virtual:?speed=1000&paper={tmp_path}/")
    with device:
        device.write(raster(800))
    assert black_rows(device.printer) == 800
    assert (tmp_path / "receipt-0001.png").exists()


def test_on_closing_nobody_waits_for_a_clock_that_stands_still(tmp_path, monkeypatch):
    from ocom809.virtual import VirtualDevice

    monkeypatch.setattr("ocom809.virtual.device._STANDSTILL_SECONDS", 0.05)
    printer = timed(SimulatedClock())
    with VirtualDevice(printer, paper=tmp_path) as device:
        device.write(raster(800))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("speed", ["0", "fast", "1001"])
def test_a_uri_with_an_impossible_speed_is_refused(speed):
    with pytest.raises(URIError, match="speed"):
        device_for(f"virtual:?speed={speed}")


# The clock


def test_a_simulated_clock_goes_on_when_it_is_told_to():
    clock = SimulatedClock(5)
    clock.go(0.5)
    assert clock() == 5.5


@pytest.mark.parametrize("seconds", [-1, float("nan")])
def test_it_never_goes_back(seconds):
    with pytest.raises(InputError, match="0 seconds or more"):
        SimulatedClock().go(seconds)
