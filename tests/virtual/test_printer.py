"""The virtual printer as a whole: a wire on one side, people on the other."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import InputError
from ocom809.virtual import PERSONALITIES, Ending, FaultKind, Personality, VirtualPrinter
from ocom809.virtual.personality import RealTime
from tests.virtual.clock import Clock

CUT = b"\x1dV\x42\x00"
BLACK_ROW = b"\xff" * 72


def raster(rows):
    return b"\x1dv0\x00\x48\x00" + rows.to_bytes(2, "little") + BLACK_ROW * rows


def black_rows(printer):
    """Black rows over all paper, come off or hanging."""
    return sum(piece.black_dots for piece in (*printer.tickets, printer.paper)) // 576


def plain(**traits):
    return Personality(name="test", about="a unit for this test", source="this test", **traits)


def push_all(printer, data):
    """Offer until nothing more is taken."""
    taken = printer.receive(data)
    while taken < len(data) and (more := printer.receive(data[taken:])):
        taken += more
    return taken


# Printing


def test_text_and_cut_give_a_ticket_with_its_text():
    printer = VirtualPrinter()
    assert printer.receive(b"\x1b@Tea\nMilk\n" + CUT) == 15
    (ticket,) = printer.tickets
    assert ticket.text == "Tea\nMilk"
    assert ticket.height_dots == 144 + 60
    assert ticket.ended is Ending.PARTIAL_CUT
    assert printer.paper.height_dots == 144


def test_a_cut_without_feeding_cuts_through_print():
    printer = VirtualPrinter()
    printer.receive(raster(200) + b"\x1dV\x00")
    assert printer.tickets[0].black_dots == 56 * 576
    assert printer.tickets[0].ended is Ending.FULL_CUT
    assert printer.paper.black_dots == 144 * 576


def test_what_hangs_out_can_be_torn_off():
    printer = VirtualPrinter()
    printer.receive(b"Tea\n")
    ticket = printer.tear_off()
    assert printer.tickets == (ticket,)
    assert (ticket.text, ticket.ended) == ("Tea", Ending.TORN_OFF)
    assert printer.tear_off() is None


def test_a_narrower_printer_has_narrower_paper():
    printer = VirtualPrinter(width_dots=512)
    printer.receive(b"Tea\n")
    assert printer.paper.width_dots == 512
    assert printer.personality.width_dots == 512


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 400), max_size=30))
def test_the_paper_does_not_depend_on_how_the_stream_is_cut(cuts):
    data = b"\x1b@\x1ba\x01Tea\n" + raster(20) + b"\x10\x04\x04\x1bp\x00\x19\xfaMilk\n" + CUT + b"rest\n"
    whole, pieces = VirtualPrinter(), VirtualPrinter()
    whole.receive(data)
    for size in [*cuts, len(data)]:
        assert pieces.receive(data[:size]) == len(data[:size])
        data = data[size:]
    assert [t.dots for t in pieces.tickets] == [t.dots for t in whole.tickets]
    assert pieces.paper.dots == whole.paper.dots
    assert pieces.replies() == whole.replies() == b"\x12"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_stream_makes_it_raise_and_it_takes_every_byte_while_it_can_print(data):
    printer = VirtualPrinter()
    assert printer.receive(data) == len(data)
    printer.wire_closed()
    printer.tear_off()


# Holding


@pytest.mark.parametrize("fault", ["paper-out", "cover-open", "offline"])
def test_a_fault_within_a_raster_holds_the_rest_and_the_same_dots_come_afterwards(fault):
    printer = VirtualPrinter(faults=[f"{fault}@10mm"], receive_buffer_bytes=100_000)
    job = raster(300) + b"Tea\n" + CUT
    assert printer.receive(job) == len(job)
    assert printer.paper.height_dots == 144 + 80
    assert black_rows(printer) == 80
    assert printer.is_holding
    printer.cure(fault)
    undisturbed = VirtualPrinter()
    undisturbed.receive(job)
    assert sum(ticket.black_dots for ticket in printer.tickets) == undisturbed.tickets[0].black_dots
    assert not printer.is_holding
    assert "Tea" in printer.tickets[-1].text


def test_new_paper_leaves_two_pieces_the_old_roll_s_end_and_the_rest():
    printer = VirtualPrinter(faults="paper-out@10mm", receive_buffer_bytes=100_000)
    printer.receive(raster(300) + CUT)
    printer.load_paper()
    old, new = printer.tickets
    assert (old.ended, old.height_dots, old.black_dots) == (Ending.PAPER_END, 144 + 80, 80 * 576)
    assert (new.began, new.height_dots, new.black_dots) == (Ending.FULL_CUT, 144 + 220, 220 * 576)


def test_a_roll_ends_after_so_many_millimetres_and_its_near_end_is_seen_before():
    printer = VirtualPrinter(faults="paper-out", receive_buffer_bytes=100_000)
    printer.load_paper(roll_mm=40, near_end_mm=10)
    printer.receive(raster(239))
    assert not printer.sensors.near_end
    printer.receive(raster(1) + b"\x10\x04\x04" + raster(200) + b"\x10\x04\x04")
    assert printer.replies() == b"\x1e\x7e"
    assert black_rows(printer) == 320
    printer.load_paper(roll_mm=1000)
    assert (black_rows(printer), printer.sensors.near_end, printer.sensors.paper_present) == (440, False, True)


def test_a_new_roll_forgets_the_end_of_the_old_one():
    printer = VirtualPrinter()
    printer.load_paper(roll_mm=10, near_end_mm=5)
    printer.load_paper()
    printer.receive(raster(800))
    assert black_rows(printer) == 800


@pytest.mark.parametrize(("roll_mm", "near_end_mm"), [(-1, 0), (10, -1), (10, 11), (1e9, 0), (float("nan"), 0)])
def test_a_roll_that_cannot_be_is_refused(roll_mm, near_end_mm):
    with pytest.raises(InputError, match="no roll"):
        VirtualPrinter().load_paper(roll_mm=roll_mm, near_end_mm=near_end_mm)


def test_a_full_roll_may_be_changed_too():
    printer = VirtualPrinter()
    printer.receive(b"Tea\n")
    printer.load_paper()
    assert [ticket.ended for ticket in printer.tickets] == [Ending.PAPER_END]


def test_opening_and_closing_the_cover_loses_nothing():
    printer = VirtualPrinter()
    printer.open_cover()
    printer.receive(raster(5))
    assert black_rows(printer) == 0
    printer.close_cover()
    assert black_rows(printer) == 5


def test_a_jammed_knife_holds_the_next_job_until_it_is_freed():
    printer = VirtualPrinter(faults=["cutter-jam"])
    printer.receive(b"Tea\n" + CUT + b"Milk\n" + b"\x10\x04\x03")
    assert printer.replies() == b"\x1a"
    assert (printer.tickets, printer.paper.text) == ((), "Tea")
    printer.clear_jam()
    assert [ticket.text for ticket in printer.tickets] == ["Tea"]
    assert printer.paper.text == "Milk"
    assert not printer.sensors.cutter_error


def test_while_it_holds_the_buffer_fills_and_then_nothing_is_taken():
    printer = VirtualPrinter(receive_buffer_bytes=1000)
    printer.open_cover()
    data = b"\n" * 5000
    assert push_all(printer, data) == 1000
    assert printer.room == 0
    printer.close_cover()
    assert push_all(printer, data[1000:]) == 4000
    assert printer.paper.height_dots == 144 + 5000 * 30


def test_half_a_raster_fills_the_buffer_only_while_it_holds():
    printer = VirtualPrinter(receive_buffer_bytes=1000)
    job = raster(100)
    assert printer.receive(job[:5000]) == 5000
    assert black_rows(printer) == 69
    printer.open_cover()
    # Of the row that is half here, 24 bytes lie in the buffer already.
    assert push_all(printer, job[5000:]) == 1000 - 24
    assert black_rows(printer) == 69
    printer.close_cover()
    assert black_rows(printer) == 82
    assert push_all(printer, job[5976:]) == len(job) - 5976
    assert black_rows(printer) == 100


def test_a_fault_within_a_raster_stops_its_host_within_the_buffer():
    printer = VirtualPrinter(faults="paper-out@10mm", receive_buffer_bytes=1000)
    job = raster(300)
    taken = push_all(printer, job)
    assert 8 + 80 * 72 < taken <= 8 + 80 * 72 + 1000
    assert black_rows(printer) == 80
    printer.load_paper()
    assert push_all(printer, job[taken:]) == len(job) - taken
    assert black_rows(printer) == 300


def test_the_rows_of_a_raster_are_printed_as_they_arrive():
    printer = VirtualPrinter()
    job = raster(3) + b"Tea\n"
    sent = 0
    for place, rows in ((7, 0), (79, 0), (80, 1), (223, 2), (224, 3), (len(job), 3)):
        sent += printer.receive(job[sent:place])
        assert black_rows(printer) == rows
    assert (printer.paper.text, printer.tear_off().source) == ("Tea", job)


@pytest.mark.parametrize("before", [b"\x1b=\x00", b"\x1bL", b"Tea", b"\x1d:"])
def test_where_a_raster_would_be_refused_or_recorded_none_of_its_rows_comes_early(before):
    whole, pieces = VirtualPrinter(), VirtualPrinter()
    job = before + raster(3) + b"\x1b=\x01\x0c\x1d:\n"
    whole.receive(job)
    for byte in job:
        pieces.receive(bytes([byte]))
    assert (pieces.paper.dots, pieces.paper.text) == (whole.paper.dots, whole.paper.text)
    assert [event.name for event in pieces.events] == [event.name for event in whole.events]


def test_power_lost_within_a_raster_leaves_its_rows_and_forgets_the_rest():
    printer = VirtualPrinter()
    printer.receive(raster(3)[:100])
    printer.power_cycle()
    printer.receive(b"Tea\n")
    assert (black_rows(printer), printer.paper.text) == (1, "Tea")


@pytest.mark.parametrize("mode", [0, 1, 2, 3])
def test_an_enlarged_centred_raster_is_the_same_byte_by_byte(mode):
    job = b"\x1ba\x01\x1dv0" + bytes([mode, 5, 0, 4, 0]) + bytes(range(1, 21)) + b"Tea\n"
    whole, pieces = VirtualPrinter(), VirtualPrinter()
    whole.receive(job)
    for byte in job:
        pieces.receive(bytes([byte]))
    assert pieces.paper.dots == whole.paper.dots


@pytest.mark.parametrize(("bits", "stops"), [(0, False), (1, True), (2, True), (3, True), (12, False)])
def test_with_esc_c_4_the_near_end_stops_it_as_the_end_does(bits, stops):
    printer = VirtualPrinter(faults="near-end@5mm")
    printer.receive(b"\x1bc4" + bytes([bits]) + raster(50) + b"\x10\x04\x01\x10\x04\x02\x10\x04\x04")
    assert (black_rows(printer), printer.is_holding) == ((40, True) if stops else (50, False))
    assert printer.replies() == (b"\x1e\x32\x1e" if stops else b"\x16\x12\x1e")
    printer.load_paper()
    assert black_rows(printer) == 50


def test_esc_at_lets_the_near_end_stop_nothing_again():
    printer = VirtualPrinter()
    printer.receive(b"\x1bc4\x03\x1b@")
    printer.play("near-end")
    printer.receive(b"Tea\n")
    assert printer.paper.text == "Tea"


def test_esc_c_5_disables_the_feed_button_until_esc_at():
    printer = VirtualPrinter()
    printer.receive(b"\x1bc5\x01")
    printer.press_feed()
    assert printer.advanced_mm == 0
    assert [(event.name, dict(event.details)["button"]) for event in printer.events] == [("ignored", "FEED")]
    printer.receive(b"\x1b@")
    printer.press_feed()
    assert printer.advanced_mm == 30 / 8


def test_a_hex_dump_ends_by_the_feed_button_though_it_was_disabled():
    printer = VirtualPrinter()
    printer.receive(b"\x1bc5\x01\x1d(A\x02\x00\x00\x01abc")
    printer.press_feed()
    printer.receive(b"Tea\n")
    assert printer.paper.text.endswith("Tea")


# Answers


def test_real_time_status_is_answered_while_the_queue_is_held():
    printer = VirtualPrinter(faults=["paper-out"])
    printer.receive(raster(10) + b"\x10\x04\x04\x10\x04\x01\x1dr\x01")
    assert printer.replies() == b"\x72\x1e"
    printer.load_paper()
    assert printer.replies() == b"\x00"


def test_an_answer_tells_how_it_was_when_the_question_arrived():
    printer = VirtualPrinter(faults=["paper-out@1mm"])
    printer.receive(b"\x10\x04\x04" + raster(10) + b"\x10\x04\x04")
    assert printer.replies() == b"\x12\x72"


@pytest.mark.parametrize("split", [0, 80 * 72 + 8, 80 * 72 + 11])
def test_a_question_right_behind_the_last_row_of_the_roll_meets_its_end_however_the_stream_is_split(split):
    printer = VirtualPrinter(faults=["paper-out@10mm"])
    job = raster(80) + b"\x10\x04\x04"
    printer.receive(job[:split])
    printer.receive(job[split:])
    assert printer.replies() == b"\x72"


def test_inside_a_raster_the_bytes_of_a_question_are_dots():
    printer = VirtualPrinter()
    printer.receive(b"\x1dv0\x00\x48\x00\x01\x00" + b"\x10\x04\x01" * 24)
    assert printer.replies() == b""


@pytest.mark.parametrize(
    ("real_time", "at_once", "later"), [(RealTime.IN_ORDER, b"", b"\x12"), (RealTime.NEVER, b"", b"")]
)
def test_a_unit_may_answer_real_time_questions_in_order_or_never(real_time, at_once, later):
    printer = VirtualPrinter(personality=plain(real_time=real_time))
    printer.open_cover()
    printer.receive(b"\n\x10\x04\x02")
    assert printer.replies() == at_once
    printer.close_cover()
    assert printer.replies() == later


def test_gs_i_answers_what_the_personality_says_and_nothing_else():
    printer = VirtualPrinter()
    printer.receive(b"\x1dI\x31\x1dI\x02\x1dI\x43\x1dI\x63")
    assert printer.replies() == b"\x20\x03_OCPP-809 (virtual)\x00"


def test_gs_r_may_be_unknown_to_a_unit():
    printer = VirtualPrinter(personality=plain(answers_gs_r=False))
    printer.receive(b"\x1dr\x01\x10\x04\x01")
    assert printer.replies() == b"\x16"


def test_gs_a_pushes_changes_until_esc_at():
    printer = VirtualPrinter()
    printer.receive(b"\x1da\x0f")
    assert printer.replies() == b"\x14\x00\x00\x00"
    printer.open_cover()
    assert printer.replies() == b"\x3c\x00\x00\x00"
    printer.close_cover()
    printer.set_drawer_pin(high=False)
    assert printer.replies() == b"\x14\x00\x00\x00\x10\x00\x00\x00"
    printer.receive(b"\x1b@")
    printer.open_cover()
    assert printer.replies() == b""


def test_gs_a_may_be_unknown_to_a_unit():
    printer = VirtualPrinter(personality=plain(automatic_status=False))
    printer.receive(b"\x1da\x0f")
    printer.open_cover()
    assert printer.replies() == b""


def test_the_status_port_answers_each_esc_v_whatever_waits():
    printer = VirtualPrinter(faults=["paper-out"])
    printer.receive(b"\n" * 5000)
    assert printer.status_port_reply(b"\x1bv") == b"\x1c\x00\x0c\x00"
    assert printer.status_port_reply(b"\x1bv\x1bv") == b"\x1c\x00\x0c\x00" * 2
    assert printer.status_port_reply(b"v") == b""


def test_esc_v_among_the_print_data_is_not_answered():
    printer = VirtualPrinter()
    printer.receive(b"\x1bv")
    assert (printer.replies(), printer.events) == (b"", ())


def test_dle_enq_1_tries_the_failed_cut_again_and_2_forgets_what_waits():
    for number, texts in ((1, ["Tea", "Milk"]), (2, ["Tea"])):
        printer = VirtualPrinter(faults=["cutter-jam"])
        printer.receive(b"Tea\n" + CUT + b"Milk\n")
        printer.receive(b"\x10\x05" + bytes([number]))
        assert printer.sensors.cutter_error is (number == 1), "what blocks the knife is still there"
        printer.clear_jam()
        pieces = [*printer.tickets, printer.paper]
        assert "\n".join(piece.text for piece in pieces if piece.text).split() == texts


@pytest.mark.parametrize(("number", "texts"), [(1, ["Tea", "Milk"]), (2, ["Tea"])])
def test_behind_a_freed_knife_the_error_stays_until_dle_enq_goes_on_or_clears(number, texts):
    printer = VirtualPrinter(faults=["cutter-jam"])
    printer.receive(b"Tea\n" + CUT + b"Milk\n")
    printer.free_knife()
    printer.receive(b"\x10\x04\x03")
    assert (printer.replies(), printer.tickets) == (b"\x1a", ())
    printer.receive(bytes([0x10, 0x05, number]) + b"\x10\x04\x03")
    assert printer.replies() == b"\x12"
    assert len(printer.tickets) == (number == 1), "the cut that failed is made, or forgotten"
    assert "\n".join(piece.text for piece in (*printer.tickets, printer.paper) if piece.text).split() == texts


@pytest.mark.parametrize("split", [3, 8, 50])
def test_what_arrives_behind_dle_enq_2_is_not_forgotten_wherever_it_is_split(split):
    printer = VirtualPrinter(faults=["cutter-jam"])
    printer.receive(b"Tea\n" + CUT + b"Milk\n")
    printer.free_knife()
    job = b"\x10\x05\x02" + raster(2) + b"Sugar\n"
    printer.receive(job[:split])
    printer.receive(job[split:])
    assert printer.paper.text == "Tea\nSugar"
    assert printer.paper.black_dots > 2 * 576


def test_recovering_and_clearing_keeps_the_modes():
    printer = VirtualPrinter(faults=["cutter-jam"])
    printer.receive(b"\x1b3\x50" + CUT)
    printer.free_knife()
    printer.receive(b"\x10\x05\x02\n")
    assert printer.paper.height_dots == 144 + 144 + 0x50


def test_dle_enq_does_nothing_without_a_cutter_error():
    printer = VirtualPrinter(faults=["cover-open"])
    printer.receive(b"Tea\n\x10\x05\x02\x10\x05\x07")
    printer.close_cover()
    assert printer.paper.text == "Tea"


def test_dle_dc4_kicks_the_drawer_at_once_but_not_in_an_error():
    printer = VirtualPrinter(faults=["cover-open"])
    printer.receive(b"\n\x10\x14\x01\x01\x03\x10\x14\x01\x02\x03\x10\x14\x01\x00\x09\x10\x14\x02\x01\x08")
    (kick,) = [event for event in printer.events if event.name == "drawer"]
    assert dict(kick.details) == {"pin": 5, "on_ms": 300, "off_ms": 300}
    printer = VirtualPrinter(faults=["cutter-jam"])
    printer.receive(CUT + b"\x10\x14\x01\x00\x01")
    assert "drawer" not in [event.name for event in printer.events]


def test_a_host_that_never_reads_loses_answers_and_stops_nothing():
    printer = VirtualPrinter()
    assert printer.receive(b"\x10\x04\x01" * 70_000) == 210_000
    assert len(printer.replies()) == 65_536


# Faults of the wire


def test_silence_answers_nothing_and_prints_all_the_same():
    printer = VirtualPrinter(faults=["silence"])
    printer.receive(b"Tea\n\x10\x04\x01\x1dI\x01")
    assert (printer.replies(), printer.status_port_reply(b"\x1bv"), printer.paper.text) == (b"", b"", "Tea")
    printer.cure("silence")
    printer.receive(b"\x10\x04\x01")
    assert printer.replies() == b"\x16"


def test_rubbish_is_no_status_of_the_class():
    printer = VirtualPrinter(faults=["rubbish"])
    printer.receive(b"\x10\x04\x01")
    answer = printer.replies()
    assert len(answer) == 1
    assert answer[0] & 0x93 not in {0x12, 0x10}


def test_stall_takes_exactly_so_many_bytes():
    printer = VirtualPrinter(faults=["stall@2048B"])
    data = b"\n" * 5000
    assert push_all(printer, data) == 2048
    printer.cure("stall")
    assert push_all(printer, data[2048:]) == 2952


def test_disconnect_breaks_the_wire_once_after_exactly_so_many_bytes():
    printer = VirtualPrinter(faults=["disconnect@3B"])
    assert not printer.wire_is_broken
    assert printer.receive(b"\n" * 10) == 3
    assert printer.wire_is_broken
    assert printer.receive(b"\n") == 0
    printer.wire_closed()
    assert not printer.wire_is_broken
    assert printer.receive(b"\n") == 1
    assert printer.paper.height_dots == 144 + 4 * 30


def test_power_loss_forgets_what_was_received_and_not_printed():
    printer = VirtualPrinter()
    printer.open_cover()
    printer.receive(b"\x1b!\x08Tea\n\x1dv0")
    printer.play("power-loss")
    assert printer.wire_is_broken
    assert (printer.receive(b"Milk\n"), printer.room) == (0, 0)
    printer.close_cover()
    printer.power_cycle()
    assert not printer.wire_is_broken
    printer.receive(b"Milk\n")
    assert printer.paper.text == "Milk"


def test_power_loss_within_a_raster_stops_at_the_row():
    printer = VirtualPrinter(faults=["power-loss@10mm"])
    job = raster(300) + b"Tea\n" + CUT
    printer.receive(job)
    assert black_rows(printer) == 80
    printer.power_cycle()
    assert (black_rows(printer), printer.is_holding, printer.tickets) == (80, False, ())


@pytest.mark.parametrize("how", [VirtualPrinter.power_cycle, lambda printer: printer.play("power-loss")])
def test_answers_that_nobody_fetched_go_with_the_power(how):
    printer = VirtualPrinter()
    printer.receive(b"\x10\x04\x01")
    how(printer)
    assert printer.replies() == b""


def test_of_pictures_those_in_flash_survive_the_power_and_those_in_ram_do_not():
    printer = VirtualPrinter()
    printer.receive(b"\x1cq\x01\x01\x00\x01\x00" + b"\xff" * 8 + b"\x1d*\x01\x01" + b"\xff" * 8)
    printer.power_cycle()
    printer.receive(b"\x1d/\x00")
    assert printer.paper.black_dots == 0
    printer.receive(b"\x1cp\x01\x00")
    assert printer.paper.black_dots == 64


def test_power_mends_the_firmware_and_not_the_paper():
    printer = VirtualPrinter(faults=["silence,rubbish,stall,paper-out,cover-open,cutter-jam,near-end"])
    printer.power_cycle()
    printer.receive(b"\x10\x04\x04\x10\x04\x02")
    assert printer.replies() == b"\x7e\x36"


# When faults happen

FELT = {
    "paper-out": lambda printer: not printer.sensors.paper_present,
    "near-end": lambda printer: printer.sensors.near_end,
    "cover-open": lambda printer: printer.sensors.cover_open,
    "cutter-jam": lambda printer: any(event.name == "fault" for event in printer.events),
    "offline": lambda printer: printer.sensors.switched_offline,
    "silence": lambda printer: not printer.status_port_reply(b"\x1bv"),
    "rubbish": lambda printer: printer.status_port_reply(b"\x1bv") not in {b"", b"\x14\x00\x00\x00"},
    "stall": lambda printer: printer.room == 0,
    "disconnect": lambda printer: printer.wire_is_broken,
    "power-loss": lambda printer: not printer.sensors.powered,
}


def test_every_kind_of_fault_can_be_felt():
    assert set(FELT) == {kind.value for kind in FaultKind}


@pytest.mark.parametrize("kind", FELT)
def test_without_a_moment_a_fault_is_there_at_once(kind):
    assert not FELT[kind](VirtualPrinter())
    assert FELT[kind](VirtualPrinter(faults=[kind]))


@pytest.mark.parametrize("kind", FELT)
def test_a_fault_at_100_mm_comes_when_100_mm_of_paper_have_been_advanced(kind):
    printer = VirtualPrinter(faults=[f"{kind}@100mm"])
    printer.receive(b"\x1bJ\xc8" * 3 + b"\x1bJ\xc7")
    assert not FELT[kind](printer)
    printer.receive(b"\x1bJ\x01")
    assert FELT[kind](printer)


@pytest.mark.parametrize("kind", FELT)
def test_a_fault_at_2048_bytes_comes_with_the_2048th_byte(kind):
    printer = VirtualPrinter(faults=[f"{kind}@2048B"])
    printer.receive(bytes(2047))
    assert not FELT[kind](printer)
    printer.receive(bytes(1))
    assert FELT[kind](printer)


@pytest.mark.parametrize("kind", FELT)
def test_a_fault_at_1_5_s_comes_so_long_after_the_first_byte_though_nothing_more_arrives(kind):
    clock = Clock()
    printer = VirtualPrinter(faults=[f"{kind}@1.5s"], clock=clock)
    clock.go(60)
    assert not FELT[kind](printer)
    printer.receive(b"\x00")
    clock.go(1.49)
    assert not FELT[kind](printer)
    assert printer.seconds_until_due() == pytest.approx(0.01)
    clock.go(0.01)
    assert FELT[kind](printer)


@pytest.mark.parametrize("kind", FELT)
def test_every_fault_is_cured_or_passes(kind):
    printer = VirtualPrinter(faults=[kind])
    printer.cure(kind)
    printer.receive(b"Tea\n" + CUT + b"\x10\x04\x01\x10\x04\x04")
    assert printer.replies() == b"\x16\x12"
    assert [ticket.text for ticket in printer.tickets] == ["Tea"]


def test_a_fault_played_at_run_time_counts_from_then():
    clock = Clock()
    printer = VirtualPrinter(clock=clock)
    printer.receive(bytes(100))
    clock.go(10)
    for fault in ("stall@5B", "offline@1s"):
        printer.play(fault)
    assert push_all(printer, bytes(10)) == 5
    assert not printer.sensors.switched_offline
    clock.go(1)
    assert printer.sensors.switched_offline


def test_a_cured_fault_that_is_still_to_come_never_comes():
    printer = VirtualPrinter(faults=["stall@5B"])
    printer.cure(FaultKind.STALL)
    assert printer.receive(bytes(10)) == 10


def test_faults_are_noted_with_time_and_place():
    printer = VirtualPrinter(faults=["near-end@10mm"])
    printer.receive(b"\x1bJ\xff")
    assert [str(event) for event in printer.events] == ["fault kind=near-end at 10.0 mm"]


@pytest.mark.parametrize("arguments", [{"faults": "paper-ot"}, {"personality": "x"}, {"receive_buffer_bytes": 1}])
def test_what_cannot_be_is_refused(arguments):
    with pytest.raises(InputError):
        VirtualPrinter(**arguments)


# Half a job


def test_half_an_instruction_stays_when_the_wire_closes_and_eats_the_next_job():
    printer = VirtualPrinter()
    printer.receive(raster(2)[:100])
    printer.wire_closed()
    printer.receive(b"Tea\n" * 13 + b"Milk\n")
    assert printer.paper.text == "Milk"


def test_characters_that_wait_for_more_come_out_when_the_wire_closes():
    printer = VirtualPrinter()
    printer.receive(b"x" * 60)
    assert printer.paper.text == ""
    printer.wire_closed()
    assert printer.paper.text == "x" * 48


def test_answers_that_nobody_read_go_with_the_connection():
    printer = VirtualPrinter()
    printer.receive(b"\x10\x04\x01")
    printer.wire_closed()
    assert printer.replies() == b""


# The printer's own pages


@pytest.mark.parametrize("data", [b"\x1f\x1b\x1fg\x00", b"\x1d(A\x02\x00\x00\x02", b"\x1d(A\x02\x00\x30\x32"])
def test_the_self_test_page_says_what_it_is_and_is_cut_off(data):
    printer = VirtualPrinter()
    printer.receive(b"\x1bE\x01" + data)
    (page,) = printer.tickets
    assert page.text.split("\n")[0].strip() == "SELF-TEST"
    for words in ("made of software", "virtual", "576 dots", "19:PC858", "4096 bytes", "Personality:        ocpp-809"):
        assert words in page.text


def test_switching_on_with_feed_held_prints_the_same_page():
    by_hand, by_command = VirtualPrinter(), VirtualPrinter()
    by_hand.print_self_test()
    by_command.receive(b"\x1f\x1b\x1fg\x00")
    assert by_hand.tickets[0].dots == by_command.tickets[0].dots


def test_a_self_test_page_waits_for_paper_as_everything_does():
    printer = VirtualPrinter(faults=["paper-out"])
    printer.receive(b"\x1f\x1b\x1fg\x00")
    assert printer.paper.text == ""
    printer.load_paper()
    assert "SELF-TEST" in printer.tickets[0].text


def test_gs_paren_a_1_dumps_what_follows_until_feed_is_pressed():
    printer = VirtualPrinter()
    printer.receive(b"\x1d(A\x02\x00\x00\x01\x1b!\x00Tea &")
    printer.receive(b" Milk\x10\x04\x01")
    assert printer.paper.text == "Hexadecimal dump\n1B 21 00 54 65 61 20 26 20 4D 69 6C .!.Tea & Mil"
    printer.press_feed()
    printer.receive(b"Tea\n")
    assert printer.paper.text.split("\n")[-2:] == ["6B 10 04 01                         k...", "Tea"]
    assert printer.replies() == b""


def test_a_hex_dump_that_had_to_wait_dumps_what_waited_behind_it():
    printer = VirtualPrinter(faults=["paper-out"])
    printer.receive(b"Tea\n\x1d(A\x02\x00\x00\x01Milk\n" + b"\x1bE\x01\x1bE")
    printer.load_paper()
    printer.press_feed()
    assert printer.paper.text == ("Tea\nHexadecimal dump\n4D 69 6C 6B 0A 1B 45 01 1B 45       Milk..E..E")


def test_a_hex_dump_takes_nothing_while_it_holds():
    printer = VirtualPrinter()
    printer.receive(b"\x1d(A\x02\x00\x00\x01")
    printer.open_cover()
    assert push_all(printer, bytes(50_000)) <= 4096
    printer.close_cover()
    assert printer.room > 0


@pytest.mark.parametrize("data", [b"\x1d(A\x00\x00", b"\x1d(A\x02\x00\x00\x04"])
def test_other_test_prints_do_nothing_and_are_told(data):
    printer = VirtualPrinter()
    printer.receive(b"\x1b3\x18" + data + b"Tea\n")
    assert printer.paper.text == "Tea"
    assert printer.advanced_mm == 3
    assert [event.details["reason"] for event in printer.events] == ["no such test print"]


def test_the_rolling_pattern_begins_each_line_a_character_later():
    printer = VirtualPrinter()
    printer.receive(b"\x1d(A\x02\x00\x00\x33")
    lines = printer.paper.text.split("\n")
    assert len(lines) == 32
    assert lines[1] == "".join(map(chr, range(0x21, 0x21 + 48)))
    assert lines[2] == "".join(map(chr, range(0x22, 0x22 + 48)))


@pytest.mark.parametrize("kind", [2, 3])
def test_after_a_test_print_all_is_as_at_power_on(kind):
    printer = VirtualPrinter()
    printer.receive(b"\x1da\x0f")
    printer.replies()
    printer.receive(b"\x1bc4\x03\x1b{\x01\x1b!\x30\x1d(A\x02\x00\x00" + bytes([kind]) + b"\x1dV\x42\x00Tea\n")
    printer.play("near-end")
    fresh = VirtualPrinter()
    fresh.receive(b"Tea\n")
    assert printer.paper.dots == fresh.paper.dots
    assert printer.replies() == b""
    assert not printer.sensors.offline


# People


def test_pressing_feed_advances_a_line_and_holding_it_stops_printing():
    printer = VirtualPrinter()
    printer.press_feed()
    assert printer.paper.height_dots == 174
    printer.hold_feed()
    printer.receive(b"Tea\n\x10\x04\x02")
    assert (printer.replies(), printer.paper.text) == (b"\x1a", "")
    printer.hold_feed(held=False)
    assert printer.paper.text == "Tea"


def test_what_it_shows_are_copies():
    printer = VirtualPrinter()
    printer.sensors.cover_open = True
    assert not printer.sensors.cover_open


# Waiting and watching


def test_watchers_are_told_of_tickets_once_each_and_only_until_they_stop():
    printer, seen = VirtualPrinter(), []
    stop = printer.watch(on_ticket=seen.append)
    stop_again = printer.watch(on_ticket=seen.append)
    printer.receive(b"Tea\n" + CUT)
    assert [ticket.text for ticket in seen] == ["Tea"]
    stop()
    printer.receive(b"Milk\n" + CUT)
    stop_again()
    printer.receive(b"Sugar\n" + CUT)
    assert [ticket.text for ticket in seen] == ["Tea", "Milk"]


def test_a_watcher_may_use_the_printer_and_one_that_fails_harms_nobody(caplog):
    printer, seen = VirtualPrinter(), []

    def fail(_ticket):
        raise ZeroDivisionError

    printer.watch(on_ticket=fail)
    printer.watch(on_ticket=lambda _: seen.append(len(printer.tickets)))
    assert printer.receive(b"Tea\n" + CUT) == 8
    assert seen == [1]
    assert "watcher" in caplog.text


def test_looking_is_no_change_and_neither_is_an_offer_that_is_refused():
    printer = VirtualPrinter(faults=["stall"])
    before = printer.version
    told = []
    printer.watch(on_change=lambda: told.append(1))
    assert (printer.receive(b"x"), printer.replies(), printer.room, printer.tickets) == (0, b"", 0, ())
    assert (printer.version, told) == (before, [])


def test_waiting_ends_with_a_change_in_another_thread():
    printer = VirtualPrinter()
    since = printer.version
    threading.Timer(0.05, printer.open_cover).start()
    printer.wait_for_change(since, 10)
    assert printer.sensors.cover_open


def test_waiting_ends_with_a_timed_fault():
    printer = VirtualPrinter(faults=["cover-open@0.05s"])
    printer.receive(bytes(1))
    printer.wait_for_change(printer.version, 10)
    assert printer.sensors.cover_open


def test_threads_may_write_at_the_same_time():
    printer = VirtualPrinter()
    threads = [threading.Thread(target=printer.receive, args=(b"Tea\n" * 500,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printer.paper.height_dots == 144 + 4 * 500 * 30


def test_the_names_are_found_lazily():
    from ocom809 import virtual

    assert virtual.VirtualPrinter is VirtualPrinter
    assert all(getattr(virtual, name) for name in virtual.__all__)
    assert virtual.PERSONALITIES is PERSONALITIES
    with pytest.raises(AttributeError, match="no attribute 'Teapot'"):
        _ = virtual.Teapot


def test_a_ticket_keeps_the_instructions_that_made_it():
    printer = VirtualPrinter()
    printer.receive(b"\x1b@one\n\x1dVB\x00two\n\x1dVB\x00three\n")
    printer.tear_off()
    assert [ticket.source for ticket in printer.tickets] == [b"\x1b@one\n\x1dVB\x00", b"two\n\x1dVB\x00", b"three\n"]


def test_the_instructions_of_a_ticket_print_it_again():
    printer, again = VirtualPrinter(), VirtualPrinter()
    printer.receive(b"\x1b@\x1d!\x11Tea\n\x1bE\x014.20\n\x1dVB\x00")
    again.receive(printer.tickets[0].source)
    assert again.tickets[0].dots == printer.tickets[0].dots


def test_more_instructions_than_are_kept_are_not_kept_by_half():
    printer = VirtualPrinter(receive_buffer_bytes=4096)
    picture = b"\x1dv0\x00\x48\x00\x40\x00" + bytes(72 * 64)
    stream = picture * (1024 * 1024 // len(picture) + 1) + b"Tea\n\x1dVB\x00"
    while stream:
        stream = stream[printer.receive(stream) :]
    assert printer.tickets[0].source is None


def test_a_fault_at_a_byte_comes_behind_what_was_sent_before_it_however_that_was_cut():
    whole, bytewise = (VirtualPrinter(faults="paper-out@13B") for _ in range(2))
    data = b"\x1b@Tea\nMilk\nSugar\n"
    whole.receive(data)
    for place in range(len(data)):
        bytewise.receive(data[place : place + 1])
    assert whole.paper.text == bytewise.paper.text == "Tea\nMilk"
    assert whole.paper.dots == bytewise.paper.dots
