"""A LAN of two hosts in namespaces of their own, and what our TCP wire says when a printer vanishes from it.

Run as ``unshare -Urn python lan_bed.py``, as root without the ``-Ur``: this process is the shop's computer, a child in
one more namespace is the printer. Nothing leaves the two. Writes one line of JSON for each case.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time

from ocom809.devices import device_for
from ocom809.errors import DeviceError
from tests.beds.orders import expect, ip, tell

COMPUTER, PRINTER, NOWHERE = "192.0.2.1", "192.0.2.2", "198.51.100.1"
READS, STALLS = 9100, 9101


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
        f"addr add {COMPUTER}/24 dev lan",
        "addr add fe80::1/64 dev lan nodad",
        "link set lan up",
    ):
        ip(line)
    tell(printer, "up")


def run(printer):
    idle = device_for(f"tcp://{PRINTER}?keepalive=4")
    busy = device_for(f"tcp://{PRINTER}")
    full = device_for(f"tcp://{PRINTER}:{STALLS}")
    for device in (idle, busy, full):
        device.open()
    zoned = device_for("tcp://[fe80::2%25lan]")
    report("a link-local address with its zone", lambda: answered(zoned))
    report("no way to the network", device_for(f"tcp://{NOWHERE}").open)
    in_parallel(("alive and full", lambda: full.write(bytes(1_000_000), silence=2)))
    busy.write(bytes(50_000))
    tell(printer, "vanish")
    in_parallel(
        ("vanished while idle", lambda: idle.read(silence=9)),
        ("vanished while writing", lambda: busy.write(bytes(1_000_000), silence=2)),
        ("vanished before the call", lambda: device_for(f"tcp://{PRINTER}").open(silence=0.5)),
        ("nobody at the address", lambda: device_for("tcp://192.0.2.77").open(silence=9)),
    )
    for device in (idle, busy, full):
        device.abort()


def answered(device):
    with device:
        device.write(b"\x10\x04\x01")
        return device.read(silence=2).hex()


def in_parallel(*cases):
    threads = [threading.Thread(target=report, args=case) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def report(name, call):
    begin, line = time.monotonic(), {"case": name}
    try:
        line["returned"] = call()
    except DeviceError as error:
        line |= {"error": type(error).__name__, "says": str(error), "written": error.written}
    line["seconds"] = time.monotonic() - begin
    print(json.dumps(line), flush=True)


def printer_main():
    print("there", flush=True)
    for order in sys.stdin:
        {"up": printer_up, "vanish": printer_vanish}[order.strip()]()
        print("done", flush=True)


def printer_up():
    for line in (
        "link set lo up",
        f"addr add {PRINTER}/24 dev eth0",
        "addr add fe80::2/64 dev eth0 nodad",
        "link set eth0 up",
    ):
        ip(line)
    for port in (READS, STALLS):
        listener = socket.socket(socket.AF_INET6)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("::", port))
        listener.listen(5)
        threading.Thread(target=serve, args=(listener, port == READS), daemon=True).start()


def printer_vanish():
    """Power off: whoever asks for this address gets no word any more, not even a refusal."""
    ip("addr flush dev eth0")


def serve(listener, reads):
    held = []
    while True:
        client, _ = listener.accept()
        held.append(client)
        if reads:
            threading.Thread(target=take_all, args=(client,), daemon=True).start()


def take_all(client):
    while data := client.recv(4096):
        if data == b"\x10\x04\x01":
            client.sendall(b"\x12")


if __name__ == "__main__":
    printer_main() if sys.argv[1:] == ["printer"] else main()
