"""Which files are begun first, so that none of the long ones is begun last while the other processors are idle.

Files are handed to the test processes in this order (``tools/test``). Those that compute stand between those that
wait for programs, networks or a time-out, so that a processor has something to do meanwhile.
"""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
# Files that take about five seconds and more on a quiet machine; their order matters little.
LONG = (
    "test_hostile_text.py",
    "escpos/test_their_tests.py",
    "web/test_window.py",
    "chaos/test_runs.py",
    "discovery/test_on_the_lan.py",
    "chaos/test_crowd.py",
    "receipt/markup/test_hostile.py",
    "judges/test_receiptio.py",
    "devices/test_tcp_vanishing.py",
    "chaos/test_shop_day.py",
    "cli/test_parameters_page.py",
    "receipt/scripts/test_read_by_ocr.py",
    "web/test_browser.py",
    "receipt/scripts/test_bidi.py",
    "web/test_parameters_page.py",
    "escpos/test_their_examples.py",
    "cli/test_manners.py",
    "tools/test_single_file.py",
    "test_docs.py",
    "tools/test_bench.py",
    "cli/test_trace.py",
    "receipt/scripts/test_typesetting.py",
    "cli/test_completion.py",
    "judges/test_receiptline.py",
    "virtual/settings/test_lan_moves.py",
    "diagnosis/test_doctor.py",
    "diagnosis/test_probing.py",
    "commands/test_resynchronising.py",
    "test_examples.py",
    "test_knowing.py",
    "escpos/test_importing.py",
    "virtual/test_page.py",
    "devices/test_usb.py",
    "judges/test_emupos_agrees.py",
    "virtual/symbols/test_as_printed.py",
    "devices/test_serial.py",
    "test_broken_wires.py",
    "receipt/test_compose.py",
    "cli/test_preview.py",
    "web/test_live.py",
    "receipt/pictures/test_vector.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of long files first; all others, and those of one file, stay in their order."""
    places = {FOLDER / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(places)))
