"""The plugin, as a shop's own tests meet it."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "ocom809.testing.plugin"


@pytest.fixture
def shop(pytester):
    """A folder with a shop's tests; the function writes one file of them and runs it."""

    def run(code, *options):
        pytester.makepyfile("from ocom809 import Receipt\n" + code)
        return pytester.runpytest_inprocess("-p", PLUGIN, "-W", "error", "--strict-markers", *options)

    return run


def test_a_shop_prints_and_looks(shop):
    result = shop("""
def test_prints(virtual_printer):
    with virtual_printer.printer() as printer:
        printer.print(Receipt().text("Tea").cut())
    assert "Tea" in virtual_printer.last
    assert "Cake" not in virtual_printer
""")
    result.assert_outcomes(passed=1)


def test_each_test_has_a_printer_of_its_own(shop):
    result = shop("""
import pytest

@pytest.mark.parametrize("cup", [1, 2])
def test_prints(virtual_printer, cup):
    with virtual_printer.printer() as printer:
        printer.print(Receipt().text(f"Cup {cup}").cut())
    assert virtual_printer.text == f"Cup {cup}"
""")
    result.assert_outcomes(passed=2)


def test_the_mark_says_which_printer(shop):
    result = shop("""
import pytest

@pytest.mark.virtual_printer(personality="512-dots", faults="cover-open")
def test_prints(virtual_printer):
    assert virtual_printer.hanging.ticket.width_dots == 512
    assert virtual_printer.unit.sensors.cover_open
""")
    result.assert_outcomes(passed=1)


def test_a_text_that_is_missing_is_told_with_the_paper(shop):
    result = shop("""
def test_prints(virtual_printer):
    with virtual_printer.printer() as printer:
        printer.print(Receipt().text("Tea").text("Biscuits").cut())
    assert "Cake" in virtual_printer.last
""")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*'Cake' in <Printout 1: 576 x *", "*On the paper:", "*| Tea      |", "*| Biscuits |"])


def test_a_text_that_should_not_be_there_is_told_with_the_paper(shop):
    result = shop("""
def test_prints(virtual_printer):
    assert "" not in virtual_printer
""")
    result.stdout.fnmatch_lines(["*'' not in <BenchPrinter tcp://127.0.0.1:*", "*(nothing is printed on it)"])


def test_expected_pictures_are_kept_when_asked_for_and_compared_otherwise(shop, pytester):
    test = """
def test_prints(virtual_printer):
    with virtual_printer.printer() as printer:
        printer.print(Receipt().text("Tea").cut())
    virtual_printer.last.must_look_like("expected/tea.png")
"""
    shop(test).assert_outcomes(failed=1)
    shop(test, "--renew-receipts").assert_outcomes(passed=1)
    assert (pytester.path / "expected" / "tea.png").exists()
    shop(test).assert_outcomes(passed=1)
    failed = shop(test.replace("Tea", "Coffee"))
    failed.assert_outcomes(failed=1)
    failed.stdout.fnmatch_lines(["*does not look like expected/tea.png*"])


def run_elsewhere(folder, *options):
    """pytest in a process of its own, where the package is installed with its entry point and nothing else says so."""
    installed = folder / "site" / "shopwitness-1.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: shopwitness\nVersion: 1\n")
    (installed / "entry_points.txt").write_text(f"[pytest11]\n{PLUGIN} = {PLUGIN}\n")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(installed.parent), str(ROOT)])}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_package_names_the_plugin_as_its_module_so_that_it_is_never_loaded_twice():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["entry-points"]["pytest11"] == {PLUGIN: PLUGIN}


@pytest.mark.parametrize("options", [(), ("-p", PLUGIN)], ids=["installed", "installed and asked for"])
def test_where_the_package_is_installed_the_fixture_is_there(tmp_path, options):
    (tmp_path / "test_shop.py").write_text("def test_is_there(virtual_printer):\n    assert virtual_printer.uri\n")
    assert "1 passed" in run_elsewhere(tmp_path, *options)


def test_a_start_of_pytest_loads_nothing_that_no_test_asks_for(tmp_path):
    (tmp_path / "test_shop.py").write_text(
        "import json, sys\n"
        "def test_is_light():\n"
        "    open('loaded.json', 'w').write(json.dumps([name for name in sys.modules if name.startswith('ocom809')]))\n"
        "    assert not {'PIL', 'usb', 'serial', 'click', 'zxingcpp', 'escpos'} & set(sys.modules)\n"
    )
    run_elsewhere(tmp_path)
    assert json.loads((tmp_path / "loaded.json").read_text()) == ["ocom809", "ocom809.testing", PLUGIN]
