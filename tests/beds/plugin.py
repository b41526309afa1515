"""Run tests marked ``usb_bed`` inside a bed, as part of any pytest run.

A marked test sees an emulated USB bus and serial port (``bed_main.py``) through an unmodified libusb, pyusb, kernel
tty and pyserial; the fixture ``usb_bed`` (``control.py``) gives orders to the printers there. Since the bed must stand
around the whole process from its start, all marked tests of a module run together in one pytest of their own, and its
reports are handed to the outer one as if they had run there; so they count, fail and measure coverage like all others.

Where the bed's system packages are missing the tests are skipped with the command that installs them, or fail with
``OCOM809_TESTS_NO_SKIP=1``.
"""

from __future__ import annotations

import ctypes.util
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.beds.control import ORDERS, UsbBed

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
INSTALL = "apt-get install umockdev gir1.2-umockdev-1.0 python3-gi libusb-1.0-0"
REPORTS = "OCOM809_BED_REPORTS"
# Less than the limit of the outer run, which would end that whole run.
HUNG_SECONDS = 90
_TAIL_CHARACTERS = 4000


@functools.cache
def missing() -> str:
    """What the bed lacks on this machine, with the cure; empty where it has all."""
    if shutil.which("umockdev-wrapper") is None:
        return f"the USB bed needs umockdev: {INSTALL}"
    bindings = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('UMockdev', '1.0'); import gi.repository.UMockdev"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(bindings, capture_output=True, check=False).returncode:
        return f"the USB bed needs umockdev's bindings in {SYSTEM_PYTHON}: {INSTALL}"
    if ctypes.util.find_library("usb-1.0") is None:
        return f"the USB bed needs libusb: {INSTALL}"
    return ""


def command_in_bed(*command: str) -> list[str]:
    """The command line that runs ``command`` inside a bed of its own."""
    return ["umockdev-wrapper", SYSTEM_PYTHON, str(Path(__file__).parent / "bed_main.py"), "--", *command]


@pytest.fixture
def usb_bed() -> Iterator[UsbBed]:
    """The bed, with one ordinary printer on the bus and one at the serial port. Only for tests marked ``usb_bed``."""
    if ORDERS not in os.environ:
        pytest.fail("a test that uses the fixture usb_bed must be marked usb_bed")
    bed = UsbBed()
    bed.reset()
    yield bed
    bed.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what cannot run here, unless nothing may be skipped; remember who runs together."""
    marked = [item for item in items if _runs_elsewhere(item)]
    if marked and missing() and os.environ.get("OCOM809_TESTS_NO_SKIP") != "1":
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=missing()))
        return
    runs: dict[Path, InnerRun] = {}
    for item in marked:
        run = runs.setdefault(item.path, InnerRun(config))
        run.node_ids.append(item.nodeid)
        item.stash[_RUN] = run


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Hand on what the inner run said of this test, in place of running it."""
    run = item.stash.get(_RUN, None)
    if run is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in run.reports_of(item):
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    # What an earlier test of this module set up must not wait for a test that never runs here.
    item.session._setupstate.teardown_exact(nextitem)
    return True


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Inside: write the report where the outer run reads it."""
    if path := os.environ.get(REPORTS):
        config = _inner_config[0]
        data = config.hook.pytest_report_to_serializable(config=config, report=report)
        with Path(path).open("a") as file:
            file.write(json.dumps(data, default=str) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    """Inside: remember the configuration, which the hook for reports is not told."""
    _inner_config[:] = [config]


_inner_config: list[pytest.Config] = []


class InnerRun:
    """The pytest inside the bed that runs the marked tests of one module."""

    def __init__(self, config: pytest.Config) -> None:
        self.node_ids: list[str] = []
        self._config = config
        self._reports: dict[str, list[pytest.TestReport]] = {}
        self._process: subprocess.Popen[str] | None = None
        self._read = 0

    def reports_of(self, item: pytest.Item) -> list[pytest.TestReport]:
        """The reports on one test, up to its tear-down; one of failure if it never came that far."""
        if missing():
            return [_failure(item, missing())]
        if self._process is None:
            self._start()
        give_up = time.monotonic() + HUNG_SECONDS
        while not self._is_done(item.nodeid):
            if time.monotonic() > give_up:
                self._kill()
                return [_failure(item, f"hung inside the bed for {HUNG_SECONDS} s, in a call that nothing interrupts")]
            ended = self._process is not None and self._process.poll() is not None
            self._read_on()
            if ended and not self._is_done(item.nodeid):
                return [*self._reports.get(item.nodeid, []), _failure(item, self._last_words())]
            time.sleep(0.01)
        if item.nodeid == self.node_ids[-1]:
            self._wait_for_the_end()
        return self._reports[item.nodeid]

    def _wait_for_the_end(self) -> None:
        """Coverage is written after the last report, and collected by the outer run when its own tests are over."""
        if self._process is not None:
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._kill()

    def _kill(self) -> None:
        """End the bed and all that runs in it."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _is_done(self, node_id: str) -> bool:
        return any(report.when == "teardown" for report in self._reports.get(node_id, []))

    def _start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ocom809-inner-"))
        self._path, self._output = self._folder / "reports", (self._folder / "output").open("w+")
        self._path.touch()
        self._config.add_cleanup(self._clear_away)
        command = [sys.executable, *coverage_words(), "-m", "pytest", "-p", "no:cacheprovider", *self.node_ids]
        variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_CORE"))}
        self._process = subprocess.Popen(
            command_in_bed(*command),
            cwd=ROOT,
            # The bed's own files lie in our folder, so that they go with it even when the bed is killed.
            env={**variables, REPORTS: str(self._path), "TMPDIR": str(self._folder)},
            stdout=self._output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def _read_on(self) -> None:
        with self._path.open() as file:
            file.seek(self._read)
            text = file.read()
        whole = text[: text.rfind("\n") + 1]
        self._read += len(whole.encode())
        for line in whole.splitlines():
            data = json.loads(line)
            report = self._config.hook.pytest_report_from_serializable(config=self._config, data=data)
            if isinstance(report.longrepr, list):
                # JSON has no tuples, and the place of a skip must be one.
                report.longrepr = tuple(report.longrepr)
            self._reports.setdefault(report.nodeid, []).append(report)

    def _last_words(self) -> str:
        self._output.seek(0)
        return f"the run inside the bed ended before this test did:\n{self._output.read()[-_TAIL_CHARACTERS:]}"

    def _clear_away(self) -> None:
        self._kill()
        self._output.close()
        shutil.rmtree(self._folder, ignore_errors=True)


_RUN = pytest.StashKey[InnerRun]()


def _runs_elsewhere(item: pytest.Item) -> bool:
    return item.get_closest_marker("usb_bed") is not None and ORDERS not in os.environ


def _failure(item: pytest.Item, why: str) -> pytest.TestReport:
    return pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")


def coverage_words() -> list[str]:
    """How to start Python so that an outer measurement of coverage goes on inside."""
    module: Any = sys.modules.get("coverage")
    outer = module.Coverage.current() if module else None
    if outer is None:
        return []
    # Beside the outer run's own file, where it collects the files of its children at its end.
    source = ",".join(outer.get_option("run:source") or ["ocom809"])
    data_file = outer.get_option("run:data_file")
    return ["-m", "coverage", "run", "--parallel-mode", f"--source={source}", f"--data-file={data_file}"]
