"""One writer at a time, between printers, threads and processes."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from ocom809.errors import DeviceBusy
from ocom809.lock_places import endpoint_of, lock_folder
from ocom809.locks import Lock

URI = "tcp://192.0.2.7"
HOLD = """
import sys
from ocom809.locks import Lock
lock = Lock(sys.argv[1], folder=sys.argv[2])
lock.acquire(5)
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tcp://Printer.local", "tcp://printer.local:9100"),
        ("tcp://printer.local?keepalive=20", "spy+tcp://printer.local"),
        ("serial:///dev/ttyUSB0?baudrate=9600", "serial:///dev/ttyUSB0"),
        ("serial://com3", "serial://COM3?flow=none"),
        ("usb://0416:5011/A?quick=1", "usb://0416:5011/A"),
        ("bluetooth://aa:bb:cc:dd:ee:ff/1", "bluetooth://AA:BB:CC:DD:EE:FF/1"),
        ("mac:aa:bb:cc:dd:ee:ff", "mac:AA:BB:CC:DD:EE:FF"),
    ],
)
def test_two_uris_of_one_printer_have_one_lock(one, other):
    assert endpoint_of(one) == endpoint_of(other) is not None


@pytest.mark.parametrize("uri", ["virtual:", "memory:", "file:///tmp/job.bin", "nonsense"])
def test_what_is_nobody_elses_is_not_guarded(uri, tmp_path):
    first, second = Lock(uri, folder=tmp_path), Lock(uri, folder=tmp_path)
    assert not first.guards
    assert first.try_acquire()
    assert second.try_acquire()


def test_other_ports_and_other_paths_are_other_printers():
    assert endpoint_of("tcp://printer:9101") != endpoint_of("tcp://printer")
    assert endpoint_of("serial:///dev/ttyS0") != endpoint_of("serial:///dev/ttyS1")


def test_a_link_to_a_serial_port_is_that_port(tmp_path):
    link = tmp_path / "printer"
    link.symlink_to("/dev/null")
    assert endpoint_of(f"serial://{link}") == endpoint_of("serial:///dev/null")
    assert endpoint_of(f"file://{link}") == endpoint_of("file:///dev/null")


def test_a_second_lock_of_the_same_program_waits_and_says_who_holds_the_printer(tmp_path):
    first, second = Lock(URI, folder=tmp_path), Lock(URI, folder=tmp_path)
    first.acquire(0)
    with pytest.raises(DeviceBusy, match="held by this program itself"):
        second.acquire(0.05)
    first.release()
    second.acquire(0)
    assert second.is_held
    second.release()


def test_one_who_waits_gets_it_when_it_is_let_go_of(tmp_path):
    first, second = Lock(URI, folder=tmp_path), Lock(URI, folder=tmp_path)
    first.acquire(0)
    waiting = threading.Thread(target=second.acquire, args=(30,))
    waiting.start()
    first.release()
    waiting.join(30)
    assert second.is_held
    second.release()


def test_another_process_is_named_and_its_end_ends_the_lock(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, URI, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    lock = Lock(URI, folder=tmp_path)
    with pytest.raises(DeviceBusy, match=rf"process {process.pid}\), for \d+ s") as caught:
        lock.acquire(0)
    assert "shared=True" in caught.value.hint
    process.kill()
    process.communicate(timeout=100)
    lock.acquire(30)
    assert lock.holder().pid == os.getpid()
    lock.release()


def test_the_next_holder_learns_of_a_job_that_was_not_ended(tmp_path):
    first, second = Lock(URI, folder=tmp_path), Lock(URI, folder=tmp_path)
    assert first.unfinished() is None
    first.note_job(b"\n{}\x1b@" * 100)
    assert second.unfinished() == (b"\n{}\x1b@" * 100, 0, 500)
    first.note_job(b"Tea\n", 2, 3)
    assert second.unfinished() == (b"Tea\n", 2, 3)
    second.forget()
    assert first.unfinished() is None


def test_a_job_that_is_too_large_for_a_note_is_not_noted(tmp_path):
    lock = Lock(URI, folder=tmp_path)
    lock.note_job(bytes(1024 * 1024 + 1))
    assert lock.unfinished() is None


NOTES = ["", "no json", "[]", '{"pid": "x"}', '{"lowest": 3, "highest": 2}', '{"lowest": 0, "highest": 9}', "[" * 9**6]


@pytest.mark.parametrize("text", NOTES)
def test_a_broken_note_is_no_note(text, tmp_path):
    lock = Lock(URI, folder=tmp_path)
    lock.acquire(0)
    for suffix in (".json", ".job"):
        next(tmp_path.glob("*.lock")).with_suffix(suffix).write_text(text, encoding="utf-8")
    assert lock.holder() is None
    assert lock.unfinished() is None
    lock.release()


def test_a_folder_that_cannot_be_made_stops_nobody_and_is_logged(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        lock = Lock(URI, folder=blocked / "folder")
    assert not lock.guards
    assert lock.try_acquire()
    lock.note_job(b"x")
    assert lock.unfinished() is None
    assert "not guarded" in caplog.text


def test_a_folder_that_is_only_a_link_is_not_trusted(tmp_path, caplog):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert not Lock(URI, folder=tmp_path / "link").guards
    assert "not a folder of this user" in caplog.text


def test_the_folder_is_the_one_that_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv("OCOM809_LOCKS", str(tmp_path / "locks"))
    assert lock_folder() == tmp_path / "locks"
    lock = Lock(URI)
    lock.acquire(0)
    assert (tmp_path / "locks").is_dir()
    lock.release()


def test_a_folder_for_the_session_is_taken_where_there_is_one(tmp_path, monkeypatch):
    monkeypatch.delenv("OCOM809_LOCKS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert lock_folder() == tmp_path / "ocom809"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "of a session that has ended"))
    assert lock_folder().parent == Path(tempfile.gettempdir())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_child_of_a_fork_neither_has_its_parents_lock_nor_keeps_it(tmp_path):
    lock = Lock(URI, folder=tmp_path)
    lock.acquire(1)
    (asks, says), (waits, ends) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.write(says, b"held" if lock.is_held or lock.try_acquire() else b"busy")
        os.read(waits, 1)
        os._exit(0)
    assert os.read(asks, 4) == b"busy"
    assert lock.is_held
    lock.release()
    other = Lock(URI, folder=tmp_path)
    assert other.try_acquire()
    other.release()
    os.write(ends, b".")
    os.waitpid(child, 0)
    for number in (asks, says, waits, ends):
        os.close(number)


def test_a_lock_that_is_dropped_is_let_go_of(tmp_path):
    lock = Lock(URI, folder=tmp_path)
    lock.acquire(1)
    del lock
    gc.collect()
    other = Lock(URI, folder=tmp_path)
    assert other.try_acquire()
    other.release()
