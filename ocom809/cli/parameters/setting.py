"""``parameters set``, ``set-ip``, ``plan`` and ``apply``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ocom809.cli.common import Settings, common_options
from ocom809.cli.parameters.carrying_out import Orders, carry_out, plan_options, target_of

if TYPE_CHECKING:
    from ocom809.parameters import Plan


class _SetCommand(click.Command):
    """Its help ends with the catalogue itself."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from ocom809.parameters import CATALOGUE

        del ctx
        with formatter.section("Parameters"):
            formatter.write_dl([(one.name, f"{one.title}: {one.range}") for one in CATALOGUE.values()])


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What the shell may complete: the names, and behind the equals sign the choices."""
    from ocom809.parameters import CATALOGUE
    from ocom809.parameters.kinds import Choice, Switch

    del ctx, param
    name, equals, _ = incomplete.partition("=")
    if not equals:
        return [f"{one}=" for one in CATALOGUE if one.startswith(incomplete)]
    kind = CATALOGUE[name].kind if name in CATALOGUE else None
    words = kind.choices if isinstance(kind, Choice) else ("on", "off") if isinstance(kind, Switch) else ()
    return [f"{name}={word}" for word in words if f"{name}={word}".startswith(incomplete)]


def _dialects(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from ocom809.parameters import DIALECTS

    del ctx, param
    return [name for name in DIALECTS if name.startswith(incomplete)]


_dialect_option = click.option(
    "--dialect",
    metavar="D",
    shell_complete=_dialects,
    help="In whose words; see `ocom809 parameters list --dialects`.",
)


@click.command("set-ip")
@click.argument("address", metavar="[ADDRESS/PREFIX]", required=False)
@click.option("--gateway", metavar="G", help="The router's address in the printer's network.")
@click.option("--dhcp", is_flag=True, help="Let the network's DHCP server give the address, instead of a fixed one.")
@_dialect_option
@plan_options
@common_options
@click.pass_obj
def set_ip(
    settings: Settings, /, *, address: str | None, gateway: str | None, dhcp: bool, dialect: str | None, **orders: Any
) -> int:
    """Give the printer a fixed address, such as 192.168.1.50/24, or one by DHCP.

    The new address is checked before anything is sent, and the printer is looked for afterwards.
    """
    from ocom809.parameters import plan

    values = _network(address, gateway, dhcp=dhcp)
    # Said for the sake of the dialects that set them too; the others leave them as they are, and the plan says so.
    implied = {"mask", "dhcp"} if address else set()
    _refuse_early(values, dialect)
    made = plan(values, target=target_of(settings), dialect_name=dialect, if_possible=implied)
    return carry_out(settings, made, Orders(**orders))


@click.command("set", cls=_SetCommand)
@click.argument("assignments", nargs=-1, required=True, metavar="NAME=VALUE...", shell_complete=_names)
@_dialect_option
@plan_options
@common_options
@click.pass_obj
def set_(settings: Settings, /, *, assignments: tuple[str, ...], dialect: str | None, **orders: Any) -> int:
    """Set parameters, such as density=6. `ocom809 parameters list` shows what there is."""
    from ocom809.parameters import plan

    values = _assigned(assignments)
    _refuse_early(values, dialect)
    made = plan(values, target=target_of(settings), dialect_name=dialect)
    return carry_out(settings, made, Orders(**orders))


@click.command("plan")
@click.argument("file", type=click.Path(dir_okay=False))
@common_options
@click.pass_obj
def plan_file(settings: Settings, *, file: str) -> int:
    """Show what `apply FILE` would send, byte for byte. Nothing is sent."""
    return carry_out(settings, _from_file(settings, file), Orders(dry_run=True))


@click.command("apply")
@click.argument("file", type=click.Path(dir_okay=False))
@plan_options
@common_options
@click.pass_obj
def apply_file(settings: Settings, /, *, file: str, **orders: Any) -> int:
    """Do what the plan FILE (TOML) says."""
    return carry_out(settings, _from_file(settings, file), Orders(**orders))


def _from_file(settings: Settings, file: str) -> Plan:
    from ocom809.parameters.plan_file import read_plan_file

    read = read_plan_file(file)
    return read.plan(target_of(settings, read.device))


def _refuse_early(values: dict[str, object], dialect: str | None) -> None:
    """Before anybody is looked for: what cannot be, whichever printer it is."""
    from ocom809.parameters import dialect as dialect_of
    from ocom809.parameters.catalogue import checked
    from ocom809.parameters.network import check_network, check_wifi

    read = checked(values)
    check_network(read)
    check_wifi(read)
    if dialect:
        dialect_of(dialect)


def _network(address: str | None, gateway: str | None, *, dhcp: bool) -> dict[str, object]:
    from ocom809.parameters.network import read_interface

    if bool(address) == dhcp:
        raise click.UsageError("Say either an address with its prefix, such as 192.168.1.50/24, or --dhcp.")
    if dhcp and gateway:
        raise click.UsageError("With --dhcp the server tells the gateway.")
    if address is None:
        return {"dhcp": True}
    interface = read_interface(address)
    values: dict[str, object] = {"address": interface.ip, "mask": interface.netmask, "dhcp": False}
    return values | ({"gateway": gateway} if gateway else {})


def _assigned(assignments: tuple[str, ...]) -> dict[str, object]:
    from ocom809.errors import ParameterError
    from ocom809.parameters.plan_file import read_setting

    values: dict[str, object] = {}
    for text in assignments:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"{text!r} is no NAME=VALUE, such as density=6.")
        read = read_setting(name, value)
        if twice := set(read) & set(values):
            raise ParameterError(f"{min(twice)} is set twice")
        values |= read
    return values
