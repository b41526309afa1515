"""The families of vendors' set-up commands, so that a unit can obey some and not others."""

from __future__ import annotations

from enum import Enum


class Family(Enum):
    """Who speaks so: a name, and what is known of it."""

    XPRINTER = "xprinter", "US ESC US set-up among the print data, by the Xprinter test tool and kits"
    ZYWELL = "zywell", "the same, by Zywell's test tool, with DHCP and alarms of its own"
    PORT_4000 = "port-4000", "address and hardware address on the side connection of LAN boards, TCP 4000"
    XP_UDP = "xp-udp", "search and set-up by XP0001 datagrams on UDP 9000"
    ZY_UDP = "zy-udp", "search and set-up by ZY0001 datagrams on UDP 1460"
    MUNBYN = "munbyn", "MUNBYN's switch to DHCP"
    TECTOY = "tectoy", "the address command of port 4000 among the print data, as Tectoy units take it"
    SZJBZF = "szjbzf", "the dialect of 80250-type boards, by the G80 utility"
    RONGTA = "rongta", "Rongta and Jetway: address, mask and gateway in one write, then closed at once"

    def __init__(self, word: str, about: str) -> None:
        self.word = word
        self.about = about
