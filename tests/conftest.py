"""What all tests share."""

import os
import tempfile

from hypothesis import settings

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin"]

# Names of terminals and ports are used again, so what other programs noted of theirs must not meet ours.
os.environ["OCOM809_LOCKS"] = tempfile.mkdtemp(prefix="ocom809-locks-of-tests-")

# A busy machine is no fault of what is tested; what takes too long is stopped by pytest's own limit.
settings.register_profile("ocom809", deadline=None)
settings.load_profile("ocom809")
