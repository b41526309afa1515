"""The printer's own page, by the way that its family knows."""

import socket

import pytest

from ocom809 import Printer
from ocom809.diagnosis.self_tests import BY_DIALECT, SELF_TESTS, print_self_test
from ocom809.errors import InputError
from ocom809.parameters import DIALECTS
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice


@pytest.mark.parametrize("name", ["us-67", "gs-a"])
def test_the_page_comes_out_of_the_virtual_printer(name):
    unit = VirtualPrinter()
    with Printer(VirtualDevice(unit)) as printer:
        print_self_test(printer, SELF_TESTS[name])
    assert "SELF-TEST" in unit.tickets[0].text


def test_zywell_boards_are_asked_in_letters_by_udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as board:
        board.bind(("127.0.0.1", 0))
        board.settimeout(5)
        outcome = print_self_test(Printer("tcp://127.0.0.1"), SELF_TESTS["zywell-udp"], port=board.getsockname()[1])
        assert board.recv(64) == b"1B0103"
    assert "no answer" in outcome.why


def test_nothing_can_be_sent_for_a_key():
    with pytest.raises(InputError, match="feed-key") as caught:
        print_self_test(Printer("memory:"), SELF_TESTS["feed-key"])
    assert "Hold the FEED key" in caught.value.hint


def test_no_dialect_is_claimed_by_two_ways():
    assert len(BY_DIALECT) == sum(len(way.dialects) for way in SELF_TESTS.values())


def test_every_parameter_dialect_has_its_way_and_no_other_name_has_one():
    assert set(BY_DIALECT) == set(DIALECTS)


def test_no_way_is_called_certain_for_this_model_but_the_key():
    assert {way.name for way in SELF_TESTS.values() if way.evidence.confidence.name == "CERTAIN"} == {"feed-key"}
