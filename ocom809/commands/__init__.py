"""Words to bytes: every command a frozen value, one file per family, named as the manual names them."""

from ocom809.commands.alarm import Alarm, Beep
from ocom809.commands.barcode import Barcode
from ocom809.commands.base import Command, encode
from ocom809.commands.charset import InternationalSet, SelectCodePage, SelectInternationalSet
from ocom809.commands.chinese import (
    ChineseMode,
    ChinesePrintMode,
    ChineseQuadruple,
    ChineseSpacing,
    ChineseText,
    ChineseUnderline,
)
from ocom809.commands.code128 import FNC1, FNC2, FNC3, FNC4
from ocom809.commands.cutter import Cut, CutMode
from ocom809.commands.drawer import DrawerPin, OpenDrawer, OpenDrawerNow
from ocom809.commands.image import ColumnImage, Raster
from ocom809.commands.inquiry import (
    AskBoardStatus,
    AskDrawerSensor,
    AskPaperSensor,
    AutomaticStatus,
    Identify,
    IdentityKind,
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

__all__ = [
    "FNC1",
    "FNC2",
    "FNC3",
    "FNC4",
    "PDF417",
    "AbsolutePosition",
    "Alarm",
    "Align",
    "Alignment",
    "AreaWidth",
    "AskBoardStatus",
    "AskDrawerSensor",
    "AskPaperSensor",
    "AskStatus",
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
    "DefineNVImages",
    "DefineUserCharacters",
    "DeleteUserCharacter",
    "DoubleStrike",
    "DrawerPin",
    "ErrorLevel",
    "Feed",
    "FeedButton",
    "FeedLines",
    "Font",
    "HexDump",
    "Identify",
    "IdentityKind",
    "ImageScale",
    "Initialize",
    "InternationalSet",
    "Invert",
    "LeftMargin",
    "LineFeed",
    "LineSpacing",
    "MotionUnits",
    "NVImage",
    "OpenDrawer",
    "OpenDrawerNow",
    "PaperSensorsSignal",
    "PaperSensorsStop",
    "PrintDownloadedImage",
    "PrintMode",
    "PrintNVImage",
    "QRCode",
    "Raster",
    "Raw",
    "Recover",
    "RecoverAndClear",
    "RelativePosition",
    "RollingPattern",
    "Rotate",
    "SelectCodePage",
    "SelectFont",
    "SelectInternationalSet",
    "SelfTest",
    "Size",
    "StatusKind",
    "StatusPage",
    "Symbology",
    "Tab",
    "TabStops",
    "Text",
    "TextPosition",
    "Underline",
    "UpsideDown",
    "UserCharacters",
    "encode",
]
