"""A page that shows what a unit can do: a photo of it answers what no data sheet does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ocom809.commands import (
    Alignment,
    Command,
    Font,
    LineFeed,
    SelectCodePage,
    Symbology,
    Text,
)
from ocom809.evidence import Confidence
from ocom809.receipt.drawings import grey_steps, length_ruler, width_ruler
from ocom809.receipt.receipt import Receipt
from ocom809.receipt.repertoire import keeps_ascii, upper_half

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ocom809.profile import CodePage, Profile

_LEFT = Alignment.LEFT
_RULER_MM = 100
_SAMPLE_CHARACTERS = 30
_LABEL_COLUMNS = 16
_NARROW_COLUMNS = (42, 56)
BARCODE_SAMPLES = {
    Symbology.UPC_A: "03600029145",
    Symbology.UPC_E: "0425261",
    Symbology.EAN13: "400638133393",
    Symbology.EAN8: "9638507",
    Symbology.CODE39: "OCOM-809",
    Symbology.ITF: "12345678",
    Symbology.CODABAR: "A12345B",
    Symbology.CODE93: "OCOM809",
    Symbology.CODE128: "Ocom809-128",
}


def test_page(profile: Profile) -> Receipt:
    """Widths, columns, fonts, sizes, styles, code pages, grey steps, codes and rulers of one printer.

    Where the page shows something else than it says, the profile is wrong about this unit.
    """
    receipt = Receipt()
    receipt.text("ocom809 test page", width=2, height=2, bold=True)
    receipt.text(f"Profile {profile.name}: {profile.width_dots} dots, {profile.dots_per_mm} dots/mm").feed()
    _widths(receipt, profile)
    _styles(receipt)
    _code_pages(receipt, profile)
    _greys(receipt, profile)
    _codes(receipt, profile)
    _length(receipt, profile)
    return receipt.text("Cut: the knife stands below this line.").cut()


test_page.__test__ = False  # type: ignore[attr-defined]  # no test, whatever its name makes test runners think


def _heading(receipt: Receipt, text: str) -> None:
    receipt.feed(mm=2).text(f" {text} ", invert=True)


def _widths(receipt: Receipt, profile: Profile) -> None:
    _heading(receipt, "WIDTH: the frame must be closed on the right")
    receipt.image(width_ruler(profile.width_dots, profile.dots_per_mm), align=_LEFT).feed(mm=1)
    _heading(receipt, "COLUMNS: each ruler on one line")
    for font, columns, narrow in zip(Font, (profile.columns_a, profile.columns_b), _NARROW_COLUMNS, strict=True):
        for count in sorted({min(narrow, columns), columns}):
            receipt.text(_column_ruler(count, f" {font.name} {count} "), font=font)


def _column_ruler(columns: int, label: str) -> str:
    """Digits that count columns, with the label behind the first ten."""
    digits = "".join(str(column % 10) for column in range(1, columns + 1))
    return f"{digits[:10]}{label}{digits[10 + len(label) :]}"[:columns]


def _styles(receipt: Receipt) -> None:
    _heading(receipt, "FONTS, SIZES, STYLES")
    receipt.text("Font A 12 × 24 dots").text("Font B 9 × 17 dots", font=Font.B)
    for width, height in ((2, 1), (1, 2), (2, 2), (3, 3), (4, 4)):
        receipt.text(f"{width} × {height}", width=width, height=height)
    receipt.text("bold", bold=True).text("underline, 1 dot", underline=1).text("underline, 2 dots", underline=2)
    receipt.text(" white on black ", invert=True).text("upside down", upside_down=True)
    receipt.text("centred", align=Alignment.CENTER).text("on the right", align=Alignment.RIGHT)


class CodePageLine(NamedTuple):
    """A line that shows what one code page holds.

    Attributes:
        page: Which.
        sample: The characters that tell it from the others.
        commands: The line itself.
    """

    page: CodePage
    sample: str
    commands: tuple[Command, ...]


def code_page_lines(profile: Profile) -> tuple[CodePageLine, ...]:
    """A line for each code page that has a codec and keeps ASCII."""
    pages = [page for page in profile.code_pages if page.codec and keeps_ascii(page.codec)]
    frequencies = _frequencies(pages)
    most = min(_SAMPLE_CHARACTERS, max(1, profile.columns_a - _LABEL_COLUMNS))
    return tuple(_code_page_line(page, _characteristic(page, frequencies, most)) for page in pages)


def _code_pages(receipt: Receipt, profile: Profile) -> None:
    _heading(receipt, "CODE PAGES (? = a guess)")
    for line in code_page_lines(profile):
        receipt.add(*line.commands)


def _code_page_line(page: CodePage, sample: str) -> CodePageLine:
    return CodePageLine(page, sample, tuple(_code_page(page, sample)))


def _code_page(page: CodePage, sample: str) -> Iterator[Command]:
    mark = "?" if page.evidence.confidence is Confidence.GUESS else " "
    yield Text(f"{page.number:3}{mark}{page.name:.{_LABEL_COLUMNS - 5}}".ljust(_LABEL_COLUMNS))
    yield SelectCodePage(page.number)
    yield Text(sample, page.codec or "ascii")
    yield LineFeed()


def _frequencies(pages: list[CodePage]) -> dict[str, int]:
    """On how many pages each character stands."""
    frequencies: dict[str, int] = {}
    for page in pages:
        for character in upper_half(page.codec or ""):
            frequencies[character] = frequencies.get(character, 0) + 1
    return frequencies


def _characteristic(page: CodePage, frequencies: Mapping[str, int], most: int) -> str:
    """The letters, or else other characters, that tell a page from the others, in the order of their bytes."""
    characters = upper_half(page.codec or "")
    # The euro sign is all that tells PC858 from PC850.
    by_rarity = sorted(characters, key=lambda letter: (letter != "€", not letter.isalpha(), frequencies[letter]))
    rarest = set(by_rarity[:most])
    return "".join(character for character in characters if character in rarest)


def _greys(receipt: Receipt, profile: Profile) -> None:
    _heading(receipt, "GREY: 16 steps and a wedge, dithered")
    receipt.image(grey_steps(profile.width_dots), align=_LEFT)


def _codes(receipt: Receipt, profile: Profile) -> None:
    _heading(receipt, "BARCODES")
    for symbology, data in BARCODE_SAMPLES.items():
        if symbology.value in profile.barcodes:
            receipt.text(symbology.value).barcode(data, symbology, align=_LEFT, height_dots=56, module_dots=2).feed(
                mm=1
            )
    _heading(receipt, "TWO-DIMENSIONAL CODES")
    if profile.qr_code:
        receipt.text("QR code").qr("https://example.com/ocom809", align=_LEFT).feed(mm=2)
    if profile.pdf417:
        receipt.text("PDF417").pdf417(
            "OCOM OCPP-809", align=_LEFT, columns=4, module_dots=2, row_height=4, level=4
        ).feed(mm=2)


def _length(receipt: Receipt, profile: Profile) -> None:
    _heading(receipt, f"LENGTH: {_RULER_MM} mm, hold a ruler against it")
    receipt.image(length_ruler(_RULER_MM, profile.dots_per_mm), align=_LEFT).feed(mm=2)
