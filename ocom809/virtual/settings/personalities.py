"""Units that differ in how they take their settings; those made for trials say so."""

from __future__ import annotations

from typing import Final

from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.traits import EVERY_SETTING, SettingsTraits
from ocom809.virtual.settings.values import Settings
from ocom809.virtual.traits import Personality

_BOTH: Final = frozenset({Family.XPRINTER, Family.ZYWELL})

SETTINGS_PERSONALITIES: Final = (
    Personality(
        name="zywell-lan",
        about="has a LAN module that answers ZY0001 searches on UDP 1460, and none of XP0001",
        source=(
            "Zywell's NETtool and test tool, which belong to the folder of the maker that an OCOM OCPP-80S names on "
            "USB. That the module also serves port 4000 is what the test tool takes for granted."
        ),
        settings=SettingsTraits(obeys=_BOTH | {Family.PORT_4000, Family.ZY_UDP}, factory=Settings(name="Printer-80")),
    ),
    Personality(
        name="munbyn",
        about="knows MUNBYN's switch to DHCP, Wi-Fi commands and print width, and no search by UDP",
        source=(
            "munbynctl, which says that MUNBYN documented its commands for the ITPP047 and ITPP068; its examples have "
            "the address 192.168.1.87. That it knows the Xprinter commands too is a guess."
        ),
        settings=SettingsTraits(
            obeys=_BOTH | {Family.MUNBYN},
            factory=Settings.at("192.168.1.87/24", "192.168.1.1"),
        ),
    ),
    Personality(
        name="szjbzf",
        about="knows the dialect of 80250-type boards alone; answers no search, and its device info is not known",
        source=(
            "The G80 utility, which sends these commands. Its answers to the device info are classed there by two "
            "bytes, and their layout was not found, so it stays silent here."
        ),
        settings=SettingsTraits(obeys=frozenset({Family.SZJBZF})),
    ),
    Personality(
        name="rongta",
        about=(
            "is set up by Rongta's one write; where the host does not close at once, only the address counts, and the "
            "rest comes out as characters"
        ),
        source=(
            "A set-up tool for Rongta and Jetway JP-800, its bytes confirmed by a capture, which warns of the delay. "
            "How long it may be, here half a second, and what exactly comes out, are guesses."
        ),
        settings=SettingsTraits(obeys=frozenset({Family.RONGTA}), close_at_once_seconds=0.5),
    ),
    Personality(
        name="tectoy",
        about="takes the address command of port 4000 among the print data",
        source="Captures of the set-up of Tectoy Q4 and i7. What else it knows was not tried; here nothing.",
        settings=SettingsTraits(obeys=frozenset({Family.TECTOY})),
    ),
    Personality(
        name="v330l",
        about="has a LAN module that takes 15 seconds to restart",
        source="A driver module for the Xprinter V330L, which waits so long; the restart itself was not timed.",
        settings=SettingsTraits(restart_seconds=15),
    ),
    Personality(
        name="all-dialects",
        about="obeys every set-up command of every family; no real unit does",
        source="Made for trials, so that any dialect can be tried on one unit.",
        settings=SettingsTraits(obeys=frozenset(Family)),
    ),
    Personality(
        name="deaf-to-settings",
        about="takes every set-up command and changes nothing",
        source="Made for trials; a unit of another family, or one that is locked, looks like this from outside.",
        settings=SettingsTraits(deaf=True),
    ),
    Personality(
        name="settles-elsewhere",
        about="settles one address further than it is told to",
        source="Made for trials; a DHCP server or a slip of the firmware looks like this from outside.",
        settings=SettingsTraits(address_shift=1),
    ),
    Personality(
        name="settings-after-power-cycle",
        about="keeps what it is told, and goes on as before until it is switched off and on",
        source="Printd's page on the XP-80T, which needs that for the alarm; here every setting does.",
        settings=SettingsTraits(after_power_cycle=EVERY_SETTING),
    ),
)
