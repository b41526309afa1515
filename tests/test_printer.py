"""Printer: outcomes that never say more than is known, one job at a time, nothing sent twice."""

import subprocess
import sys
import threading

import pytest

from ocom809 import Printer, Receipt, errors
from ocom809.commands import DrawerPin
from ocom809.devices.memory import MemoryDevice
from ocom809.profile import OCPP809
from ocom809.status import Answer, Status

READY = {b"\x10\x04\x01": b"\x16", b"\x10\x04\x02": b"\x12", b"\x10\x04\x03": b"\x12", b"\x10\x04\x04": b"\x12"}
QUESTIONS = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
NO_PAPER = READY | {b"\x10\x04\x01": b"\x1e", b"\x10\x04\x02": b"\x32", b"\x10\x04\x04": b"\x72"}


def on(device, **options):
    return Printer(device, **{"silence": 0.2, "reply_silence": 0.05, "reconnect_seconds": 0} | options)


def test_a_job_on_a_ready_printer_is_sent_behind_the_questions():
    device = MemoryDevice(answers=READY)
    with on(device) as printer:
        outcome = printer.send(b"Tea\n")
    assert device.written == QUESTIONS + b"Tea\n"
    assert outcome.total == 4
    assert "no proof that this unit gives was measured" in outcome.why


def test_a_printer_without_paper_gets_no_byte_of_the_job():
    device = MemoryDevice(answers=NO_PAPER)
    with on(device) as printer, pytest.raises(errors.NotPrinted, match="the paper is out") as caught:
        printer.send(b"Tea\n")
    assert device.written == QUESTIONS
    assert (caught.value.sent, caught.value.total) == (0, 4)


def test_a_silent_printer_gets_its_job_and_is_asked_once():
    device = MemoryDevice()
    with on(device) as printer:
        outcome = printer.send(b"Tea\n")
        printer.send(b"Coffee\n")
    assert device.written == b"\x10\x04\x01Tea\nCoffee\n"
    assert outcome.why.startswith("the printer answers nothing; ")


def test_a_new_connection_asks_again():
    device = MemoryDevice()
    printer = on(device)
    for _ in range(2):
        with printer:
            printer.send(b"x")
    assert device.written == b"\x10\x04\x01x" * 2


def test_who_does_not_want_to_be_asked_is_not_asked():
    device = MemoryDevice(answers=NO_PAPER)
    with on(device, ask_first=False) as printer:
        printer.send(b"Tea\n")
    assert device.written == b"Tea\n"


def test_nonsense_before_a_job_stops_it():
    device = MemoryDevice(answers={b"\x10\x04\x01": b"\xfe"})
    with on(device) as printer, pytest.raises(errors.NotPrinted, match="answered fe"):
        printer.send(b"Tea\n")
    assert device.written == b"\x10\x04\x01"


def test_a_wire_that_fails_at_the_question_is_not_printed_and_is_let_go():
    device = MemoryDevice(stall_at=0)
    with on(device) as printer:
        with pytest.raises(errors.NotPrinted, match="took no byte") as caught:
            printer.send(b"Tea\n")
        assert not device.is_open
    assert isinstance(caught.value.__cause__, errors.DeviceTimeout)


@pytest.mark.parametrize("fault", ["stall_at", "vanish_at"])
def test_a_job_that_breaks_off_is_unknown_with_true_counts_and_is_never_repeated(fault):
    device = MemoryDevice(**{fault: 10_000})
    with on(device, ask_first=False) as printer:
        with pytest.raises(errors.Unknown) as caught:
            printer.send(b"x" * 20_000)
        assert not device.is_open, "what the system still holds must not come out later"
    assert (caught.value.sent, caught.value.total) == (10_000, 20_000)
    assert device.written == b"x" * 10_000


def test_a_wire_that_takes_nothing_of_the_job_is_not_printed():
    device = MemoryDevice(vanish_at=0)
    printer = on(device, ask_first=False)
    with pytest.raises(errors.DeviceGone):
        printer.open()
    device.come_back()
    device.stall()
    with printer, pytest.raises(errors.NotPrinted, match="no byte was taken"):
        printer.send(b"x")


def test_ctrl_c_in_mid_job_takes_back_what_the_system_still_holds():
    device = MemoryDevice()

    def press_ctrl_c(_gone):
        raise KeyboardInterrupt

    with on(device, ask_first=False) as printer:
        with pytest.raises(KeyboardInterrupt):
            printer.print("x" * 20_000, progress=press_ctrl_c)
        assert not device.is_open


def test_after_an_error_the_next_job_takes_hold_of_the_wire_again():
    device = MemoryDevice(answers=READY)
    with on(device) as printer:
        device.vanish()
        with pytest.raises(errors.NotPrinted):
            printer.send(b"Tea\n")
        with pytest.raises(errors.NotPrinted, match="is gone"):
            printer.send(b"Tea\n")
        device.come_back()
        assert printer.status().ready is Answer.YES
        printer.send(b"Tea\n")
    assert device.written.endswith(QUESTIONS + b"Tea\n")
    assert device.written.count(b"Tea") == 1


def test_a_printer_that_is_silent_since_a_broken_job_would_swallow_the_next_one():
    talks = {"now": True}
    device = MemoryDevice(answers=lambda piece: READY.get(piece, b"") if talks["now"] else b"")
    with on(device) as printer:
        printer.send(b"first\n")
        device._stall_at = len(device.written) + len(QUESTIONS) + 5000
        with pytest.raises(errors.Unknown):
            printer.send(b"x" * 20_000)
        device.resume()
        talks["now"] = False
        for _ in range(2):
            with pytest.raises(errors.NotPrinted, match="silent since a job broke off"):
                printer.send(b"next\n")
        talks["now"] = True
        printer.send(b"after switching it off and on\n")
    assert b"next" not in device.written


