"""The Python reference page: every public name with its signature and its own words."""

from __future__ import annotations

import enum
import inspect
import re
import textwrap
import types
import typing
from importlib import import_module
from typing import Any

ROOMS = {
    "ocom809": "What most programs need; loaded on first use.",
    "ocom809.outcomes": "What a print ends in where nothing is raised.",
    "ocom809.job": "Jobs that were prepared before.",
    "ocom809.exchanges": "What a print tells while it waits, and what may be decided then.",
    "ocom809.several": "Several printers for one document.",
    "ocom809.watching": "What changes at a printer.",
    "ocom809.alarming": "Alarms that somebody has to hear.",
    "ocom809.metrics": "Counts of jobs, for monitoring.",
    "ocom809.profile": "Facts about a unit, and where each comes from.",
    "ocom809.commands": "Commands: frozen values that know their bytes. `encode(commands)` joins them.",
    "ocom809.receipt": "Documents.",
    "ocom809.receipt.styles": "How text looks, as keywords of `Receipt.text` and others.",
    "ocom809.receipt.words": "What is taken for text.",
    "ocom809.receipt.elements.columns": "What is taken for a cell.",
    "ocom809.receipt.pictures.tones": "How a picture becomes dots, as keywords of `Receipt.image`.",
    "ocom809.receipt.codes": "GS1 data and payments for `Receipt.gs1`, `datamatrix` and `payment`.",
    "ocom809.receipt.markup": "Receipts as text files; `Receipt.from_markup` is what most programs need.",
    "ocom809.receipt.templates": "Templates; `Receipt.from_template` is what most programs need.",
    "ocom809.receipt.pictures": "Pictures as dots.",
    "ocom809.receipt.drawings": "Pictures to try things with.",
    "ocom809.receipt.lint": "What `Receipt.check` finds.",
    "ocom809.commands.resynchronising": "What frees a printer that a broken job left in the midst of a command.",
    "ocom809.status": "What the printer answers.",
    "ocom809.devices": "Wires.",
    "ocom809.parameters": "Settings: planned, sent and verified.",
    "ocom809.discovery": "Finding printers; nothing is printed, cut or changed by it.",
    "ocom809.virtual": "The printer made of software.",
    "ocom809.virtual.control_server": "The socket by which other programs play faults on it.",
    "ocom809.web": "Its live page, for the browser.",
    "ocom809.trace": "Standing between a program and a printer.",
    "ocom809.diagnosis": "What a unit is, and what is wrong with it.",
    "ocom809.testing": "For whoever tests what prints, or builds a wire of their own.",
}

CHOSEN = {
    "ocom809.outcomes": ("Kicked", "Outcome", "Printed", "Sent"),
    "ocom809.exchanges": ("Decision", "Exchange", "OnWait", "Waiting"),
    "ocom809.several": ("Delivered", "Failover", "AsyncFailover", "FannedOut", "FanOut", "AsyncFanOut", "none_printed"),
    "ocom809.watching": ("Change", "Watch"),
    "ocom809.alarming": ("Alarmed",),
    "ocom809.receipt.styles": ("TextStyle",),
    "ocom809.receipt.words": ("Words",),
    "ocom809.receipt.elements.columns": ("CellLike",),
    "ocom809.receipt.pictures.tones": ("ImageShading",),
    "ocom809.receipt.drawings": ("grey_steps", "length_ruler", "tea_cup", "width_ruler"),
    "ocom809.commands.resynchronising": ("Resynchronisation", "blind_prologue", "prologue", "resynchronisation"),
}
"""What is shown of a room that holds more, or that exports what it does not define."""
ELSEWHERE = {
    "ocom809.errors": "[Errors](errors.md)",
    "ocom809.escpos": "[The drop-in for python-escpos](python-escpos.md)",
}
"""Rooms with a page of their own."""

LONGEST_DEFAULT = 40
_FORWARD = re.compile(r"ForwardRef\(([^()]*)\)")  # as named tuples spell their types
OTHER_FILES = {"Acts", "Builder", "Codes", "DrawerAndAlarm", "Handling", "Layout", "Writing"}
"""Bases that hold a part of the methods of a public class, so that no file gets too long."""


def python_page() -> str:
    """The whole page."""
    parts = [
        "# Python\n\nMade from the code by `tools/make-reference`.\n",
        "\n".join(f"- `{room}`: {about}" for room, about in contents().items()) + "\n",
    ]
    for room, about in ROOMS.items():
        module = import_module(room)
        parts.append(f"## {room}\n\n{about}\n")
        parts += [described(name, getattr(module, name)) for name in public_names(module)]
    return "\n".join(parts)


def contents() -> dict[str, str]:
    """Every room with what it is for, those with a page of their own last."""
    return ROOMS | {room: f"has a page of its own, {page}." for room, page in ELSEWHERE.items()}


