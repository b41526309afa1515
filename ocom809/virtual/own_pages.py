"""The printer's own pages: the self-test page, the rolling pattern and the hex dump."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.codepages import PAGES
from ocom809.virtual.paper import DOTS_PER_MM
from ocom809.virtual.settings.lines import network_lines, setting_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.virtual.personality import Personality
    from ocom809.virtual.settings.values import Settings

_COLUMN: Final = 16
_COLUMNS: Final = 3
_LINE: Final = 48
_DUMPED: Final = 12
_ROLLING_LINES: Final = 32
_RULER: Final = "1234567890" * 9


class PageLine(NamedTuple):
    """A line of one of the printer's own pages."""

    text: str = ""
    size: int = 1
    bold: bool = False


def self_test_page(personality: Personality, settings: Settings) -> Iterator[PageLine]:
    """What the self-test page says: what this printer is and how it is set up, first of all that it is virtual."""
    columns = personality.width_dots // 12
    yield PageLine("SELF-TEST".center(_LINE // 2), size=2, bold=True)
    yield PageLine("This printer is made of software (ocom809).".center(_LINE), bold=True)
    yield PageLine("-" * _LINE)
    for name, value in _facts(personality):
        yield PageLine(f"{name + ':':<20}{value}")
    yield from _titled("Network", network_lines(settings))
    yield from _titled("Settings", [*_traits(personality), *setting_lines(settings)])
    yield from _titled("Code pages (ESC t)", _code_pages())
    yield from _titled("Characters", _characters())
    yield from _titled("Columns", ["".join(f"{tens:>10}" for tens in range(10, columns + 1, 10)), _RULER[:columns]])
    yield PageLine()
    yield PageLine("*** end of self-test ***".center(_LINE))
    yield PageLine()


def rolling_pattern(columns: int) -> Iterator[str]:
    """All characters of ASCII again and again, each line begun one character later. How many lines, no source says."""
    printable = "".join(map(chr, range(0x20, 0x7F)))
    for start in range(_ROLLING_LINES):
        yield (printable[start:] + printable)[:columns]


def hex_dump(data: bytes) -> tuple[list[str], bytes]:
    """``data`` as lines of twelve bytes each, and the rest that does not fill a line."""
    whole = len(data) - len(data) % _DUMPED
    return [dump_line(data[start : start + _DUMPED]) for start in range(0, whole, _DUMPED)], data[whole:]


def dump_line(data: bytes) -> str:
    """Up to twelve bytes as numbers and, where they are ASCII, as characters."""
    shown = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in data)  # noqa: PLR2004 - printable ASCII
    return f"{data.hex(' ').upper():<{_DUMPED * 3}}{shown}"


def _facts(personality: Personality) -> Iterator[tuple[str, str]]:
    yield "Model", "OCPP-809 (virtual)"
    yield "Firmware", "ocom809 virtual printer"
    yield "Personality", personality.name
    yield "Interfaces", "USB, serial, LAN (virtual)"
    yield "Receive buffer", f"{personality.receive_buffer_bytes} bytes"
    yield "Resolution", "203 dpi, 8 dots/mm"
    yield "Print width", f"{personality.width_dots} dots, {personality.width_dots / DOTS_PER_MM:g} mm"
    yield "Font A / B", f"{personality.width_dots // 12} / {personality.width_dots // 9} columns"
    yield "Head to knife", f"{personality.head_to_knife_dots} dots"


def _traits(personality: Personality) -> Iterator[str]:
    yield f"{'Knife':<28}{'full and partial' if personality.cuts_fully else 'partial only'}"
    yield f"{'Line spacing':<28}{personality.interpretation.default_line_spacing} dots"
    yield f"{'Real-time commands':<28}{personality.real_time.value}"
    yield f"{'Automatic status (GS a)':<28}{'yes' if personality.automatic_status else 'no'}"


def _code_pages() -> Iterator[str]:
    names = [f"{number}:{name}" for number, (name, _) in sorted(PAGES.items())]
    third = -(-len(names) // _COLUMNS)
    columns = [names[start : start + third] for start in range(0, len(names), third)]
    for row in zip_longest(*columns, fillvalue=""):
        yield "".join(f"{name:<{_COLUMN}}" for name in row).rstrip()


def _characters() -> Iterator[str]:
    printable = "".join(map(chr, range(0x21, 0x7F)))
    for start in range(0, len(printable), _LINE):
        yield printable[start : start + _LINE]


def _titled(title: str, lines: Iterable[str]) -> Iterator[PageLine]:
    yield PageLine()
    yield PageLine(title, bold=True)
    for line in lines:
        yield PageLine(line)
