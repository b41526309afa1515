"""From settings to a plan: who sets what, in whose words, in which order. Planning sends nothing and asks nobody."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ocom809.errors import ParameterError
from ocom809.evidence import Confidence
from ocom809.parameters.catalogue import checked, parameter
from ocom809.parameters.dialect import Dialect, Way
from ocom809.parameters.dialects import DIALECTS, dialect, likeliest_for
from ocom809.parameters.network import check_network, check_wifi
from ocom809.parameters.plans import MOVES, Plan, Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ocom809.parameters.target import Target

NETWORK_NAMES = frozenset({"address", "mask", "gateway", "dhcp"})
# Behind these the wire may be another one, so they come last, and what moves the printer comes after all others.
_LATE = frozenset({"baud", "usb-mode", "wifi-ssid", "wifi-dhcp", "wifi-reset", "mask", "gateway", "port"})
_ALONE = "factory-reset"
_HOW_SURE = {Confidence.GUESS: "a guess", Confidence.LIKELY: "likely"}


def plan(
    values: Mapping[str, object], *, target: Target, dialect_name: str | None = None, if_possible: Collection[str] = ()
) -> Plan:
    """Plan a change. Nothing is sent, and nobody is asked.

    Args:
        values: The settings by their names; text will do for each.
        target: Which printer.
        dialect_name: In whose words. Without it: for addresses that of the unit's own announcement, else ``xp-full``;
            for all others the likeliest. One for each setting, never several tried in turn.
        if_possible: Settings that may be left as they are where the dialect cannot set them; a warning says so.

    Raises:
        ParameterError: A setting is unknown, has an impossible value, or cannot be set so; nothing was sent.
    """
    wanted = checked(values)
    if not wanted:
        raise ParameterError("nothing was asked for", hint="`ocom809 parameters list` shows what can be set.")
    check_network(wanted)
    check_wifi(wanted)
    if _ALONE in wanted and len(wanted) > 1:
        raise ParameterError(f"{_ALONE} stands alone: it would undo the other settings")
    by_dialect = _shared_out(wanted, target, dialect_name, if_possible)
    kept = {name: wanted[name] for names in by_dialect.values() for name in names}
    steps = [step for name, names in by_dialect.items() for step in _steps(DIALECTS[name], names, wanted, target)]
    steps.sort(key=_rank)
    dialects = tuple(DIALECTS[name] for name in by_dialect)
    warnings = (*_left_out(set(wanted) - set(kept), by_dialect), *_warnings(steps, dialects, named=bool(dialect_name)))
    return Plan(
        target=target,
        wanted=MappingProxyType(kept),
        steps=tuple(steps),
        dialects=dialects,
        warnings=tuple(dict.fromkeys(warnings)),
        dangers=_dangers(steps),
    )


def joined(plans: Iterable[Plan]) -> Plan:
    """Several plans for one printer as one, what moves the printer last.

    Raises:
        ParameterError: There is none, or two of them set the same.
    """
    parts = list(plans)
    if not parts:
        raise ParameterError("nothing was asked for")
    wanted: dict[str, object] = {}
    for part in parts:
        if twice := set(wanted) & set(part.wanted):
            raise ParameterError(f"{min(twice)} is set twice")
        wanted |= part.wanted
    if _ALONE in wanted and len(wanted) > 1:
        raise ParameterError(f"{_ALONE} stands alone: it would undo the other settings")
    return Plan(
        target=parts[0].target,
        wanted=MappingProxyType(wanted),
        steps=tuple(sorted((step for part in parts for step in part.steps), key=_rank)),
        dialects=tuple(dict.fromkeys(one for part in parts for one in part.dialects)),
        warnings=tuple(dict.fromkeys(text for part in parts for text in part.warnings)),
        dangers=tuple(dict.fromkeys(text for part in parts for text in part.dangers)),
    )


def _shared_out(
    wanted: Mapping[str, object], target: Target, named: str | None, if_possible: Collection[str]
) -> dict[str, list[str]]:
    """Which dialect sets which of the settings."""
    shared: dict[str, list[str]] = {}
    for name in wanted:
        chosen = dialect(named) if named else _natural(name, wanted, target)
        if chosen.way is not Way.BY_HAND and name not in chosen.parameters:
            if name in if_possible:
                continue
            chosen.instructions_for([name])  # says what it can
        shared.setdefault(chosen.name, []).append(name)
    return shared


def _natural(name: str, wanted: Mapping[str, object], target: Target) -> Dialect:
    """The dialect that the unit itself named for addresses, else the likeliest."""
    # By UDP a unit is named by its MAC, so one with a dummy that others have too is set over a connection.
    announced = target.announcement.family.dialect if target.announcement and target.identity else ""
    if name in NETWORK_NAMES | {"port", "name"} and announced and name in DIALECTS[announced].parameters:
        return DIALECTS[announced]
    if name in NETWORK_NAMES and "wifi-ssid" in wanted:
        return DIALECTS["xp-wifi"] if name in DIALECTS["xp-wifi"].parameters else likeliest_for(name)
    return likeliest_for(name)


def _steps(spoken: Dialect, names: list[str], wanted: Mapping[str, object], target: Target) -> Iterable[Step]:
    if spoken.way is Way.BY_HAND:
        return
    destination = _destination(spoken, target)
    for instruction in spoken.instructions_for(names):
        values = instruction.completed(wanted, target.known(wanted))
        check_network(values)
        check_wifi(values)
        yield Step(spoken, instruction, MappingProxyType(values), instruction.message(values), destination)


def _destination(spoken: Dialect, target: Target) -> str:
    """Where its bytes go.

    Raises:
        ParameterError: The printer cannot be reached on that way.
    """
    if spoken.way.udp_port is not None:
        if target.mac is None:
            raise ParameterError(
                f"{spoken.name} names the printer by its MAC address, which is not known",
                hint="Give it as --device mac:00:61:20:12:34:56; `ocom809 devices` and the self-test page show it.",
            )
        if target.mac.is_shared:
            raise ParameterError(
                f"{target.mac} is a MAC address that many boards share, so that {spoken.name} would set all of them",
                hint="Use another dialect, such as xp-full, over a connection to this one printer.",
            )
        return f"{spoken.way.value} on every network of this computer, for MAC {target.mac}"
    if not target.uri:
        raise ParameterError(f"{spoken.name} needs a wire to the printer", hint="Say which by --device.")
    if spoken.way is Way.SIDE_PORT:
        if not target.host:
            raise ParameterError(
                f"{spoken.name} needs the printer's address on the LAN", hint="Say --device tcp:// and its address."
            )
        return f"tcp://{target.host}:4000"
    if target.scheme not in spoken.schemes:
        raise ParameterError(
            f"{spoken.name} does not go over {target.scheme}:",
            hint=f"It goes over {', '.join(sorted(spoken.schemes))}.",
        )
    return target.uri


def _rank(step: Step) -> int:
    names = set(step.instruction.sets)
    return 2 if names & MOVES else 1 if names & _LATE else 0


def _left_out(names: Iterable[str], by_dialect: Mapping[str, object]) -> list[str]:
    spoken = ", ".join(by_dialect)
    return [f"{spoken} does not set {name}, which stays as it is in the printer." for name in sorted(names)]


def _warnings(steps: list[Step], dialects: Iterable[Dialect], *, named: bool) -> list[str]:
    said = [step.instruction.warning for step in steps if step.instruction.warning]
    for one in dialects:
        if one.way is not Way.BY_HAND:
            chosen = "" if named else "; it was chosen as the likeliest, --dialect names another"
            said.append(
                f"{one.name} is {_HOW_SURE[one.confidence]} for this model, not certain{chosen}. A unit that does "
                "not know it may print some characters."
            )
    return said


def _dangers(steps: list[Step]) -> tuple[str, ...]:
    names = dict.fromkeys(name for step in steps for name in step.instruction.sets)
    return tuple(f"{name}: {parameter(name).danger}" for name in names if parameter(name).danger)
