"""The receipts of the chaos bench: each carries its number at head and foot, as text and as rows of dots.

So whole, part, twice and mixed can be told from the paper alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ocom809.commands import (
    ColumnImage,
    Cut,
    CutMode,
    FeedLines,
    Initialize,
    LineFeed,
    LineSpacing,
    QRCode,
    Raster,
    Text,
)
from ocom809.job import Job, prepare
from ocom809.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile

MARK_BITS: Final = 10
MARK_BYTES: Final = 2 * MARK_BITS
MARK_ROWS: Final = 6
MOST_NUMBERS: Final = 1 << MARK_BITS
_STRIP_COLUMNS: Final = 60
_JOBS_KEPT: Final = 4096


def mark(number: int) -> bytes:
    """One row of the number's mark: its bits as bars, and their complement, so that no two numbers share a row."""
    bars = bytes(0xFF if number >> bit & 1 else 0x81 for bit in range(MARK_BITS))
    return bars + bytes(byte ^ 0x7E for byte in bars)


def _marked(number: int) -> Raster:
    return Raster(MARK_BYTES, mark(number) * MARK_ROWS)


def _name(number: int) -> str:
    return f"No {number:02d}"


def _line(text: str) -> tuple[object, ...]:
    return Text(text), LineFeed()


def words(number: int) -> list[object]:
    """Lines of text between the marks."""
    tail = "tea"[: number % 3 + 1] * (number % 7 + 3)
    lines = [part for line in range(4) for part in _line(f"{_name(number)} line {line} {tail}")]
    return [Initialize(), _marked(number), *lines, _marked(number), *_line(f"{_name(number)} end"), Cut()]


def words_first(number: int) -> list[object]:
    """Text at the very top, and the mark behind it."""
    name = _name(number)
    body = (_marked(number), *_line("Tea 4.20"), _marked(number))
    return [Initialize(), *_line(f"{name} begin"), *body, *_line(f"{name} end"), Cut()]


def picture(number: int) -> list[object]:
    """A picture in several bands, larger than a small buffer."""
    row = bytes((number * 37 + column * 11) & 0x7F | 0x40 for column in range(48))
    bands = [Raster(48, b"".join(bytes([y | 0x60]) + row[1:] for y in range(24))) for _ in range(4)]
    return [Initialize(), _marked(number), *bands, _marked(number), *_line(f"{_name(number)} end"), Cut(CutMode.FULL)]


def codes(number: int) -> object:
    """A barcode and a QR code, by ``Receipt`` as shops do it."""
    name = _name(number)
    receipt = Receipt().text(f"{name} begin", bold=True).barcode(f"ART{number:04d}", height_dots=24)
    return receipt.qr(name, module_dots=2).text(f"{name} end").cut()


def strips(number: int) -> list[object]:
    """Pictures by ``ESC *``, a code of ``GS ( k`` and text."""
    data = bytes((number * 29 + place * 7) & 0x7E | 1 for place in range(_STRIP_COLUMNS * 3))
    picture = [LineSpacing(24), ColumnImage(_STRIP_COLUMNS, data), LineFeed()] * 3
    ending = [QRCode(_name(number), module_dots=2), LineFeed(), *_line(f"{_name(number)} end"), Cut()]
    return [Initialize(), _marked(number), *picture, LineSpacing(30), _marked(number), *ending]


def black(number: int) -> list[object]:
    """Dense black right before the cut, which some knives overtake."""
    return [Initialize(), _marked(number), *_line(_name(number)), Raster(64, b"\xff" * 64 * 30), _marked(number), Cut()]


def uncut(number: int) -> list[object]:
    """No cut at its end: it is torn off, or the next receipt follows on the same paper."""
    return [Initialize(), _marked(number), *_line(f"{_name(number)} uncut"), _marked(number), FeedLines(2)]


def long(number: int) -> list[object]:
    """Many lines, so that paper and buffer end in the middle."""
    lines = [part for line in range(24) for part in _line(f"{_name(number)} {line:03d} {'x' * (line % 30)}")]
    return [Initialize(), _marked(number), *lines, _marked(number), *_line(f"{_name(number)} end"), Cut()]


KINDS: Final[dict[str, Callable[[int], object]]] = {
    maker.__name__: maker for maker in (words, words_first, picture, codes, strips, black, uncut, long)
}


def document(kind: str, number: int) -> object:
    """The receipt of this kind and number."""
    return KINDS[kind](number)


@lru_cache(maxsize=_JOBS_KEPT)
def _prepared(kind: str, number: int, profile_name: str) -> Job:
    return prepare(document(kind, number), _PROFILES[profile_name])


def job(kind: str, number: int, profile: Profile) -> Job:
    """Its bytes for a printer with these facts; the same document is prepared once."""
    _PROFILES[profile.name] = profile
    return _prepared(kind, number, profile.name)


_PROFILES: dict[str, Profile] = {}
