"""A printer that vanishes from a network of its own: the difference between dead and merely out of paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.beds.namespaces import run_bed


@pytest.fixture(scope="module")
def cases():
    """What each case of the bed came to."""
    return {case["case"]: case for case in run_bed(Path(__file__).with_name("lan_bed.py"), seconds=60)}


def test_an_idle_printer_that_vanished_is_noticed_while_we_wait_for_an_answer(cases):
    case = cases["vanished while idle"]
    assert case["error"] == "DeviceGone", case
    assert "no longer answers on the network" in case["says"]
    # Two seconds of quiet, then three questions a second apart.
    assert 3 < case["seconds"] < 8


def test_a_printer_that_vanished_in_mid_job_is_gone_and_not_out_of_paper(cases):
    case = cases["vanished while writing"]
    assert case["error"] == "DeviceGone", case
    assert "stopped answering on the network" in case["says"]
    assert case["written"] == 0
    assert case["seconds"] < 4


def test_a_printer_that_lives_and_takes_nothing_is_not_gone(cases):
    case = cases["alive and full"]
    assert case["error"] == "DeviceTimeout", case
    assert 0 < case["written"] < 20_000
    assert 2 <= case["seconds"] < 4


def test_a_vanished_printer_does_not_answer_a_call(cases):
    case = cases["vanished before the call"]
    assert case["error"] == "DeviceTimeout", case
    assert "did not answer the call" in case["says"]
    assert case["seconds"] < 1.5


def test_an_address_that_nobody_has_is_told_from_a_silent_printer(cases):
    case = cases["nobody at the address"]
    assert case["error"] == "DeviceUnreachable", case
    assert "cannot be found on the network" in case["says"]


def test_a_network_without_a_way_is_a_matter_of_the_subnet(cases):
    case = cases["no way to the network"]
    assert case["error"] == "DeviceUnreachable", case
    assert "subnet" in case["says"]
    assert case["seconds"] < 0.5


def test_a_link_local_address_is_reached_through_its_zone(cases):
    assert cases["a link-local address with its zone"].get("returned") == "12", cases
