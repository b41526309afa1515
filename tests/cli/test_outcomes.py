"""``print --measure`` and ``--patience``: what a person is told while it waits, and how a script tells the outcomes."""

import pytest

from ocom809.cli.waiting import words
from ocom809.exchanges import Waiting
from ocom809.locks import Lock


@pytest.fixture
def receipt(tmp_path):
    path = tmp_path / "receipt.txt"
    path.write_text("Corner Shop\nTea 4.20\n", encoding="utf-8")
    return path


def test_a_printer_that_is_measured_first_has_printed(ocom809, receipt):
    ran = ocom809("print", receipt, "--measure", "--device", "virtual:")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Printed {receipt}: ")
    assert "answered GS r 1 behind the last byte" in ran.out


def test_a_program_is_told_the_proof_and_the_paper(ocom809, receipt):
    facts = ocom809("print", receipt, "--measure", "--json", "--device", "virtual:").facts
    assert (facts["outcome"], facts["proof"], facts["reasons"]) == ("printed", "GS r 1", [])
    assert facts["paper_mm"] > 20


def test_a_printer_that_answers_nothing_has_sent_it(ocom809, receipt):
    ran = ocom809("print", receipt, "--measure", "--device", "virtual:?personality=no-replies")
    assert ran.code == 0
    assert "Sent" in ran.out
    assert "the printer answers nothing" in ran.out


def test_who_waits_for_paper_is_told_what_to_do_and_in_the_end_that_it_is_unknown(ocom809, receipt):
    ran = ocom809("print", receipt, "--measure", "--patience", "1", "--device", "virtual:?fault=paper-out@5mm")
    assert ran.code == 11
    assert ran.err.count("the paper is out – put in a roll; waiting, up to 1 s") == 1
    assert "look before printing it again" in ran.err


def test_a_program_is_told_the_reasons_and_nothing_else(ocom809, receipt):
    ran = ocom809(
        "print", receipt, "--measure", "--patience", "1", "--json", "--device", "virtual:?fault=cover-open@5mm"
    )
    error = ran.facts["error"]
    assert (ran.code, ran.err) == (11, "")
    assert (error["kind"], error["reasons"]) == ("Unknown", ["the cover is open", "it is offline"])
    assert error["sent"] == error["total"]
    assert error["seconds"] > 1


def test_a_printer_without_paper_is_not_printed_and_safe_to_try_again(ocom809, receipt):
    ran = ocom809("print", receipt, "--measure", "--json", "--device", "virtual:?fault=paper-out")
    assert ran.code == 10
    assert ran.facts["error"]["reasons"] == ["the paper is out", "it is offline"]


def test_a_printer_that_talks_nonsense_when_it_is_measured_has_printed_nothing(ocom809, receipt):
    ran = ocom809("print", receipt, "--measure", "--device", "virtual:?fault=rubbish")
    assert ran.code == 10
    assert "nothing was sent" in ran.err


def test_a_cutter_error_is_ended_from_the_command_line(ocom809):
    ran = ocom809("recover", "--device", "virtual:")
    assert ran.code == 0
    assert ran.out.startswith("The printer is ready.")


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (("the paper is out", "it is offline"), "the paper is out – put in a roll"),
        (("it is offline",), "it is offline"),
        ((), "no sign of progress; is there paper, and is the cover shut?"),
    ],
)
def test_each_reason_comes_with_its_cure(reasons, said):
    assert words(Waiting(seconds=1, left_seconds=9, sent=0, total=1, reasons=reasons)) == said


def test_a_printer_that_cannot_be_reached_is_told_by_what_the_last_try_ended_in():
    assert words(Waiting(seconds=1, left_seconds=9, sent=0, total=1, problem="it is gone")) == "it is gone"


def test_the_exit_codes_are_those_of_the_outcomes(ocom809, receipt):
    codes = {
        device: ocom809("print", receipt, "--measure", "--patience", "0.5", "--device", f"virtual:{device}").code
        for device in ("", "?fault=paper-out", "?fault=paper-out@5mm")
    }
    assert list(codes.values()) == [0, 10, 11]


def test_a_copy_that_is_refused_behind_printed_ones_is_not_safe_to_try_again_by_the_same_command(ocom809, receipt):
    ran = ocom809("print", receipt, "--copies", "3", "--device", "virtual:?fault=cover-open@46B")
    assert ran.code == 11
    assert ran.out.count("Sent copy") == 1
    assert "copy 2 of 3: not printed, nothing was sent: the cover is open, it is offline; the 1 before it" in ran.err
    assert "--copies 2" in ran.err


def test_who_waits_for_another_program_is_told_for_whom_and_for_how_long(ocom809, receipt, tmp_path, monkeypatch):
    monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path / "locks"))
    uri = "tcp://127.0.0.1:9"
    held = Lock(uri)
    held.acquire(1)
    ran = ocom809("print", receipt, "--timeout", "0.1", "--device", uri)
    told = ocom809("print", receipt, "--timeout", "0.1", "--json", "--device", uri)
    held.release()
    assert ran.code == told.code == 10
    assert "is held by this program itself" in ran.err.splitlines()[0]
    assert ran.err.splitlines()[0].endswith("; waiting for it, up to 0.1 s")
    assert (told.facts["error"]["kind"], told.err) == ("DeviceBusy", "")
