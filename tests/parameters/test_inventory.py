"""Inventories: what they say, and what is refused before anything is sent."""

from ipaddress import IPv4Address, IPv4Interface

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import ParameterError
from ocom809.parameters.inventory import read_inventory

TOML = """gateway = "192.168.1.1"

[[printer]]
mac = "00:61:20:00:00:01"
address = "192.168.1.50/24"
name = "Bar"
store = "Main Street"

[[printer]]
mac = "00:61:20:00:00:02"
address = "192.168.1.51/24"
"""
CSV = """mac,address,gateway,name,store
00:61:20:00:00:01,192.168.1.50/24,192.168.1.1,Bar,Main Street
00:61:20:00:00:02,192.168.1.51/24,192.168.1.1,,
"""


@pytest.fixture
def file(tmp_path):
    def written(text, name="shop.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(("text", "name"), [(TOML, "shop.toml"), (CSV, "shop.csv")])
def test_toml_and_csv_say_the_same(file, text, name):
    bar, other = read_inventory(file(text, name))
    assert str(bar) == "Main Street Bar (00:61:20:00:00:01)"
    assert bar.address == IPv4Interface("192.168.1.50/24")
    assert bar.gateway == other.gateway == IPv4Address("192.168.1.1")
    assert other.wanted["dhcp"] is False


def test_a_printer_may_be_wanted_by_dhcp(file):
    one, _ = read_inventory(file(TOML.replace('"192.168.1.50/24"', '"dhcp"')))
    assert one.wanted == {"dhcp": True}


@pytest.mark.parametrize(
    ("before", "after", "line", "why"),
    [
        ("1.51/24", "1.50/24", 9, "192.168.1.50 stands here twice: for Main Street Bar"),
        ("00:00:02", "00:00:01", 9, "00:61:20:00:00:01 stands here twice"),
        ("00:61:20:00:00:02", "28:00:00:00:00:01", 10, "one that many boards share"),
        ("00:61:20:00:00:02", "printer", 10, "mac must be a hardware address"),
        ("1.51/24", "1.255/24", 11, "broadcast address"),
        ("1.51/24", "2.51/24", 1, "gateway 192.168.1.1 is not in 192.168.2.0/24"),
        ("1.51/24", "1.1/24", 1, "own address"),
        ("192.168.1.51/24", "192.168.1.51", 11, "lacks its network"),
        ('"192.168.1.51/24"', "51", 11, "address must be"),
        ('name = "Bar"', "name = 5", 6, "name must be a printable text"),
        ('name = "Bar"', 'nmae = "Bar"', 6, "a printer has no 'nmae'"),
        ('name = "Bar"', 'dialect = "xp-magic"', 6, "there is no dialect"),
        ('name = "Bar"', 'dialect = "manual"', 6, "manual sends nothing"),
        ('gateway = "192.168.1.1"', "gateway = 7", 1, "gateway must be an IPv4 address"),
        ('gateway = "192.168.1.1"', "speed = 7", 1, "an inventory has no 'speed'"),
        ('mac = "00:61:20:00:00:02"\n', "", 9, "this printer has no mac"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(file, before, after, line, why):
    assert before in TOML
    with pytest.raises(ParameterError, match=f"shop.toml, line {line}: ") as refused:
        read_inventory(file(TOML.replace(before, after)))
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mac,adress\n", "line 1: there is no column 'adress'"),
        ("mac,address\n00:61:20:00:00:01,192.168.1.50\n", "line 2: '192.168.1.50' lacks its network"),
        ("mac,address\n00:61:20:00:00:01,192.168.1.50/24,more\n", "line 2: more values than columns"),
        ("mac,address\n00:61:20:00:00:01\n", "line 2: this printer has no address"),
        ('mac,address\n"00:61', "line 2: "),
        (CSV + "00:61:20:00:00:01,192.168.1.52/24,192.168.1.1,,\n", "line 4: 00:61:20:00:00:01 stands here twice"),
        (CSV.replace("1.51/24,192.168.1.1", "1.1/24,192.168.1.9"), "192.168.1.1 is the gateway of Main Street Bar"),
        ("mac,address\n", "there is no printer in this inventory"),
        ("", "there is no printer in this inventory"),
    ],
)
def test_a_csv_that_cannot_be_is_refused_with_its_line(file, text, why):
    with pytest.raises(ParameterError) as refused:
        read_inventory(file(text, "shop.csv"))
    assert why in str(refused.value)


def test_more_printers_than_a_network_has_are_refused(file):
    rows = "".join(f"00:61:20:00:{n // 256:02x}:{n % 256:02x},10.0.{n // 250}.{n % 250 + 1}/16\n" for n in range(1001))
    with pytest.raises(ParameterError, match="1001 printers are refused"):
        read_inventory(file("mac,address\n" + rows, "shop.csv"))


@settings(deadline=None)
@given(st.text(), st.sampled_from(["any.csv", "any.toml"]))
def test_any_text_at_all_is_an_error_of_ours(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(ParameterError):
        read_inventory(path)
