"""The virtual printer on TCP: real sockets on loopback."""

import contextlib
import socket
import threading
import time

import pytest

from ocom809.errors import DeviceBusy, DeviceError, DeviceNotFound, InputError, PermissionDenied
from ocom809.virtual import TcpServer, VirtualPrinter
from ocom809.virtual import listening as listening_module
from ocom809.virtual.listening import address_of, listening

CUT = b"\x1dV\x42\x00"
ASK = b"\x10\x04\x01"


@contextlib.contextmanager
def served(printer=None, **options):
    with TcpServer(printer or VirtualPrinter(), **options) as server:
        yield server


@contextlib.contextmanager
def client_of(server, port=None):
    with socket.create_connection(("127.0.0.1", port or server.port), timeout=100) as client:
        yield client


def until(condition, seconds=100):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def fill(client, limit=20_000_000):
    """Write until nothing more goes for a while; how much went."""
    client.settimeout(0.3)
    sent = 0
    with contextlib.suppress(TimeoutError):
        while sent < limit:
            sent += client.send(b"\n" * 4096)
    return sent


def trickle(client):
    for _ in range(1000):
        client.sendall(b"\n" * 10)
        time.sleep(0.001)


def test_a_job_comes_out_and_its_question_is_answered():
    with served() as server, client_of(server) as client:
        client.sendall(b"Tea\n" + CUT + ASK)
        assert client.recv(10) == b"\x16"
        assert [ticket.text for ticket in server.printer.tickets] == ["Tea"]


def test_a_megabyte_of_raster_arrives_to_the_dot():
    band = b"\x1dv0\x00\x48\x00\x40\x00" + b"\xa5" * 72 * 64
    with served() as server, client_of(server) as client:
        client.sendall(band * 228 + CUT + ASK)
        assert client.recv(10) == b"\x16"
        (ticket,) = server.printer.tickets
        assert ticket.height_dots == 144 + 228 * 64
        assert ticket.black_dots == 228 * 64 * 288


def test_after_a_half_close_the_answers_still_come_and_then_the_end():
    with served() as server, client_of(server) as client:
        client.sendall(b"Tea\n" * 3000 + ASK)
        client.shutdown(socket.SHUT_WR)
        assert client.recv(10) == b"\x16"
        assert client.recv(10) == b""


def test_one_client_at_a_time_and_the_next_is_served_when_the_first_has_closed():
    with served() as server, client_of(server) as second_door:
        until(lambda: server._client is not None)
        with client_of(server) as waiting:
            waiting.sendall(b"Milk\n" + ASK)
            waiting.settimeout(0.1)
            with pytest.raises(TimeoutError):
                waiting.recv(1)
            second_door.sendall(b"Tea\n" + ASK)
            assert second_door.recv(1) == b"\x16"
            second_door.close()
            waiting.settimeout(100)
            assert waiting.recv(1) == b"\x16"
        assert server.printer.paper.text == "Tea\nMilk"


def test_half_an_instruction_of_one_client_eats_the_next_one_s_job():
    with served() as server:
        with client_of(server) as client:
            client.sendall(b"\x1dv0\x00\x48\x00\x01\x00")
        with client_of(server) as client:
            client.sendall(b"x" * 72 + b"Tea\n" + ASK)
            assert client.recv(1) == b"\x16"
        assert server.printer.paper.text == "Tea"


def test_a_full_printer_stops_reading_and_goes_on_when_it_can_print():
    with served(VirtualPrinter(faults=["cover-open"])) as server, client_of(server) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        sent = fill(client)
        assert sent < 200_000
        assert server.printer.room == 0
        server.printer.close_cover()
        client.settimeout(100)
        client.sendall(ASK)
        assert client.recv(10) == b"\x16"
        assert server.printer.paper.height_dots == 144 + sent * 30 or server.printer.sensors.unrecoverable


def test_a_status_that_changes_is_pushed_without_being_asked_for():
    with served() as server, client_of(server) as client:
        client.sendall(b"\x1da\x0f")
        assert client.recv(10) == b"\x14\x00\x00\x00"
        server.printer.open_cover()
        assert client.recv(10) == b"\x3c\x00\x00\x00"


