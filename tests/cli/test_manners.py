"""What must not turn a printed receipt into a failed one, and what a program can rely on."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

OCOM809 = [sys.executable, "-m", "ocom809"]
POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such thing")


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "receipt.txt"
    path.write_text("€ Łódź 日本\n", encoding="utf-8")
    return path


def captured(tmp_path):
    return f"file:///{(tmp_path / 'out.bin').as_posix().lstrip('/')}"


def ended(*words, **options):
    return subprocess.run([*OCOM809, *map(str, words)], capture_output=True, text=True, timeout=100, **options)


def test_a_character_that_the_terminal_lacks_does_not_fail_the_print(tmp_path):
    (tmp_path / "日本.txt").write_text("Tea\n", encoding="utf-8")
    ran = ended(
        "print", tmp_path / "日本.txt", "--device", captured(tmp_path), env=os.environ | {"PYTHONIOENCODING": "cp1252"}
    )
    assert ran.returncode == 0
    assert "\\u65e5" in ran.stdout
    assert ran.stderr == ""


@POSIX_ONLY
@pytest.mark.parametrize("words", [("print",), ("print", "--json")])
def test_a_full_disk_behind_standard_output_does_not_fail_the_print(text, tmp_path, words):
    with Path("/dev/full").open("w") as full:
        command = [*OCOM809, *words, str(text), "--device", captured(tmp_path)]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out.bin").exists()


@POSIX_ONLY
def test_a_reader_that_went_away_does_not_fail_the_print(text, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    command = [*OCOM809, "print", str(text), "--device", captured(tmp_path)]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")


@POSIX_ONLY
def test_a_closed_standard_input_is_bad_input(tmp_path):
    ran = subprocess.run(
        ["sh", "-c", '"$0" -m ocom809 print - --device virtual: <&-', sys.executable], capture_output=True, text=True
    )
    assert ran.returncode == 3
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("--as", "raw"), ("--as", "image")])
def test_a_producer_that_produced_nothing_wastes_no_paper(tmp_path, words):
    ran = ended("print", "-", *words, "--device", captured(tmp_path), input="")
    assert ran.returncode == 3
    assert "standard input: holds nothing to print" in ran.stderr
    assert not (tmp_path / "out.bin").exists()


@pytest.mark.parametrize(
    "words", [("--json", "frob"), ("print", "--json"), ("--json", "--timeout", "0", "status"), ("status", "--json")]
)
def test_wrong_use_is_json_too_where_json_was_asked_for(words):
    ran = ended(*words, env={name: value for name, value in os.environ.items() if name != "OCOM809_DEVICE"})
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["error"]["exit_code"] == 2
    assert ran.stderr == ""


def test_a_name_with_a_line_break_stays_on_one_line(tmp_path):
    ran = ended("print", "no such\nSent: all is well.txt", "--device", "virtual:")
    assert ran.returncode == 3
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["a..b", "xn--é", "x" * 300, "."])
def test_a_name_that_cannot_be_a_host_is_one_clear_line(text, host):
    ran = ended("print", text, "--device", f"tcp://{host}", "--timeout", "2")
    assert ran.returncode in (3, 12)
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("uri", ["serial:///dev/null", "memory:?vanish=0"])
def test_what_fails_while_opening_has_sent_nothing_for_sure(text, uri):
    ran = ended("print", text, "--device", uri)
    assert ran.returncode in (3, 10, 12)


@POSIX_ONLY
def test_ctrl_c_in_mid_job_says_how_much_may_have_gone(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"x" * 2_000_000)
    with socket.create_server(("127.0.0.1", 0)) as printer:
        printer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        uri = f"tcp://127.0.0.1:{printer.getsockname()[1]}"
        command = [*OCOM809, "print", str(tmp_path / "job.bin"), "--device", uri, "--json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        connection, _ = printer.accept()
        with connection:
            taken = 0
            while taken < 50_000:  # the questions that come first are not answered
                taken += len(connection.recv(4096))
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=60)
    assert process.returncode == 11
    error = json.loads(out)["error"]
    assert (error["kind"], error["total"]) == ("Unknown", 2_000_000)
    assert 0 < error["sent"] < 2_000_000


def test_the_copy_that_failed_is_named(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"x" * 1000)
    ran = ended("print", tmp_path / "job.bin", "--copies", "3", "--device", "memory:?stall=1500", "--timeout", "0.2")
    assert ran.returncode == 11
    assert "copy 2 of 3: interrupted after" in ran.stderr


def test_preview_names_what_it_could_not_draw(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"\x1dkC\x0d4006381333932\x1dVB\x00")
    ran = ended("preview", tmp_path / "job.bin", "-o", tmp_path / "out.png")
    assert ran.returncode == 0
    assert "Not in it: symbol refused" in ran.stdout


def test_preview_names_codes_without_a_character(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"\x1bt\x15\xe0\n")
    ran = ended("preview", tmp_path / "job.bin", "-o", tmp_path / "out.png")
    assert ran.returncode == 0
    assert "Not in it: undefined character code=224 page=21" in ran.stdout


def test_preview_tells_what_the_file_leaves_in_the_printer(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"Tea\nMilk\x1dv0\x00\x48\x00\x10\x00half a picture")
    ran = ended("preview", tmp_path / "job.bin", "-o", tmp_path / "out.png")
    assert ran.returncode == 0
    assert "Not in it: what stands in the last line, which no line feed prints: 'Milk'" in ran.stdout
    assert "Not in it: the stream ends 22 bytes into GS v 0, raster picture" in ran.stdout


def test_a_preview_of_nothing_is_no_empty_success(tmp_path):
    (tmp_path / "job.bin").write_bytes(b"\x1b@Tea")
    ran = ended("preview", tmp_path / "job.bin", "-o", tmp_path / "out.png")
    assert ran.returncode == 3
    assert "out.png is not saved: the paper stays blank" in ran.stderr
    assert "which no line feed prints: 'Tea'" in ran.stderr
    assert not (tmp_path / "out.png").exists()


def test_what_cannot_be_decoded_was_not_to_be_sent_either():
    ran = ended("decode", "-", input="")
    assert ran.returncode == 3
    assert "standard input: holds nothing to decode" in ran.stderr
    assert "sent" not in ran.stderr
