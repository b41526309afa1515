"""Status through the drop-in: what the printer says, and what silence is taken for."""

from __future__ import annotations

import pytest

from ocom809.devices.memory import MemoryDevice
from ocom809.errors import DeviceGone
from ocom809.escpos import OCPP809, Dummy, File, Network
from ocom809.escpos.original import constants, exceptions
from ocom809.status import Answer, Status
from ocom809.testing import BenchPrinter

ONLINE, PAPER = constants.RT_STATUS_ONLINE, constants.RT_STATUS_PAPER


def asked(answers, **options):
    printer = OCPP809(MemoryDevice(answers=answers), **options)
    printer.reply_silence = 0.05
    return printer


@pytest.mark.parametrize(("byte", "paper"), [(b"\x12", 2), (b"\x1e", 1), (b"\x72", 0), (b"\x7e", 0)])
def test_paper_is_what_the_printer_says(byte, paper):
    with asked({PAPER: byte}) as printer:
        assert printer.paper_status() == paper


@pytest.mark.parametrize(("byte", "online"), [(b"\x12", True), (b"\x16", True), (b"\x1a", False)])
def test_online_is_what_the_printer_says(byte, online):
    with asked({ONLINE: byte}) as printer:
        assert printer.is_online() is online


def test_silence_is_never_paper_present():
    with asked({}) as printer:
        assert printer.query_status(PAPER) == b""
        assert printer.paper_status() == 0
        assert printer.is_online() is False
        assert printer.status() == Status.unknown()


def test_silence_is_plenty_with_strict_as_it_was():
    with asked({}, strict=True) as printer:
        assert printer.paper_status() == 2
        assert printer.is_online() is False


def test_a_byte_that_lay_there_is_no_answer():
    with asked({}) as printer:
        wire = printer.device
        wire.answer(b"\x12\x14\x00\x00\x0f")
        assert printer.query_status(PAPER) == b""


def test_a_byte_that_cannot_be_the_answer_is_passed_over():
    with asked({PAPER: b"\xff\x00\x12"}) as printer:
        assert printer.query_status(PAPER) == b"\x12"


def test_questions_of_other_kinds_are_answered_too():
    with asked({b"\x1dIA": b"_FW 1.2\x00", b"\x1dr\x01": b"\x00", b"\x1b\xfe": b"hi"}) as printer:
        assert printer.query_status(b"\x1dIA") == b"FW 1.2"
        assert printer.query_status(b"\x1dr\x01") == b"\x00"
        assert printer.query_status(b"\x1b\xfe") == b"hi"


def test_status_tells_all_four_answers():
    with BenchPrinter() as bench:
        bench.play("cover-open")
        with Network(bench.host, bench.port) as printer:
            status = printer.status()
    assert status.cover_open is Answer.YES
    assert status.online is Answer.NO


def test_wires_without_answers_know_nothing(tmp_path):
    dummy = Dummy()
    assert dummy.query_status(PAPER) == b""
    assert (dummy.paper_status(), dummy.status()) == (0, Status.unknown())
    with File(str(tmp_path / "job.bin")) as file:
        assert (file.query_status(PAPER), file.paper_status(), file.status()) == (b"", 0, Status.unknown())


def test_a_wire_that_breaks_under_a_question_is_an_error_of_both_worlds():
    printer = asked({})
    printer.text("Tea")
    printer.flush()
    printer.device.vanish()
    with pytest.raises(exceptions.Error) as gone:
        printer.query_status(PAPER)
    assert isinstance(gone.value, DeviceGone)
    assert isinstance(gone.value, BrokenPipeError)
