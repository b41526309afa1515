"""When bytes leave, that they leave in one go, and what becomes of a job that breaks off."""

from __future__ import annotations

import gc
import os
import queue
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ocom809.devices.memory import MemoryDevice
from ocom809.errors import DeviceGone, DeviceNotFound, DeviceTimeout, NotPrinted, Ocom809Error
from ocom809.escpos import OCPP809, Dummy, EscposIO, File, Network
from ocom809.escpos import gathering as gathering_room
from ocom809.escpos.original import EscposIO as TheirJob
from ocom809.escpos.original import exceptions
from ocom809.testing import BenchPrinter
from tests.escpos.originals import theirs

ROOT = Path(__file__).resolve().parents[2]
CUT = b"\x1bd\x04\x1bd\x02\x1dV\x00"


class Recorder(MemoryDevice):
    """A wire that also tells how often it was written to."""

    def __init__(self, **options):
        super().__init__(**options)
        self.writes = []

    def write(self, data, **options):
        self.writes.append(bytes(data))
        return super().write(data, **options)


@pytest.fixture
def wire():
    device = Recorder()
    yield device
    device.close()


@pytest.fixture
def printer(wire):
    return OCPP809(wire)


# When bytes leave


def test_a_receipt_is_one_write_at_its_cut(printer, wire):
    printer.set(align="center", bold=True)
    for number in range(40):
        printer.textln(f"line {number}")
    assert wire.writes == []
    printer.cut()
    assert len(wire.writes) == 1
    assert wire.written.endswith(CUT)


@pytest.mark.parametrize(
    "ending",
    [
        lambda printer: printer.flush(),
        lambda printer: printer.close(),
        lambda printer: printer.cashdraw(2),
        lambda printer: printer.buzzer(),
        lambda printer: printer.query_status(b"\x10\x04\x01"),
        lambda printer: printer.is_online(),
        lambda printer: printer.paper_status(),
        lambda printer: printer.status(),
        lambda printer: printer._read(),
    ],
    ids=["flush", "close", "cashdraw", "buzzer", "query_status", "is_online", "paper_status", "status", "_read"],
)
def test_a_job_leaves_at(ending, printer, wire):
    printer.reply_silence = 0.01
    printer.text("Tea")
    ending(printer)
    assert wire.writes[0].startswith(b"\x1bt\x00Tea")


def test_a_job_leaves_at_the_end_of_a_with_block_which_also_closes(printer, wire):
    with printer as same:
        assert same is printer
        printer.text("Tea")
    assert wire.written == b"\x1bt\x00Tea"
    assert not wire.is_open


def test_a_job_that_grows_large_begins_to_leave(printer, wire):
    printer._raw(b"x" * (gathering_room.MOST_GATHERED_BYTES + 1))
    assert len(wire.written) == gathering_room.MOST_GATHERED_BYTES + 1


def test_a_printer_that_is_dropped_hands_over_its_job(wire):
    printer = OCPP809(wire)
    printer.text("Tea")
    del printer
    gc.collect()
    assert wire.written == b"\x1bt\x00Tea"


def test_a_program_that_ends_without_close_has_printed():
    with BenchPrinter() as bench:
        line = f"from ocom809.escpos import Network; p = Network({bench.host!r}, {bench.port}); p.text('Tea\\n')"
        run(line)
        assert bench.lines == ["Tea"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_forked_child_leaves_the_job_to_its_parent():
    with BenchPrinter() as bench:
        lines = (
            "import os, sys; from ocom809.escpos import Network",
            f"p = Network({bench.host!r}, {bench.port}); p.text('Tea\\n')",
            "child = os.fork()",
            "sys.exit() if not child else os.waitpid(child, 0)",
        )
        run("\n".join(lines))
        assert bench.lines == ["Tea"]


def run(program):
    subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, timeout=100)


def test_a_file_gets_each_call_by_itself_as_in_the_original(tmp_path):
    printer = File(str(tmp_path / "job.bin"))
    printer.text("Tea")
    assert (tmp_path / "job.bin").read_bytes() == b"\x1bt\x00Tea"
    printer.close()


def test_a_file_without_auto_flush_gets_the_job(tmp_path):
    path = tmp_path / "job.bin"
    printer = File(str(path), auto_flush=False)
    printer.text("Tea")
    assert path.read_bytes() == b""
    printer.cut()
    assert path.read_bytes() == b"\x1bt\x00Tea" + CUT
    printer.close()


def test_each_job_names_its_code_page_anew(printer, wire):
    for _ in range(2):
        printer.text("Tea")
        printer.flush()
    assert wire.writes == [b"\x1bt\x00Tea"] * 2


def test_a_strict_job_that_is_discarded_leaves_no_page_behind():
    dummy = Dummy(strict=True)
    dummy.text("Tea")
    dummy.discard()
    dummy.text("Tea")
    assert dummy.output == b"\x1bt\x00Tea"


def test_a_strict_printer_cuts_and_feeds_as_the_original(wire):
    printer = OCPP809(wire, strict=True)
    printer.text("Tea")
    printer.cut()
    printer.text("Milk")
    printer.hw("nonsense")
    printer.close()
    assert wire.writes == [b"\x1bt\x00Tea\x1bd\x06\x1dV\x00", b"Milk"]


def test_a_capture_has_nothing_to_read(tmp_path):
    with File(str(tmp_path / "job.bin")) as printer:
        assert printer._read() == b""


# What becomes of a job that breaks off