def public_names(module: Any) -> list[str]:
    """What the module exports; without a list of its own, the classes that it defines."""
    if module.__name__ in CHOSEN:
        return list(CHOSEN[module.__name__])
    own = (
        name for name, thing in vars(module).items() if inspect.isclass(thing) and thing.__module__ == module.__name__
    )
    return sorted(getattr(module, "__all__", [name for name in own if not name.startswith("_")]), key=str.lower)


def described(name: str, thing: Any) -> str:
    """One name: a heading, how it is called, what it says of itself, and its public methods."""
    if inspect.ismodule(thing):
        return f"### {name}\n\nThe module `{thing.__name__}`.\n"
    lines = [called(name, thing), "", *words(thing)]
    if inspect.isclass(thing):
        for method, member in public_members(thing):
            lines += ["", indented(called(method, member)), *indented_words(member)]
    return f"### {name}\n\n```text\n" + "\n".join(lines).rstrip() + "\n```\n"


def called(name: str, thing: Any) -> str:
    """How it is called; a value or a property by its name alone."""
    if isinstance(thing, property):
        return f"{name}   (property)"
    if isinstance(thing, (classmethod, staticmethod)):
        thing = thing.__func__
    if inspect.isclass(thing) and issubclass(thing, enum.Enum):
        return f"{name}: {', '.join(thing.__members__)}"
    if is_alias(thing) or typing.is_typeddict(thing):
        return type_in_words(name, thing)
    if not callable(thing):
        return name
    try:
        signature = str(shortened(inspect.signature(thing))).replace("'", "").replace(" -> None", "")
        signature = _FORWARD.sub(r"\1", signature)
    except ValueError:
        return name
    return "\n".join(textwrap.wrap(f"{name}{signature}", 96, subsequent_indent="    ", break_long_words=False))


def type_in_words(name: str, thing: Any) -> str:
    """What an alias stands for, or the keys of a typed dictionary."""
    if is_alias(thing):
        return f"{name} = {re.sub(r'(collections[.]abc|ocom809|typing)[.]([a-z_]+[.])*', '', str(thing))}"
    return "\n".join([f"{name}: any of these keywords", *map(indented, keywords(thing))])


def is_alias(thing: Any) -> bool:
    """Whether it is a name for other types, such as ``Printed | Sent``."""
    return isinstance(thing, types.UnionType) or typing.get_origin(thing) is not None


def keywords(kind: Any) -> list[str]:
    """The keys of a typed dictionary with their types."""
    types_as_written = {
        key: getattr(kind_of, "__forward_arg__", kind_of) for key, kind_of in kind.__annotations__.items()
    }
    return [f"{key}: {written}" for key, written in types_as_written.items()]


class Shown:
    """A default value as a reader wants to see it: members of an enum by name, long values cut short."""

    def __init__(self, value: Any) -> None:
        text = f"{type(value).__name__}.{value.name}" if isinstance(value, enum.Enum) else repr(value)
        self.text = text if len(text) <= LONGEST_DEFAULT and " at 0x" not in text else "…"

    def __repr__(self) -> str:
        return self.text


def shortened(signature: inspect.Signature) -> inspect.Signature:
    """The signature with its default values as ``Shown``."""
    empty = inspect.Parameter.empty
    return signature.replace(
        parameters=[
            one if one.default is empty else one.replace(default=Shown(one.default))
            for one in signature.parameters.values()
        ]
    )


def words(thing: Any) -> list[str]:
    """Its docstring, without what dataclasses write of their own accord."""
    if is_alias(thing):
        return []
    text = inspect.getdoc(thing) if inspect.isclass(thing) or callable(thing) or isinstance(thing, property) else ""
    return [] if not text or text.startswith(f"{getattr(thing, '__name__', '')}(") else text.splitlines()


def public_members(kind: type) -> list[tuple[str, Any]]:
    """Methods and properties that the class defines, by itself or by those that it is put together from."""
    if issubclass(kind, (enum.Enum, BaseException)):
        return []
    methods = (classmethod, staticmethod, property)
    members = {name: value for part in parts_of(kind) for name, value in vars(part).items() if not name.startswith("_")}
    return [(name, value) for name, value in members.items() if inspect.isfunction(value) or isinstance(value, methods)]


def parts_of(kind: type) -> list[type]:
    """The class and those of its bases that fill other files of it, such as the ``Layout`` of a ``Receipt``."""
    return [base for base in reversed(kind.__mro__) if base is kind or base.__name__ in OTHER_FILES]


def indented_words(member: Any) -> list[str]:
    """The first paragraph of a member's docstring."""
    thing = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
    text = (inspect.getdoc(thing) or "").split("\n\n", 1)[0]
    return [indented(indented(text))] if text else []


def indented(text: str) -> str:
    """Four blanks in front of each line."""
    return textwrap.indent(text, "    ")
