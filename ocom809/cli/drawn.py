"""Previews that are drawn from the layout of a document, not from its dots on paper: text and SVG of the markup."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from ocom809.commands import Alignment
from ocom809.job import prepare
from ocom809.receipt.elements import Code, Image
from ocom809.receipt.markup.svg_output import as_svg
from ocom809.receipt.markup.text_output import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image as Picture

    from ocom809.profile import Profile
    from ocom809.receipt.elements import Element
    from ocom809.receipt.markup.element import Markup
    from ocom809.virtual import VirtualPrinter


def text(markup: Markup, profile: Profile) -> str:
    """Plain text, as the reference implementation of the markup writes it."""
    return as_text(markup.document, profile.columns_a)


def svg(markup: Markup, profile: Profile) -> str:
    """Text and lines as such; pictures and codes as the virtual printer prints them."""

    def draw(element: Element) -> tuple[int, int, bytes]:
        from ocom809.receipt import Receipt

        alone = replace(element, alignment=Alignment.LEFT) if isinstance(element, Code | Image) else element
        paper = printed(prepare(Receipt([alone]), profile).data, profile).tickets[0].to_image()
        image = paper.crop(_box(alone, paper))
        return image.width, image.height, in_png(image)

    return as_svg(markup, profile.columns_a, draw)


def _box(element: Element, paper: Picture) -> tuple[int, int, int, int]:
    """Where on paper it is: a picture with its white edges, at the end of the paper; a code from bar to bar."""
    if isinstance(element, Image):
        width = min(element.picture.natural_dots, paper.width)
        height = max(1, round(element.picture.height * width / element.picture.width))
        return 0, paper.height - height, width, paper.height
    return paper.convert("L").point(lambda grey: 255 - grey).getbbox() or (0, 0, 1, 1)


def printed(data: bytes, profile: Profile) -> VirtualPrinter:
    """A virtual printer that printed these bytes and gave its paper away."""
    from ocom809.virtual import VirtualPrinter

    unit = VirtualPrinter(width_dots=profile.width_dots)
    unit.receive(data)
    unit.tear_off()
    return unit


def left_over(unit: VirtualPrinter) -> list[str]:
    """What stands in the printer at the end and will come out with the next job, or never."""
    from ocom809.virtual.decode import decode, describe

    text, half = unit.left_over
    waiting = ["what stands in the last line, which no line feed prints" + (f": {text!r}" if text else "")]
    return waiting * (text is not None) + [describe(instruction) for instruction in decode(half)]


def in_png(image: Picture) -> bytes:
    """A picture as the bytes of a PNG file."""
    file = BytesIO()
    image.convert("1").save(file, "PNG", optimize=True)
    return file.getvalue()


DRAWN: dict[str, Callable[[Markup, Profile], str]] = {".txt": text, ".svg": svg}
"""By the ending of the file."""
