"""What all tests share."""

pytest_plugins = ["tests.beds.plugin"]
