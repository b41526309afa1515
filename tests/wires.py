"""The ways to a virtual printer that tests of every wire go: in process, over TCP, over a pseudo terminal."""

import sys
from contextlib import contextmanager

from ocom809.virtual import PtyServer, TcpServer
from ocom809.virtual.device import VirtualDevice


@contextmanager
def in_process(unit):
    yield VirtualDevice(unit)


@contextmanager
def over_tcp(unit):
    with TcpServer(unit) as server:
        yield f"tcp://127.0.0.1:{server.port}"


@contextmanager
def over_a_pty(unit):
    with PtyServer(unit) as server:
        yield f"serial://{server.path}"


WIRES = [in_process, over_tcp] + ([] if sys.platform == "win32" else [over_a_pty])
