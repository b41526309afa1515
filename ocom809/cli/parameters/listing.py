"""``parameters list`` and ``parameters show``: the catalogue and the dialects, told by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, speech_options

if TYPE_CHECKING:
    from ocom809.parameters import Dialect, Parameter

_NAME_WIDTH = 22


@click.command("list")
@click.option("--dialects", is_flag=True, help="List the dialects instead.")
@speech_options
@click.pass_obj
def list_(settings: Settings, *, dialects: bool) -> None:
    """List all parameters, or all dialects. Asks no printer."""
    from ocom809.parameters import CATALOGUE, DIALECTS

    if dialects:
        lines = [_row(one.name, one.about, one.confidence.name.lower()) for one in DIALECTS.values()]
        show.answer(settings, {"dialects": [dialect_facts(one) for one in DIALECTS.values()]}, *lines)
        return
    lines, group = [], ""
    for one in CATALOGUE.values():
        lines += [] if one.group == group else [one.group]
        lines.append("  " + _row(one.name, one.title, one.range))
        group = one.group
    show.answer(settings, {"parameters": [parameter_facts(one) for one in CATALOGUE.values()]}, *lines)


@click.command("show")
@click.argument("name")
@speech_options
@click.pass_obj
def show_one(settings: Settings, *, name: str) -> None:
    """Show all that is known of the parameter or dialect NAME. Asks no printer."""
    from ocom809.parameters import CATALOGUE, DIALECTS, parameter

    if name in DIALECTS and name not in CATALOGUE:
        facts = dialect_facts(DIALECTS[name])
    else:
        facts = parameter_facts(parameter(name))
    show.answer(settings, facts, *_described(facts))


def parameter_facts(one: Parameter) -> dict[str, Any]:
    """A parameter for programs."""
    from ocom809.parameters import DIALECTS

    return {
        "name": one.name,
        "title": one.title,
        "group": one.group,
        "range": one.kind.words,
        "unit": one.unit,
        "default": None if one.default is None else one.kind.show(one.default),
        "restart": one.restart,
        "danger": one.danger,
        "dialects": [spoken.name for spoken in DIALECTS.values() if one.name in spoken.parameters],
        "confidence": one.evidence.confidence.name.lower(),
        "source": one.evidence.source,
    }


def dialect_facts(one: Dialect) -> dict[str, Any]:
    """A dialect for programs."""
    return {
        "name": one.name,
        "about": one.about,
        "way": one.way.value,
        "confidence": one.confidence.name.lower(),
        "source": one.source,
        "verification": one.verification,
        "settle_seconds": one.settle_seconds,
        "instructions": [f"{each.about}: {each.layout}" for each in one.instructions],
        "by_hand": list(one.by_hand),
    }


def _row(name: str, title: str, more: str) -> str:
    return f"{name:<{_NAME_WIDTH}} {title}: {more}"


def _described(facts: dict[str, Any]) -> list[str]:
    lines = []
    for name, value in facts.items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  {each}" for each in value)] if value else []
        elif value not in (None, ""):
            lines.append(f"{name}: {value}")
    return lines
