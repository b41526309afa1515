"""The catalogue as forms, and the checks of what is typed into them: its own kinds decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import ParameterError
from ocom809.parameters import CATALOGUE, DIALECTS, Parameter, parameter
from ocom809.parameters.kinds import Act, Choice, Number, Switch
from ocom809.parameters.network import check_network, check_wifi, read_interface

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_FIELDS: Final = 100
LONGEST_TEXT: Final = 200
_KIND: Final = ((Number, "number"), (Switch, "choice"), (Choice, "choice"), (Act, "choice"))
_WHOLE: Final = ("mask", "address", "gateway", "wifi-key")
"""Of what the checks of several fields together speak, so that the word is set beside its field."""


def forms() -> dict[str, Any]:
    """All fields and all dialects, for the page to draw."""
    return {
        "fields": [_field(one) for one in CATALOGUE.values()],
        "dialects": [
            {
                "name": one.name,
                "about": one.about,
                "confidence": one.confidence.name.lower(),
                "parameters": list(one.parameters),
            }
            for one in DIALECTS.values()
        ],
    }


def _field(one: Parameter) -> dict[str, Any]:
    kind = one.kind
    return {
        "name": one.name,
        "title": one.title,
        "group": one.group,
        "kind": next((word for type_, word in _KIND if isinstance(kind, type_)), "text"),
        "choices": _choices(one),
        "range": one.range,
        "unit": one.unit,
        "usual": None if one.default is None else one.kind.show(one.default),
        "restart": one.restart,
        "danger": one.danger,
        "secret": one.secret,
        "confidence": one.evidence.confidence.name.lower(),
        "source": one.evidence.source,
    }


def _choices(one: Parameter) -> list[str]:
    match one.kind:
        case Choice(choices):
            return list(choices)
        case Switch():
            return ["on", "off"]
        case Act():
            return ["yes"]
    return []


def read(values: object) -> dict[str, object]:
    """What the page sends of a form: texts by the names of parameters; empty ones are left as they are.

    Raises:
        ParameterError: It is nothing of the kind.
    """
    given = _texts(values)
    return given | _with_its_network(given)


def _texts(values: object) -> dict[str, object]:
    if not isinstance(values, dict) or len(values) > MOST_FIELDS:
        raise ParameterError("a form is a table of names and texts")
    for name, text in values.items():
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            raise ParameterError(f"{str(name)[:40]!r} must be a text of {LONGEST_TEXT} characters at most")
    given: dict[str, object] = {name: text.strip() for name, text in values.items() if text.strip()}
    if given.get("wifi-key-kind") == "none":
        given.setdefault("wifi-key", "")
    return given


def _with_its_network(given: Mapping[str, object]) -> dict[str, object]:
    """``192.168.1.50/24`` says the mask too."""
    address = given.get("address")
    if not isinstance(address, str) or "/" not in address:
        return {}
    interface = read_interface(address)
    found: dict[str, object] = {"address": str(interface.ip), "mask": str(interface.netmask)}
    if given.get("mask", found["mask"]) != found["mask"]:
        raise ParameterError(f"address {address} has another mask than {given['mask']}", hint="Leave one of them out.")
    return found


def objections(values: object) -> dict[str, str]:
    """What is wrong with a form so far, by field; what belongs to no field stands behind the empty name."""
    try:
        given = _texts(values)
    except ParameterError as error:
        return {"": str(error)}
    try:
        given |= _with_its_network(given)
    except ParameterError as error:
        return {"address": str(error)}
    found, parsed = {}, {}
    for name, text in given.items():
        try:
            parsed[name] = parameter(name).parse(text)
        except ParameterError as error:
            found[name] = str(error)
    return found | {name: text for name, text in _together(parsed).items() if name not in found}


def _together(parsed: Mapping[str, object]) -> dict[str, str]:
    for check in (check_network, check_wifi):
        try:
            check(parsed)
        except ParameterError as error:
            return {next((name for name in _WHOLE if error.message.startswith(name)), _blamed(parsed)): str(error)}
    return {}


def _blamed(parsed: Mapping[str, object]) -> str:
    """The mask, which the checks of a prefix are about, where there is one."""
    return "mask" if "mask" in parsed else ""
