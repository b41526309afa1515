"""Run a script of its own inside a bed and see what the printers there received."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.beds.plugin import ROOT, command_in_bed

if TYPE_CHECKING:
    from pathlib import Path

_RUNNER = """
import runpy, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.beds.control import UsbBed
script, usb, tty, *sys.argv = sys.argv[1:]
try:
    runpy.run_path(script, run_name="__main__")
finally:
    bed = UsbBed()
    Path(usb).write_bytes(bed.printer.received)
    before, after = None, bed.port.received
    while before != after:
        # What the port still holds is on its way to the printer.
        time.sleep(0.1)
        before, after = after, bed.port.received
    Path(tty).write_bytes(after)
    bed.close()
"""


@dataclass(frozen=True)
class Received:
    """What came of a script.

    Attributes:
        usb: What the USB printer received.
        tty: What the printer on the serial port received.
        output: What the script wrote.
        exit_code: What it ended with.
    """

    usb: bytes
    tty: bytes
    output: str
    exit_code: int


def received_after(script: str, folder: Path, *arguments: str, seconds: float = 60) -> Received:
    """Run the Python text ``script`` in a fresh bed. ``usb:`` and ``serial:///dev/ttyUSB0`` are the printers there.

    Args:
        script: Python source.
        folder: Where the script and the bytes may lie, such as ``tmp_path``.
        arguments: Become ``sys.argv``, the first one being its name.
        seconds: How long it may take.
    """
    files = [folder / "script.py", folder / "usb.bin", folder / "tty.bin"]
    files[0].write_text(script)
    command = command_in_bed(sys.executable, "-c", _RUNNER.format(root=str(ROOT)), *map(str, files), *arguments)
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=seconds, check=False
    )
    usb, tty = (file.read_bytes() if file.exists() else b"" for file in files[1:])
    return Received(usb, tty, done.stdout + done.stderr, done.returncode)
