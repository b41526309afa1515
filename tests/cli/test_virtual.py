"""``virtual serve``: a printer for other programs, until Ctrl-C."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from contextlib import closing, contextmanager

import pytest
from PIL import Image

from ocom809 import Printer, errors
from ocom809.cli.common import Settings
from ocom809.cli.receipts import Keeper
from ocom809.virtual import VirtualPrinter

SECONDS = 60


@contextmanager
def serving(*words):
    """Run ``virtual serve --json`` in a process of its own; yields it and the URIs where it listens."""
    command = [sys.executable, "-m", "ocom809", "virtual", "serve", "--json", *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        wanted = 2 if "--tcp" in words and "--pty" in words else 1
        yield process, [json.loads(process.stdout.readline())["listening"] for _ in range(wanted)]
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def stopped(process):
    """Press Ctrl-C and read what it said last."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_receipts_are_saved_as_picture_text_and_facts(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path / "paper") as (process, (uri,)):
        with Printer(uri) as printer:
            printer.send(b"first\n\x1dVB\x00")
            printer.send(b"second, not cut\n")
        said = stopped(process)
    assert [one["receipt"] for one in said] == [1, 2]
    assert (tmp_path / "paper" / "receipt-0001.png").read_bytes().startswith(b"\x89PNG")
    assert "first" in (tmp_path / "paper" / "receipt-0001.txt").read_text()
    assert (tmp_path / "paper" / "receipt-0001.bin").read_bytes() == b"first\n\x1dVB\x00"
    facts = json.loads((tmp_path / "paper" / "receipt-0001.json").read_text())
    assert [event["name"] for event in facts["events"]] == ["cut"]
    assert facts["lines"][0]["text"] == "first"
    assert "second, not cut" in (tmp_path / "paper" / "receipt-0002.txt").read_text()


def test_at_a_speed_the_end_of_a_job_is_told_when_it_is_reached():
    unit = ("--personality", "xp-80t+512-dots", "--speed", "300")
    with serving("--tcp", "127.0.0.1:0", *unit) as (_process, (uri,)):
        address = urllib.parse.urlsplit(uri)
        with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as host:
            began = time.monotonic()
            host.sendall(b"\x1bJ\xf0" * 3 + b"\x1dr\x01")
            assert host.recv(1) == b"\x00"
            assert time.monotonic() - began > 0.25


def test_receipts_are_saved_with_dot_gain_on_request(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path, "--dot-gain") as (process, (uri,)):
        with Printer(uri) as printer:
            printer.send(b"Tea\n\x1dVB\x00")
        stopped(process)
    with Image.open(tmp_path / "receipt-0001.png") as image:
        assert image.width == 3 * (640 + 48)


def test_receipts_of_an_earlier_run_are_not_written_over(tmp_path):
    (tmp_path / "receipt-0007.png").write_bytes(b"precious")
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
        with Printer(uri) as printer:
            printer.send(b"new\n\x1dVB\x00")
        assert [one["receipt"] for one in stopped(process)] == [8]
    assert (tmp_path / "receipt-0007.png").read_bytes() == b"precious"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
