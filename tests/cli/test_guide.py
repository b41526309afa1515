"""``parameters guide``: the dialogue, its answers typed into a pipe. No network is searched: the printer is named."""

import pytest

from ocom809.virtual import TcpServer, VirtualPrinter

FIXED, DHCP, OTHER, SELF_TEST, EXAMINE, READ, ANOTHER, END = map(str, range(1, 9))
PRINT, DENSITY = "5", "1"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def unit():
    return VirtualPrinter()


@pytest.fixture
def device(unit):
    with TcpServer(unit) as server:
        yield f"tcp://127.0.0.1:{server.port}"


@pytest.fixture
def guided(ocom809, monkeypatch, tmp_path):
    """Hold the dialogue with these answers."""

    def held(device, *answers, options=()):
        typed = tmp_path / "answers"
        typed.write_text("".join(f"{answer}\n" for answer in answers))
        with typed.open() as standard_input:
            monkeypatch.setattr("sys.stdin", standard_input)
            return ocom809("parameters", "guide", "--device", device, *options)

    return held


def test_a_setting_is_asked_for_checked_planned_sent_and_judged(guided, device, unit):
    ran = guided(device, OTHER, PRINT, DENSITY, "9", "x", "6", "no", "yes", END)
    assert ran.code == 20
    assert ran.out.count("density must be 1 to 8") == 2
    assert "1f 1b 1f 13 14 06" in ran.out
    assert "sent, unverified: density was sent" in ran.out
    assert "hold FEED" in ran.out
    assert unit.settings.kept.density == 6


def test_several_settings_go_in_one_plan(guided, device, unit):
    ran = guided(device, OTHER, PRINT, DENSITY, "7", "yes", PRINT, "5", "19", "no", "yes", END)
    assert ran.code == 20
    assert (unit.settings.kept.density, unit.settings.kept.code_page) == (7, 19)


@pytest.mark.parametrize("answer", ["no", "", "y", "ja"])
def test_without_a_whole_yes_nothing_is_sent(guided, device, unit, answer):
    ran = guided(device, OTHER, PRINT, DENSITY, "6", "no", answer, END)
    assert ran.code == 0
    assert "Nothing was sent." in ran.out
    assert unit.settings.kept.density != 6


def test_an_address_is_checked_as_it_is_typed_and_the_plan_shown(guided, device):
    answers = ("192.0.2.300", "127.0.0.1", "192.0.2.50", "255.0.255.0", "24", "192.0.3.1", "192.0.2.50", "192.0.2.1")
    ran = guided(device, FIXED, *answers, END, options=("--dry-run",))
    assert ran.code == 0
    for objection in (
        "must be an IPv4 address",
        "is a loopback address",
        "255.0.255.0",
        "is not in 192.0.2.0/24",
        "is the printer's own address",
    ):
        assert objection in ran.out
    assert "91 00 49 fa 00 5a c0 00 02 32 ff ff ff 00 c0 00 02 01" in ran.out
    assert "Danger: address" in ran.out
    assert "dry run" in ran.out


def test_an_address_with_its_network_needs_no_mask(guided, device):
    ran = guided(device, FIXED, "192.0.2.0/24", "192.0.2.50/25", "192.0.2.1", END, options=("--dry-run",))
    assert "is the network" in ran.out
    assert "network mask = 255.255.255.128" in ran.out


def test_dhcp_is_planned(guided, device):
    ran = guided(device, DHCP, END, options=("--dry-run",))
    assert "address from the network's DHCP server = on" in ran.out


def test_a_dialect_can_be_named(guided, device):
    ran = guided(device, OTHER, PRINT, DENSITY, "6", "no", END, options=("--dry-run", "--dialect", "szjbzf"))
    assert "(szjbzf)" in ran.out
    assert guided(device, DHCP, END, options=("--dialect", "klingon")).code == 3


def test_an_error_is_told_and_the_dialogue_goes_on(guided):
    ran = guided("tcp://127.0.0.1:1", OTHER, PRINT, DENSITY, "6", "no", "yes", READ, END)
    assert "127.0.0.1" in ran.err
    assert "unknown: address" in ran.out
    assert ran.code == 12


def test_the_self_test_page_is_printed_or_told_by_hand(guided, device, unit):
    ran = guided(device, SELF_TEST, "1", SELF_TEST, "7", END)
    assert ran.code == 0
    assert "Sent the self-test command" in ran.out
    assert "Hold the FEED key down" in ran.out
    assert "SELF-TEST" in unit.tickets[0].text


def test_a_dry_run_prints_no_self_test_page(guided, device, unit):
    guided(device, SELF_TEST, "1", END, options=("--dry-run",))
    assert not unit.tickets


def test_what_is_wrong_is_found_out(guided, device):
    ran = guided(device, EXAMINE, END)
    assert "Nothing is wrong that can be seen from here." in ran.out
    assert ran.code == 0


def test_nonsense_is_asked_about_again(guided, device):
    ran = guided(device, "", "0", "99", "abc", "²", END)
    assert ran.out.count("Type a number from 1 to 8.") == 5
    assert ran.code == 0


def test_the_end_of_the_answers_stops_it(guided, device, unit):
    ran = guided(device, OTHER, PRINT)
    assert ran.code == 130
    assert "stopped" in ran.err
    assert unit.paper.black_dots == 0


def test_programs_have_other_commands(ocom809):
    ran = ocom809("parameters", "guide", "--json", "--device", "virtual:")
    assert ran.code == 2
    assert "for people" in ran.out