def test_a_timed_fault_comes_though_nothing_else_happens():
    with served(VirtualPrinter(faults=["cover-open@0.1s"])) as server, client_of(server) as client:
        client.sendall(b"\x1da\x0f")
        assert client.recv(4) == b"\x14\x00\x00\x00"
        assert client.recv(10) == b"\x3c\x00\x00\x00"


@pytest.mark.parametrize("fault", ["disconnect", "disconnect@100B", "disconnect@0.05s", "disconnect@10mm"])
def test_disconnect_resets_the_connection_once(fault):
    with served(VirtualPrinter(faults=[fault])) as server:
        with pytest.raises(ConnectionError), client_of(server) as client:
            trickle(client)
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_without_power_every_connection_is_reset_until_it_is_back():
    with served() as server:
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"
            server.printer.play("power-loss")
            with pytest.raises(ConnectionError):
                client.recv(1)
        # The reset may come as early as on connecting.
        with pytest.raises(ConnectionError), client_of(server) as client:
            client.recv(1)
        server.printer.power_cycle()
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_switching_it_off_and_on_drops_the_client_however_short_it_was():
    with served(VirtualPrinter()) as server:
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"
            server.printer.power_cycle()
            with pytest.raises(ConnectionError):
                client.recv(1)
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_what_was_under_way_on_a_connection_before_it_started_anew_is_never_taken():
    printer = VirtualPrinter()
    since = printer.restarts
    printer.power_cycle()
    assert printer.receive(b"Tea\n", since=since) == 0
    assert printer.receive(b"Tea\n", since=printer.restarts) == 4


def test_silence_takes_everything_and_answers_nothing():
    with served(VirtualPrinter(faults=["silence"])) as server, client_of(server) as client:
        client.sendall(b"Tea\n" + ASK)
        client.settimeout(0.1)
        with pytest.raises(TimeoutError):
            client.recv(1)
        assert server.printer.paper.text == "Tea"


def test_stall_takes_exactly_so_many_bytes_until_it_is_cured():
    with served(VirtualPrinter(faults=["stall@2048B"])) as server, client_of(server) as client:
        client.sendall(b"\n" * 3000)
        until(lambda: server.printer.paper.height_dots == 144 + 2048 * 30)
        server.printer.cure("stall")
        until(lambda: server.printer.paper.height_dots == 144 + 3000 * 30)


def test_a_client_that_never_reads_its_answers_blocks_nobody():
    with served() as server, client_of(server) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(ASK * 200_000 + b"Tea\n")
        until(lambda: server.printer.paper.text == "Tea")


def test_a_client_that_ends_and_never_reads_gives_the_printer_free(monkeypatch):
    monkeypatch.setattr("ocom809.virtual.server._FAREWELL_SECONDS", 0.1)
    with served() as server, client_of(server) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(ASK * 200_000)
        deaf.shutdown(socket.SHUT_WR)
        with client_of(server) as client:
            client.settimeout(100)  # 200,000 questions are answered first
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_an_idle_client_keeps_the_printer_unless_told_otherwise():
    with served(idle_seconds=0.1) as server, client_of(server) as idle:
        idle.sendall(b"Tea\n")
        assert idle.recv(1) == b""
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_an_idle_client_makes_room_when_another_one_comes_and_not_before():
    with served(yield_seconds=0.1) as server, client_of(server) as idle:
        time.sleep(0.3)
        idle.sendall(ASK)
        assert idle.recv(1) == b"\x16"
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"
        assert idle.recv(1) == b""


def test_a_client_whose_job_waits_for_paper_keeps_the_printer():
    with served(VirtualPrinter(faults=["paper-out"]), yield_seconds=0.05) as server, client_of(server) as first:
        first.sendall(b"first\n" + CUT + b"\x1dr\x01")
        until(lambda: server.printer.is_holding)
        with client_of(server) as second:
            second.sendall(ASK)
            second.settimeout(0.5)
            with pytest.raises(TimeoutError):
                second.recv(1)
            server.printer.load_paper()
            assert first.recv(1) == b"\x00"
            second.settimeout(10)
            assert second.recv(1) == b"\x16"