def test_whoever_ends_services_gets_the_paper_that_hangs_out_too(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
        with Printer(uri) as printer:
            printer.send(b"not cut\n")
        process.terminate()
        out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert json.loads(out)["receipt"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_ctrl_c_right_after_the_start_and_again_while_it_ends_loses_nothing(tmp_path):
    for _ in range(3):
        with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
            with Printer(uri) as printer:
                printer.send(b"not cut\n")
            for _ in range(3):
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=SECONDS)
        assert (process.returncode, err) == (0, "")
    assert len(list(tmp_path.glob("*.txt"))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_the_last_receipt_is_saved_however_many_came_before(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
        listener = threading.Thread(target=lambda: [process.stdout.readline() for _ in range(1100)])
        listener.start()
        with Printer(uri) as printer:
            printer.send(b"x\n\x1dVB\x00" * 1100)
            printer.send(b"not cut\n")
        listener.join()
        said = stopped(process)
    assert [one["receipt"] for one in said] == [1101]
    assert "not cut" in (tmp_path / "receipt-1101.txt").read_text()


def test_two_receipts_that_come_off_at_once_have_numbers_of_their_own(tmp_path, capfd):
    settings = Settings()
    settings.json = True
    keeper, unit = Keeper(settings, str(tmp_path)), VirtualPrinter()
    unit.receive(b"Tea\n\x1dVB\x00")
    hands = [threading.Thread(target=keeper.keep, args=unit.tickets) for _ in range(20)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(json.loads(line)["receipt"] for line in capfd.readouterr().out.splitlines()) == [*range(1, 21)]
    assert len(list(tmp_path.glob("*.json"))) == 20


def test_an_idle_client_makes_room_for_another_one():
    with serving("--tcp", "127.0.0.1:0", "--idle", "0.2") as (_, (uri,)):
        address = urllib.parse.urlsplit(uri)
        with socket.create_connection((address.hostname, address.port), SECONDS), Printer(uri) as printer:
            assert printer.status().online.value == "yes"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a limit can be set from outside on Linux only")
def test_a_disk_that_takes_no_more_is_said_so_and_leaves_no_half_receipts(tmp_path):
    import resource

    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
        unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        with Printer(uri) as printer:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100, unlimited[1]))
            printer.send(b"lost\n\x1dVB\x00")
            assert "saved" not in json.loads(process.stdout.readline())
            assert list(tmp_path.iterdir()) == []
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
            printer.send(b"kept\n\x1dVB\x00")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=SECONDS)
    assert "receipt-0001.png is not saved: File too large" in err
    assert (tmp_path / "receipt-0002.txt").read_text() == "kept\n"


def test_an_ipv6_address_is_told_as_it_can_be_given_back():
    with serving("--tcp", "[::1]:0") as (_, (uri,)), Printer(uri) as printer:
        assert uri.startswith("tcp://[::1]:")
        assert printer.status().online.value == "yes"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_one_printer_on_a_port_and_a_pseudo_terminal(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--pty") as (process, (tcp, serial)):
        with Printer(tcp) as printer:
            printer.send(b"by TCP\n\x1dVB\x00")
        with Printer(serial) as printer:
            printer.send(b"by serial line\n\x1dVB\x00")
            assert printer.status().online.value == "yes"
        assert len(stopped(process)) == 2


def test_faults_are_played():
    faults = ("--fault", "paper-out", "--fault", "near-end")
    with serving("--tcp", "127.0.0.1:0", *faults) as (_, (uri,)), Printer(uri) as printer:
        status = printer.status()
        with pytest.raises(errors.NotPrinted, match="the paper is out"):
            printer.send(b"x")
    assert status.near_end.value == "yes"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_a_receipt_that_cannot_be_saved_is_said_so_and_the_printer_goes_on(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--paper", tmp_path) as (process, (uri,)):
        (tmp_path / "receipt-0001.txt").mkdir()
        with Printer(uri) as printer:
            printer.send(b"first\n\x1dVB\x00")
            printer.send(b"second\n\x1dVB\x00")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
    assert "receipt-0001.png is not saved: Is a directory" in err
    assert [json.loads(line).get("saved") for line in out.splitlines()] == [None, str(tmp_path / "receipt-0002.png")]


def test_orders_are_taken_at_a_port(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--control", "127.0.0.1:0") as (process, (uri,)):
        place = json.loads(process.stdout.readline())["control"]
        with socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])), SECONDS) as control:
            control.sendall(b'{"do": "open-cover"}\n')
            assert json.loads(control.makefile().readline()) == {"ok": True}
        with Printer(uri) as printer:
            assert printer.status().cover_open.value == "yes"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no Unix sockets")
def test_orders_are_taken_at_a_unix_socket_which_goes_with_the_printer(tmp_path):
    path = tmp_path / "control"
    with serving("--tcp", "127.0.0.1:0", "--control", f"unix:{path}") as (process, _):
        assert json.loads(process.stdout.readline())["control"] == f"unix:{path}"
        with socket.socket(socket.AF_UNIX) as control:
            control.connect(str(path))
            control.sendall(b'{"do": "status"}\n')
            assert json.loads(control.makefile().readline())["ok"] is True
        stopped(process)
    assert not path.exists()


def test_the_paper_is_shown_on_a_page(tmp_path):
    with serving("--tcp", "127.0.0.1:0", "--page", "127.0.0.1:0") as (process, (uri,)):
        place = urllib.parse.urlsplit(json.loads(process.stdout.readline())["page"])
        with Printer(uri) as printer:
            printer.send(b"Tea\n\x1dVB\x00")
        process.stdout.readline()
        with closing(http.client.HTTPConnection("127.0.0.1", place.port, timeout=SECONDS)) as browser:
            browser.request("GET", "/receipts/1.txt")
            assert browser.getresponse().read() == b"Tea\n"


BAD = {
    "a page beyond loopback": (("--tcp", "127.0.0.1:0", "--page", "0.0.0.0:0"), 3, "beyond this computer"),
    "orders from beyond loopback": (("--tcp", "127.0.0.1:0", "--control", "0.0.0.0:0"), 3, "beyond this computer"),
    "no port": (("--tcp", "127.0.0.1"), 2, "no HOST:PORT"),
    "a port that cannot be": (("--tcp", "127.0.0.1:99999"), 2, "no HOST:PORT"),
    "an unknown fault": (("--fault", "flood"), 3, "no fault is called 'flood'"),
    "an unknown personality": (("--personality", "epson"), 3, "no personality is called 'epson'"),
    "beyond loopback": (("--tcp", "0.0.0.0:0"), 3, "allow"),
}


@pytest.mark.parametrize(("words", "code", "complaint"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_before_anything_listens(ocom809, words, code, complaint):
    ran = ocom809("virtual", "serve", *words)
    assert ran.code == code
    assert complaint in ran.err
    assert ran.out == ""


def test_a_folder_that_cannot_be_made_is_bad_input(ocom809, tmp_path):
    (tmp_path / "file").write_text("")
    ran = ocom809("virtual", "serve", "--tcp", "127.0.0.1:0", "--paper", tmp_path / "file")
    assert ran.code == 3
    assert "file" in ran.err


def test_a_port_that_is_taken_is_said_so(ocom809):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = ocom809("virtual", "serve", "--tcp", f"127.0.0.1:{taken.getsockname()[1]}")
    assert ran.code != 0
    assert ran.err.count("\n") == 1
    assert str(taken) not in ran.err
