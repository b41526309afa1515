"""What the reference page of the virtual printer says of its settings, from their tables."""

from __future__ import annotations

from ocom809.virtual.personality import PERSONALITIES
from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.rules import RULES
from ocom809.virtual.settings.traits import SettingsTraits
from ocom809.virtual.settings.values import Settings

_WORDS = {None: "as made, or none", True: "yes", False: "no", "": "none"}


def settings_sections() -> str:
    """The sections on what it keeps without power, and on its LAN module."""
    return SECTIONS.format(
        families="\n".join(map(_family_row, Family)),
        waiting=", ".join(f"`{name}`" for name in sorted(SettingsTraits().after_power_cycle)),
        kept="\n".join(f"| `{name}` | {_shown(value)} |" for name, value in Settings().facts.items()),
    )


def _family_row(family: Family) -> str:
    """Who speaks so, by which instructions, and which units obey."""
    rules = [name.replace("US ESC US", "…") for name, rule in RULES.items() if family in rule.families]
    plain = family in PERSONALITIES["ocpp-809"].settings.obeys
    units = [one for one in PERSONALITIES.values() if (family in one.settings.obeys) != plain]
    named = ", ".join(f"`{one.name}`" for one in units)
    who = f"all but {named}" if plain else named
    return f"| `{family.word}` | {family.about} | {', '.join(f'`{name}`' for name in rules) or 'datagrams'} | {who} |"


def _shown(value: object) -> str:
    """A value as a table has it."""
    return next((words for known, words in _WORDS.items() if value is known or value == known == ""), str(value))


SECTIONS = """## What it keeps without power

The vendors' set-up commands have their effect: the unit keeps what they set, over a power cycle too, and its
self-test page shows it. Each change is an event (`setting`, with name, old, new, and from when it holds), and so is
each command that changes nothing (`setting ignored`, with the reason). `printer.settings` tells it: `kept`,
`in_effect`, and `network` with the address of a DHCP lease.

In the table, `…` stands for `US ESC US`.

| family | what it is | instructions | obeyed by |
|---|---|---|---|
{families}

Which families an OCPP-809 obeys is not known. That the plain unit obeys the `US ESC US` commands of both test tools,
port 4000 and the XP0001 search is a guess from what is told of its class; a unit that answers both searches was never
seen. `+` joins personalities, such as `zywell-lan+deaf-to-settings`.

Most settings hold at once; width, code page and Chinese mode from the next `ESC @` on. These are kept at once and
hold when the unit is switched on again: {waiting}. Of them only the alarm is known to (an XP-80T); the others are
guesses.

What the settings do here: `code_page`, `chinese`, `columns` and `print_width_mm` to what is printed; `cutter`,
`drawer_with_cut`, `alarm_after_cut` and `cut_on_cover_close` to the knife and beside it; `beeper` to `ESC B` and `ESC
C`; `reprint_after_paper_end` to a receipt that the roll did not hold; `speed_mm_s` to a printer that takes its time;
the network to its LAN module. The others are kept, shown, and change nothing that this printer has.

| setting | in a new unit |
|---|---|
{kept}

## The LAN module

```python
from ocom809.virtual import FREE_PORTS, LanModule, VirtualPrinter

with LanModule(VirtualPrinter(), ports=FREE_PORTS) as lan:
    print(lan.ports)  # data, TCP 4000, UDP 9000 and 1460
```

Print data, the side connection of TCP 4000 (`ESC v` for status, and the commands that set an address), and the
searches by UDP. When an address is set or the unit is switched on, it starts anew: connections end, nobody answers
for a while (`restart_seconds`), and it is there again. With `interface="eth0"` (Linux, root, in a network namespace
of its own) the address of that interface really changes; with none, `on_address_change(old, new)` is told and may
name another host of this computer. `LanPorts(web=80)` shows the page of those modules that have one. No DHCP server
is asked: with DHCP on, it takes `dhcp_address`, or keeps the address that was set. An answer to a search goes back to
the asker, or to everybody where the asker lies in another subnet.
"""
