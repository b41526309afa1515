"""The LAN module on loopback: real sockets at free ports."""

import socket
import time
from contextlib import contextmanager

import pytest

from ocom809.errors import InputError
from ocom809.virtual import FREE_PORTS, LanModule, VirtualPrinter

MAC = bytes.fromhex("00 61 7B 12 34 56")
SET_ADDRESS = bytes.fromhex("1F 1B 1F 91 00 49 50 C0 00 02 32")
SET_ADDRESS_ON_4000 = bytes.fromhex("1F 1B 1F 22 C0 00 02 33")
XP_SAVE = b"XP0001SAVE" + MAC + bytes.fromhex("22 00 C0 00 02 34 FF FF FF 00 C0 00 02 01 8C 23 00")
ASK = b"\x10\x04\x01"


@contextmanager
def module(personality="all-dialects", **options):
    printer = VirtualPrinter(personality=personality, mac=MAC)
    with LanModule(printer, ports=FREE_PORTS, restart_seconds=0.1, **options) as lan:
        yield lan


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def connected(lan, port):
    return socket.create_connection((lan.host, port), timeout=60)


@contextmanager
def searcher():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("127.0.0.1", 0))
        asking.settimeout(10)
        yield asking


def events(lan, name):
    return [event.details for event in lan.printer.events if event.name == name]


def has_restarted(lan, times=1):
    return len(events(lan, "LAN module is up")) == times


def test_it_prints_and_answers_at_its_data_port():
    with module() as lan, connected(lan, lan.ports.data) as host:
        host.sendall(b"Tea\n\x1dV\x42\x00" + ASK)
        assert host.recv(10) == b"\x16"
        assert [ticket.text for ticket in lan.printer.tickets] == ["Tea"]


def test_tickets_are_told_once():
    told = []
    with module(on_ticket=told.append) as lan, connected(lan, lan.ports.data) as host:
        host.sendall(b"Tea\n\x1dV\x42\x00" + ASK)
        assert host.recv(10) == b"\x16"
    assert [ticket.text for ticket in told] == ["Tea"]


def test_both_searches_are_answered_at_their_ports():
    with module() as lan, searcher() as asking:
        for port, word in ((lan.ports.xp, b"XP0001"), (lan.ports.zy, b"ZY0001")):
            asking.sendto(word + b"FIND", (lan.host, port))
            answer, sender = asking.recvfrom(100)
            assert answer[:17] == word + b"FOUND" + MAC
            assert sender == (lan.host, port)


def test_the_side_port_tells_the_status():
    with module() as lan, connected(lan, lan.ports.side) as side:
        side.sendall(b"\x1bv")
        assert side.recv(10) == b"\x14\x00\x00\x00"


def test_an_address_among_the_print_data_ends_the_connection_and_it_comes_back():
    with module() as lan:
        ports = lan.ports
        with connected(lan, ports.data) as host:
            host.sendall(SET_ADDRESS)
            assert host.recv(10) == b""
        until(lambda: has_restarted(lan))
        assert lan.ports == ports
        assert events(lan, "LAN module is up") == [{"address": "192.0.2.50"}]
        with connected(lan, ports.data) as host, searcher() as asking:
            host.sendall(ASK)
            assert host.recv(10) == b"\x16"
            asking.sendto(b"XP0001FIND", (lan.host, ports.xp))
            assert asking.recv(100)[19:23] == b"\xc0\x00\x02\x32"


