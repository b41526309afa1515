"""The code pages of the class: which number ``ESC t`` takes for which table, and how sure that is.

Other makers number differently, and a unit's self-test page prints its own list: that list wins, by a profile file.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.evidence import Confidence, Evidence


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
