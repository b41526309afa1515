"""Values of settings, asked for one by one and checked as they are typed: the catalogue's own kinds decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.cli.parameters.questions import is_yes, place, say, value

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Interface

    from ocom809.parameters import Parameter


def network() -> dict[str, object]:
    """A fixed address with its network, and the gateway where one is given."""
    where = value("New address, such as 192.168.1.50 or 192.168.1.50/24", _address)
    if isinstance(where, str):
        address = where
        where = value("Network mask", lambda text: _interface(f"{address}/{text}"), usual="255.255.255.0")
    values: dict[str, object] = {"address": where.ip, "mask": where.netmask, "dhcp": False}
    gateway = value(
        "Gateway, the router's address (Enter: none)",
        lambda text: _gateway(text, values),
    )
    return values | ({} if gateway is None else {"gateway": gateway})


def settings() -> dict[str, object]:
    """One setting or several, for one plan."""
    values: dict[str, object] = {}
    while True:
        one = _chosen()
        say(*_about(one))
        values[one.name] = value(f"{one.title}: {one.range}", one.parse, usual=_only_word(one))
        if not is_yes("Another setting in the same plan?"):
            return values


def _chosen() -> Parameter:
    from ocom809.parameters import CATALOGUE

    groups = list(dict.fromkeys(one.group for one in CATALOGUE.values()))
    group = groups[place("Of what?", groups)]
    members = [one for one in CATALOGUE.values() if one.group == group]
    return members[place(f"{group}: which setting?", [f"{one.title} ({one.name}): {one.range}" for one in members])]


def _about(one: Parameter) -> list[str]:
    lines = [f"  {one.evidence.confidence.name.lower()}: {one.evidence.source}"]
    lines += ["  It takes effect after a power cycle."] if one.restart else []
    return [*lines, f"  Danger: {one.danger}"] if one.danger else lines


def _only_word(one: Parameter) -> str:
    """What Enter means: the one thing that can be said, else nothing."""
    return "yes" if one.kind.words == "yes" else ""


def _address(text: str) -> IPv4Interface | str:
    """An address with its network, or the address alone, as text."""
    from ocom809.parameters import parameter
    from ocom809.parameters.network import check_network

    if "/" in text:
        return _interface(text)
    address = parameter("address").parse(text)
    check_network({"address": address})
    return str(address)


def _interface(text: str) -> IPv4Interface:
    from ocom809.parameters.network import check_network, read_interface

    read = read_interface(text)
    check_network({"address": read.ip, "mask": read.netmask})
    return read


def _gateway(text: str, values: dict[str, object]) -> IPv4Address | None:
    from ipaddress import IPv4Address

    from ocom809.parameters import parameter
    from ocom809.parameters.network import check_network

    if not text:
        return None
    gateway = IPv4Address(str(parameter("gateway").parse(text)))
    check_network(values | {"gateway": gateway})
    return gateway
