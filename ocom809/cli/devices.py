"""``devices``: which printers there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import LAST_PORT, Settings, speech_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Network

    from ocom809.discovery import FoundPrinter
    from ocom809.errors import Ocom809Error

LEAST_ADDRESSES = 16


@click.command()
@click.option("--lan", "network", metavar="CIDR", help="Try every address there too, such as 192.168.1.0/24.")
@click.option("--no-lan", is_flag=True, help="Do not ask the LAN by UDP who is there.")
@click.option("--no-usb", is_flag=True, help="Do not look at USB.")
@click.option("--no-serial", is_flag=True, help="Do not list serial ports.")
@click.option("--watch", is_flag=True, help="Go on, and show what comes and goes, until Ctrl-C.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=3.0, show_default=True, help="How long to wait for answers."
)
@click.option("--port", type=click.IntRange(1, LAST_PORT), default=9100, show_default=True, help="The raw port.")
@speech_options
@click.pass_obj
def devices(
    settings: Settings,
    *,
    network: str | None,
    no_lan: bool,
    no_usb: bool,
    no_serial: bool,
    watch: bool,
    seconds: float,
    port: int,
) -> int:
    """Find printers on USB, serial ports and the LAN. Nothing is printed, cut or changed.

    USB printers are known by their class. Serial ports are listed and sent nothing. On the LAN the two usual families
    are asked by UDP, also those that stand in another network at their factory address; --lan tries every address.

    Ends with 12 where no printer was found; a serial port alone is none.
    """
    from ocom809.discovery.scan import parse_network

    scanned = parse_network(network) if network else None
    find = partial(
        _search, settings, scanned, usb=not no_usb, serial=not no_serial, lan=not no_lan, seconds=seconds, port=port
    )
    return _watched(settings, find) if watch else _listed(settings, find)


def _search(
    settings: Settings, network: IPv4Network | None, *, trouble: Callable[[Ocom809Error], None], **wanted: Any
) -> tuple[FoundPrinter, ...]:
    from ocom809.discovery import find_printers
    from ocom809.discovery.scan import address_count

    total = address_count(network) if network is not None else 0
    with show.progress(settings, total, "Scanning", least=LEAST_ADDRESSES) as bar:
        told = None if bar is None else lambda done, _: bar(done)
        return find_printers(scan=network, progress=told, trouble=trouble, **wanted)


def _listed(settings: Settings, find: Callable[..., tuple[FoundPrinter, ...]]) -> int:
    from ocom809.cli import found
    from ocom809.discovery import Proof
    from ocom809.discovery.facts import facts as facts_of

    troubles: list[Ocom809Error] = []
    printers = find(trouble=troubles.append)
    is_found = any(printer.proof is not Proof.CANDIDATE for printer in printers)
    facts: dict[str, Any] = {"printers": [facts_of(printer) for printer in printers]}
    facts["troubles"] = [str(trouble) for trouble in troubles]
    lines = [line for printer in printers for line in found.lines(printer)]
    if not is_found:
        facts["hint"] = found.nothing(printers)
        lines.append(facts["hint"])
    if not settings.json:
        for trouble in troubles:
            show.warning(str(trouble))
    show.answer(settings, facts, *lines)
    return exit_codes.DONE if is_found else exit_codes.NOT_FOUND


def _watched(settings: Settings, find: Callable[..., tuple[FoundPrinter, ...]]) -> int:
    from ocom809.cli import found
    from ocom809.discovery.watch import watch

    told: set[str] = set()

    def tell_once(trouble: Ocom809Error) -> None:
        if str(trouble) not in told:
            told.add(str(trouble))
            show.warning(str(trouble))

    try:
        for event in watch(partial(find, trouble=tell_once)):
            show.answer(settings, found.event_facts(event), *found.event_lines(event))
            show.finish()
    except KeyboardInterrupt:
        return exit_codes.DONE
    return exit_codes.DONE
