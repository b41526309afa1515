"""The USB wire, on an unmodified libusb whose bus is emulated (see tests/beds/)."""

from __future__ import annotations

import errno
import threading
import time
from contextlib import contextmanager

import pytest

from ocom809.devices import device_for
from ocom809.devices.usb import DeviceID, PortStatus, UsbDevice
from ocom809.errors import (
    DeviceBusy,
    DeviceClosed,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    PermissionDenied,
    SeveralDevices,
)
from ocom809.testing import DeviceContract, FarEnd
from tests.beds.control import UsbBed
from tests.beds.privileges import file_permissions_count

pytestmark = pytest.mark.usb_bed

ONE_WAY = [[0, 0, 7, 1, 1, [[0x01, 2]]]]


def job(size):
    """Bytes of which no two stretches look alike, so that a lost or doubled one shows."""
    return b"".join(number.to_bytes(4, "big") for number in range(size // 4))


class UsbFarEnd(FarEnd):
    def __init__(self, printer):
        self.printer = printer

    def received(self):
        return self.printer.received

    def answer(self, data):
        self.printer.says(data)

    def stall(self):
        self.printer.takes_only(0)

    def resume(self):
        self.printer.takes_all()

    def vanish(self):
        self.printer.unplug()


class TestUsbIsADevice(DeviceContract):
    @contextmanager
    def wire(self):
        bed = UsbBed()
        bed.reset()
        bed.printer.keeps_silent()
        yield UsbDevice("usb:"), UsbFarEnd(bed.printer)
        bed.close()


# Writing.


def test_a_long_job_arrives_in_full_and_in_order(usb_bed):
    with UsbDevice("usb:") as device:
        assert device.write(job(200_000)) == 200_000
    assert usb_bed.printer.received == job(200_000)


def test_progress_counts_what_the_printer_took(usb_bed):
    seen = []
    with UsbDevice("usb:") as device:
        device.write(job(10_000), progress=seen.append)
    assert seen == [4096, 8192, 10_000]


def test_a_short_write_is_continued_where_it_stopped(usb_bed):
    usb_bed.printer.takes_only(5000)
    threading.Timer(0.4, usb_bed.printer.takes_all).start()
    with UsbDevice("usb:") as device:
        assert device.write(job(20_000), silence=0.2) == 20_000
    assert usb_bed.printer.received == job(20_000)


def test_a_printer_that_takes_nothing_is_an_error_within_the_silence_limit(usb_bed):
    usb_bed.printer.takes_only(0)
    with UsbDevice("usb:") as device:
        began = time.monotonic()
        with pytest.raises(DeviceTimeout, match="took no byte for 0.3 s") as caught:
            device.write(job(9000), silence=0.3)
    assert time.monotonic() - began < 20
    assert caught.value.written == 0
    assert usb_bed.printer.received == b""


def test_a_printer_that_stops_in_the_middle_of_a_transfer_is_counted_to_the_byte(usb_bed):
    usb_bed.printer.takes_only(5001)
    with UsbDevice("usb:") as device, pytest.raises(DeviceTimeout) as caught:
        device.write(job(9000), silence=0.2)
    assert caught.value.written == 5001
    assert usb_bed.printer.received == job(9000)[:5001]


@pytest.mark.parametrize("first_error", ["EPROTO", "ESHUTDOWN"])
def test_unplugging_in_mid_write_is_one_clear_error_with_the_count(usb_bed, first_error):
    usb_bed.printer.takes_only(6000)
    threading.Timer(0.3, usb_bed.printer.unplug, kwargs={"first_error": first_error}).start()
    with UsbDevice("usb:") as device:
        with pytest.raises(DeviceGone, match=r"unplugged or switched off\. Look at the cable") as caught:
            device.write(job(9000), silence=5)
        assert caught.value.written == 6000
        # From now on the system says ENODEV.
        with pytest.raises(DeviceGone, match="unplugged") as caught:
            device.write(b"more", silence=1)
        assert caught.value.written == 0


def test_a_stall_is_cleared_once_and_the_job_goes_on_behind_the_last_byte_taken(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.stalls(1, after=1000)
        assert device.write(job(9000)) == 9000
        usb_bed.printer.stalls(1)
        assert device.write(b"again") == 5
    assert usb_bed.printer.received == job(9000) + b"again"
    assert usb_bed.printer.trace.count("clear halt 1") == 2


def test_a_printer_that_stays_stalled_is_an_error(usb_bed):
    with UsbDevice("usb:") as device:
        device.write(b"before")
        usb_bed.printer.stalls()
        with pytest.raises(DeviceError, match=r"stays stalled\. Switch the printer off and on") as caught:
            device.write(job(9000))
    assert caught.value.written == 0
    assert usb_bed.printer.trace.count("clear halt 1") == 1


def test_a_stall_that_cannot_be_cleared_keeps_the_count(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.stalls(1, after=100)
        usb_bed.printer.refuses("clear halt", errno.ENODEV)
        with pytest.raises(DeviceGone) as caught:
            device.write(job(400))
    assert caught.value.written == 100
    assert usb_bed.printer.received == job(400)[:100]


# Reading.


def test_an_answer_is_read_as_soon_as_it_is_there(usb_bed):
    with UsbDevice("usb:") as device:
        device.write(b"\x10\x04\x01")
        began = time.monotonic()
        assert device.read(silence=60) == b"\x12"
    assert time.monotonic() - began < 30


def test_silence_is_nothing_read_within_the_limit(usb_bed):
    with UsbDevice("usb:") as device:
        began = time.monotonic()
        assert device.read(silence=0.2) == b""
        assert 0.15 < time.monotonic() - began < 9
        assert device.read(silence=0) == b""


def test_a_packet_larger_than_asked_for_is_not_lost(usb_bed):
    usb_bed.printer.says(b"OCPP-809" * 8)
    with UsbDevice("usb:") as device:
        assert device.read(5) == b"OCPP-"
        assert device.read(1) == b"8"
        assert device.read() == b"09" + b"OCPP-809" * 7


def test_empty_packets_are_no_answer_and_no_end(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.sends_empty_packets(3)
        usb_bed.printer.says(b"\x12")
        assert device.read(silence=30) == b"\x12"
        usb_bed.printer.sends_empty_packets(1000)
        began = time.monotonic()
        assert device.read(silence=0.1) == b""
    assert time.monotonic() - began < 9


def test_a_stall_while_reading_is_cleared_once(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.stalls(1)
        usb_bed.printer.says(b"\x16")
        assert device.read() == b"\x16"
        usb_bed.printer.stalls()
        with pytest.raises(DeviceError, match="stays stalled"):
            device.read()


@pytest.mark.parametrize("first_error", ["EPROTO", "ESHUTDOWN"])
def test_unplugging_while_reading_is_one_clear_error(usb_bed, first_error):
    threading.Timer(0.2, usb_bed.printer.unplug, kwargs={"first_error": first_error}).start()
    with UsbDevice("usb:") as device:
        with pytest.raises(DeviceGone, match="unplugged or switched off"):
            device.read(silence=5)
        with pytest.raises(DeviceGone):
            device.read(silence=5)


def test_what_was_read_before_closing_does_not_answer_the_next_question(usb_bed):
    device = UsbDevice("usb:")
    usb_bed.printer.says(b"old answer")
    with device:
        device.read(3)
    with device:
        assert device.read(silence=0.05) == b""


# Opening and closing.


def test_usblp_is_sent_away_and_called_back_and_nothing_is_reset(usb_bed):
    with UsbDevice("usb:"):
        assert usb_bed.printer.trace == ["detach driver 0", "claim 0"]
    assert usb_bed.printer.trace == ["detach driver 0", "claim 0", "release 0", "attach driver 0"]


def test_where_no_driver_was_none_is_called(usb_bed):
    printer = usb_bed.plug("bare", product=0x0809, port="2", driver="")
    with UsbDevice("usb://0416:0809"):
        pass
    assert printer.trace == ["claim 0", "release 0"]


def test_a_system_that_knows_no_drivers_is_no_obstacle(usb_bed):
    printer = usb_bed.plug("bare", product=0x0809, port="2", driver="")
    printer.refuses("get driver", errno.ENOTTY)
    with UsbDevice("usb://0416:0809") as device:
        device.write(b"x")
    assert printer.received == b"x"


def test_a_driver_that_cannot_be_called_back_does_not_hinder_closing(usb_bed):
    usb_bed.printer.refuses("attach driver", errno.ENODEV)
    with UsbDevice("usb:") as device:
        device.write(b"x")
    assert not device.is_open


def test_closing_after_the_plug_was_pulled_is_quiet(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.unplug()
    assert not device.is_open


def test_a_printer_that_was_plugged_in_again_is_found_by_opening_again(usb_bed):
    device = UsbDevice("usb:")
    with device:
        usb_bed.printer.unplug()
        with pytest.raises(DeviceGone):
            device.write(b"lost", silence=1)
    with pytest.raises(DeviceNotFound, match=r"no USB printer is connected\. Is it switched on"):
        device.open()
    usb_bed.printer.plug_in_again()
    with device:
        device.write(b"\x10\x04\x01")
        assert device.read() == b"\x12"
    assert usb_bed.printer.received == b"\x10\x04\x01"


def test_abort_gives_the_printer_back_at_once(usb_bed):
    device = UsbDevice("usb:")
    device.open()
    device.abort()
    assert usb_bed.printer.trace[-2:] == ["release 0", "attach driver 0"]


def test_a_printer_that_this_user_may_not_open_names_the_rule_that_allows_it(usb_bed):
    usb_bed.printer.may_not_be_opened()
    with file_permissions_count(), pytest.raises(PermissionDenied, match="this user may not open it") as caught:
        UsbDevice("usb:").open()
    assert "/etc/udev/rules.d/60-ocom809.rules" in caught.value.hint
    assert "ocom809 udev-rule" in caught.value.hint
    assert "usermod -aG lp" in caught.value.hint


def test_a_printer_that_another_program_holds_says_who_it_usually_is(usb_bed):
    usb_bed.printer.held_by_another_program()
    with pytest.raises(DeviceBusy, match="somebody else holds it") as caught:
        UsbDevice("usb:").open()
    assert "CUPS" in caught.value.hint
    assert "/dev/usb/lp0" in caught.value.hint


def test_two_openings_at_once_are_one_too_many(usb_bed):
    with UsbDevice("usb:") as first:
        with pytest.raises(DeviceBusy):
            UsbDevice("usb:").open()
        first.write(b"still mine")
    assert usb_bed.printer.received == b"still mine"


def test_usblp_that_stays_is_busy_too(usb_bed):
    usb_bed.printer.refuses("detach driver", errno.EBUSY)
    with pytest.raises(DeviceError, match="usb:") as caught:
        UsbDevice("usb:").open()
    assert caught.value.hint


def test_a_claim_that_fails_calls_usblp_back(usb_bed):
    usb_bed.printer.refuses("claim", errno.EBUSY)
    with pytest.raises(DeviceBusy):
        UsbDevice("usb:").open()
    assert usb_bed.printer.trace[-1] == "attach driver 0"


def test_a_printer_that_goes_away_while_it_is_opened_is_not_found(usb_bed):
    usb_bed.printer.refuses("claim", errno.ENODEV)
    with pytest.raises(DeviceNotFound, match="cannot be reached"):
        UsbDevice("usb:").open()


def test_closed_is_said_before_the_bus_is_asked(usb_bed):
    device = UsbDevice("usb:")
    for use in (device.device_id, device.port_status, device.soft_reset, device.read):
        with pytest.raises(DeviceClosed):
            use()


# Finding one of several.


def test_the_registry_knows_the_wire(usb_bed):
    with device_for("usb://0416:5011/SN0001") as device:
        device.write(b"x")
    assert usb_bed.printer.received == b"x"


def test_several_printers_are_an_error_that_names_each(usb_bed):
    usb_bed.plug("second", port="2.3", serial="SN0002")
    with pytest.raises(SeveralDevices) as caught:
        UsbDevice("usb:").open()
    assert set(caught.value.uris) == {"usb://0416:5011/SN0001", "usb://0416:5011/SN0002"}
    assert "usb://0416:5011/SN0002" in str(caught.value)


@pytest.mark.parametrize("serial", ["012345678AB", "SN0001", ""])
def test_a_serial_number_that_units_share_is_no_name_for_one_of_them(usb_bed, serial):
    usb_bed.printer.unplug()
    usb_bed.plug("first", port="1", serial=serial)
    second = usb_bed.plug("second", bus=2, port="2.3", serial=serial)
    with pytest.raises(SeveralDevices) as caught:
        UsbDevice("usb:").open()
    assert set(caught.value.uris) == {"usb://0416:5011?bus=1&port=1", "usb://0416:5011?bus=2&port=2.3"}
    with UsbDevice("usb://0416:5011?bus=2&port=2.3") as device:
        device.write(b"to the second")
    assert second.received == b"to the second"


@pytest.mark.parametrize(
    "uri", ["usb://0483:5743", "usb://0483:5743/A%2FB%201", "usb://?bus=2&port=2.3", "usb://?port=2.3", "usb://?bus=2"]
)
def test_each_form_of_uri_picks_its_printer(usb_bed, uri):
    wanted = usb_bed.plug("wanted", bus=2, port="2.3", vendor=0x0483, product=0x5743, serial="A/B 1")
    with UsbDevice(uri) as device:
        device.write(b"here")
    assert wanted.received == b"here"
    assert usb_bed.printer.received == b""


def test_a_printer_that_does_not_fit_is_not_taken_and_what_is_there_is_named(usb_bed):
    with pytest.raises(DeviceNotFound, match=r"There is usb://0416:5011/SN0001") as caught:
        UsbDevice("usb://0416:5011/OTHER").open()
    assert "usb://0416:5011/OTHER" in caught.value.message


def test_a_keyboard_is_no_printer(usb_bed):
    usb_bed.printer.unplug()
    usb_bed.plug("keyboard", interfaces=[[0, 0, 3, 1, 1, [[0x81, 3]]]], driver="usbhid")
    with pytest.raises(DeviceNotFound, match="no USB printer"):
        UsbDevice("usb:").open()


# Descriptors of every kind.


@pytest.mark.parametrize("endpoints", [(0x02, 0x81), (0x03, 0x84), (0x01, 0x81)])
def test_endpoints_are_read_from_the_descriptors(usb_bed, endpoints):
    out, back = endpoints
    printer = usb_bed.plug(
        "other", port="2", product=0x0001, interfaces=[[0, 0, 7, 1, 2, [[back, 2], [0x8F, 3], [out, 2]]]]
    )
    with UsbDevice("usb://0416:0001") as device:
        device.write(b"\x10\x04\x04")
        assert device.read() == b"\x12"
    assert printer.received == b"\x10\x04\x04"


def test_a_printer_interface_beside_others_is_found_and_only_it_is_claimed(usb_bed):
    interfaces = [[0, 0, 0xFF, 0, 0, [[0x04, 2], [0x85, 2]]], [1, 0, 7, 1, 2, [[0x02, 2], [0x81, 2]]]]
    printer = usb_bed.plug("composite", port="2", product=0x0001, interfaces=interfaces)
    with UsbDevice("usb://0416:0001") as device:
        device.write(b"x")
        assert device.device_id().model == "OCPP-809"
    calls = [call for call in printer.trace if not call.startswith("control")]
    assert calls == ["detach driver 1", "claim 1", "release 1", "attach driver 1"]
    # The class specification puts the interface into the high byte of wIndex, the alternate setting into the low one.
    assert "control a1 00 0000 0100" in printer.trace


def test_of_two_alternate_settings_the_one_that_answers_is_chosen(usb_bed):
    interfaces = [[0, 0, 7, 1, 1, [[0x01, 2]]], [0, 1, 7, 1, 2, [[0x01, 2], [0x81, 2]]], [0, 2, 7, 1, 4, [[0x01, 2]]]]
    printer = usb_bed.plug("alternates", port="2", product=0x0001, interfaces=interfaces)
    with UsbDevice("usb://0416:0001") as device:
        assert device.abilities.two_way
        device.write(b"\x10\x04\x01")
        assert device.read() == b"\x12"
        device.device_id()
    assert "set interface 0" in printer.trace
    assert "control a1 00 0000 0001" in printer.trace


@pytest.mark.parametrize("interfaces", [ONE_WAY, [[0, 0, 7, 1, 2, [[1, 2]]]], [[0, 0, 7, 1, 1, [[1, 2], [0x81, 2]]]]])
def test_a_printer_that_cannot_answer_says_so(usb_bed, interfaces):
    usb_bed.plug("mute", port="2", product=0x0001, interfaces=interfaces)
    with UsbDevice("usb://0416:0001") as device:
        assert not device.abilities.two_way
        assert device.write(b"\x10\x04\x01") == 3
        assert device.read(silence=0.05) == b""
    with UsbDevice("usb://0416:5011") as device:
        assert device.abilities.two_way


@pytest.mark.parametrize(
    "interfaces",
    [[[0, 0, 7, 1, 2, [[0x81, 2]]]], [[0, 0, 7, 1, 4, [[0x01, 2], [0x81, 2]]]], [[0, 0, 7, 2, 2, [[1, 2]]]]],
)
def test_an_interface_that_takes_no_plain_bytes_is_no_printer(usb_bed, interfaces):
    usb_bed.plug("odd", port="2", product=0x0001, interfaces=interfaces)
    with pytest.raises(DeviceNotFound):
        UsbDevice("usb://0416:0001").open()


def test_a_printer_in_another_configuration_is_put_into_its_own(usb_bed):
    printer = usb_bed.plug("second configuration", port="2", product=0x0001, active_configuration=2)
    with UsbDevice("usb://0416:0001") as device:
        device.write(b"x")
    assert "set configuration" in printer.trace


# What only USB has.


def test_get_device_id_gives_text_and_fields(usb_bed):
    with UsbDevice("usb:") as device:
        found = device.device_id()
    assert found.text == "MFG:OCOM;CMD:ESC/POS;MDL:OCPP-809;CLS:PRINTER;"
    assert (found.maker, found.model, found.languages) == ("OCOM", "OCPP-809", ("ESC/POS",))


def test_an_empty_device_id_is_allowed(usb_bed):
    usb_bed.plug("shy", port="2", product=0x0001, device_id="")
    with UsbDevice("usb://0416:0001") as device:
        assert device.device_id() == DeviceID("")


def test_a_long_device_id_is_bounded(usb_bed):
    usb_bed.plug("talker", port="2", product=0x0001, device_id="X" * 5000)
    with UsbDevice("usb://0416:0001") as device:
        assert len(device.device_id().text) == 1022


def test_get_port_status_gives_facts_and_00_gives_none(usb_bed):
    usb_bed.plug("silent", port="2", product=0x0001, port_status=0)
    usb_bed.plug("empty", port="3", product=0x0002, port_status=0x30)
    with UsbDevice("usb://0416:5011") as device:
        assert device.port_status() == PortStatus(paper=True, selected=True, error=False)
    with UsbDevice("usb://0416:0001") as device:
        assert device.port_status() == PortStatus(paper=None, selected=None, error=None)
    with UsbDevice("usb://0416:0002") as device:
        assert device.port_status() == PortStatus(paper=False, selected=True, error=True)


def test_soft_reset_is_asked_of_the_interface_and_forgets_old_answers(usb_bed):
    usb_bed.printer.says(b"old")
    with UsbDevice("usb:") as device:
        device.read(1)
        assert device.soft_reset() is True
        assert device.read(silence=0.05) == b""
    assert "control 21 02 0000 0000" in usb_bed.printer.trace


def test_a_printer_that_knows_none_of_the_requests_is_unknown_and_no_error(usb_bed):
    usb_bed.plug("plain", port="2", product=0x0001, known_requests=False)
    with UsbDevice("usb://0416:0001") as device:
        assert device.device_id() == DeviceID("")
        assert device.port_status() == PortStatus()
        assert device.soft_reset() is False


def test_a_question_to_a_printer_that_is_gone_is_one_clear_error(usb_bed):
    with UsbDevice("usb:") as device:
        usb_bed.printer.unplug()
        for question in (device.device_id, device.port_status, device.soft_reset):
            with pytest.raises(DeviceGone):
                question()
