"""Several printers: one stands in for another, or all print the same; nothing is ever printed twice."""

from contextlib import ExitStack

import pytest

from ocom809 import Printer, Receipt, errors
from ocom809.errors import InputError, NotPrinted, Unknown
from ocom809.outcomes import Sent
from ocom809.several import Failover, FanOut
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

RECEIPT = Receipt().text("Table 7: 2 × tea").cut()


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


def printers(stack, *faults, **options):
    made = [VirtualPrinter(faults=[fault] if fault else []) for fault in faults]
    wires = [VirtualDevice(printer, uri=f"virtual:?number={number}") for number, printer in enumerate(made)]
    return made, [stack.enter_context(Printer(wire, silence=0.2, reply_silence=0.1, **options)) for wire in wires]


def papers(made):
    return [len(printer.tickets) for printer in made]


def test_the_first_printer_that_can_prints_it_once(stack):
    made, group = printers(stack, "paper-out", None, None)
    delivered = Failover(group).print(RECEIPT)
    assert papers(made) == [0, 1, 0]
    assert delivered.uri == group[1].device.uri
    assert "the paper is out" in delivered.refused[group[0].device.uri].message
    assert isinstance(delivered.outcome, Sent)


def test_where_none_can_each_says_why_and_it_is_safe_to_try_again(stack):
    made, group = printers(stack, "paper-out", "cover-open")
    with pytest.raises(NotPrinted, match=r"none of 2 printers printed: .*the paper is out.*; .*the cover is open"):
        Failover(group).print(RECEIPT)
    assert papers(made) == [0, 0]


def test_no_other_printer_is_tried_where_part_of_it_may_be_on_paper(stack):
    made, group = printers(stack, "stall@20B", None, ask_first=False)
    with pytest.raises(Unknown):
        Failover(group).print(RECEIPT)
    assert papers(made) == [0, 0]
    assert made[1].paper.black_dots == 0


def test_a_document_that_one_of_them_cannot_print_goes_to_none(stack):
    made, group = printers(stack, None, None)
    for wrapper in (Failover(group), FanOut(group)):
        with pytest.raises(InputError):
            wrapper.print("☃\ue000", strict=True)
    assert papers(made) == [0, 0]


def test_all_of_them_print_the_same_and_each_says_for_itself_how_it_went(stack):
    made, group = printers(stack, None, "paper-out", None)
    fanned = FanOut(group).print(RECEIPT)
    assert papers(made) == [1, 0, 1]
    assert made[0].tickets[0].text == made[2].tickets[0].text != ""
    assert fanned.of(NotPrinted) == (group[1].device.uri,)
    assert fanned.of(Sent) == (group[0].device.uri, group[2].device.uri)
    assert not fanned.all_sent
    assert not fanned.all_printed


def test_virtual_printers_share_a_uri_and_are_numbered(stack):
    group = [stack.enter_context(Printer("virtual:")) for _ in range(2)]
    assert list(FanOut(group).print(RECEIPT).endings) == ["virtual:", "virtual: (2)"]


@pytest.mark.parametrize("wrapper", [Failover, FanOut])
def test_no_printer_at_all_is_refused(wrapper):
    with pytest.raises(errors.InputError, match="1 to 64"):
        wrapper([])
