"""One string names a wire; nothing in it is ever ignored."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.devices.uri import LENGTH_LIMIT, DeviceURI, quoted
from ocom809.errors import URIError


@pytest.mark.parametrize(
    ("text", "scheme", "host", "port", "path", "options"),
    [
        ("usb:", "usb", "", None, "", {}),
        ("usb://0416:5011/SN1", "usb", "0416", 5011, "/SN1", {}),
        ("usb://04b8:0e28", "usb", "04b8:0e28", None, "", {}),
        ("usb://?bus=1&port=2.3", "usb", "", None, "", {"bus": "1", "port": "2.3"}),
        ("serial:///dev/ttyUSB0?baudrate=9600", "serial", "", None, "/dev/ttyUSB0", {"baudrate": "9600"}),
        ("serial://COM3", "serial", "COM3", None, "", {}),
        ("tcp://printer.local", "tcp", "printer.local", None, "", {}),
        ("tcp://192.168.1.87:9100", "tcp", "192.168.1.87", 9100, "", {}),
        ("tcp://[fe80::1%25eth0]", "tcp", "fe80::1%eth0", None, "", {}),
        ("tcp://[::1]:9101", "tcp", "::1", 9101, "", {}),
        ("tcp://host:", "tcp", "host", None, "", {}),
        ("TCP://Host", "tcp", "Host", None, "", {}),
        ("bluetooth://AA:BB:CC:DD:EE:FF/1", "bluetooth", "AA:BB:CC:DD:EE:FF", None, "/1", {}),
        ("mac:AA:BB:CC:DD:EE:FF", "mac", "", None, "AA:BB:CC:DD:EE:FF", {}),
        ("file:///tmp/a%20b%23c", "file", "", None, "/tmp/a b#c", {}),
        ("file:///C:/x", "file", "", None, "/C:/x", {}),
        ("spy+tcp://host", "spy+tcp", "host", None, "", {}),
        (
            "virtual:?fault=paper-out@100mm&paper=a%26b+c.png",
            "virtual",
            "",
            None,
            "",
            {"fault": "paper-out@100mm", "paper": "a&b+c.png"},
        ),
    ],
)
def test_a_uri_is_taken_apart(text, scheme, host, port, path, options):
    uri = DeviceURI.parse(text)
    assert (uri.scheme, uri.host, uri.port, uri.path, dict(uri.options)) == (scheme, host, port, path, options)
    assert uri.text == text


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("", "begins with a wire"),
        ("192.168.1.87", "begins with a wire"),
        (":9100", "begins with a wire"),
        ("9tcp://host", "begins with a wire"),
        ("tcp://host\n", "control characters"),
        ("tcp://ho\x1b[2Jst", "control characters"),
        ("tcp://ho%1b%5b2Jst", "control characters"),
        ("file:///tmp/a%00b", "control characters"),
        ("memory:?stall=%07", "control characters"),
        ("file:///tmp/%ff", "UTF-8"),
        ("file:///tmp/a#b", "%23"),
        ("tcp://[::1", "no device URI"),
        ("tcp://[::1]9100", "tcp://[::1]9100"),
        ("tcp://host:0", "1 to 65535"),
        ("tcp://host:99999", "1 to 65535"),
        ("usb:?bus", "has no value"),
        ("usb:?=1", "has no value"),
        ("usb:?bus=1&", "has no value"),
        ("usb:?bus=1&bus=2", "given twice"),
        ("tcp://" + "a" * LENGTH_LIMIT, "is the limit"),
    ],
)
def test_what_is_no_uri_is_refused_with_its_reason(text, clue):
    with pytest.raises(URIError) as caught:
        DeviceURI.parse(text)
    assert clue in str(caught.value)


@given(st.text(max_size=60) | st.text("ab:/?&=#%[]@0159+.", max_size=60))
def test_any_text_is_a_uri_or_a_uri_error(text):
    with contextlib.suppress(URIError):
        DeviceURI.parse(text)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=50))
def test_any_file_name_goes_through_a_uri_unchanged(name):
    assert DeviceURI.parse(f"file:///{quoted(name)}").path == f"/{name}"


def test_an_option_nobody_knows_is_refused_and_the_known_ones_are_named():
    uri = DeviceURI.parse("tcp://host?keepalve=3")
    with pytest.raises(URIError, match="It knows keepalive"):
        uri.allow("keepalive")
    with pytest.raises(URIError, match="It takes no options"):
        uri.allow()
    DeviceURI.parse("tcp://host?keepalive=3").allow("keepalive")


def test_a_number_has_bounds_and_a_default():
    uri = DeviceURI.parse("memory:?stall=12")
    assert uri.number("stall", 5, 0, 12) == 12
    assert uri.number("vanish", 5, 0, 12) == 5
    for text in ("memory:?stall=13", "memory:?stall=-1", "memory:?stall=1.5", "memory:?stall=²", "memory:?stall="):
        with pytest.raises(URIError, match="from 0 to 12"):
            DeviceURI.parse(text).number("stall", 5, 0, 12)


def test_a_choice_is_one_of_its_words():
    uri = DeviceURI.parse("file:///x?mode=new")
    assert uri.choice("mode", "append", ("append", "new")) == "new"
    assert uri.choice("other", "append", ("append", "new")) == "append"
    with pytest.raises(URIError, match="append, replace"):
        uri.choice("mode", "append", ("append", "replace"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("spy+tcp://h?record=a", "spy+tcp://h"),
        ("spy+tcp://h?record=a&keepalive=9", "spy+tcp://h?keepalive=9"),
        ("spy+tcp://h?x=%2B&rec%6Frd=a&y=1+2", "spy+tcp://h?x=%2B&y=1+2"),
        ("spy+tcp://h", "spy+tcp://h"),
    ],
)
def test_options_are_taken_out_and_the_rest_stays_as_it_was_written(text, left):
    assert DeviceURI.parse(text).without("record") == left


def test_the_options_cannot_be_changed():
    with pytest.raises(TypeError):
        DeviceURI.parse("memory:?stall=1").options["stall"] = "2"
