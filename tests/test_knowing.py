"""A job on paper, and the outcome that says so: every personality, every wire, and a shop that puts paper in."""

import contextlib
import threading
from contextlib import contextmanager

import pytest

from ocom809 import Printer, Receipt, errors
from ocom809.commands import Raster
from ocom809.devices.memory import MemoryDevice
from ocom809.exchanges import Decision
from ocom809.outcomes import Printed, Sent
from ocom809.profile import OCPP809
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice
from ocom809.virtual.personality import PERSONALITIES
from tests.wires import WIRES, in_process, over_tcp

IN_TURN = OCPP809.with_facts(answers_real_time=True, answers_in_turn=True)
RECEIPT = Receipt().text("Tea", bold=True).row("Total", "4.20 €").barcode("4006381333931").cut()
BLACK = Raster(72, b"\xff" * 72 * 60)
PATIENT = 60.0
"""Longer than a loaded machine dawdles; no test waits for its end."""
DEFAULTS = {"profile": IN_TURN, "silence": PATIENT, "reply_silence": 20.0}


@contextmanager
def printer_on(wire, unit, **options):
    with wire(unit) as device, Printer(device, **DEFAULTS | options) as printer:
        yield printer


@pytest.fixture(params=WIRES, ids=lambda wire: wire.__name__)
def wire(request):
    return request.param


def images(unit):
    return [ticket.to_image().tobytes() for ticket in unit.tickets]


def on_paper(document, *, profile=OCPP809, personality="ocpp-809"):
    """What the tickets of a document look like, on a unit that takes its time over nothing."""
    unit = VirtualPrinter(personality=personality)
    with Printer(VirtualDevice(unit), profile=profile, ask_first=False) as printer:
        printer.print(document)
    return images(unit)


def test_printed_means_that_the_whole_receipt_is_on_paper(wire):
    unit = VirtualPrinter()
    with printer_on(wire, unit) as printer:
        outcome = printer.print(RECEIPT)
        assert images(unit) == on_paper(RECEIPT)
    assert isinstance(outcome, Printed)
    assert outcome.proof == "GS r 1"
    assert outcome.paper_mm > 20


@pytest.mark.parametrize("personality", sorted(PERSONALITIES))
def test_every_unit_that_is_measured_ends_as_it_can_prove(personality):
    unit = VirtualPrinter(personality=personality)
    with printer_on(in_process, unit, profile=OCPP809, reply_silence=0.3) as printer:
        profile = printer.measure()
        outcome = printer.print(RECEIPT)
    answers = unit.personality.answers
    assert isinstance(outcome, Printed if answers else Sent)
    assert profile.answers_in_turn is (True if answers else None)
    assert len(unit.tickets) >= 1


@pytest.mark.parametrize(
    ("profile", "personality", "proof"),
    [
        (OCPP809.with_facts(answers_real_time=True, real_time_overtakes=False), "unyka", "DLE EOT 1"),
        (OCPP809.with_facts(answers_real_time=True, automatic_status=True), "ocpp-809", "GS a 15, GS a 0"),
    ],
)
def test_other_proofs_on_units_that_give_them(wire, profile, personality, proof):
    unit = VirtualPrinter(personality=personality)
    with printer_on(wire, unit, profile=profile) as printer:
        for _ in range(3):
            assert printer.print(RECEIPT).proof == proof
        assert len(unit.tickets) == 3
        assert len(set(images(unit))) == 1


def test_a_unit_that_answers_nothing_never_says_printed():
    unit = VirtualPrinter(personality="no-replies")
    with printer_on(in_process, unit, profile=OCPP809, reply_silence=0.05) as printer:
        printer.measure()
        assert isinstance(printer.print(RECEIPT), Sent)


# A shop that puts things right.

