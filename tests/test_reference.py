"""Reference pages that the code can tell are as the code is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_made_pages_are_up_to_date():
    check = [sys.executable, ROOT / "tools" / "make-reference", "--check"]
    finished = subprocess.run(check, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
