"""Plans: what would be sent, in which order, and what is refused before anything is."""

from ipaddress import IPv4Address

import pytest

from ocom809.discovery import Announcement, Family, MacAddress
from ocom809.errors import ParameterError
from ocom809.parameters import Target, plan

MAC = MacAddress.parse("00:61:20:12:34:56")
USB = Target(uri="usb:")
NETWORK = {"address": "192.168.1.50", "mask": "255.255.255.0", "gateway": "192.168.1.1"}


def announced(family=Family.XPRINTER, **facts):
    told = {
        "mac": MAC,
        "address": IPv4Address("192.168.123.100"),
        "netmask": IPv4Address("255.255.255.0"),
        "gateway": IPv4Address("192.168.123.1"),
        "port": 9100,
        "dhcp": False,
    }
    said = Announcement(family=family, **(told | facts))
    return Target(uri=f"mac:{MAC}", mac=said.mac, address=said.address, announcement=said)


def sent(made):
    return [step.message.hex for step in made.steps]


def test_without_a_word_from_the_unit_the_likeliest_dialect_is_taken_and_called_so():
    made = plan(NETWORK, target=USB)
    assert [one.name for one in made.dialects] == ["xp-full"]
    assert any("xp-full is likely for this model, not certain" in warning for warning in made.warnings)
    assert any("chosen as the likeliest" in warning for warning in made.warnings)


@pytest.mark.parametrize(("family", "dialect"), [(Family.XPRINTER, "xp-udp"), (Family.ZYWELL, "zy-udp")])
def test_the_units_own_announcement_names_the_dialect(family, dialect):
    made = plan(NETWORK, target=announced(family))
    assert [one.name for one in made.dialects] == [dialect]
    assert MAC.octets.hex(" ") in sent(made)[0]
    assert "UDP broadcast to port" in made.steps[0].destination


def test_what_the_unit_announces_is_not_called_a_likeliest_guess():
    assert plan(NETWORK, target=announced()).warnings == (
        "xp-udp is the dialect of the family that this unit says it is of. A unit that does not know it does nothing.",
    )
    (guessed,) = plan(NETWORK, target=USB).warnings
    assert "chosen as the likeliest" in guessed
    assert "may print some characters" in guessed


def test_a_unit_whose_mac_is_a_dummy_is_set_over_a_connection():
    dummy = announced(mac=MacAddress.parse("28:00:00:00:00:01"))
    made = plan(NETWORK, target=dummy)
    assert [one.name for one in made.dialects] == ["xp-full"]


def test_one_named_dialect_is_the_only_one():
    made = plan({"address": "192.168.1.50"}, target=announced(), dialect_name="xp-ip")
    assert sent(made) == ["1f 1b 1f 91 00 49 50 c0 a8 01 32"]
    with pytest.raises(ParameterError, match="xp-ip cannot set density"):
        plan({"density": 6}, target=USB, dialect_name="xp-ip")


def test_what_must_be_sent_along_is_what_the_unit_has_now_where_it_fits():
    name = plan(NETWORK | {"gateway": "192.168.1.254"}, target=announced(Family.ZYWELL, name="Till 3"))
    assert name.steps[0].values["name"] == "Till 3"
    inside = {"address": "192.168.123.50", "mask": "255.255.255.0"}
    assert plan(inside, target=announced()).steps[0].values["gateway"] == IPv4Address("192.168.123.1")
    with pytest.raises(ParameterError, match="gateway is missing"):
        plan({"address": "192.168.1.50", "mask": "255.255.255.0"}, target=announced())


def test_what_a_stranger_says_of_itself_is_sent_back_only_where_it_can_be():
    odd = announced(Family.ZYWELL, name="Ünït", port=0)
    made = plan(NETWORK, target=odd)
    assert (made.steps[0].values["name"], made.steps[0].values["port"]) == ("", 9100)


def test_a_gateway_is_never_made_up():
    with pytest.raises(ParameterError, match="gateway is missing"):
        plan({"address": "192.168.1.50", "mask": "255.255.255.0"}, target=USB)


def test_with_dhcp_the_addresses_are_place_holders():
    made = plan({"dhcp": "on"}, target=USB)
    assert sent(made) == ["1f 1b 1f 91 00 49 fa 01 5a c0 a8 7b 64 ff ff ff 00 c0 a8 7b 01"]
    assert made.new_address is None
    assert made.moves
    without_address = announced(address=IPv4Address(0))
    assert plan({"dhcp": "on"}, target=without_address).steps[0].values["address"] == IPv4Address("192.168.123.100")


