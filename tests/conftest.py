"""What all tests share."""

import os
import signal
import tempfile

from hypothesis import settings

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin", "tests.order"]

# A shell starts what it puts into the background deaf to Ctrl-C, and the programs that tests start would be so as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Names of terminals and ports are used again, so what other programs noted of theirs must not meet ours.
os.environ["OCOM809_LOCKS"] = tempfile.mkdtemp(prefix="ocom809-locks-of-tests-")

# A busy machine is no fault of what is tested; what takes too long is stopped by pytest's own limit.
settings.register_profile("ocom809", deadline=None)
settings.load_profile("ocom809")
