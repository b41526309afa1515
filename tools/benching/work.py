"""The work that all sides do: the same lines, the same pictures, the same receipt. Only the standard library here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).resolve().parent.parent / "bench_data"
LOGO: Final = DATA / "common-logo.png"
LINES: Final = 1000
PHOTO_SIZE: Final = (576, 2000)
LINE_COLUMNS: Final = 48
_MIXED: Final = ("Crème brûlée 4,20 €", "Чай с лимоном", "Zażółć gęślą jaźń", "Größe naïve Ñandú")


def ascii_lines() -> list[str]:
    """A thousand lines of 48 characters, no two alike."""
    words = "The quick brown fox jumps over the lazy dog, and so do I."
    return [f"{number:04d} {words}"[:LINE_COLUMNS] for number in range(LINES)]


def mixed_lines() -> list[str]:
    """A thousand lines of accents, the euro, Polish and Cyrillic, which no single code page holds."""
    return [f"{number:04d} {' '.join(_MIXED)}"[:LINE_COLUMNS] for number in range(LINES)]


def receipt_data(number: int | None = None) -> dict[str, Any]:
    """The texts of the common receipt; with a number, of another one of the same size, as a shop prints them."""
    data: dict[str, Any] = json.loads((DATA / "common-receipt.json").read_text(encoding="utf-8"))
    if number is not None:
        data["head"][0][0] = f"Receipt {number:06d}"
        data["items"] = [
            [f"{name[:14]} {number + place:03d}", count, f"{(number * 7 + place) % 90 + 1}.{place:02d}"]
            for place, (name, count, _) in enumerate(data["items"])
        ]
    return data
