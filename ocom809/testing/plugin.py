"""The pytest plugin: the fixture ``virtual_printer``, there wherever this package is installed.

pytest loads it at each start, so nothing but pytest is imported until a test asks for the fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ocom809.testing.bench_printer import BenchPrinter

_PAPER = ("ocom809.testing.bench_printer", "ocom809.testing.printout")
_MARK = "virtual_printer(personality=…, faults=…): what the fixture virtual_printer is, in the words of VirtualPrinter"


def pytest_addoption(parser: pytest.Parser) -> None:
    """One option: keep what is on paper now as what is expected."""
    group = parser.getgroup("ocom809", "receipts on the virtual printer")
    group.addoption(
        "--renew-receipts",
        action="store_true",
        help="Save what Printout.must_look_like() sees as the expected picture, instead of comparing.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, so that it may be used under --strict-markers."""
    config.addinivalue_line("markers", _MARK)


@pytest.fixture
def virtual_printer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BenchPrinter]:
    """A fresh printer on a TCP port of this computer, whose paper can be asserted on; see BenchPrinter."""
    from ocom809.testing.bench_printer import BenchPrinter

    mark = request.node.get_closest_marker("virtual_printer")
    renews = bool(request.config.getoption("renew_receipts"))
    with BenchPrinter(tmp_path, renews=renews, **(mark.kwargs if mark else {})) as bench:
        yield bench


def pytest_assertrepr_compare(op: str, left: Any, right: Any) -> list[str] | None:
    """Show the paper where a text was not (or was) on it."""
    if op not in {"in", "not in"} or type(right).__module__ not in _PAPER:
        return None
    lines = right.lines
    width = max((len(line) for line in lines), default=0)
    paper = [f"| {line:{width}} |" for line in lines] if lines else ["(nothing is printed on it)"]
    return [f"{left!r} {op} {right!r}", "", "On the paper:", *paper]
