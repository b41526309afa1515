"""Asking by UDP, on loopback: what comes back is bounded in size, number and time, whoever answers."""

from __future__ import annotations

import contextlib
import functools
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from ipaddress import IPv4Address

import pytest

from ocom809.discovery import Family
from ocom809.discovery.broadcast import ANNOUNCEMENT_LIMIT, announced, ask, listen
from ocom809.discovery.interfaces import LocalNetwork
from ocom809.errors import InputError

REPLY = bytes.fromhex("5850 3030 3031 464f 554e 44 006120123456 2200 c0a87b64 ffffff00 c0a87b01 8c23 00")


def reply(number=0x123456):
    return REPLY[:14] + number.to_bytes(3, "big") + REPLY[17:]


@contextmanager
def responder(host, answers):
    """Somebody at port 9000 of a loopback address who calls ``answers(send, data)`` for each question."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((host, 9000))
        one.settimeout(0.05)
        heard, is_over = [], threading.Event()

        def serve():
            while not is_over.is_set():
                with contextlib.suppress(OSError):
                    data, sender = one.recvfrom(2000)
                    heard.append(data)
                    answers(functools.partial(send_to, one, sender), is_over)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield heard
        finally:
            is_over.set()
            thread.join()


def send_to(one, sender, answer):
    one.sendto(answer, sender)


def at(host):
    """A network whose broadcast address is one loopback address, so that nobody else is asked."""
    return (LocalNetwork("lo", IPv4Address("127.0.0.1"), 8, IPv4Address(host)),)


def test_an_answer_that_comes_thrice_is_told_once():
    with responder("127.0.9.1", lambda send, _: send(reply())) as heard:
        (said,) = announced([Family.XPRINTER], seconds=0.6, networks=at("127.0.9.1"))
    assert (str(said.address), said.sender, said.interface) == ("192.168.123.100", "127.0.9.1", "lo")
    assert heard == [b"XP0001FIND"] * 3


def test_who_has_heard_enough_need_not_wait():
    begin = time.monotonic()
    with responder("127.0.9.2", lambda send, _: send(reply())):
        next(listen([Family.XPRINTER], seconds=60, networks=at("127.0.9.2")))
    assert time.monotonic() - begin < 20


def test_one_address_is_asked_and_only_its_own_answer_counts():
    with responder("127.0.9.3", lambda send, _: send(reply())), responder("127.0.9.4", lambda send, _: send(b"?")):
        assert str(ask("127.0.9.3", Family.XPRINTER, seconds=60).mac) == "00:61:20:12:34:56"
        assert ask("127.0.9.4", Family.XPRINTER, seconds=0.2) is None
        assert ask("127.0.9.5", Family.XPRINTER, seconds=0.2) is None


def test_a_flood_of_printers_is_cut_off():
    def flood(send, is_over):
        for number in range(5000):
            if is_over.is_set():
                return
            send(reply(number))

    with responder("127.0.9.6", flood):
        told = announced([Family.XPRINTER], seconds=4, networks=at("127.0.9.6"))
    assert 1 <= len(told) <= ANNOUNCEMENT_LIMIT


@pytest.mark.parametrize("rubbish", [b"", b"\x00" * 34, b"XP0001FOUND", REPLY + bytes(20_000), b"XP0001FIND"])
def test_a_flood_of_rubbish_neither_finds_anything_nor_takes_longer(rubbish):
    def flood(send, is_over):
        while not is_over.is_set():
            send(rubbish)

    begin = time.monotonic()
    with responder("127.0.9.7", flood):
        assert announced([Family.XPRINTER], seconds=0.5, networks=at("127.0.9.7")) == ()
    assert time.monotonic() - begin < 30


def test_without_a_network_nobody_is_asked_and_nobody_found():
    assert announced(seconds=0.1, networks=()) == ()


@pytest.mark.parametrize("seconds", [0, -1, 601, float("inf"), float("nan")])
def test_a_time_that_is_none_is_refused(seconds):
    with pytest.raises(InputError, match="600"):
        announced(seconds=seconds, networks=())
    with pytest.raises(InputError, match="600"):
        ask("127.0.9.9", Family.XPRINTER, seconds=seconds)


NO_SOCKETS = """
import os, resource
from ocom809.discovery.broadcast import announced
from ocom809.discovery.interfaces import LocalNetwork
from ocom809.errors import DeviceError
from ipaddress import IPv4Address
free = os.dup(0)
os.close(free)
resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))
try:
    announced(seconds=0.1, networks=[LocalNetwork("", IPv4Address("127.0.0.1"))])
except DeviceError as error:
    print(error.message)
"""


def test_a_system_that_gives_no_sockets_is_told_and_is_not_taken_for_silence():
    ran = subprocess.run([sys.executable, "-c", NO_SOCKETS], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["this computer gives no more connections (Too many open files)"]
