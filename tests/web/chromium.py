"""A Chromium that nobody sees, with nothing in it, and the few things that the tests of pages do with it."""

from __future__ import annotations

import shutil
import time

SECONDS = 60
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSTALL = "apt-get install chromium chromium-driver, and pip install selenium"


class Browser:
    """One browser, used in a ``with`` statement."""

    def __init__(self, profile):
        from selenium import webdriver

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for flag in (*FLAGS, "--window-size=1280,900", f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, url):
        self.driver.get_log("browser")  # what was complained of before is not this page's
        self.driver.get(url)

    def complaints(self):
        """What the page complained of, and leave it."""
        found = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        self.driver.get("about:blank")
        return found

    def until(self, condition):
        """Wait for it; a failure tells what the page shows and complains of."""
        from selenium.common.exceptions import StaleElementReferenceException

        end = time.monotonic() + SECONDS
        while True:
            try:
                if found := condition():
                    return found
            except StaleElementReferenceException:
                pass  # it was drawn anew meanwhile
            if time.monotonic() >= end:
                shows = self.driver.find_element("tag name", "body").text
                raise AssertionError(f"it did not come about: {shows}, {self.driver.get_log('browser')}")
            time.sleep(0.02)

    def find(self, selector):
        return self.driver.find_elements("css selector", selector)

    def text(self, place):
        """What stands there, empty where there is no such place; read at once, since pages are drawn anew."""
        return self.driver.execute_script("return document.getElementById(arguments[0])?.innerText ?? ''", place)

    def texts(self, selector):
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)"
        return self.driver.execute_script(script, selector)

    def type(self, place, text):
        field = self.driver.find_element("id", place)
        field.clear()
        field.send_keys(text)

    def press(self, place):
        """Press what has this id, or what is below it (``form button``), as soon as it can be pressed."""
        selector = f"#{place}"
        self.until(lambda: self.find(selector) and self.find(selector)[0].is_enabled())
        found = self.find(selector)[0]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def narrow(self):
        self._size(390, 844, mobile=True)

    def wide(self):
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def _size(self, width, height, *, mobile):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def picture(self, path):
        """The whole page, however long."""
        import base64

        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"})
        path.write_bytes(base64.b64decode(shot["data"]))