def test_many_small_connections_one_after_the_other_do_not_wait_for_the_system_to_try_again():
    with served() as server:
        began = time.monotonic()
        for _ in range(100):
            with client_of(server):
                pass
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"
        assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n<b>Tea</b>", id="a browser"),
        pytest.param(b"\x1b%-12345X@PJL USTATUS DEVICE = ON\r\n@PJL ENTER LANGUAGE=PCL\r\n\x1b%-12345X", id="PJL"),
        pytest.param(b"%!PS-Adobe-3.0\n72 720 moveto (Tea) show showpage\n\x04", id="PostScript"),
        pytest.param(b"POST /ipp HTTP/1.1\r\n\r\n\x01\x01\x00\x0b\x00\x00\x00\x01\x01G\x00\x12charset", id="IPP"),
        pytest.param(b"\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03" + bytes(range(40)), id="TLS"),
        pytest.param(b"\x02lp\n\x02 100 cfA001host\nHhost\nProot\n\x00", id="LPD"),
    ],
)
@pytest.mark.parametrize("how", ["in order", "by a reset"])
def test_who_speaks_another_language_and_goes_leaves_a_printer_that_prints(said, how):
    with served() as server:
        with client_of(server) as stranger:
            stranger.sendall(said)
            if how == "by a reset":
                stranger.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        with client_of(server) as client:
            client.sendall(b"\x1b@\nTea\n" + CUT + ASK)
            assert client.recv(1) == b"\x16"
        assert server.printer.tickets[-1].text.endswith("Tea")


def test_a_client_that_resets_is_survived():
    with served() as server:
        for _ in range(5):
            with client_of(server) as client:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                client.sendall(ASK * 100)
        with client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_each_ticket_is_told_to_whoever_wants_to_save_it():
    seen = []
    with served(on_ticket=seen.append) as server, client_of(server) as client:
        client.sendall(b"Tea\n" + CUT + b"Milk\n" + CUT + ASK)
        assert client.recv(1) == b"\x16"
    server.printer.receive(b"Sugar\n" + CUT)
    assert [ticket.text for ticket in seen] == ["Tea", "Milk"]


def test_it_works_over_ipv6():
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    try:
        server = TcpServer(VirtualPrinter(), "::1")
        server.start()
    except DeviceError:
        pytest.skip("no IPv6 loopback here")
    with server, socket.create_connection(("::1", server.port), timeout=60) as client:
        client.sendall(ASK)
        assert client.recv(1) == b"\x16"


# Beginning and ending


def test_closing_ends_thread_listener_and_client():
    before = threading.active_count()
    server = TcpServer(VirtualPrinter())
    server.start()
    server.start()
    port = server.port
    with client_of(server) as client:
        client.sendall(b"Tea\n")
        until(lambda: server.printer.paper.text == "Tea")
        server.close()
        server.close()
        client.settimeout(100)
        with contextlib.suppress(ConnectionError):
            assert client.recv(1) == b""
    assert threading.active_count() == before
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=60)


def test_it_can_be_closed_while_the_printer_is_full():
    with served(VirtualPrinter(faults=["cover-open"])) as server, client_of(server) as client:
        fill(client)
        begun = time.monotonic()
        server.close()
        assert time.monotonic() - begun < 25


def test_a_closed_server_starts_again():
    server = TcpServer(VirtualPrinter())
    for _ in range(2):
        with server, client_of(server) as client:
            client.sendall(ASK)
            assert client.recv(1) == b"\x16"


def test_two_servers_cannot_share_a_port():
    with served() as server, pytest.raises(DeviceBusy, match=str(server.port)):
        TcpServer(VirtualPrinter(), port=server.port).start()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "8.8.8.8"])
