"""Jinja2 with bounds: what a template may touch, and for how long and how much it may go on."""

from __future__ import annotations

import datetime
import time
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FunctionLoader, StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from ocom809.errors import DocumentError
from ocom809.receipt.templates import marks
from ocom809.receipt.templates.bounded import (
    MOST_MADE,
    collected,
    dictionary,
    join,
    joined,
    joined_all,
    power,
    printed,
    product,
    remainder,
    replace,
    sum_of,
    total,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2.lexer import TokenStream
    from jinja2.runtime import Context

SECONDS: Final = 5.0
MOST_TOKENS: Final = 50_000
"""Of a template, which takes some seconds to be understood then; long texts between its tags count once."""
# fmt: off
_FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "items", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr",
    "sort", "string", "title", "trim", "truncate", "unique", "upper", "wordcount",
)
_GLOBALS: Final = ("cycler", "joiner", "namespace", "range")
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
        self._made = 0
        self._end = time.monotonic() + seconds
        known = {name: self.filters[name] for name in _FILTERS}
        self.filters = {name: self._timed(function) for name, function in (known | _OURS | filters).items()}
        self.globals = {name: self.globals[name] for name in _GLOBALS} | {"dict": dictionary}
        self.binop_table |= {"+": sum_of, "*": product, "**": power, "%": remainder}

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that looks at the clock and counts what it makes, because ``map`` calls it as often as a loop."""

        @wraps(function)  # with the marks of Jinja's own
        def timed(*values: Any, **named: Any) -> Any:
            self.must_be_on_time()
            result = function(*values, **named)
            self._made += len(result) if isinstance(result, str) else 0
            if self._made > MOST_MADE:
                raise DocumentError("the template makes more text on the way than any receipt needs")
            return result

        return timed

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
    """Puts a filter that knows its limit in place of ``a ~ b``, and around lists, tuples and dictionaries."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        items = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(items, "_joined", [], [], None, None, lineno=node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - named by Jinja
        return self._collected(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - named by Jinja
        return self._collected(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - named by Jinja
        return self._collected(node) if node.ctx == "load" else node

    def _collected(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return nodes.Filter(node, "_collected", [], [], None, None, lineno=node.lineno)


def _refused(name: str) -> None:
    raise DocumentError(f"this template asks for another one, {name[:40]!r}, and each stands alone here")


@pass_context
def _on_time(context: Context, nothing: None) -> None:
    del nothing
    environment = context.environment
    if isinstance(environment, Sandbox):
        environment.must_be_on_time()


_OURS: Final[dict[str, Callable[..., Any]]] = {
    "int": whole,
    "join": join,
    "replace": replace,
    "sum": total,
    "_collected": collected,
    "_joined": joined_all,
    "_on_time": _on_time,
}
