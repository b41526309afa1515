"""A template with its data, as markup on the canvas of one printer."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from ocom809.errors import DocumentError, MarkupError, MissingPackage
from ocom809.receipt.markup.blocks import made
from ocom809.receipt.markup.element import Markup
from ocom809.receipt.markup.parser import parse
from ocom809.receipt.templates import marks
from ocom809.receipt.templates.data import checked, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.markup.remarks import Remark
    from ocom809.receipt.pieces import Piece

MOST_CHARACTERS: Final = 1_000_000
"""Of a template."""
_MOST_COMPILED: Final = 16
_LONGEST_MESSAGE: Final = 300
_FILE: Final = "<template>"


@dataclass(frozen=True, slots=True)
class Rendered(Markup):
    """Markup that a template made: what is wrong with it is told by the template's lines.

    Attributes:
        lines: For each line of the markup that of the template.
        template: What the template is called in messages.
    """

    name: ClassVar[str] = "template"
    lines: tuple[int, ...] = field(default=(), repr=False)
    template: str = "template"

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """As any markup."""
        try:
            # Written in full, because a dataclass with slots is another class than the one that super() means.
            yield from Markup.layout(self, canvas)
        except MarkupError as error:
            raise _placed(error, self.template, self.lines) from error

    def told(self, remark: Remark) -> str:
        """A remark by the template's line."""
        return f"{_line_of(remark.line, self.template, self.lines)}: {remark.message}"

    @classmethod
    def from_markup(cls, markup: marks.Markup, template: str) -> Self:
        """The document that a rendered template holds.

        Raises:
            DocumentError: It is no markup, or asks for what cannot be.
        """
        try:
            document = parse(markup.text)
            for remark in document.remarks:
                if remark.refused:
                    raise remark.as_error()
            return cls(document, made(document), markup.lines, template)
        except MarkupError as error:
            raise _placed(error, template, markup.lines) from error


def read_template(source: str | Path) -> tuple[str, str]:
    """What a template is called, and its text.

    Raises:
        DocumentError: Its file can't be read, or is no text.
    """
    if not isinstance(source, Path):
        return "template", source
    try:
        with source.open("rb") as file:
            return source.name, file.read(MOST_CHARACTERS * 4 + 1).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "this is no UTF-8 text"
        raise DocumentError(f"{source}: {said}", hint="Nothing was sent.") from error


def document_of(
    source: str, data: object, *, locale: str | None = None, name: str = "template", seconds: float | None = None
) -> Rendered:
    """Render a template and read the markup that comes out.

    Raises:
        DocumentError: The template or its data cannot be used; the message begins with the template's name and line.
        MissingPackage: Jinja2 is not installed, or Babel where a locale is asked for.
    """
    try:
        import jinja2
    except ImportError as error:
        raise MissingPackage(
            "templates need the package jinja2", hint="Install it: pip install 'ocom809[templates]'."
        ) from error
    if type(source) is not str:
        raise DocumentError(f"a template is a text, not {type(source).__name__}")
    if len(source) > MOST_CHARACTERS or source.count("\n") >= marks.MOST_LINES:
        raise DocumentError(f"{name}: a template of over {MOST_CHARACTERS} characters is refused")
    values = checked(data)
    try:
        return Rendered.from_markup(_rendered(source, values, _locale(locale, values), seconds), name)
    except jinja2.TemplateSyntaxError as error:
        raise DocumentError(
            f"{name}, line {error.lineno}: {_one_line(error.message or '')}", hint="Nothing was sent."
        ) from error
    except jinja2.UndefinedError as error:
        hint = f"The data has: {names(values)}."
        raise DocumentError(f"{_place(error, name)}: {_one_line(error.message or 'unknown')}", hint=hint) from error
    except DocumentError as error:
        if error.message.startswith(f"{name}, line "):
            raise
        raise DocumentError(f"{_place(error, name)}: {error.message}", hint=error.hint) from error
    except MissingPackage:
        raise
    except RecursionError as error:
        raise DocumentError(f"{name}: it nests too deeply, or calls itself without end") from error
    except Exception as error:  # whatever the template's expressions do with the data
        raise DocumentError(f"{_place(error, name)}: {_one_line(str(error)) or type(error).__name__}") from error


def _rendered(source: str, values: dict[str, Any], locale: str | None, seconds: float | None) -> marks.Markup:
    from ocom809.receipt.templates.bounded import joined
    from ocom809.receipt.templates.filters import filters_for
    from ocom809.receipt.templates.sandbox import SECONDS, Sandbox

    environment = Sandbox(filters_for(locale), SECONDS if seconds is None else seconds)
    code = _compiled(source.replace("\r\n", "\n"), locale)
    template = environment.template_class.from_code(environment, code, environment.make_globals(None))
    return marks.markup(joined(_on_time(environment, template.generate(values))))


@lru_cache(maxsize=_MOST_COMPILED)
def _compiled(source: str, locale: str | None) -> CodeType:
    """A template as code. The locale belongs to it, because filters of constants are worked out here already."""
    from ocom809.receipt.templates.filters import filters_for
    from ocom809.receipt.templates.sandbox import Sandbox

    return Sandbox(filters_for(locale)).compile(source)


def _on_time(environment: Any, parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        environment.must_be_on_time()
        yield part


def _locale(locale: str | None, values: dict[str, Any]) -> str | None:
    """Who calls says it, or the data."""
    found = locale if locale is not None else values.get("locale")
    if found is not None and not isinstance(found, str):
        raise DocumentError(f"a locale is a text such as de_DE, not {found!r}")
    return found


def _line(error: BaseException) -> int | None:
    """The line of the template that was at work; the innermost, where macros call one another."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _FILE]
    return frames[-1].lineno if frames else None


def _place(error: BaseException, name: str) -> str:
    line = _line(error)
    return name if line is None else f"{name}, line {line}"


def _placed(error: MarkupError, template: str, lines: tuple[int, ...]) -> DocumentError:
    """The same error by the template's line."""
    said = error.message.partition(": ")[2]
    return DocumentError(f"{_line_of(error.line, template, lines)}: {said}", hint=error.hint)


def _line_of(line: int, template: str, lines: tuple[int, ...]) -> str:
    """The template's line that a line of the markup comes from."""
    return f"{template}, line {lines[line - 1] if line <= len(lines) else line}"


def _one_line(text: str) -> str:
    return " ".join(text.replace("'dict object'", "the object").split()).rstrip(".")[:_LONGEST_MESSAGE]
