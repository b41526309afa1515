"""The root command: help without loading anything, common options before and behind the command, errors in one line."""

import json
import os
import subprocess
import sys

import pytest

from ocom809 import __version__
from ocom809.cli.main import COMMANDS


def loaded_by(code):
    """Which modules a fresh interpreter has loaded after ``code``."""
    finished = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules), file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(finished.stderr.split())


def test_importing_the_package_loads_none_of_the_five():
    assert not loaded_by("import ocom809") & {"PIL", "usb", "serial", "escpos", "click"}


def test_importing_printer_and_receipt_loads_none_of_the_five():
    modules = loaded_by("from ocom809 import Printer, Receipt, OCPP809, errors")
    assert not modules & {"PIL", "usb", "serial", "escpos", "click"}


def test_help_loads_no_command_and_no_printer():
    modules = loaded_by("import ocom809.cli.main as main\ntry: main.run(['--help'])\nexcept SystemExit: pass")
    assert "click" in modules
    assert not modules & {
        "PIL",
        "usb",
        "serial",
        "escpos",
        "shutil",
        "ocom809.printer",
        "ocom809.receipt",
        "ocom809.cli.printing",
    }


@pytest.mark.parametrize(("columns", "widest"), [("60", 58), ("200", 98), ("", 78), ("many", 78), ("0", 78)])
def test_help_is_as_wide_as_the_terminal_within_reason(columns, widest):
    environment = os.environ | {"COLUMNS": columns}
    command = [sys.executable, "-m", "ocom809", "print", "--help"]
    ran = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert widest - 12 < max(map(len, ran.stdout.splitlines())) <= widest


def test_help_lists_every_command(ocom809):
    ran = ocom809("--help")
    assert ran.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_as_the_list_promises(ocom809, name):
    ran = ocom809(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: ocom809 {name}")


def test_version(ocom809):
    assert ocom809("--version").out == f"ocom809 {__version__}\n"


def test_an_unknown_command_is_wrong_use(ocom809):
    ran = ocom809("prnt")
    assert ran.code == 2
    assert "No such command 'prnt'" in ran.err


def test_no_device_is_wrong_use_and_says_how_to_name_one(ocom809):
    ran = ocom809("status")
    assert ran.code == 2
    assert "--device usb:" in ran.err
    assert "OCOM809_DEVICE" in ran.err


@pytest.mark.parametrize("words", [("--device", "virtual:", "status"), ("status", "--device", "virtual:")])
def test_common_options_stand_before_or_behind_the_command(ocom809, words):
    assert ocom809(*words).code == 0


def test_the_device_behind_the_command_wins_over_the_environment(ocom809, monkeypatch):
    monkeypatch.setenv("OCOM809_DEVICE", "nonsense:")
    assert ocom809("status").code == 3
    assert ocom809("--device", "virtual:", "status").code == 0


def test_an_error_is_one_line_with_its_cure(ocom809):
    ran = ocom809("status", "--device", "parallel:")
    assert ran.code == 3
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "no wire is called 'parallel'" in ran.err
    assert "Known are usb, serial, tcp" in ran.err


def test_an_error_in_json_carries_its_kind_and_exit_code(ocom809):
    ran = ocom809("status", "--device", "parallel:", "--json")
    assert json.loads(ran.out)["error"]["kind"] == "URIError"
    assert json.loads(ran.out)["error"]["exit_code"] == ran.code == 3


def test_escape_bytes_in_a_name_never_reach_the_terminal(ocom809):
    ran = ocom809("print", "evil\x1b[2J\x07.txt", "--device", "virtual:")
    assert ran.code == 3
    assert "\x1b" not in ran.err
    assert r"evil\x1b[2J\x07.txt: No such file" in ran.err


def test_a_bad_profile_file_is_bad_input(ocom809, tmp_path):
    (tmp_path / "unit.toml").write_text("widht_dots = 512")
    ran = ocom809("status", "--device", "virtual:", "--profile", tmp_path / "unit.toml")
    assert ran.code == 3
    assert "no fact named 'widht_dots'" in ran.err


def test_verbose_shows_the_bytes_on_the_wire():
    """In a process of its own: logging is configured once."""
    finished = subprocess.run(
        [sys.executable, "-m", "ocom809", "-vvv", "cut", "--device", "virtual:"], capture_output=True, text=True
    )
    assert finished.returncode == 0
    assert "< 1d 56 42 00" in finished.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(ocom809, shell):
    ran = ocom809("completion", shell)
    assert ran.code == 0
    assert "_OCOM809_COMPLETE" in ran.out
