"""Check digits of article numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands.check_digits import check_digit, upc_e_as_upc_a, with_check_digit
from ocom809.errors import CommandError


@pytest.mark.parametrize(
    ("body", "digit"),
    [("400638133393", "1"), ("03600029145", "2"), ("7351353", "7"), ("978030640615", "7"), ("000000000000", "0")],
)
def test_known_numbers_get_their_printed_check_digit(body, digit):
    assert check_digit(body) == digit


def test_an_absent_check_digit_is_added_and_a_right_one_kept():
    assert with_check_digit("EAN13", "400638133393", 13) == "4006381333931"
    assert with_check_digit("EAN13", "4006381333931", 13) == "4006381333931"


def test_a_wrong_check_digit_is_refused_with_the_right_one():
    with pytest.raises(CommandError, match="its check digit would be 1, not 5") as caught:
        with_check_digit("EAN13", "4006381333935", 13)
    assert "leave the check digit out" in caught.value.hint


@pytest.mark.parametrize("digits", ["40063813339x", "4006-381333931", "", "４００６３８１３３３９３"])
def test_what_is_no_digit_is_refused(digits):
    with pytest.raises(CommandError, match="digits only"):
        with_check_digit("EAN13", digits, 13)


@given(st.text("0123456789", min_size=12, max_size=12), st.data())
def test_a_single_changed_digit_is_always_noticed(body, data):
    number = with_check_digit("EAN13", body, 13)
    place = data.draw(st.integers(0, 12))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    with pytest.raises(CommandError, match="check digit would be"):
        with_check_digit("EAN13", number[:place] + digit + number[place + 1 :], 13)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("425261", "042100005264"),  # the example of the GS1 General Specifications: 04252614
        ("0425261", "042100005264"),
        ("04252614", "042100005264"),
        ("04210000526", "042100005264"),
        ("042100005264", "042100005264"),
        ("123450", "012000003455"),
        ("123453", "012300000451"),
        ("123454", "012340000053"),
        ("123459", "012345000096"),
    ],
)
def test_upc_e_is_taken_in_every_length_and_becomes_its_upc_a_number(short, long):
    assert upc_e_as_upc_a(short) == long


def test_a_wrong_check_digit_of_a_short_number_is_noticed():
    with pytest.raises(CommandError, match="check digit would be 4, not 5"):
        upc_e_as_upc_a("04252615")


@pytest.mark.parametrize("digits", ["036000291452", "14210000526", "012345678905", "1425261"])
def test_a_number_without_a_short_form_is_refused(digits):
    with pytest.raises(CommandError, match="no short form") as caught:
        upc_e_as_upc_a(digits)
    assert "UPC-A" in caught.value.hint


@pytest.mark.parametrize("digits", ["1", "12345", "123456789", "1234567890123"])
def test_a_count_that_upc_e_does_not_know_is_refused(digits):
    with pytest.raises(CommandError, match="6, 7, 8, 11 or 12 digits"):
        upc_e_as_upc_a(digits)


def test_letters_are_no_upc_e():
    with pytest.raises(CommandError, match="digits only"):
        upc_e_as_upc_a("42526A")


@given(st.text("0123456789", min_size=6, max_size=6))
def test_every_six_digits_become_a_number_that_can_be_shortened_again(six):
    number = upc_e_as_upc_a(six)
    assert len(number) == 12
    assert upc_e_as_upc_a(number) == number
