"""Addresses that are set for real, on a printer with an interface of its own: see ``moving_bed``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges import needed

BED = Path(__file__).with_name("moving_bed.py")
INSTALL = "sudo apt-get install iproute2 util-linux (and a kernel that lets this user make network namespaces)"
PARTS = ("moves", "dialects", "others", "troubles")
MAC = "02:00:00:80:09:01"
# The beds take half a minute on a machine that has nothing else to do.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def cases():
    """What each case of the bed came to; its parts run beside each other, since they mostly wait."""
    needed.tool("ip", install=INSTALL)
    unshare = [needed.tool("unshare", install=INSTALL), "-n" if os.geteuid() == 0 else "-Urn"]
    can = subprocess.run([*unshare, "ip", "link", "add", "lan", "type", "veth"], capture_output=True)
    if can.returncode:
        needed.unavailable(f"no network namespaces here: {can.stderr.decode().strip()}", install=INSTALL)
    environment = {**os.environ, "PYTHONPATH": str(BED.parents[2])}
    beds = [
        subprocess.Popen(
            [*unshare, sys.executable, str(BED), part],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for part in PARTS
    ]
    found = {}
    for bed in beds:
        out, err = bed.communicate(timeout=280)
        assert bed.returncode == 0, err
        found |= {case["case"]: case for case in map(json.loads, out.splitlines())}
    return found


def test_it_is_found_at_the_factory_address_of_a_foreign_subnet(cases):
    assert cases["found"]["uris"] == [f"mac:{MAC}"]
    assert cases["found"]["addresses"] == ["192.168.123.100"]


def test_it_gets_a_static_address_and_is_verified_by_its_mac(cases):
    case = cases["static"]
    assert case["verdict"] == "verified"
    assert case["seen"].startswith(f"{MAC} says by UDP that it has 192.0.2.50, mask 255.255.255.0, gateway 192.0.2.9")
    assert (case["at"], case["dialects"], case["bytes_sent"]) == ("192.0.2.50", ["xp-udp"], 33)


def test_it_is_printed_on_at_its_new_address(cases):
    assert cases["printed on"]["tickets"] == ["Tea"]


def test_a_second_time_nothing_is_sent(cases):
    assert cases["again"]["verdict"] == "verified"
    assert "nothing was sent" in cases["again"]["seen"]
    assert cases["again"]["bytes_sent"] == 0


def test_dhcp_on_and_off(cases):
    assert (cases["dhcp on"]["verdict"], cases["dhcp on"]["at"]) == ("verified", "192.0.2.77")
    assert "DHCP on" in cases["dhcp on"]["seen"]
    assert (cases["dhcp off"]["verdict"], cases["dhcp off"]["at"]) == ("verified", "192.0.2.60")


def test_an_address_in_use_is_refused_and_nothing_is_sent(cases):
    assert "address 192.0.2.1 is in use" in cases["own address"]["error"]
    assert cases["own address"]["at"] == "192.168.123.100"


def test_the_command_line_does_it_too(cases):
    case = cases["command line"]
    assert case["code"] == 0, case
    assert json.loads(case["out"])["verdict"] == "verified"


@pytest.mark.parametrize(
    ("dialect", "address"),
    [
        ("xp-full", "192.0.2.61"),
        ("xp-b2", "192.0.2.62"),
        ("xp-ip", "192.0.2.63"),
        ("xp-port4000", "192.0.2.64"),
        ("rongta", "192.0.2.67"),
    ],
)
def test_over_a_connection_each_dialect_moves_it_and_its_mac_proves_it(cases, dialect, address):
    case = cases[dialect]
    assert (case["verdict"], case["at"]) == ("verified", address), case
    assert case["mac"] == MAC
    assert MAC in case["seen"]


def test_over_a_serial_port_it_is_seen_to_appear_where_nobody_was(cases):
    case = cases["serial"]
    assert (case["verdict"], case["at"]) == ("verified", "192.0.2.66"), case
    assert "192.0.2.66" in case["seen"]


def test_what_cannot_be_asked_for_is_never_called_verified(cases):
    case = cases["in one plan"]
    assert (case["verdict"], case["at"]) == ("sent, unverified", "192.0.2.65")
    assert "density was sent and cannot be asked for" in case["seen"]


def test_a_zywell_board_by_udp_and_by_its_dhcp_button(cases):
    assert (cases["zywell"]["verdict"], cases["zywell"]["dialects"]) == ("verified", ["zy-udp"])
    assert (cases["zy-dhcp"]["verdict"], cases["zy-dhcp"]["at"]) == ("verified", "192.0.2.77"), cases["zy-dhcp"]


def test_a_unit_that_answers_no_search_and_went_to_dhcp_is_not_called_verified(cases):
    case = cases["munbyn-dhcp"]
    assert case["verdict"] == "sent, unverified"
    assert "has left 192.168.1.87" in case["seen"]
    assert case["at"] == "192.0.2.77"


def test_a_unit_that_ignores_the_command_is_sent_and_unverified(cases):
    for name in ("deaf", "after a power cycle"):
        assert cases[name]["verdict"] == "sent, unverified"
        assert "still at 192.168.123.100" in cases[name]["seen"]
        assert "off and on" in cases[name]["next_step"]


def test_a_unit_that_takes_another_address_has_failed_and_is_found(cases):
    case = cases["elsewhere"]
    assert case["verdict"] == "failed"
    assert case["address"] == case["at"] == "192.0.2.74"


def test_a_unit_that_vanished_has_failed_and_it_is_said_how_to_get_it_back(cases):
    case = cases["vanished"]
    assert case["verdict"] == "failed"
    assert "last seen at 192.168.123.100, MAC 02:00:00:80:09:01" in case["seen"]
    assert "hold FEED" in case["next_step"]
