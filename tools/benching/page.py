"""The page with the table, and the same figures as JSON."""

from __future__ import annotations

import os
import platform
import subprocess
from typing import TYPE_CHECKING, Any, Final

from benching.rivals import OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benching.rows import Row, Target, Value

_HEAD: Final = """\
# How fast it is, beside others

Written by `tools/bench`, which installs the rivals, gives all of them the same work in one run, in turns, and writes
this page, the chart and [the figures](benchmarks.json). Do not edit it: run the tool again.

Times depend on the machine, so look at the ratios, which are taken within one run. A time is the median, with the
tenth and the ninetieth percentile of its runs behind it; a first run of each, which loads and warms up, is not counted.
Each piece of work is from nothing to the bytes of a job. What is not measured but reckoned: the time on a wire, which
is what the bytes take on a wire that does nothing else. Paper is measured by our virtual printer, for all sides alike.
Why some targets are missed stands in [How fast text is](how-fast-text-is.md), and for pictures and the start-up in
[Why some targets are missed](why-targets-are-missed.md).

![Times of the rivals as multiples of ours](benchmarks.svg)

"""
_DIGITS: Final = ((100, 0), (10, 1), (1, 2))


def page(rows: Sequence[Row], facts: dict[str, Any]) -> str:
    """The whole page."""
    versions = ", ".join(f"{side} {number}" for side, number in facts["versions"].items())
    machine = f"{facts['python']}, {facts['node']}, {facts['processors']} processors, {facts['system']}"
    missed = [row for row in rows if row.is_met is False]
    verdict = "All targets are met." if not missed else f"{len(missed)} targets are missed, marked **no** below."
    return f"{_HEAD}Sides: {versions}. Machine: {machine}. {verdict}\n\n{table(rows)}"


def table(rows: Sequence[Row]) -> str:
    """The rows as a table of Markdown."""
    sides = _sides(rows)
    lines = [
        "| work | unit | " + " | ".join(sides) + " | ratio | target | met |",
        "|---|---|" + "---:|" * (len(sides) + 1) + "---|---|",
    ]
    for row in rows:
        cells = [_cell(row.values.get(side)) for side in sides]
        lines.append(
            f"| {_title(row)} | {row.unit} | {' | '.join(cells)} | {_ratio(row)} | {_target(row)} | {_met(row)} |"
        )
    return "\n".join(lines) + "\n"


def figures(rows: Sequence[Row], facts: dict[str, Any]) -> dict[str, Any]:
    """Everything, for programs."""
    return facts | {"rows": [_as_json(row) for row in rows]}


def facts_of_this_run(versions: dict[str, str]) -> dict[str, Any]:
    """Where it ran."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True) if len(versions) > 2 else None
    return {
        "versions": versions,
        "python": f"Python {platform.python_version()}",
        "node": f"Node.js {node.stdout.strip()}" if node else "without Node.js",
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _sides(rows: Sequence[Row]) -> list[str]:
    seen = dict.fromkeys(side for row in rows for side in row.values)
    return [OURS, *(side for side in seen if side != OURS)]


def _title(row: Row) -> str:
    return {"bytes": f"bytes: {row.title}", "writes": f"writes: {row.title}"}.get(row.unit, row.title)


def _cell(value: Value | None) -> str:
    if value is None:
        return "–"
    spread = "" if value.rounds == 1 else f" ({_figure(value.low)}–{_figure(value.high)})"
    return f"{_figure(value.median)}{spread}"


def _figure(number: float) -> str:
    digits = next((places for limit, places in _DIGITS if number >= limit), 3)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.{digits}f}"


def _ratio(row: Row) -> str:
    return "–" if row.ratio is None or (row.target and not row.target.beside) else f"{row.ratio:.2f}"


def _target(row: Row) -> str:
    target = row.target
    if target is None:
        return "–"
    sign = "≥" if target.least else "≤"
    if not target.beside:
        return f"{sign} {target.most:,.0f} {row.unit}"
    return f"{sign} {target.most:.2g} of {target.beside}"


def _met(row: Row) -> str:
    return {None: "–", True: "yes", False: "**no**"}[row.is_met]


def _as_json(row: Row) -> dict[str, Any]:
    values = {
        side: {"median": value.median, "low": value.low, "high": value.high, "rounds": value.rounds}
        for side, value in row.values.items()
    }
    said: dict[str, Any] = {"name": row.name, "title": row.title, "unit": row.unit, "values": values}
    if row.target is not None:
        said |= {"target": _target_as_json(row.target), "ratio": row.ratio, "met": row.is_met}
    return said


def _target_as_json(target: Target) -> dict[str, Any]:
    return {"least" if target.least else "most": target.most, "beside": target.beside or None}
