"""A MAC address: how it is written, and when it tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.discovery import MacAddress
from ocom809.errors import InputError

OCTETS = st.binary(min_size=6, max_size=6)


@pytest.mark.parametrize(
    "text", ["00:61:20:AB:CD:EF", "00-61-20-ab-cd-ef", "0061.20ab.cdef", "006120ABCDEF", "00:61:20:ab:CD:ef"]
)
def test_every_usual_spelling_is_read(text):
    mac = MacAddress.parse(text)
    assert str(mac) == "00:61:20:AB:CD:EF"
    assert bytes(mac) == b"\x00\x61\x20\xab\xcd\xef"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00:61:20:AB:CD",
        "00:61:20:AB:CD:EF:01",
        "00:61-20:AB:CD:EF",
        "0:61:20:AB:CD:EF",
        "00:61:20:AB:CD:EG",
        "00 61 20 AB CD EF",
        "00:61:20:AB:CD:EF\n",
        "٠٠:61:20:AB:CD:EF",
        "006120ABCDE",
        "00:6120ABCDEF",
    ],
)
def test_what_is_none_is_refused_by_name(text):
    with pytest.raises(InputError, match="is no MAC address"):
        MacAddress.parse(text)


@pytest.mark.parametrize("octets", [b"", b"12345", b"1234567", bytearray(6), "123456"])
def test_six_bytes_and_nothing_else(octets):
    with pytest.raises(InputError, match="6 bytes"):
        MacAddress(octets)


@given(OCTETS)
def test_what_is_shown_is_read_back(octets):
    assert MacAddress.parse(str(MacAddress(octets))).octets == octets


@pytest.mark.parametrize("text", ["28:00:00:00:00:00", "28:00:00:00:00:01", "00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF"])
def test_known_dummies_tell_no_printer_from_another(text):
    assert MacAddress.parse(text).is_shared


@pytest.mark.parametrize("text", ["00:61:20:12:34:56", "28:00:00:00:01:00", "02:00:00:00:00:01"])
def test_a_mac_of_its_own_is_not_shared(text):
    assert not MacAddress.parse(text).is_shared


def test_they_sort_by_their_bytes():
    low, high = MacAddress.parse("00:00:00:00:00:FF"), MacAddress.parse("00:00:00:00:01:00")
    assert sorted([high, low]) == [low, high]
