"""The chaos bench itself: it must see a lie where there is one, and none where there is none."""

import dataclasses
import sys
import time
from pathlib import Path

import pytest
from chaos_bench import leaks, run
from chaos_judge import CODE_ROWS, lies, longest_seconds, stuck
from chaos_paper import Paper, reference
from chaos_plan import Errand, Plan, WireFault, plan
from chaos_receipts import KINDS, job
from chaos_shop import Claim
from chaos_world import World

from ocom809.commands.side_effects import SideEffect
from ocom809.devices import device_for
from ocom809.errors import DeviceGone
from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt
from ocom809.virtual import PERSONALITIES, SimulatedClock, VirtualPrinter

UNIT = "ocpp-809"
RECEIPT = Errand(kind="words", number=3)
OTHER = Errand(kind="codes", number=7, healthy=True)
LIMITS = {"silence": 30.0, "reply_silence": 1.0, "reconnect": 0.0}


def plan_of(*errands, unit=UNIT, **options):
    facts = {"name": "test", "wire": "virtual", "personality": unit, "measured": True, "speed_mm_s": None}
    return Plan(errands=errands, buffer_bytes=4096, **facts | LIMITS | options)


def data_of(errand):
    return job(errand.kind, errand.number, OCPP809).data


def claim(errand, end, *, world=None, taken=b"", seconds=1.0):
    places = Paper(world.printer).places(reference(UNIT, data_of(errand))) if world else ()
    return Claim(
        errand=errand,
        end=end,
        words="",
        data=data_of(errand),
        seconds=seconds,
        taken=taken,
        places=tuple(places),
    )


@pytest.fixture
def world():
    return World(plan_of(RECEIPT), SimulatedClock())


def judged(world, *claims):
    return lies(plan_of(*(each.errand for each in claims)), world, claims, slack=0.0)


# Lies, each of them told on purpose.


@pytest.mark.parametrize("kind", KINDS)
def test_a_receipt_that_is_out_is_no_lie(world, kind):
    errand = Errand(kind=kind, number=9, healthy=True)
    world.printer.receive(data_of(errand))
    assert not judged(world, claim(errand, "Printed", world=world))


def test_printed_and_not_whole_is_a_lie(world):
    world.printer.receive(data_of(RECEIPT)[:-40])
    assert "Printed" in " ".join(judged(world, claim(RECEIPT, "Printed", world=world)))


def test_printed_and_cut_into_two_is_a_lie(world):
    whole = data_of(RECEIPT)
    middle = whole.index(b"line 2") - 6
    world.printer.receive(whole[:middle] + b"\x1dVB\x00" + whole[middle:])
    assert "not whole" in " ".join(judged(world, claim(RECEIPT, "Printed", world=world)))


def test_printed_over_the_change_of_a_roll_is_whole_and_told_apart(world):
    world.printer.play("paper-out@10mm")
    world.printer.receive(data_of(RECEIPT))
    world.printer.load_paper()
    told = claim(RECEIPT, "Printed", world=world)
    assert [changed for _, _, changed in told.places] == [True]
    assert not judged(world, told)


@pytest.mark.parametrize("mm", range(13, 28))
def test_a_knife_that_cuts_the_blank_beginning_of_a_new_roll_leaves_no_stray_dots(mm):
    world = World(plan_of(RECEIPT, unit="ocpp-80h"), SimulatedClock())
    world.printer.play(f"paper-out@{mm}mm")
    world.printer.receive(data_of(RECEIPT))
    world.printer.load_paper()
    assert Paper(world.printer).strays([reference("ocpp-80h", data_of(RECEIPT))], []) == 0


def test_not_printed_and_some_of_it_taken_is_a_lie(world):
    begun = data_of(RECEIPT)[:20]
    world.printer.receive(begun)
    found = judged(world, claim(RECEIPT, "NotPrinted", taken=b"\x10\x04\x01" + begun))
    assert any("the printer took 20 bytes of it" in words for words in found)


