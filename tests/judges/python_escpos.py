"""python-escpos itself: its own tests and examples, from its source archive, and what these need besides.

Both come from PyPI into a folder of their own under ``.cache``, which is filled when it is first needed. Nothing of it
is changed: the tests are led to our classes by a plugin (``tests/escpos/led_to_ours.py``).
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.judges import needed

VERSION = "3.1"
FOLDER = Path(__file__).resolve().parents[2] / ".cache" / f"python-escpos-{VERSION}"
SOURCE = FOLDER / f"python-escpos-{VERSION}"
PACKAGES = FOLDER / "packages"
NEEDED_BY_ITS_TESTS = ("mock", "pytest-mock", "scripttest", "jaconv")
SECONDS = 300


def installed() -> Path:
    """Where its source is, downloaded first if need be; where that cannot be the test is skipped by name."""
    if not FOLDER.exists():
        try:
            _install()
        except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
            needed.unavailable(
                f"the source of python-escpos cannot be had ({error})",
                install=f"pip download --no-deps --no-binary python-escpos python-escpos=={VERSION}",
            )
    return SOURCE


def _install() -> None:
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as unfinished:
        folder = Path(unfinished, "finished")
        folder.mkdir()
        archive = ("--no-deps", "--no-binary", "python-escpos", "--dest", str(folder), f"python-escpos=={VERSION}")
        _pip("download", *archive)
        with tarfile.open(next(folder.glob("*.tar.gz"))) as packed:
            packed.extractall(folder, filter="data")
        _pip("install", "--no-deps", "--target", str(folder / "packages"), *NEEDED_BY_ITS_TESTS)
        # In one step, so that the folder is complete whenever it is there; another test process may have been faster.
        with contextlib.suppress(OSError):
            folder.rename(FOLDER)


def _pip(*words: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", words[0], *quiet, *words[1:]], check=True, timeout=SECONDS)
