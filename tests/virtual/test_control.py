"""The control socket: what a person does to a printer, done by a test in any language."""

import json
import socket
import stat
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809 import errors
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.control import ACTS, LINE_BYTES, Controls
from ocom809.virtual.control_server import MOST_CLIENTS, ControlServer

SECONDS = 10


class Client:
    """Speaks to the socket as any language would."""

    def __init__(self, place):
        if place.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(place.removeprefix("unix:"))
        else:
            host, _, port = place.rpartition(":")
            self.socket = socket.create_connection((host, int(port)), SECONDS)
        self.socket.settimeout(SECONDS)
        self.lines = self.socket.makefile("rb")

    def ask(self, **asked):
        return self.say(json.dumps(asked).encode() + b"\n")

    def say(self, data):
        self.socket.sendall(data)
        return json.loads(self.lines.readline())

    def is_ended(self):
        try:
            return self.lines.readline() == b""
        except ConnectionError:
            return True

    def close(self):
        self.lines.close()
        self.socket.close()


@pytest.fixture
def printer():
    return VirtualPrinter()


@pytest.fixture
def server(printer):
    with ControlServer(printer) as serving:
        yield serving


@pytest.fixture
def client(server):
    one = Client(server.place)
    yield one
    one.close()


def test_a_fault_is_played_and_cured(printer, client):
    assert client.ask(do="play", fault="paper-out") == {"ok": True}
    assert not printer.sensors.paper_present
    assert client.ask(do="status")["sensors"]["paper_present"] is False
    assert client.ask(do="cure", fault="paper-out") == {"ok": True}
    assert printer.sensors.paper_present


SENSED = {
    "open-cover": ("cover_open", True),
    "remove-paper": ("paper_present", False),
    "hold-feed": ("feed_button", True),
}


@pytest.mark.parametrize(("act", "sensor"), SENSED.items(), ids=SENSED)
def test_what_a_hand_does_is_sensed(printer, client, act, sensor):
    assert client.ask(do=act) == {"ok": True}
    name, value = sensor
    assert getattr(printer.sensors, name) is value
    assert client.ask(do="status")["offline"] is True


def test_the_drawer_is_opened_and_shut(printer, client):
    client.ask(do="set-drawer-pin", high=False)
    assert printer.sensors.drawer_pin_high is False
    client.ask(do="set-drawer-pin", high=True)
    assert printer.sensors.drawer_pin_high is True


def test_a_jam_is_cleared_and_power_is_cycled(printer, client):
    client.ask(do="play", fault="cutter-jam")
    printer.receive(b"Tea\n\x1dVB\x00")
    assert printer.sensors.cutter_error
    client.ask(do="clear-jam")
    assert not printer.sensors.cutter_error
    client.ask(do="play", fault="power-loss")
    assert client.ask(do="status")["offline"] is True
    client.ask(do="power-cycle")
    assert client.ask(do="status")["offline"] is False


def test_receipts_are_listed_and_read(printer, client):
    printer.receive(b"first\n\x1dVB\x00second\n\x1bp\x00\x19\xfa\x1dVB\x00hanging\n")
    assert [one["receipt"] for one in client.ask(do="receipts")["receipts"]] == [1, 2]
    last = client.ask(do="receipt")
    assert [line["text"] for line in last["lines"]] == ["second"]
    assert last["ended"] == "partial cut"
    assert [event["name"] for event in last["events"]] == ["drawer", "cut"]
    assert [line["text"] for line in client.ask(do="receipt", receipt=1)["lines"]] == ["first"]
    assert [line["text"] for line in client.ask(do="paper")["lines"]] == ["hanging"]
    assert client.ask(do="tear-off") == {"ok": True, "receipt": 3}
    assert client.ask(do="tear-off") == {"ok": True, "receipt": None}
    assert "cut" in [event["name"] for event in client.ask(do="events")["events"]]


def test_the_settings_are_told_without_the_secrets(printer, client):
    printer.receive(b"\x1f\x1b\x1f\xb3\x06Shop\x00secret12\x00" + b"\x1f\x1b\x1f\xbe\x03\x0a\x00")
    answer = client.ask(do="settings")
    assert (answer["kept"]["wifi_ssid"], answer["kept"]["wifi_key"]) == ("Shop", "8 characters")
    assert (answer["kept"]["baud"], answer["in_effect"]["baud"]) == (115200, 19200)
    assert (answer["kept"]["mac"], answer["address"]) == ("00:00:5E:00:53:09", "192.168.123.100/24")
    assert "secret12" not in str(client.ask(do="events"))


def test_the_feed_button_and_the_self_test(printer, client):
    before = printer.paper.height_dots
    client.ask(do="press-feed")
    assert printer.paper.height_dots > before
    client.ask(do="self-test")
    assert printer.tickets or printer.paper.black_dots


def test_waiting_ends_with_the_next_change(printer, client):
    since = client.ask(do="status")["version"]
    threading.Timer(0.1, printer.open_cover).start()
    begin = time.monotonic()
    answer = client.ask(do="wait", since=since, seconds=SECONDS)
    assert time.monotonic() - begin < 5
    assert answer["version"] > since
    assert answer["sensors"]["cover_open"] is True


