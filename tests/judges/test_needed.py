"""A judge that is missing is named, and missed where nothing may be skipped."""

from __future__ import annotations

import pytest

from tests.judges import emupos, needed


def test_a_missing_tool_skips_the_test_and_names_the_command_that_brings_it(monkeypatch):
    monkeypatch.delenv("OCOM809_TESTS_NO_SKIP", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-tool is not installed.*apt-get install it"):
        needed.tool("no-such-tool", install="apt-get install it")


def test_a_missing_tool_fails_the_test_where_nothing_may_be_skipped(monkeypatch):
    monkeypatch.setenv("OCOM809_TESTS_NO_SKIP", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-tool is not installed"):
        needed.tool("no-such-tool", install="apt-get install it")


def test_a_python_that_does_not_run_is_not_new_enough(tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert not emupos.is_new_enough(str(shim))
    assert not emupos.is_new_enough(str(tmp_path / "nothing"))
