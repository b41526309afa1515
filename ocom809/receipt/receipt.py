"""Receipt: a document that is written from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, cast

from ocom809.commands import Alignment, Command
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt.code_verbs import Codes
from ocom809.receipt.elements import Image, Logo, Paragraph
from ocom809.receipt.pictures import read_picture
from ocom809.receipt.pictures.tones import shading_of
from ocom809.receipt.pictures.width import Width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Unpack

    from ocom809.profile import Profile
    from ocom809.receipt.lint import Findings
    from ocom809.receipt.pictures.tones import ImageShading

_LAST_LINE_END = re.compile(r"(\r\n|\r|\n)\Z")


class Receipt(Codes):
    """A document, written from top to bottom; each method adds an element and returns the receipt.

    ::

        Receipt().text("Tea", bold=True).row("Total", "4.20 €").barcode("4006381333931").cut()

    An impossible value is refused at once. What depends on the printer, such as the width of the paper, is checked
    when the receipt is composed for it, before any byte exists.
    """

    __slots__ = ()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """A plain text, as a file holds it; long lines are wrapped. A line end at its end adds no empty line."""
        return cls([Paragraph(_LAST_LINE_END.sub("", text, count=1) if type(text) is str else text)])

    @classmethod
    def from_markup(cls, text: str) -> Self:
        """A document in ReceiptLine, the receipt markup that the OFSC published; it says itself where it is cut.

        ::

            Receipt.from_markup(Path("shop.receipt").read_text(encoding="utf-8"))

        Raises:
            MarkupError: It means nothing, or asks for what cannot be; the message begins with line and column.
            DocumentError: More of it than any receipt needs.
        """
        from ocom809.receipt.markup.element import Markup

        return cls([Markup.of(text)])

    def check(self, profile: Profile = OCPP809) -> Findings:
        """What would go wrong on a printer with these facts, without printing: see :class:`Findings`."""
        from ocom809.receipt.lint import check

        return check(self, profile)

    @classmethod
    def from_template(cls, source: str | Path, data: Mapping[str, Any] | str, *, locale: str | None = None) -> Self:
        """A Jinja2 template of receipt markup with a shop's data; a value is text, whatever signs it holds.

        ::

            Receipt.from_template(Path("shop.receipt.j2"), {"items": [{"name": "Tea", "price": "4.20"}]})

        Args:
            source: The template, or the path of the file that holds it.
            data: What it speaks of: a mapping of plain values, or the same as a JSON text.
            locale: In whose way money, numbers and dates are written, such as ``de_DE``; without it, what the data
                names as ``locale``; without that, in that of no country.

        Raises:
            DocumentError: It can't be read, does not fit its data, goes on for ever, or makes no markup; the message
                names the template's line.
            MissingPackage: Jinja2 is not installed, or Babel where a locale is named.
        """
        from ocom809.receipt.templates import document_of, read_template
        from ocom809.receipt.templates.data import from_json

        name, text = read_template(source)
        values = from_json(data) if isinstance(data, str) else data
        return cls([document_of(text, values, locale=locale, name=name)])

    # Pictures

    def image(
        self,
        picture: object,
        *,
        align: Alignment = Alignment.CENTER,
        width_dots: int | None = None,
        width_mm: float | None = None,
        share: float | None = None,
        max_height_dots: int | None = None,
        max_height_mm: float | None = None,
        page: int = 1,
        **shading: Unpack[ImageShading],
    ) -> Self:
        """A picture, which is read at once: later changes of the file do not matter.

        Here and there a white dot comes out black, so that no dots look like a real-time command (decision 008).

        Args:
            picture: A Pillow image, a path, bytes, or a binary file object: PNG, JPEG, WebP, GIF, BMP, TIFF and more;
                SVG and PDF with the extra ``images``. Of an animation, the first frame.
            align: Where it stands.
            width_dots: How wide it gets, in dots. Without any width, each pixel is a dot, and wider pictures are
                scaled down to the paper.
            width_mm: The same in millimetres.
            share: The same as a part of the paper, up to 1.
            max_height_dots: The most rows of dots; a picture that would be higher gets narrower.
            max_height_mm: The same in millimetres.
            page: Which page of a PDF file, from 1.
            shading: How greys become dots: ``dither`` (a ``Dither``; without it, line art gets a threshold and
                anything else Floyd-Steinberg), ``threshold`` (1 to 255: darker greys are black, the others white),
                ``gamma`` (how much middle greys are lightened, 0.2 to 5; without it, the profile's) and ``sharpness``
                (of edges, 0 to 5).

        Raises:
            DocumentError: It cannot be read, or is too large.
        """
        width = Width(
            dots=width_dots, mm=width_mm, share=share, max_height_dots=max_height_dots, max_height_mm=max_height_mm
        )
        return self._append(Image(read_picture(picture, page=page), width, align, shading_of(shading)))

    def logo(self, key: str, picture: object, **options: Any) -> Self:
        """A picture that the printer may keep: there it goes by its number, and whole where that is not certain.

        The printer's record must hold the very dots that this picture comes to; see ``Printer.store_logo``.

        Args:
            key: What the logo is called, up to 32 characters.
            picture: The picture, as for ``image``.
            options: The other options of ``image``; they must be those with which it was stored.
        """
        image = Receipt().image(picture, **options).elements[0]
        return self._append(Logo(key, cast("Image", image)))


def as_receipt(document: object) -> Receipt:
    """A document as a receipt: a receipt, a text, one command, or an iterable of commands.

    Raises:
        DocumentError: It is none of these.
    """
    if isinstance(document, Receipt):
        return document
    if isinstance(document, str):
        return Receipt.from_text(document)
    if isinstance(document, Command):
        return Receipt().add(document)
    if isinstance(document, Iterable) and not isinstance(document, (bytes, bytearray, memoryview)):
        receipt = Receipt()
        for command in document:  # one by one, so that an endless iterable meets the limit
            receipt.add(command)
        return receipt
    raise DocumentError(
        f"a document is a Receipt, a text or commands, not {type(document).__name__}",
        hint="Raw bytes are sent by Printer.send.",
    )
