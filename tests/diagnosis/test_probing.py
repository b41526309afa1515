"""Asking a unit what it answers: harmlessly, and without taking silence for an answer."""

from dataclasses import replace

import pytest

from ocom809 import OCPP809, Printer
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import SpyDevice
from ocom809.diagnosis.asking import REAL_TIME, Reply, ask_everything
from ocom809.diagnosis.findings import findings
from ocom809.diagnosis.probing import probe
from ocom809.errors import DeviceGone
from ocom809.status import Answer
from ocom809.virtual import PERSONALITIES, TcpServer, VirtualPrinter
from ocom809.virtual.device import VirtualDevice
from tests.diagnosis.wire import ONLY_QUESTIONS, untouched

# The virtual printer has answered before anybody reads.
SHORT = 0.005


def probed(unit):
    with Printer(VirtualDevice(unit)) as printer:
        return probe(printer, silence=SHORT)


def answers(report):
    return {finding.name: finding.answer.value for finding in report.findings}


@pytest.mark.parametrize("name", PERSONALITIES)
def test_a_probe_asks_and_does_nothing_else(name):
    unit = VirtualPrinter(personality=name)
    with Printer(SpyDevice(VirtualDevice(unit))) as printer:
        probe(printer, silence=SHORT)
        sent = printer.device.sent()
    assert ONLY_QUESTIONS.fullmatch(sent), sent.hex(" ")
    assert untouched(unit)


def test_letters_of_a_question_that_a_unit_does_not_know_are_wiped_off_its_line():
    plain = PERSONALITIES["ocpp-809"]
    unit = VirtualPrinter(
        personality=replace(plain, name="deaf", unknown_instructions=frozenset({"GS I", "GS a", "GS r"}))
    )
    probed(unit)
    assert untouched(unit)


def test_the_plain_printer_answers_everything_but_shows_no_overtaking():
    report = probed(VirtualPrinter())
    said = answers(report)
    assert [name for name, answer in said.items() if answer == "yes"] == [
        "answers_real_time",
        "answers_in_turn",
        "automatic_status",
        "answers_identity",
    ]
    assert said["real_time_overtakes"] == "unknown"
    assert report.identity["GS I 67"] == "OCPP-809 (virtual)"
    assert report.identity["GS I 49"] == "20h"
    assert report.status.ready is Answer.YES


def test_unyka_pushes_nothing_and_says_two_numbers():
    report = probed(VirtualPrinter(personality="unyka"))
    assert answers(report)["automatic_status"] == "no"
    assert report.identity == {"GS I 49": "20h", "GS I 50": "03h"}


def test_of_a_silent_unit_nothing_is_known():
    report = probed(VirtualPrinter(personality="no-replies"))
    assert report.silent
    assert set(answers(report).values()) == {"unknown"}
    assert report.profile(OCPP809) == OCPP809


def test_a_wire_without_answers_is_not_asked(tmp_path):
    path = tmp_path / "out.bin"
    with Printer(f"file:///{path.as_posix().lstrip('/')}") as printer:
        report = probe(printer)
    assert path.read_bytes() == b""
    assert not report.two_way
    assert report.silent


def test_a_printer_that_cannot_print_is_asked_nothing_that_would_wait_in_it():
    unit = VirtualPrinter(faults="paper-out")
    with Printer(SpyDevice(VirtualDevice(unit))) as printer:
        report = probe(printer, silence=SHORT)
        assert len(printer.device.sent()) == 12
    found = {finding.name: finding for finding in report.findings}
    assert found["answers_real_time"].answer is Answer.YES
    assert found["answers_in_turn"].answer is Answer.UNKNOWN
    assert found["answers_in_turn"].why.startswith("not asked: the paper is out")


def test_reports_are_off_again_afterwards():
    unit = VirtualPrinter()
    probed(unit)
    unit.open_cover()
    assert unit.replies() == b""


def test_what_was_measured_goes_into_the_profile_with_its_source():
    report = probed(VirtualPrinter(personality="unyka"))
    profile = report.profile(OCPP809)
    assert (profile.answers_in_turn, profile.automatic_status, profile.real_time_overtakes) == (True, False, None)
    evidence = profile.evidence["answers_in_turn"]
    assert evidence.confidence.name == "MEASURED"
    assert evidence.source == f"probe {report.made} over virtual"


