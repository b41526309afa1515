"""The raw port: what the wire does while all is well."""

from __future__ import annotations

from contextlib import contextmanager

from ocom809.devices.tcp import TcpDevice
from ocom809.testing import DeviceContract
from tests.devices.far_ends import tcp_far_end


class TestTcpContract(DeviceContract):
    @contextmanager
    def wire(self):
        with tcp_far_end() as far:
            yield TcpDevice("127.0.0.1", far.port), far