TROUBLES = {
    "paper-out": lambda unit: unit.load_paper(),
    "cover-open": lambda unit: unit.close_cover(),
    "cutter-jam": lambda unit: unit.clear_jam(),
    "offline": lambda unit: unit.cure("offline"),
}
LONG = Receipt().text("\n".join(f"{number}. Tea" for number in range(1, 60))).cut()


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("when", ["", "@20mm"])
def test_trouble_that_the_shop_puts_right_ends_printed(wire, trouble, when):
    unit = VirtualPrinter(faults=[] if not when else [trouble + when])
    told = []

    def put_right(waiting):
        told.append(waiting.reasons)
        if waiting.reasons:
            TROUBLES[trouble](unit)

    def strike(_gone):
        if not when and not told:
            unit.play(trouble)

    with printer_on(wire, unit) as printer:
        outcome = printer.print(LONG, on_wait=put_right, progress=strike)
        text = "".join(ticket.text for ticket in unit.tickets) + unit.paper.text
    assert isinstance(outcome, Printed)
    assert told or not when
    assert all(f"{number}. Tea" in text for number in range(1, 60))
    assert text.count("59. Tea") == 1


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_that_nobody_puts_right_is_unknown_with_its_reason(wire, trouble):
    unit = VirtualPrinter(faults=[f"{trouble}@20mm"])
    with printer_on(wire, unit) as printer, pytest.raises(errors.Unknown) as caught:
        printer.print(LONG, on_wait=lambda waiting: Decision.GIVE_UP if waiting.reasons else None)
    assert caught.value.reasons
    assert caught.value.sent == caught.value.total > 0


def test_paper_that_runs_out_while_the_printer_takes_nothing_is_waited_for(wire):
    picture = Receipt()
    for _ in range(60):
        picture.add(Raster(72, b"\x0f" * 72 * 60))
    unit = VirtualPrinter(faults=["paper-out@50mm"], receive_buffer_bytes=4096)
    told = []

    def put_in_a_roll(waiting):
        told.append(waiting)
        unit.load_paper()

    with printer_on(wire, unit) as printer:
        outcome = printer.print(picture.cut(), on_wait=put_in_a_roll)
        assert isinstance(outcome, Printed)
    assert 0 < told[0].sent < told[0].total
    assert sum(ticket.height_dots for ticket in unit.tickets) >= 3600


def test_after_unknown_the_rest_comes_out_and_the_next_job_is_whole_and_proven_by_itself(wire):
    unit = VirtualPrinter(faults=["paper-out@20mm"])
    with printer_on(wire, unit) as printer:
        with pytest.raises(errors.Unknown):
            printer.print(LONG, on_wait=lambda waiting: Decision.GIVE_UP if waiting.reasons else None)
        with pytest.raises(errors.NotPrinted, match="the paper is out"):
            printer.print(RECEIPT)
        unit.load_paper()
        assert isinstance(printer.print(RECEIPT), Printed)
        assert images(unit)[-1] == on_paper(RECEIPT)[0]


def test_a_cutter_that_was_freed_is_recovered_by_the_program():
    unit = VirtualPrinter(faults=["cutter-jam"])
    with printer_on(in_process, unit) as printer:
        with pytest.raises(errors.Unknown, match="the cutter is stuck"):
            printer.print(RECEIPT, on_wait=lambda _waiting: Decision.GIVE_UP)
        unit.free_knife()
        assert not printer.recover().reasons()
        assert len(unit.tickets) == 1
        assert isinstance(printer.print(RECEIPT), Printed)


def test_a_stuck_job_that_is_discarded_does_not_come_out_later():
    unit = VirtualPrinter(faults=["cutter-jam"])
    with printer_on(in_process, unit) as printer:
        with pytest.raises(errors.Unknown):
            printer.print(Receipt().text("one").cut().text("two").cut(), on_wait=lambda _waiting: Decision.GIVE_UP)
        unit.free_knife()
        printer.recover(discard=True)
        printer.print(RECEIPT)
    assert "two" not in "".join(ticket.text for ticket in unit.tickets)


# Units that cut early.


def test_a_unit_that_cuts_early_cuts_in_the_right_place_once_its_profile_says_so():
    picture = Receipt().add(Raster(72, b"\x0f" * 72 * 60)).cut().text("Tea").cut()
    assert on_paper(picture, personality="ocpp-80h") != on_paper(picture)
    unit = VirtualPrinter(personality="ocpp-80h")
    with printer_on(in_process, unit, profile=IN_TURN.with_facts(cuts_early=True)) as printer:
        assert isinstance(printer.print(picture), Printed)
    assert images(unit) == on_paper(picture)


