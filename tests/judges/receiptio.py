"""receiptio, a printing program that nobody here wrote: it asks for status before a job and waits for its end.

It speaks to a bare IP address, always to port 9100, or to a serial port that the system lists. It comes from npm and
lives in a folder of its own under ``.cache``, which is filled when it is first needed.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path

from tests.judges import needed

VERSION = "2.1.2"
SERIALPORT_VERSION = "13.0.0"
PORT = 9100
SECONDS = 40

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / f"receiptio-{VERSION}"
PROGRAM = FOLDER / "node_modules" / "receiptio" / "bin" / "cli.js"

# The system does not list pseudo terminals as serial ports; everything else is the real serialport.
LISTED = "require('serialport').SerialPort.list = async () => [{ path: process.env.LISTED_PORT }];\n"


def answer(destination: str, *options: str, document: str = "") -> str:
    """What it says in the end, such as ``success``.

    Args:
        destination: An IP address or the path of a terminal.
        options: Further words of its command line.
        document: What it prints, in ReceiptLine's markup.
    """
    node = installed()
    listed = FOLDER / "listed.cjs"
    variables = os.environ | {"NODE_PATH": str(FOLDER / "node_modules"), "LISTED_PORT": destination}
    command = [node, "--require", str(listed), str(PROGRAM), "-d", destination, "-l", "en", *options]
    done = subprocess.run(command, input=document, capture_output=True, text=True, timeout=SECONDS, env=variables)
    return done.stderr.strip()


def installed() -> str:
    """Where Node.js is, with receiptio installed first if need be; without them the test is skipped by name."""
    node = needed.tool("node", install="apt-get install nodejs")
    if not FOLDER.exists():
        _install(needed.tool("npm", install="apt-get install npm"))
    return node


def _install(npm: str) -> None:
    packages = f"receiptio@{VERSION}", f"serialport@{SERIALPORT_VERSION}"
    quiet = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts")
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as unfinished:
        folder = Path(unfinished, "finished")
        folder.mkdir()
        try:
            subprocess.run([npm, "install", *quiet, "--prefix", str(folder), *packages], check=True, timeout=100)
        except (OSError, subprocess.SubprocessError) as error:
            needed.unavailable(f"receiptio cannot be installed ({error})", install=f"npm install {' '.join(packages)}")
        (folder / "listed.cjs").write_text(LISTED, encoding="utf-8")
        # In one step, so that the folder is complete whenever it is there; another test process may have been faster.
        with contextlib.suppress(OSError):
            folder.rename(FOLDER)
