"""Steps about code pages, barcodes and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.commands import (
    Align,
    Alignment,
    ColumnImage,
    Initialize,
    LineFeed,
    LineSpacing,
    PrintGraphics,
    Raster,
    StoreGraphics,
    Symbology,
)
from ocom809.diagnosis.calibration.dialogue import Ask, Numbers, Pattern, Talk, YesOrNo, answered
from ocom809.diagnosis.calibration.page import arrow, columns_of, dots_of, ladder, page
from ocom809.receipt.test_page import BARCODE_SAMPLES, code_page_lines

if TYPE_CHECKING:
    from ocom809.profile import Profile
    from ocom809.receipt import Receipt

_LEFT: Final = Alignment.LEFT
BAND_ROWS: Final = (24, 48, 64, 113, 255, 512)
_STRIP_DOTS: Final = 24


def code_pages(profile: Profile) -> Talk:
    """Which pages hold what their names say."""
    receipt = page(2, "Code pages", "Compare each line with the screen.")
    lines = code_page_lines(profile)
    for line in lines:
        receipt.add(*line.commands)
    yield Pattern(receipt.cut())
    shown = tuple(f"{line.page.number:3} {line.page.name:<14} {line.sample}" for line in lines)
    numbers = tuple(line.page.number for line in lines)
    wrong = yield Ask(
        "wrong", "Which numbers stand before a line that is not so on the paper?", Numbers(numbers), shown
    )
    if wrong is None:
        return {}
    return {"code_pages": {number: number not in wrong for number in numbers}}


def barcodes(profile: Profile) -> Talk:
    """Which kinds the unit draws."""
    everything = profile.with_facts(barcodes=frozenset(kind.value for kind in Symbology))
    receipt = page(3, "Barcodes", "Which have bars?")
    kinds = list(BARCODE_SAMPLES)
    for number, kind in enumerate(kinds, start=1):
        receipt.text(f"{number} {kind.value}", bold=True)
        receipt.barcode(BARCODE_SAMPLES[kind], kind, align=_LEFT, height_dots=48, module_dots=2).feed(mm=2)
    yield Pattern(receipt.cut(), profile=everything)
    numbers = tuple(range(1, len(kinds) + 1))
    missing = yield Ask("missing", "Below which numbers are no bars?", Numbers(numbers))
    if missing is None:
        return {}
    return {"barcodes": frozenset(kind.value for number, kind in enumerate(kinds, 1) if number not in missing)}


def two_dimensional(profile: Profile) -> Talk:
    """Whether the unit draws QR codes and PDF417."""
    everything = profile.with_facts(qr_code=True, pdf417=True)
    yield Pattern(_code(page(4, "QR code", "A square of dots?")).cut(), profile=everything)
    qr = yield Ask("qr", "Is there a square code on the paper?", YesOrNo())
    receipt = page(5, "PDF417", "A wide code of stacked bars?")
    receipt.pdf417("OCOM OCPP-809", align=_LEFT, columns=4, module_dots=2, row_height=4, level=4).feed(mm=2)
    yield Pattern(receipt.cut(), profile=everything)
    pdf417 = yield Ask("pdf417", "Is there a wide code of stacked bars on the paper?", YesOrNo())
    return answered(qr_code=qr, pdf417=pdf417)


def _code(receipt: Receipt) -> Receipt:
    return receipt.qr("https://example.com/ocom809", align=_LEFT).feed(mm=2)


def images(profile: Profile) -> Talk:
    """Which commands for pictures the unit knows; the doubtful one comes last, each on a piece of its own."""
    everything = profile.with_facts(graphics=True, raster_images=True, column_images=True)
    picture = arrow()
    width, height = picture.size
    raster = page(6, "Picture A", "GS v 0: an arrow in a frame?").add(Raster(width // 8, dots_of(picture)))
    columns = page(6, "Picture B", "ESC *: an arrow in a frame?").add(Align(_LEFT), LineSpacing(_STRIP_DOTS))
    for top in range(0, height, _STRIP_DOTS):
        strip = picture.crop((0, top, width, top + _STRIP_DOTS))
        columns.add(ColumnImage(width, columns_of(strip)), LineFeed())
    columns.add(Initialize())
    graphics = page(6, "Picture C", "GS ( L: an arrow in a frame?")
    graphics.add(StoreGraphics(width, dots_of(picture)), PrintGraphics(), LineFeed(), Initialize())
    facts: dict[str, Any] = {}
    for letter, fact, receipt in (
        ("a", "raster_images", raster),
        ("b", "column_images", columns),
        ("c", "graphics", graphics),
    ):
        yield Pattern(receipt.feed(mm=2).cut(), profile=everything)
        seen = yield Ask(letter, f"Picture {letter.upper()}: is there a whole arrow in a frame?", YesOrNo())
        facts |= answered(**{fact: seen})
    return facts


def bands(profile: Profile) -> Talk:
    """How many rows of a picture the unit takes at once: one ladder after the other, until one is spoilt."""
    best = None
    row_bytes = profile.width_dots // 8
    for rows in BAND_ROWS:
        receipt = page(7, f"Band of {rows} rows", "A ladder, closed at its foot, without letters?")
        yield Pattern(receipt.add(Raster(row_bytes, ladder(row_bytes, rows))).feed(mm=2).cut())
        whole = yield Ask(
            f"rows-{rows}", f"Is the ladder of {rows} rows whole, with its foot and without letters?", YesOrNo()
        )
        if not whole:
            break
        best = rows
    return {} if best is None else {"band_rows": best}
