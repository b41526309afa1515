"""The command line, run in this process as the console script runs it."""

import json
from dataclasses import dataclass

import pytest

from ocom809.cli.main import run


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def facts(self):
        return json.loads(self.out)


@pytest.fixture
def ocom809(capfd, monkeypatch):
    """Run a command line and return its exit code and what it printed."""
    monkeypatch.delenv("OCOM809_DEVICE", raising=False)

    def ran(*words):
        with pytest.raises(SystemExit) as leaving:
            run([str(word) for word in words])
        printed = capfd.readouterr()
        return Ran(leaving.value.code, printed.out, printed.err)

    return ran
