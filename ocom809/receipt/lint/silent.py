"""Commands that move no paper and leave no ink by themselves."""

from __future__ import annotations

from ocom809 import commands

SILENT: frozenset[type[commands.Command]] = frozenset(
    (
        commands.Alarm,
        commands.Align,
        commands.AskBoardStatus,
        commands.AskDrawerSensor,
        commands.AskPaperSensor,
        commands.AskStatus,
        commands.AutomaticStatus,
        commands.Beep,
        commands.Bold,
        commands.ChineseMode,
        commands.ChineseUnderline,
        commands.Density,
        commands.DoubleStrike,
        commands.FeedButton,
        commands.Identify,
        commands.Invert,
        commands.LeftMargin,
        commands.OpenDrawer,
        commands.OpenDrawerNow,
        commands.PaperSensorsSignal,
        commands.PaperSensorsStop,
        commands.PrintSpeed,
        commands.SelectCodePage,
        commands.SelectInternationalSet,
        commands.TabStops,
        commands.Underline,
        commands.UpsideDown,
    )
)
