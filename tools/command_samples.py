"""One value or more of every command class, enough to show each instruction that the class can send."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from ocom809 import commands as c
from ocom809.profile import OCPP809
from ocom809.virtual.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

EIGHT_COLUMNS = bytes(8)

SAMPLES: tuple[c.Command, ...] = (
    c.LineFeed(), c.Bold(True), c.DoubleStrike(True), c.Underline(1), c.Invert(True), c.Size(2, 2),
    c.SelectFont(c.Font.B), c.PrintMode(bold=True), c.Rotate(True), c.UpsideDown(True), c.CharacterSpacing(1),
    c.Text("x"), c.Tab(), c.TabStops((8,)), c.AbsolutePosition(1), c.RelativePosition(1), c.Align(c.Alignment.CENTER),
    c.LeftMargin(8), c.AreaWidth(64), c.MotionUnits(), c.LineSpacing(), c.LineSpacing(24), c.Feed(1), c.FeedLines(1),
    c.SelectCodePage(19), c.SelectInternationalSet(c.InternationalSet.USA),
    c.ChineseMode(True), c.ChineseMode(False), c.ChineseText("茶"), c.ChinesePrintMode(), c.ChineseUnderline(1),
    c.ChineseSpacing(1, 1), c.ChineseQuadruple(True), c.SelectKanjiCode(c.KanjiCode.JIS),
    c.SelectPaperType(c.PaperType.MARKED), c.FeedToMark(), c.MarkOffset(c.MarkTarget.CUT, 1),
    c.Density(1), c.PrintSpeed(1),
    c.Cut(), c.Cut(feed_dots=None), c.PlainCut(c.CutMode.FULL), c.PlainCut(c.CutMode.PARTIAL),
    c.OpenDrawer(), c.OpenDrawerNow(), c.Beep(1, 100), c.Alarm(1, 100),
    c.AskStatus(), c.Recover(), c.RecoverAndClear(), c.AskPaperSensor(), c.AskDrawerSensor(), c.AutomaticStatus(),
    c.Identify(c.IdentityKind.SERIAL), c.AskBoardStatus(),
    c.Initialize(), c.SelectPrinter(True), c.SelfTest.for_profile(OCPP809), c.HexDump(), c.StatusPage(),
    c.RollingPattern(), c.FeedButton(enabled=True), c.PaperSensorsSignal(), c.PaperSensorsStop(near_end=True),
    c.Raster(1, b"\xff"), c.ColumnImage(1, bytes(3)),
    c.Barcode(c.Symbology.EAN13, "400638133393"), c.QRCode("x"), c.PDF417("x"),
    c.DefineDownloadedImage(8, 8, EIGHT_COLUMNS), c.PrintDownloadedImage(),
    c.DefineNVImages((c.NVImage(8, 8, EIGHT_COLUMNS),)), c.ClearNVImages(), c.PrintNVImage(),
    c.StoreGraphics(8, b"\xff"), c.PrintGraphics(), c.DefineNVGraphics("AB", 8, b"\xff"), c.PrintNVGraphics("AB"),
    c.DeleteNVGraphics("AB"), c.DeleteAllNVGraphics(),
    # Wide enough that its length needs the long form.
    c.StoreGraphics(576, bytes(72 * 1000)), c.DefineNVGraphics("AB", 576, bytes(72 * 1000)),
    c.EnterPageMode(), c.LeavePageMode(), c.PrintPage(), c.PrintPageAndStay(), c.ErasePage(),
    c.PageArea(width=8, height=8), c.SelectPageDirection(c.PageDirection.LEFT_TO_RIGHT),
    c.AbsoluteVerticalPosition(1), c.RelativeVerticalPosition(1),
    # Its own instruction alone: what it records is not its own.
    c.DefineMacro((c.Text("x"),)), c.RunMacro(),
    c.UserCharacters(True), c.DefineUserCharacters("A", (bytes(3),)), c.DeleteUserCharacter("A"),
    c.DefineChineseCharacter(0xA1, bytes(72)),
    c.WriteUserMemory(0, b"x"), c.AskUserMemory(0, 1),
)  # fmt: skip


def encoders() -> dict[str, list[str]]:
    """By the name of an instruction, the classes whose bytes hold it: found by reading back what they encode.

    Raises:
        LookupError: A command class has no sample here.
    """
    missing = sorted({one.__name__ for one in command_classes()} - {type(one).__name__ for one in SAMPLES})
    if missing:
        raise LookupError(f"tools/command_samples.py has no sample of {', '.join(missing)}")
    found: dict[str, set[str]] = {}
    for sample in SAMPLES:
        for instruction in decode(sample.encode()):
            found.setdefault(instruction.name, set()).add(type(sample).__name__)
    return {name: sorted(classes) for name, classes in found.items()}


def command_classes() -> Iterable[type[c.Command]]:
    """Every public command; ``Raw`` can hold anything and so encodes nothing of its own."""
    things = (getattr(c, name) for name in c.__all__)
    for thing in things:
        if inspect.isclass(thing) and issubclass(thing, c.Command) and thing not in (c.Command, c.Raw):
            yield thing
