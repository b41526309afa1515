"""The parameters' page as a technician sees it, in a real browser."""

import http.server
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ocom809.discovery import FoundPrinter, Proof, Wire
from ocom809.virtual import TcpServer, VirtualPrinter
from ocom809.web.parameters_page import Orders, ParametersPage
from tests.judges import needed
from tests.web.chromium import INSTALL, Browser

BED = Path(__file__).with_name("window_bed.py")
NAMESPACES = "sudo apt-get install iproute2 util-linux (and a kernel that lets this user make network namespaces)"
MAC = "02:00:00:80:09:01"
NASTY = "<img src=x onerror=document.title=1>"
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def needs_chromium():
    for tool in ("chromium", "chromedriver"):
        needed.tool(tool, install=INSTALL)
    try:
        import selenium  # noqa: F401
    except ImportError:
        needed.unavailable("selenium is not installed", install=INSTALL)


# In a network of its own, with a printer that really moves.


@pytest.fixture(scope="module")
def cases(needs_chromium, tmp_path_factory):
    """What the page showed, case by case."""
    needed.tool("ip", install=NAMESPACES)
    unshare = [needed.tool("unshare", install=NAMESPACES), "-n" if os.geteuid() == 0 else "-Urn"]
    can = subprocess.run([*unshare, "ip", "link", "add", "lan", "type", "veth"], capture_output=True)
    if can.returncode:
        needed.unavailable(f"no network namespaces here: {can.stderr.decode().strip()}", install=NAMESPACES)
    environment = {**os.environ, "PYTHONPATH": str(BED.parents[2])}
    folder = tmp_path_factory.mktemp("pictures")
    bed = subprocess.run(
        [*unshare, sys.executable, str(BED), str(folder)], capture_output=True, text=True, env=environment, timeout=200
    )
    assert bed.returncode == 0, bed.stderr
    return {case["case"]: case for case in map(json.loads, bed.stdout.splitlines())}


def test_a_printer_at_its_factory_address_is_found_and_its_settings_are_shown(cases):
    assert MAC in cases["found"]["below"]
    assert "takes no connection at 192.168.123.100" in cases["found"]["state"]
    assert cases["found"]["known"].splitlines()[:2] == ["IP address", "192.168.123.100"]


def test_what_is_typed_is_checked_at_once(cases):
    assert "Address must be an IPv4 address" in cases["wrong"]["problem"]
    assert "not in 192.0.2.0/24" in cases["foreign gateway"]["problem"]
    assert cases["foreign gateway"]["first"] == ""


def test_the_plan_shows_every_byte_and_waits_for_a_yes(cases):
    case = cases["plan"]
    assert all(words in case["plan"] for words in ("c0 00 02 32", "IPv4 address 192.0.2.50", "Yes, do it", MAC))
    assert case["can_send"] is False
    assert case["at"] == "192.168.123.100"


def test_a_countdown_is_seen_and_the_verdict_is_true(cases):
    assert "seconds left at most" in cases["progress"]["countdown"]
    assert "Verified" in cases["verdict"]["verdict"]
    assert MAC in cases["verdict"]["verdict"]
    assert cases["verdict"]["at"] == "192.0.2.50"


def test_the_list_follows_the_printer_to_its_new_address(cases):
    assert cases["afterwards"]["titles"][0] == "192.0.2.50"
    assert cases["afterwards"]["hint"] == ""


def test_a_second_time_there_is_nothing_to_send(cases):
    assert "nothing was left to do" in cases["again"]["already"]
    assert cases["again"]["can_send"] is False


def test_what_nothing_proves_is_not_called_verified(cases):
    assert "1f 1b 1f" in cases["density plan"]["plan"]
    assert "Sent, not verified" in cases["density"]["verdict"]
    assert "hold FEED" in cases["density"]["verdict"]


def test_the_self_test_button_prints_the_page(cases):
    assert "Whether the page came is not proven" in cases["self-test"]["outcome"]
    assert "SELF-TEST" in cases["self-test"]["tickets"][0]
    assert "Density                     6" in cases["self-test"]["tickets"][0]


def test_the_doctor_speaks_on_the_page(cases):
    assert "paper is in" in cases["examined"]["checks"]


def test_the_page_has_nothing_to_complain_of(cases):
    assert cases["complaints"]["complaints"] == []


# On loopback.