@pytest.mark.parametrize("device", [None, 1, b"usb:", object()])
def test_what_names_no_printer_is_refused(device):
    with pytest.raises(errors.InputError, match="named by a URI or a Device"):
        Printer(device)


@pytest.mark.parametrize(
    "options",
    [{"profile": None}, {"profile": "x"}, {"silence": None}, {"silence": "1"}, {"reply_silence": float("inf")}],
)
def test_impossible_settings_are_refused(options):
    with pytest.raises(errors.InputError):
        Printer("memory:", **options)


@pytest.mark.parametrize("data", [256, True, "text", None, 1.5])
def test_only_bytes_are_sent_raw(data):
    device = MemoryDevice()
    with on(device, ask_first=False) as printer, pytest.raises(errors.InputError):
        printer.send(data)
    assert device.written == b""


def test_a_document_that_cannot_be_printed_sends_nothing_at_all():
    device = MemoryDevice(answers=READY)
    with on(device) as printer, pytest.raises(errors.DocumentError, match="element 2"):
        printer.print(Receipt().text("Tea").barcode("a text far too long for its paper " * 3))
    assert device.written == b""


def test_strict_refuses_what_would_be_lost():
    device = MemoryDevice()
    with on(device) as printer:
        with pytest.raises(errors.DocumentError):
            printer.print("Tea \ue000", strict=True)
        assert device.written == b""
        assert printer.print("Tea \ue000").lost == ("U+E000",)


def test_a_job_is_one_stream_whatever_the_document_is_made_of():
    pieces = []
    device = MemoryDevice(answers=lambda piece: pieces.append(piece) or b"")
    with on(device, ask_first=False) as printer:
        printer.print(Receipt().text("Tea").row("Total", "4.20 €").barcode("4006381333931").cut())
    assert len(pieces) == 1


def test_progress_ends_at_the_total():
    told = []
    with on(MemoryDevice(), ask_first=False) as printer:
        outcome = printer.print("x" * 9000, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == outcome.total


def test_a_prepared_job_can_be_printed_twice_by_the_caller():
    device = MemoryDevice()
    with on(device, ask_first=False) as printer:
        job = printer.prepare("Tea\n")
        printer.print(job)
        printer.print(job)
    assert device.written == job.data * 2


def test_status():
    with on(MemoryDevice(answers=READY)) as printer:
        assert printer.status().ready is Answer.YES
    with on(MemoryDevice()) as printer:
        assert printer.status() == Status.unknown()


def test_a_question_to_a_wire_that_is_not_open_says_so():
    with pytest.raises(errors.DeviceClosed):
        on(MemoryDevice()).status()


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        (lambda printer: printer.cut(), b"\x1dVB\x00"),
        (lambda printer: printer.cut(full=True), b"\x1dVA\x00"),
        (lambda printer: printer.feed(7), b"\x1bd\x04\x1bd\x03"),
        (lambda printer: printer.open_drawer(), b"\x1bp\x00\x19\xfa"),
        (lambda printer: printer.open_drawer(pin=DrawerPin.PIN_5, pulse_ms=100), b"\x1bp\x01\x32\xfa"),
        (lambda printer: printer.alarm(times=3, light=True), b"\x1bC\x03\x02\x03"),
        (lambda printer: printer.print_self_test(), b"\x1f\x1b\x1fg\x00"),
    ],
)
def test_one_act_each(act, sent):
    device = MemoryDevice()
    with on(device, ask_first=False) as printer:
        act(printer)
    assert device.written == sent


def test_a_picture(tmp_path):
    from PIL import Image

    Image.new("L", (16, 8), 0).save(tmp_path / "logo.png")
    device = MemoryDevice()
    with on(device, ask_first=False) as printer:
        printer.print_image(tmp_path / "logo.png")
    assert b"\x1dv0\x00\x02\x00\x08\x00" + b"\xff" * 16 in device.written


def test_the_test_page_is_made_for_the_profile():
    device = MemoryDevice()
    with on(device, ask_first=False, profile=OCPP809.with_facts(barcodes=frozenset({"CODE39"}))) as printer:
        printer.print_test_page()
    kinds = {
        device.written[place + 2] for place in range(len(device.written)) if device.written[place:].startswith(b"\x1dk")
    }
    assert 69 in kinds


def test_jobs_of_several_threads_never_mix():
    device = MemoryDevice()
    with on(device, ask_first=False) as printer:
        names = [bytes([65 + number]) * 9000 for number in range(8)]
        threads = [threading.Thread(target=printer.send, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    written = device.written
    assert sorted(written[start : start + 9000] for start in range(0, len(written), 9000)) == names


def test_python_without_assertions_knows_the_same_outcomes():
    code = """
from ocom809 import Printer, errors
from ocom809.devices.memory import MemoryDevice
with Printer(MemoryDevice(stall_at=5), silence=0.1, ask_first=False) as printer:
    try:
        printer.send(b"x" * 9)
    except errors.Unknown as unknown:
        print(unknown.sent, unknown.total)
"""
    finished = subprocess.run([sys.executable, "-O", "-c", code], capture_output=True, text=True)
    assert finished.stdout == "5 9\n"
