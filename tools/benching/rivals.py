"""The sides: who they are, how they are installed into ``.cache/bench``, and how a process of each is started."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parents[2]
TOOLS: Final = ROOT / "tools"
CACHE: Final = ROOT / ".cache" / "bench"
OURS: Final = "ocom809"
ESCPOS: Final = "python-escpos"
_NODE_PACKAGES: Final = {
    "receiptline": ("receiptline", "receiptline@4.0.4"),
    "receipt-printer-encoder": ("encoder", "@point-of-sale/receipt-printer-encoder@4.0.1"),
    "node-thermal-printer": ("thermal", "node-thermal-printer@4.6.1"),
}
_NOT_OURS: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
NODE: Final = tuple(_NODE_PACKAGES)
SIDES: Final = (OURS, ESCPOS, *NODE)


def installed() -> tuple[str, ...]:
    """The sides that can run here; npm fetches its own once. python-escpos comes with the private environment."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("Without Node.js and npm its three rivals are left out; on Debian or Ubuntu: apt-get install nodejs npm")
        return (OURS, ESCPOS)
    packages = [package for _, package in _NODE_PACKAGES.values()]
    stamp = CACHE / "packages.json"
    if not stamp.exists() or json.loads(stamp.read_text(encoding="utf-8")) != packages:
        CACHE.mkdir(parents=True, exist_ok=True)
        print("Installing the rivals from npm …", flush=True)
        quiet = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts")
        subprocess.run(["npm", "install", *quiet, "--prefix", CACHE, *packages, "pngjs"], check=True)
        stamp.write_text(json.dumps(packages), encoding="utf-8")
    return SIDES


def versions(sides: Sequence[str]) -> dict[str, str]:
    """Which version of each side runs."""
    from importlib.metadata import version

    import ocom809

    known = {OURS: ocom809.__version__, ESCPOS: version(ESCPOS)}
    packages = {side: package.rpartition("@")[2] for side, (_, package) in _NODE_PACKAGES.items()}
    return {side: (known | packages)[side] for side in sides}


@dataclass(frozen=True)
class Answer:
    """What a side says of some rounds: times in milliseconds, and what the last round made."""

    times: tuple[float, ...]
    extras: tuple[float, ...]
    data: bytes
    writes: int
    peak_kib: int


class Side:
    """A process of one side, which is asked for one piece of work after the other; a context manager.

    Args:
        name: Which side.
        printer: The URI of a printer on the LAN, for what needs one.
    """

    def __init__(self, name: str, printer: str = "") -> None:
        self.name = name
        self._process = subprocess.Popen(
            _command(name, printer), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )

    def ask(self, work: str, *, first: int = 0, rounds: int = 1) -> Answer | None:
        """Do the work so many times; ``None`` where the side cannot do it."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a side is spoken to by pipes")
        process.stdin.write(json.dumps({"work": work, "first": first, "rounds": rounds}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended in the middle of {work!r}; what it said stands above.")
        said: dict[str, Any] = json.loads(line)
        if said.get("cannot"):
            return None
        data = base64.b64decode(said["data"])
        return Answer(tuple(said["times"]), tuple(said["extras"]), data, said["writes"], said["peak_kib"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def environment() -> dict[str, str]:
    """What all sides run in: their modules are compiled once, as everywhere, whatever this shell says of that."""
    paths = os.pathsep.join([str(TOOLS), str(ROOT)])
    own = {"PYTHONPATH": paths, "PYTHONPYCACHEPREFIX": str(CACHE / "compiled")}
    own |= {"NODE_PATH": str(CACHE / "node_modules")}
    return {name: word for name, word in os.environ.items() if name not in _NOT_OURS} | own


def _command(name: str, printer: str) -> list[str]:
    if name in _NODE_PACKAGES:
        return ["node", str(TOOLS / "benching" / "node_side.cjs"), _NODE_PACKAGES[name][0], str(TOOLS)]
    module = "our_side" if name == OURS else "escpos_side"
    return [sys.executable, "-m", f"benching.{module}", printer]