def test_a_silent_unit_that_cuts_early_does_so_by_the_modelled_time():
    picture = Receipt().add(Raster(72, b"\x0f" * 72 * 60)).cut().text("Tea").cut()
    unit = VirtualPrinter(personality="ocpp-80h+no-replies")
    profile = OCPP809.with_facts(cuts_early=True)
    with printer_on(in_process, unit, profile=profile, reply_silence=0.05) as printer:
        assert isinstance(printer.print(picture), Sent)
    assert images(unit) == on_paper(picture)


def test_a_unit_that_stalls_on_black_cuts_below_it():
    black = Receipt().add(BLACK).cut()
    assert on_paper(black, personality="xp-80t") != on_paper(black)
    unit = VirtualPrinter(personality="xp-80t")
    with printer_on(in_process, unit, profile=IN_TURN.with_facts(stalls_on_black=True)) as printer:
        assert isinstance(printer.print(black), Printed)
    assert images(unit) == on_paper(black)


# What a broken job left.


def printed_part(image):
    """An image without the white above its first dot."""
    top = next(row for row in range(image.height) if 0 in image.crop((0, row, image.width, row + 1)).tobytes())
    return image.crop((0, top, image.width, image.height))


def ends_with(image, part):
    """Whether the lower end of an image is this part."""
    return image.crop((0, image.height - part.height, image.width, image.height)).tobytes() == part.tobytes()


@pytest.mark.parametrize("offset", [3, 40, 41, 44, 47, 60, 1000, 4650])
@pytest.mark.parametrize("profile", [OCPP809, IN_TURN], ids=["unmeasured", "measured"])
@pytest.mark.parametrize("wire", [in_process, over_tcp])
def test_the_job_behind_a_broken_one_comes_out_whole(wire, offset, profile):
    broken = Receipt().text("Corner Shop", bold=True).add(Raster(72, b"\x0f" * 72 * 64)).cut()
    plain = VirtualPrinter()
    plain_printer = Printer(VirtualDevice(plain), ask_first=False)
    with plain_printer:
        plain_printer.print(RECEIPT)
    unit = VirtualPrinter()
    with printer_on(wire, unit, profile=profile) as printer:
        printer.status()
        unit.play(f"disconnect@{offset}B")
        with contextlib.suppress(errors.PrintError):
            printer.print(broken)
        outcome = printer.print(RECEIPT)
        unit.tear_off()
    assert isinstance(outcome, Printed if profile is IN_TURN else Sent)
    assert ends_with(unit.tickets[-1].to_image(), printed_part(plain.tickets[0].to_image()))


# What an earlier program left.


def test_half_a_picture_of_another_program_does_not_swallow_a_job_that_is_called_printed():
    unit = VirtualPrinter()
    unit.receive(b"\x1b@" + b"\x1dv0\x00\x48\x00\x20\x00" + b"\x00" * 72 * 3)
    silent = pytest.raises(errors.NotPrinted, match="silent, and was measured to answer")
    with printer_on(in_process, unit, reply_silence=0.1) as printer, silent:
        printer.print(RECEIPT)
    assert unit.tickets == ()


HALF_A_PICTURE = b"\x1b@" + b"\x1dv0\x00\x48\x00\x20\x00" + bytes(72 * 3)


def test_what_was_measured_while_the_printer_was_free_protects_from_half_a_picture_of_another_program():
    unit = VirtualPrinter()
    with printer_on(in_process, unit, profile=OCPP809, reply_silence=0.1) as printer:
        assert printer.measure().answers_in_turn
        unit.receive(HALF_A_PICTURE)
        with pytest.raises(errors.NotPrinted, match="silent, and was measured to answer"):
            printer.print(RECEIPT)
    assert unit.tickets == ()


def test_half_a_picture_that_is_already_there_hides_what_would_be_measured_and_the_outcome_claims_no_proof():
    """The questions vanish in it like the job: why a unit is better measured once, and the profile kept."""
    unit = VirtualPrinter()
    unit.receive(HALF_A_PICTURE)
    with printer_on(in_process, unit, profile=OCPP809, reply_silence=0.1) as printer:
        assert printer.measure().answers_in_turn is None
        outcome = printer.print(RECEIPT)
    assert isinstance(outcome, Sent)
    assert "it may be held by another client" in outcome.why
    assert unit.tickets == ()


