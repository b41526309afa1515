"""receiptio, a printing program that nobody here wrote: it asks for status before a job and waits for its end.

It speaks to a bare IP address, always to port 9100, or to a serial port that the system lists. It comes from npm and
lives in a folder of its own under ``.cache``, which is filled when it is first needed.
"""

from __future__ import annotations

import os
import subprocess

from tests.judges import needed, npm

VERSION = "2.1.2"
SERIALPORT_VERSION = "13.0.0"
PORT = 9100
SECONDS = 40

FOLDER = npm.CACHE / f"receiptio-{VERSION}"
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
    packages = f"receiptio@{VERSION}", f"serialport@{SERIALPORT_VERSION}"
    npm.installed(FOLDER.name, *packages, files={"listed.cjs": LISTED})
    return node
