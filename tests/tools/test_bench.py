"""The benchmark: its sides do the work that is asked for, and its table says what was measured. No time is judged."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tools"


@pytest.fixture(autouse=True)
def tools_within_reach(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))


def bench(*words):
    paths = os.pathsep.join([str(TOOLS), str(ROOT)])
    run = [sys.executable, "-m", "benching", "--quick", "--sides", "ocom809,python-escpos", *words]
    return subprocess.run(run, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths}, timeout=110)


def test_a_row_is_measured_on_both_sides_and_written_as_page_chart_and_figures(tmp_path):
    done = bench("--only", "receipt-text", "--output", str(tmp_path))

    assert done.returncode == 0, done.stderr
    figures = json.loads((tmp_path / "benchmarks.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in figures["rows"]] == ["receipt-text", "receipt-text-new"]
    for row in figures["rows"]:
        assert set(row["values"]) == {"ocom809", "python-escpos"}
        assert all(0 < value["low"] <= value["median"] <= value["high"] for value in row["values"].values())
    assert "its text alone" in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    ElementTree.parse(tmp_path / "benchmarks.svg")


def test_a_name_that_no_row_has_is_told():
    done = bench("--only", "nonsense")

    assert done.returncode == 2
    assert "no row named 'nonsense" in done.stderr


@pytest.fixture
def row():
    from benching.rows import Row, Target, Value

    def made(ours, theirs, **target):
        values = {"ocom809": Value(ours, ours, ours), **{name: Value(it, it, it) for name, it in theirs.items()}}
        return Row("bytes-x", "work", "bytes", values, Target(**target))

    return made


def test_a_target_is_met_beside_the_best_of_the_others(row):
    assert row(10, {"a": 12, "b": 10}, most=1.0).is_met
    assert row(11, {"a": 12, "b": 10}, most=1.0).is_met is False


def test_a_target_beside_one_rival_is_open_where_that_one_is_missing(row):
    assert row(1, {"a": 12}, most=0.25, beside="a").is_met
    assert row(1, {"a": 12}, most=0.25, beside="b").is_met is None


def test_a_limit_by_itself_may_be_a_least(row):
    assert row(60, {}, most=50, beside="", least=True).is_met
    assert row(40, {}, most=50, beside="", least=True).is_met is False


def test_what_a_table_says_of_a_missed_target(row):
    from benching.page import table

    line = table([row(1100, {"a": 1000}, most=1.0)]).splitlines()[-1]
    assert line == "| bytes: work | bytes | 1,100 | 1,000 | 1.10 | ≤ 1 of the best rival | **no** |"


def test_wires_are_reckoned_by_bits_packets_and_segments():
    from benching.wires import WIRES

    serial, _, usb, lan = (wire.seconds for wire in WIRES)
    assert serial(960, 1) == 1.0
    assert usb(64, 1) == usb(1, 1) == usb(20, 2) / 2
    assert lan(1460, 1) == (1460 + 78) * 8 / 100_000_000


def test_the_common_receipts_of_a_shop_differ_and_are_of_one_size():
    from benching.work import receipt_data

    first, second = receipt_data(1), receipt_data(2)
    assert first != second
    assert len(json.dumps(first)) == pytest.approx(len(json.dumps(second)), abs=40)
