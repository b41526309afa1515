"""Finding printers on a LAN of its own: announced, scanned, in a foreign subnet, moving, lying; and nothing printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.beds.namespaces import run_bed

# The bed takes half a minute on an idle machine; on one that is shared by many, several times that.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def cases():
    """What each case of the bed came to."""
    told = run_bed(Path(__file__).with_name("lan_bed.py"), seconds=280)
    return {case["case"]: case.get("came", case.get("error")) for case in told}


def printers(case):
    return {printer["address"]: printer for printer in case["says"]["printers"]}


def test_one_that_announced_itself_and_was_scanned_is_one_row(cases):
    case = cases["found"]
    assert (case["code"], case["complains"], case["says"]["troubles"]) == (0, "", [])
    till = printers(case)["192.0.2.2"]
    assert len(case["says"]["printers"]) == len(printers(case)) == 8
    assert (till["uri"], till["proof"]) == ("mac:00:61:20:00:00:02", "status answer")
    assert (till["announcement"]["family"], till["announcement"]["dialect"]) == ("xprinter", "xp-udp")
    assert (till["announcement"]["interface"], till["announcement"]["sender"]) == ("lan", "192.0.2.2")
    assert set(till["open_ports"]) == {9100, 4000, 80}
    assert till["reachable"] is True


def test_the_other_family_gives_a_name_too(cases):
    kitchen = printers(cases["heard alone"])["192.0.2.3"]
    assert (kitchen["announcement"]["family"], kitchen["announcement"]["dialect"]) == ("zywell", "zy-udp")
    assert (kitchen["model"], kitchen["announcement"]["board"], kitchen["announcement"]["version"]) == ("Kitchen", 1, 2)


def test_one_at_its_factory_address_in_a_foreign_subnet_is_heard_with_the_way_to_it(cases):
    factory = printers(cases["heard alone"])["192.168.123.100"]
    assert (factory["uri"], factory["proof"]) == ("mac:00:61:20:00:00:01", "announced")
    assert factory["reachable"] is None
    assert "another network, 192.168.123.0/24" in factory["hint"]
    assert "dialect xp-udp" in factory["hint"]
    assert factory["hint"].endswith(cases["the line of the hint"]["line"])


def test_the_line_that_the_hint_gives_leads_there(cases):
    case = cases["the line of the hint"]
    assert case["line"] in case["before"]
    assert case["after"] == ["192.168.123.100", "16"]


def test_a_strict_reverse_path_filter_hides_the_foreign_subnet_and_nothing_else(cases):
    heard = printers(cases["strict reverse path"])
    assert "192.168.123.100" not in heard
    assert "192.0.2.2" in heard


def test_a_scan_finds_who_does_not_announce_itself(cases):
    assert "192.0.2.4" not in printers(cases["heard alone"])
    mute = printers(cases["found"])["192.0.2.4"]
    assert (mute["uri"], mute["proof"], mute["mac"]) == ("tcp://192.0.2.4", "status answer", "00:61:7B:00:00:04")
    assert mute["open_ports"] == [9100, 80]


@pytest.mark.parametrize("address", ["192.0.2.5", "192.0.2.6"])
def test_an_open_port_without_a_status_is_no_proof(cases, address):
    found = printers(cases["found"])[address]
    assert found["proof"] == "port only"
    assert "did not answer" in found["hint"]


def test_a_dummy_mac_names_nobody(cases):
    dummy = printers(cases["found"])["192.0.2.7"]
    assert (dummy["uri"], dummy["mac"]) == ("tcp://192.0.2.7", "28:00:00:00:00:01")
    assert "dummy" in dummy["hint"]


def test_lies_are_left_out_or_shown_harmlessly_and_never_called(cases):
    case = cases["found"]
    assert not {"127.0.0.1", "224.0.0.251", "192.0.2.50"} & set(printers(case))
    liar = printers(case)["203.0.113.9"]
    assert "was said by 192.0.2.8" in liar["hint"]
    assert liar["model"].isprintable()
    assert liar["open_ports"] == []


def test_where_other_programs_hold_the_tools_ports_any_port_will_do(cases):
    assert set(printers(cases["ports taken by another program"])) == set(printers(cases["heard alone"]))


def test_one_printer_is_asked_by_its_address(cases):
    assert cases["asked one by one"] == ["00:61:20:00:00:02", "00:61:7B:00:00:03", None]


@pytest.mark.parametrize(
    ("address", "verdict", "words"),
    [
        ("192.0.2.1", "yes", "this computer itself"),
        ("192.0.2.2", "yes", "takes connections"),
        ("192.0.2.8", "yes", "refuses connections"),
        ("192.0.2.77", "no", "nobody in this network answers"),
        ("198.51.100.1", "unknown", "none of this computer's networks"),
    ],
)
def test_whether_an_address_is_taken_and_how_that_is_known(cases, address, verdict, words):
    found, why = cases["taken"]["answers"][address]
    assert found == verdict
    assert words in why


def test_the_arp_table_tells_the_mac_behind_an_address(cases):
    assert cases["taken"]["mac"] == "00:61:20:00:00:02"


def test_a_mac_uri_follows_the_printer_to_its_new_address(cases):
    case = cases["by MAC"]
    assert case["announced"] == ["192.0.2.2", "16"]
    assert case["announced elsewhere"] == ["192.0.2.12", "16"]


def test_a_printer_that_does_not_announce_itself_is_found_in_the_arp_table_or_by_a_scan(cases):
    case = cases["by MAC"]
    assert case["in the ARP table"] == ["192.0.2.4", "16"]
    kind, words = case["unknown"]
    assert kind == "DeviceNotFound"
    assert "?scan=" in words
    assert case["scanned"] == ["192.0.2.14", "16"]
    assert case["from now on in the ARP table"] == ["192.0.2.14", "16"]


def test_whoever_took_over_an_old_address_is_not_printed_on(cases):
    kind, words = cases["by MAC"]["taken over"]
    assert kind == "DeviceNotFound"
    assert "another device has its old address 192.0.2.4" in words


def test_a_watch_shows_arrivals_moves_and_departures_until_ctrl_c(cases):
    case = cases["watched"]
    assert {event["change"] for event in case["first"]} == {"arrived"}
    assert [event["change"] for event in case["then"]] == ["left", "arrived", "moved", "moved"]
    assert {event["printer"]["mac"] for event in case["then"]} == {"00:61:20:00:00:02"}
    assert [event.get("before") for event in case["then"]] == [None, None, "192.0.2.2", "192.0.2.12"]
    assert case["code"] == 0


def test_where_nothing_is_found_the_exit_code_is_12_and_the_next_step_is_named(cases):
    case = cases["nothing there"]
    assert (case["code"], case["says"]["printers"]) == (12, [])
    assert "--lan 192.0.2.0/24" in case["says"]["hint"]


def test_nothing_but_the_questions_ever_reached_the_wire(cases):
    """Every payload of every packet, to whatever port, over all of the above; heard beneath the boards' sockets."""
    assert set(cases["the wire"]) == {
        f"udp 9000 {b'XP0001FIND'.hex()}",
        f"udp 1460 {b'ZY0001FIND'.hex()}",
        "tcp 9100 100401",
    }
