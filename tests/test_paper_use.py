"""How much paper commands take: reckoned, and compared with what the virtual printer advances."""

import pytest

from ocom809 import Printer, Receipt
from ocom809.commands import PDF417, FeedLines, LineFeed, LineSpacing, Raw, Text
from ocom809.paper_use import paper_mm
from ocom809.profile import OCPP809
from ocom809.receipt import demo_receipt
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice


def advanced(document):
    unit = VirtualPrinter()
    with Printer(VirtualDevice(unit), ask_first=False) as printer:
        outcome = printer.print(document)
    return outcome.paper_mm, unit.advanced_mm


@pytest.mark.parametrize(
    "document",
    [
        Receipt().text("Tea"),
        Receipt().text("Tea\nCoffee\nCake", height=2).text("x"),
        Receipt().row("Total", "4.20 €").rule().feed(mm=10).cut(),
        Receipt().barcode("4006381333931").cut(),
        [Text("Tea"), LineSpacing(80), LineFeed(), FeedLines(3)],
    ],
)
def test_it_is_what_a_printer_advances(document):
    reckoned, real = advanced(document)
    assert reckoned == pytest.approx(real, abs=1.0)


def test_a_whole_receipt_is_reckoned_or_not_at_all():
    reckoned, real = advanced(demo_receipt())
    assert reckoned is None or reckoned == pytest.approx(real, rel=0.1)


@pytest.mark.parametrize("command", [Raw(b"x\n"), PDF417("x")])
def test_what_hides_its_paper_makes_it_unknown(command):
    assert paper_mm([command], OCPP809) is None
