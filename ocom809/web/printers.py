"""What is asked of one printer: how it is, its settings, its own page, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.diagnosis.doctor import examine
from ocom809.diagnosis.self_tests import FEED_KEY_STEPS, SELF_TESTS, print_self_test
from ocom809.errors import InputError, Ocom809Error
from ocom809.parameters import CATALOGUE, survey
from ocom809.parameters.snapshots import snapshot
from ocom809.printer import Printer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.parameters import Target

SILENCE_SECONDS: Final = 5.0
_WIRES: Final = {"tcp": "lan", "mac": "lan", "usb": "usb", "serial": "serial"}


def typed_facts(uri: str) -> dict[str, Any]:
    """A printer that was typed in, as one that was found."""
    scheme = uri.partition(":")[0]
    return {"uri": uri, "wire": _WIRES.get(scheme, "other"), "proof": "typed in", "maker": "", "model": "", "hint": ""}


def self_test_ways() -> list[dict[str, Any]]:
    """The ways to the printer's own page, for the page to offer."""
    return [
        {
            "way": one.name,
            "about": one.about,
            "by_hand": one.by_hand,
            "confidence": one.evidence.confidence.name.lower(),
        }
        for one in SELF_TESTS.values()
    ]


def reading(uri: str) -> dict[str, Any]:
    """How the printer is and what it has set, as far as it tells; what is not known is ``None``."""
    target = survey(uri)
    known = snapshot(target)
    settings = [
        {"name": name, "title": CATALOGUE[name].title, "value": known.shown(name), "source": known.sources[name]}
        for name in known.values
    ]
    return {"of": known.of, "settings": settings, "unknown": len(known.unknown)} | _status(uri, target)


def _status(uri: str, target: Target) -> dict[str, Any]:
    if target.was_reached is False:
        return {"ready": "unknown", "words": f"it takes no connection at {target.address}", "hint": ""}
    try:
        with Printer(uri, silence=SILENCE_SECONDS) as printer:
            status = printer.status()
            hint = printer.device.silence_hint
    except Ocom809Error as error:
        return {"ready": "unknown", "words": error.message, "hint": error.hint}
    if status.ready.value == "yes":
        return {"ready": "yes", "words": "ready to print", "hint": ""}
    if status.ready.value == "no":
        return {"ready": "no", "words": ", ".join(status.reasons()), "hint": ""}
    return {"ready": "unknown", "words": "it does not say how it is", "hint": hint}


def self_test_by(name: str) -> Callable[[str, Callable[[str], None]], dict[str, Any]]:
    """How to get the page: by the way of this name, or by the profile's own command without one.

    Raises:
        InputError: There is no such way.
    """
    if name and name not in SELF_TESTS:
        raise InputError(f"there is no way to the self-test called {name[:40]!r}")
    way = SELF_TESTS[name] if name else None

    def ask(uri: str, tell: Callable[[str], None]) -> dict[str, Any]:
        if way is not None and way.by_hand:
            return {"sent": 0, "steps": list(FEED_KEY_STEPS)}
        tell("sending the self-test command")
        printer = Printer(uri, silence=SILENCE_SECONDS)
        if way is not None and way.datagram:
            outcome = print_self_test(printer, way)
        else:
            with printer:
                outcome = printer.print_self_test() if way is None else print_self_test(printer, way)
        return {"sent": outcome.total, "why": getattr(outcome, "why", ""), "steps": []}

    return ask


def examined(uri: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """All checks of the doctor."""
    checks = []
    for check in examine(uri):
        checks.append({"name": check.name, "verdict": check.verdict.value, "words": check.words, "cure": check.cure})
        tell(f"looked at {check.name}")
    return {"checks": checks}
