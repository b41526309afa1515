"""A unit's answers in a file: played back they give the same report, and they name nobody."""

import getpass
import json
import platform
from pathlib import Path

import pytest

from ocom809 import Printer
from ocom809.diagnosis.asking import Reply
from ocom809.diagnosis.probing import Report, probe
from ocom809.diagnosis.recording import Recording, load_recording
from ocom809.errors import InputError
from ocom809.status import Answer
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

# The virtual printer has answered before anybody reads.
SHORT = 0.005

FOLDER = Path(__file__).with_name("recordings")
# Recordings of real units go there; so far the only one is of a virtual one, to hold the format.
RECORDINGS = sorted(FOLDER.glob("*.json"))


def judged(report):
    return {finding.name: finding.answer for finding in report.findings}


@pytest.mark.parametrize("name", ["ocpp-809", "unyka", "no-replies", "drawer-pin-low"])
def test_a_recording_answers_as_the_unit_did(name, tmp_path):
    with Printer(VirtualDevice(VirtualPrinter(personality=name))) as printer:
        report = probe(printer, silence=SHORT)
    Recording.of(report).save(tmp_path / "unit.json")
    recording = load_recording(tmp_path / "unit.json")
    with Printer(recording.device()) as printer:
        replayed = probe(printer, silence=SHORT)
        ready = printer.status().ready
    assert judged(replayed) == judged(report)
    assert judged(recording.report) == judged(report)
    assert ready is (Answer.UNKNOWN if report.silent else Answer.YES)


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_every_recording_that_is_kept_can_be_asked(path):
    recording = load_recording(path)
    with Printer(recording.device()) as printer:
        report = probe(printer, silence=SHORT)
    kept = judged(recording.report)
    assert {name: answer for name, answer in judged(report).items() if kept[name] is not answer} == {}


def test_a_recording_of_an_earlier_day_is_still_read():
    report = load_recording(FOLDER / "virtual-unyka.json").report
    assert (report.wire, report.silent, report.identity) == ("virtual", False, {"GS I 49": "20h", "GS I 50": "03h"})


def test_serial_numbers_are_made_unknowable():
    replies = (
        Reply(name="GS I 68", sent=b"\x1dID", data=b"_AB-1234\0", milliseconds=1.0),
        Reply(name="USB device id", sent=b"", data=b"MFG:EML;MDL:POS-80C;SN:012345678AB;CMD:ESC", milliseconds=1.0),
    )
    recorded = Recording.of(Report(wire="usb", made="2026-11-25", replies=replies)).report.replies
    assert recorded[0].data == b"_00-0000\0"
    assert recorded[1].data == b"MFG:EML;MDL:POS-80C;SN:00000000000;CMD:ESC"


def test_the_file_names_no_machine_and_no_user(tmp_path):
    Recording.of(Report(wire="tcp", made="2026-11-25")).save(tmp_path / "unit.json")
    facts = json.loads((tmp_path / "unit.json").read_text())
    assert set(facts) == {"format", "made", "wire", "two_way", "environment", "replies"}
    assert set(facts["environment"]) == {"system", "machine", "python"}
    text = (tmp_path / "unit.json").read_text()
    assert platform.node() not in text
    assert f'"{getpass.getuser()}"' not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{}",
        '{"format": 2}',
        '{"format": 1, "replies": 7, "wire": "", "made": "", "two_way": true, "environment": {}}',
        '{"format": 1, "replies": [{"name": "x", "sent": "zz", "data": "", "milliseconds": 1}],'
        ' "wire": "", "made": "", "two_way": true, "environment": {}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_recording_is_refused_with_its_name(tmp_path, text):
    (tmp_path / "unit.json").write_text(text)
    with pytest.raises(InputError, match="format 2|no recording") as caught:
        load_recording(tmp_path / "unit.json")
    assert caught.value.message


def test_a_file_that_is_not_there_or_too_long_is_told(tmp_path):
    with pytest.raises(InputError, match=r"none\.json"):
        load_recording(tmp_path / "none.json")
    (tmp_path / "long.json").write_bytes(b" " * 300_000)
    with pytest.raises(InputError, match="refused"):
        load_recording(tmp_path / "long.json")
    with pytest.raises(InputError, match="cannot be written"):
        Recording.of(Report(wire="tcp", made="2026-11-25")).save(tmp_path / "none" / "x.json")
