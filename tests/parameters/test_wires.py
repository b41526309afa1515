"""An address by USB and by a serial port, on unmodified libusb, pyusb, kernel tty and pyserial."""

from ipaddress import IPv4Address

from ocom809.virtual import VirtualPrinter
from tests.beds.plugin import missing
from tests.beds.printing import received_after
from tests.judges.needed import unavailable

# In a network of its own, which has no way out: whether the address is free must not be asked of a real one.
SCRIPT = """
import ctypes, os
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
if ctypes.CDLL(None).unshare(NEW_NETWORK | (NEW_USER if os.geteuid() else 0)):
    raise SystemExit("no network of its own")
from ocom809 import parameters
wanted = {"address": "192.0.2.50", "mask": "255.255.255.0", "gateway": "192.0.2.1"}
for uri in ("usb:", "serial:///dev/ttyUSB0?baudrate=115200&flow=rtscts"):
    plan = parameters.plan(wanted, target=parameters.survey(uri))
    print(parameters.apply(plan, confirmed=True, seconds=0).verdict.value)
"""
BYTES = bytes.fromhex("1F 1B 1F 91 00 49 FA 00 5A C0 00 02 32 FF FF FF 00 C0 00 02 01")


def test_an_address_goes_over_usb_and_serial_as_it_does_over_the_lan(tmp_path):
    if missing():
        unavailable("the USB bed is not complete", install=missing())
    received = received_after(SCRIPT, tmp_path, "set-it")
    assert received.exit_code == 0, received.output
    assert received.output.split("\n")[:2] == ["sent, unverified", "sent, unverified"]
    assert received.usb == BYTES
    assert received.tty == BYTES
    unit = VirtualPrinter()
    unit.receive(received.usb)
    assert unit.settings.kept.address == IPv4Address("192.0.2.50")
    assert unit.settings.kept.gateway == IPv4Address("192.0.2.1")
