"""The only place that packs integers for the wire, and the checks that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Container


def within(name: str, value: int, lowest: int, highest: int) -> int:
    """``value``, if it is a whole number from ``lowest`` to ``highest``."""
    # bool is an int to Python; Feed(True) is a slip all the same.
    if type(value) is not int or not lowest <= value <= highest:
        raise CommandError(f"{name} must be {lowest} to {highest}, not {value!r}")
    return value


def one_of(name: str, value: object, allowed: Container[object]) -> None:
    """Refuse a value that is none of ``allowed``."""
    if value not in allowed:
        raise CommandError(f"{name} cannot be {value!r}")


def low_high(value: int) -> bytes:
    """Two bytes, low byte first: the manual's nL nH."""
    return value.to_bytes(2, "little")
