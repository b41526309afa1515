"""Where locks lie, and which URIs mean the same printer."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.devices.uri import DeviceURI
from ocom809.errors import URIError

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

FOLDER_VARIABLE: Final = "OCOM809_LOCKS"
_RAW_PORT: Final = 9100


def endpoint_of(uri: str) -> str | None:
    """What two URIs of the same printer have in common; ``None`` where nothing has to be guarded.

    Virtual printers and captures are nobody else's; a file that is no device node neither. A LAN printer is its host
    and port as they are written: a name and its address count as two.
    """
    try:
        parsed = DeviceURI.parse(uri)
    except URIError:
        return None
    naming = _ENDPOINTS.get(parsed.scheme.rpartition("+")[2])
    return naming(parsed) if naming else None


def _place(uri: DeviceURI) -> str:
    return os.path.realpath(uri.path or uri.host)


def _node(uri: DeviceURI) -> str | None:
    place = _place(uri)
    with contextlib.suppress(OSError, ValueError):
        if stat.S_ISCHR(Path(place).stat().st_mode):
            return f"node {place}"
    return None


def _usb(uri: DeviceURI) -> str:
    options = " ".join(f"{name}={uri.options[name]}" for name in sorted({"bus", "port", "address"} & set(uri.options)))
    port = "" if uri.port is None else f":{uri.port}"
    return f"usb {uri.host.lower()}{port}{uri.path} {options}".rstrip()


_ENDPOINTS: Final[dict[str, Callable[[DeviceURI], str | None]]] = {
    "tcp": lambda uri: f"tcp {uri.host.lower()} {uri.port or _RAW_PORT}",
    "serial": lambda uri: f"serial {_place(uri) if uri.path else uri.host.upper()}",
    "usb": _usb,
    "bluetooth": lambda uri: f"bluetooth {uri.host.upper()}{uri.path}",
    "mac": lambda uri: f"mac {uri.text.partition(':')[2].partition('?')[0].upper()}",
    "file": _node,
}


def lock_folder() -> Path:
    """Where this user's locks lie, unless ``OCOM809_LOCKS`` names another folder."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime) / "ocom809"
    user = os.getuid() if hasattr(os, "getuid") else re.sub(r"\W+", "-", os.environ.get("USERNAME", "user"))
    return Path(tempfile.gettempdir()) / f"ocom809-{user}"


def usable_folder(named: str | Path | None = None) -> Path | None:
    """The folder, made where it is missing; ``None`` where it is not this user's alone, or cannot be made."""
    folder = Path(named) if named is not None else lock_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        logger.warning("%s: printers are not guarded against other programs: %s", folder, error)
        return None
    # Anybody may make a folder in the common one for temporary files: what another user made is not to be trusted.
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        logger.warning("%s is not a folder of this user, so printers are not guarded against other programs", folder)
        return None
    return folder
