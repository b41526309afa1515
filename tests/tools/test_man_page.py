"""The man page: every command is in it, its checkers have nothing to say, and the wheel carries it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from ocom809 import __version__
from ocom809.cli.exit_codes import MEANINGS
from ocom809.cli.main import COMMANDS
from tests.judges import needed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "ocom809.1"


@pytest.fixture(scope="module")
def shown():
    """The page as ``mandoc`` shows it, in lines of 200 characters."""
    mandoc = needed.tool("mandoc", install="apt-get install mandoc")
    finished = subprocess.run([mandoc, "-Tascii", "-O", "width=200", PAGE], capture_output=True, text=True, check=True)
    return re.sub(".\b", "", finished.stdout)  # bold letters are struck twice


def test_mandoc_finds_nothing_to_complain_of():
    mandoc = needed.tool("mandoc", install="apt-get install mandoc")
    finished = subprocess.run([mandoc, "-Tlint", PAGE], capture_output=True, text=True)
    assert (finished.returncode, finished.stdout) == (0, "")


def test_every_command_has_its_section(shown):
    assert [name for name in COMMANDS if f"\n   ocom809 {name}\n" not in shown] == []


def test_commands_below_commands_have_theirs(shown):
    assert "\n   ocom809 parameters set-ip\n" in shown
    assert "\n   ocom809 logo store\n" in shown


def test_every_exit_code_is_told(shown):
    assert [code for code, meaning in MEANINGS.items() if f"{code:<7}{meaning}\n" not in shown] == []


def test_options_and_lines_to_type_stand_as_one_types_them(shown):
    assert "       -v, --verbose\n" in shown
    assert "         ocom809 udev-rule | sudo tee /etc/udev/rules.d/60-ocom809.rules\n" in shown
    assert '         bash  put  eval "$(ocom809 completion bash)"  into ~/.bashrc\n' in shown


def test_it_is_the_page_of_this_version():
    assert f'"ocom809 {__version__}"' in PAGE.read_text(encoding="ascii")


def test_the_wheel_puts_it_where_man_looks():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/reference/ocom809.1": "share/man/man1/ocom809.1"}
