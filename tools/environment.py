"""Builds the private environment that the other tools run in. Needs nothing but Python 3.11 with venv."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
OLDEST = (3, 11)
_NO_GROUP = "plain"


def python(*, groups: tuple[str, ...] = (), extras: str = "codes") -> Path:
    """The interpreter of the private environment, which is built or brought up to date first."""
    if sys.version_info < OLDEST:
        sys.exit(f"ocom809 needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    executable = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if executable.exists() and _holds(groups, extras):
        return executable
    if not _works(executable):
        print(f"Building a private environment in {FOLDER.name}/ …", flush=True)
        _create()
    _install(executable, groups, extras)
    _stamp(groups).write_text(_fingerprint(groups, extras))
    return executable


def _stamp(groups: tuple[str, ...]) -> Path:
    """The file that says that these groups were installed, and from what."""
    return FOLDER / f"ocom809-{'-'.join(groups) or _NO_GROUP}.stamp"


def _holds(groups: tuple[str, ...], extras: str) -> bool:
    """Whether these groups were installed as they are wanted now, alone or together with others."""
    for stamp in FOLDER.glob(_stamp(("*",)).name):
        names = stamp.stem.split("-")[1:]
        there = () if names == [_NO_GROUP] else tuple(names)
        if set(groups) <= set(there) and stamp.read_text() == _fingerprint(there, extras):
            return True
    return False


def _fingerprint(groups: tuple[str, ...], extras: str) -> str:
    project = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(project + repr((groups, extras, str(ROOT))).encode()).hexdigest()


def _works(executable: Path) -> bool:
    return (
        executable.exists()
        and subprocess.run([executable, "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def _create() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        venv.create(FOLDER, with_pip=True)
    except (subprocess.CalledProcessError, OSError):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"This Python cannot build environments; on Debian or Ubuntu: apt-get install python{version}-venv")


def _install(executable: Path, groups: tuple[str, ...], extras: str) -> None:
    print("Installing what is needed …", flush=True)
    pip = [executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # Dependency groups need pip 25.1; the one that comes with Debian and Ubuntu is older.
    _run([*pip, "--upgrade", "pip>=25.1"])
    chosen = [word for group in groups for word in ("--group", group)]
    _run([*pip, "--editable", f"{ROOT}[{extras}]", *chosen])


def _run(command: list[str | Path]) -> None:
    finished = subprocess.run(command, cwd=ROOT)
    if finished.returncode != 0:
        sys.exit(f"This failed, and nothing else was done: {' '.join(str(word) for word in command)}")