def test_after_an_error_in_a_with_block_nothing_is_printed(printer, wire):
    def fail_in_the_middle():
        with printer:
            printer.text("Tea")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_in_the_middle()
    assert wire.written == b""
    printer.text("Milk")
    printer.close()
    assert wire.written == b"\x1bt\x00Milk"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_our_escposio_neither_prints_nor_cuts_after(error, printer, wire):
    def fail_in_the_middle():
        with EscposIO(printer) as job:
            job.writelines("Tea")
            raise error

    with pytest.raises(error):
        fail_in_the_middle()
    assert wire.written == b""


def test_our_escposio_prints_and_cuts(printer, wire):
    with EscposIO(printer, align="center") as job:
        job.writelines("Tea\nMilk", bold=True)
        job.printer.set(bold=False)
    assert wire.written.startswith(b"\x1bE\x01\x1ba\x01\x1bt\x00Tea\n\x1bE\x01\x1ba\x01Milk\n\x1bE\x00")
    assert wire.written.endswith(CUT)
    assert not wire.is_open


def test_our_escposio_without_cut_and_close_still_hands_over(printer, wire):
    with EscposIO(printer, autocut=False, autoclose=False) as job:
        job.writelines("Tea")
    assert wire.written == b"\x1bt\x00Tea\n"
    assert wire.is_open
    printer.close()


def test_their_escposio_works_with_our_printers(printer, wire):
    with TheirJob(printer) as job:
        job.writelines("Tea")
    assert wire.written == b"\x1bt\x00Tea\n" + CUT


def test_our_escposio_works_with_their_printers():
    dummy = theirs.Dummy()
    with EscposIO(dummy) as job:
        job.writelines("Tea")
    assert dummy.output == b"\x1bt\x00Tea\n\x1bd\x06\x1dV\x00"


def test_a_job_that_stops_in_the_middle_tells_how_much_went_and_is_not_repeated():
    wire = MemoryDevice(stall_at=5)
    printer = OCPP809(wire, timeout=0.05)
    printer.text("Tea and milk")
    with pytest.raises(DeviceTimeout) as stopped:
        printer.cut()
    assert stopped.value.written == 5
    assert isinstance(stopped.value, exceptions.Error)
    wire.resume()
    printer.text("Milk")
    printer.close()
    assert wire.written == b"\x1bt\x00Te\x1bt\x00Milk"


def test_a_printer_that_answered_and_is_silent_since_a_job_broke_off_gets_none():
    wire = MemoryDevice(answers=[(b"\x10\x04\x01", b"\x12")], stall_at=40)
    printer = OCPP809(wire, timeout=0.05)
    printer.reply_silence = 0.05
    assert printer.is_online()
    printer.text("x" * 100)
    with pytest.raises(DeviceTimeout):
        printer.flush()
    wire.resume()
    printer.text("Milk")
    with pytest.raises(NotPrinted, match="silent since a job broke off"):
        printer.flush()
    assert b"Milk" not in wire.written
    printer.close()


def test_a_printer_that_hung_up_between_two_jobs_is_connected_to_again():
    jobs, hung_up = queue.Queue(), threading.Event()

    def serve(listener):
        for _ in range(2):
            client, _ = listener.accept()
            with client:
                jobs.put(client.recv(100))
            hung_up.set()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,))
        server.start()
        printer = Network("127.0.0.1", listener.getsockname()[1])
        for text in ("Tea", "Milk"):
            printer.text(text)
            printer.flush()
            assert hung_up.wait(30)
        server.join()
        assert [jobs.get(), jobs.get()] == [b"\x1bt\x00Tea", b"\x1bt\x00Milk"]
        printer.close()


def test_the_wire_is_opened_by_the_first_bytes(printer, wire):
    assert not wire.is_open
    printer.text("T")
    assert wire.is_open
    printer.close()


def test_an_unreachable_printer_is_tried_again_by_each_call():
    gone = MemoryDevice(vanish_at=0)
    printer = OCPP809(gone)
    for _ in range(2):
        with pytest.raises(DeviceGone):
            printer.text("Tea")
    gone.come_back()
    printer.text("Milk")
    printer.close()
    assert gone.written == b"\x1bt\x00Milk"


def test_what_cannot_be_opened_is_logged_where_that_is_asked_for(caplog):
    printer = OCPP809(MemoryDevice(vanish_at=0))
    printer.open(raise_not_found=False)
    assert printer.device is None
    assert "not found" in caplog.text


def test_the_last_job_of_a_dropped_printer_that_fails_is_logged(caplog):
    wire = MemoryDevice()
    printer = OCPP809(wire)
    printer.text("Tea")
    wire.vanish()
    del printer
    gc.collect()
    assert "the last job was not printed whole" in caplog.text


def test_nothing_is_left_of_an_error_that_old_clauses_do_not_catch():
    printer = Network("127.0.0.1", 1)
    with pytest.raises(exceptions.DeviceNotFoundError) as missing:
        printer.text("Tea")
    assert isinstance(missing.value, DeviceNotFound)
    assert isinstance(missing.value, Ocom809Error)
    assert missing.value.resultcode == 90


# Threads


def test_with_blocks_of_threads_do_not_mix(printer, wire):
    def print_one(number):
        for _ in range(20):
            with printer:
                for _ in range(5):
                    printer.textln(str(number) * 30)

    threads = [threading.Thread(target=print_one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wire.writes) == 80
    assert all(len(set(job.removeprefix(b"\x1bt\x00")) - {0x0A}) == 1 for job in wire.writes)
