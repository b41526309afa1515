"""Which printer a USB URI means; and the list of printers, on the emulated bus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ocom809.devices import DeviceURI, device_for, usb_errors, usb_finding
from ocom809.devices.usb import UsbDevice, list_printers
from ocom809.devices.usb_errors import UDEV_RULE
from ocom809.devices.usb_finding import Wanted
from ocom809.errors import DeviceBusy, DeviceError, DeviceGone, MissingPackage, PermissionDenied, URIError
from tests.beds.plugin import ROOT
from tests.beds.privileges import file_permissions_count


@pytest.mark.parametrize(
    ("uri", "ids"),
    [
        ("usb:", (None, None)),
        ("usb://", (None, None)),
        ("usb://0416:5011", (0x0416, 0x5011)),
        ("usb://6868:0200", (0x6868, 0x0200)),
        ("usb://0483:070b", (0x0483, 0x070B)),
        ("usb://1FC9:2016", (0x1FC9, 0x2016)),
    ],
)
def test_vendor_and_product_are_read_even_where_they_look_like_a_tcp_port(uri, ids):
    wanted = Wanted.parse(DeviceURI.parse(uri))
    assert (wanted.vendor_id, wanted.product_id) == ids


def test_all_that_a_uri_can_ask_for():
    wanted = Wanted.parse(DeviceURI.parse("usb://0416:5011/SN%201?bus=1&port=2.3&address=7"))
    assert (wanted.serial, wanted.bus, wanted.port, wanted.address) == ("SN 1", 1, "2.3", 7)


@pytest.mark.parametrize(
    "uri",
    [
        "usb://0416",
        "usb://416:5011",
        "usb://0416:50111",
        "usb://printer",
        "usb:///SN0001",
        "usb://?bus=x",
        "usb://?bus=256",
        "usb://?port=a",
        "usb://?port=1..2",
        "usb://?port=1.2.3.4.5.6.7.8",
        "usb://?address=0",
        "usb://?baudrate=9600",
    ],
)
def test_a_uri_that_means_nothing_is_refused_before_the_bus_is_looked_at(uri):
    with pytest.raises(URIError):
        device_for(uri)


def test_the_shipped_rule_is_the_one_that_the_error_names():
    assert UDEV_RULE in (ROOT / "ocom809" / "devices" / "60-ocom809.rules").read_text().splitlines()


def test_the_installer_puts_the_rule_where_udev_looks_and_takes_it_away_again(tmp_path):
    tool, variables = (
        ROOT / "tools" / "install-udev-rule",
        {"UDEV_RULES_FOLDER": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    installed = tmp_path / "60-ocom809.rules"
    subprocess.run([tool], env=variables, check=True, capture_output=True)
    assert UDEV_RULE in installed.read_text()
    subprocess.run([tool, "--remove"], env=variables, check=True, capture_output=True)
    assert not installed.exists()
    assert subprocess.run([tool, "--what"], env=variables, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize(
    ("platform", "words"), [("linux", "apt-get install libusb-1.0-0"), ("darwin", "brew"), ("win32", "libusb-1.0.dll")]
)
def test_without_libusb_the_cure_for_this_system_is_named(monkeypatch, platform, words):
    from usb.backend import libusb1

    monkeypatch.setattr(libusb1, "get_backend", lambda: None)
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(MissingPackage, match="libusb") as caught:
        UsbDevice("usb:").open()
    assert words in caught.value.hint


def test_a_libusb_that_does_not_start_is_missing_too(monkeypatch):
    import usb.core
    from usb.backend import libusb1

    class Broken:
        lib = None

        def __init__(self, lib="first"):
            if lib != "first":
                raise usb.core.USBError("Other error", -99)

    monkeypatch.setattr(libusb1, "get_backend", Broken)
    with pytest.raises(MissingPackage):
        list_printers()


def test_without_pyusb_the_package_is_named():
    script = "import sys; sys.modules['usb'] = None\nfrom ocom809.devices.usb import list_printers\nlist_printers()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MissingPackage: the wire usb needs the package pyusb. Install it: pip install pyusb" in done.stderr


def test_naming_a_usb_printer_does_not_load_pyusb():
    script = "import sys\nfrom ocom809.devices import device_for\ndevice_for('usb:')\nassert 'usb' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("platform", "code", "kind", "words"),
    [
        ("win32", usb_errors.NOT_SUPPORTED, DeviceBusy, "Zadig"),
        ("win32", usb_errors.BUSY, DeviceBusy, "spooler"),
        ("darwin", usb_errors.ACCESS, PermissionDenied, "Printers & Scanners"),
        ("freebsd14", usb_errors.ACCESS, PermissionDenied, "udev"),
        ("linux", usb_errors.NOT_FOUND, DeviceGone, "cable"),
        ("linux", -11, DeviceError, "Plug it in again"),
        ("linux", None, DeviceError, "Plug it in again"),
    ],
)
def test_what_libusb_complains_of_is_said_in_words_for_the_system(monkeypatch, platform, code, kind, words):
    monkeypatch.setattr(sys, "platform", platform)
    error = usb_errors.device_error("usb://0416:5011", code, written=7)
    assert type(error) is kind
    assert words in error.hint
    assert error.written == 7
    assert str(error).startswith("usb://0416:5011: ")


def test_a_system_without_the_call_has_a_number_for_that_too():
    from ocom809.devices.usb_handle import code_of

    assert code_of(NotImplementedError("Operation not supported")) == usb_errors.NOT_SUPPORTED


# On the emulated bus.


@pytest.mark.usb_bed
def test_every_printer_is_listed_with_a_uri_of_its_own_and_none_is_touched(usb_bed):
    second = usb_bed.plug("second", port="2.3", serial="012345678AB", maker="EML", model="POS-80C")
    third = usb_bed.plug(
        "third", port="3", vendor=0x0483, product=0x5743, serial="", maker="", interfaces=[[0, 0, 7, 1, 1, [[1, 2]]]]
    )
    listed = {found.port: found for found in list_printers()}
    assert [listed[port].uri for port in ("1", "2.3", "3")] == [
        "usb://0416:5011/SN0001",
        "usb://0416:5011?bus=1&port=2.3",
        "usb://0483:5743",
    ]
    assert (listed["2.3"].maker, listed["2.3"].model, listed["2.3"].serial) == ("EML", "POS-80C", "012345678AB")
    assert (listed["3"].maker, listed["3"].ids, listed["3"].two_way) == ("", "0483:5743", False)
    assert listed["1"].openable is True
    assert listed["1"].two_way is True
    assert usb_bed.printer.trace == second.trace == third.trace == []


@pytest.mark.usb_bed
def test_a_printer_that_may_not_be_opened_is_listed_in_full(usb_bed):
    usb_bed.printer.may_not_be_opened()
    with file_permissions_count():
        (found,) = list_printers()
    assert (found.uri, found.model, found.openable) == ("usb://0416:5011/SN0001", "OCPP-809", False)


@pytest.mark.usb_bed
def test_an_empty_bus_is_an_empty_list(usb_bed):
    usb_bed.printer.unplug()
    assert list_printers() == ()


@pytest.fixture
def no_sysfs(monkeypatch):
    """As on macOS and Windows, which keep no strings and have no nodes; the places are all that is changed."""
    monkeypatch.setattr(usb_finding, "_SYSFS", Path("/nonexistent"))
    monkeypatch.setattr(usb_finding, "_NODES", Path("/nonexistent"))


@pytest.mark.usb_bed
@pytest.mark.usefixtures("no_sysfs")
def test_where_the_system_keeps_no_strings_the_printer_is_asked_for_them(usb_bed):
    usb_bed.plug("second", port="2", model="Drück & Co", maker="", serial="")
    listed = {found.port: found for found in list_printers()}
    assert (listed["1"].maker, listed["1"].model, listed["1"].serial) == ("OCOM", "OCPP-809", "SN0001")
    assert (listed["2"].maker, listed["2"].model, listed["2"].serial) == ("", "Drück & Co", "")
    assert listed["1"].openable is None


@pytest.mark.usb_bed
@pytest.mark.usefixtures("no_sysfs")
def test_a_printer_that_does_not_tell_its_strings_is_listed_without_them(usb_bed):
    usb_bed.printer.may_not_be_opened()
    usb_bed.plug("dumb", port="2", product=0x0001, known_strings=False)
    usb_bed.plug("broken", port="3", product=0x0002).breaks_off()
    with file_permissions_count():
        listed = {found.port: found for found in list_printers()}
    assert (listed["1"].uri, listed["1"].model) == ("usb://0416:5011", "")
    assert (listed["2"].uri, listed["2"].model) == ("usb://0416:0001", "")
    assert (listed["3"].uri, listed["3"].model) == ("usb://0416:0002", "")


@pytest.mark.usb_bed
def test_a_device_that_does_not_describe_itself_hinders_nobody(usb_bed):
    usb_bed.plug("broken", port="2", interfaces=[], configurations=1, truncated=True)
    assert [found.port for found in list_printers()] == ["1"]
