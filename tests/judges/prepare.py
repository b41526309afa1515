"""Installs the judges that come from package registries, before several test processes would each begin with it.

Run as ``python -m tests.judges.prepare``. What cannot be installed is left to the tests that need it: each is skipped
by name, or fails where nothing may be skipped.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.judges import emupos, python_escpos, receiptio

JUDGES = (emupos, receiptio, python_escpos)


def main() -> None:
    """Install them all at once: most of the time goes into waiting for the registries."""
    with ThreadPoolExecutor() as pool:
        for installation in [pool.submit(judge.installed) for judge in JUDGES]:
            try:
                installation.result()
            except (pytest.skip.Exception, pytest.fail.Exception) as reason:
                print(reason.msg, flush=True)


if __name__ == "__main__":
    main()
