"""What USB printers say about themselves, as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.devices.uri import DeviceURI
from ocom809.devices.usb_descriptors import (
    DeviceID,
    PortStatus,
    PrinterInterface,
    UsbPrinter,
    best_interface,
    unambiguous_uri,
)
from ocom809.devices.usb_finding import Wanted

BOTH_WAYS = PrinterInterface(out_endpoint=0x01, in_endpoint=0x81)
ONE_WAY = PrinterInterface(protocol=1, out_endpoint=0x01)
PACKETS = PrinterInterface(protocol=3, out_endpoint=0x01, in_endpoint=0x81)


def printer(**words):
    return UsbPrinter(**{"vendor_id": 0x0416, "product_id": 0x5011, "bus": 1, "port": "1", "address": 2, **words})


def test_the_interface_that_answers_comes_before_the_one_that_only_listens():
    assert best_interface([ONE_WAY, PACKETS, BOTH_WAYS]) is BOTH_WAYS
    assert best_interface([PACKETS, ONE_WAY]) is ONE_WAY


def test_no_interface_for_plain_bytes_is_none():
    assert best_interface([PACKETS]) is None
    assert best_interface([]) is None


def test_device_id_length_has_its_high_byte_first_and_counts_itself():
    text = b"MFG:EML;CMD:ESC/POS, TSPL;MDL:POS-80C;" + b"x" * 300
    found = DeviceID.parse((len(text) + 2).to_bytes(2, "big") + text + b"beyond")
    assert found.text.endswith("xx")
    assert (found.maker, found.model) == ("EML", "POS-80C")
    assert found.languages == ("ESC/POS", "TSPL")


def test_device_id_keys_have_a_long_form_that_wins():
    found = DeviceID.parse(b"\x00\x40manufacturer: OCOM ;MFG:x;MODEL:OCPP-809;MDL:y;COMMAND SET:ESC;")
    assert (found.maker, found.model, found.languages) == ("OCOM", "OCPP-809", ("ESC",))


def test_an_empty_device_id_as_units_of_the_class_send_it():
    assert DeviceID.parse(b"\x00\x02") == DeviceID("")
    assert DeviceID.parse(b"") == DeviceID("")
    assert DeviceID("").languages == ()


@given(st.binary(max_size=200))
def test_no_device_id_raises_or_brings_control_characters(data):
    found = DeviceID.parse(data)
    assert found.text.isprintable()
    assert len(found.text) <= max(0, len(data) - 2)


def test_port_status_00_is_no_information():
    assert PortStatus.parse(0x00) == PortStatus(paper=None, selected=None, error=None)


@pytest.mark.parametrize(
    ("byte", "paper", "selected", "error"),
    [(0x18, True, True, False), (0x38, False, True, False), (0x10, True, True, True), (0x08, True, False, False)],
)
def test_port_status_bits(byte, paper, selected, error):
    assert PortStatus.parse(byte) == PortStatus(paper=paper, selected=selected, error=error)


def test_a_serial_number_of_its_own_is_the_best_name():
    assert unambiguous_uri(printer(serial="SN 1"), [printer(serial="SN 1")]) == "usb://0416:5011/SN%201"


def test_a_known_dummy_serial_number_is_never_a_name():
    one = printer(serial="012345678AB")
    assert unambiguous_uri(one, [one]) == "usb://0416:5011"


def test_printers_that_differ_in_nothing_else_are_named_by_their_place():
    one, two = printer(), printer(port="2.3", address=9)
    nowhere = printer(port="", address=5)
    present = [one, two, nowhere]
    assert [unambiguous_uri(each, present) for each in present] == [
        "usb://0416:5011?bus=1&port=1",
        "usb://0416:5011?bus=1&port=2.3",
        "usb://0416:5011?bus=1&address=5",
    ]


printers = st.builds(
    printer,
    vendor_id=st.sampled_from([0x0416, 0x0001]),
    product_id=st.sampled_from([0x5011, 0x0200, 0x50AB, 0xFFFF]),
    serial=st.sampled_from(["", "012345678AB", "A", "a/b?c#d%20", "ü €"]),
)


@given(st.lists(printers, max_size=6))
def test_every_uri_leads_back_to_its_printer_and_to_no_other(found):
    present = [
        printer(
            vendor_id=each.vendor_id,
            product_id=each.product_id,
            serial=each.serial,
            port=str(number) if number % 2 else "",
            address=number + 1,
        )
        for number, each in enumerate(found)
    ]
    for each in present:
        wanted = Wanted.parse(DeviceURI.parse(unambiguous_uri(each, present)))
        assert [other for other in present if wanted.fits(other)] == [each]
