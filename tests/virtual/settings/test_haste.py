"""Rongta's one write, and what happens to a host that does not close at once."""

from ocom809.virtual import SimulatedClock, VirtualPrinter

WRITE = bytes.fromhex("1F 69 C0 00 02 32  1F 25 00 FF FF FF 80  1F 25 01 C0 00 02 01")


def unit():
    clock = SimulatedClock()
    return VirtualPrinter(personality="rongta", clock=clock), clock


def places(printer):
    kept = printer.settings.kept
    return str(kept.interface), str(kept.gateway)


def test_a_host_that_closes_at_once_sets_all_three():
    printer, clock = unit()
    printer.receive(WRITE)
    clock.go(0.1)
    assert places(printer) == ("192.168.123.100/24", "192.168.123.1")
    printer.wire_closed()
    assert places(printer) == ("192.0.2.50/25", "192.0.2.1")
    assert printer.paper.text == ""


def test_a_host_that_stays_sets_the_address_alone_and_the_rest_is_printed():
    printer, clock = unit()
    printer.receive(WRITE)
    clock.go(0.6)
    assert places(printer) == ("192.0.2.50/24", "192.168.123.1")
    printer.receive(b"\n")
    assert "%" in printer.paper.text
    printer.wire_closed()
    assert places(printer) == ("192.0.2.50/24", "192.168.123.1")


def test_what_comes_too_late_is_printed_too():
    printer, clock = unit()
    printer.receive(WRITE[:6])
    clock.go(0.6)
    printer.receive(WRITE[6:] + b"\n")
    assert places(printer) == ("192.0.2.50/24", "192.168.123.1")
    assert "%" in printer.paper.text


def test_the_next_connection_begins_anew():
    printer, clock = unit()
    printer.receive(WRITE)
    clock.go(0.6)
    printer.wire_closed()
    printer.receive(WRITE)
    printer.wire_closed()
    assert places(printer) == ("192.0.2.50/25", "192.0.2.1")


def test_it_wakes_by_itself_when_its_time_is_over():
    printer, clock = unit()
    printer.receive(WRITE)
    assert printer.seconds_until_due() == 0.5
    clock.go(0.5)
    assert printer.seconds_until_due() is None
    assert places(printer)[0] == "192.0.2.50/24"


def test_a_unit_of_another_family_is_not_in_haste():
    printer = VirtualPrinter(personality="all-dialects")
    printer.receive(WRITE)
    assert places(printer) == ("192.0.2.50/25", "192.0.2.1")
