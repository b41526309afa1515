"""Our search and the virtual printer's LAN module, each written from the sources by itself, on a LAN of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.beds.namespaces import run_bed


@pytest.fixture(scope="module")
def came():
    """What the bed came to."""
    (told,) = run_bed(Path(__file__).with_name("virtual_bed.py"), seconds=100)
    return told


def test_it_is_found_at_its_factory_address_from_another_network(came):
    assert came["found"] == [["mac:00:61:7B:12:34:56", "192.168.123.100", "announced", None, []]]


def test_with_an_address_beside_it_it_is_proven_by_its_status(came):
    assert came["reached"] == [["mac:00:61:7B:12:34:56", "192.168.123.100", "status answer", True, [9100, 4000]]]


def test_nothing_happened_in_the_printer_while_it_was_searched_for(came):
    assert came["happened while searching"] == []


def test_it_prints_by_its_mac_address(came):
    assert came["printed"] in {"Sent", "Printed"}
    assert came["paper"] == ["Tea"]
