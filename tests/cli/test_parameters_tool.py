"""The technician's program, in this process: what it offers, and what it does without a command."""

import pytest

from ocom809 import __version__
from ocom809.cli.main import run
from ocom809.cli.parameters_tool import NAME, tool


@pytest.fixture
def ran(capfd):
    """Run its command line; gives the exit code and what it printed."""

    def told(*words):
        with pytest.raises(SystemExit) as leaving:
            run(list(words), command=tool, name=NAME)
        return leaving.value.code, *capfd.readouterr()

    return told


def test_it_says_its_own_name(ran):
    assert ran("--version") == (0, f"{NAME} {__version__}\n", "")


def test_it_offers_what_finds_printers_and_sets_them_up_and_prints_nothing(ran):
    code, out, _ = ran("--help")
    offered = out.partition("Commands")[2]
    assert code == 0
    assert all(f"  {name} " in offered for name in ("devices", "parameters", "doctor", "probe"))
    assert "  print " not in offered
    assert ran("print", "receipt.txt")[0] == 2


def test_a_command_does_what_it_does_in_the_whole_program(ran):
    code, out, err = ran("--device", "virtual:", "--json", "parameters", "set", "--dry-run", "density=6")
    assert (code, err) == (0, "")
    assert "1f 1b 1f 13 14 06" in out


def test_without_a_command_it_talks_to_people_and_not_to_programs(ran):
    code, out, _ = ran("--json")
    assert code == 2
    assert "A dialogue is for people" in out