def test_what_another_receipt_under_way_may_have_begun_with_is_no_part_of_a_job(world):
    earlier = dataclasses.replace(RECEIPT, number=4)
    alike = data_of(RECEIPT)[:9]
    assert data_of(earlier).startswith(alike)
    refused = claim(RECEIPT, "NotPrinted", taken=alike)
    assert not judged(world, claim(earlier, "Sent"), refused)
    assert judged(world, claim(earlier, "NotPrinted"), refused)


def test_dots_of_what_was_not_printed_are_a_lie(world):
    world.printer.receive(data_of(RECEIPT)[:60])
    assert any("dots of no receipt" in words for words in judged(world, claim(RECEIPT, "NotPrinted")))


def test_questions_alone_are_no_part_of_a_job(world):
    assert not judged(world, claim(RECEIPT, "NotPrinted", taken=b"\x10\x04\x01\x10\x04\x02"))


def test_a_receipt_that_comes_twice_is_a_lie(world):
    world.printer.receive(data_of(RECEIPT) * 2)
    assert any("2 times on paper" in words for words in judged(world, claim(RECEIPT, "Printed", world=world)))


def test_part_of_what_is_unknown_is_no_lie_and_what_is_mixed_into_it_is(world):
    world.printer.receive(data_of(RECEIPT)[:150] + b"\x1b@")
    told = claim(RECEIPT, "Unknown")
    assert not judged(world, told)
    world.printer.receive(b"stray\n")
    assert any("dots of no receipt" in words for words in judged(world, told))


def test_the_beginnings_of_two_broken_receipts_may_follow_each_other_even_below_black(world):
    world.printer.receive(data_of(Errand(kind="black", number=31))[:208])
    world.printer.power_cycle()
    world.printer.receive(data_of(Errand(kind="long", number=7))[:692] + b"\x1b@")
    told = [claim(Errand(kind=kind, number=number), "Unknown") for kind, number in (("black", 31), ("long", 7))]
    assert not judged(world, *told)
    assert judged(world, told[0])


DOTS, CODE = (effect.value for effect in (SideEffect.DOTS, SideEffect.CODE))


@pytest.mark.parametrize(("announced", "rows", "is_lie"), [((), 1, True), ((DOTS,), 2, False), ((DOTS,), 3, True)])
def test_dots_that_the_driver_announced_are_no_lie_and_more_of_them_are(world, announced, rows, is_lie):
    world.printer.receive(data_of(OTHER) + b"\x1dv0\0\x01\0" + bytes([rows, 0]) + b"\xff" * rows)
    told = dataclasses.replace(claim(OTHER, "Sent"), announced=announced)
    assert any("dots of no receipt" in words for words in judged(world, told)) is is_lie


def test_what_is_announced_again_for_the_same_broken_job_allows_no_more_than_once(world):
    world.printer.receive(data_of(OTHER) + b"\x1dv0\0\x01\0\x04\0" + b"\xff" * 4)
    refused = dataclasses.replace(claim(RECEIPT, "NotPrinted"), announced=(DOTS,))
    told = [refused, refused, dataclasses.replace(claim(OTHER, "Sent"), announced=(DOTS,))]
    assert any("dots of no receipt" in words for words in judged(world, *told))


@pytest.mark.parametrize("code", [Receipt().qr("No 07", module_dots=2), Receipt().barcode("ART0007", height_dots=24)])
def test_no_code_of_the_receipts_is_taller_than_what_an_announced_one_may_blacken(code):
    size = 72
    assert 0 < len(reference(UNIT, prepare(code, OCPP809).data)) // size <= CODE_ROWS


def test_sent_on_a_healthy_printer_must_come_out(world):
    assert any("all was in order" in words for words in judged(world, claim(OTHER, "Sent")))
    world.printer.receive(data_of(OTHER))
    assert not judged(world, claim(OTHER, "Sent"))


