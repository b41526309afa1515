"""What all tests share."""

import os
import signal
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin", "tests.order"]

# A shell starts what it puts into the background deaf to Ctrl-C, and the programs that tests start would be so as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_LOCKS = Path(tempfile.mkdtemp(prefix="ocom809-locks-of-tests-"))
_NUMBERS = count()
os.environ["OCOM809_LOCKS"] = str(_LOCKS / "before")

# A busy machine is no fault of what is tested; what takes too long is stopped by pytest's own limit.
settings.register_profile("ocom809", deadline=None)
settings.load_profile("ocom809")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A folder for the locks of each test.

    Names of terminals and ports are used again, so what one test noted of a printer that it left in the middle of a
    job must not meet the printer of another one.
    """
    os.environ["OCOM809_LOCKS"] = str(_LOCKS / str(next(_NUMBERS)))
