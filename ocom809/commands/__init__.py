"""Words to bytes: every command a frozen value, one file per family, named as the manual names them.

Here is every command that is certain or likely for the class. Left out on purpose; ``Raw`` sends them all the same:

- ``CR``: the class ignores it.
- ``ESC ( A``, ``BEL`` and ``ESC RS`` (buzzers of others), ``GS ( K`` function 49 (Epson's density), ``DC2`` commands
  (58 mm families): no more than guesses for this class. ``GS ( E`` and ``DLE DC4`` other than 1: Epson's, and the
  manuals of the class do not have them.
- ``GS { w`` (watermark), ``GS p`` and ``GS q`` (older PDF417), ``ESC M`` 2 and 3: one manual of a sister family only.
- ``GS T``, MaxiCode, DataMatrix and GS1 barcodes: not in the manual of the class, or bytes that nobody knows.
- The QR dialect of early Xprinter firmware (``GS ( k`` 30h 67h …): a unit that does not know it takes its first two
  bytes for a length and swallows the next 26,416 bytes, so it needs a fact in the profile before it can be a value.
- The questions of ``GS ( k`` (function 82) and ``GS ( L`` (48, 51, 64): rarely answered, and nothing here reads them.
- Vendor configuration (``1F 1B 1F …``): settings of a unit, not words of a job.
"""

from ocom809.commands.alarm import Alarm, Beep
from ocom809.commands.barcode import Barcode
from ocom809.commands.base import Command, encode
from ocom809.commands.black_mark import FeedToMark, MarkOffset, MarkTarget, PaperType, SelectPaperType
from ocom809.commands.charset import InternationalSet, SelectCodePage, SelectInternationalSet
from ocom809.commands.chinese import (
    ChineseMode,
    ChinesePrintMode,
    ChineseQuadruple,
    ChineseSpacing,
    ChineseText,
    ChineseUnderline,
    KanjiCode,
    SelectKanjiCode,
)
from ocom809.commands.code128 import FNC1, FNC2, FNC3, FNC4
from ocom809.commands.cutter import Cut, CutMode, PlainCut
from ocom809.commands.drawer import DrawerPin, OpenDrawer, OpenDrawerNow
from ocom809.commands.graphics import (
    DefineNVGraphics,
    DeleteAllNVGraphics,
    DeleteNVGraphics,
    PrintGraphics,
    PrintNVGraphics,
    StoreGraphics,
)
from ocom809.commands.image import ColumnImage, Raster
from ocom809.commands.inquiry import (
    AskBoardStatus,
    AskDrawerSensor,
    AskPaperSensor,
    AutomaticStatus,
    Identify,
    IdentityKind,
)
from ocom809.commands.macro import DefineMacro, RunMacro
from ocom809.commands.page_mode import (
    AbsoluteVerticalPosition,
    EnterPageMode,
    ErasePage,
    LeavePageMode,
    PageArea,
    PageDirection,
    PrintPage,
    PrintPageAndStay,
    RelativeVerticalPosition,
    SelectPageDirection,
)
from ocom809.commands.paper import Feed, FeedLines, LineSpacing
from ocom809.commands.pdf417 import PDF417
from ocom809.commands.position import (
    AbsolutePosition,
    Align,
    Alignment,
    AreaWidth,
    LeftMargin,
    MotionUnits,
    RelativePosition,
    Tab,
    TabStops,
)
from ocom809.commands.print_control import Density, PrintSpeed
from ocom809.commands.qr_capacity import ErrorLevel
from ocom809.commands.qrcode import QRCode
from ocom809.commands.raw import Raw
from ocom809.commands.realtime import AskStatus, Recover, RecoverAndClear, StatusKind
from ocom809.commands.setup import (
    FeedButton,
    HexDump,
    Initialize,
    PaperSensorsSignal,
    PaperSensorsStop,
    RollingPattern,
    SelectPrinter,
    SelfTest,
    StatusPage,
)
from ocom809.commands.stored_image import (
    ClearNVImages,
    DefineDownloadedImage,
    DefineNVImages,
    ImageScale,
    NVImage,
    PrintDownloadedImage,
    PrintNVImage,
)
from ocom809.commands.symbology import BarcodeForm, Symbology, TextPosition
from ocom809.commands.text import (
    Bold,
    CharacterSpacing,
    DoubleStrike,
    Font,
    Invert,
    LineFeed,
    PrintMode,
    Rotate,
    SelectFont,
    Size,
    Text,
    Underline,
    UpsideDown,
)
from ocom809.commands.user_characters import (
    DefineChineseCharacter,
    DefineUserCharacters,
    DeleteUserCharacter,
    UserCharacters,
)
from ocom809.commands.user_memory import AskUserMemory, WriteUserMemory

__all__ = [
    "FNC1",
    "FNC2",
    "FNC3",
    "FNC4",
    "PDF417",
    "AbsolutePosition",
    "AbsoluteVerticalPosition",
    "Alarm",
    "Align",
    "Alignment",
    "AreaWidth",
    "AskBoardStatus",
    "AskDrawerSensor",
    "AskPaperSensor",
    "AskStatus",
    "AskUserMemory",
    "AutomaticStatus",
    "Barcode",
    "BarcodeForm",
    "Beep",
    "Bold",
    "CharacterSpacing",
    "ChineseMode",
    "ChinesePrintMode",
    "ChineseQuadruple",
    "ChineseSpacing",
    "ChineseText",
    "ChineseUnderline",
    "ClearNVImages",
    "ColumnImage",
    "Command",
    "Cut",
    "CutMode",
    "DefineChineseCharacter",
    "DefineDownloadedImage",
    "DefineMacro",
    "DefineNVGraphics",
    "DefineNVImages",
    "DefineUserCharacters",
    "DeleteAllNVGraphics",
    "DeleteNVGraphics",
    "DeleteUserCharacter",
    "Density",
    "DoubleStrike",
    "DrawerPin",
    "EnterPageMode",
    "ErasePage",
    "ErrorLevel",
    "Feed",
    "FeedButton",
    "FeedLines",
    "FeedToMark",
    "Font",
    "HexDump",
    "Identify",
    "IdentityKind",
    "ImageScale",
    "Initialize",
    "InternationalSet",
    "Invert",
    "KanjiCode",
    "LeavePageMode",
    "LeftMargin",
    "LineFeed",
    "LineSpacing",
    "MarkOffset",
    "MarkTarget",
    "MotionUnits",
    "NVImage",
    "OpenDrawer",
    "OpenDrawerNow",
    "PageArea",
    "PageDirection",
    "PaperSensorsSignal",
    "PaperSensorsStop",
    "PaperType",
    "PlainCut",
    "PrintDownloadedImage",
    "PrintGraphics",
    "PrintMode",
    "PrintNVGraphics",
    "PrintNVImage",
    "PrintPage",
    "PrintPageAndStay",
    "PrintSpeed",
    "QRCode",
    "Raster",
    "Raw",
    "Recover",
    "RecoverAndClear",
    "RelativePosition",
    "RelativeVerticalPosition",
    "RollingPattern",
    "Rotate",
    "RunMacro",
    "SelectCodePage",
    "SelectFont",
    "SelectInternationalSet",
    "SelectKanjiCode",
    "SelectPageDirection",
    "SelectPaperType",
    "SelectPrinter",
    "SelfTest",
    "Size",
    "StatusKind",
    "StatusPage",
    "StoreGraphics",
    "Symbology",
    "Tab",
    "TabStops",
    "Text",
    "TextPosition",
    "Underline",
    "UpsideDown",
    "UserCharacters",
    "WriteUserMemory",
    "encode",
]
