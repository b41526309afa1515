"""The live page over real connections: what it gives, what it refuses, and how it ends."""

import http.client
import io
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, suppress

import pytest
from PIL import Image

from ocom809 import errors
from ocom809.virtual import VirtualPrinter
from ocom809.web import LivePage
from ocom809.web.app import MOST_PAGES
from ocom809.web.patience import MOST_CONNECTIONS

SECONDS = 50


@pytest.fixture
def printer():
    return VirtualPrinter()


@pytest.fixture
def page(printer):
    with LivePage(printer) as live:
        yield live


def connected(page):
    return http.client.HTTPConnection("127.0.0.1", int(page.url.rstrip("/").rpartition(":")[2]), timeout=SECONDS)


def got(page, path, method="GET", body=None, **headers):
    connection = connected(page)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def did(page, **asked):
    status, _, body = got(page, "/do", "POST", json.dumps(asked), **{"Content-Type": "application/json"})
    return status, json.loads(body)


class Listener:
    """Hears what the page hears."""

    def __init__(self, page):
        self.connection = connected(page)
        self.connection.request("GET", "/changes")
        self.answer = self.connection.getresponse()

    def next(self):
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return json.loads(line.removeprefix(b"data: "))
        return None

    def until(self, condition):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            facts = self.next()
            if facts is None or condition(facts):
                return facts
        raise AssertionError("it was not told")

    def close(self):
        self.connection.close()


@pytest.fixture
def listener(page):
    one = Listener(page)
    yield one
    one.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript"), ("/icon.svg", "image/svg+xml")],
)
def test_the_page_and_what_belongs_to_it(page, path, kind):
    status, headers, body = got(page, path)
    assert status == 200
    assert headers["content-type"].startswith(kind)
    assert "default-src 'none'" in headers["content-security-policy"]
    assert b"http://" not in body.replace(b"http://www.w3.org/2000/svg", b"")
    assert b"https://" not in body


def test_a_foreign_host_is_refused(page):
    assert got(page, "/", Host="evil.example")[0] == 403


def test_the_first_thing_told_is_how_things_are(printer, listener):
    facts = listener.next()
    assert listener.answer.headers["content-type"].startswith("text/event-stream")
    assert facts["paper"]["receipt"] == 1
    assert facts["paper"]["height_dots"] == facts["knife_dots"] == 144
    assert facts["status"]["sensors"]["cover_open"] is False
    assert facts["receipts"] == facts["events"] == []


def test_changes_are_told_as_they_come(printer, listener):
    listener.next()
    printer.receive(b"Tea\n")
    taller = listener.until(lambda facts: facts["paper"]["height_dots"] > 144)
    assert taller["paper"]["receipt"] == 1
    printer.receive(b"\x1dVB\x00")
    cut = listener.until(lambda facts: facts["receipts"])
    assert cut["receipts"][0]["ended"] == "partial cut"
    assert cut["paper"]["receipt"] == 2
    assert cut["events"][-1]["name"] == "cut"


def test_a_picture_grows_while_its_host_is_still_sending_it():
    slow = VirtualPrinter(speed_mm_s=5)
    with LivePage(slow) as page:
        listener = Listener(page)
        try:
            slow.receive(b"\x1dv0\x00\x48\x00\xc8\x00" + b"\xff" * 72 * 50)
            heights = {listener.next()["paper"]["height_dots"]}
            while max(heights) < 144 + 50:
                heights.add(listener.next()["paper"]["height_dots"])
        finally:
            listener.close()
        assert len(heights) > 2, "it grew step by step"
        assert got(page, "/rows/1/144")[2] == b"\xff" * 72 * 50


def test_a_timed_fault_is_told_though_nobody_touches_the_printer(printer, listener):
    listener.next()
    printer.receive(b"x")
    printer.play("cover-open@0.3s")
    assert listener.until(lambda facts: facts["status"]["sensors"]["cover_open"])


