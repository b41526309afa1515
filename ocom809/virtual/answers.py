"""What the printer says about itself, read off its sensors, bit for bit as the manual lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.sensors import Sensors

_FIXED: Final = 0x12
_DRAWER, _ONLINE, _ERROR, _PAPER = 1, 2, 4, 8
_PAPER_QUESTION, _DRAWER_QUESTION = 1, 2
_DIGIT_ZERO: Final = 0x30
_TEXT_IDENTITY: Final = 65


def real_time_status(number: int, sensors: Sensors) -> bytes:
    """The answer to DLE EOT ``number``; nothing for numbers that the class does not know."""
    make = _REAL_TIME.get(number)
    return bytes([_FIXED | make(sensors)]) if make else b""


def automatic_status(sensors: Sensors) -> bytes:
    """The four bytes of automatic status, which the status port gives too."""
    first = 0x10
    first |= 0x04 * sensors.drawer_pin_high
    first |= 0x08 * sensors.offline
    first |= 0x20 * sensors.cover_open
    first |= 0x40 * sensors.feed_button
    second = 0x08 * sensors.cutter_error | 0x20 * sensors.unrecoverable
    third = 0x03 * sensors.near_end | 0x0C * (not sensors.paper_present)
    return bytes([first, second, third, 0x00])


def status(number: int, sensors: Sensors) -> bytes:
    """The answer to GS r ``number``: 1 or 49 paper, 2 or 50 drawer."""
    question = number - _DIGIT_ZERO if number >= _DIGIT_ZERO else number
    if question == _PAPER_QUESTION:
        return bytes([0x03 * sensors.near_end | 0x0C * (not sensors.paper_present)])
    if question == _DRAWER_QUESTION:
        return bytes([0x01 * sensors.drawer_pin_high])
    return b""


def identity_number(number: int) -> int:
    """GS I 49 to 51 ask the same as 1 to 3."""
    return number - _DIGIT_ZERO if _DIGIT_ZERO < number < _TEXT_IDENTITY else number


class AutomaticStatus:
    """GS a: status that the printer sends by itself when what was asked for changes."""

    def __init__(self) -> None:
        self._mask = 0
        self._last = b""

    def enable(self, mask: int, sensors: Sensors) -> bytes:
        """GS a ``mask``: bit 0 drawer, 1 online, 2 error, 3 paper. What is enabled is told at once."""
        self._mask = mask & (_DRAWER | _ONLINE | _ERROR | _PAPER)
        self._last = automatic_status(sensors)
        return self._last if self._mask else b""

    def changed(self, sensors: Sensors) -> bytes:
        """The four bytes, if anything changed of what was asked for; else nothing."""
        now = automatic_status(sensors)
        if not self._mask or _watched(now, self._mask) == _watched(self._last, self._mask):
            return b""
        self._last = now
        return now


def _watched(data: bytes, mask: int) -> tuple[int, int, int]:
    """The bits of automatic status that ``mask`` asks for."""
    first, second, third, _ = data
    drawer = 0x04 if mask & _DRAWER else 0
    online = 0x68 if mask & _ONLINE else 0
    return first & (drawer | online), second if mask & _ERROR else 0, third if mask & _PAPER else 0


def _printer(sensors: Sensors) -> int:
    return 0x04 * sensors.drawer_pin_high | 0x08 * sensors.offline


def _offline_cause(sensors: Sensors) -> int:
    cover_and_button = 0x04 * sensors.cover_open | 0x08 * sensors.feed_button
    return cover_and_button | 0x20 * sensors.stopped_by_paper | 0x40 * sensors.error


def _error(sensors: Sensors) -> int:
    return 0x08 * sensors.cutter_error | 0x20 * sensors.unrecoverable


def _paper(sensors: Sensors) -> int:
    return 0x0C * sensors.near_end | 0x60 * (not sensors.paper_present)


_REAL_TIME: Final = {1: _printer, 2: _offline_cause, 3: _error, 4: _paper}
