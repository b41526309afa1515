"""What the tests of the wires share."""

from __future__ import annotations

import pytest

from tests.devices.far_ends import tcp_far_end


@pytest.fixture
def printer_side():
    """A scripted printer on a loopback port."""
    with tcp_far_end() as far:
        yield far
