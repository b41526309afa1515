"""Finds the Pythons that we promise to run on: this one, those on the path, those of pyenv and of uv."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISED = ("3.11", "3.12", "3.13")


def python(version: str) -> str | None:
    """A Python of this version that runs and can build environments, or ``None``."""
    return next((path for path in candidates(version) if is_one(path, version)), None)


def candidates(version: str) -> Iterator[str]:
    """Where it may be, the nearest first."""
    yield sys.executable
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield on_path
    homes = {Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")}
    # A shim of pyenv's runs only what its owner has chosen; what it stands for lies beside it.
    homes |= {Path(on_path).parent.parent} if on_path and "shims" in on_path else set()
    for home in homes:
        yield from sorted(str(path) for path in home.glob(f"versions/{version}.*/bin/python{version}"))
    if uv := shutil.which("uv"):
        yield subprocess.run([uv, "python", "find", version], capture_output=True, text=True).stdout.strip()


def is_one(path: str, version: str) -> bool:
    """Whether it runs at all, is of this version, and has ``venv`` with pip."""
    code = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        finished = subprocess.run([path, "-c", code], capture_output=True, text=True)
    except OSError:
        return False
    return finished.stdout.strip() == version
