"""Barcodes that the printer draws itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import member, within
from ocom809.commands.barcode_data import SymbolData, symbol_data
from ocom809.commands.base import Command
from ocom809.commands.symbology import BarcodeForm, Symbology, TextPosition
from ocom809.commands.text import Font
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

_FORM_B_ONLY = (Symbology.CODE93, Symbology.CODE128)
_NUMBERS = {symbology: number for number, symbology in enumerate(Symbology)}
_FORM_B_OFFSET = 65
_MODULES = range(2, 7)


@dataclass(frozen=True, slots=True)
class Barcode(Command):
    """``GS k`` with its settings ``GS H``, ``GS f``, ``GS h`` and ``GS w``. At the start of a line only.

    Where a symbol does not fit the paper the printer feeds without a word, so that is refused here.

    Args:
        symbology: The kind of barcode.
        data: What it holds. EAN13, EAN8, UPC-A and UPC-E take their check digit or get it; UPC-E takes the short
            (6 to 8 digits) or the long number; CODABAR takes its start and stop letters; CODE39 gets its asterisks
            from the printer; CODE128 gets the code sets that make it shortest (see ``commands.code128``).
        height_dots: 1 to 255.
        module_dots: Width of the thinnest bar, 2 to 6.
        text: Where the readable text stands.
        font: Font of that text.
        form: Which form of ``GS k``.

    Raises:
        CommandError: Data that this kind of barcode cannot hold, a wrong check digit, an impossible setting.
    """

    symbology: Symbology
    data: str
    height_dots: int = field(default=162, kw_only=True)
    module_dots: int = field(default=3, kw_only=True)
    text: TextPosition = field(default=TextPosition.BELOW, kw_only=True)
    font: Font = field(default=Font.A, kw_only=True)
    form: BarcodeForm = field(default=BarcodeForm.B, kw_only=True)

    def __post_init__(self) -> None:
        member("symbology", self.symbology, Symbology)
        if type(self.data) is not str:
            raise CommandError(f"barcode data must be a str, not {type(self.data).__name__}")
        within("height_dots", self.height_dots, 1, 255)
        within("module_dots", self.module_dots, _MODULES[0], _MODULES[-1])
        member("text", self.text, TextPosition)
        member("font", self.font, Font)
        member("form", self.form, BarcodeForm)
        if self.form is BarcodeForm.A and self.symbology in _FORM_B_ONLY:
            raise CommandError(f"{self.symbology.value} has no form A")
        self._symbol()

    def _symbol(self) -> SymbolData:
        return symbol_data(self.symbology, self.data)

    @property
    def payload(self) -> bytes:
        """The data as the printer gets it: with check digit, or with code sets."""
        return self._symbol().payload

    @property
    def width_dots(self) -> int:
        """Dots from the first bar to the last. Scanners want about ten modules of white on both sides as well."""
        return self._symbol().width_dots(self.module_dots)

    def encode(self) -> bytes:
        """``1D 48 n``, ``1D 66 n``, ``1D 68 n``, ``1D 77 n``, then ``1D 6B m d… 00`` (A) or ``1D 6B m n d…`` (B)."""
        settings = (b"\x1dH", self.text.value), (b"\x1df", self.font.value)
        sizes = (b"\x1dh", self.height_dots), (b"\x1dw", self.module_dots)
        return b"".join(code + bytes([value]) for code, value in (*settings, *sizes)) + self._draw()

    def _draw(self) -> bytes:
        number, payload = _NUMBERS[self.symbology], self.payload
        if self.form is BarcodeForm.A:
            return b"\x1dk" + bytes([number]) + payload + b"\x00"
        return b"\x1dk" + bytes([number + _FORM_B_OFFSET, len(payload)]) + payload

    def check(self, profile: Profile) -> None:
        """Refuse a symbology that this printer does not draw, and a symbol wider than its paper."""
        name = self.symbology.value
        if name not in profile.barcodes:
            raise CommandError(
                f"{profile.name} does not draw {name} itself",
                hint=f"It draws {', '.join(sorted(profile.barcodes))}." if profile.barcodes else "",
            )
        if self.width_dots > profile.width_dots:
            raise CommandError(
                f"this {name} is {self.width_dots} dots wide and {profile.name} has {profile.width_dots}",
                hint=self._advice(profile.width_dots),
            )

    def _advice(self, room_dots: int) -> str:
        symbol = self._symbol()
        fitting = [module for module in _MODULES if symbol.width_dots(module) <= room_dots]
        if fitting:
            return f"It fits with module_dots={fitting[-1]}."
        return "It fits at no module width: shorten the data, or use a QR code."
