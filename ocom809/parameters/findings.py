"""What a change can end in, and what is seen on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipaddress import IPv4Address

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress


class Verdict(Enum):
    """What a change ended in."""

    VERIFIED = "verified"
    SENT_UNVERIFIED = "sent, unverified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look saw.

    Attributes:
        said: What the unit announced, where it did.
        answers_at_new: Whether a printer answered at the new address; ``None`` where there was none to call.
        is_open_at_new: Whether its port took a connection there.
        mac_at_new: Which MAC address the system saw there.
        is_at_old: Whether its port takes connections where it was; ``None`` where that is not known.
        is_stale: What it announced was heard by an earlier look, and nothing since.
        is_near: The new address lies in a network of this computer, so that its port can be expected to answer.
    """

    said: Announcement | None = None
    answers_at_new: bool | None = None
    is_open_at_new: bool | None = None
    mac_at_new: MacAddress | None = None
    is_at_old: bool | None = None
    is_near: bool = False
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, what was seen, where the unit is now, and what to do next."""

    verdict: Verdict
    seen: str
    address: IPv4Address | None = None
    next_step: str = ""
