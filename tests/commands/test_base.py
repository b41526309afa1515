"""What all commands have in common."""

import dataclasses
import inspect
import subprocess
import sys

import pytest

from ocom809 import commands
from ocom809.commands import Bold, Command, LineFeed, QRCode, Raster, Text, encode
from ocom809.errors import CommandError
from ocom809.profile import OCPP809

ALL = [
    kind
    for kind in vars(commands).values()
    if inspect.isclass(kind) and issubclass(kind, Command) and kind is not Command
]


def test_commands_are_joined_in_their_order():
    assert encode([Bold(True), Text("Tea"), LineFeed()]) == b"\x1bE\x01Tea\n"


def test_nothing_encodes_to_nothing():
    assert encode([]) == b""


def test_a_generator_of_commands_is_encoded_whole():
    assert encode(Text(word) for word in ("a", "b")) == b"ab"


def test_every_command_is_checked_against_the_profile_before_a_byte_exists():
    narrow = OCPP809.with_facts(width_dots=16)
    with pytest.raises(CommandError, match="24 dots"):
        encode([Text("first"), Raster(3, b"\xff\xff\xff")], profile=narrow)


def test_a_unit_that_draws_no_qr_codes_is_told_so():
    with pytest.raises(CommandError, match="does not draw QR codes"):
        encode([QRCode("hello")], profile=OCPP809.with_facts(qr_code=False))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_command_is_a_frozen_slotted_value(kind):
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert "__dict__" not in dir(kind)


def test_the_public_names_are_sorted_and_hold_every_command():
    assert set(commands.__all__) >= {kind.__name__ for kind in ALL}
    assert len(ALL) > 50
    # As ruff sorts them: constants, then classes, then functions.
    assert commands.__all__[-1] == "encode"


def test_importing_commands_and_status_loads_no_foreign_package():
    script = (
        "import sys, ocom809.commands, ocom809.status\n"
        "print([name for name in ('PIL', 'usb', 'serial', 'escpos', 'click', 'qrcode') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=100)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("commands", [None, 5, "x", [b"\x1b@"], [None]])
def test_what_is_no_command_is_refused(commands):
    with pytest.raises(CommandError):
        encode(commands)
