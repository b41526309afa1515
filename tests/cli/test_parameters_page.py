"""``parameters page``: served until Ctrl-C. In a network that leads nowhere, so that its search finds nobody."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.beds.namespaces import unshare

ROOT = Path(__file__).parents[2]


@pytest.fixture
def nowhere():
    return unshare()


@pytest.fixture
def serving(nowhere, tmp_path):
    """Begin to serve; gives the program and the first line that it said. Its browser writes down what it opens."""
    started = []
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n')
    browser.chmod(0o755)

    def begun(*words):
        program = subprocess.Popen(
            [*nowhere, sys.executable, "-m", "ocom809", "parameters", "page", "--json", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": str(browser), "XDG_STATE_HOME": str(tmp_path)},
        )
        started.append(program)
        line = program.stdout.readline()
        return program, json.loads(line) if line else None

    yield begun
    for program in started:
        program.kill()
        program.communicate()


def opened(tmp_path):
    path = tmp_path / "opened"
    return path.read_text() if path.exists() else ""


def test_it_says_where_it_is_opens_the_browser_and_ends_by_ctrl_c(serving, tmp_path):
    program, facts = serving()
    assert facts["page"].startswith("http://127.0.0.1:")
    end = time.monotonic() + 60
    while not opened(tmp_path) and time.monotonic() < end:
        time.sleep(0.02)
    assert opened(tmp_path).strip() == facts["page"]
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=100)
    assert (program.returncode, said) == (0, "")


def test_without_a_browser_it_only_says_where_it_is(serving, tmp_path):
    program, facts = serving("--no-browser", "--dry-run", "--device", "virtual:")
    assert len(facts["page"].rstrip("/").rpartition("/")[2]) >= 22
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=100)
    assert program.returncode == 0
    assert opened(tmp_path) == ""


IN_MID_CHANGE = """
import json, signal, subprocess, sys, time, urllib.request

subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
served = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
place = json.loads(served.stdout.readline())["page"]


def do(**asked):
    body = json.dumps(asked).encode()
    request = urllib.request.Request(place + "do", body, {"Content-Type": "application/json"})
    while True:
        try:
            return json.load(urllib.request.urlopen(request, timeout=60))
        except urllib.error.HTTPError as error:
            said = error.read().decode()
            if "under way" not in said and "not the last one" not in said:
                raise RuntimeError(said) from error
            time.sleep(0.1)


do(do="plan", uri="memory:?stall=3", values={"density": "6"})
do(do="apply", plan=1)
time.sleep(1)
served.send_signal(signal.SIGINT)
_, said = served.communicate(timeout=60)
print(json.dumps({"code": served.returncode, "said": said}))
"""


def test_ctrl_c_in_mid_change_lets_it_come_to_its_end(nowhere, tmp_path):
    command = [sys.executable, "-m", "ocom809", "parameters", "page", "--no-browser", "--json", "--device"]
    ran = subprocess.run(
        [*nowhere, sys.executable, "-c", IN_MID_CHANGE, *command, "memory:?stall=3", "--record", tmp_path / "record"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=100,
    )
    assert ran.returncode == 0, ran.stderr
    ended = json.loads(ran.stdout)
    assert ended["code"] == 0
    assert "a change is under way" in ended["said"]
    last = json.loads((tmp_path / "record").read_text().splitlines()[-1])
    # The printer took three bytes and then none for ten seconds: that was waited for.
    assert (last["event"], last["under_way"]) == ("error", "density (xp-settings)")


def test_it_is_never_served_beyond_this_computer(ocom809):
    ran = ocom809("parameters", "page", "--no-browser", "--at", "0.0.0.0:0")
    assert ran.code == 3
    assert "beyond this computer" in ran.err
    assert ocom809("parameters", "page", "--no-browser", "--at", "nonsense").code == 2


def test_a_device_that_means_nothing_is_refused_before_anything_is_served(ocom809):
    assert ocom809("parameters", "page", "--no-browser", "--device", "smoke:signals").code == 3
