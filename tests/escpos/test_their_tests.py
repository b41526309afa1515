"""python-escpos' own tests, unchanged, against our classes: all five of them, in both modes.

Left out are the tests of printers that we have none for (CUPS, LP, Windows). Their command line runs in a process of
its own, where no plugin leads it to our classes; it is tested once, to show that what was installed is whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.judges import python_escpos

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = [f"--ignore=test/test_printers/test_printer_{name}.py" for name in ("cups", "lp", "win32raw")]
AT_LEAST = 266
THEIR_COMMAND_LINE = "test/test_cli.py"
OF_THEIR_COMMAND_LINE = 5
# They speak of the profile "default": 42 characters in a line, where an OCPP-809 has 48, and the euro sign on page 15.
OTHER_WITH_OUR_PROFILE = {"test_block_text", "test_write"}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("mode", "profile", "otherwise"),
    [("strict", "default", set()), ("normal", "default", set()), ("normal", "", OTHER_WITH_OUR_PROFILE)],
    ids=["strict", "as it comes", "with our profile"],
)
def test_their_tests_pass_on_our_classes(mode, profile, otherwise, tmp_path):
    left_out = [*LEFT_OUT, f"--ignore={THEIR_COMMAND_LINE}"]
    passed, failed = results_of_their_tests(tmp_path, *left_out, OCOM809_MODE=mode, OCOM809_PROFILE=profile)
    assert failed == otherwise
    assert len(passed) >= AT_LEAST - len(otherwise)


def test_their_command_line_passes_its_own(tmp_path):
    passed, failed = results_of_their_tests(
        tmp_path, tests=THEIR_COMMAND_LINE, OCOM809_MODE="normal", OCOM809_PROFILE="default"
    )
    assert (len(passed), failed) == (OF_THEIR_COMMAND_LINE, set())


def results_of_their_tests(folder, *options, tests="test", **variables):
    """The names of the cases that passed, and the tests that failed, in a copy that they may write beside."""
    source = python_escpos.installed()
    shutil.copytree(source / "test", folder / "test")
    shutil.copy(source / "pyproject.toml", folder)
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "tests.escpos.led_to_ours", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--override-ini=addopts=", f"--junitxml={report}", *options, tests],
        cwd=folder,
        env=os.environ | variables | surroundings(folder),
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert report.exists(), done.stdout + done.stderr
    return sorted_by_result(ElementTree.parse(report))


def surroundings(folder):
    """Their command line is looked for on the path; what they leave in the temporary folder goes with the test's."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"PYTHONPATH": f"{ROOT}{os.pathsep}{python_escpos.PACKAGES}", "PATH": path, "TMPDIR": str(folder)}


def sorted_by_result(report):
    passed, failed = [], set()
    for case in report.iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            failed.add(case.get("name").partition("[")[0])
        elif not outcomes & {"skipped"}:
            passed.append(case.get("name"))
    return passed, failed
