"""The jobs whose every break is tried by ``sweep_run.py``: together they hold every family of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809 import commands as c
from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import demo_receipt
from tools.command_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What comes behind each break: it shows modes, tabs, code pages and what was left in the line. No ESC @ begins it.
NEXT_JOB: Final = (
    b"Next receipt\n\ta\tb\n\x82\x84 Caf\x82\n"
    b"\x1dv0\0\x02\0\x03\0\xff\x81\x80\x01\xff\x81"
    b"\x1dk\x04AB12\0\x1dkE\x03XYZ"
    b"\x1d(k\x08\0\x31\x50\x30HELLO\x1d(k\x03\0\x31\x51\x30"
    b"\x1b*\x21\x02\0abcdef\nlast\n\x1dVB\0"
)
_BITS: Final = bytes(range(1, 25))


def _of(*commands: c.Command) -> bytes:
    return b"".join(command.encode() for command in commands)


def _samples(*names: str) -> bytes:
    """The samples of these command classes, in their order."""
    return _of(*(sample for name in names for sample in SAMPLES if type(sample).__name__ == name))


def _us(*settings: str, header: str = "1F1B1F") -> bytes:
    return b"".join(bytes.fromhex(header + setting) for setting in settings)


def _counted(kind: int, data: bytes) -> bytes:
    return b"\x1dk" + bytes((kind, len(data))) + data


def _ended(kind: int, data: bytes) -> bytes:
    return b"\x1dk" + bytes((kind,)) + data + b"\0"


JOBS: Final[Mapping[str, bytes]] = {
    "text": b"Total 12.50\n" + _samples(
        "Bold", "DoubleStrike", "Underline", "Invert", "Size", "SelectFont", "PrintMode", "Rotate", "CharacterSpacing",
        "Text", "Tab", "TabStops", "AbsolutePosition", "RelativePosition", "MotionUnits", "LineSpacing",
        "SelectCodePage", "SelectInternationalSet", "UserCharacters",
    ) + b"x" * 60 + b"\n" + _samples("Align", "UpsideDown", "LeftMargin", "AreaWidth") + b"pending",
    "feeds": b"one\n" + _samples("Feed", "FeedLines") + b"two" + _samples("Feed") + b"three" + _samples("FeedLines")
        + b"\x1bK\x08\x1be\x01" + _samples("FeedToMark"),
    "full line": b"w" * 48 + _samples("Bold", "Cut", "OpenDrawer", "PrintNVImage"),
    "cuts": b"one\n" + _samples("Cut", "PlainCut") + b"two\x1bi\x1bm" + b"three\x1dVA\x05",
    "drawer and sounds": _samples("OpenDrawer", "OpenDrawerNow", "Beep", "Alarm")
        + b"\x1bp1\x19\xfa\x1bB\x09\x09\x1bC\x14\x14\x03\x1b(A\x04\0\x30\x01\x02\x03",
    "pictures": b"a\n" + _of(c.Raster(2, _BITS), c.ColumnImage(2, bytes(6)))
        + b"\x1dv0\x01\x01\0\x02\0\xff\xff\x1dv0\x33\x02\0\x01\0\x81\x18\x1b*\0\x04\0abcd\x1b*\x20\x02\0abcdef\n",
    "barcodes with a count": b"".join((
        _counted(65, b"01234567890"), _counted(66, b"01234567890"), _counted(67, b"400638133393"),
        _counted(68, b"4006381"), _counted(69, b"AB-12"), _counted(70, b"123456"), _counted(71, b"A123B"),
        _counted(72, b"Code\x0193"), _counted(73, b"{AAB\x01\x02"), _counted(73, b"{BAb{{"),
        _counted(73, b"{C\x01\x02\x63"), _counted(73, b"{C\0\0{A\0\0"), _counted(72, bytes(4)),
    )),
    "barcodes with an end": _samples("Barcode") + b"".join((
        _ended(0, b"01234567890"), _ended(1, b"01234567890"), _ended(2, b"400638133393"), _ended(3, b"4006381"),
        _ended(4, b"AB-12"), _ended(5, b"123456"), _ended(6, b"A123B"),
    )),
    "symbols": _of(c.QRCode("https://example.com/4711"), c.PDF417("receipt 4711"))
        + b"\x1d(k0g\x04\x1d(k0i\x30\x1d(k0\x80\x05\0HELLO\x1d(k0\x81\x1dp\1\2\3\4\5\6\x1dq\x02",
    "stored pictures": _samples("DefineNVImages", "PrintNVImage", "DefineDownloadedImage", "PrintDownloadedImage")
        + _of(c.DefineNVImages((c.NVImage(16, 8, _BITS[:16]), c.NVImage(8, 16, _BITS[:16])))) + b"\x1cp\x02\0",
    "graphics": _samples("PrintGraphics", "PrintNVGraphics", "DeleteNVGraphics", "DeleteAllNVGraphics")
        + _of(c.StoreGraphics(16, _BITS), c.PrintGraphics(), c.DefineNVGraphics("AB", 16, _BITS))
        + _of(c.PrintNVGraphics("AB"))
        + b"\x1d8L\x0e\0\0\0\x30\x70\x30\x01\x01\x31\x10\0\x02\0abcd\x1d(L\x02\0\x30\x32",
    "page mode": b"x\n" + _samples("EnterPageMode") + b"text" + _samples("PageArea", "SelectPageDirection",
        "AbsoluteVerticalPosition", "RelativeVerticalPosition", "ErasePage") + b"abc" + _samples("PrintPageAndStay")
        + b"def" + _samples("PrintPage", "EnterPageMode") + b"ghi" + _samples("LeavePageMode"),
    "macros": _of(c.DefineMacro((c.Text("macro"), c.LineFeed(), c.Bold(True))), c.RunMacro(2))
        + b"\x1d:half" + _samples("Cut", "Raster") + b"\x1d:\x1d:again\n\x1d:\x1d^\x03\0\0",
    "own characters": _samples("DefineUserCharacters", "UserCharacters") + b"ABC\n" + _samples(
        "DeleteUserCharacter", "ChineseMode", "DefineChineseCharacter")
        + b"\x1b&\x03\x41\x43\x01abc\x02abcdef\x00",
    "two-byte characters": _samples("ChineseMode") + b"\x1c&\xb2\xe8\xd6\xd0\n" + _samples("ChinesePrintMode",
        "ChineseText", "ChineseUnderline", "ChineseSpacing", "ChineseQuadruple", "SelectKanjiCode") + b"\xb2\xe8" * 3,
    "memory": _samples("WriteUserMemory", "AskUserMemory") + b"\x1cg1\0\0\0\0\0\x08\0ABCDEFGH",
    "questions": _samples("AskStatus", "AskPaperSensor", "AskDrawerSensor", "AutomaticStatus", "Identify",
        "AskBoardStatus", "Recover", "RecoverAndClear") + b"\x1dI\x42\x1da\x00",
    "set-up": _samples("SelectPaperType", "MarkOffset", "Density", "PrintSpeed", "FeedButton", "PaperSensorsSignal",
        "PaperSensorsStop", "SelectPrinter") + b"off\x1b=\x00nothing\n" + _samples("Cut", "Raster", "OpenDrawer")
        + b"\x1b=\x01on\x1b=\x00",
    "pages of its own": b"x\n" + _samples("SelfTest", "StatusPage", "RollingPattern"),
    "settings": _us(
        "13 14 04", "BF 04 00", "BE 02 0A 00", "FF 13", "46 4F 4E 54 00", "E1 13 14 01", "FC 01 02 01",
        "F4 11 22 33 55", "80 04 05 06 44", "81 04 05 06 01 02", "82 04 05 06 01 02", "E0 13 14 01 04 02 03",
        "A0 01 00 10 00 20", "E2 13 14 00 06 0A 14 0A 00", "BC 13 14 01 0A 00", "BC 13 15 01", "B8 13 14 00 00",
        "FB 01 02 01", "60 04 05 06 33 0A 00", "42 65 65 70 06 0A 00",
    ),
    "network": _us(
        "91 00 49 50 C0 A8 01 57", "22 C0 A8 01 58", "B0 FF FF FF 00", "B1 C0 A8 01 01",
        "B2 C0 A8 01 59 FF FF 00 00 C0 A8 01 01", "91 00 49 FA 00 5A C0 A8 02 57 FF FF FF 00 C0 A8 02 01",
        "91 00 49 44 00 77 11 22 33 44", "33 11 22 33 44 00", "BA 01", "28 13 14 04 01", "27 13 14 52 00",
        "B3 06 73 68 6F 70 00 73 65 63 72 65 74 31 32 00",
        "B4 C0 A8 03 57 FF FF FF 00 C0 A8 03 01 06 63 61 66 65 00 73 65 63 72 65 74 31 32 00",
        "62 74 73 0D 0A 41 54 2B 4E 41 4D 45 54 45 41 0D 0A 41 54 2B 50 49 4E 31 32 33 34 0D 0A 0D 0A",
    ),
    "factory reset": _us("13 14 07", "11 11 00"),
    "szjbzf": _us(
        "53 5A 4A 42 5A 46 30 11 02 C0 A8 01 01", "53 5A 4A 42 5A 46 12 01 01", "10 13 14 15 19 18 17 01",
        "95 01 02 03 11 12 13 0A", "99 01 02 03 11 12 13 55", "9D 11 12 13 01 02 03 33", "A3 16 17 18 19 18 17 67",
        "EE 11 12 13 55 0A", "A9 06 05 04 03 02 01 03", "96 01 02 03 11 12 13 66", "C0 15 14 13 12 11 10 AA",
        "A1 10 11 12 13 14 15 01", "53 5A 4A 42 5A 46 11 00 00",
    ),
    "rongta": _us("69 C0 A8 01 57", header="1F") + _us("25 00 FF FF FF 00", "25 01 C0 A8 01 01", header="1F"),
    "munbyn": _us("10 13 14 00", "10 10 02 01", "11 12 01 BA 01 01", header="1F1B"),
}  # fmt: skip
# These have too many bytes for a break at each of them in every test run.
LONG_JOBS: Final[Mapping[str, bytes]] = {
    "receipt": bytes(prepare(demo_receipt(), OCPP809).data),
    "large picture": b"above\n" + _of(c.Raster(72, bytes(range(1, 251)) * 21 + bytes(6))) + b"below\n\x1dVB\0",
}
# By which units each is tried; settings only by those that know them.
UNITS: Final = ("ocpp-809", "unyka", "chinese-rom", "graphics", "small-buffer")
SETTING_JOBS: Final = frozenset({"settings", "network", "factory reset", "szjbzf", "rongta", "munbyn"})
SETTING_UNITS: Final = ("ocpp-809", "all-dialects")
