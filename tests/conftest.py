"""What all tests share."""

from hypothesis import settings

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin"]

# A busy machine is no fault of what is tested; what takes too long is stopped by pytest's own limit.
settings.register_profile("ocom809", deadline=None)
settings.load_profile("ocom809")
