"""What properties ask for beyond text, made into elements: pictures, codes, commands, and some of our own."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from ocom809.commands import (
    PDF417,
    Alarm,
    Barcode,
    Beep,
    DrawerPin,
    ErrorLevel,
    OpenDrawer,
    QRCode,
    Raw,
    Symbology,
    TextPosition,
)
from ocom809.errors import DocumentError, InputError, MarkupError
from ocom809.receipt.elements import Act, Code, Given, Image, Space
from ocom809.receipt.markup.values import PropertyLine
from ocom809.receipt.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.receipt.elements import Element
    from ocom809.receipt.markup.values import CodeOption, Document, Value

MOST_PIXELS = 20_000_000
"""Of all pictures of one document."""

_PNG_HEAD = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{4})(.{4})", re.DOTALL)
_FEED = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*mm|(\d{1,3})", re.ASCII)
_SHORT_NUMBER = 9  # from so many digits on, upc and ean are the long kinds
_KINDS = {
    "code39": Symbology.CODE39,
    "itf": Symbology.ITF,
    "codabar": Symbology.CODABAR,
    "nw7": Symbology.CODABAR,
    "code93": Symbology.CODE93,
    "code128": Symbology.CODE128,
}
_SHORT_AND_LONG = {
    "upc": (Symbology.UPC_E, Symbology.UPC_A),
    "ean": (Symbology.EAN8, Symbology.EAN13),
    "jan": (Symbology.EAN8, Symbology.EAN13),
}


def made(document: Document) -> dict[int, tuple[tuple[Value, Element], ...]]:
    """The elements that properties ask for, each with the value that says so, by the line of the source.

    Raises:
        MarkupError: One that cannot be, by its place.
    """
    makers = _Makers()
    properties = [line for line in document.lines if isinstance(line, PropertyLine) and line.values]
    return {line.number: makers.all_of(line) for line in properties}


class _Makers:
    """Makes the elements of one document, whose pictures share a limit."""

    def __init__(self) -> None:
        self._pixels = 0

    def all_of(self, line: PropertyLine) -> tuple[tuple[Value, Element], ...]:
        """The elements of one property, in the order of ``ORDER``."""
        values = sorted((value for value in line.values if value.key in ORDER), key=lambda one: ORDER.index(one.key))
        return tuple((value, self._made(line, value)) for value in values)

    def _made(self, line: PropertyLine, value: Value) -> Element:
        try:
            if value.key == "image":
                return self._image(value.text)
            if value.key == "code":
                return _code(value.text, line.settings.option)
            return _MAKERS[value.key](value.text)
        except InputError as error:
            raise MarkupError(error.message, line=line.number, column=value.column, hint=error.hint) from error

    def _image(self, text: str) -> Element:
        data = _png(text)
        head = _PNG_HEAD.match(data)
        if not head:
            raise DocumentError("this image is no PNG", hint="It must be a whole PNG file in base64.")
        self._pixels += int.from_bytes(head[1]) * int.from_bytes(head[2])
        if self._pixels > MOST_PIXELS:
            raise DocumentError(
                f"images of over {MOST_PIXELS // 1_000_000} million pixels in all are refused",
                hint="Scale them down first; the paper is 576 dots wide.",
            )
        return Image(read_picture(data))


def _png(text: str) -> bytes:
    """The bytes of base64, with or without ``=`` at its end."""
    digits = re.sub(r"\s+", "", text).rstrip("=")
    try:
        return base64.b64decode(digits + "=" * (-len(digits) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise DocumentError(f"this image is no base64 ({error})") from error


def _code(data: str, option: CodeOption) -> Element:
    if option.kind == "qrcode":
        return Code(QRCode(data, module_dots=option.cell_dots, level=ErrorLevel[option.level.upper()]))
    symbology = _symbology(option.kind, data)
    readable = TextPosition.BELOW if option.readable else TextPosition.NONE
    command = Barcode(
        symbology,
        _as_taken(symbology, data),
        height_dots=option.height_dots,
        module_dots=option.module_dots,
        text=readable,
    )
    return Code(command)


def _symbology(kind: str, data: str) -> Symbology:
    if kind in _SHORT_AND_LONG:
        return _SHORT_AND_LONG[kind][len(data) >= _SHORT_NUMBER]
    return _KINDS[kind]


def _as_taken(symbology: Symbology, data: str) -> str:
    """The data as our command takes it: the asterisks of CODE39 and small letters of CODABAR are the printer's own."""
    if symbology is Symbology.CODE39:
        return data.removeprefix("*").removesuffix("*")
    return data.upper() if symbology is Symbology.CODABAR else data


def _command(text: str) -> Element:
    try:
        return Given(Raw(text.encode("latin-1")))
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"a command is made of bytes, not of {text[error.start]!r}", hint=r"Write bytes as \x1b."
        ) from error


def _feed(text: str) -> Element:
    match = _FEED.fullmatch(text)
    if not match:
        raise DocumentError(f"feed takes lines or millimetres, such as 2 or 5 mm, not {text!r}")
    return Space(int(match[2] or 0), float(match[1] or 0))


def _drawer(text: str) -> Element:
    if text not in ("2", "5"):
        raise DocumentError(f"drawer takes the pin, 2 or 5, not {text!r}")
    return Act(OpenDrawer(DrawerPin[f"PIN_{text}"]))


def _times(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise DocumentError(f"{name} takes how many times, not {text!r}")
    return int(text)


_MAKERS: dict[str, Callable[[str], Element]] = {
    "pdf417": lambda text: Code(PDF417(text)),
    "feed": _feed,
    "alarm": lambda text: Act(Alarm(_times("alarm", text), duration_ms=200)),
    "beep": lambda text: Act(Beep(_times("beep", text), duration_ms=100)),
    "drawer": _drawer,
    "command": _command,
}
ORDER = ("image", "code", *_MAKERS)
"""The keys that make something, in the order in which one property makes them."""
