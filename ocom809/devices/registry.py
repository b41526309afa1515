"""Which class carries which scheme, found only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ocom809.devices.uri import DeviceURI
from ocom809.errors import MissingPackage, URIError

if TYPE_CHECKING:
    from ocom809.devices.base import Device

GROUP = "ocom809.devices"

# The same lines stand in pyproject.toml as entry points, where strangers' wires join; a test holds the two equal.
# They stand here too because a frozen program or a zip file has no entry points, and reading them costs time.
BUILT_IN = {
    "usb": "ocom809.devices.usb:UsbDevice",
    "serial": "ocom809.devices.serial:SerialDevice",
    "tcp": "ocom809.devices.tcp:TcpDevice",
    "file": "ocom809.devices.file:FileDevice",
    "bluetooth": "ocom809.devices.bluetooth:BluetoothDevice",
    "mac": "ocom809.discovery.mac_device:MacDevice",
    "memory": "ocom809.devices.memory:MemoryDevice",
    "virtual": "ocom809.virtual.device:VirtualDevice",
}
SPY_PREFIX = "spy+"


def device_for(uri: str | DeviceURI) -> Device:
    """The device that a URI names, not yet opened.

    Raises:
        URIError: No wire has this scheme, or the wire does not know what the URI holds.
        MissingPackage: The wire needs a package that is not installed.
    """
    parsed = uri if isinstance(uri, DeviceURI) else DeviceURI.parse(uri)
    if parsed.scheme.startswith(SPY_PREFIX):
        from ocom809.devices.spy import SpyDevice

        return SpyDevice.from_uri(parsed)
    return _class_for(parsed).from_uri(parsed)


def schemes() -> tuple[str, ...]:
    """Every scheme that is known here, ours first."""
    return (*BUILT_IN, *sorted(set(_entry_points()) - set(BUILT_IN)))


def _class_for(uri: DeviceURI) -> type[Device]:
    if uri.scheme in BUILT_IN:
        module, _, name = BUILT_IN[uri.scheme].partition(":")
        found: type[Device] = getattr(import_module(module), name)
        return found
    places = _entry_points().get(uri.scheme, [])
    if not places:
        raise URIError(f"no wire is called {uri.scheme!r} (in {uri.text!r})", hint=f"Known are {', '.join(schemes())}.")
    if len(places) > 1:
        raise URIError(f"several packages offer the wire {uri.scheme!r}: {', '.join(str(place) for place in places)}")
    return _load(places[0])


def _entry_points() -> dict[str, list[object]]:
    from importlib.metadata import entry_points

    found: dict[str, list[object]] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, []).append(point)
    return found


def _load(point: object) -> type[Device]:
    from ocom809.devices.base import Device

    try:
        loaded: object = point.load()  # type: ignore[attr-defined]  # an EntryPoint, met lazily
    except ImportError as error:
        raise MissingPackage(f"the wire {point} cannot be loaded: {error}") from error
    except AttributeError as error:
        raise URIError(f"the wire {point} is not in the package that offers it: {error}") from error
    if not (isinstance(loaded, type) and issubclass(loaded, Device)):
        raise URIError(f"the wire {point} is no Device")
    return loaded
