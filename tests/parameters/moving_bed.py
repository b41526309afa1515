"""A shop's computer and one printer that really moves, in namespaces of their own, and what our settings come to.

Run as ``unshare -Urn python moving_bed.py PART``, as root without the ``-Ur``: this process is the computer, a child in
one more namespace is the printer. Nothing leaves the two. Writes one line of JSON for each case.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from ocom809 import Printer, find_printers, parameters
from ocom809.errors import Ocom809Error

COMPUTER, MAC = "192.0.2.1", "02:00:00:80:09:01"
SHORT = 4.0


def main(part):
    with subprocess.Popen(
        ["unshare", "-n", sys.executable, __file__, "printer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as printer:
        try:
            set_up(printer)
            PARTS[part](Orders(printer))
        finally:
            printer.kill()


def set_up(printer):
    if printer.stdout.readline().strip() != "there":
        raise RuntimeError("the printer's namespace did not begin")
    for line in (
        "link set lo up",
        f"link add lan type veth peer name eth0 address {MAC}",
        f"link set eth0 netns {printer.pid}",
        f"addr add {COMPUTER}/24 broadcast + dev lan",
        "link set lan up",
    ):
        ip(line)


class Orders:
    """What the printer's namespace is told."""

    def __init__(self, printer):
        self._printer = printer

    def be(self, personality="ocpp-809", **options):
        """A new unit at its factory address."""
        return self.tell("be", personality, options)

    def tell(self, *words):
        self._printer.stdin.write(json.dumps(words) + "\n")
        self._printer.stdin.flush()
        return json.loads(self._printer.stdout.readline())


def moves(unit):
    """From the factory's address in a foreign subnet to where it is wanted, by UDP, and by DHCP and back."""
    unit.be()
    found = find_printers(usb=False, serial=False, seconds=1)
    report("found", uris=[one.uri for one in found], addresses=[str(one.address) for one in found])
    report("own address", **change(unit, network(1)))
    report("static", **change(unit, network(50)))
    with Printer("tcp://192.0.2.50") as printer:
        printer.print("Tea\n")
        printer.cut()
    report("printed on", tickets=unit.tell("tickets"))
    report("again", **change(unit, network(50)))
    report("dhcp on", **change(unit, {"dhcp": True}))
    report("dhcp off", **change(unit, network(60)))
    report("command line", **by_command_line())


def dialects(unit):
    """Over a connection, where the computer has an address in the printer's network."""
    ip("addr add 192.168.123.10/24 dev lan")
    unit.be()
    report("xp-full", **change(unit, network(61), "tcp://192.168.123.100", "xp-full"))
    report("xp-b2", **change(unit, network(62), "tcp://192.0.2.61", "xp-b2"))
    report("xp-ip", **change(unit, {"address": "192.0.2.63"}, "tcp://192.0.2.62", "xp-ip"))
    report("xp-port4000", **change(unit, {"address": "192.0.2.64"}, "tcp://192.0.2.63", "xp-port4000"))
    report("in one plan", **change(unit, network(65) | {"density": 6}, "tcp://192.0.2.64"))
    report("serial", **change(unit, network(66), f"serial://{unit.tell('pty')}?baudrate=115200"))
    unit.be("rongta")
    report("rongta", **change(unit, network(67), "tcp://192.168.123.100", "rongta"))


def others(unit):
    """Other families' units."""
    unit.be("zywell-lan")
    report("zywell", **change(unit, network(70)))
    report("zy-dhcp", **change(unit, {"dhcp": True}, dialect="zy-dhcp"))
    ip("addr add 192.168.1.10/24 dev lan")
    unit.be("munbyn")
    report("munbyn-dhcp", **change(unit, {"dhcp": True}, "tcp://192.168.1.87", "munbyn-dhcp", seconds=SHORT))


def troubles(unit):
    """Units that do something else."""
    unit.be("deaf-to-settings")
    report("deaf", **change(unit, network(71), seconds=SHORT))
    unit.be("settings-after-power-cycle")
    report("after a power cycle", **change(unit, network(72), seconds=SHORT))
    unit.be("settles-elsewhere")
    report("elsewhere", **change(unit, network(73), seconds=SHORT))
    unit.be("ocpp-809", restart_seconds=60)
    report("vanished", **change(unit, network(80), seconds=SHORT))


PARTS = {"moves": moves, "dialects": dialects, "others": others, "troubles": troubles}


def network(host):
    return {"address": f"192.0.2.{host}", "mask": "255.255.255.0", "gateway": "192.0.2.9", "dhcp": False}


def change(unit, values, uri=f"mac:{MAC}", dialect=None, seconds=None):
    target = parameters.survey(uri)
    try:
        plan = parameters.plan(values, target=target, dialect_name=dialect, if_possible={"dhcp"})
        result = parameters.apply(plan, confirmed=True, seconds=seconds)
    except Ocom809Error as error:
        return {"error": str(error), "at": unit.tell("address")}
    more = {"at": unit.tell("address"), "dialects": [one.name for one in plan.dialects], "mac": str(target.mac)}
    return result.facts() | more


def by_command_line():
    command = [sys.executable, "-m", "ocom809", "parameters", "set-ip", "192.0.2.66/24", "--gateway", "192.0.2.9"]
    options = ["--yes", "--json", "--device", f"mac:{MAC}", "--record", os.devnull]
    ran = subprocess.run([*command, *options], capture_output=True, text=True)
    return {"code": ran.returncode, "out": ran.stdout, "err": ran.stderr}


def report(case, **facts):
    print(json.dumps({"case": case, **facts}), flush=True)


def printer_main():
    print("there", flush=True)
    ip("link set lo up")
    printer = module = None
    for line in sys.stdin:
        match json.loads(line):
            case ["be", personality, options]:
                if module:
                    module.close()
                    ip("addr flush dev eth0")
                printer, module = new_unit(personality, options)
                answer = personality
            case ["address"]:
                answer = str(printer.settings.network.address)
            case ["tickets"]:
                answer = [ticket.text for ticket in printer.tickets]
            case ["pty"]:
                answer = serial_port(printer)
        print(json.dumps(answer), flush=True)


def new_unit(personality, options):
    from ocom809.virtual import LanModule, VirtualPrinter
    from ocom809.virtual.interface_address import hardware_address

    printer = VirtualPrinter(personality=personality, mac=hardware_address("eth0"))
    module = LanModule(printer, interface="eth0", dhcp_address="192.0.2.77/24", **options)
    module.start()
    return printer, module


def serial_port(printer):
    from ocom809.virtual import PtyServer

    server = PtyServer(printer)
    server.start()
    return str(server.path)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


if __name__ == "__main__":
    printer_main() if sys.argv[1] == "printer" else main(sys.argv[1])
