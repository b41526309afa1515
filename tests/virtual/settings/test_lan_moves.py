"""A printer with an interface of its own, which it really moves: see ``lan_module_bed``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ocom809.errors import DeviceError, DeviceNotFound, InputError
from ocom809.virtual import LanModule, VirtualPrinter
from ocom809.virtual.interface_address import hardware_address, take_address
from tests.beds.namespaces import run_bed

FACTORY = "c0a87b64ffffff00c0a87b01"
SET = "c0000232ffffff00c0000201"


@pytest.fixture(scope="module")
def cases():
    """What each case of the bed came to."""
    return {case["case"]: case for case in run_bed(Path(__file__).with_name("lan_module_bed.py"), seconds=120)}


def test_a_broadcast_finds_it_at_the_factory_address_of_a_foreign_subnet(cases):
    found = cases["found in a foreign subnet"]["found"]
    assert bytes.fromhex(found)[:11] == b"XP0001FOUND"
    assert found[38:62] == FACTORY


def test_a_save_by_broadcast_moves_it_and_it_is_the_same_unit(cases):
    case = cases["there after a save"]
    assert case["answer"] == "16"
    assert case["mac"] == case["wanted"]
    assert cases["found by the directed broadcast"]["found"][38:62] == SET


def test_an_address_among_the_print_data_moves_it_and_the_old_connection_is_dead(cases):
    assert cases["there after an address among the print data"]["answer"] == "16"
    assert cases["what the old connection says"]["said"] == "silence"
    assert cases["nobody is left behind"]["answer"] == ""


def test_an_address_on_port_4000_moves_it(cases):
    assert cases["there after an address on port 4000"]["answer"] == "16"


def test_dhcp_moves_it_to_the_lease_and_back(cases):
    case = cases["there by DHCP"]
    assert (case["answer"], case["dhcp"]) == ("16", 1)
    assert cases["there without DHCP again"]["answer"] == "16"


def test_it_is_where_it_was_set_to_after_a_power_cycle(cases):
    assert cases["there after a power cycle"]["answer"] == "16"


@pytest.mark.skipif(sys.platform != "linux", reason="interfaces are changed on Linux only")
def test_an_interface_of_this_computer_itself_is_not_touched():
    with pytest.raises(InputError, match="belong to this computer") as caught:
        LanModule(VirtualPrinter(), interface="lo")
    assert "unshare" in caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="interfaces are changed on Linux only")
def test_an_interface_that_is_not_there_is_said_so():
    with pytest.raises(DeviceNotFound, match="no network interface ocom809-none"):
        hardware_address("ocom809-none")
    with pytest.raises(DeviceError, match="address cannot be changed"):
        take_address("ocom809-none")