# Wires that come and go.


def test_a_connection_that_died_while_idle_is_made_anew_before_the_job():
    unit = VirtualPrinter()
    with printer_on(over_tcp, unit) as printer:
        printer.print(RECEIPT)
        unit.play("disconnect")
        assert isinstance(printer.print(RECEIPT), Printed)
    assert len(unit.tickets) == 2


def test_a_printer_that_comes_back_within_the_limit_gets_the_job():
    device = MemoryDevice(answers={b"\x10\x04\x01": b"\x16"})
    with Printer(device, ask_first=False, reconnect_seconds=PATIENT) as printer:
        device.vanish()
        with pytest.raises(errors.NotPrinted):
            printer.print("Tea\n")
        threading.Timer(0.2, device.come_back).start()
        assert isinstance(printer.print("Tea\n"), Sent)
    assert device.written.count(b"Tea") == 1


def test_who_waits_for_a_printer_that_is_away_is_told_and_gets_the_job_printed_once():
    device, told = MemoryDevice(), []

    def come_back(waiting):
        told.append(waiting)
        device.come_back()

    with Printer(device, ask_first=False, reconnect_seconds=PATIENT) as printer:
        device.vanish()
        with pytest.raises(errors.NotPrinted):
            printer.print("Tea\n")
        assert isinstance(printer.print("Tea\n", on_wait=come_back), Sent)
    assert [(waiting.problem, waiting.sent) for waiting in told] == [("memory: is gone", 0)]
    assert device.written.count(b"Tea") == 1


def test_a_printer_may_go_by_a_simulated_clock():
    """A day's wait costs no time: what is slept is added to the clock."""
    device, now = MemoryDevice(), [0.0]

    def sleep(seconds):
        now[0] += seconds

    def give_up_in_an_hour(waiting):
        return Decision.GIVE_UP if waiting.seconds > 3600 else Decision.WAIT

    with Printer(device, ask_first=False, reconnect_seconds=86_400) as printer:
        printer.use_time(lambda: now[0], sleep)
        device.vanish()
        for _ in range(2):
            with pytest.raises(errors.NotPrinted):
                printer.print("Tea\n", on_wait=give_up_in_an_hour)
        assert 3600 < now[0] < 3700
        device.come_back()
        heard = iter([False] * 30)
        alarmed = printer.alarm_until(lambda: next(heard, True), every=0.5)
    assert alarmed.acknowledged
    assert alarmed.times > 1


def test_power_that_fails_before_the_proof_is_unknown(wire):
    unit = VirtualPrinter(faults=["power-loss@15mm"])
    with printer_on(wire, unit) as printer, pytest.raises(errors.Unknown):
        printer.print(LONG)


# Copies.


def test_a_reprint_is_marked_above_each_ticket_and_counted_and_opens_no_drawer():
    unit = VirtualPrinter()
    with printer_on(in_process, unit) as printer:
        printer.print(Receipt().drawer().text("one").cut().text("two").cut())
        printer.reprint()
        printer.reprint()
        printer.reprint(copy=7)
    words = [ticket.text.split() for ticket in unit.tickets]
    assert words[:2] == [["one"], ["two"]]
    assert words[2:4] == [["COPY", "1", "one"], ["COPY", "1", "two"]]
    assert [each[:2] for each in words[4:]] == [["COPY", "2"]] * 2 + [["COPY", "7"]] * 2
    assert [event.name for event in unit.events].count("drawer") == 1


def test_a_receipt_in_markup_is_marked_at_each_cut_too():
    unit = VirtualPrinter()
    with printer_on(in_process, unit) as printer:
        printer.print(Receipt.from_markup("one\n=\ntwo\n=\n"))
        printer.reprint()
    assert [ticket.text.split()[:2] for ticket in unit.tickets[2:]] == [["COPY", "1"]] * 2


