"""Forms are the catalogue, and what is typed is checked by the catalogue's own kinds."""

import pytest

from ocom809.errors import ParameterError
from ocom809.parameters import CATALOGUE, DIALECTS
from ocom809.web.forms import LONGEST_TEXT, forms, objections, read


def field(name):
    return next(one for one in forms()["fields"] if one["name"] == name)


def test_every_parameter_and_every_dialect_is_there():
    assert [one["name"] for one in forms()["fields"]] == list(CATALOGUE)
    assert [one["name"] for one in forms()["dialects"]] == list(DIALECTS)


def test_a_field_tells_what_it_takes():
    assert (field("density")["kind"], field("density")["range"]) == ("number", "1 to 8")
    assert field("cutter")["choices"] == ["on", "off"]
    assert field("columns")["choices"] == ["48", "42"]
    assert field("factory-reset")["choices"] == ["yes"]
    assert field("wifi-key")["secret"]
    assert field("address")["kind"] == "text"


GOOD = {
    "nothing": {},
    "an address alone": {"address": "192.0.2.50"},
    "all of a network": {"address": "192.0.2.50", "mask": "255.255.255.0", "gateway": "192.0.2.1", "dhcp": "off"},
    "an address with its network": {"address": "192.0.2.50/24", "gateway": "192.0.2.1"},
    "what is left empty": {"address": "192.0.2.50", "gateway": "  ", "density": ""},
    "an open Wi-Fi": {"wifi-ssid": "shop", "wifi-key-kind": "none"},
}


@pytest.mark.parametrize("values", GOOD.values(), ids=GOOD)
def test_nothing_is_objected_to(values):
    assert objections(values) == {}


BAD = {
    "a number too large": ({"density": "9"}, {"density": "1 to 8"}),
    "half an address": ({"address": "192.0."}, {"address": "an IPv4 address"}),
    "the network itself": ({"address": "192.0.2.0", "mask": "255.255.255.0"}, {"address": "is the network"}),
    "the network itself, by prefix": ({"address": "192.0.2.0/24"}, {"address": "is the network"}),
    "a prefix that is none": ({"address": "192.0.2.1/99"}, {"address": "is no address with its network"}),
    "two masks": ({"address": "192.0.2.5/25", "mask": "255.255.255.0"}, {"address": "another mask"}),
    "a mask with holes": ({"address": "192.0.2.5", "mask": "255.0.255.0"}, {"mask": "is no network mask"}),
    "a mask that cannot work": ({"address": "192.0.2.5", "mask": "255.255.255.255"}, {"mask": "cannot work"}),
    "a gateway elsewhere": (
        {"address": "192.0.2.5", "mask": "255.255.255.0", "gateway": "192.0.3.1"},
        {"gateway": "not in 192.0.2.0/24"},
    ),
    "a loopback address": ({"address": "127.0.0.1"}, {"address": "a loopback address"}),
    "a short key": ({"wifi-key": "short", "wifi-key-kind": "wpa2-aes"}, {"wifi-key": "8 to 63"}),
    "two at once": ({"density": "0", "speed": "1"}, {"density": "1 to 8", "speed": "200, 250, 300"}),
    "what does not exist": ({"densty": "6"}, {"densty": "Did you mean density?"}),
    "no table": ([], {"": "a table"}),
    "a number in place of a text": ({"density": 6}, {"": "must be a text"}),
    "too long": ({"wifi-ssid": "x" * (LONGEST_TEXT + 1)}, {"": "characters at most"}),
    "too many": ({str(number): "1" for number in range(200)}, {"": "a table"}),
}


@pytest.mark.parametrize(("values", "expected"), BAD.values(), ids=BAD)
def test_it_is_objected_to_where_it_stands(values, expected):
    found = objections(values)
    assert found.keys() == expected.keys()
    assert all(words in found[name] for name, words in expected.items())


def test_a_secret_is_not_repeated():
    assert "geheim" not in str(objections({"wifi-key": "geheim", "wifi-key-kind": "wpa2-aes"}))


def test_reading_refuses_what_checking_objects_to():
    with pytest.raises(ParameterError):
        read({"density": None})
    assert read({"address": "192.0.2.50/25", "density": " 6 "}) == {
        "address": "192.0.2.50",
        "mask": "255.255.255.128",
        "density": "6",
    }
