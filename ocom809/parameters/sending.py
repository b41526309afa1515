"""Sending a plan: each message once, never again."""

from __future__ import annotations

import logging
from itertools import groupby
from typing import TYPE_CHECKING

from ocom809.devices import device_for
from ocom809.errors import DeviceError, DeviceTimeout
from ocom809.parameters.udp import broadcast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.devices.base import Device
    from ocom809.parameters.plans import Plan, Step
    from ocom809.parameters.target import Target

logger = logging.getLogger(__name__)

WRITE_SILENCE_SECONDS = 10.0
"""A printer that takes no byte for so long is not ready for settings: out of paper, open, or held by another."""
FLUSH_SECONDS = 3.0


def send(plan: Plan, tell: Callable[[str, Step], None], *, silence: float = WRITE_SILENCE_SECONDS) -> None:
    """Send every step of the plan, those to one place over one connection, which is closed at once.

    Args:
        plan: What to send.
        tell: Told ``sending`` before and ``sent`` behind each step.
        silence: How long the wire may take no byte, in seconds.

    Raises:
        DeviceError: The wire failed. ``written`` says how much of the step under way had gone.
    """
    for (way, destination), steps in groupby(plan.steps, key=lambda step: (step.dialect.way, step.destination)):
        if way.udp_port is not None:
            _by_udp(steps, way.udp_port, plan.target, tell)
        else:
            _by_device(destination, steps, tell, silence)


def _by_udp(steps: Iterable[Step], port: int, target: Target, tell: Callable[[str, Step], None]) -> None:
    for step in steps:
        tell("sending", step)
        broadcast(step.message.data, port, also_to=target.address)
        tell("sent", step)


def _by_device(destination: str, steps: Iterable[Step], tell: Callable[[str, Step], None], silence: float) -> None:
    with device_for(destination) as device:
        for step in steps:
            tell("sending", step)
            # In one write: some boards print what comes later.
            device.write(step.message.data, silence=silence)
            _flush(device, len(step.message.data))
            tell("sent", step)


def _flush(device: Device, count: int) -> None:
    """See that the printer has taken it.

    Raises:
        DeviceTimeout: It has not, and what waits on this side is taken back.
    """
    try:
        device.flush(silence=FLUSH_SECONDS)
    except DeviceTimeout as error:
        device.reckon(error, count)
        device.abort(error)
        raise
    except DeviceError as error:
        # A unit may restart as soon as it has read its new address; what came of it is found out by looking.
        logger.debug("%s: went away behind the last byte: %s", device.uri, error)
