"""One zip file that Python runs by itself: our package, the pure-Python packages that it needs, and their licences."""

from __future__ import annotations

import importlib.metadata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CARRIED = (
    "anyio",
    "click",
    "colorama",  # on Windows click shows colours by it
    "h11",
    "idna",
    "pyserial",
    "pyusb",
    "sniffio",  # older versions of anyio need it
    "starlette",
    "typing_extensions",
    "uvicorn",
)
"""The distributions that go into the file. Pillow does not: it is compiled, and nothing that the tool does draws."""
MOST_BYTES = 2_000_000
_KEPT = {".py", ".typed"}
_COMPILED = {".so", ".pyd", ".dll", ".dylib"}
_LEFT_OUT = {"tests", "__pycache__"}
_LICENCES = ("licen", "copying", "notice", "authors")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file knows: a day of its own would make each building another file."""
_READABLE = 0o644 << 16
_UNIX = 3

START = '''\
"""Finds receipt printers and sets their parameters: python ocom809-parameters.pyz --help."""

import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or newer; this is %s." % sys.version.split()[0])

from ocom809.cli.parameters_tool import main

main()
'''


class CannotBuild(Exception):
    """What goes into the file is not as it must be; the message says what."""


def missing() -> list[str]:
    """Which of the distributions this Python lacks."""
    return [name for name in CARRIED if next(iter(importlib.metadata.distributions(name=name)), None) is None]


def build(output: Path) -> int:
    """Write the file, the same bytes from the same packages each time, and return how many they are.

    Raises:
        CannotBuild: A package is compiled, or without a licence, or the file would be too large.
    """
    contents = {"__main__.py": START.encode(), "LICENSE": (ROOT / "LICENSE").read_bytes()}
    contents |= dict(_ours())
    for name in CARRIED:
        contents |= _carried(name)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(contents):
            archive.writestr(_entry(path), contents[path], zipfile.ZIP_DEFLATED, 9)
    output.chmod(0o755)
    size = output.stat().st_size
    if size > MOST_BYTES:
        raise CannotBuild(f"{output} is {size} bytes large; {MOST_BYTES} is the limit")
    return size


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _DAY)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry


def _ours() -> Iterator[tuple[str, bytes]]:
    """Our own package, with the files of its pages."""
    for path in (ROOT / "ocom809").rglob("*"):
        if path.is_file() and not _LEFT_OUT & set(path.parts[len(ROOT.parts) :]):
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def _carried(name: str) -> dict[str, bytes]:
    """A distribution's Python files, what it says of itself, and its licence."""
    distribution = importlib.metadata.distribution(name)
    files = {path.as_posix(): Path(str(distribution.locate_file(path))) for path in distribution.files or ()}
    if compiled := [path for path in files if Path(path).suffix in _COMPILED]:
        raise CannotBuild(f"{name} holds compiled code: {compiled[0]}")
    kept = {path: place.read_bytes() for path, place in files.items() if _is_kept(path)}
    folder = f"{name}-{distribution.version}.dist-info"
    own = ROOT / "tools" / "licences" / f"{name}.txt"
    if own.exists():
        kept[f"{folder}/LICENSE.txt"] = own.read_bytes()
    if not any(_is_licence(path) for path in kept):
        raise CannotBuild(f"{name} comes without a licence: write it to {own.relative_to(ROOT)}")
    return kept


def _is_kept(path: str) -> bool:
    parts = path.split("/")
    if ".." in parts or _LEFT_OUT & set(parts):
        return False
    if parts[0].endswith(".dist-info"):
        return parts[1:] == ["METADATA"] or _is_licence(path)
    return Path(path).suffix in _KEPT


def _is_licence(path: str) -> bool:
    folder, _, name = path.partition("/")
    return folder.endswith(".dist-info") and name.rpartition("/")[2].lower().startswith(_LICENCES)
