"""A printer that really moves: its LAN module has an interface of its own, in a namespace of its own.

Run as ``unshare -Urn python lan_module_bed.py``, as root without the ``-Ur``: this process is the shop's computer, a
child in one more namespace is the printer, with the factory's address in a foreign subnet. Nothing leaves the two.
Writes one line of JSON for each case.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from contextlib import closing

from tests.beds.orders import expect, ip, tell

COMPUTER = "192.0.2.1"
XP_PORT = 9000
SECONDS = 30


def main():
    with subprocess.Popen(
        ["unshare", "-n", sys.executable, __file__, "printer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as printer:
        try:
            set_up(printer)
            run(printer)
        finally:
            printer.kill()


def set_up(printer):
    expect(printer, "there")
    for line in (
        "link set lo up",
        "link add lan type veth peer name eth0",
        f"link set eth0 netns {printer.pid}",
        f"addr add {COMPUTER}/24 broadcast + dev lan",
        "link set lan up",
    ):
        ip(line)
    tell(printer, "up")


def run(printer):
    found = searched("255.255.255.255")
    report("found in a foreign subnet", found=found.hex())
    mac = found[11:17]
    save = b"XP0001SAVE" + mac + bytes.fromhex("22 00 C0 00 02 32 FF FF FF 00 C0 00 02 01 8C 23 00")
    send(save, "255.255.255.255")
    report("there after a save", answer=answer_of("192.0.2.50"), mac=mac_of("192.0.2.50"), wanted=mac.hex(":"))
    report("found by the directed broadcast", found=searched("192.0.2.255").hex())
    with socket.create_connection(("192.0.2.50", 9100), timeout=SECONDS) as host:
        host.sendall(bytes.fromhex("1F 1B 1F 91 00 49 50 C0 00 02 33"))
        report("there after an address among the print data", answer=answer_of("192.0.2.51"))
        host.settimeout(0.5)
        report("what the old connection says", said=what_comes(host))
    report("nobody is left behind", answer=answer_of("192.0.2.50", seconds=1.5))
    with socket.create_connection(("192.0.2.51", 4000), timeout=SECONDS) as side:
        side.sendall(bytes.fromhex("1F 1B 1F 22 C0 00 02 34"))
        report("there after an address on port 4000", answer=answer_of("192.0.2.52"))
    with socket.create_connection(("192.0.2.52", 9100), timeout=SECONDS) as host:
        host.sendall(bytes.fromhex("1F 1B 1F 91 00 49 FA 01 5A C0 00 02 34 FF FF FF 00 C0 00 02 01"))
    report("there by DHCP", answer=answer_of("192.0.2.77"), dhcp=searched("192.0.2.255")[33])
    send(save, "192.0.2.77")
    report("there without DHCP again", answer=answer_of("192.0.2.50"))
    tell(printer, "cycle")
    report("there after a power cycle", answer=answer_of("192.0.2.50"))


def searched(address):
    """The answer to one search, by broadcast out of our one interface, whatever subnet it comes from."""
    with closing(broadcaster()) as asking:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            asking.sendto(b"XP0001FIND", (address, XP_PORT))
            try:
                return asking.recv(100)
            except TimeoutError:
                continue
    return b""


def send(data, address):
    with closing(broadcaster()) as sending:
        sending.sendto(data, (address, XP_PORT))


def broadcaster():
    asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asking.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    asking.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lan\0")
    asking.settimeout(0.3)
    return asking


def answer_of(address, seconds=SECONDS):
    """What a printer at that address says when it is asked for its status; empty for nobody."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with socket.create_connection((address, 9100), timeout=0.5) as host:
                host.sendall(b"\x10\x04\x01")
                if answer := host.recv(1):
                    return answer.hex()
        except OSError:
            time.sleep(0.05)
    return ""


def what_comes(host):
    try:
        return "end" if host.recv(1) == b"" else "bytes"
    except TimeoutError:
        return "silence"
    except OSError as error:
        return type(error).__name__


def mac_of(address):
    said = subprocess.run(["ip", "neigh", "show", address], capture_output=True, text=True, check=True).stdout.split()
    return said[said.index("lladdr") + 1] if "lladdr" in said else ""


def report(case, **facts):
    print(json.dumps({"case": case, **facts}), flush=True)


def printer_main():
    from ocom809.virtual import LanModule, VirtualPrinter
    from ocom809.virtual.interface_address import hardware_address

    print("there", flush=True)
    for order in sys.stdin:
        if order.strip() == "up":
            ip("link set lo up")
            printer = VirtualPrinter(mac=hardware_address("eth0"))
            LanModule(printer, interface="eth0", dhcp_address="192.0.2.77/24").start()
        else:
            printer.power_cycle()
        print("done", flush=True)


if __name__ == "__main__":
    printer_main() if sys.argv[1:] == ["printer"] else main()
