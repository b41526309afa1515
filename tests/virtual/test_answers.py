"""Status bytes, bit for bit from the manual's tables."""

import pytest

from ocom809.virtual.answers import AutomaticStatus, automatic_status, identity_number, real_time_status, status
from ocom809.virtual.sensors import Sensors

WELL = Sensors()
CASES = {
    "well": (Sensors(), "16 12 12 12", "14 00 00 00"),
    "drawer pin low": (Sensors(drawer_pin_high=False), "12 12 12 12", "10 00 00 00"),
    "paper out": (Sensors(paper_present=False), "1e 32 12 72", "1c 00 0c 00"),
    "near end": (Sensors(near_end=True), "16 12 12 1e", "14 00 03 00"),
    "near end and out": (Sensors(near_end=True, paper_present=False), "1e 32 12 7e", "1c 00 0f 00"),
    "cover open": (Sensors(cover_open=True), "1e 16 12 12", "3c 00 00 00"),
    "feed held": (Sensors(feed_button=True), "1e 1a 12 12", "5c 00 00 00"),
    "cutter error": (Sensors(cutter_error=True), "1e 52 1a 12", "1c 08 00 00"),
    "unrecoverable": (Sensors(unrecoverable=True), "1e 52 32 12", "1c 20 00 00"),
    "offline": (Sensors(switched_offline=True), "1e 12 12 12", "1c 00 00 00"),
}


@pytest.mark.parametrize("case", CASES)
def test_dle_eot_1_to_4(case):
    sensors, expected, _ = CASES[case]
    assert b"".join(real_time_status(number, sensors) for number in (1, 2, 3, 4)) == bytes.fromhex(expected)


@pytest.mark.parametrize("case", CASES)
def test_the_four_bytes_of_automatic_status(case):
    sensors, _, expected = CASES[case]
    assert automatic_status(sensors) == bytes.fromhex(expected)


@pytest.mark.parametrize("number", [0, 5, 6, 7, 8, 18, 255])
def test_dle_eot_of_other_printers_is_not_answered(number):
    assert real_time_status(number, WELL) == b""


@pytest.mark.parametrize(
    ("number", "sensors", "expected"),
    [
        (1, WELL, b"\x00"), (49, WELL, b"\x00"), (1, Sensors(near_end=True), b"\x03"),
        (49, Sensors(paper_present=False), b"\x0c"), (2, WELL, b"\x01"), (50, Sensors(drawer_pin_high=False), b"\x00"),
        (0, WELL, b""), (3, WELL, b""), (51, WELL, b""),
    ],
)  # fmt: skip
def test_gs_r(number, sensors, expected):
    assert status(number, sensors) == expected


def test_gs_i_49_to_51_ask_what_1_to_3_ask():
    assert [identity_number(number) for number in (1, 3, 48, 49, 50, 51, 65, 69)] == [1, 3, 48, 1, 2, 3, 65, 69]


def test_automatic_status_is_told_when_it_is_enabled_and_not_again():
    automatic = AutomaticStatus()
    assert automatic.changed(Sensors(cover_open=True)) == b""
    assert automatic.enable(0x0F, WELL) == b"\x14\x00\x00\x00"
    assert automatic.changed(WELL) == b""


@pytest.mark.parametrize(
    ("mask", "sensors", "told"),
    [
        (0x01, Sensors(drawer_pin_high=False), True), (0x01, Sensors(cover_open=True), False),
        (0x02, Sensors(cover_open=True), True), (0x02, Sensors(near_end=True), False),
        (0x04, Sensors(cutter_error=True), True), (0x04, Sensors(near_end=True), False),
        (0x08, Sensors(near_end=True), True), (0x08, Sensors(drawer_pin_high=False), False),
        (0xF0, Sensors(near_end=True, cover_open=True), False),
    ],
)  # fmt: skip
def test_automatic_status_is_told_of_what_was_asked_for(mask, sensors, told):
    automatic = AutomaticStatus()
    automatic.enable(mask, Sensors())
    assert bool(automatic.changed(sensors)) is told
    assert automatic.changed(sensors) == b""


def test_gs_a_0_ends_it_and_says_nothing():
    automatic = AutomaticStatus()
    automatic.enable(0x0F, WELL)
    assert automatic.enable(0, WELL) == b""
    assert automatic.changed(Sensors(cover_open=True)) == b""