def test_waiting_ends_when_the_time_is_over(client):
    since = client.ask(do="status")["version"]
    assert client.ask(do="wait", since=since, seconds=0.1)["version"] == since


REFUSED = {
    "an unknown act": ({"do": "explode"}, "no act is called 'explode'"),
    "no act": ({}, "no act is called 'None'"),
    "an act that is a list": ({"do": ["play"]}, "no act is called"),
    "an unknown fault": ({"do": "play", "fault": "flood"}, "no fault is called 'flood'"),
    "no fault": ({"do": "play"}, "fault is missing"),
    "a fault to cure that is none": ({"do": "cure", "fault": 5}, "fault is missing"),
    "a pin that is a word": ({"do": "set-drawer-pin", "high": "yes"}, "high is true or false"),
    "a receipt that is not there": ({"do": "receipt"}, "there is no receipt 1"),
    "a receipt that is a truth": ({"do": "receipt", "receipt": True}, "receipt is a number"),
    "an endless wait": ({"do": "wait", "seconds": 1e9}, "seconds is a number from 0 to 60"),
    "a wait of no number": ({"do": "wait", "seconds": float("nan")}, "seconds is a number from 0 to 60"),
}


@pytest.mark.parametrize(("asked", "error"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_and_the_client_may_go_on(client, asked, error):
    answer = client.ask(**asked)
    assert answer["ok"] is False
    assert error in answer["error"]
    assert client.ask(do="status")["ok"] is True


GARBAGE = {
    "HTTP": b"POST / HTTP/1.1\r\n",
    "bytes": b"\xff\xfe\x00\x10\x04\x01\n",
    "a number": b"5\n",
    "a list": b'[{"do": "power-cycle"}]\n',
    "depths": b"[" * (LINE_BYTES - 1) + b"\n",
    "an endless line": b"x" * (LINE_BYTES + 5),
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_answered_and_ends_the_connection(server, client, garbage):
    assert client.say(garbage)["ok"] is False
    assert client.is_ended()
    other = Client(server.place)
    assert other.ask(do="status")["ok"] is True
    other.close()


def test_a_browser_that_is_lured_here_does_nothing(printer, client):
    client.socket.sendall(b'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{"do": "open-cover"}\n')
    assert json.loads(client.lines.readline())["ok"] is False
    assert client.is_ended()
    assert not printer.sensors.cover_open


def test_more_clients_than_fit_are_turned_away_and_room_comes_back(server):
    clients = [Client(server.place) for _ in range(MOST_CLIENTS)]
    assert all(one.ask(do="status")["ok"] for one in clients)
    late = Client(server.place)
    assert "served already" in json.loads(late.lines.readline())["error"]
    late.close()
    clients.pop().close()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        again = Client(server.place)
        try:
            is_welcome = again.ask(do="status")["ok"]
        except (OSError, ValueError):
            is_welcome = False
        again.close()
        if is_welcome:
            break
    assert is_welcome
    for one in clients:
        one.close()


def test_closing_ends_every_conversation_and_twice_is_as_once(printer):
    server = ControlServer(printer)
    server.start()
    server.start()
    client = Client(server.place)
    client.ask(do="status")
    client.socket.sendall(b'{"do": "wait", "seconds": 60}\n')
    server.close()
    server.close()
    client.lines.readline()
    assert client.is_ended()
    client.close()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no Unix sockets")
def test_a_unix_socket_is_for_this_user_only(printer, tmp_path):
    path = tmp_path / "control"
    with ControlServer(printer, path=path) as server:
        assert server.place == f"unix:{path}"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        client = Client(server.place)
        assert client.ask(do="open-cover") == {"ok": True}
        client.close()
        with pytest.raises(errors.DeviceBusy, match="another program"):
            ControlServer(printer, path=path).start()
    assert not path.exists()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no Unix sockets")
def test_a_socket_left_behind_is_replaced_and_a_file_is_not(printer, tmp_path):
    path = tmp_path / "control"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(path))
    with ControlServer(printer, path=path) as server:
        client = Client(server.place)
        assert client.ask(do="status")["ok"] is True
        client.close()
    path.write_text("a file of mine")
    with pytest.raises(errors.DeviceError, match="cannot listen"):
        ControlServer(printer, path=path).start()
    assert path.read_text() == "a file of mine"


def test_it_never_listens_beyond_this_computer(printer):
    with pytest.raises(errors.InputError, match="beyond this computer"):
        ControlServer(printer, "0.0.0.0")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
WORDS = st.sampled_from(["do", "fault", "held", "high", "receipt", "since"])


@given(asked=st.dictionaries(WORDS, JSON | st.sampled_from(ACTS), max_size=4))
def test_whatever_is_asked_is_answered_by_what_json_can_say(asked):
    answer = Controls(VirtualPrinter()).do(asked | {"seconds": 0})
    assert isinstance(answer["ok"], bool)
    json.dumps(answer).encode("ascii")


@given(line=st.binary(max_size=200))
def test_any_bytes_are_answered(line):
    answer, _ = Controls(VirtualPrinter()).answer(line)
    assert isinstance(answer["ok"], bool)
