"""USB printers and the kernel's device nodes, found without touching them."""

from __future__ import annotations

import pytest

from ocom809.devices.usb_descriptors import is_shared_serial
from ocom809.discovery import Proof, Wire, find_printers
from ocom809.discovery.usb import node_printers, nodes, usb_printers
from tests.beds.privileges import file_permissions_count


@pytest.mark.usb_bed
def test_every_usb_printer_is_found_and_none_is_touched(usb_bed):
    second = usb_bed.plug("second", port="2.3", serial="012345678AB", maker="EML", model="POS-80C")
    found = {printer.uri: printer for printer in find_printers(lan=False, serial=False)}
    own = found["usb://0416:5011/SN0001"]
    assert (own.wire, own.proof, own.openable) == (Wire.USB, Proof.PRINTER_CLASS, True)
    assert (own.maker, own.model, own.serial, own.serial_is_shared) == ("OCOM", "OCPP-809", "SN0001", False)
    shared = found["usb://0416:5011?bus=1&port=2.3"]
    assert (shared.maker, shared.serial, shared.serial_is_shared) == ("EML", "012345678AB", True)
    assert "every unit" in shared.hint
    assert usb_bed.printer.trace == second.trace == []


@pytest.mark.usb_bed
def test_one_that_may_not_be_opened_is_found_with_the_cure(usb_bed):
    usb_bed.printer.may_not_be_opened()
    with file_permissions_count():
        (found,) = usb_printers()
    assert found.openable is False
    assert "ocom809 udev-rule" in found.hint


@pytest.mark.usb_bed
def test_one_that_never_answers_is_said_to_prove_nothing(usb_bed):
    usb_bed.printer.unplug()
    usb_bed.plug("dumb", port="3", interfaces=[[0, 0, 7, 1, 1, [[1, 2]]]])
    (found,) = usb_printers()
    assert "does not answer" in found.hint


@pytest.mark.usb_bed
def test_the_command_line_lists_it(usb_bed, capfd):
    from ocom809.cli.main import run

    with pytest.raises(SystemExit) as leaving:
        run(["devices", "--no-lan", "--no-serial"])
    assert leaving.value.code == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0] == "usb://0416:5011/SN0001"
    assert said[1] == "    USB, OCOM OCPP-809, serial number SN0001, known by its USB class"


@pytest.fixture
def kernel(tmp_path):
    """Device nodes and what Linux knows of them, in folders of the test's own."""

    def make(name, place="1-2.3", **strings):
        device = tmp_path / "devices" / place
        interface = device / f"{place}:1.0"
        interface.mkdir(parents=True)
        for key, value in strings.items():
            (device / key).write_text(value + "\n")
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "device").symlink_to(interface)
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / name).touch()

    make.folders = (tmp_path / "dev", tmp_path / "class")
    return make


def test_a_device_node_is_told_with_the_port_that_it_belongs_to(kernel):
    kernel("lp10", "1-4", manufacturer="EML", product="POS-80C", serial="012345678AB")
    kernel("lp2", "3-1.2", product="Drück\x1b[2J")
    first, second = nodes(*kernel.folders)
    assert (first.path.rpartition("/")[2], first.place, first.model) == ("lp2", "3-1.2", "Drück[2J")
    assert (second.place, second.maker, second.serial) == ("1-4", "EML", "012345678AB")


def test_other_files_beside_the_nodes_are_no_printers(kernel):
    kernel("lp0")
    for name in ("hiddev0", "lp", "lpx", "lp0.bak", "lp99999"):
        (kernel.folders[0] / name).touch()
    assert [node.path.rpartition("/")[2] for node in nodes(*kernel.folders)] == ["lp0"]


def test_without_the_kernels_driver_there_are_no_nodes(tmp_path):
    assert nodes(tmp_path / "nowhere", tmp_path / "nowhere") == ()


def test_without_libusb_a_node_is_a_printer_that_the_kernel_vouches_for(kernel):
    kernel("lp0", "1-4", manufacturer="EML", product="POS-80C", serial="012345678AB")
    (found,) = node_printers(*kernel.folders)
    assert found.uri.startswith("file:///")
    assert found.uri.endswith("/lp0")
    assert (found.proof, found.maker, found.serial_is_shared) == (Proof.PRINTER_CLASS, "EML", True)
    assert found.openable is True
    (kernel.folders[0] / "lp0").chmod(0)
    with file_permissions_count():
        (found,) = node_printers(*kernel.folders)
    assert found.openable is False
    assert "group lp" in found.hint


@pytest.mark.parametrize(("serial", "is_shared"), [("012345678AB", True), ("SN0001", False), ("", False)])
def test_a_dummy_serial_number_is_known_as_one(serial, is_shared):
    assert is_shared_serial(serial) is is_shared
