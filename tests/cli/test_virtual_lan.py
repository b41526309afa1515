"""``virtual serve`` as a LAN module."""

import json
import socket
import sys

import pytest

from tests.cli.test_virtual import SECONDS, serving, stopped

FREE = ("--lan-ports", "0,0,0,0")
UNIT = ("--mac", "00-61-7b-12-34-56", "--address", "192.0.2.50/24", "--restart", "0.1")


def first_line(process):
    return json.loads(process.stdout.readline())


@pytest.fixture
def started():
    """What ``serve`` says first, and its process."""
    import subprocess

    processes = []

    def start(*words):
        command = [sys.executable, "-m", "ocom809", "virtual", "serve", "--json", *words]
        processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return processes[-1], first_line(processes[-1])

    yield start
    for process in processes:
        process.kill()
        process.communicate(timeout=SECONDS)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_it_is_searched_set_up_and_says_where_it_has_moved_to(started):
    process, place = started("--lan", *FREE, *UNIT, "--personality", "all-dialects")
    assert place["mac"] == "00:61:7B:12:34:56"
    assert place.keys() == {"listening", "mac", "port_4000", "xp_udp", "zy_udp"}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(SECONDS)
        asking.sendto(b"XP0001FIND", ("127.0.0.1", place["xp_udp"]))
        assert asking.recv(100)[11:23] == bytes.fromhex("00 61 7B 12 34 56 22 00 C0 00 02 32")
    with socket.create_connection(("127.0.0.1", place["port_4000"]), SECONDS) as side:
        side.sendall(bytes.fromhex("1F 1B 1F 22 C0 00 02 33"))
        assert first_line(process) == {"address": "192.0.2.51"}
    assert stopped(process) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")
def test_what_it_prints_is_kept_once(tmp_path):
    with serving("--lan", *FREE, "--paper", tmp_path) as (process, (uri,)):
        host, _, port = uri.removeprefix("tcp://").rpartition(":")
        with socket.create_connection((host, int(port)), SECONDS) as data:
            data.sendall(b"Tea\n\x1dV\x42\x00\x10\x04\x01")
            assert data.recv(1) == b"\x16"
        assert [one["receipt"] for one in stopped(process)] == [1]


def test_only_the_doors_that_the_unit_has_are_told(started):
    _, place = started("--lan", *FREE, "--personality", "szjbzf")
    assert place.keys() == {"listening", "mac"}


BAD = {
    "three ports": (("--lan", "--lan-ports", "1,2,3"), 2, "not four ports"),
    "words for ports": (("--lan", "--lan-ports", "a,b,c,d"), 2, "not four ports"),
    "no MAC": (("--lan", *FREE, "--mac", "00:61:7B"), 2, "no AA:BB:CC:DD:EE:FF"),
    "no address": (("--lan", *FREE, "--address", "192.0.2.300/24"), 2, "no ADDRESS/PREFIX"),
    "an address of nobody": (("--lan", *FREE, "--address", "192.0.2.0/24"), 3, "no address of a printer"),
    "no lease": (("--lan", *FREE, "--dhcp-address", "there"), 3, "DHCP"),
    "a lease for nobody": (("--dhcp-address", "192.0.2.5/24"), 2, "say --lan"),
    "beyond loopback": (("--lan", "0.0.0.0", *FREE), 3, "beyond this computer"),
}


@pytest.mark.parametrize(("words", "code", "complaint"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_before_anything_listens(ocom809, words, code, complaint):
    ran = ocom809("virtual", "serve", *words)
    assert (ran.code, ran.out) == (code, "")
    assert complaint in ran.err
    assert ran.err.count("\n") <= 4


@pytest.mark.skipif(sys.platform != "linux", reason="interfaces are changed on Linux only")
def test_an_interface_that_may_be_this_computers_is_not_touched(ocom809):
    ran = ocom809("virtual", "serve", "--interface", "lo")
    assert (ran.code, ran.out) == (3, "")
    assert "belong to this computer" in ran.err
