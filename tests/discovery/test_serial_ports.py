"""Serial ports are candidates: listed, and sent nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from serial.tools.list_ports_common import ListPortInfo

from ocom809.devices import device_for
from ocom809.discovery import Proof, Wire
from ocom809.discovery.serial_ports import serial_ports
from tests.beds.privileges import file_permissions_count


def port(device, **facts):
    made = ListPortInfo(device)
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def test_a_port_is_a_candidate_with_what_its_adapter_says_of_itself(tmp_path):
    adapter = port("/dev/ttyUSB7", manufacturer="FTDI", product="FT232R", serial_number="A50285BI")
    (found,) = serial_ports([adapter])
    assert (found.uri, found.wire, found.proof) == ("serial:///dev/ttyUSB7", Wire.SERIAL, Proof.CANDIDATE)
    assert (found.maker, found.model, found.serial) == ("FTDI", "FT232R", "A50285BI")
    assert "nothing was sent" in found.hint


def test_a_port_without_a_name_has_none():
    (found,) = serial_ports([port("/dev/ttyS0")])
    assert (found.maker, found.model, found.serial) == ("", "", "")


def test_windows_ports_are_given_back_as_they_are_typed():
    (found,) = serial_ports([port("COM3", description="USB Serial Port (COM3)")])
    assert (found.uri, found.model, found.openable) == ("serial://COM3", "USB Serial Port (COM3)", None)
    assert device_for(found.uri).uri == "serial://COM3"


def test_a_port_that_may_not_be_opened_says_which_group_to_join(tmp_path):
    forbidden = tmp_path / "ttyUSB0"
    forbidden.touch(mode=0o000)
    with file_permissions_count():
        (found,) = serial_ports([port(str(forbidden))])
    assert found.openable is False
    assert "dialout" in found.hint


def test_names_from_descriptors_cannot_steer_a_terminal():
    (found,) = serial_ports([port("/dev/ttyUSB0", product="\x1b[2JPort\r\n", manufacturer="x" * 9999)])
    assert found.model == "[2JPort"
    assert len(found.maker) <= 256


def test_the_systems_own_list_can_be_asked_for():
    assert all(found.proof is Proof.CANDIDATE for found in serial_ports())


def test_nothing_is_sent_to_a_port_that_is_listed():
    leader, follower = os.openpty()
    try:
        (found,) = serial_ports([port(os.ttyname(follower))])
        os.set_blocking(leader, False)
        with pytest.raises(BlockingIOError):
            os.read(leader, 1)
    finally:
        os.close(leader)
        os.close(follower)
    assert found.openable is True


def test_without_pyserial_the_package_is_named_and_the_rest_goes_on():
    script = (
        "import sys; sys.modules['serial.tools'] = None\n"
        "from ocom809 import find_printers\n"
        "print(find_printers(lan=False, usb=False, trouble=lambda error: print(error)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "needs the package pyserial" in done.stdout
    assert done.stdout.endswith("()\n")
