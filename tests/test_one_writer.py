"""One printer, many threads, processes and tasks: each receipt whole, none mixed, and who waits is told for whom."""

import contextlib
import re
import subprocess
import sys
import threading

import pytest

from ocom809 import Printer, Receipt, errors
from ocom809.exchanges import Decision
from ocom809.locks import Lock
from ocom809.profile import OCPP809
from ocom809.status import Answer
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.server import TcpServer

MEASURED = OCPP809.with_facts(answers_real_time=True, answers_in_turn=True)
PROCESS = """
import sys
from ocom809 import Printer, Receipt
uri, name, shared = sys.argv[1], sys.argv[2], sys.argv[3] == "shared"
with Printer(uri, shared=shared, silence=60, lock_seconds=100) as printer:
    for number in range(5):
        printer.print(Receipt().text(f"{name} {number}\\n" * 6).cut())
"""
KILLED = """
import os, sys
from ocom809 import Printer, Receipt
printer = Printer(sys.argv[1])
printer.open()
printer.print(Receipt().text("Before").text("x\\n" * 30).barcode("4006381333931").cut(),
              progress=lambda gone: os._exit(9) if gone else None)
"""


@pytest.fixture(autouse=True)
def locks(tmp_path, monkeypatch):
    monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path / "locks"))


def whole(name, number):
    return "\n".join([f"{name} {number}"] * 6)


def papers(printer):
    return [ticket.text.strip() for ticket in printer.tickets]


def test_eight_threads_with_a_printer_object_in_common():
    virtual = VirtualPrinter()
    with TcpServer(virtual) as server, Printer(f"tcp://127.0.0.1:{server.port}") as printer:

        def work(name):
            for number in range(5):
                printer.print(Receipt().text(f"{name} {number}\n" * 6).cut())

        threads = [threading.Thread(target=work, args=(f"thread {name}",)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(papers(virtual)) == sorted(
        whole(f"thread {name}", number) for name in range(8) for number in range(5)
    )


@pytest.mark.parametrize("shared", ["held", "shared"])
def test_four_processes_each_with_its_own(shared):
    virtual = VirtualPrinter()
    with TcpServer(virtual) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        processes = [
            subprocess.Popen([sys.executable, "-c", PROCESS, uri, f"process {name}", shared]) for name in range(4)
        ]
        assert [process.wait(100) for process in processes] == [0] * 4
    found = papers(virtual)
    assert sorted(found) == sorted(whole(f"process {name}", number) for name in range(4) for number in range(5))
    for name in range(4):
        own = [paper for paper in found if paper.startswith(f"process {name} ")]
        assert own == [whole(f"process {name}", number) for number in range(5)]


def test_a_second_program_is_told_who_holds_the_printer():
    with TcpServer(VirtualPrinter()) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        with Printer(uri), pytest.raises(errors.DeviceBusy, match="is held by this program itself") as caught:
            Printer(uri, lock_seconds=0.05).open()
    assert "another printer object, opened in the thread MainThread" in caught.value.message
    assert "use one Printer together" in caught.value.hint


def test_identical_jobs_of_threads_with_a_printer_each_come_out_whole_or_say_who_is_in_the_way():
    """Only one of them can hold the printer; none of them may think that the other's receipt is its own."""
    virtual, receipt = VirtualPrinter(), Receipt().text("Tea").cut()
    endings, all_ended = [], threading.Barrier(4)

    def act(uri):
        with contextlib.ExitStack() as opened:
            try:
                opened.enter_context(printer := Printer(uri, lock_seconds=0.05))
                endings.append(printer.print(receipt))
            except errors.DeviceBusy as error:
                endings.append(error)
            all_ended.wait(60)

    with TcpServer(virtual) as server:
        threads = [
            threading.Thread(target=act, args=(f"tcp://127.0.0.1:{server.port}",), name=f"till {number}")
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    refused = [str(ending) for ending in endings if isinstance(ending, errors.DeviceBusy)]
    assert len(refused) == 3
    assert all(re.search(r"opened in the thread till \d\)", words) for words in refused)
    assert papers(virtual) == ["Tea"]


def test_a_client_on_another_computer_cannot_be_named_and_is_guessed_at(tmp_path, monkeypatch):
    """Locks of this computer know nothing of it; a measured printer refuses the job, any other one waits unheard."""
    virtual = VirtualPrinter()
    with TcpServer(virtual) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        with Printer(uri) as elsewhere:
            assert elsewhere.status().online is Answer.YES
            monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path))
            with Printer(uri, profile=MEASURED, reply_silence=0.2) as here:
                with pytest.raises(errors.NotPrinted) as refused:
                    here.print("Tea\n")
                assert "Another program or computer may hold it" in refused.value.hint
            with Printer(uri, reply_silence=0.2, silence=0.5) as here:
                with pytest.raises(errors.Unknown) as unheard:
                    here.send(b"Tea\n" * 50_000)
                assert "Another program may hold the printer" in unheard.value.hint
                assert "Part of the receipt may be on paper" in unheard.value.hint
    assert papers(virtual) == []


def test_a_printer_that_is_let_go_of_is_free_for_others():
    with TcpServer(VirtualPrinter()) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        with Printer(uri) as first:
            first.let_go()
            with Printer(uri, lock_seconds=0.05) as second:
                second.cut()
            first.cut()


def test_two_shared_printers_take_turns_without_being_closed():
    virtual = VirtualPrinter()
    with TcpServer(virtual) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        with Printer(uri, shared=True) as one, Printer(uri, shared=True) as other:
            for printer in (one, other, one, other):
                printer.print(Receipt().text("Tea").cut())
    assert papers(virtual) == ["Tea"] * 4


def test_a_program_that_was_killed_in_mid_job_does_not_spoil_the_next_ones_receipt():
    virtual = VirtualPrinter(faults=["stall@150B"])
    with TcpServer(virtual) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        assert subprocess.run([sys.executable, "-c", KILLED, uri]).returncode == 9
        virtual.cure("stall")
        with Printer(uri) as printer:
            assert printer.session.broken is not None
            printer.print(Receipt().text("After").cut())
            assert printer.session.broken is None
    assert papers(virtual)[-1].endswith("After")
    assert virtual.left_over == (None, b"")


def test_a_person_says_that_the_printer_was_switched_off_and_no_broken_job_is_left():
    with TcpServer(VirtualPrinter()) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        killed = Lock(uri)
        killed.acquire(1)
        killed.note_job(b"x" * 100, 0, 50)
        killed.release()
        with Printer(uri) as printer:
            assert printer.session.broken is not None
            printer.restarted()
            printer.print(Receipt().text("After").cut())
        with Printer(uri) as printer:
            assert printer.session.broken is None


@pytest.mark.parametrize("act", ["status", "refused", "given up", "measure"])
def test_a_shared_printer_is_let_go_of_however_its_turn_ended(act):
    virtual = VirtualPrinter(faults={"refused": ["cover-open"], "given up": ["paper-out@5mm"]}.get(act, []))
    profile = OCPP809.with_facts(answers_real_time=True, answers_in_turn=True)
    with TcpServer(virtual) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        with Printer(uri, shared=True, profile=profile) as printer:
            if act in ("status", "measure"):
                getattr(printer, act)()
            else:
                with pytest.raises(errors.PrintError):
                    printer.print(Receipt().text("Tea").cut(), on_wait=lambda _waiting: Decision.GIVE_UP)
            assert not printer.device.is_open
            other = Lock(uri)
            assert other.try_acquire()
            other.release()