def test_rows_are_those_of_the_paper(printer, page):
    printer.receive(b"Tea\n\x1dVB\x00more\n")
    ticket = printer.tickets[0]
    assert got(page, "/rows/1/0")[2] == ticket.dots
    assert got(page, "/rows/1/100")[2] == ticket.dots[100 * 72 :]
    assert got(page, "/rows/2/0")[2] == printer.paper.dots
    assert got(page, "/rows/2/99999")[2] == b""
    assert got(page, "/rows/3/0")[0] == 404


def test_long_paper_comes_in_parts(printer, page):
    printer.receive(b"\x1bd\xff" * 10)
    height = printer.paper.height_dots
    assert height > 4096
    first, second = got(page, "/rows/1/0")[2], got(page, "/rows/1/4096")[2]
    assert len(first) == 4096 * 72
    assert first + second == printer.paper.dots[: len(first + second)]


def test_receipts_are_given_as_picture_text_and_facts(printer, page):
    printer.receive(b"<script>alert(1)</script>\n\x1dVB\x00")
    status, headers, body = got(page, "/receipts/1.png")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(body)).width >= 576
    status, headers, body = got(page, "/receipts/1.txt")
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert body == b"<script>alert(1)</script>\n"
    assert json.loads(got(page, "/receipts/1.json")[2])["lines"][0]["text"] == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "path",
    [
        "/receipts/2.png",
        "/receipts/1.exe",
        "/receipts/x.png",
        "/receipts/%2e%2e",
        "/page.py",
        "/rows/1/x",
        f"/rows/{'9' * 5000}/0",
        f"/rows/1/{'9' * 5000}",
        "/rows/1/-1",
        f"/receipts/{'9' * 5000}.png",
        "/receipts/%C2%B2.png",
    ],
)
def test_what_is_not_there_is_not_found(printer, page, path):
    printer.receive(b"Tea\n\x1dVB\x00")
    assert got(page, path)[0] == 404


def test_acts_are_those_of_the_control_socket(printer, page):
    assert did(page, do="open-cover") == (200, {"ok": True})
    assert printer.sensors.cover_open
    status, answer = did(page, do="explode")
    assert (status, answer["ok"]) == (422, False)


def test_acts_are_bounded_and_garbage_is_refused(printer, page):
    json_kind = {"Content-Type": "application/json"}
    assert got(page, "/do", "POST", b"x" * 5000, **json_kind)[0] == 413
    assert got(page, "/do", "POST", b"\xff[", **json_kind)[0] == 422
    assert got(page, "/do", "POST", b'{"do": "open-cover"}')[0] == 403
    assert got(page, "/do")[0] == 405
    assert not printer.sensors.cover_open


def test_more_pages_than_fit_are_turned_away_and_room_comes_back(page):
    listeners = [Listener(page) for _ in range(MOST_PAGES)]
    assert all(one.next() for one in listeners)
    assert got(page, "/changes")[0] == 503
    listeners.pop().close()
    end = time.monotonic() + 15
    while time.monotonic() < end:
        late = Listener(page)
        status = late.answer.status
        late.close()
        if status == 200:
            break
        did(page, do="press-feed")
    assert status == 200
    for one in listeners:
        one.close()


def test_visitors_who_ask_for_nothing_make_room_for_one_who_does(page):
    with ExitStack() as stack:
        idle = [stack.enter_context(closing(connected(page))) for _ in range(3 * MOST_CONNECTIONS)]
        for one in idle:
            one.connect()
            one.sock.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert got(page, "/")[0] == 200
        assert sum(is_gone(one.sock) for one in idle) >= 2 * MOST_CONNECTIONS


def test_half_a_request_is_not_waited_for_for_ever(page, monkeypatch):
    monkeypatch.setattr("ocom809.web.patience.ASK_SECONDS", 0.3)
    with closing(connected(page)) as one:
        one.connect()
        one.sock.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert is_ended(one.sock)


def test_after_an_answer_the_next_request_is_not_waited_for_for_ever_either(page, monkeypatch):
    monkeypatch.setattr("ocom809.web.patience.ASK_SECONDS", 0.3)
    with closing(connected(page)) as one:
        one.request("GET", "/icon.svg")
        one.getresponse().read()
        one.sock.sendall(b"G")
        assert is_ended(one.sock)


