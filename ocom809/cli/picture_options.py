"""The options that say how a picture is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

DITHERS = ("auto", "floyd-steinberg", "atkinson", "bayer", "threshold")
ALIGNMENTS = ("left", "center", "right")

_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--width-mm", {"type": float, "metavar": "MM", "help": "How wide a picture gets, in millimetres."}),
    ("--width-dots", {"type": int, "metavar": "DOTS", "help": "The same in dots; 8 are a millimetre."}),
    ("--share", {"type": float, "metavar": "PART", "help": "The same as a part of the paper, up to 1."}),
    ("--max-height-mm", {"type": float, "metavar": "MM", "help": "The most that a picture may be high."}),
    ("--max-height-dots", {"type": int, "metavar": "DOTS", "help": "The same in dots."}),
    ("--align", {"type": click.Choice(ALIGNMENTS), "help": "Where a picture stands. [default: center]"}),
    ("--dither", {"type": click.Choice(DITHERS), "help": "How greys become dots. [default: auto]"}),
    ("--threshold", {"type": int, "metavar": "GREY", "help": "Darker than this, 1 to 255, is black."}),
    ("--gamma", {"type": float, "metavar": "G", "help": "Lighten middle greys; 1 leaves them. [default: profile]"}),
    ("--sharpness", {"type": float, "metavar": "S", "help": "Sharpen edges, 0 to 5. [default: 1 if scaled]"}),
    ("--page", {"type": int, "metavar": "N", "help": "Which page of a PDF file."}),
)


def picture_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; they come to it together, as ``picture``."""
    for name, attributes in reversed(_OPTIONS):
        function = click.option(name, expose_value=False, callback=_collect, **attributes)(function)
    return function


def chosen(context: click.Context) -> dict[str, Any]:
    """What was chosen of them, as ``Receipt.image`` takes it."""
    said: dict[str, Any] = dict(context.meta.get(__name__, {}))
    if "align" in said:
        from ocom809.commands import Alignment

        said["align"] = Alignment[said["align"].upper()]
    if "dither" in said:
        from ocom809.receipt.pictures import Dither

        said["dither"] = None if said["dither"] == "auto" else Dither(said["dither"])
    return said


def _collect(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None:
        context.meta.setdefault(__name__, {})[str(parameter.name)] = value
