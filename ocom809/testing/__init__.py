"""What developers need to test with, without a printer.

For whoever builds a wire of their own: the suite that every wire of ours passes.

::

    class TestShopWire(DeviceContract):
        @contextmanager
        def wire(self):
            with ShopSimulator() as simulator:          # the printer's side, a FarEnd
                yield ShopDevice(simulator.address), simulator

pytest finds the tests by the subclass; this module needs no pytest.

For whoever prints: ``BenchPrinter``, a virtual printer on a port of this computer whose paper can be asserted on.
Within pytest it is the fixture ``virtual_printer``, which is there wherever this package is installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.testing.bench_printer import BenchPrinter
    from ocom809.testing.contract import DeviceContract
    from ocom809.testing.far_end import FarEnd
    from ocom809.testing.printout import Printout, ReadCode

__all__ = ["BenchPrinter", "DeviceContract", "FarEnd", "Printout", "ReadCode"]

_PLACES = {
    "BenchPrinter": "bench_printer",
    "DeviceContract": "contract",
    "FarEnd": "far_end",
    "Printout": "printout",
    "ReadCode": "printout",
}


def __getattr__(name: str) -> object:
    """Load a name on its first use: pytest loads this package at each start, for the plugin's sake."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
