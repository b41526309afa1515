"""The dialects that are known, as data: each from a vendor's tool, kit or manual, or from a capture of one.

No source names the OCPP-809, so no dialect is certain for it. Variants that no vendor's source holds are left out, and
bytes of which a source tells only a part are left out too.
"""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.errors import ParameterError
from ocom809.parameters.dialects.by_hand import MANUAL
from ocom809.parameters.dialects.lan import MUNBYN_DHCP, RONGTA, XP_B2, XP_FULL, XP_IP, XP_PORT4000, ZY_DHCP
from ocom809.parameters.dialects.settings import XP_SETTINGS
from ocom809.parameters.dialects.szjbzf import SZJBZF
from ocom809.parameters.dialects.udp import XP_UDP, ZY_UDP
from ocom809.parameters.dialects.wireless import XP_BLUETOOTH, XP_WIFI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.parameters.dialect import Dialect

__all__ = ["DIALECTS", "LIKELIEST", "dialect", "likeliest_for"]

DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType(
    {
        one.name: one
        for one in (
            XP_FULL,
            XP_IP,
            XP_B2,
            XP_PORT4000,
            XP_UDP,
            ZY_UDP,
            XP_SETTINGS,
            XP_WIFI,
            XP_BLUETOOTH,
            ZY_DHCP,
            MUNBYN_DHCP,
            SZJBZF,
            RONGTA,
            MANUAL,
        )
    }
)
"""All dialects by their names."""

LIKELIEST: Final = (XP_FULL, XP_SETTINGS, XP_WIFI, XP_BLUETOOTH, ZY_UDP, XP_PORT4000, SZJBZF)
"""For a parameter, the first of these that can set it is likeliest where the unit has not said what it speaks."""


def dialect(name: str) -> Dialect:
    """The dialect of this name.

    Raises:
        ParameterError: There is none; the hint names those there are.
    """
    if name in DIALECTS:
        return DIALECTS[name]
    near = difflib.get_close_matches(name, DIALECTS, 1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise ParameterError(f"there is no dialect {name!r}", hint=f"{hint}There are {', '.join(DIALECTS)}.")


def likeliest_for(parameter_name: str) -> Dialect:
    """The dialect that most likely sets a parameter on this class."""
    return next(one for one in LIKELIEST if parameter_name in one.parameters)