@pytest.mark.parametrize("pieces", [1, 3, 8])
def test_an_address_on_the_side_port_is_taken_however_it_arrives(pieces):
    with module() as lan, connected(lan, lan.ports.side) as side:
        side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        step = -(-len(SET_ADDRESS_ON_4000) // pieces)
        for start in range(0, len(SET_ADDRESS_ON_4000), step):
            side.sendall(SET_ADDRESS_ON_4000[start : start + step])
            time.sleep(0.01)
        until(lambda: has_restarted(lan))
    assert str(lan.printer.settings.network.address) == "192.0.2.51"


def test_what_is_no_set_up_does_nothing_on_the_side_port():
    with module() as lan, connected(lan, lan.ports.side) as side:
        side.sendall(b"Tea\n\x1dV\x00" + SET_ADDRESS + b"\x1bv")
        assert side.recv(10) == b"\x14\x00\x00\x00"
        assert str(lan.printer.settings.kept.address) == "192.168.123.100"
        assert lan.printer.paper.text == ""


def test_a_save_by_udp_restarts_it():
    with module() as lan, searcher() as asking:
        asking.sendto(XP_SAVE, (lan.host, lan.ports.xp))
        until(lambda: has_restarted(lan))
        assert str(lan.printer.settings.network.address) == "192.0.2.52"


def test_while_it_restarts_nobody_is_there():
    printer = VirtualPrinter(mac=MAC)
    # At an address of its own: a free port of the usual one may be another program's by the time that it is tried.
    with LanModule(printer, host="127.0.0.9", ports=FREE_PORTS, restart_seconds=60) as lan:
        printer.receive(SET_ADDRESS)
        until(lambda: is_refused(lan))
        assert not lan.is_up


def is_refused(lan):
    """Whether a client is refused at once; its port is still open for a moment while it goes down."""
    try:
        connected(lan, lan.ports.data).close()
    except ConnectionRefusedError:
        return True
    return False


def test_the_caller_is_told_of_the_new_address_and_may_move_it():
    moves = []

    def move(old, new):
        moves.append((str(old), str(new)))
        return "127.0.0.2"

    with module(on_address_change=move) as lan:
        lan.printer.receive(SET_ADDRESS)
        until(lambda: has_restarted(lan))
        assert moves == [("192.168.123.100", "192.0.2.50")]
        assert lan.host == "127.0.0.2"
        with connected(lan, lan.ports.data) as host:
            host.sendall(ASK)
            assert host.recv(10) == b"\x16"


def test_dhcp_gives_what_the_caller_said_and_going_back_gives_the_address_that_was_set():
    everything = bytes.fromhex("1F 1B 1F 91 00 49 FA 01 5A C0 00 02 32 FF FF FF 00 C0 00 02 01")
    with module(dhcp_address="203.0.113.7/24") as lan:
        lan.printer.receive(everything)
        until(lambda: has_restarted(lan))
        lan.printer.receive(everything.replace(b"\xfa\x01", b"\xfa\x00"))
        until(lambda: has_restarted(lan, 2))
        assert events(lan, "LAN module is up") == [{"address": "203.0.113.7"}, {"address": "192.0.2.50"}]


def test_a_power_cycle_restarts_the_module_and_keeps_the_address():
    with module("settings-after-power-cycle") as lan:
        lan.printer.receive(SET_ADDRESS)
        assert str(lan.printer.settings.network.address) == "192.168.123.100"
        lan.printer.power_cycle()
        until(lambda: has_restarted(lan))
        assert str(lan.printer.settings.network.address) == "192.0.2.50"


def test_without_power_nobody_is_there_until_it_is_back():
    with module() as lan:
        lan.printer.play("power-loss")
        until(lambda: not lan.is_up)
        time.sleep(0.3)
        assert len(events(lan, "LAN module restarts")) == 1
        lan.printer.power_cycle()
        until(lambda: lan.is_up)
        with connected(lan, lan.ports.data) as host:
            host.sendall(ASK)
            assert host.recv(10) == b"\x16"


def test_a_unit_without_a_side_port_or_a_search_has_neither():
    with module("szjbzf") as lan:
        assert lan.ports.data
        assert (lan.ports.side, lan.ports.xp, lan.ports.zy) == (0, 0, 0)


BAD = {
    "beyond loopback": ({"host": "192.0.2.1"}, "beyond this computer"),
    "IPv6": ({"host": "::1"}, "IPv4 only"),
    "no interface's name": ({"interface": "-eth0"}, "no name of a network interface"),
    "a lease of nobody's address": ({"dhcp_address": "192.0.2.0/24"}, "no address of a printer"),
    "no lease": ({"dhcp_address": "192.0.2.300"}, "DHCP"),
}


@pytest.mark.parametrize(("options", "complaint"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_refused_before_anything_listens(options, complaint):
    with pytest.raises(InputError, match=complaint):
        LanModule(VirtualPrinter(), **options)
