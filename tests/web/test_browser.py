"""The live page as a person sees it, in a real browser: paper grows, buttons act, texts from jobs stay texts."""

import http.server
import threading
import time

import pytest

from ocom809 import Printer
from ocom809.virtual import TcpServer, VirtualPrinter
from ocom809.web import LivePage
from tests.judges import needed
from tests.web.chromium import FLAGS

SECONDS = 60
INSTALL = "apt-get install chromium chromium-driver"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A Chromium that nobody sees, with nothing in it."""
    chromium, driver = needed.tool("chromium", install=INSTALL), needed.tool("chromedriver", install=INSTALL)
    try:
        from selenium import webdriver
    except ImportError:
        needed.unavailable("selenium is not installed", install="pip install selenium")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, "--window-size=1440,960", f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield found
    found.quit()


@pytest.fixture
def printer():
    return VirtualPrinter()


@pytest.fixture
def page(browser, printer):
    browser.get_log("browser")  # what was complained of before is not this page's
    with LivePage(printer) as live:
        browser.get(live.url)
        until(lambda: text(browser, "state") == "ready")
        yield browser
        complaints = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
        browser.get("about:blank")
    assert complaints == []


def until(condition, *, seen=None):
    """Wait for it; of a page that is ``seen`` a failure tells what it shows and complains of."""
    end = time.monotonic() + SECONDS
    while not (found := condition()):
        if time.monotonic() >= end:
            shows = f": {text(seen, 'state')!r}, {seen.get_log('browser')}" if seen else ""
            raise AssertionError(f"it did not come about{shows}")
        time.sleep(0.02)
    return found


def text(browser, place):
    # Read at once: a page that loads itself anew leaves no element that could be asked later.
    return browser.execute_script("return document.getElementById(arguments[0])?.innerText ?? ''", place)


def press(browser, place):
    browser.find_element("id", place).click()


def height(browser):
    return browser.execute_script("return document.getElementById('sheet').offsetHeight")


def receipts(browser):
    return browser.find_elements("css selector", "#receipts img")


def test_the_paper_grows_and_the_receipt_joins_the_others(page, printer):
    # What lies between head and knife: 144 dots, at 0.625 pixels a dot.
    blank = until(lambda: height(page))
    assert blank == 90
    printer.receive(b"Tea   4.20\n" * 100 + b"\x1dVB\x00")
    heights = []
    until(lambda: heights.append(height(page)) or receipts(page))
    growing = sorted({round(one) for one in heights if one > blank})
    assert len(growing) >= 5, growing
    assert heights[: heights.index(max(heights)) + 1] == sorted(heights[: heights.index(max(heights)) + 1])
    assert max(heights) >= 100 * 30 * 0.625
    picture = receipts(page)[0]
    until(lambda: page.execute_script("return arguments[0].complete && arguments[0].naturalWidth > 500", picture))
    assert "partial cut" in text(page, "receipts")
    assert "cut" in text(page, "events")
    until(lambda: height(page) == blank)


BLACK = """
const canvases = document.querySelectorAll('#sheet canvas');
let black = 0;
for (const canvas of canvases) {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  for (let place = 3; place < data.length; place += 4) if (data[place]) black += 1;
}
return black;
"""


def test_the_dots_in_the_browser_are_those_of_the_paper(page, printer):
    printer.receive(b"Hanging out\n" * 40 + b"\x1dv0\x00\x02\x00\x02\x00\xff\x01\x80\xf0")
    until(lambda: page.execute_script(BLACK) == printer.paper.black_dots)
    assert printer.paper.black_dots > 1000


def test_a_printer_that_has_worked_before_is_shown_as_it_stands(browser, printer):
    printer.receive(b"one\n\x1dVB\x00two\n\x1dVB\x00three\n")
    with LivePage(printer) as live:
        browser.get(live.url)
        until(lambda: text(browser, "state") == "ready", seen=browser)
        until(lambda: len(receipts(browser)) == 2, seen=browser)
        until(lambda: browser.execute_script(BLACK) == printer.paper.black_dots)
        browser.get("about:blank")


def test_a_fault_played_by_a_button_reaches_the_driver_and_is_mended_by_it(page, printer):
    with TcpServer(printer) as server, Printer(f"tcp://127.0.0.1:{server.port}") as driver:
        press(page, "paper")
        until(lambda: text(page, "state") == "out of paper")
        assert driver.status().paper.value == "no"
        press(page, "paper")
        until(lambda: text(page, "state") == "ready")
        assert driver.status().paper.value == "yes"


BUTTONS = {
    "near-end": (lambda sensors: sensors.near_end, "ready, paper near its end"),
    "cover": (lambda sensors: sensors.cover_open, "cover open"),
    "power": (lambda sensors: not sensors.powered, "switched off"),
}


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_acts_and_undoes(page, printer, button):
    holds, words = BUTTONS[button]
    press(page, button)
    until(lambda: text(page, "state") == words)
    assert holds(printer.sensors)
    press(page, button)
    until(lambda: text(page, "state") == "ready")
    assert not holds(printer.sensors)


def test_the_drawer_pin_is_set_and_set_back(page, printer):
    press(page, "drawer-pin")
    until(lambda: not printer.sensors.drawer_pin_high)
    until(lambda: text(page, "drawer-pin") == "Drawer pin low")
    press(page, "drawer-pin")
    until(lambda: printer.sensors.drawer_pin_high)


def test_the_knife_jams_at_the_next_cut_and_is_freed(page, printer):
    press(page, "jam")
    until(lambda: any(event.details.get("kind") == "cutter-jam" for event in printer.events))
    printer.receive(b"Tea\n\x1dVB\x00")
    until(lambda: text(page, "state") == "knife jammed; a job waits")
    press(page, "clear-jam")
    until(lambda: receipts(page))


def test_feed_tear_off_self_test_and_power_cycle(page, printer):
    before = printer.paper.height_dots
    press(page, "press-feed")
    until(lambda: printer.paper.height_dots > before)
    press(page, "self-test")
    until(lambda: printer.paper.black_dots or printer.tickets)
    press(page, "tear-off")
    until(lambda: receipts(page))
    press(page, "power-cycle")
    until(lambda: text(page, "state") == "ready")


def test_a_drawer_kick_is_seen(page, printer):
    printer.receive(b"\x1bp\x00\x19\xfa")
    until(lambda: page.find_elements("css selector", "#drawer.kicked"))
    assert "drawer" in text(page, "events")


def test_texts_from_jobs_never_become_markup(page, printer):
    printer.receive(b"<img src=x onerror=document.title=1><b>bold</b>\n\x1dk\x04<b>\x00\x1b\xfe<i>\n\x1dVB\x00")
    until(lambda: receipts(page))
    assert page.title == "Virtual printer"
    assert page.find_elements("css selector", "img[src=x], #events b b, #events i, #receipts i") == []


def test_a_page_whose_printer_has_gone_says_so(browser, printer):
    with LivePage(printer) as live:
        browser.get(live.url)
        until(lambda: text(browser, "state") == "ready")
    until(lambda: "not connected" in text(browser, "state"))
    press(browser, "cover")
    until(lambda: text(browser, "trouble") == "The printer is not served any more.")
    browser.get("about:blank")


def test_a_page_that_was_turned_away_asks_again_by_itself(browser, printer, monkeypatch):
    monkeypatch.setattr("ocom809.web.app.MOST_PAGES", 0)
    with LivePage(printer) as live:
        browser.get(live.url)
        until(lambda: "not connected" in text(browser, "state"), seen=browser)
        monkeypatch.undo()
        until(lambda: text(browser, "state") == "ready", seen=browser)
        browser.get("about:blank")


LURE = """<!doctype html><title>lure</title><script>
const place = PLACE;
const attempts = [
  fetch(place + 'do', {method: 'POST', mode: 'no-cors', body: '{"do": "open-cover"}'}),
  fetch(place + 'do', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"do": "open-cover"}'}),
  fetch(place + 'receipts/1.txt').then((answer) => answer.text()),
  new Promise((done, failed) => {
    const image = new Image(); image.onload = () => done('seen'); image.onerror = failed;
    image.src = place + 'receipts/1.png';
  }),
];
Promise.allSettled(attempts).then((all) => { document.title = all.map((one) => one.value ?? 'no').join(); });
</script>"""


def test_a_site_that_the_browser_is_lured_to_sees_nothing_and_does_nothing(browser, printer):
    printer.receive(b"secret\n\x1dVB\x00")

    class Lure(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(LURE.replace("PLACE", repr(live.url)).encode())

        def log_message(self, *_):
            pass

    with LivePage(printer) as live, http.server.ThreadingHTTPServer(("127.0.0.1", 0), Lure) as site:
        serving = threading.Thread(target=site.serve_forever, daemon=True)
        serving.start()
        browser.get(f"http://127.0.0.1:{site.server_port}/")
        until(lambda: browser.title != "lure")
        seen = browser.title
        browser.get("about:blank")
        site.shutdown()
        serving.join()
    assert seen == "no,no,no,no"
    assert not printer.sensors.cover_open
