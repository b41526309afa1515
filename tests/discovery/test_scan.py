"""A scan of loopback addresses, against the virtual printer and against what is none."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv4Network

import pytest

from ocom809.discovery.scan import QUESTION, address_count, parse_network, scan
from ocom809.errors import InputError
from ocom809.virtual import TcpServer, VirtualPrinter

FEW = IPv4Network("127.0.0.0/29")


@contextmanager
def somebody(answer=b"", host="127.0.0.3", port=0):
    """A listener that sends ``answer`` to whoever comes, and keeps what it hears."""
    with socket.socket() as listener:
        listener.bind((host, port))
        listener.listen(64)
        listener.settimeout(0.05)
        heard, is_over = [], threading.Event()

        def serve():
            while not is_over.is_set():
                try:
                    client, _ = listener.accept()
                except TimeoutError:
                    continue
                with client:
                    client.settimeout(2)
                    client.sendall(answer)
                    try:
                        while data := client.recv(100):
                            heard.append(data)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            is_over.set()
            thread.join()


def test_the_virtual_printer_is_proven_by_its_status_and_prints_nothing():
    unit = VirtualPrinter()
    with TcpServer(unit) as server:
        (hit,) = scan(FEW, port=server.port, noted_ports=())
        assert (str(hit.address), hit.is_proven, hit.open_ports) == ("127.0.0.1", True, (server.port,))
    unit.tear_off()
    assert unit.tickets == ()
    assert not unit.events


def test_a_printer_that_is_held_by_another_client_is_seen_and_not_proven():
    with TcpServer(VirtualPrinter()) as server, socket.create_connection(("127.0.0.1", server.port)) as other:
        other.sendall(QUESTION)
        assert other.recv(1)
        (hit,) = scan(FEW, port=server.port, noted_ports=(), answer_seconds=0.2)
    assert (hit.is_proven, hit.answer) == (False, b"")


@pytest.mark.parametrize("status", [0x12, 0x16, 0x1A, 0x7E])
def test_any_status_with_the_fixed_bits_is_a_proof(status):
    with somebody(bytes([status])) as (port, heard):
        (hit,) = scan(FEW, port=port, noted_ports=())
    assert hit.is_proven
    assert b"".join(heard) == QUESTION


@pytest.mark.parametrize("answer", [b"2", b"R"])
def test_a_letter_that_happens_to_have_the_bits_is_the_price_of_so_short_a_proof(answer):
    with somebody(answer) as (port, _):
        (hit,) = scan(FEW, port=port, noted_ports=())
    assert hit.is_proven


@pytest.mark.parametrize("answer", [b"220 ready\r\n", b"\x13", b"\x92", b"\x00", b"SSH-2.0-x\r\n", b"\x12\x12", b""])
def test_a_greeting_or_a_wrong_byte_is_no_proof(answer):
    with somebody(answer) as (port, _):
        (hit,) = scan(FEW, port=port, noted_ports=(), answer_seconds=0.2)
    assert not hit.is_proven


def test_noted_ports_are_connected_to_and_sent_nothing():
    with somebody(b"\x12") as (port, _), somebody() as (other, heard), somebody() as (third, _):
        (hit,) = scan(FEW, port=port, noted_ports=(other, third, 1))
    assert hit.open_ports == (port, *sorted((other, third)))
    assert heard == []


def test_hits_come_by_address_however_late_they_answered():
    with somebody(b"\x12", "127.0.0.5") as (port, _), somebody(b"\x12", "127.0.0.2", port):
        found = scan(FEW, port=port, noted_ports=())
    assert [str(hit.address) for hit in found] == ["127.0.0.2", "127.0.0.5"]


def test_progress_rises_to_the_number_of_addresses():
    told = []
    with somebody() as (port, _):
        scan(FEW, port=port, noted_ports=(), at_once=2, answer_seconds=0.1, progress=lambda *step: told.append(step))
    assert told == [(number, 6) for number in range(1, 7)]


def test_no_more_than_so_many_connections_are_under_way_together():
    """Fourteen that accept and say nothing, seven at a time, each for the whole patience."""
    with somebody(host="0.0.0.0") as (port, _):
        begin = time.monotonic()
        found = scan(IPv4Network("127.0.0.0/28"), port=port, noted_ports=(), at_once=7, answer_seconds=0.2)
        seconds = time.monotonic() - begin
    assert len(found) == 14
    assert seconds >= 0.4


def test_a_whole_network_of_loopback_addresses_is_done_in_no_time():
    begin = time.monotonic()
    assert scan(IPv4Network("127.9.0.0/21"), port=1, noted_ports=()) == ()
    assert time.monotonic() - begin < 20


def test_a_single_address_is_a_network_too():
    with somebody(b"\x12") as (port, _):
        (hit,) = scan(IPv4Network("127.0.0.3/32"), port=port, noted_ports=())
    assert hit.address == IPv4Address("127.0.0.3")


@pytest.mark.parametrize(
    ("text", "count"), [("10.0.0.0/24", 254), ("10.0.0.0/30", 2), ("10.0.0.0/31", 2), ("10.0.0.9/32", 1)]
)
def test_as_many_are_told_as_are_tried(text, count):
    network = IPv4Network(text)
    assert address_count(network) == len(list(network.hosts())) == count


def test_ones_own_address_with_its_prefix_names_the_network():
    assert parse_network("192.168.1.5/24") == IPv4Network("192.168.1.0/24")


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("192.168.1.0/33", "no IPv4 network"),
        ("192.168.1", "no IPv4 network"),
        ("printer", "no IPv4 network"),
        ("fe80::/64", "no IPv4 network"),
        ("", "no IPv4 network"),
        ("10.0.0.0/8", "at most a /16"),
        ("0.0.0.0/0", "at most a /16"),
        ("224.0.0.0/24", "no network in which printers can be"),
        ("240.0.0.0/24", "no network in which printers can be"),
        ("0.0.0.0/24", "no network in which printers can be"),
    ],
)
def test_what_cannot_be_scanned_is_refused_before_anything_is_called(text, clue):
    with pytest.raises(InputError, match=clue):
        parse_network(text)
