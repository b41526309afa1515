"""The steps of ``tools/demo``: a receipt, the status, the self-test page; over TCP, as a point of sale would do it."""

from __future__ import annotations

from pathlib import Path

from ocom809 import Printer
from ocom809.receipt import demo_receipt
from ocom809.virtual import TcpServer, VirtualPrinter

FOLDER = Path("demo")

LAST_WORDS = """
The same on a real printer:

  over LAN      .venv/bin/ocom809 print FILE --device tcp://192.168.1.87
  over USB      .venv/bin/ocom809 print FILE --device usb:
  over serial   .venv/bin/ocom809 print FILE --device 'serial:///dev/ttyUSB0?baudrate=115200'

  its status          .venv/bin/ocom809 status    --device usb:
  its self-test page  .venv/bin/ocom809 self-test --device usb:
  our test page       .venv/bin/ocom809 test-page --device usb:

USB needs leave to open the device once: sudo tools/install-udev-rule"""


def main() -> None:
    """Print through a loopback port and save what came out."""
    FOLDER.mkdir(exist_ok=True)
    unit = VirtualPrinter()
    with TcpServer(unit) as server:
        uri = f"tcp://127.0.0.1:{server.port}"
        print(f"A virtual OCPP-809 listens on {uri}.\n")
        with Printer(uri) as printer:
            job = printer.prepare(demo_receipt())
            print(f"Receipt: {type(printer.print(job)).__name__.lower()}, {job.total} bytes.")
            print(f"Status:  ready {printer.status().ready.value}.")
            printer.print_self_test()
    unit.tear_off()
    receipt, self_test = unit.tickets
    receipt.save(FOLDER / "receipt.png")
    self_test.save(FOLDER / "self-test.png")
    print("Beside the paper:")
    for event in unit.events:
        if event.name != "symbol":
            print(f"         {event}")
    print(f"\nLook at {FOLDER / 'receipt.png'} and {FOLDER / 'self-test.png'}.")
    print(LAST_WORDS)


if __name__ == "__main__":
    main()