@pytest.mark.parametrize("end", ["foreign ValueError", "DeviceGone (no outcome)"])
def test_what_is_no_outcome_is_a_lie(world, end):
    assert any(end in words for words in judged(world, claim(RECEIPT, end)))


def test_longer_than_the_limits_is_a_lie(world):
    late = longest_seconds(plan_of(RECEIPT)) + 1
    assert any("the limits allow" in words for words in judged(world, claim(RECEIPT, "Unknown", seconds=late)))


def test_a_receipt_that_is_refused_though_all_is_in_order_is_told_of():
    assert stuck(plan_of(RECEIPT, OTHER), [claim(OTHER, "NotPrinted")])
    assert not stuck(plan_of(RECEIPT, OTHER), [claim(OTHER, "NotPrinted"), claim(OTHER, "Printed")])


def test_a_file_that_is_left_open_is_a_leak(tmp_path):
    with (tmp_path / "left").open("w"):
        assert any("files or sockets" in words for words in leaks((0, 1000)))


# What it is made of.


def test_the_same_number_is_the_same_run_and_another_one_is_not():
    assert plan(1, 5) == plan(1, 5)
    assert plan(1, 5) != plan(1, 6)
    assert dataclasses.replace(plan(1, 5, wire="tcp"), wire="virtual") != plan(1, 5)


@pytest.mark.parametrize("unit", PERSONALITIES)
def test_every_personality_prints_a_receipt_of_the_bench_that_can_be_told_from_all_others(unit):
    blocks = {number: reference(unit, data_of(Errand(kind="words", number=number))) for number in (1, 2, 3)}
    printer = VirtualPrinter(personality=unit)
    printer.receive(data_of(Errand(kind="words", number=2)))
    found = {number for number, block in blocks.items() if Paper(printer).places(block, in_one_piece=False)}
    assert found == {2}


def test_a_driver_that_lies_is_caught(monkeypatch):
    """A wire that claims to have handed over what it has not."""
    from chaos_simulated import SimulatedDevice

    broken = Errand(kind="long", number=4, wire_faults=(WireFault(kind="stop-reading", after_bytes=100),))
    planned = plan_of(dataclasses.replace(broken, healthy=True), OTHER, measured=False)
    monkeypatch.setattr(SimulatedDevice, "_write", lambda self, chunk, _silence: len(chunk))
    assert any("all was in order" in words for words in run(planned).lies)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals exist on Linux and macOS")
def test_a_terminal_that_is_pulled_out_has_no_name_by_which_that_of_another_run_could_be_met():
    from chaos_pty import PtyStage

    planned = plan_of(RECEIPT, wire="serial")
    world = World(planned, time.monotonic)
    with PtyStage(world) as stage:
        path = Path(stage.uri.removeprefix("serial://"))
        assert path.is_symlink()
        world.printer.play("power-loss@1B")
        world.printer.receive(b"x")
        stage._await_round(time.monotonic() + 20)
        assert not path.is_symlink()


def test_a_connection_that_the_printer_broke_is_broken_for_the_program_too_before_all_counts_as_in_order():
    from chaos_tcp import TcpStage

    world = World(plan_of(RECEIPT, wire="tcp"), time.monotonic)
    with TcpStage(world) as stage, device_for(stage.uri) as wire:
        world.printer.play("disconnect@1B")
        wire.write(b"x")
        while not world.printer.taken:
            stage._await_round(time.monotonic() + 20)
        world.mend_all()
        stage.carry_out_breaks(20)
        with pytest.raises(DeviceGone):
            wire.read(silence=0.0)


def test_another_client_goes_when_all_is_to_be_in_order_however_long_it_meant_to_stay():
    errands = (RECEIPT, dataclasses.replace(OTHER, kind="words", number=8))
    limits = {"wire": "tcp", "silence": 20.0, "reply_silence": 2.0}
    result = run(plan_of(*errands, **limits, holds=0, hold_seconds=600.0, retries=0))
    assert (result.lies, result.stuck) == ([], False)
