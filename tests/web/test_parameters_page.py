"""The parameters' page over real connections: what it gives to whom, what it does, and what it refuses."""

import http.client
import json
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from ocom809 import errors
from ocom809.discovery import FoundPrinter, Proof, Wire
from ocom809.virtual import TcpServer, VirtualPrinter
from ocom809.web.parameters_app import BODY_BYTES, MOST_PAGES
from ocom809.web.parameters_page import Orders, ParametersPage

SECONDS = 60
DENSITY = b"\x1f\x1b\x1f\x13\x14\x06"
FOUND = FoundPrinter(
    uri="usb://0416:5011/SN1", wire=Wire.USB, proof=Proof.PRINTER_CLASS, maker="OCOM", model="<b>809</b>"
)


def find(**_):
    """A search that goes nowhere."""
    return (FOUND,)


@pytest.fixture
def unit():
    return VirtualPrinter()


@pytest.fixture
def device(unit):
    with TcpServer(unit) as server:
        yield f"tcp://127.0.0.1:{server.port}"


@pytest.fixture
def served(device, tmp_path):
    """Serve a page with one printer on loopback."""
    pages = []

    def serve(**orders):
        page = ParametersPage(Orders(devices=(device,), record=str(tmp_path / "record"), **orders), find=find)
        pages.append(page)
        page.start()
        until_idle(page)
        return page

    yield serve
    for page in pages:
        page.close()


@pytest.fixture
def page(served):
    return served()


def port_of(page):
    return int(page.url.split("/")[2].rpartition(":")[2])


def got(page, path, method="GET", body=None, *, raw=False, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(page), timeout=SECONDS)) as connection:
        token = "" if raw else "/" + page.url.rstrip("/").rpartition("/")[2]
        connection.request(method, token + path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def did(page, what=None, **asked):
    body = json.dumps({"do": what, **asked} if what else asked)
    status, _, answer = got(page, "/do", "POST", body, **{"Content-Type": "application/json"})
    return status, json.loads(answer)


def ended(page, what, **asked):
    """Begin a task, and give what it came to."""
    status, answer = did(page, what, **asked)
    assert status == 200, answer
    return until_idle(page)


def until_idle(page):
    end = time.monotonic() + SECONDS
    while (task := page.bench.facts()["task"])["running"]:
        assert time.monotonic() < end
        time.sleep(0.01)
    return task


def first_told(page):
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(page), timeout=SECONDS)) as connection:
        connection.request("GET", f"/{page.url.rstrip('/').rpartition('/')[2]}/changes")
        answer = connection.getresponse()
        assert answer.headers["content-type"].startswith("text/event-stream")
        return json.loads(answer.readline().removeprefix(b"data: "))


