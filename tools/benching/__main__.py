"""Runs the benchmark; started by ``tools/bench``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benching.bench import Bench
from benching.chart import chart
from benching.measuring import QUICK, THOROUGH
from benching.page import facts_of_this_run, figures, page, table
from benching.rivals import OURS, ROOT, installed, versions

PAGE = ROOT / "docs" / "explanation"


def main() -> int:
    """Measure, tell each row as it comes, and write the page, the chart and the figures."""
    wanted = _arguments()
    sides = installed() if not wanted.sides else tuple(wanted.sides.split(","))
    rows = []
    for row in Bench(sides, QUICK if wanted.quick else THOROUGH, wanted.only).rows():
        rows.append(row)
        told = ", ".join(f"{side} {value.median:,.3f}" for side, value in row.values.items())
        print(f"{row.name}: {told} {row.unit}", flush=True)
    if not rows:
        print(f"There is no row named {wanted.only!r}…", file=sys.stderr)
        return 2
    print()
    print(table(rows))
    folder = wanted.output or (PAGE if not (wanted.only or wanted.quick or wanted.sides) else None)
    if folder:
        facts = facts_of_this_run(versions(sides))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "benchmarks.json").write_text(json.dumps(figures(rows, facts), indent=1) + "\n", encoding="utf-8")
        (folder / "benchmarks.svg").write_text(chart(rows), encoding="utf-8")
        (folder / "benchmarks.md").write_text(page(rows, facts), encoding="utf-8")
    missed = [row.name for row in rows if row.is_met is False]
    print(f"Targets missed: {', '.join(missed)}" if missed else "All targets are met.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools/bench", description="ocom809 and its rivals on the same work.")
    parser.add_argument("--quick", action="store_true", help="a short run, whose figures are rough; writes no page")
    parser.add_argument("--only", default="", metavar="NAME", help="only rows whose names begin so; writes no page")
    parser.add_argument("--sides", metavar="A,B", help=f"only these sides, {OURS} among them; writes no page")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="write page, chart and figures here in any case")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
