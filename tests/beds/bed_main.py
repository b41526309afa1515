"""The bed: a USB bus with printers and a serial port with lines, around the program that is tested.

    umockdev-wrapper /usr/bin/python3 tests/beds/bed_main.py -- PROGRAM ARGUMENTS …

The program, any Python with pyusb among them, sees the emulated bus in place of the real one. ``OCOM809_BED`` names a
socket on which the bed takes orders, one JSON list a line; ``control.py`` is the other end. The bed begins with one
printer and the port.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402
from tty_emulator import NODE, EmulatedPort  # noqa: E402
from usb_description import ORDINARY, all_descriptors, hub_descriptors  # noqa: E402
from usb_emulator import EmulatedPrinter  # noqa: E402


class Bed:
    """What the orders act on. A method is an order, its arguments follow in the list; what it returns goes back."""

    def __init__(self) -> None:
        self._testbed = UMockdev.Testbed.new()
        self.root = self._testbed.get_root_dir()
        self._printers, self._paths, self._hubs, self._next_address = {}, {}, {}, 2
        self._port = EmulatedPort(self._testbed)

    # Printers on the bus; each is called by the name it was plugged in with.

    def plug(self, name: str, words: dict) -> None:
        """Plug a printer in."""
        words = {**ORDINARY, **words}
        printer = EmulatedPrinter(words)
        self._plug_hubs(words)
        path, node = self._add(words, all_descriptors(words))
        self._testbed.attach_ioctl(node, printer)
        self._testbed.uevent(path, "add")
        self._printers[name], self._paths[name] = printer, (path, node)

    def _plug_hubs(self, words: dict) -> None:
        """The hubs on the way to a port such as 2.3, without which its number cannot be known."""
        ports = words["port"].split(".")
        for depth in range(1, len(ports)):
            hub = {**ORDINARY, "bus": words["bus"], "port": ".".join(ports[:depth]), "serial": "", "model": "hub"}
            place = (hub["bus"], hub["port"])
            if place not in self._hubs:
                self._hubs[place], _ = self._add(hub, hub_descriptors())

    def _add(self, words: dict, descriptors: bytes) -> tuple:
        """Put a device on the bus; returns where it is in sysfs and its node."""
        address, self._next_address = self._next_address, self._next_address + 1
        node = f"/dev/bus/usb/{words['bus']:03d}/{address:03d}"
        path = self._testbed.add_device(
            "usb",
            f"{words['bus']}-{words['port']}",
            None,
            _attributes(words, address),
            ["DEVTYPE", "usb_device", "DEVNAME", node, "BUSNUM", f"{words['bus']:03d}", "DEVNUM", f"{address:03d}"],
        )
        self._testbed.set_attribute_binary(path, "descriptors", descriptors)
        file = Path(self.root + node)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(descriptors)
        return path, node

    def unplug(self, name: str, first_error: str) -> None:
        """Pull the plug; transfers on their way end as the host controller says, EPROTO or ESHUTDOWN."""
        printer, (path, node) = self._printers[name], self._paths.pop(name)
        printer.vanish(getattr(errno, first_error))
        self._testbed.uevent(path, "remove")
        self._testbed.remove_device(path)
        self._testbed.detach_ioctl(node)
        Path(self.root + node).unlink(missing_ok=True)

    def set(self, name: str, what: str, value: object) -> None:
        """Change one of the printer's attributes (see ``EmulatedPrinter``), and let transfers go on."""
        printer = self._printers[name]
        with printer.lock:
            setattr(printer, what, value)
            printer.pump()

    def say(self, name: str, data: str) -> None:
        """Let the printer send something, given in hex."""
        self._printers[name].say(bytes.fromhex(data))

    def answer(self, name: str, question: int, data: str) -> None:
        """Change what it answers to DLE EOT."""
        self._printers[name].model.answers[question] = bytes.fromhex(data)

    def received(self, name: str) -> str:
        """What the printer has received, in hex."""
        return bytes(self._printers[name].model.received).hex()

    def trace(self, name: str) -> list:
        """The system calls that it has seen."""
        return list(self._printers[name].trace)

    def forbid(self, name: str) -> None:
        """Take the permission to open it away."""
        Path(self.root + self._paths[name][1]).chmod(0)

    def reset(self) -> None:
        """Back to the beginning: one ordinary printer, and the port."""
        for name in list(self._paths):
            self.unplug(name, "ESHUTDOWN")
        for place in sorted(self._hubs, reverse=True):
            self._testbed.remove_device(self._hubs.pop(place))
        self._printers.clear()
        self._port.fresh()
        self.plug("printer", {})

    # The serial port.

    def line(self, name: str, raised: bool) -> None:
        """Raise or drop CTS, DSR or the carrier."""
        self._port.set_line(name, raised)

    def port_seen(self) -> dict:
        """The port as the printer's end sees it."""
        return self._port.seen()

    def port_received(self) -> str:
        """What the printer on the port has received, in hex."""
        return bytes(self._port.model.received).hex()

    def port_says(self, data: str) -> None:
        """Let the printer on the port send something, given in hex."""
        os.write(self._port.master, bytes.fromhex(data))

    def port_queue(self, count: int, step: int) -> None:
        """What the port says it holds, and how much of it goes between two questions."""
        self._port.queue, self._port.queue_step = count, step

    def port_reads(self, reads: bool) -> None:
        """Whether the printer on the port takes anything at all."""
        self._port.reads = reads


def _attributes(words: dict, address: int) -> list:
    values = {
        "busnum": words["bus"],
        "devnum": address,
        "devpath": words["port"],
        "speed": 12,
        "bConfigurationValue": words["active_configuration"],
        "idVendor": f"{words['vendor']:04x}",
        "idProduct": f"{words['product']:04x}",
        "bNumConfigurations": words["configurations"],
        "manufacturer": words["maker"],
        "product": words["model"],
        "serial": words["serial"],
    }
    # sysfs ends every value with a newline, and has no file for a string that the device does not have.
    return [text for name, value in values.items() if value != "" for text in (name, f"{value}\n")]


def _serve(bed: Bed, listener: socket.socket) -> None:
    while True:
        connection, _ = listener.accept()
        with connection, connection.makefile("r") as orders:
            for line in orders:
                connection.sendall((json.dumps(_obeyed(bed, json.loads(line))) + "\n").encode())


def _obeyed(bed: Bed, order: list) -> dict:
    try:
        return {"value": getattr(bed, order[0])(*order[1:])}
    except Exception as error:  # noqa: BLE001 - it goes back to the test that gave the order
        return {"error": repr(error)}


def main() -> int:
    """Build the bed, run the program in it, clear the bed away."""
    program = sys.argv[sys.argv.index("--") + 1 :]
    bed = Bed()
    bed.reset()
    folder = tempfile.mkdtemp(prefix="ocom809-bed-")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{folder}/orders")
    listener.listen()
    threading.Thread(target=_serve, args=(bed, listener), daemon=True).start()
    # umockdev sets its variable in the C library, where Python's copy of the environment does not see it.
    environment = {**os.environ, "OCOM809_BED": f"{folder}/orders", "OCOM809_BED_TTY": NODE, "UMOCKDEV_DIR": bed.root}
    try:
        return subprocess.run(program, env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(bed.root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
