"""What is known of a printer, as frozen data; each fact with the evidence for it.

Nothing here was measured on an OCPP-809: its facts come from manuals and tools of its class (POS-80), so each may be
replaced, by a profile file or in code, without touching anything else::

    shop = OCPP809.with_facts(width_dots=512, columns_a=42, source="self-test page of our unit")
"""

from __future__ import annotations

import enum
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ocom809.errors import ProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_LIMIT_BYTES = 256 * 1024


class Confidence(enum.IntEnum):
    """How far a fact can be trusted; higher is better."""

    GUESS = 1
    LIKELY = 2
    CERTAIN = 3
    MEASURED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: how firmly, and where it was read or measured.

    ``CERTAIN`` is about the printer that the source names, which is one of the class, never this very unit.
    """

    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """One table of the printer's character generator.

    Attributes:
        number: What ``ESC t`` takes to choose it, 0 to 255.
        name: As the printer's self-test page prints it.
        codec: The Python codec of the same characters, or ``None`` where none fits.
        evidence: How sure number and codec are.
    """

    number: int
    name: str
    codec: str | None
    evidence: Evidence


def _page(number: int, name: str, codec: str | None, confidence: Confidence, source: str) -> CodePage:
    return CodePage(number, name, codec, Evidence(confidence, source))


_MANUAL = "80mm Series POS-80XX Programmer Manual"
_TOOLS = "Xprinter and Zywell test tools; escpos-printer-db (P822D, NT-80-V-UL)"
_GLYPHS = "glyphs measured by ReceiptPrinterEncoder (POS-8360, Xprinter)"
_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS

CODE_PAGES: tuple[CodePage, ...] = (
    _page(0, "PC437", "cp437", _CERTAIN, _MANUAL),
    _page(1, "Katakana", None, _CERTAIN, _MANUAL),
    _page(2, "PC850", "cp850", _CERTAIN, _MANUAL),
    _page(3, "PC860", "cp860", _CERTAIN, _MANUAL),
    _page(4, "PC863", "cp863", _CERTAIN, _MANUAL),
    _page(5, "PC865", "cp865", _CERTAIN, _MANUAL),
    _page(6, "West Europe", "iso8859-1", _GUESS, f"{_GLYPHS}; escpos-printer-db says cp1252 for ITPP047"),
    _page(7, "Greek", "cp1253", _GUESS, _GLYPHS),
    _page(8, "Hebrew", "cp862", _GUESS, f"{_GLYPHS}; Xprinter has a map of its own"),
    _page(9, "East Europe", None, _CERTAIN, _MANUAL),
    _page(10, "Iran", None, _CERTAIN, _MANUAL),
    _page(16, "WPC1252", "cp1252", _LIKELY, f"{_MANUAL}; escpos-printer-db found it wrong on ITPP047"),
    _page(17, "PC866", "cp866", _CERTAIN, _MANUAL),
    _page(18, "PC852", "cp852", _CERTAIN, f"{_MANUAL}; verified on paper by the Unyka notes"),
    _page(19, "PC858", "cp858", _CERTAIN, _MANUAL),
    _page(20, "Iran II", None, _CERTAIN, _MANUAL),
    _page(21, "Latvian", None, _CERTAIN, _MANUAL),
    _page(22, "Arabic", "cp864", _GUESS, _GLYPHS),
    _page(23, "PT151", "cp1251", _GUESS, _GLYPHS),
    _page(24, "PC747", "cp737", _GUESS, _GLYPHS),
    _page(25, "WPC1257", "cp1257", _LIKELY, _TOOLS),
    _page(26, "Thai", "cp874", _GUESS, "Zywell test tool"),
    _page(27, "Vietnam", "cp1258", _GUESS, _TOOLS),
    _page(28, "PC864", "cp864", _LIKELY, _TOOLS),
    _page(29, "PC1001", None, _LIKELY, _TOOLS),
    _page(30, "Uigur", None, _LIKELY, _TOOLS),
    _page(31, "Hebrew", None, _LIKELY, _TOOLS),
    _page(32, "WPC1255", "cp1255", _LIKELY, _TOOLS),
    _page(33, "WPC1256", "cp1256", _GUESS, f"{_GLYPHS}; PC720 on P822D"),
    _page(50, "PC437", "cp437", _LIKELY, _TOOLS),
    _page(51, "Katakana", None, _LIKELY, _TOOLS),
    _page(52, "PC437", "cp437", _LIKELY, _TOOLS),
    _page(53, "PC858", "cp858", _LIKELY, _TOOLS),
    _page(54, "PC852", "cp852", _LIKELY, _TOOLS),
    _page(55, "PC860", "cp860", _LIKELY, _TOOLS),
    _page(56, "PC861", "cp861", _LIKELY, _TOOLS),
    _page(57, "PC863", "cp863", _LIKELY, _TOOLS),
    _page(58, "PC865", "cp865", _LIKELY, _TOOLS),
    _page(59, "PC866", "cp866", _LIKELY, _TOOLS),
    _page(60, "PC855", "cp855", _LIKELY, _TOOLS),
    _page(61, "PC857", "cp857", _LIKELY, _TOOLS),
    _page(62, "PC862", "cp862", _LIKELY, _TOOLS),
    _page(63, "PC864", "cp864", _LIKELY, _TOOLS),
    _page(64, "PC737", "cp737", _LIKELY, _TOOLS),
    _page(65, "PC851", None, _LIKELY, _TOOLS),
    _page(66, "PC869", "cp869", _LIKELY, _TOOLS),
    _page(67, "PC928", None, _LIKELY, _TOOLS),
    _page(68, "PC772", None, _LIKELY, _TOOLS),
    _page(69, "PC774", None, _LIKELY, _TOOLS),
    _page(70, "PC874", "cp874", _LIKELY, _TOOLS),
    _page(71, "WPC1252", "cp1252", _LIKELY, _TOOLS),
    _page(72, "WPC1250", "cp1250", _LIKELY, _TOOLS),
    _page(73, "WPC1251", "cp1251", _LIKELY, _TOOLS),
    *(
        _page(number, f"PC{name}", None, _LIKELY, _TOOLS)
        for number, name in enumerate(
            (3840, 3841, 3843, 3844, 3845, 3846, 3847, 3848, 1001, 2001, 3001, 3002, 3011, 3012, 3021, 3041), start=74
        )
    ),
    _page(90, "WPC1253", "cp1253", _LIKELY, _TOOLS),
    _page(91, "WPC1254", "cp1254", _LIKELY, _TOOLS),
    _page(92, "WPC1256", "cp1256", _LIKELY, _TOOLS),
    _page(93, "PC720", "cp720", _LIKELY, _TOOLS),
    _page(94, "WPC1258", "cp1258", _LIKELY, _TOOLS),
    _page(95, "PC775", "cp775", _LIKELY, _TOOLS),
    _page(96, "Thai 2", None, _LIKELY, _TOOLS),
)

_CLASS_EVIDENCE: Mapping[str, Evidence] = MappingProxyType(
    {
        "width_dots": Evidence(_LIKELY, "OCPP-809 advertising: 576 or 512 dots; class 576"),
        "dots_per_mm": Evidence(_CERTAIN, "203 dpi in every source of the class"),
        "columns_a": Evidence(_CERTAIN, "Xprinter test tool, DIP page; V320L and Unyka notes"),
        "columns_b": Evidence(_CERTAIN, "Xprinter test tool, DIP page; V320L and Unyka notes"),
        "line_spacing_dots": Evidence(_LIKELY, "HPRT TP809 manual; the class manual's appendix says 31"),
        "head_to_knife_dots": Evidence(_LIKELY, "18 mm measured on an XP-80T"),
        "millimetres_per_second": Evidence(_LIKELY, "OCPP-809 advertising"),
        "code_pages": Evidence(_CERTAIN, "each page carries its own evidence"),
        "code_page_confidence": Evidence(_LIKELY, "a choice of this project, see docs/explanation"),
        "band_rows": Evidence(_LIKELY, "clones garble bands over 113 rows (Unyka) or 256 (node-thermal-printer 130)"),
        "barcodes": Evidence(_CERTAIN, f"{_MANUAL}; Unyka prints neither EAN13 nor ITF"),
        "qr_code": Evidence(_LIKELY, "certain for XP-T80Q, XP-N160II, POS-8360, YHD-8390"),
        "pdf417": Evidence(_LIKELY, "certain for Xprinter by its Android SDK"),
        "chinese_codec": Evidence(_LIKELY, "Chinese-ROM units of the class read GBK; a unit may hold another ROM"),
        "chinese_font": Evidence(_GUESS, "depends on the unit's ROM; the self-test page tells"),
        "self_test_command": Evidence(_LIKELY, "Xprinter and Zywell test tools; which family the OCPP-809 is: a guess"),
        "receive_buffer_bytes": Evidence(_GUESS, "4 KB garble on a 3nStar RPT-008; vendors name 64 KB and more"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The facts of a printer that documents and commands build on.

    Attributes:
        name: What people call it.
        width_dots: Printable dots across the paper.
        dots_per_mm: Dots per millimetre, across and along.
        columns_a: Characters of font A (12 × 24 dots) on a line.
        columns_b: Characters of font B (9 × 17 dots) on a line.
        line_spacing_dots: Default distance from line to line.
        head_to_knife_dots: Paper between the print head and the cutter.
        millimetres_per_second: How fast it prints at best.
        code_pages: What ``ESC t`` chooses from.
        code_page_confidence: Pages below this confidence are not used unless asked for.
        band_rows: The most raster rows sent with one ``GS v 0``.
        barcodes: Manual names of the symbologies that the unit draws itself.
        qr_code: Whether it draws QR codes itself.
        pdf417: Whether it draws PDF417 itself.
        chinese_codec: The codec of its two-byte characters.
        chinese_font: Whether it has a font for them: yes, no or (``None``) unknown.
        self_test_command: The bytes that print its self-test page.
        receive_buffer_bytes: How much it takes in ahead of the paper, at least.
        evidence: Where each fact comes from, by its name.
    """

    name: str
    width_dots: int = 576
    dots_per_mm: int = 8
    columns_a: int = 48
    columns_b: int = 64
    line_spacing_dots: int = 30
    head_to_knife_dots: int = 144
    millimetres_per_second: int = 300
    code_pages: tuple[CodePage, ...] = CODE_PAGES
    code_page_confidence: Confidence = Confidence.LIKELY
    band_rows: int = 64
    barcodes: frozenset[str] = frozenset(
        {"UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128"}
    )
    qr_code: bool = True
    pdf417: bool = True
    chinese_codec: str = "gb18030"
    chinese_font: bool | None = None
    self_test_command: bytes = b"\x1f\x1b\x1fg\x00"
    receive_buffer_bytes: int = 4096
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: _CLASS_EVIDENCE, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, lowest, highest in _RANGES:
            value = getattr(self, name)
            if not isinstance(value, int) or not lowest <= value <= highest:
                raise ProfileError(f"{name} must be {lowest} to {highest}, not {value!r}")

    @property
    def proven_code_pages(self) -> tuple[CodePage, ...]:
        """The pages that have a codec and are trusted enough to be used."""
        return tuple(
            page for page in self.code_pages if page.codec and page.evidence.confidence >= self.code_page_confidence
        )

    def code_page(self, number: int) -> CodePage | None:
        """The page that ``ESC t number`` chooses, or ``None`` where the profile knows none."""
        return next((page for page in self.code_pages if page.number == number), None)

    def with_facts(
        self, *, confidence: Confidence = Confidence.MEASURED, source: str = "the caller", **facts: Any
    ) -> Profile:
        """This profile with other facts, and the evidence for them.

        Raises:
            ProfileError: A fact that does not exist, or a value that it cannot have.
        """
        unknown = sorted(set(facts) - _FACTS)
        if unknown:
            raise ProfileError(
                f"a profile has no fact named {unknown[0]!r}", hint=f"It has {', '.join(sorted(_FACTS))}."
            )
        evidence = dict(self.evidence) | dict.fromkeys(facts, Evidence(confidence, source))
        return replace(self, **facts, evidence=MappingProxyType(evidence))


