"""The room as one package: its names are loaded as they are used, and none is hidden by a module of the same name."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys

import pytest

from ocom809 import receipt


@pytest.mark.parametrize("name", receipt.__all__)
def test_every_name_is_there(name):
    assert not inspect.ismodule(getattr(receipt, name))


@pytest.mark.parametrize("name", ["compose", "test_page"])
def test_a_function_stays_one_although_a_module_has_its_name(name):
    importlib.reload(importlib.import_module(f"ocom809.receipt.{name}"))
    assert callable(getattr(receipt, name))


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = receipt.nothing


def test_the_code_pages_come_without_the_elements():
    lines = "import sys, ocom809.receipt.codepages; assert 'ocom809.receipt.elements' not in sys.modules"
    subprocess.run([sys.executable, "-c", lines], check=True, timeout=100)
