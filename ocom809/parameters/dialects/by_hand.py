"""The dialect of a person: nothing is sent; it says what to press and where to type."""

from __future__ import annotations

from ocom809.evidence import Confidence
from ocom809.parameters.dialect import Dialect, Way

MANUAL = Dialect(
    name="manual",
    about="by hand: the printer's own web page, its keys and its switches",
    way=Way.BY_HAND,
    confidence=Confidence.LIKELY,
    source="OCPP-80H (page “Ethernet WebSet System”); a guide to that page; Xprinter's note on the self-test page",
    settle_seconds=60,
    verification="looked for at the new address",
    by_hand=(
        "Switch the printer off, hold FEED and switch it on: the page shows its address, MAC, DHCP and switches.",
        "Give this computer a second address in the printer's network, such as 192.168.123.10/24.",
        "Open http:// and the printer's address in a browser. Some boards have a page, often called Ethernet WebSet "
        "System, with fields for IP, mask and gateway; not all do, and some serve one page every two seconds.",
        "Type the new values, press MODIFY or SAVE, and leave the MAC address alone.",
        "Switch the printer off and on, and print the page with FEED again to see what it took.",
        "Cutter, beeper, columns and serial speed: look for the DIP switches below or behind the unit.",
    ),
)
