"""The system's ARP table: which MAC address it last saw behind which IP address."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from typing import TYPE_CHECKING

from ocom809.discovery.mac_address import MacAddress
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

ENTRY_LIMIT = 70_000
"""More than the largest network that is ever scanned; what comes behind is not read."""
_PROC = Path("/proc/net/arp")
_COMMAND_SECONDS = 5.0
_COMPLETE = 0x2
# Windows writes 00-61-20-12-34-56, macOS (192.168.1.5) at 0:61:20:12:34:56 without leading zeros.
_LINE = re.compile(
    r"\(?(\d{1,3}(?:\.\d{1,3}){3})\)?\s+(?:at\s+)?([0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5})\b", re.IGNORECASE
)

Entry = tuple[IPv4Address, MacAddress]


def read() -> tuple[Entry, ...]:
    """Every address with the MAC address behind it; empty where the system does not tell."""
    try:
        return parse_proc(_PROC.read_text("ascii", "replace"))
    except OSError:
        return parse_command(_output_of_arp())


def parse_proc(text: str) -> tuple[Entry, ...]:
    """Read Linux' ``/proc/net/arp``; entries that are still being asked for are left out."""
    found = []
    for line in text.splitlines()[1 : ENTRY_LIMIT + 1]:
        words = line.split()
        if len(words) > 3 and _is_complete(words[2]):  # noqa: PLR2004 - address, kind, flags, MAC
            found += list(_entry(words[0], words[3]))
    return tuple(found)


def parse_command(text: str) -> tuple[Entry, ...]:
    """Read what ``arp -a`` prints on Windows, macOS and the BSDs."""
    found: list[Entry] = []
    for line in text.splitlines()[:ENTRY_LIMIT]:
        match = _LINE.search(line)
        if match:
            found += list(_entry(match[1], ":".join(part.zfill(2) for part in re.split("[:-]", match[2]))))
    return tuple(found)


def _is_complete(flags: str) -> bool:
    try:
        return bool(int(flags, 16) & _COMPLETE)
    except ValueError:
        return False


def _entry(address: str, mac: str) -> Iterator[Entry]:
    """The pair, or nothing where it is none that a printer can have."""
    try:
        pair = IPv4Address(address), MacAddress.parse(mac)
    except (AddressValueError, InputError):
        return
    if any(pair[1].octets) and not pair[1].is_group:
        yield pair


def _output_of_arp() -> str:
    program = shutil.which("arp")
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command without a shell
            [program, "-a"], capture_output=True, text=True, errors="replace", timeout=_COMMAND_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.debug("the ARP table cannot be read: %s", error)
        return ""
    return done.stdout
