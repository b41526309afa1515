"""Settings with a person at the keyboard: asked, counted down, stopped by Ctrl-C. In a network that leads nowhere."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.beds.namespaces import unshare

ROOT = Path(__file__).parents[2]
SET_IP = ("set-ip", "192.0.2.50/24", "--gateway", "192.0.2.1")


@pytest.fixture
def terminal(tmp_path):
    """Run a command at a terminal, type an answer when it asks, and return its exit code and what it showed."""

    def ran(*words, typed):
        here, there = pty.openpty()
        program = subprocess.Popen(
            [*unshare(), sys.executable, "-m", "ocom809", "parameters", *map(str, words)],
            stdin=there,
            stdout=there,
            stderr=there,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path), "COLUMNS": "200"},
        )
        os.close(there)
        shown = read_until(here, "yes to do it")
        os.write(here, typed.encode() + b"\n")
        shown += read_until(here, None)
        os.close(here)
        return program.wait(60), shown

    return ran


def read_until(terminal, word, seconds=60):
    shown, end = "", time.monotonic() + seconds
    while time.monotonic() < end and (word is None or word not in shown):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                more = os.read(terminal, 4096)
            except OSError:
                return shown  # the program has ended
            shown += more.decode(errors="replace")
    return shown


def test_the_plan_is_shown_and_asked_about_and_a_countdown_is_seen(terminal, tmp_path):
    out = tmp_path / "out.bin"
    code, shown = terminal(*SET_IP, "--wait", "2", "--device", f"file:///{out.as_posix().lstrip('/')}", typed="yes")
    assert code == 20, shown
    assert "1f 1b 1f 91 00 49 fa 00 5a" in shown
    assert "Danger: dhcp, address: " in shown
    assert "looking for the printer, 2 s left" in shown
    assert "Whether 192.0.2.50 was free before could not be seen" in shown
    assert len(out.read_bytes()) == 21


def test_whoever_does_not_type_yes_sends_nothing(terminal, tmp_path):
    out = tmp_path / "out.bin"
    code, shown = terminal(*SET_IP, "--device", f"file:///{out.as_posix().lstrip('/')}", typed="y")
    assert code == 3
    assert "Nothing was sent" in shown
    assert not out.exists()


def test_ctrl_c_in_mid_plan_leaves_a_record_of_what_was_done(tmp_path):
    record = tmp_path / "record.jsonl"
    plan = tmp_path / "plan.toml"
    plan.write_text("[set]\ndensity = 6\ncode-page = 19\n")
    command = [sys.executable, "-m", "ocom809", "parameters", "apply", plan]
    program = subprocess.Popen(
        # The printer takes the first instruction whole, and of the second nothing.
        [*unshare(), *command, "--record", record, "--device", "memory:?stall=6", "--timeout", "100"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    end = time.monotonic() + 60
    while time.monotonic() < end and "code page" not in (record.read_text() if record.exists() else ""):
        time.sleep(0.02)
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=100)
    assert program.returncode == 130
    assert f"what was done so far stands in {record}" in said
    last = json.loads(record.read_text().splitlines()[-1])
    assert last["event"] == "interrupted"
    assert last["sent"] == ["density (xp-settings)"]
    assert last["under_way"] == "code page (xp-settings)"
