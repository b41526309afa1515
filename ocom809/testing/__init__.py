"""What strangers need to prove a wire of their own: the suite that every wire of ours passes.

::

    class TestShopWire(DeviceContract):
        @contextmanager
        def wire(self):
            with ShopSimulator() as simulator:          # the printer's side, a FarEnd
                yield ShopDevice(simulator.address), simulator

pytest finds the tests by the subclass; this module needs no pytest.
"""

from ocom809.testing.contract import DeviceContract
from ocom809.testing.far_end import FarEnd

__all__ = ["DeviceContract", "FarEnd"]
