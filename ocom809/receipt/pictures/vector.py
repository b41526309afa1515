"""Drawings as pictures: SVG by resvg, pages of PDF files by PDFium, each in a process of its own.

A drawing is a program of sorts: one of a few lines can ask for more memory than there is, or for a week. So it is drawn
by a process that is stopped after a time, has so much memory and no more, and takes nobody with it when it dies.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ocom809.errors import DocumentError, MissingPackage
from ocom809.receipt.pictures.picture import Picture

DRAWING_SECONDS: Final = 10.0
WIDTH: Final = 1152
"""Pixels across of what is drawn: twice the dots of the paper, so that scaling has something to smooth."""
MOST_PIXELS: Final = 24_000_000
MOST_BYTES: Final = 1024 * 1024 * 1024
_WORKER: Final = Path(__file__).with_name("vector_worker.py")
_PACKAGES: Final = {"svg": ("resvg_py", "resvg-py"), "pdf": ("pypdfium2", "pypdfium2")}
_LOOKED_AT_BYTES: Final = 64 * 1024
_FILE_TO_BLAME: Final = 2


def is_drawing(data: bytes) -> bool:
    """Whether a file is a drawing, by how it begins."""
    return _kind(data) is not None


def _kind(data: bytes) -> str | None:
    begin = data[:_LOOKED_AT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"%PDF-"):
        return "pdf"
    return "svg" if begin.startswith(b"<") and b"<svg" in begin else None


def drawn(data: bytes, name: str, page: int) -> Picture:
    """A drawing as a picture of ``WIDTH`` pixels across.

    Raises:
        DocumentError: It cannot be drawn, or takes too long or too much memory.
        MissingPackage: What draws it is not installed.
    """
    kind = str(_kind(data))
    module, package = _PACKAGES[kind]
    if find_spec(module) is None:
        raise MissingPackage(
            f"{name}: drawing {kind.upper()} needs {package}", hint='Install it by: pip install "ocom809[images]".'
        )
    arguments = [kind, str(page), str(WIDTH), str(MOST_PIXELS), str(MOST_BYTES)]
    command = [sys.executable, "-I", str(_WORKER), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, by its path
            command, input=data, capture_output=True, timeout=DRAWING_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{name}: drawing it was given up after {DRAWING_SECONDS:g} seconds") from error
    except OSError as error:
        raise DocumentError(f"{name}: cannot be drawn: {error.strerror or error}") from error
    if done.returncode == _FILE_TO_BLAME:
        why = done.stderr.decode("utf-8", "replace")[:200]
        raise DocumentError(f"{name}: cannot be drawn: {why}")
    return _picture(done.stdout, name)


def _picture(answer: bytes, name: str) -> Picture:
    """What the process says; one that died says nothing, or half of it."""
    head, _, grey = answer.partition(b"\n")
    sizes = [int(word) for word in head.split()] if head.replace(b" ", b"").isdigit() else []
    if len(sizes) != 3 or not grey or len(grey) != sizes[0] * sizes[1]:  # noqa: PLR2004 - across, down, natural
        raise DocumentError(
            f"{name}: cannot be drawn: drawing it broke off", hint="It may ask for more memory than is allowed."
        )
    return Picture(sizes[0], sizes[1], grey, sizes[2])
