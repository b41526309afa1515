"""Where drawn characters come from: fonts that the caller names, the one that comes with us, fonts of the system."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.errors import DocumentError
from ocom809.receipt.scripts.fontfile import characters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS: Final = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
UNIX_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_MOST_FILES: Final = 20_000
_NOTO_SANS: Final = (
    *("Hebrew", "Thai", "Lao", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada"),
    *("Malayalam", "Sinhala", "Khmer", "Myanmar", "Georgian", "Armenian", "Ethiopic", "Syriac", "Thaana", "Mongolian"),
    *("Cherokee", "NKo", "Adlam", "TaiTham", "Javanese", "Balinese", "Symbols", "Symbols2", "Math"),
)
_EAST_ASIAN: Final = (
    *("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansCJKjp-Regular.otf", "NotoSansCJKkr-Regular.otf"),
    *("DroidSansFallbackFull.ttf", "wqy-zenhei.ttc", "wqy-microhei.ttc"),
)
_EAST_ASIAN_FURTHER: Final = (
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "AppleSDGothicNeo.ttc"),
    *("msyh.ttc", "simsun.ttc", "msgothic.ttc", "YuGothR.ttc", "malgun.ttf"),
)
# Radicals, signs and letters of Chinese, Japanese and Korean, halves and full widths of them; no emoji.
_EAST_ASIAN_BLOCKS: Final = (
    *(range(0x1100, 0x1200), range(0x2E80, 0xA4D0), range(0xA960, 0xA980), range(0xAC00, 0xD800)),
    *(range(0xF900, 0xFB00), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0), range(0x20000, 0x33480)),
)
SYSTEM_FONTS: Final = (
    # DejaVu Sans has the strokes of the printer's letters and fits 24 dots; its Arabic reads best at that size.
    *("DejaVuSans.ttf", "NotoSansArabic-Regular.ttf"),
    *(f"NotoSans{name}-Regular.ttf" for name in _NOTO_SANS),
    "NotoSerifTibetan-Regular.ttf",
    *(*_EAST_ASIAN, "Loma.ttf", "FreeSans.ttf"),
    *("NotoEmoji-Regular.ttf", "Symbola_hint.ttf", "Symbola.ttf"),
    *(*_EAST_ASIAN_FURTHER, "Arial Unicode.ttf"),
    *("GeezaPro.ttc", "Thonburi.ttc", "DevanagariMT.ttc", "Kohinoor.ttc", "Apple Symbols.ttf"),
    *("segoeui.ttf", "tahoma.ttf", "leelawui.ttf", "Nirmala.ttf", "Nirmala.ttc", "seguisym.ttf", "seguiemj.ttf"),
    *("unifont.otf", "unifont.ttf", "unifont_upper.otf", "unifont_upper.ttf", "NotoColorEmoji.ttf"),
)
"""Files of fonts that are looked for, the best first. They are known by name, because a name says what they hold."""


def font_for(text: str, given: tuple[str, ...] = (), *, in_cells: bool = True) -> str | None:
    """The file of the first font that holds every character of a text, or ``None``.

    Args:
        text: What is to be drawn.
        given: Files that the caller named; they are asked first.
        in_cells: Whether letters stand one by one in columns: then the font of equally wide letters comes first.
    """
    wanted = set(text) - _UNSEEN
    carried = carried_fonts()
    order = (*given, *carried, *system_fonts()) if in_cells else (*given, *system_fonts(), *carried)
    if any(map(is_east_asian, wanted)):
        # Fonts of other scripts hold some signs of East Asia as well, too high for the letters beside them.
        order = (*given, *east_asian_fonts(), *order)
    return next((path for path in order if wanted and all(letter in characters_of(path) for letter in wanted)), None)


# Joiners and selectors steer how letters are drawn; a font needs no picture for them.
_UNSEEN: Final = frozenset("\u200c\u200d\u034f") | {chr(number) for number in range(0xFE00, 0xFE10)}


@lru_cache(maxsize=16)
def checked(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Files of fonts as the caller named them.

    Raises:
        DocumentError: One cannot be read, or is no font.
    """
    result = tuple(os.path.expanduser(path) for path in paths)  # noqa: PTH111 - a string is kept as it was given
    for path in result:
        if not characters_of(path):
            raise DocumentError(
                f"{path}: this is no font that can be read",
                hint="Fonts are files of TrueType or OpenType: .ttf, .otf, .ttc.",
            )
    return result


@lru_cache(maxsize=1)
def carried_fonts() -> tuple[str, ...]:
    """DejaVu Sans Mono, which python-barcode brings along (it comes with python-escpos); found without importing it."""
    spec = importlib.util.find_spec("barcode")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    paths = [Path(folder) / "fonts" / "DejaVuSansMono.ttf" for folder in folders]
    return tuple(str(path) for path in paths if path.is_file())


def is_east_asian(character: str) -> bool:
    """Whether it is a letter or a sign of Chinese, Japanese or Korean."""
    return character >= "\u1100" and any(ord(character) in block for block in _EAST_ASIAN_BLOCKS)


@lru_cache(maxsize=1)
def east_asian_fonts() -> tuple[str, ...]:
    """Those of ``system_fonts`` that are made for the letters of East Asia."""
    names = frozenset((*_EAST_ASIAN, *_EAST_ASIAN_FURTHER))
    return tuple(path for path in system_fonts() if Path(path).name in names)


@lru_cache(maxsize=1)
def system_fonts() -> tuple[str, ...]:
    """Those of ``SYSTEM_FONTS`` that this computer has, in that order."""
    wanted = {name: place for place, name in enumerate(SYSTEM_FONTS)}
    found: dict[str, str] = {}
    for path in _files():
        if path.name in wanted:
            found.setdefault(path.name, str(path))
    return tuple(found[name] for name in sorted(found, key=lambda name: wanted[name]))


def _files() -> Iterator[Path]:
    seen = 0
    for folder in FOLDERS.get(sys.platform, UNIX_FOLDERS):
        for root, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                seen += 1
                if seen > _MOST_FILES:
                    return
                yield Path(root) / name
