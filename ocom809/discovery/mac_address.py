"""A MAC address: what a LAN printer keeps when its IP address changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocom809.errors import InputError

_OCTETS = 6
# Six pairs with one kind of separator throughout, three groups of four as switches show them, or none at all.
_FORMS = re.compile(
    r"[0-9a-f]{2}(?:(?P<by>[:-])[0-9a-f]{2}(?:(?P=by)[0-9a-f]{2}){4})"
    r"|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}"
    r"|[0-9a-f]{12}",
    re.ASCII | re.IGNORECASE,
)
_GROUP_BIT = 0x01
# Seen on units of several makers, so they tell no two printers apart: 28:00:00:00:00:00 and :01 (printer.md §2.1, §4).
_SHARED_PREFIX = bytes.fromhex("2800000000")


@dataclass(frozen=True, slots=True, order=True)
class MacAddress:
    """The six bytes that a LAN board is known by.

    Attributes:
        octets: The six bytes, in the order in which they are written.

    Raises:
        InputError: They are not six.
    """

    octets: bytes

    def __post_init__(self) -> None:
        if type(self.octets) is not bytes or len(self.octets) != _OCTETS:
            raise InputError(f"a MAC address is 6 bytes, not {self.octets!r}")

    @classmethod
    def parse(cls, text: str) -> MacAddress:
        """Read ``AA:BB:CC:DD:EE:FF``, ``aa-bb-cc-dd-ee-ff``, ``aabb.ccdd.eeff`` or ``AABBCCDDEEFF``.

        Raises:
            InputError: It is none of these.
        """
        if not _FORMS.fullmatch(text):
            raise InputError(
                f"{text!r} is no MAC address",
                hint="It is six pairs of hex digits, such as 00:61:20:12:34:56; the self-test page shows it.",
            )
        return cls(bytes.fromhex(re.sub(r"[:.-]", "", text)))

    def __str__(self) -> str:
        return self.octets.hex(":").upper()

    def __bytes__(self) -> bytes:
        return self.octets

    @property
    def is_group(self) -> bool:
        """Whether it names a group of receivers (multicast, broadcast), which no single board can be."""
        return bool(self.octets[0] & _GROUP_BIT)

    @property
    def is_shared(self) -> bool:
        """Whether it tells no printer from another: a known dummy, all zeros, or a group."""
        return self.is_group or not any(self.octets) or self.octets.startswith(_SHARED_PREFIX)
