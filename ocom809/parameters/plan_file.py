"""A plan in a file: which printer, and what to set in whose words.

::

    device = "tcp://192.168.123.100"

    [set]                        # in the words of the likeliest dialect
    address = "192.168.1.50/24"
    gateway = "192.168.1.1"

    [xp-settings]                # in the words of this dialect
    density = 6
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ocom809.devices.uri import DeviceURI
from ocom809.errors import InputError, ParameterError
from ocom809.parameters.catalogue import parameter
from ocom809.parameters.dialects import DIALECTS, dialect
from ocom809.parameters.network import read_interface
from ocom809.parameters.planning import joined, plan
from ocom809.parameters.toml_file import TomlFile, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from ocom809.parameters.plans import Plan
    from ocom809.parameters.target import Target

LIKELIEST_TABLE = "set"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file, read and checked as far as it can be without its printer.

    Attributes:
        source: The file.
        device: The URI that it names; empty where it names none.
        tables: For each table its checked settings.
    """

    source: TomlFile
    device: str
    tables: dict[str, dict[str, object]]

    def plan(self, target: Target) -> Plan:
        """The plan for this printer.

        Raises:
            ParameterError: It cannot be done so; the file, the line and the reason are named.
        """
        plans = []
        for table, values in self.tables.items():
            try:
                named = None if table == LIKELIEST_TABLE else table
                plans.append(plan(values, target=target, dialect_name=named))
            except ParameterError as error:
                raise self._with_line(error, table, values) from error
        try:
            return joined(plans)
        except ParameterError as error:
            raise self.source.refuse(error, key=error.message.partition(" ")[0], table=list(self.tables)[-1]) from error

    def _with_line(self, error: ParameterError, table: str, values: dict[str, object]) -> ParameterError:
        """Our errors about a setting name it as one of their first words."""
        named = next((word for word in error.message.split() if word in values), "")
        return self.source.refuse(error, key=named or next(iter(values), ""), table=table)


def read_plan_file(path: str | Path) -> PlanFile:
    """Read a plan file.

    Raises:
        ParameterError: It names the file, the line and the reason.
    """
    source = read_toml(path)
    tables = {name: _settings(source, name, table) for name, table in source.table.items() if name != "device"}
    if not any(tables.values()):
        raise ParameterError(f"{source.path}: nothing is set here", hint="Write settings below [set].")
    return PlanFile(source, _device(source), tables)


def _device(source: TomlFile) -> str:
    uri = source.table.get("device", "")
    try:
        if not isinstance(uri, str):
            raise ParameterError(f"device must be a URI in quotes, not {uri!r}")
        if uri:
            DeviceURI.parse(uri)
    except InputError as error:
        raise source.refuse(error, key="device") from error
    return uri


def _settings(source: TomlFile, name: str, table: Any) -> dict[str, object]:
    if not isinstance(table, dict):
        raise source.refuse(f"{name} stands outside of a table", key=name, table="")
    try:
        if name != LIKELIEST_TABLE:
            dialect(name)
    except ParameterError as error:
        hint = f"A table is [{LIKELIEST_TABLE}] or a dialect: {', '.join(DIALECTS)}."
        raise source.refuse(ParameterError(error.message, hint=hint), table=name) from error
    values: dict[str, object] = {}
    for key, value in table.items():
        try:
            values |= read_setting(key, value)
        except InputError as error:
            raise source.refuse(error, key=key, table=name) from error
    return values


def read_setting(name: str, value: object) -> dict[str, object]:
    """A setting, checked; an address with its prefix stands for address and mask."""
    if name == "address" and isinstance(value, str) and "/" in value:
        interface = read_interface(value)
        return {"address": interface.ip, "mask": interface.netmask}
    return {name: parameter(name).parse(value)}