def test_what_cannot_be_marked_is_not_printed_again():
    with Printer(MemoryDevice(), ask_first=False) as printer:
        with pytest.raises(errors.InputError, match="nothing to print again"):
            printer.reprint()
        printer.send(b"\x1b@Tea\n")
        with pytest.raises(errors.InputError, match="raw bytes cannot be marked"):
            printer.reprint()
        printer.print("Tea")
        for number in (0, -1, 1.5, True, "1"):
            with pytest.raises(errors.InputError, match="numbered from 1"):
                printer.reprint(copy=number)


def test_what_the_caller_adds_to_its_receipt_later_is_not_in_the_copy():
    unit = VirtualPrinter()
    receipt = Receipt().text("one")
    with printer_on(in_process, unit) as printer:
        printer.print(receipt)
        receipt.text("later").cut()
        printer.reprint()
        printer.cut()
    assert "later" not in unit.tickets[0].text


# One job at a time.


def test_a_thread_that_waits_too_long_is_told_who_holds_the_printer():
    unit = VirtualPrinter(faults=["paper-out@5mm"])
    holds, done = threading.Event(), threading.Event()

    def hold(_waiting):
        holds.set()
        done.wait(PATIENT)
        return Decision.GIVE_UP

    with printer_on(in_process, unit, lock_seconds=0.1) as printer:

        def first_job():
            with pytest.raises(errors.Unknown):
                printer.print(LONG, on_wait=hold)

        thread = threading.Thread(target=first_job, name="till 3")
        thread.start()
        assert holds.wait(PATIENT)
        with pytest.raises(errors.NotPrinted, match="in use by the thread till 3"):
            printer.print(RECEIPT)
        with pytest.raises(errors.DeviceBusy, match="till 3"):
            printer.status()
        done.set()
        thread.join(PATIENT)


def test_a_question_of_another_thread_never_lands_in_a_job():
    unit = VirtualPrinter()
    with printer_on(in_process, unit) as printer:
        threads = [threading.Thread(target=act) for act in [lambda: printer.print(LONG), printer.status] * 6]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENT)
    assert set(images(unit)) == set(on_paper(LONG))
    assert len(unit.tickets) == 6


def test_asking_from_within_on_wait_is_refused_and_never_called_not_printed():
    unit = VirtualPrinter(faults=["stall@60B"])
    reports = []
    with printer_on(in_process, unit, on_job=reports.append) as printer:
        with pytest.raises(errors.DeviceBusy, match="in the middle of a job of this very thread"):
            printer.print(LONG, on_wait=lambda _waiting: printer.status())
        assert printer.session.broken is not None
    assert [report.outcome for report in reports] == ["interrupted"]


@pytest.mark.parametrize("wire", [in_process, over_tcp])
def test_a_printer_that_starts_anew_within_a_job_has_never_printed_it(wire):
    """It forgets what it held; on a wire that is dropped by that, nothing of the rest and no question reaches it."""
    unit = VirtualPrinter(faults=["stall@200B"])
    switched = []

    def switch_off_and_on(waiting):
        if not switched:
            switched.append(waiting.sent)
            unit.power_cycle()

    with printer_on(wire, unit) as printer:
        with pytest.raises(errors.Unknown):
            printer.print(LONG, on_wait=switch_off_and_on)
        assert isinstance(printer.print(RECEIPT), Printed)
        assert [ticket.text.count("Total") for ticket in unit.tickets] == [1]


def test_a_copy_that_was_not_printed_takes_no_number_and_is_a_copy_of_what_came_out():
    unit = VirtualPrinter()
    with printer_on(in_process, unit) as printer:
        printer.print(RECEIPT)
        unit.open_cover()
        for act in (printer.reprint, lambda: printer.print(Receipt().text("Never seen").cut())):
            with pytest.raises(errors.NotPrinted):
                act()
        unit.close_cover()
        printer.reprint()
    assert "COPY 1" in unit.tickets[-1].text
    assert "Tea" in unit.tickets[-1].text


def test_nothing_that_was_refused_can_be_copied():
    unit = VirtualPrinter(faults=["cover-open"])
    with printer_on(in_process, unit) as printer:
        with pytest.raises(errors.NotPrinted):
            printer.print(RECEIPT)
        with pytest.raises(errors.InputError, match="printed nothing yet"):
            printer.reprint()
