"""Jinja2 with bounds: what a template may touch, and for how long and how much it may go on."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FunctionLoader, StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from ocom809.errors import DocumentError
from ocom809.receipt.templates import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2.lexer import TokenStream
    from jinja2.runtime import Context

SECONDS: Final = 5.0
MOST_CHARACTERS: Final = 1_000_000
MOST_TOKENS: Final = 50_000
"""Of a template, which takes some seconds to be understood then; long texts between its tags count once."""
_LARGEST_BITS: Final = 4096
_LARGEST_POWER: Final = 64
# fmt: off
_FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr",
    "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)
_GLOBALS: Final = ("cycler", "dict", "joiner", "namespace", "range")
_TEXT_METHODS: Final = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isspace",
    "isupper", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip", "split", "splitlines", "startswith",
    "strip", "title", "upper",
))
# fmt: on
_METHODS: Final[tuple[tuple[type, frozenset[str]], ...]] = (
    (str, _TEXT_METHODS),
    (dict, frozenset({"get", "items", "keys", "values"})),
    (list, frozenset({"count", "index"})),
    (datetime.date, frozenset({"date", "day", "hour", "isoformat", "minute", "month", "second", "time", "year"})),
    (datetime.time, frozenset({"hour", "isoformat", "minute", "second"})),
    (object, frozenset()),
)


def joined(parts: Iterable[str]) -> str:
    """Texts as one, as long as they are no longer than any receipt."""
    collected, size = [], 0
    for part in parts:
        size += len(part)
        _must_fit(size)
        collected.append(part)
    return "".join(collected)


def _must_fit(size: int) -> None:
    if size > MOST_CHARACTERS:
        raise DocumentError(f"the template makes over {MOST_CHARACTERS} characters, more than any receipt needs")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering.

    Args:
        filters: Those of ours, by name.
        seconds: How long it may take.
    """

    concat = staticmethod(joined)
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, filters: dict[str, Callable[..., Any]], seconds: float = SECONDS) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=printed,
            extensions=[_Marking],
            loader=FunctionLoader(_refused),
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            cache_size=0,
        )
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        known = {name: self.filters[name] for name in _FILTERS}
        self.filters = known | {"join": join, "replace": replace, "_on_time": _on_time, "_joined": joined_all} | filters
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.binop_table |= {"+": _sum, "*": _product, "**": _power, "%": _remainder}

    def must_be_on_time(self) -> None:
        """Refuse to go on when the time is over."""
        if time.monotonic() > self._end:
            raise DocumentError(
                f"the template was stopped after {self._seconds:g} s", hint="Does it repeat something without end?"
            )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let each round of a loop and each call of a macro look at the clock, and bound what ``~`` joins."""
        tree = super()._parse(source, name, filename)
        for kind in (nodes.For, nodes.Macro, nodes.CallBlock):
            self._watch(tree.find_all(kind))
        bounded: nodes.Template = _Bounding().visit(tree)
        return bounded

    @staticmethod
    def _watch(found: Iterable[nodes.For | nodes.Macro | nodes.CallBlock]) -> None:
        for node in found:
            look = nodes.Filter(nodes.Const(None), "_on_time", [], [], None, None)
            node.body.insert(0, nodes.ExprStmt(look, lineno=node.lineno).set_lineno(node.lineno))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What the data names comes before what Python names so, such as the items of an order."""
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Values have few methods, none of which makes much of little; Jinja's own things have theirs."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if type(obj).__module__.startswith("jinja2."):
            return True
        return next(attr in methods for kind, methods in _METHODS if isinstance(obj, kind))

    def wrap_str_format(self, value: Any) -> Any:
        """Texts are put together by filters here."""
        if getattr(value, "__name__", "") in {"format", "format_map"} and isinstance(value.__self__, str):
            raise SecurityError("texts have no format() here; use ~ and the filters number, money and pad")
        return None


class _Marking(Extension):
    """Marks what stands in the template itself."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for number, token in enumerate(stream):
            if number > MOST_TOKENS:
                raise DocumentError(f"a template of over {MOST_TOKENS} words and signs is refused")
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", marks.written("", token.lineno))
            marked = token.type == "data"
            yield Token(token.lineno, "data", marks.written(token.value, token.lineno)) if marked else token


class _Bounding(NodeTransformer):
    """Turns ``a ~ b`` into a filter that knows its limit."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        items = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(items, "_joined", [], [], None, None, lineno=node.lineno)


def _refused(name: str) -> None:
    raise DocumentError(f"this template asks for another one, {name[:40]!r}, and each stands alone here")


@pass_context
def _on_time(context: Context, nothing: None) -> None:
    del nothing
    environment = context.environment
    if isinstance(environment, Sandbox):
        environment.must_be_on_time()


def printed(thing: object) -> object:
    """How a value stands on paper; what has no sensible way is refused."""
    if isinstance(thing, str):
        return thing
    if thing is None:
        return ""
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, (datetime.date, datetime.time)):
        return thing.isoformat()
    if isinstance(thing, (int, float, Decimal)):
        return str(thing)
    if isinstance(thing, StrictUndefined):
        return thing  # says itself what there is not, with the line
    raise DocumentError("a list or an object stands where a text or a number goes", hint="Loop over it with for.")


def joined_all(parts: Iterable[object]) -> str:
    """The same of any values."""
    return joined(str(printed(part)) for part in parts)


def join(parts: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    """The parts, or what each of them has by a name, with a text between them."""
    texts = [str(printed(part[attribute] if attribute and isinstance(part, dict) else part)) for part in parts]
    _must_fit(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def replace(text: object, old: str, new: str, count: int = -1) -> str:
    """The text with another text in place of one."""
    source = str(printed(text))
    _must_fit(len(source) + (source.count(old) + 1) * len(new))
    return source.replace(old, new, count)


def _sum(left: Any, right: Any) -> Any:
    if hasattr(left, "__len__") and hasattr(right, "__len__"):
        _must_fit(len(left) + len(right))
    return left + right


def _product(left: Any, right: Any) -> Any:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, (str, list, tuple)) and isinstance(other, int):
            _must_fit(len(one) * max(other, 0))
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _LARGEST_BITS:
        raise DocumentError("the template calculates an endless number")
    return left * right


def _power(left: Any, right: Any) -> Any:
    bits = left.bit_length() if isinstance(left, int) else 1
    if abs(right) > _LARGEST_POWER or bits * abs(right) > _LARGEST_BITS:
        raise DocumentError("the template calculates an endless number")
    return left**right


def _remainder(left: Any, right: Any) -> Any:
    if isinstance(left, str):
        raise SecurityError("texts have no % here; use ~ and the filters number, money and pad")
    return left % right