def test_beyond_this_computer_only_if_that_is_meant(host):
    with pytest.raises(InputError, match="beyond this computer"):
        TcpServer(VirtualPrinter(), host)
    assert address_of(host, 9100, allow_remote=True)[2] == 9100


def test_localhost_is_this_computer():
    assert address_of("localhost", 9100)[2] == 9100


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_out_of_range_is_refused(port):
    with pytest.raises(InputError, match="0 to 65535"):
        TcpServer(VirtualPrinter(), port=port)


@pytest.mark.parametrize("host", ["", "no such host", "a" * 70 + ".example", "\udcff"])
def test_a_host_without_an_address_is_not_found(host):
    with pytest.raises(DeviceNotFound, match="no address"):
        address_of(host, 0)


@pytest.mark.parametrize(("number", "kind"), [(13, PermissionDenied), (98, DeviceBusy), (99, DeviceError)])
def test_what_the_system_refuses_is_said_in_our_words(number, kind):
    import os

    assert type(listening_module._translated(OSError(number, os.strerror(number)), "127.0.0.1", 80)) is kind


def test_an_address_of_another_computer_cannot_be_listened_on():
    with pytest.raises(DeviceError, match="192.0.2.1"):
        listening(address_of("192.0.2.1", 0, allow_remote=True))


# The status port


def test_the_status_port_answers_while_the_data_port_is_full():
    with served(VirtualPrinter(faults=["paper-out"]), status_port=0) as server, client_of(server) as client:
        fill(client)
        with client_of(server, server.status_port) as asking:
            for _ in range(2):
                asking.sendall(b"\x1bv")
                assert asking.recv(10) == b"\x1c\x00\x0c\x00"


def test_the_question_may_arrive_in_two_pieces_and_several_may_ask():
    with served(status_port=0) as server, contextlib.ExitStack() as stack:
        first, second = (stack.enter_context(client_of(server, server.status_port)) for _ in range(2))
        first.sendall(b"\x1b")
        second.sendall(b"x\x1bv\x1bv")
        assert second.recv(8, socket.MSG_WAITALL) == b"\x14\x00\x00\x00" * 2
        first.sendall(b"v")
        assert first.recv(10) == b"\x14\x00\x00\x00"


def test_more_clients_than_it_serves_wait_for_their_turn():
    with served(status_port=0) as server, contextlib.ExitStack() as stack:
        clients = [stack.enter_context(client_of(server, server.status_port)) for _ in range(6)]
        clients[5].sendall(b"\x1bv")
        clients[0].close()
        clients[1].close()
        assert clients[5].recv(10) == b"\x14\x00\x00\x00"


def test_there_is_no_status_port_unless_it_is_asked_for():
    with served() as server:
        assert server.status_port is None


def test_a_status_port_that_is_taken_leaves_nothing_behind():
    before = threading.active_count()
    with served() as other:
        server = TcpServer(VirtualPrinter(), status_port=other.port)
        with pytest.raises(DeviceBusy):
            server.start()
        assert threading.active_count() == before + 1


class CountingServer(TcpServer):
    steps = 0

    def _step(self):
        self.steps += 1
        super()._step()


def test_it_does_not_spin_while_the_printer_is_full_and_another_client_waits():
    printer = VirtualPrinter(faults=["cover-open"])
    with CountingServer(printer) as server, client_of(server) as client:
        fill(client)
        with client_of(server):
            time.sleep(0.05)
            before = server.steps
            time.sleep(0.3)
            assert server.steps == before


def test_a_status_client_that_resets_is_survived():
    with served(status_port=0) as server:
        with client_of(server, server.status_port) as rude:
            rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            rude.sendall(b"\x1bv")
            assert rude.recv(10)
        with client_of(server, server.status_port) as client:
            client.sendall(b"\x1bv")
            assert client.recv(10) == b"\x14\x00\x00\x00"


def test_status_clients_that_are_still_there_end_with_the_server():
    with served(status_port=0) as server, client_of(server, server.status_port) as client:
        client.sendall(b"\x1bv")
        assert client.recv(10)
        server.close()
        assert client.recv(10) == b""
