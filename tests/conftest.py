"""What all tests share."""

pytest_plugins = ["ocom809.testing.plugin", "tests.beds.plugin"]
