"""Programs from npm, each in a folder of its own under ``.cache``, which is filled when it is first needed."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from pathlib import Path

from tests.judges import needed

CACHE = Path(__file__).resolve().parents[2] / ".cache"


def installed(name: str, *packages: str, files: dict[str, str] | None = None) -> Path:
    """The folder ``name`` with these packages and further files; without npm the test is skipped by name."""
    folder = CACHE / name
    if not folder.exists():
        _install(needed.tool("npm", install="apt-get install npm"), folder, packages, files or {})
    return folder


def _install(npm: str, target: Path, packages: tuple[str, ...], files: dict[str, str]) -> None:
    quiet = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts")
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as unfinished:
        folder = Path(unfinished, "finished")
        folder.mkdir()
        try:
            subprocess.run([npm, "install", *quiet, "--prefix", str(folder), *packages], check=True, timeout=100)
        except (OSError, subprocess.SubprocessError) as error:
            needed.unavailable(
                f"{packages[0]} cannot be installed ({error})", install=f"npm install {' '.join(packages)}"
            )
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        # In one step, so that the folder is complete whenever it is there; another test process may have been faster.
        with contextlib.suppress(OSError):
            folder.rename(target)
