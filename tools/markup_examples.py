"""The examples of the markup guide and their pictures: what stands in the page is what is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ocom809.receipt import Receipt, compose
from ocom809.virtual import VirtualPrinter

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE = Path(__file__).resolve().parent.parent / "docs" / "how-to" / "write-markup.md"
_EXAMPLE = re.compile(r"^```receipt\n(.*?)\n```\n\n!\[[^\]]+\]\(([^)]+)\)$", re.MULTILINE | re.DOTALL)
_MARGIN_DOTS = 12


def examples() -> list[tuple[str, Path]]:
    """Each example with the file of its picture."""
    text = PAGE.read_text(encoding="utf-8")
    return [(match[1], (PAGE.parent / match[2]).resolve()) for match in _EXAMPLE.finditer(text)]


def picture(source: str) -> Image:
    """The printed part of the paper, dot for dot, in a thin frame."""
    from PIL import Image, ImageOps

    unit = VirtualPrinter()
    unit.receive(compose(Receipt.from_markup(source)).encode())
    unit.tear_off()
    paper = unit.tickets[0].to_image().convert("L")
    box = paper.point(lambda grey: 255 - grey).getbbox() or (0, 0, 1, 1)
    printed = paper.crop((0, box[1], paper.width, box[3]))
    white = Image.new("L", (printed.width + 2 * _MARGIN_DOTS, printed.height + 2 * _MARGIN_DOTS), 255)
    white.paste(printed, (_MARGIN_DOTS, _MARGIN_DOTS))
    return ImageOps.expand(white, border=1, fill=160).quantize(4)
