"""An inventory: many printers, each with its MAC address and the address that it shall have.

TOML::

    gateway = "192.168.1.1"          # for all that name none

    [[printer]]
    mac = "00:61:20:12:34:56"
    address = "192.168.1.50/24"      # or "dhcp"
    name = "Bar"                     # for people
    store = "Main Street"            # likewise

or CSV with a first line that names the columns, in any order: ``mac,address,gateway,name,store``.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocom809.discovery.mac_address import MacAddress
from ocom809.errors import InputError, ParameterError
from ocom809.parameters.catalogue import parameter
from ocom809.parameters.dialect import Way
from ocom809.parameters.dialects import dialect
from ocom809.parameters.network import check_network, read_interface
from ocom809.parameters.toml_file import read_text, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from ipaddress import IPv4Address, IPv4Interface

PRINTER_LIMIT = 1000
"""As many announcements are heard at once; whoever has more printers has more than one network."""
DHCP = "dhcp"
_KEYS = ("mac", "address", "gateway", "name", "store", "dialect")
_FOR_ALL = ("gateway", "dialect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One printer of an inventory.

    Attributes:
        mac: Which printer.
        address: The address that it shall have, with its network; ``None`` for one by DHCP.
        gateway: Its gateway, or ``None`` where the dialect needs none.
        name: What people call it.
        store: Where it stands.
        dialect: In whose words it is set; empty for those that it announces.
        place: Where the entry was read, for errors.
    """

    mac: MacAddress
    address: IPv4Interface | None
    gateway: IPv4Address | None = None
    name: str = ""
    store: str = ""
    dialect: str = ""
    place: str = ""

    @property
    def wanted(self) -> dict[str, object]:
        """The settings that it shall have."""
        if self.address is None:
            return {"dhcp": True}
        network: dict[str, object] = {"address": self.address.ip, "mask": self.address.netmask, "dhcp": False}
        return network | ({} if self.gateway is None else {"gateway": self.gateway})

    def __str__(self) -> str:
        named = " ".join(part for part in (self.store, self.name) if part)
        return f"{named} ({self.mac})" if named else str(self.mac)


def read_inventory(path: str | Path) -> tuple[Entry, ...]:
    """Read an inventory; a file whose name ends in ``.csv`` is CSV, every other TOML.

    Raises:
        ParameterError: It names the file, the line and the reason; duplicate addresses and MACs are refused.
    """
    path = Path(path)
    entries = tuple(_from_csv(path) if path.suffix.lower() == ".csv" else _from_toml(path))
    if not entries:
        raise ParameterError(f"{path}: there is no printer in this inventory")
    if len(entries) > PRINTER_LIMIT:
        raise ParameterError(f"{path}: {len(entries)} printers are refused; {PRINTER_LIMIT} is the limit")
    check_inventory(entries)
    return entries


def check_inventory(entries: Iterable[Entry]) -> None:
    """Refuse what no two printers of a network can share.

    Raises:
        ParameterError: Two have one MAC or one address, or one has the address of another's gateway.
    """
    macs: dict[object, Entry] = {}
    addresses: dict[object, Entry] = {}
    entries = tuple(entries)
    for entry in entries:
        _refuse_twice(macs, entry.mac, entry)
        if entry.address is not None:
            _refuse_twice(addresses, entry.address.ip, entry)
    for entry in entries:
        if entry.gateway in addresses:
            other = addresses[entry.gateway]
            raise ParameterError(f"{other.place}{entry.gateway} is the gateway of {entry}")


def _refuse_twice(seen: dict[object, Entry], key: object, entry: Entry) -> None:
    if key in seen:
        raise ParameterError(f"{entry.place}{key} stands here twice: for {seen[key]} and for {entry}")
    seen[key] = entry