# To whom it speaks.


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/parameters.css", "text/css"),
        ("/parameters.js", "text/javascript"),
        ("/forms.js", "text/javascript"),
        ("/results.js", "text/javascript"),
        ("/elements.js", "text/javascript"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
def test_the_page_and_what_belongs_to_it_load_nothing_from_elsewhere(page, path, kind):
    status, headers, body = got(page, path)
    assert status == 200
    assert headers["content-type"].startswith(kind)
    assert "default-src 'none'" in headers["content-security-policy"]
    assert b"://" not in body.replace(b"http://www.w3.org/2000/svg", b"").replace(b"serial://", b"")
    assert b"innerHTML" not in body
    assert b"<script>" not in body


def test_the_token_is_new_each_time_and_long(served):
    first, second = served(), served()
    tokens = {page.url.rstrip("/").rpartition("/")[2] for page in (first, second)}
    assert len(tokens) == 2
    assert all(len(token) >= 22 for token in tokens)


@pytest.mark.parametrize("path", ["/", "/do", "/changes", "/parameters.js", "//", "/%ff/", "/x/"])
def test_without_the_token_nothing_is_given(page, path):
    status, _, body = got(page, path, raw=True)
    assert status == 403
    assert b"whole address" in body


def test_acting_without_the_token_does_nothing(page, unit):
    asked = json.dumps({"do": "self-test", "uri": "usb:"})
    assert got(page, "/do", "POST", asked, raw=True, **{"Content-Type": "application/json"})[0] == 403
    assert not unit.tickets


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_with_the_token_other_sites_are_refused_all_the_same(page, headers):
    kind = {"Content-Type": "application/json"}
    assert got(page, "/do", "POST", '{"do": "search"}', **kind, **headers)[0] == 403
    assert got(page, "/changes", **headers)[0] == 403
    assert got(page, "/", **headers)[0] == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.2"])
def test_it_is_never_served_beyond_this_computer(host):
    with pytest.raises(errors.InputError):
        ParametersPage(Orders(), host, find=find)


# What it tells.


def test_the_first_thing_told_is_everything(page, device):
    facts = first_told(page)
    assert facts["dry_run"] is False
    assert [one["uri"] for one in facts["printers"]] == [device, FOUND.uri]
    assert facts["printers"][1]["model"] == "<b>809</b>"
    assert facts["task"]["kind"] == "search"
    assert facts["task"]["result"] == {"count": 1, "troubles": []}


def test_the_forms_are_given(page):
    given = json.loads(got(page, "/forms")[2])
    assert len(given["fields"]) > 40
    assert given["self_tests"][-1]["by_hand"]


def test_more_pages_than_fit_are_turned_away(page):
    listening = []
    for _ in range(MOST_PAGES):
        connection = http.client.HTTPConnection("127.0.0.1", port_of(page), timeout=SECONDS)
        connection.request("GET", f"/{page.url.rstrip('/').rpartition('/')[2]}/changes")
        connection.getresponse().readline()
        listening.append(connection)
    assert got(page, "/changes")[0] == 503
    for connection in listening:
        connection.close()


def test_reading_asks_the_printer_and_prints_nothing(page, device, unit):
    ended(page, "read", uri=device)
    reading = page.bench.facts()["printers"][0]["reading"]
    assert (reading["ready"], reading["words"]) == ("yes", "ready to print")
    unit.open_cover()
    ended(page, "read", uri=device)
    assert page.bench.facts()["printers"][0]["reading"]["words"].startswith("the cover is open")
    assert not unit.tickets
    assert unit.paper.black_dots == 0


def test_what_is_typed_is_checked_without_a_printer(page):
    status, answer = did(page, "check", values={"density": "9"})
    assert status == 200
    assert "1 to 8" in answer["answer"]["density"]


# What it does.


def planned(page, device, **values):
    task = ended(page, "plan", uri=device, values=values)
    assert task["error"] is None
    return task["result"]


def test_a_plan_is_shown_with_its_bytes_and_carried_out_once(page, device, unit):
    plan = planned(page, device, density="6")
    assert plan["steps"][0]["bytes"] == DENSITY.hex(" ")
    assert "".join(one["bytes"] for one in plan["steps"][0]["pieces"]).replace(" ", "") == DENSITY.hex()
    assert unit.settings.kept.density != 6
    task = ended(page, "apply", plan=plan["plan"], confirmed=False)
    assert task["result"]["verdict"] == "sent, unverified"
    assert "hold FEED" in task["result"]["next_step"]
    assert unit.settings.kept.density == 6
    status, answer = did(page, "apply", plan=plan["plan"], confirmed=True)
    assert (status, answer["ok"]) == (422, False)
    assert "carried out already" in answer["error"]


def test_only_the_plan_that_was_shown_last_is_carried_out(page, device):
    first = planned(page, device, density="6")
    planned(page, device, density="7")
    for number in (first["plan"], 99, "1", None, True):
        assert did(page, "apply", plan=number, confirmed=True)[0] == 422


def test_what_is_dangerous_needs_a_yes(page, device, unit):
    plan = planned(page, device, **{"language-rom": "korean"})
    assert plan["dangers"]
    for answer in (False, "true", 1, None):
        status, said = did(page, "apply", plan=plan["plan"], confirmed=answer)
        assert status == 422
        assert "not confirmed" in said["error"]
    assert ended(page, "apply", plan=plan["plan"], confirmed=True)["result"]["bytes_sent"] > 0


def test_a_dialect_can_be_named_and_one_that_is_none_is_told(page, device):
    task = ended(page, "plan", uri=device, values={"density": "6"}, dialect="szjbzf")
    assert task["result"]["steps"][0]["dialect"] == "szjbzf"
    task = ended(page, "plan", uri=device, values={"density": "6"}, dialect="klingon")
    assert "klingon" in task["error"]["message"]
    assert task["error"]["sent"] is False


def test_what_is_done_by_hand_is_told_and_never_called_sent(page, device, unit):
    task = ended(page, "plan", uri=device, values={"density": "6"}, dialect="manual")
    assert task["result"]["by_hand_only"]
    assert task["result"]["by_hand"]
    task = ended(page, "apply", plan=task["result"]["plan"], confirmed=False)
    assert task["result"]["bytes_sent"] == 0
    assert "nothing was sent" in task["result"]["seen"]
    assert unit.settings.kept.density != 6


def test_every_step_is_written_down(page, device, tmp_path):
    plan = planned(page, device, density="6")
    task = ended(page, "apply", plan=plan["plan"], confirmed=False)
    assert task["result"]["record"] == str(tmp_path / "record")
    events = [json.loads(line)["event"] for line in (tmp_path / "record").read_text().splitlines()]
    assert events == ["planned", "sending", "sent", "result"]


def test_a_dry_run_plans_and_sends_nothing(served, device, unit):
    page = served(dry_run=True)
    plan = planned(page, device, density="6")
    for what in ({"do": "apply", "plan": plan["plan"], "confirmed": True}, {"do": "self-test", "uri": device}):
        status, answer = did(page, **what)
        assert status == 422
        assert "--dry-run" in answer["error"]
    assert unit.settings.kept.density != 6
    assert not unit.tickets


def test_the_self_test_page_is_asked_for(page, device, unit):
    task = ended(page, "self-test", uri=device)
    assert task["result"]["sent"] > 0
    assert "SELF-TEST" in unit.tickets[0].text
    assert ended(page, "self-test", uri=device, way="feed-key")["result"]["steps"]
    assert did(page, "self-test", uri=device, way="magic")[0] == 422


def test_the_doctor_looks(page, device):
    checks = ended(page, "examine", uri=device)["result"]["checks"]
    assert {"name": "paper", "verdict": "fine", "words": "paper is in", "cure": ""} in checks


def test_it_acts_on_nobody_who_was_neither_found_nor_typed_in(page):
    for what in ("read", "examine", "self-test", "plan"):
        status, answer = did(page, what, uri="tcp://192.0.2.1", values={})
        assert status == 422
        assert "neither found nor typed in" in answer["error"]


def test_a_printer_is_typed_in_by_address_or_uri(page):
    assert did(page, "name", uri=" 192.0.2.9 ")[1]["answer"] == "tcp://192.0.2.9"
    assert did(page, "name", uri="printer.shop:9101")[1]["answer"] == "tcp://printer.shop:9101"
    assert did(page, "name", uri="mac:00:61:20:12:34:56")[0] == 200
    uris = [one["uri"] for one in page.bench.facts()["printers"]]
    assert uris[1:3] == ["tcp://192.0.2.9", "tcp://printer.shop:9101"]


@pytest.mark.parametrize(
    "uri", ["", "file:///etc/passwd", "memory:", "virtual:", "spy+tcp://192.0.2.1", "tcp://", "x" * 300, "a\nb"]
)
def test_what_names_no_printer_cannot_be_typed_in(page, uri):
    assert did(page, "name", uri=uri)[0] == 422


def test_one_thing_at_a_time(device):
    searching, enough = threading.Event(), threading.Event()

    def slow(**_):
        searching.set()
        enough.wait(SECONDS)
        return ()

    with ParametersPage(Orders(devices=(device,)), find=slow) as page:
        assert searching.wait(SECONDS)
        for what in ({"do": "read", "uri": device}, {"do": "search"}, {"do": "self-test", "uri": device}):
            status, answer = did(page, **what)
            assert status == 422
            assert "under way already" in answer["error"]
        enough.set()
        until_idle(page)
        assert did(page, "read", uri=device)[0] == 200
        until_idle(page)


def test_a_printer_that_is_not_there_is_told_as_such(page):
    did(page, "name", uri="127.0.0.1:1")
    plan = planned(page, "tcp://127.0.0.1:1", density="6")
    task = ended(page, "apply", plan=plan["plan"], confirmed=True)
    assert task["result"] is None
    assert task["error"]["sent"] is False
    assert "127.0.0.1" in task["error"]["message"]


def test_a_fault_of_ours_ends_the_task_and_not_the_page(device, caplog):
    def broken(**_):
        raise RuntimeError("oh")

    with ParametersPage(Orders(devices=(device,)), find=broken) as page:
        assert "a fault of this program" in until_idle(page)["error"]["message"]
        assert did(page, "check", values={})[0] == 200
    assert "RuntimeError: oh" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 20000,
        b'{"do": "explode"}',
        b'{"do": ["search"]}',
        b'{"do": "search", "network": 5}',
        b'{"do": "search", "network": "192.0.2.0/4"}',
        b'{"do": "search", "network": "x"}',
        b'{"do": "check", "values": 5, "x": 1e999}',
    ],
    ids=lambda body: body[:30].decode("latin-1"),
)
def test_garbage_is_refused_in_words(page, body):
    status, _, answer = got(page, "/do", "POST", body, **{"Content-Type": "application/json"})
    answer = json.loads(answer)
    assert status == 422 or answer["answer"][""]


def test_requests_are_bounded(page):
    kind = {"Content-Type": "application/json"}
    assert got(page, "/do", "POST", b"x" * (BODY_BYTES + 1), **kind)[0] == 413
    assert got(page, "/do", "POST", b'{"do": "search"}')[0] == 403
    assert got(page, "/do")[0] == 405
    assert got(page, "/nothing")[0] == 404


def test_the_packages_are_loaded_only_for_a_page():
    code = (
        "import ocom809.web.parameters_page, ocom809.cli.parameters, sys;"
        "print([m for m in ('starlette', 'uvicorn') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
