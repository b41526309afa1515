"""Where each door of a LAN module is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ocom809.virtual.settings.datagrams import PORTS
from ocom809.virtual.settings.families import Family


@dataclass(frozen=True, slots=True)
class LanPorts:
    """Where each door is: those of the real modules, or others for tests; 0 takes a free one.

    Attributes:
        data: TCP, print data. A unit with an interface of its own listens where its settings say.
        side: TCP, status and addresses.
        xp: UDP, XP0001.
        zy: UDP, ZY0001.
        web: TCP, a page that tells where the unit is; ``None`` for none, because not all modules have one.
    """

    data: int = 9100
    side: int = 4000
    xp: int = PORTS[Family.XP_UDP]
    zy: int = PORTS[Family.ZY_UDP]
    web: int | None = None


FREE_PORTS: Final = LanPorts(0, 0, 0, 0)
