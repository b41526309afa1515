"""Parameters that describe and check themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import ParameterError
from ocom809.parameters.catalogue import CATALOGUE, checked, parameter
from ocom809.parameters.kinds import Act, Choice, Number, Switch, Text

WANTED = """address mask gateway dhcp port mac wifi-ssid wifi-key wifi-key-kind bluetooth-name bluetooth-pin baud
density speed code-page language-rom print-width columns cutter beeper chinese-mode drawer-with-cut alarm-after-cut
cut-on-close reprint black-mark usb-mode usb-serial-fixed factory-reset"""


def test_everything_that_was_asked_for_is_there():
    assert set(WANTED.split()) <= set(CATALOGUE)


@pytest.mark.parametrize("one", CATALOGUE.values(), ids=lambda one: one.name)
def test_every_parameter_describes_itself(one):
    assert one.title
    assert one.group
    assert one.range
    assert one.evidence.source
    assert CATALOGUE[one.name] is one


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("density", ["1", 8], ["0", 9, "six", True, 6.0, "", "٣", "9" * 5000, None]),
        ("dhcp", ["on", "OFF", True, "yes"], ["maybe", 2, None, 1.0]),
        ("factory-reset", ["yes", True], ["no", False, 1]),
        ("columns", [42, "48"], [44, True, None]),
        ("address", ["192.168.1.50"], ["192.168.1", "192.168.1.50/24", 3232235826, "::1", None, "192.168.01.5"]),
        ("mac", ["00-61-20-12-34-56"], ["00:61:20:12:34", 5, None, "zz:61:20:12:34:56"]),
        ("wifi-ssid", ["Café", "x" * 32], ["", "x" * 33, "é" * 17, "a\x00b", "a\x1bb", 5]),
        ("bluetooth-pin", ["0000", "1234567890123456"], ["123", "12345678901234567", "12a4", 1234, "١٢٣٤"]),
        ("bluetooth-name", ["Bar 1"], ["", "a\r\nAT+X", "é"]),
        ("alarm-duration", [50, "1000"], [0, 51, 1050]),
    ],
)
def test_a_value_is_taken_or_refused_by_name(name, good, bad):
    for value in good:
        assert parameter(name).parse(value) is not None
    for value in bad:
        with pytest.raises(ParameterError, match=f"^{name} "):
            parameter(name).parse(value)


@pytest.mark.parametrize("one", CATALOGUE.values(), ids=lambda one: one.name)
@settings(deadline=None)
@given(value=st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats(), st.binary()))
def test_anything_at_all_is_a_value_that_shows_and_reads_again_or_an_error_of_ours(one, value):
    try:
        read = one.parse(value)
    except ParameterError:
        return
    assert one.parse(one.show(read, openly=True)) == read


def test_a_slip_of_the_pen_is_answered_with_the_nearest_name():
    with pytest.raises(ParameterError, match="there is no parameter 'densty'. Did you mean density?"):
        parameter("densty")


def test_a_wrong_key_is_never_shown_in_the_error():
    with pytest.raises(ParameterError) as refused:
        checked({"wifi-key": "pass\x00word"})
    assert "pass" not in str(refused.value)
    assert parameter("wifi-key").show("password") == "(not shown)"


def test_kinds_say_what_they_take():
    assert Number(50, 1000, 50).words == "50 to 1000 in steps of 50"
    assert Switch().words == "on or off"
    assert Act().words == "yes"
    assert Choice(("a", "b")).words == "one of a, b"
    assert Text(4, 16, digits=True).words == "4 to 16 digits"
