"""What importing the drop-in does, and what it leaves alone. Each import happens in an interpreter of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TELL = """
import json, logging, sys
{imports}
print(json.dumps({{"modules": sorted(sys.modules), "handlers": len(logging.root.handlers)}}))
"""


def after(imports, folder, **variables):
    """Modules and root handlers after these lines, and all that was printed before the telling."""
    done = subprocess.run(
        [sys.executable, "-c", TELL.format(imports=imports)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)} | variables,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    *printed, told = done.stdout.splitlines()
    return json.loads(told) | {"printed": printed, "errors": done.stderr}


def test_importing_ocom809_does_not_import_python_escpos(tmp_path):
    modules = after("import ocom809; ocom809.Printer; ocom809.Receipt", tmp_path)["modules"]
    assert "escpos" not in modules
    assert "ocom809.escpos" not in modules


def test_importing_the_drop_in_leaves_nothing_behind(tmp_path):
    state = after("import ocom809.escpos", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert (state["handlers"], state["printed"], state["errors"]) == (0, [], "")


def test_it_parses_no_yaml_and_loads_no_wire(tmp_path):
    modules = set(after("import ocom809.escpos", tmp_path)["modules"])
    assert not modules & {"yaml", "importlib_resources", "usb", "serial", "click", "escpos.printer"}


def test_the_original_is_all_there_after_it(tmp_path):
    told = after("import ocom809.escpos, escpos.printer, escpos.config; escpos.printer.Dummy().text('x')", tmp_path)
    assert "escpos.capabilities" in told["modules"]
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_was_imported_before_is_taken_as_it_is(tmp_path):
    lines = "import escpos.printer, escpos.capabilities as before; n = len(before.CAPABILITIES['profiles'])"
    check = "import ocom809.escpos; import escpos.capabilities as now; assert now is before"
    more = "assert len(now.CAPABILITIES['profiles']) == n + 1; ocom809.escpos.Dummy().text('x')"
    after(f"{lines}; {check}; {more}", tmp_path)


def test_a_pickle_that_the_environment_names_is_not_loaded(tmp_path):
    (tmp_path / f"{sys.version.split()[0]}.capabilities.pickle").write_bytes(b"cos\nsystem\n(S'echo loaded'\ntR.")
    state = after("import ocom809.escpos", tmp_path, ESCPOS_CAPABILITIES_PICKLE_DIR=str(tmp_path))
    assert state["printed"] == []


@pytest.mark.parametrize("head", ["", "# YAML, for JSON has no comments\n"], ids=["json", "yaml"])
def test_a_database_of_the_users_own_is_read(head, tmp_path):
    one = {"name": "Mine", "codePages": {"0": "CP437"}, "features": {}, "fonts": {}, "media": {}}
    encodings = {"CP437": {"name": "CP437", "python_encode": "cp437"}}
    path = tmp_path / "mine.json"
    path.write_text(head + json.dumps({"profiles": {"default": one, "mine": one}, "encodings": encodings}))
    line = (
        "from ocom809.escpos import Dummy; d = Dummy(profile='mine'); d.text('x'); assert d.output == b'\\x1bt\\x00x'"
    )
    after(line, tmp_path, ESCPOS_CAPABILITIES_FILE=str(path))


def test_a_missing_package_is_said_in_one_line(tmp_path):
    lines = "sys.modules['six'] = None\ntry:\n    import ocom809.escpos\nexcept ImportError as error:\n    print(error)"
    assert after(lines, tmp_path)["printed"] == ["this needs the package six. Install it: pip install six."]


def test_it_waits_neither_for_receipts_nor_for_commands(tmp_path):
    modules = set(after("import ocom809.escpos; ocom809.escpos.Dummy().text('x')", tmp_path)["modules"])
    assert not modules & {"ocom809.receipt.compose", "ocom809.commands", "ocom809.virtual"}
