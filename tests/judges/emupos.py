"""emupos, a printer in software that nobody here wrote: bytes to its TCP port, text and picture back.

It needs a newer Python than we do, so it lives in an environment of its own under ``.cache``, which is built when it is
first needed.
"""

from __future__ import annotations

import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.judges import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "0.4.0"
OLDEST_PYTHON = (3, 13)
SECONDS = 60

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / f"emupos-{VERSION}"

# The class's printer as emupos describes one, with those of its code pages that emupos has glyphs for.
PROFILE = """\
type: printer
name: POS-80
dpi: 203
width_dots: 576
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437, 2: PC850, 3: PC860, 4: PC863, 5: PC865, 16: WPC1252, 17: PC866, 18: PC852, 19: PC858 }
default_code_page: 0
drawer_sensor_open_level: high
"""
SETTINGS = """\
schema: 1
api: {{ host: 127.0.0.1, port: {api_port} }}
devices:
  - id: front
    type: printer
    profile: ./pos-80.yaml
    connections: [ {{ tcp: {{ host: 127.0.0.1, port: {port} }} }} ]
    receipts_dir: ./receipts
"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One piece of paper: what can be read on it, and its dots."""

    text: str
    picture: Image.Image


@dataclass(frozen=True, slots=True)
class Printout:
    """What came of a stream: receipts in order, and what emupos said of the rest."""

    receipts: list[Receipt]
    remarks: list[str]


class Emupos:
    """A running emupos with one printer, on loopback; a context manager.

    Args:
        program: Where ``emupos`` is, see ``installed()``.
        folder: An empty folder for its files.
    """

    def __init__(self, program: Path, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._port = 0
        self._lines: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Emupos:
        self._port, api_port = free_ports(2)
        (self._folder / "pos-80.yaml").write_text(PROFILE)
        settings = self._folder / "emupos.yaml"
        settings.write_text(SETTINGS.format(port=self._port, api_port=api_port))
        plain = os.environ | {"PYTHONUNBUFFERED": "1", "COLUMNS": "400", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(
            [self._program, "run", "--config", settings],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=plain,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        list(self._until("Showing events"))
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)
        self._reader.join(SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def print(self, stream: bytes) -> Printout:
        """Send ``stream`` as one connection and return what it made of it."""
        receipts, remarks = [], []
        for line in self.carry_out(stream):
            completed = re.search(r"printer\.job\.completed .* → (\S+)", line)
            if completed:
                receipts.append(self._receipt(completed[1]))
            elif "connection." not in line:
                remarks.append(line.split("  front  ")[-1].strip())
        return Printout(receipts, remarks)

    def carry_out(self, stream: bytes) -> list[str]:
        """Send ``stream`` as one connection and wait for its end; what emupos said meanwhile, its files are saved."""
        with socket.create_connection(("127.0.0.1", self._port), timeout=SECONDS) as connection:
            connection.sendall(stream)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        return list(self._until("connection.closed"))

    def _receipt(self, name: str) -> Receipt:
        path = self._folder / "receipts" / name
        with Image.open(path.with_suffix(".png")) as image:
            picture = image.convert("1")
        return Receipt(path.with_suffix(".txt").read_text(encoding="utf-8"), picture)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip())
        self._lines.put("")

    def _until(self, words: str) -> Iterator[str]:
        """Its lines up to the one that holds ``words``."""
        while True:
            line = self._lines.get(timeout=SECONDS)
            if self._process.poll() is not None:
                raise AssertionError(f"emupos ended: {line}")
            if words in line:
                return
            yield line


def installed() -> Path:
    """Where the program is, installed first if need be; without a Python for it the test is skipped by name."""
    program = FOLDER / ("Scripts/emupos.exe" if os.name == "nt" else "bin/emupos")
    if program.exists():
        return program
    python = new_enough_python()
    if python is None:
        needed.unavailable("emupos needs Python 3.13 or newer", install="apt-get install python3.13-venv")
    shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        run(python, "-m", "venv", str(FOLDER))
        run(str(program.with_name("python")), "-m", "pip", "install", "--quiet", f"emupos=={VERSION}")
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(FOLDER, ignore_errors=True)
        needed.unavailable(f"emupos cannot be installed ({error})", install=f"pip install emupos=={VERSION}")
    return program


def new_enough_python() -> str | None:
    """A Python that emupos runs on: this one, one on the path, or one of pyenv's."""
    names = ("python3.14", "python3.13")
    on_path = [found for found in map(shutil.which, names) if found]
    # A shim of pyenv's needs a home folder of pyenv's own; what it stands for lies beside it.
    homes = {Path.home() / ".pyenv", *(Path(found).parent.parent for found in on_path if "shims" in found)}
    pyenv = sorted((str(path) for home in homes for path in home.glob("versions/*/bin/python3.1[34]")), reverse=True)
    return next((each for each in (sys.executable, *on_path, *pyenv) if is_new_enough(each)), None)


def is_new_enough(python: str) -> bool:
    """Whether it runs at all (a pyenv shim may not) and is new enough."""
    try:
        done = run(python, "-c", "import sys; print(*sys.version_info[:2])")
    except (OSError, subprocess.SubprocessError):
        return False
    return tuple(int(part) for part in done.split()) >= OLDEST_PYTHON


def run(*command: str) -> str:
    """Run a program to its end; what it wrote."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody uses now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
