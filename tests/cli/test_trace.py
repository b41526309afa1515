"""``trace``: shown to people, recorded for programs, ended by Ctrl-C."""

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from ocom809.devices.tcp import TcpDevice
from ocom809.devices.uri import DeviceURI
from ocom809.virtual import TcpServer, VirtualPrinter

SECONDS = 60
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")


@contextmanager
def served():
    """A virtual printer on a port; yields its URI."""
    with TcpServer(VirtualPrinter()) as server:
        yield f"tcp://127.0.0.1:{server.port}"


@contextmanager
def tracing(*words):
    """Run ``trace`` on a free port in a process of its own; yields it and where it listens."""
    command = [sys.executable, "-u", "-m", "ocom809", "trace", "--listen", "127.0.0.1:0", *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process, re.search(r"tcp://127\.0\.0\.1:\d+", process.stdout.readline())[0]
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def stopped(process):
    """Press Ctrl-C and read what it said."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err
    return out, err


def talk(place, data, answer_bytes=0):
    with TcpDevice.from_uri(DeviceURI.parse(place)) as device:
        device.write(data)
        return device.read(answer_bytes, silence=60) if answer_bytes else b""


def test_people_read_instructions_and_answers_with_times():
    with served() as uri, tracing(uri) as (process, place):
        assert talk(place, b"\x1b@Tea\x1b[31m\n\x10\x04\x01", 1) == b"\x16"
        out = until_said(process, "- closed")
        _, err = stopped(process)
    assert err == ""
    assert re.search(r"^ +\d+\.\d{3} > 00000000  1b 40 +ESC @: ", out, re.MULTILINE)
    assert '"Tea"' in out
    assert re.search(r"DLE EOT: ask for real-time status 1\n +\d+\.\d{3} < 16$", out, re.MULTILINE)
    assert "\x1b" not in out
    assert re.search(r"- closed$", out, re.MULTILINE)


def test_the_record_holds_both_directions_as_lines_of_json(tmp_path):
    record = tmp_path / "traffic.jsonl"
    with served() as uri, tracing(uri, "--record", record) as (process, place):
        talk(place, b"Tea\n\x10\x04\x01", 1)
        until_said(process, "- closed")
        stopped(process)
    lines = events(record)
    assert (lines[0]["event"], lines[-1]["event"]) == ("opened", "closed")
    assert "".join(one["data"] for one in lines if one["event"] == "sent") == b"Tea\n\x10\x04\x01".hex()
    assert "".join(one["data"] for one in lines if one["event"] == "received") == "16"
    assert record.stat().st_mode & 0o777 == 0o600


def test_ctrl_c_before_the_program_has_hung_up_ends_the_record_with_aborted(tmp_path):
    record = tmp_path / "traffic.jsonl"
    with (
        served() as uri,
        tracing(uri, "--record", record) as (process, place),
        TcpDevice.from_uri(DeviceURI.parse(place)) as program,
    ):
        program.write(b"Tea\n\x10\x04\x01")
        assert program.read(1, silence=60) == b"\x16"
        stopped(process)
    assert events(record)[-1]["event"] == "aborted"


def test_ctrl_c_at_any_moment_leaves_a_record_of_whole_lines_with_one_end(tmp_path):
    for number in range(8):
        record = tmp_path / f"{number}.jsonl"
        with served() as uri, tracing(uri, "--record", record) as (process, place):
            with TcpDevice.from_uri(DeviceURI.parse(place)) as program:
                program.write(b"Tea\n" * 50 + b"\x10\x04\x01")
                assert program.read(1, silence=60) == b"\x16"
                time.sleep(number * 0.003)
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=SECONDS)
            assert (process.returncode, err) == (0, "")
        ends = [one["event"] for one in events(record) if one["event"] in ("closed", "aborted")]
        assert ends in (["closed"], ["aborted"])
        assert events(record)[-1]["event"] == ends[0]
        assert "".join(one.get("data", "") for one in events(record) if one["event"] == "sent").endswith("100401")


def events(record):
    return [json.loads(line) for line in record.read_text().splitlines()]


def until_said(process, words):
    """What it says up to the line that holds these words: Ctrl-C may overtake what a program has just sent."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it never said {words!r}: {said}")


def test_programs_read_json():
    with served() as uri, tracing(uri, "--json") as (process, place):
        talk(place, b"\x1b@")
        out = until_said(process, "ESC @")
        stopped(process)
    said = [json.loads(line) for line in out.splitlines()]
    assert [one["name"] for line in said for one in line["instructions"]] == ["ESC @"]


def test_a_printer_that_is_not_there_is_said_so_in_a_line():
    with served() as uri:
        nobody_there = uri
    with tracing(nobody_there) as (process, place):
        with pytest.raises(OSError):  # noqa: PT012 - which step meets the reset is the system's choice
            talk(place, b"x", 1)
            talk(place, b"x", 1)
        out = until_said(process, "- failed")
        stopped(process)
    assert re.search(r"- failed: tcp://127\.0\.0\.1:\d+: .*refused", out)


BAD = {
    "no port": (("memory:", "--listen", "127.0.0.1"), 2, "no HOST:PORT"),
    "beyond loopback": (("memory:", "--listen", "0.0.0.0:0"), 3, "--allow-remote"),
    "no such wire": (("carrier-pigeon:", "--listen", "127.0.0.1:0"), 3, "no wire is called"),
    "a record in no folder": (("memory:", "--record", "no/such/folder/x", "--listen", "127.0.0.1:0"), 3, "no/such"),
}


@pytest.mark.parametrize(("words", "code", "complaint"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_before_anything_listens(ocom809, words, code, complaint):
    ran = ocom809("trace", *words)
    assert (ran.code, ran.out) == (code, "")
    assert complaint in ran.err


def test_a_record_on_a_full_disk_ends_with_a_warning_and_the_trace_goes_on():
    with served() as uri, tracing(uri, "--record", "/dev/full") as (process, place):
        talk(place, b"Tea\n")
        until_said(process, '"Tea"')
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=SECONDS)
    assert "the record ends here" in err
    assert "Traceback" not in err