def test_an_answer_ahead_of_its_turn_shows_that_real_time_overtakes():
    answers_to = {b"\x10\x04\x01": b"\x16", b"\x1dr\x01\x10\x04\x01": b"\x16\x00"}
    with Printer(MemoryDevice(answers=lambda piece: answers_to.get(piece, b""))) as printer:
        report = probe(printer, silence=SHORT)
    assert answers(report)["real_time_overtakes"] == "yes"
    assert answers(report)["answers_in_turn"] == "no"


@pytest.mark.parametrize("said", [b"\xfe\x80", b"HTTP/1.1 400 Bad Request\r\n", b"\x00" * 300])
def test_nonsense_is_neither_yes_nor_no(said):
    with Printer(MemoryDevice(answers=lambda piece: said if piece.startswith(b"\x10") else b"")) as printer:
        report = probe(printer, silence=SHORT)
    assert answers(report)["answers_real_time"] == "unknown"
    assert all(len(reply.data) <= 256 for reply in report.replies)


def test_reports_that_come_of_themselves_do_not_spoil_the_answers():
    pushed = b"\x14\x00\x00\x00"
    said = {b"\x10\x04\x01": b"\x16", b"\x1dr\x01": b"\x00", b"\x1dr\x01\x10\x04\x01": b"\x16\x00"}
    with Printer(MemoryDevice(answers=lambda piece: pushed + said[piece] if piece in said else b"")) as printer:
        report = probe(printer, silence=SHORT)
    found = answers(report)
    assert (found["answers_real_time"], found["answers_in_turn"], found["real_time_overtakes"]) == ("yes", "yes", "yes")
    assert report.status.online is Answer.YES


def test_a_printer_that_vanishes_is_an_error_and_no_finding():
    with pytest.raises(DeviceGone), Printer(MemoryDevice(vanish_at=7)) as printer:
        probe(printer, silence=SHORT)


def test_the_conversation_ends_with_a_wiped_line():
    unit = MemoryDevice()
    with Printer(unit) as printer:
        printer.converse(ask_everything(silence=0))
    assert unit.written.endswith(b"\x1dIE\x1b@")


@pytest.fixture
def on_the_lan():
    with TcpServer(VirtualPrinter(), status_port=0) as server:
        yield f"tcp://127.0.0.1:{server.port}", server.status_port


def test_the_board_is_asked_on_its_own_port(on_the_lan):
    uri, board_port = on_the_lan
    with Printer(uri) as printer:
        report = probe(printer, silence=0.5, board_port=board_port)
    assert answers(report)["board_status"] == "yes"
    assert report.wire == "tcp"


def test_a_closed_status_port_is_a_no(on_the_lan):
    uri, _ = on_the_lan
    with Printer(uri) as printer:
        report = probe(printer, silence=0.5, board_port=1)
    assert answers(report)["board_status"] == "no"


@pytest.mark.parametrize(
    ("data", "answer"), [(b"XP0001FOUND", Answer.YES), (b"", Answer.UNKNOWN)], ids=["answered", "silent"]
)
def test_a_search_by_udp_that_is_not_answered_proves_nothing(data, answer):
    replies = (Reply(name="XP0001FIND", sent=b"XP0001FIND", data=data),)
    found = {finding.name: finding.answer for finding in findings(replies)}
    assert found["announces_itself"] is answer


def test_a_printer_that_another_client_holds_is_not_called_deaf_because_its_board_answers():
    asked = tuple(Reply(name=asking.name, sent=asking.sent) for asking in REAL_TIME)
    board = Reply(name="ESC v", sent=b"\x1bv", data=b"\x14\x00\x00\x00", milliseconds=1.0)
    found = {finding.name: finding.answer for finding in findings((*asked, board))}
    assert (found["answers_real_time"], found["board_status"]) == (Answer.UNKNOWN, Answer.YES)


@pytest.mark.usb_bed
def test_usb_is_asked_for_its_id_and_its_port_status(usb_bed):
    with Printer("usb:") as printer:
        report = probe(printer, silence=SHORT)
    said = {finding.name: finding for finding in report.findings}
    assert said["usb_device_id"].answer is Answer.YES
    assert said["usb_port_status"].answer is not Answer.NO
    assert ONLY_QUESTIONS.fullmatch(usb_bed.printer.received)