def _from_toml(path: Path) -> Iterator[Entry]:
    source = read_toml(path)
    for_all = {key: value for key, value in source.table.items() if key != "printer"}
    if unknown := set(for_all) - set(_FOR_ALL):
        name = min(unknown)
        raise source.refuse(f"an inventory has no {name!r}; it has {', '.join(_FOR_ALL)} and [[printer]]", key=name)
    tables = source.table.get("printer", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise source.refuse("printers are written below [[printer]]", key="printer")
    for number, table in enumerate(tables):
        try:
            line = source.line_of("", "printer", number)
            yield _entry(table, for_all, f"{path}, line {line}: ")
        except _WrongKey as error:
            inside = error.key in table
            raise source.refuse(
                ParameterError(error.message, hint=error.hint),
                key=error.key,
                table="printer" if inside or error.key not in for_all else "",
                number=number if inside or error.key not in for_all else 0,
            ) from error


def _from_csv(path: Path) -> Iterator[Entry]:
    reader = csv.DictReader(io.StringIO(read_text(path)), strict=True)
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if unknown := [name for name in columns if name not in _KEYS]:
            raise ParameterError(
                f"{path}, line 1: there is no column {unknown[0]!r}", hint=f"The columns are {', '.join(_KEYS)}."
            )
        reader.fieldnames = columns
        for row in reader:
            yield _csv_entry(row, f"{path}, line {reader.line_num}: ")
    except csv.Error as error:
        raise ParameterError(f"{path}, line {reader.line_num + 1}: {error}") from error


def _csv_entry(row: Mapping[Any, Any], place: str) -> Entry:
    if None in row:
        raise ParameterError(f"{place}more values than columns")
    table = {key: value.strip() for key, value in row.items() if value is not None and value.strip()}
    try:
        return _entry(table, {}, place)
    except _WrongKey as error:
        raise ParameterError(f"{place}{error.message}", hint=error.hint) from error


class _WrongKey(ParameterError):
    """Something is wrong with the value of one key."""

    def __init__(self, key: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.key = key


def _entry(table: Mapping[str, Any], for_all: Mapping[str, Any], place: str) -> Entry:
    if unknown := set(table) - set(_KEYS):
        name = min(unknown)
        raise _WrongKey(name, f"a printer has no {name!r}", hint=f"It has {', '.join(_KEYS)}.")
    for name in ("mac", "address"):
        if name not in table:
            raise _WrongKey(name, f"this printer has no {name}")
    values = {name: _READ[name](value) for name, value in {**for_all, **table}.items()}
    entry = Entry(**values, place=place)
    if entry.address is None and "gateway" not in table:
        entry = Entry(**(values | {"gateway": None}), place=place)
    _checked("address", lambda: check_network(entry.wanted))
    return entry


def _checked(key: str, act: Any) -> Any:
    """Do it; an error of ours is one of this key, or of the gateway where it names that."""
    try:
        return act()
    except InputError as error:
        named = "gateway" if error.message.startswith("gateway") else key
        raise _WrongKey(named, error.message, hint=error.hint) from error


def _mac(value: object) -> MacAddress:
    def read() -> MacAddress:
        mac = parameter("mac").parse(value)
        assert isinstance(mac, MacAddress)  # noqa: S101 - its kind makes nothing else
        if mac.is_shared:
            raise ParameterError(f"mac {mac} is one that many boards share, so that it names no printer")
        return mac

    found: MacAddress = _checked("mac", read)
    return found


def _address(value: object) -> IPv4Interface | None:
    if value == DHCP:
        return None
    if not isinstance(value, str):
        raise _WrongKey("address", f'address must be such as "192.168.1.50/24" or "dhcp", not {value!r}')
    found: IPv4Interface = _checked("address", lambda: read_interface(value))
    return found


def _text(key: str) -> Any:
    def read(value: object) -> str:
        if not isinstance(value, str) or not value.isprintable():
            raise _WrongKey(key, f"{key} must be a printable text, not {value!r}")
        return value

    return read


def _dialect(value: object) -> str:
    spoken = _checked("dialect", lambda: dialect(str(value)))
    if spoken.way is Way.BY_HAND:
        raise _WrongKey("dialect", f"{spoken.name} sends nothing, so it sets no printer of an inventory")
    return str(spoken.name)


_READ: Mapping[str, Any] = {
    "mac": _mac,
    "address": _address,
    "gateway": lambda value: _checked("gateway", lambda: parameter("gateway").parse(value)),
    "name": _text("name"),
    "store": _text("store"),
    "dialect": _dialect,
}