@pytest.fixture(scope="module")
def browser(needs_chromium, tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture
def unit():
    return VirtualPrinter()


@pytest.fixture
def device(unit):
    with TcpServer(unit) as server:
        yield f"tcp://127.0.0.1:{server.port}"


def find(**_):
    """A search that goes nowhere, and finds one who calls himself something nasty."""
    return (FoundPrinter(uri="usb://0416:5011", wire=Wire.USB, proof=Proof.PRINTER_CLASS, maker=NASTY, openable=False),)


def test_in_a_dry_run_an_address_is_planned_and_nothing_is_sent(browser, device, unit):
    before = unit.settings.kept
    with ParametersPage(Orders(devices=(device,), dry_run=True), find=find) as page:
        browser.open(page.url)
        browser.until(lambda: len(browser.texts("#list button")) == 2)
        assert browser.text("mode").startswith("Plans only")
        browser.find("#list button")[0].click()
        browser.until(lambda: browser.text("state") == "Ready to print")
        browser.type("field-address", "192.168.1.50/25")
        assert not browser.find("#field-mask")[0].is_enabled()
        browser.type("field-gateway", "192.168.1.1")
        browser.press("address-form button.main")
        browser.until(lambda: "1f 1b 1f" in browser.text("plan"))
        assert "255.255.255.128" in browser.text("plan")
        assert "Nothing was sent" in browser.text("dry-run")
        assert not browser.find("#send")
        assert browser.complaints() == []
    assert unit.settings.kept == before
    assert not unit.tickets


def test_names_of_strangers_never_become_markup(browser, device):
    with ParametersPage(Orders(devices=(device,)), find=find) as page:
        browser.open(page.url)
        browser.until(lambda: NASTY in browser.texts("#list strong"))
        browser.find("#list button")[1].click()
        browser.until(lambda: browser.text("printer-title") == NASTY)
        assert browser.find("img") == []
        assert browser.driver.title == "Printer parameters"
        browser.complaints()


def test_a_printer_is_typed_in_and_what_is_none_is_refused(browser, device):
    with ParametersPage(Orders(), find=lambda **_: ()) as page:
        browser.open(page.url)
        browser.until(lambda: browser.find("#other-ways[open]"))
        assert "No printer was found" in browser.text("search-words")
        browser.type("name", "file:///etc/passwd")
        browser.press("name-form button")
        browser.until(lambda: "cannot be typed here" in browser.text("name-problem"))
        browser.type("name", device)
        browser.press("name-form button")
        browser.until(lambda: browser.text("state") == "Ready to print")
        assert browser.text("name-problem") == ""
        browser.driver.get("about:blank")


def test_a_page_whose_program_has_ended_says_so(browser, device):
    with ParametersPage(Orders(devices=(device,)), find=find) as page:
        browser.open(page.url)
        browser.until(lambda: browser.texts("#list strong"))
    browser.until(lambda: "still running" in browser.text("connection"))
    browser.press("search")
    browser.until(lambda: "still running" in browser.text("scan-problem") or browser.text("search-words"))
    browser.driver.get("about:blank")


LURE = """<!doctype html><title>lure</title><script>
const place = PLACE;
const body = JSON.stringify({do: 'self-test', uri: DEVICE});
const kind = {'Content-Type': 'application/json'};
const attempts = [
  fetch(place + 'do', {method: 'POST', mode: 'no-cors', body}).then((answer) => answer.text()),
  fetch(place + 'do', {method: 'POST', headers: kind, body}).then((answer) => answer.text()),
  fetch(place + 'forms').then((answer) => answer.text()),
  new Promise((done, failed) => {
    const changes = new EventSource(place + 'changes'); changes.onmessage = done; changes.onerror = failed;
  }),
  import(place + 'elements.js'),
];
Promise.allSettled(attempts).then((all) => { document.title = all.map((one) => one.value ? 'seen' : 'no').join(); });
</script>"""


def test_a_site_that_knows_the_whole_address_still_sees_nothing_and_does_nothing(browser, device, unit):
    class Lure(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(LURE.replace("PLACE", repr(page.url)).replace("DEVICE", repr(device)).encode())

        def log_message(self, *_):
            pass

    with (
        ParametersPage(Orders(devices=(device,)), find=find) as page,
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), Lure) as site,
    ):
        serving = threading.Thread(target=site.serve_forever, daemon=True)
        serving.start()
        browser.open(f"http://127.0.0.1:{site.server_port}/")
        browser.until(lambda: browser.driver.title not in ("", "lure"))
        seen = browser.driver.title
        browser.driver.get("about:blank")
        site.shutdown()
        serving.join()
        assert page.bench.workshop.outcome is None
    assert seen == "no,no,no,no,no"
    assert not unit.tickets
