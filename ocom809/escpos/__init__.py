r"""A drop-in for python-escpos: change one import, and its programs print over our wires.

::

    from ocom809.escpos import Network          # was: from escpos.printer import Network

    printer = Network("192.168.1.87")
    printer.text("Tea  4.20 €\n")
    printer.cut()

The classes are printers of python-escpos (``isinstance(printer, escpos.escpos.Escpos)``) with the same constructors and
methods. What they do otherwise is listed in ``DIFFERENCES``, and undone by ``strict=True``.
"""

from ocom809.escpos.differences import DIFFERENCES, Difference
from ocom809.escpos.job import EscposIO
from ocom809.escpos.serial_printer import Serial
from ocom809.escpos.usb_printer import Usb
from ocom809.escpos.wires import OCPP809, Dummy, File, Network

__all__ = ["DIFFERENCES", "OCPP809", "Difference", "Dummy", "EscposIO", "File", "Network", "Serial", "Usb"]
