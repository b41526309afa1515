"""What a file or standard input holds, read with a limit and made into a document."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocom809.cli.logo_above import with_logo
from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.receipt import Receipt

KINDS = ("text", "markup", "template", "image", "raw")
TEXT_LIMIT_BYTES = 1024 * 1024
MARKUP_LIMIT_BYTES = 8 * 1024 * 1024
"""Pictures stand in it, so it is longer than a text."""
RAW_LIMIT_BYTES = 16 * 1024 * 1024
IMAGE_LIMIT_BYTES = 64 * 1024 * 1024

_KIND_BY_ENDING = (
    dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".avif", ".tif", ".tiff", ".svg", ".pdf"), "image")
    | dict.fromkeys((".bin", ".prn", ".escpos", ".raw"), "raw")
    | {".receipt": "markup", ".j2": "template"}
)


def kind_of(place: str) -> str:
    """What a file most likely holds, by its ending; anything else is text."""
    return _KIND_BY_ENDING.get(Path(place).suffix.lower(), "text")


def read_document(
    place: str,
    kind: str,
    *,
    cut: bool,
    data: str | None = None,
    locale: str | None = None,
    picture: dict[str, Any] | None = None,
    logo: str | None = None,
) -> Receipt:
    """The document that ``place`` holds (``-`` is standard input).

    Args:
        place: Where it is.
        kind: What it holds.
        cut: Whether a cut stands behind it.
        data: The JSON file of a template's data.
        locale: In whose way a template writes money, numbers and dates.
        picture: What ``Receipt.image`` takes, where it is a picture or has a logo.
        logo: The key of a logo, and ``=`` and its picture where the document is none.

    Raises:
        DocumentError: It cannot be read, is too large, is not what ``kind`` says, or is no picture, and ``picture``
            says how to draw one.
    """
    if logo is not None:
        read = partial(read_document, place, kind, cut=cut, data=data, locale=locale)
        return with_logo(logo, _named(place), kind, picture or {}, lambda options: read(picture=options))
    if picture and kind != "image":
        named = ", ".join(f"--{name.replace('_', '-')}" for name in picture)
        raise DocumentError(f"{_named(place)}: {named} goes with pictures only", hint="Is it one? Add --as image.")
    if (data or locale) and kind != "template":
        raise DocumentError(f"{_named(place)}: only templates take data and a locale", hint="Their names end in .j2.")
    if kind == "image":
        return _image(place, cut, picture or {})
    if kind == "template":
        return _template(place, data, locale, cut=cut)
    return _READERS[kind](place, cut)


def read_raw(place: str) -> bytes:
    """Printer bytes as they are."""
    return _bounded(place, RAW_LIMIT_BYTES, "raw")


def read_to_decode(place: str) -> bytes:
    """Printer bytes that are only looked at.

    Raises:
        DocumentError: They cannot be read, or are none, or too many.
    """
    data = _read(place, RAW_LIMIT_BYTES)
    if not data:
        raise DocumentError(f"{_named(place)}: holds nothing to decode")
    if len(data) > RAW_LIMIT_BYTES:
        most = f"{RAW_LIMIT_BYTES // 1024} KiB"
        raise DocumentError(
            f"{_named(place)}: over {most}, which is more than is decoded", hint="Is it the right file?"
        )
    return data


def _text(place: str, cut: bool) -> Receipt:
    from ocom809.receipt import Receipt

    receipt = Receipt.from_text(_decoded(_bounded(place, TEXT_LIMIT_BYTES, "text"), place))
    return receipt.cut() if cut else receipt


def _markup(place: str, cut: bool) -> Receipt:
    from ocom809.receipt import Receipt
    from ocom809.receipt.markup.element import ends_with_cut

    text = _decoded(_bounded(place, MARKUP_LIMIT_BYTES, "markup"), place)
    try:
        receipt = Receipt.from_markup(text)
    except DocumentError as error:
        raise DocumentError(f"{_named(place)}: {error.message}", hint=error.hint or "Nothing was sent.") from error
    return receipt.cut() if cut and not ends_with_cut(receipt) else receipt


def _template(place: str, data: str | None, locale: str | None, *, cut: bool) -> Receipt:
    from ocom809.receipt import Receipt
    from ocom809.receipt.markup.element import ends_with_cut
    from ocom809.receipt.templates import document_of
    from ocom809.receipt.templates.data import from_json

    if data is None:
        raise DocumentError(f"{_named(place)}: a template needs data", hint="Name its JSON file: --data FILE.json.")
    if place == data:
        raise DocumentError("template and data cannot both come from one place")
    text = _decoded(_bounded(place, MARKUP_LIMIT_BYTES, "template"), place)
    try:
        values = from_json(_decoded(_bounded(data, MARKUP_LIMIT_BYTES, "data"), data))
    except DocumentError as error:
        begins = "" if error.message.startswith(_named(data)) else f"{_named(data)}: "
        raise DocumentError(f"{begins}{error.message}", hint=error.hint) from error
    receipt = Receipt([document_of(text, values, locale=locale, name=_named(place))])
    return receipt.cut() if cut and not ends_with_cut(receipt) else receipt


def _image(place: str, cut: bool, options: dict[str, Any]) -> Receipt:
    from ocom809.receipt import Receipt

    # A file is left to the picture room, which knows its limits; standard input is read here.
    source: Any = _bounded(place, IMAGE_LIMIT_BYTES, "image") if place == "-" else Path(place)
    receipt = Receipt().image(source, **options)
    return receipt.cut() if cut else receipt


def _raw(place: str, cut: bool) -> Receipt:
    from ocom809.receipt import Receipt

    del cut  # raw bytes are sent as they are, to the last one
    return Receipt().raw(read_raw(place))


_READERS: dict[str, Callable[[str, bool], Receipt]] = {"text": _text, "markup": _markup, "raw": _raw}


def _bounded(place: str, limit: int, kind: str) -> bytes:
    data = _read(place, limit)
    if not data:
        raise DocumentError(f"{_named(place)}: holds nothing to print", hint="Nothing was sent.")
    if len(data) > limit:
        raise DocumentError(
            f"{_named(place)}: over {limit // 1024} KiB, which is more than one print of kind {kind} may hold",
            hint="Nothing was sent. Is it the right file?",
        )
    return data


def _read(place: str, limit: int) -> bytes:
    try:
        return _standard_input(limit) if place == "-" else _file(Path(place), limit)
    except (OSError, ValueError) as error:
        raise DocumentError(f"{_named(place)}: {getattr(error, 'strerror', None) or error}") from error


def _standard_input(limit: int) -> bytes:
    # Python has no standard input where the caller closed it.
    return sys.stdin.buffer.read(limit + 1) if sys.stdin else b""


def _file(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit + 1)


def _decoded(data: bytes, place: str) -> str:
    """UTF-8 text, without the mark that some editors put in front; anything else is refused by its place."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(place, error.start, data) from error
    if "\0" in text:
        raise _not_text(place, data.index(0), data)
    return text


def _not_text(place: str, offset: int, data: bytes) -> DocumentError:
    line = data.count(b"\n", 0, offset) + 1
    return DocumentError(
        f"{_named(place)}: this is no UTF-8 text (byte {offset}, line {line} is {data[offset]:02x}h)",
        hint="Say what it is by --as image or --as raw, or save the text as UTF-8.",
    )


def _named(place: str) -> str:
    return "standard input" if place == "-" else place
