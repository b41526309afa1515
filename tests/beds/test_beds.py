"""The beds themselves: what stands on them must not fall with them."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from tests.beds.plugin import REPORTS, ROOT, missing
from tests.beds.printing import received_after

needs_bed = pytest.mark.skipif(
    bool(missing()) and os.environ.get("OCOM809_TESTS_NO_SKIP") != "1", reason=missing() or "never"
)


@needs_bed
def test_a_script_prints_in_a_bed_and_the_bytes_come_back(tmp_path):
    script = """
    import sys
    from ocom809.devices import device_for
    for uri in sys.argv[1:]:
        with device_for(uri) as device:
            device.write(b"to " + uri.encode())
            device.flush()
    print("done")
    """
    found = received_after(textwrap.dedent(script), tmp_path, "script", "usb:", "serial:///dev/ttyUSB0")
    assert (found.usb, found.tty) == (b"to usb:", b"to serial:///dev/ttyUSB0")
    assert found.output == "done\n"
    assert found.exit_code == 0


@needs_bed
def test_a_script_that_fails_says_so_and_leaves_what_was_received(tmp_path):
    script = "from ocom809.devices import device_for\ndevice = device_for('usb:')\ndevice.open()\n"
    found = received_after(script + "device.write(b'half')\nraise SystemExit(3)", tmp_path, "script")
    assert found.exit_code == 3
    assert found.usb == b"half"


MODULE = """
import os, pytest
pytestmark = pytest.mark.usb_bed

def test_passes(usb_bed): assert usb_bed.printer.received == b""
def test_fails(): assert 1 == 2, "for this reason"
def test_is_skipped(): pytest.skip("for that reason")
def test_dies(): os._exit(1)
def test_never_runs(): pass
"""


@pytest.fixture
def inner(tmp_path):
    """Runs pytest on MODULE, as an ordinary run does, from a file inside the tests; returns what it wrote."""

    def run(*arguments, **variables):
        file = ROOT / "tests" / "beds" / f"test_throwaway_{os.getpid()}.py"
        file.write_text(MODULE)
        ours = (REPORTS, "OCOM809_TESTS_NO_SKIP")
        clean = {
            name: value for name, value in os.environ.items() if name not in ours and name[:3] not in ("PYT", "COV")
        }
        try:
            command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", str(file), *arguments]
            done = subprocess.run(
                command, cwd=ROOT, env={**clean, **variables}, capture_output=True, text=True, check=False, timeout=100
            )
        finally:
            file.unlink()
        return done.stdout

    return run


@needs_bed
def test_reports_from_inside_are_those_of_an_ordinary_run(inner):
    output = inner("-k", "passes or fails or skipped")
    assert "1 failed, 1 passed, 1 skipped" in output
    assert "for this reason" in output
    assert "for that reason" in output


@needs_bed
def test_a_run_inside_that_dies_fails_the_tests_that_had_no_turn(inner):
    output = inner("-k", "passes or dies or never")
    assert "2 failed, 1 passed" in output
    assert "the run inside the bed ended before this test did" in output


def test_where_the_bed_lacks_something_tests_are_skipped_by_name_with_the_command(inner):
    output = inner("-k", "passes", PATH="/nonexistent")
    assert "1 skipped" in output
    assert "apt-get install umockdev gir1.2-umockdev-1.0 python3-gi libusb-1.0-0" in output


def test_where_nothing_may_be_skipped_they_fail_with_the_command(inner):
    output = inner("-k", "passes", PATH="/nonexistent", OCOM809_TESTS_NO_SKIP="1")
    assert "1 failed" in output
    assert "apt-get install umockdev" in output
