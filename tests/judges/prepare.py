"""Installs the judges that come from package registries, before several test processes would each begin with it.

Run as ``python -m tests.judges.prepare``. What cannot be installed is left to the tests that need it: each is skipped
by name, or fails where nothing may be skipped.
"""

from __future__ import annotations

import pytest

from tests.judges import emupos, python_escpos, receiptio

JUDGES = (emupos, receiptio, python_escpos)


def main() -> None:
    """Install each of them, one after the other."""
    for judge in JUDGES:
        try:
            judge.installed()
        except (pytest.skip.Exception, pytest.fail.Exception) as reason:
            print(reason.msg, flush=True)


if __name__ == "__main__":
    main()
