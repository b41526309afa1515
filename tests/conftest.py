"""What all tests share."""

import os
import tempfile

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin"]

# Names of terminals and ports are used again, so what other programs noted of theirs must not meet ours.
os.environ["OCOM809_LOCKS"] = tempfile.mkdtemp(prefix="ocom809-locks-of-tests-")