_RANGES = (
    ("width_dots", 8, 1024),
    ("dots_per_mm", 1, 24),
    ("columns_a", 1, 96),
    ("columns_b", 1, 128),
    ("line_spacing_dots", 0, 255),
    ("head_to_knife_dots", 0, 400),
    ("millimetres_per_second", 1, 1000),
    ("band_rows", 1, 4095),
    ("receive_buffer_bytes", 64, 16 * 1024 * 1024),
)
_FACTS = frozenset(item.name for item in fields(Profile)) - {"evidence"}

OCPP809 = Profile(name="OCOM OCPP-809")
"""The class profile: what an OCPP-809 most likely is, until a unit is measured."""


def load_profile(path: str | Path) -> Profile:
    """Read a profile file: TOML, each key a fact of :class:`Profile` that differs from the class profile.

    ``source`` at the top says where the facts come from. Code pages are given as ``[[code_page]]`` tables with
    ``number``, ``name`` and ``codec``; they replace or join those of the class.

    Raises:
        ProfileError: Unreadable, no TOML, or a fact that does not exist.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            text = file.read(FILE_LIMIT_BYTES + 1)
        if len(text) > FILE_LIMIT_BYTES:
            raise ProfileError(f"{path}: a profile of over {FILE_LIMIT_BYTES} bytes is refused")
        table = tomllib.loads(text.decode("utf-8"))
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: no TOML: {error}") from error
    return _profile_from(table, f"{path}")


def _profile_from(table: dict[str, Any], place: str) -> Profile:
    source = str(table.pop("source", place))
    pages = table.pop("code_page", [])
    facts = {key: _FROM_TOML.get(key, _as_it_is)(value) for key, value in table.items()}
    if pages:
        facts["code_pages"] = _merged_pages(pages, source)
    try:
        return OCPP809.with_facts(source=source, **facts)
    except ProfileError as error:
        raise ProfileError(f"{place}: {error.message}", hint=error.hint) from error


def _as_it_is(value: Any) -> Any:
    return value


_FROM_TOML = {
    "barcodes": frozenset,
    "self_test_command": bytes.fromhex,
    "code_page_confidence": lambda word: Confidence[str(word).upper()],
}


def _merged_pages(tables: list[dict[str, Any]], source: str) -> tuple[CodePage, ...]:
    pages = {page.number: page for page in OCPP809.code_pages}
    for table in tables:
        page = _page(table["number"], table["name"], table.get("codec"), Confidence.MEASURED, source)
        pages[page.number] = page
    return tuple(pages[number] for number in sorted(pages))
