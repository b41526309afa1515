"""What a test needs from this machine: found, or the test is skipped by name with the command that brings it."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def tool(name: str, *, install: str) -> str:
    """Where the program ``name`` is; without it the test is skipped, or fails where nothing may be skipped."""
    path = shutil.which(name)
    return path if path else unavailable(f"{name} is not installed", install=install)


def unavailable(reason: str, *, install: str) -> NoReturn:
    """Skip this test, or fail it under ``OCOM809_TESTS_NO_SKIP``."""
    message = f"{reason}; to run this test: {install}"
    if os.environ.get("OCOM809_TESTS_NO_SKIP"):
        pytest.fail(message)
    pytest.skip(message)
