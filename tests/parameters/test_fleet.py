"""Two hundred printers in one inventory, twice: see ``fleet_bed``."""

import json
import os
import subprocess
import sys
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from ocom809.discovery import MacAddress
from ocom809.errors import InputError, ParameterError
from ocom809.parameters import Target, plan
from ocom809.parameters.fleet import apply_fleet
from ocom809.parameters.fleet_rows import Row, State, in_order, next_lot
from ocom809.parameters.inventory import Entry, read_interface
from tests.judges import needed

BED = Path(__file__).with_name("fleet_bed.py")
INSTALL = "sudo apt-get install iproute2 util-linux (and a kernel that lets this user make network namespaces)"
COUNT = 200
# Two hundred printers, five times; two minutes on a machine that has nothing else to do.
pytestmark = pytest.mark.timeout(600)


def test_two_hundred_printers_twice_with_one_dead_and_one_stubborn():
    """One test for all of it, so that no two workers build two hundred printers each."""
    cases = in_the_bed()
    first = cases["first"]
    assert first["sums"] == {"verified": COUNT - 2, "sent, unverified": 1, "not found": 1}
    stubborn, dead = first["odd"]
    assert (stubborn["mac"], stubborn["state"]) == ("02:00:00:80:00:11", "sent, unverified")
    assert (dead["mac"], dead["state"]) == ("02:00:00:80:00:12", "not found")
    assert first["code"] == 21
    # A second time there is nothing to do but for the stubborn one.
    assert cases["second"]["sums"] == {"nothing to do": COUNT - 2, "sent, unverified": 1, "not found": 1}
    # It stops at the first surprise unless told otherwise.
    assert cases["careful"]["sums"] == {"nothing to do": COUNT - 2, "not tried": 1, "not found": 1}
    # It goes on where it stopped, and then nothing is left.
    assert (cases["mended"]["sums"], cases["mended"]["code"]) == ({"nothing to do": COUNT - 2, "verified": 2}, 0)
    assert (cases["nothing to do"]["sums"], cases["nothing to do"]["code"]) == ({"nothing to do": COUNT}, 0)


def in_the_bed():
    """What each case of the bed came to."""
    needed.tool("ip", install=INSTALL)
    unshare = [needed.tool("unshare", install=INSTALL), "-n" if os.geteuid() == 0 else "-Urn"]
    can = subprocess.run(
        [
            *unshare,
            "sh",
            "-c",
            "ip link add lan type veth peer name trunk && ip link add link trunk name p0 type macvlan",
        ],
        capture_output=True,
    )
    if can.returncode:
        needed.unavailable(f"no network namespaces here: {can.stderr.decode().strip()}", install=INSTALL)
    bed = subprocess.run(
        [*unshare, sys.executable, str(BED), str(COUNT)],
        capture_output=True,
        text=True,
        timeout=580,
        env={**os.environ, "PYTHONPATH": str(BED.parents[2])},
    )
    assert bed.returncode == 0, bed.stderr
    return {case["case"]: case for case in map(json.loads, bed.stdout.splitlines())}


def row(number, now, wanted):
    mac = MacAddress.parse(f"02:00:00:80:00:{number:02x}")
    entry = Entry(mac=mac, address=read_interface(f"{wanted}/24"), gateway=IPv4Address("192.0.2.1"))
    target = Target(uri=f"mac:{mac}", mac=mac, address=IPv4Address(now))
    return Row(entry=entry, state=State.PLANNED, plan=plan(entry.wanted, target=target, dialect_name="xp-udp"))


def test_who_gets_the_address_of_another_waits_until_that_one_has_gone():
    second, first = row(1, "192.0.2.10", "192.0.2.11"), row(2, "192.0.2.11", "192.0.2.12")
    ordered = in_order([second, first])
    assert ordered == [first, second]
    assert next_lot(ordered, 10) == ([first], [second])


def test_new_printers_that_all_have_the_factory_address_go_together():
    fresh = [row(number, "192.168.123.100", f"192.0.2.{number}") for number in range(2, 9)]
    assert next_lot(in_order(fresh), 5) == (fresh[:5], fresh[5:])


def test_printers_that_would_change_places_are_refused_before_anything_is_sent():
    with pytest.raises(ParameterError, match="have to change places"):
        in_order([row(1, "192.0.2.10", "192.0.2.11"), row(2, "192.0.2.11", "192.0.2.10")])


def test_nothing_goes_out_without_a_yes_or_with_a_printer_missing():
    waiting = row(1, "192.0.2.10", "192.0.2.11")
    with pytest.raises(ParameterError, match="not confirmed"):
        apply_fleet([waiting])
    with pytest.raises(InputError, match="at least 1"):
        apply_fleet([waiting], confirmed=True, at_once=0)
    missing = Row(entry=row(2, "192.0.2.9", "192.0.2.12").entry, state=State.NOT_FOUND)
    after = apply_fleet([waiting, missing], confirmed=True)
    assert [one.state for one in after] == [State.NOT_TRIED, State.NOT_FOUND]