def test_an_act_that_never_comes_whole_is_given_up(page, monkeypatch):
    monkeypatch.setattr("ocom809.web.answering.BODY_SECONDS", 0.3)
    with closing(connected(page)) as one:
        one.putrequest("POST", "/do")
        one.putheader("Content-Type", "application/json")
        one.putheader("Content-Length", "100")
        one.endheaders(b"{")
        assert one.getresponse().status == 408


def test_a_visitor_who_does_not_read_is_let_go(printer, page, monkeypatch):
    monkeypatch.setattr("ocom809.web.patience.READ_SECONDS", 0.3)
    printer.receive(b"\x1bd\xff" * 20)
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(SECONDS)
        deaf.connect(("127.0.0.1", connected(page).port))
        asked = f"GET /rows/1/0 HTTP/1.1\r\nHost: 127.0.0.1:{connected(page).port}\r\n\r\n"
        deaf.sendall(asked.encode() * 40)
        time.sleep(1)
        assert is_ended(deaf)


def test_a_page_may_not_keep_a_thread_waiting(page):
    began = time.monotonic()
    assert did(page, do="wait", seconds=60)[0] == 422
    assert did(page, do="wait")[0] == 200
    assert time.monotonic() - began < SECONDS


def test_closing_while_a_long_receipt_is_drawn_is_quiet(printer, monkeypatch, caplog):
    drawing, enough = threading.Event(), threading.Event()

    def slow(_ticket):
        drawing.set()
        enough.wait(SECONDS)
        return b""

    monkeypatch.setattr("ocom809.web.app.picture", slow)
    monkeypatch.setattr("ocom809.web.serving._FAREWELL_SECONDS", 0)
    printer.receive(b"Tea\n\x1dVB\x00")
    with LivePage(printer) as page, closing(connected(page)) as one:
        one.request("GET", "/receipts/1.png")
        assert drawing.wait(SECONDS)
        threading.Timer(0.5, enough.set).start()
        page.close()
    assert "Traceback" not in caplog.text


def is_gone(wire):
    """Whether the far end has let go already."""
    wire.setblocking(False)
    try:
        return wire.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def is_ended(wire):
    """Whether the far end lets go, after whatever it still says."""
    with suppress(ConnectionError):
        while wire.recv(1 << 20):
            pass
    return True


def test_closing_ends_the_pages_and_it_can_start_again(printer):
    live = LivePage(printer)
    live.start()
    live.start()
    listener = Listener(live)
    listener.next()
    began = time.monotonic()
    live.close()
    live.close()
    assert time.monotonic() - began < 9
    assert listener.next() is None
    listener.close()
    with live:
        assert got(live, "/")[0] == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_it_is_never_served_beyond_this_computer(printer, host):
    with pytest.raises(errors.InputError):
        LivePage(printer, host)


def test_other_loopback_addresses_are_refused_as_the_guard_knows_none(printer):
    with pytest.raises(errors.InputError, match=r"127\.0\.0\.1 or ::1"):
        LivePage(printer, "127.0.0.2")


def test_a_port_that_is_taken_is_busy(printer, page):
    with pytest.raises(errors.DeviceBusy):
        LivePage(printer, port=int(page.url.rstrip("/").rpartition(":")[2])).start()


def test_it_has_no_other_name():
    with pytest.raises(AttributeError):
        __import__("ocom809.web", fromlist=["DeadPage"]).DeadPage  # noqa: B018


WITHOUT = """
import sys
sys.modules["starlette"] = sys.modules["starlette.applications"] = None
from ocom809 import errors
from ocom809.virtual import VirtualPrinter
from ocom809.web import LivePage
try:
    LivePage(VirtualPrinter())
except errors.MissingPackage as error:
    print(error)
"""


def test_without_the_extra_the_error_names_it():
    finished = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert "pip install 'ocom809[web]'" in finished.stdout, finished.stderr


def test_the_packages_are_loaded_only_for_a_page():
    code = (
        "import ocom809.web, ocom809.cli.virtual, sys; print([m for m in ('starlette', 'uvicorn') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
