"""``ocom809 parameters`` where no network is needed."""

import json

import pytest

from ocom809.parameters import CATALOGUE, DIALECTS


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """Records lie in the test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "ocom809" / "parameters.jsonl"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.bin"


def to(path):
    return ("--device", f"file:///{path.as_posix().lstrip('/')}")


def test_list_names_every_parameter_and_every_dialect(ocom809):
    assert all(name in ocom809("parameters", "list").out for name in CATALOGUE)
    assert all(name in ocom809("parameters", "list", "--dialects").out for name in DIALECTS)
    assert len(ocom809("parameters", "list", "--json").facts["parameters"]) == len(CATALOGUE)


def test_show_tells_all_of_a_parameter_or_a_dialect(ocom809):
    assert "range: 1 to 8" in ocom809("parameters", "show", "density").out
    assert "1F 1B 1F 91 00 49 FA ‹dhcp› 5A ‹address› ‹mask› ‹gateway›" in ocom809("parameters", "show", "xp-full").out
    ran = ocom809("parameters", "show", "densty")
    assert ran.code == 3
    assert "Did you mean density?" in ran.err


def test_the_help_of_set_is_the_catalogue(ocom809):
    shown = ocom809("parameters", "set", "--help").out
    assert all(name in shown for name in CATALOGUE)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("dens", ["density="]), ("columns=4", ["columns=48", "columns=42"]), ("dhcp=o", ["dhcp=on", "dhcp=off"])],
)
def test_the_shell_completes_names_and_choices(typed, completed):
    from ocom809.cli.parameters.setting import set_

    (argument,) = (one for one in set_.params if one.name == "assignments")
    assert [item.value for item in argument.shell_complete(None, typed)] == completed


def test_dry_run_shows_every_byte_and_sends_nothing(ocom809, out):
    words = ("set-ip", "192.168.1.50/24", "--gateway", "192.168.1.1", "--dry-run")
    ran = ocom809("parameters", *words, *to(out))
    assert ran.code == 0
    assert "1f 1b 1f 91 00 49 fa 00 5a c0 a8 01 32 ff ff ff 00 c0 a8 01 01" in ran.out
    assert "Nothing was sent." in ran.out
    assert not out.exists()
    facts = ocom809("parameters", *words, *to(out), "--json").facts
    assert facts["sent"] is False
    assert facts["plan"]["steps"][0]["bytes"].startswith("1f 1b 1f")


def test_set_sends_and_says_that_it_is_unverified(ocom809, out, state):
    ran = ocom809("parameters", "set", "density=6", *to(out))
    assert ran.code == 20
    assert ran.out.startswith("sent, unverified: density was sent")
    assert out.read_bytes() == b"\x1f\x1b\x1f\x13\x14\x06"
    assert json.loads(state.read_text().splitlines()[-1])["verdict"] == "sent, unverified"


def test_a_dangerous_setting_needs_a_yes(ocom809, out):
    ran = ocom809("parameters", "set", "usb-mode=virtual-com", *to(out))
    assert ran.code == 3
    assert "not confirmed: usb-mode" in ran.err
    assert not out.exists()
    assert ocom809("parameters", "set", "usb-mode=virtual-com", "--yes", *to(out)).code == 20
    assert out.read_bytes() == b"\x1f\x1b\x1f\xb8\x13\x14\x01\x00"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("set", "density=9"), "density must be 1 to 8"),
        (("set", "densty=6"), "Did you mean density?"),
        (("set", "density=6", "density=7"), "density is set twice"),
        (("set", "density=6", "--dialect", "xp-magic"), "there is no dialect"),
        (("set", "bluetooth-name=Bar", "bluetooth-pin=12a4"), "bluetooth-pin must be 4 to 16 digits"),
        (("set", "wifi-ssid=Shop", "wifi-key-kind=wep64", "wifi-key=1234"), "wifi-key must have 5 characters"),
        (("set", "cutter=off"), "beeper=on|off"),
        (("set-ip", "192.168.1.50"), "lacks its network"),
        (("set-ip", "192.168.1.0/24"), "the network"),
        (("set-ip", "192.168.1.255/24"), "broadcast"),
        (("set-ip", "224.0.0.1/24"), "multicast"),
        (("set-ip", "127.0.0.1/8"), "loopback"),
        (("set-ip", "192.168.1.50/32"), "prefix"),
        (("set-ip", "192.168.1.50/24", "--gateway", "10.0.0.1"), "not in 192.168.1.0/24"),
        (("set-ip", "192.168.1.50/24"), "gateway is missing"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(ocom809, out, words, why):
    ran = ocom809("parameters", *words, "--yes", *to(out))
    assert ran.code == 3
    assert why in ran.err
    assert not out.exists()


def test_wrong_use(ocom809, out):
    assert ocom809("parameters", "set", "density", *to(out)).code == 2
    assert ocom809("parameters", "set", "density=6").code == 2
    assert ocom809("parameters", "set-ip", *to(out)).code == 2
    assert ocom809("parameters", "set-ip", "192.168.1.5/24", "--dhcp", *to(out)).code == 2
    assert ocom809("parameters", "set-ip", "--dhcp", "--gateway", "192.168.1.1", *to(out)).code == 2


def test_a_plan_file_is_shown_and_applied(ocom809, out, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("[set]\ndensity = 6\n[xp-settings]\ncode-page = 19\n")
    shown = ocom809("parameters", "plan", path, *to(out))
    assert shown.code == 0
    assert "1f 1b 1f ff 13 0a 00" in shown.out
    assert not out.exists()
    assert ocom809("parameters", "apply", path, *to(out)).code == 20
    assert out.read_bytes() == b"\x1f\x1b\x1f\x13\x14\x06\x1f\x1b\x1f\xff\x13\x0a\x00"


def test_a_typo_in_a_plan_file_names_its_line(ocom809, out, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("\n\n\n\n\n[set]\ndensity = 60\n")
    ran = ocom809("parameters", "apply", path, *to(out))
    assert ran.code == 3
    assert "plan.toml, line 7: density must be 1 to 8, not 60" in ran.err


def test_a_snapshot_is_honest_about_what_it_does_not_know(ocom809, out, tmp_path):
    path = tmp_path / "before.toml"
    ran = ocom809("parameters", "snapshot", "-o", path, *to(out))
    assert ran.code == 0
    assert "unknown: address" in ran.out
    assert "No difference" in ocom809("parameters", "compare", path, path).out
    assert "No difference" in ocom809("parameters", "compare", path, *to(out)).out


def test_by_hand_the_steps_are_told_and_nothing_is_sent(ocom809, out):
    ran = ocom809("parameters", "set", "cutter=off", "--dialect", "manual", *to(out))
    assert ran.code == 21
    assert "hold FEED" in ran.err
    assert not out.exists()


def test_an_inventory_that_cannot_be_is_refused_with_its_line(ocom809, tmp_path):
    path = tmp_path / "shop.csv"
    path.write_text("mac,address\n00:61:20:00:00:01,192.168.1.50/24\n00:61:20:00:00:01,192.168.1.51/24\n")
    ran = ocom809("parameters", "inventory", path)
    assert ran.code == 3
    assert "shop.csv, line 3: 00:61:20:00:00:01 stands here twice" in ran.err
