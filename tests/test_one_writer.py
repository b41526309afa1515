"""One printer, many threads, processes and tasks: each receipt whole, none mixed, and who waits is told for whom."""

import subprocess
import sys
import threading

import pytest

from ocom809 import Printer, Receipt, errors
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.server import TcpServer

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
        with Printer(uri), pytest.raises(errors.DeviceBusy, match="is held by this program itself"):
            Printer(uri, lock_seconds=0.05).open()


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
