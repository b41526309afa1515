"""The reference page of parameters and dialects, as their tables tell."""

from __future__ import annotations

from ocom809.parameters import CATALOGUE, DIALECTS, Dialect, Parameter

UNKNOWN = "unknown"


def parameters_page() -> str:
    """The whole page."""
    return PAGE.format(parameters="\n".join(_parameters()), dialects="\n".join(map(_dialect, DIALECTS.values())))


def _parameters() -> list[str]:
    lines, group = [], ""
    for one in CATALOGUE.values():
        if one.group != group:
            group = one.group
            lines += ["", f"### {group}", "", *HEADS]
        lines.append(_row(one))
    return lines[1:]


HEADS = (
    "| name | what it is | values | default | power cycle | set by | confidence | source |",
    "|---|---|---|---|---|---|---|---|",
)


def _row(one: Parameter) -> str:
    title = f"{one.title}. **Asked about first:** {one.danger}" if one.danger else one.title
    spoken = ", ".join(f"`{each.name}`" for each in DIALECTS.values() if one.name in each.parameters)
    default = UNKNOWN if one.default is None else one.kind.show(one.default)
    restart = {True: "yes", False: "no", None: UNKNOWN}[one.restart]
    evidence = one.evidence
    cells = [
        f"`{one.name}`",
        title,
        one.range,
        default,
        restart,
        spoken,
        evidence.confidence.name.lower(),
        evidence.source,
    ]
    return f"| {' | '.join(cells)} |"


def _dialect(one: Dialect) -> str:
    lines = [f"### {one.name}", "", f"{one.about[0].upper()}{one.about[1:]}. Sent {one.way.value}."]
    if one.by_hand:
        lines[-1] = f"{one.about[0].upper()}{one.about[1:]}. Nothing is sent."
    lines += [
        "",
        f"- for an OCPP-809: **{one.confidence.name.lower()}**",
        f"- seen with: {one.source}",
        f"- verified: {one.verification}",
        f"- waits for the printer: up to {one.settle_seconds} s",
    ]
    lines += ["", *(f"{number}. {line}" for number, line in enumerate(one.by_hand, 1))] if one.by_hand else []
    if one.instructions:
        lines += ["", "| sets | bytes | confidence | source |", "|---|---|---|---|"]
        lines += [
            f"| {each.about} | `{each.layout}` | {each.evidence.confidence.name.lower()} | {each.evidence.source}"
            f"{'. ' + each.warning if each.warning else ''} |"
            for each in one.instructions
        ]
    return "\n".join([*lines, ""])


PAGE = """# Parameters and dialects

Made by `tools/make-reference` from the catalogue and the dialects of `ocom809.parameters`.

No source names the OCPP-809, so nothing here is certain for it. *Certain* is about the printer or tool that the source
names; *likely* means that several sources agree, *guess* that one weak source says so.

## Parameters

`ocom809 parameters list` shows them, `ocom809 parameters show NAME` one of them, `ocom809 parameters set NAME=VALUE`
sets. A default is what most units leave the factory with; where it says *{unknown}*, look at the self-test page.

{{parameters}}

## Dialects

A dialect is a way of speaking about settings. `--dialect NAME` chooses one. Without it, addresses are set in the
dialect that the unit's own answer by UDP names, else in `xp-full`; everything else in the likeliest. One dialect is
spoken at a time, and never a second one because the first had no effect: another maker's bytes may print, cut or set
something else.

A value stands in ‹brackets›. Numbers are one byte, addresses four in their written order.

{{dialects}}"""
PAGE = PAGE.format(unknown=UNKNOWN)
