"""The only place that packs integers for the wire, and the checks that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import CommandError

if TYPE_CHECKING:
    import enum
    from collections.abc import Container

    from ocom809.profile import Profile


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


def flag(name: str, value: object) -> None:
    """Refuse anything but True and False: a word such as "no" would count as yes."""
    if type(value) is not bool:
        raise CommandError(f"{name} must be True or False, not {value!r}")


def member(name: str, value: object, kind: type[enum.Enum]) -> None:
    """Refuse anything but a member of ``kind``: an unknown word cannot be written."""
    if not isinstance(value, kind):
        choices = ", ".join(item.name for item in kind)
        raise CommandError(f"{name} must be one of {kind.__name__} ({choices}), not {value!r}")


def in_steps(name: str, value: int, lowest: int, highest: int, *, step: int) -> int:
    """``value``, if it is a whole number from ``lowest`` to ``highest`` that the printer's steps can hold."""
    within(name, value, lowest, highest)
    if value % step:
        raise CommandError(f"{name} goes in steps of {step}, so it cannot be {value}")
    return value


def octets(name: str, value: object) -> None:
    """Refuse anything but ``bytes``, which nobody can change afterwards."""
    if type(value) is not bytes:
        raise CommandError(f"{name} must be bytes, not {type(value).__name__}")


def utf_8_or_octets(name: str, data: str | bytes) -> bytes:
    """A text as UTF-8, or bytes as they are.

    A printer may obey real-time commands wherever they stand, even inside a code's data. A text never holds their
    bytes for a good reason, so there they are refused; who hands over bytes means each of them.
    """
    if isinstance(data, str):
        if any(command in data for command in ("\x10\x04", "\x10\x05", "\x10\x14")):
            raise CommandError(f"{name} cannot hold 10h before 04h, 05h or 14h: a printer may obey that as a command")
        try:
            return data.encode("utf-8")
        except UnicodeEncodeError as error:
            raise CommandError(f"{name} holds half a character at {error.start + 1}, which UTF-8 has not") from error
    octets(name, data)
    return data


def must_fit_paper(width_dots: int, profile: Profile) -> None:
    """Refuse a picture wider than the paper: the printer would leave the rest out without a word."""
    if width_dots > profile.width_dots:
        raise CommandError(
            f"a picture of {width_dots} dots does not fit the {profile.width_dots} dots of {profile.name}",
            hint="Scale it down first.",
        )
