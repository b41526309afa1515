"""The virtual printer as a LAN board at its factory address, and a computer of another network that finds it.

Run as ``unshare -Urn python virtual_bed.py``, as root without the ``-Ur``: this process is the computer, a child in one
more namespace is the printer with an interface of its own. Writes one line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys

COMPUTER, MAC = "192.0.2.1", "00:61:7b:12:34:56"


def main():
    command = ["unshare", "-n", sys.executable, __file__]
    with subprocess.Popen([*command, "printer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as printer:
        try:
            read(printer, "there")
            for line in (
                "link set lo up",
                "link add lan type veth peer name eth0",
                f"link set eth0 address {MAC}",
                f"link set eth0 netns {printer.pid}",
                f"addr add {COMPUTER}/24 brd + dev lan",
                "link set lan up",
            ):
                ip(line)
            tell(printer, "up", "up")
            print(json.dumps(run(printer)), flush=True)
        finally:
            printer.kill()


def run(printer):
    from ocom809 import Printer, find_printers

    came = {"found": shown(find_printers(usb=False, serial=False, seconds=1))}
    ip("addr add 192.168.123.254/24 brd + dev lan")
    came["reached"] = shown(find_printers(usb=False, serial=False, seconds=1))
    came["happened while searching"] = tell(printer, "events")
    with Printer(f"mac:{MAC}") as there:
        came["printed"] = type(there.print("Tea\n")).__name__
        there.cut()
        there.status()
    came["paper"] = tell(printer, "paper")
    return came


def shown(printers):
    return [[one.uri, str(one.address), one.proof.value, one.reachable, list(one.open_ports)] for one in printers]


def tell(printer, order, answer=None):
    printer.stdin.write(order + "\n")
    printer.stdin.flush()
    return read(printer, answer)


def read(printer, expected):
    heard = json.loads(printer.stdout.readline())
    if expected is not None and heard != expected:
        raise RuntimeError(f"the printer's namespace said {heard!r} instead of {expected!r}")
    return heard


def printer_main():
    from ocom809.virtual import LanModule, VirtualPrinter

    say("there")
    unit = VirtualPrinter(personality="all-dialects", mac=bytes.fromhex(MAC.replace(":", "")))
    sys.stdin.readline()
    ip("link set lo up")
    with LanModule(unit, interface="eth0", allow_this_network=True):
        say("up")
        for order in sys.stdin:
            if order.strip() == "events":
                say([event.name for event in unit.events])
            else:
                say([ticket.text for ticket in unit.tickets])


def say(what):
    print(json.dumps(what), flush=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


if __name__ == "__main__":
    printer_main() if sys.argv[1:] == ["printer"] else main()
