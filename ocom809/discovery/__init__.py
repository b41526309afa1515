"""Finding printers on USB, serial ports and the LAN. Nothing is printed, cut or changed by any of it."""

from __future__ import annotations

from ocom809.discovery.announcements import Announcement, Family
from ocom809.discovery.found import FoundPrinter, Proof, Wire
from ocom809.discovery.mac_address import MacAddress
from ocom809.discovery.neighbours import Taken
from ocom809.discovery.search import find_printers

__all__ = ["Announcement", "Family", "FoundPrinter", "MacAddress", "Proof", "Taken", "Wire", "find_printers"]
