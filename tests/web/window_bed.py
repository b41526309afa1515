"""A shop's computer with the parameters' page and a browser, and one printer that really moves, in namespaces.

Run as ``unshare -Urn python window_bed.py FOLDER``, as root without the ``-Ur``. Nothing leaves the two. Writes
one line of JSON for each case, and pictures of the page into FOLDER.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ocom809.web.parameters_page import Orders, ParametersPage
from tests.parameters import moving_bed
from tests.web.chromium import Browser

MAC = moving_bed.MAC
DENSITY = b"\x1f\x1b\x1f\x13\x14\x06"


def main(folder):
    command = ["unshare", "-n", sys.executable, moving_bed.__file__, "printer"]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as printer,
        tempfile.TemporaryDirectory() as scratch,
    ):
        try:
            moving_bed.set_up(printer)
            unit = moving_bed.Orders(printer)
            unit.be()
            orders = Orders(wait=10, record=str(Path(scratch) / "record.jsonl"))
            with Browser(Path(scratch) / "chromium") as browser:
                with ParametersPage(orders) as page:
                    browser.open(page.url)
                    run(browser, unit, folder)
                report("complaints", complaints=[one for one in browser.complaints() if not is_refusal(one)])
        finally:
            printer.kill()


def is_refusal(complaint):
    """Whether an order came while the page asked the printer by itself: it is refused, and ``press_again_until``."""
    return "/do - " in complaint and "status of 422" in complaint


def run(browser, unit, folder):
    browser.until(lambda: browser.texts("#list strong")[:1] == ["192.168.123.100"])
    browser.until(lambda: browser.text("state"))
    report("found", below=browser.texts("#list span")[0], state=browser.text("state"), known=browser.text("known"))
    browser.picture(folder / "found.png")
    browser.type("field-address", "192.0.2.300")
    browser.until(lambda: browser.text("field-address-problem"))
    report("wrong", problem=browser.text("field-address-problem"))
    browser.type("field-address", "192.0.2.50")
    browser.type("field-gateway", "192.0.3.1")
    browser.until(lambda: browser.text("field-gateway-problem"))
    report(
        "foreign gateway", problem=browser.text("field-gateway-problem"), first=browser.text("field-address-problem")
    )
    browser.picture(folder / "checked.png")
    browser.type("field-gateway", "192.0.2.9")
    browser.until(lambda: not browser.text("field-gateway-problem"))
    browser.press("address-form button.main")
    browser.until(lambda: browser.find("#plan"))
    can_send = browser.find("#send")[0].is_enabled()
    report("plan", plan=browser.text("plan"), can_send=can_send, at=unit.tell("address"))
    browser.picture(folder / "plan.png")
    browser.narrow()
    browser.picture(folder / "plan-narrow.png")
    browser.wide()
    browser.press("agreed")
    browser.press("send")
    # Kept as it is seen: where the machine is busy, the change has ended before the picture is taken.
    countdown = browser.until(lambda: browser.text("countdown"))
    report("progress", countdown=countdown)
    browser.picture(folder / "progress.png")
    browser.until(lambda: browser.find("#verdict"))
    report("verdict", verdict=browser.text("verdict"), at=unit.tell("address"))
    browser.picture(folder / "verdict.png")
    report("afterwards", titles=browser.texts("#list strong"), hint=browser.text("hint"))
    # It is asked how it is at its new place, unbidden.
    browser.until(lambda: browser.text("state") == "Ready to print")
    search_again(browser)
    press_again_until(browser, "address-form button.main", lambda: browser.text("already"), patience=0.5)
    report("again", already=browser.text("already"), can_send=bool(browser.find("#send")))
    browser.press("tab-settings")
    browser.picture(folder / "settings.png")
    set_density(browser, folder)
    ask_for_the_page(browser, unit)
    browser.press("tab-examine")
    browser.press("examine")
    browser.until(lambda: browser.find("#checks"))
    report("examined", checks=browser.text("checks"))
    browser.picture(folder / "examined.png")
    browser.narrow()
    browser.picture(folder / "examined-narrow.png")


def search_again(browser):
    """Search, and wait until the page takes other orders again."""
    browser.press("search")
    browser.until(lambda: "…" in browser.text("search-words"))
    browser.until(lambda: "found" in browser.text("search-words"))
    browser.until(lambda: browser.text("state") == "Ready to print")
    browser.until(browser.find("#search")[0].is_enabled)


def press_again_until(browser, button, condition, patience):
    """Press it; again where the page was just asking the printer by itself, and did not take the order."""
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            browser.until(condition)  # says what the page shows
        browser.press(button)
        again = time.monotonic() + patience
        while not condition() and time.monotonic() < again:
            time.sleep(0.05)


def set_density(browser, folder):
    browser.type("field-density", "6")
    browser.press("settings-form button.main")
    browser.until(lambda: browser.find("#plan"))
    report("density plan", plan=browser.text("plan"))
    browser.press("send")
    browser.until(lambda: browser.find("#verdict"))
    report("density", verdict=browser.text("verdict"))
    browser.picture(folder / "unverified.png")


def ask_for_the_page(browser, unit):
    browser.press("tab-self-test")
    # An order that was taken shows itself long before that: it prints one page.
    press_again_until(browser, "self-test", lambda: browser.text("outcome"), patience=5)
    browser.until(lambda: "Sent" in browser.text("outcome") and "look at the paper" in browser.text("outcome"))
    report("self-test", outcome=browser.text("outcome"), tickets=unit.tell("tickets"))


def report(case, **facts):
    print(json.dumps({"case": case, **facts}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