def test_what_a_dialect_cannot_set_is_left_only_where_that_was_allowed():
    values = {"address": "192.168.1.50", "mask": "255.255.255.0", "dhcp": False}
    made = plan(values, target=USB, dialect_name="xp-ip", if_possible={"mask", "dhcp"})
    assert dict(made.wanted) == {"address": IPv4Address("192.168.1.50")}
    assert "xp-ip does not set mask, which stays as it is in the printer." in made.warnings
    with pytest.raises(ParameterError, match="xp-ip cannot set mask"):
        plan(values, target=USB, dialect_name="xp-ip")


def test_what_moves_the_printer_is_sent_last_and_what_changes_the_wire_before_it():
    made = plan(NETWORK | {"baud": 115200, "density": 6}, target=USB)
    assert [step.message.about for step in made.steps] == ["density", "serial speed", "DHCP, address, mask and gateway"]


def test_dangers_are_those_of_all_that_is_set_not_only_of_what_was_asked_for():
    assert plan({"density": 6}, target=USB).dangers == ()
    assert any(danger.startswith("usb-mode: ") for danger in plan({"usb-mode": "virtual-com"}, target=USB).dangers)
    assert any(danger.startswith("factory-reset: ") for danger in plan({"factory-reset": "yes"}, target=USB).dangers)
    assert any(danger.startswith("dhcp, address: ") for danger in plan(NETWORK, target=USB).dangers)
    for name in ("language-rom", "mac", "hardware-id", "baud", "wifi-reset", "port"):
        from ocom809.parameters import CATALOGUE

        assert CATALOGUE[name].danger


def test_a_factory_reset_stands_alone():
    with pytest.raises(ParameterError, match="factory-reset stands alone"):
        plan({"factory-reset": "yes", "density": 6}, target=USB)


@pytest.mark.parametrize(
    ("values", "options", "target", "why"),
    [
        ({}, {}, USB, "nothing was asked for"),
        (NETWORK, {"dialect_name": "xp-magic"}, USB, "there is no dialect 'xp-magic'"),
        (NETWORK, {"dialect_name": "xp-udp"}, USB, "by its MAC address, which is not known"),
        (NETWORK, {"dialect_name": "rongta"}, USB, "rongta does not go over usb. It goes"),
        ({"address": "192.168.1.50"}, {"dialect_name": "xp-port4000"}, USB, "needs the printer's address"),
        (NETWORK, {"dialect_name": "xp-full"}, Target(mac=MAC), "needs a wire"),
        (
            NETWORK,
            {"dialect_name": "xp-udp"},
            Target(mac=MacAddress.parse("28:00:00:00:00:01")),
            "a MAC address that many boards share",
        ),
    ],
)
def test_what_cannot_be_planned_says_why(values, options, target, why):
    with pytest.raises(ParameterError, match=why):
        plan(values, target=target, **options)


def test_the_side_connection_goes_to_port_4000_of_the_same_host():
    made = plan({"address": "192.168.1.50"}, target=Target(uri="tcp://192.168.1.9"), dialect_name="xp-port4000")
    assert made.steps[0].destination == "tcp://192.168.1.9:4000"


def test_by_hand_nothing_is_sent_and_the_steps_are_told():
    made = plan(NETWORK, target=USB, dialect_name="manual")
    assert made.steps == ()
    assert made.is_by_hand
    assert any("hold FEED" in line for line in made.lines())
    assert any("Nothing is sent" in line for line in made.lines())


def test_the_plan_shows_every_byte_and_where_it_goes():
    text = "\n".join(plan(NETWORK, target=Target(uri="tcp://192.168.123.100")).lines())
    assert "1f 1b 1f 91 00 49 fa 00 5a c0 a8 01 32 ff ff ff 00 c0 a8 01 01" in text
    assert "to tcp://192.168.123.100" in text
    assert "   9  c0 a8 01 32" in text


def test_wifi_with_addresses_goes_in_one_instruction():
    wifi = {"wifi-ssid": "Shop", "wifi-key-kind": "wpa2-aes", "wifi-key": "tea4two!"}
    made = plan(wifi | NETWORK, target=USB)
    assert [step.message.about for step in made.steps] == ["addresses and Wi-Fi network"]
    with pytest.raises(ParameterError, match="8 to 63 characters"):
        plan(wifi | {"wifi-key": "short"}, target=USB)
    assert "tea4two!" not in str(made.facts()["wanted"])
