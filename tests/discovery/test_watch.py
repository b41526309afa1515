"""What comes and goes, from search to search."""

from __future__ import annotations

from ipaddress import IPv4Address
from itertools import islice

from ocom809.discovery import FoundPrinter, MacAddress, Proof, Wire
from ocom809.discovery.watch import Change, Register, watch

MAC = MacAddress.parse("00:61:20:12:34:56")
USB = FoundPrinter(uri="usb://0416:5011", wire=Wire.USB, proof=Proof.PRINTER_CLASS)


def on_the_lan(address, mac=MAC):
    uri = f"tcp://{address}"
    return FoundPrinter(uri=uri, wire=Wire.LAN, proof=Proof.ANNOUNCED, mac=mac, address=IPv4Address(address))


def changes(events):
    return [(event.change, event.printer.uri) for event in events]


def test_all_of_the_first_search_arrive_and_are_not_told_again():
    register = Register()
    assert changes(register.compare([USB])) == [(Change.ARRIVED, USB.uri)]
    assert register.compare([USB]) == ()


def test_one_that_is_missed_once_has_not_left():
    register = Register(misses=2)
    register.compare([USB])
    assert register.compare([]) == ()
    assert register.compare([USB]) == ()
    assert register.compare([]) == ()
    assert changes(register.compare([])) == [(Change.LEFT, USB.uri)]
    assert register.compare([]) == ()
    assert changes(register.compare([USB])) == [(Change.ARRIVED, USB.uri)]


def test_the_same_mac_at_another_address_has_moved():
    register = Register()
    register.compare([on_the_lan("192.168.1.87")])
    (event,) = register.compare([on_the_lan("192.168.1.88")])
    assert event.change is Change.MOVED
    assert (str(event.before.address), str(event.printer.address)) == ("192.168.1.87", "192.168.1.88")


def test_a_shared_mac_at_another_address_is_another_printer():
    dummy = MacAddress.parse("28:00:00:00:00:01")
    register = Register(misses=1)
    register.compare([on_the_lan("192.168.1.87", dummy)])
    events = register.compare([on_the_lan("192.168.1.88", dummy)])
    assert [event.change for event in events] == [Change.ARRIVED, Change.LEFT]


def test_a_watch_goes_on_without_end_and_rests_between_searches():
    searches = iter([[USB], [], [USB], [], []])
    events = islice(watch(lambda: next(searches), pause_seconds=0), 2)
    assert [event.change for event in events] == [Change.ARRIVED, Change.LEFT]
