"""A linear symbol between its data and its dots: bars and spaces by turns."""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.virtual.bitmap import Bitmap

# Wide bars and spaces of the two-level symbologies by narrow width, in dots of 0.125 mm. The class manual gives 0.625,
# 1.0, 1.25, 1.625 and 1.875 mm for GS w 2 to 6; units with other wide widths are known, so this is data.
WIDE_DOTS = {2: 5, 3: 8, 4: 10, 5: 13, 6: 15}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A barcode as its standard defines it, before it has a size.

    Attributes:
        elements: One digit for each bar and space by turns, the first a bar. In multi-level symbologies the digit is
            the width in modules; in two-level ones 1 is narrow and 2 is wide.
        text: What a person reads beneath it.
        two_level: Whether the symbology knows only narrow and wide.
    """

    elements: str
    text: str
    two_level: bool = False

    def drawn(self, *, module_dots: int, height_dots: int) -> Bitmap:
        """The symbol in dots, all of its bars of the same height."""
        dots = {element: self._dots(int(element), module_dots) for element in set(self.elements)}
        row = "".join("10"[place % 2] * dots[element] for place, element in enumerate(self.elements))
        return Bitmap(len(row), (int(row, 2),) * height_dots)

    def _dots(self, element: int, module_dots: int) -> int:
        """How wide one bar or space is."""
        if not self.two_level:
            return element * module_dots
        return module_dots if element == 1 else WIDE_DOTS.get(module_dots, (5 * module_dots + 1) // 2)


def digits_of(data: bytes) -> str | None:
    """``data`` as text if it holds ASCII digits and nothing else."""
    return data.decode("ascii") if data.isdigit() else None


def readable(text: str) -> str:
    """``text`` as printed beneath a symbol: a space for each control character."""
    return "".join(character if " " <= character <= "~" else " " for character in text)
