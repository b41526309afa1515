"""The parameters of the network, Wi-Fi and Bluetooth."""

from __future__ import annotations

from typing import Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.kinds import Act, Address, Choice, Mac, Number, Switch, Text
from ocom809.parameters.parameter import Parameter

_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS
_LAN, _WIRELESS, _BLUETOOTH = "LAN", "Wi-Fi", "Bluetooth"
_TOOLS = "Xprinter and Zywell test tools"
_MOVES = "The printer moves to another address, and whoever prints to the old one no longer reaches it."
_IDENTITY = "The printer gets another hardware address: two printers of the same one disturb the whole network."

WIFI_KEYS: Final = (
    "none",
    "wep64",
    "wep128",
    "wpa-aes",
    "wpa-tkip",
    "wpa-tkip-aes",
    "wpa2-aes",
    "wpa2-tkip",
    "wpa2-tkip-aes",
    "wpa-wpa2-mixed",
)
"""The kinds of Wi-Fi keys, each at the place of the number that the printer knows it by."""

NETWORK: Final = (
    Parameter(
        name="address",
        title="IPv4 address",
        group=_LAN,
        kind=Address(),
        default="192.168.123.100",
        danger=_MOVES,
        evidence=Evidence(_CERTAIN, f"{_TOOLS}; the default of Xprinter's family, OCOM's may be 192.168.1.100"),
    ),
    Parameter(
        name="mask",
        title="network mask",
        group=_LAN,
        kind=Address("255.255.255.0"),
        default="255.255.255.0",
        evidence=Evidence(_CERTAIN, _TOOLS),
    ),
    Parameter(
        name="gateway",
        title="gateway",
        group=_LAN,
        kind=Address("192.168.1.1"),
        default="192.168.123.1",
        evidence=Evidence(_CERTAIN, _TOOLS),
    ),
    Parameter(
        name="dhcp",
        title="address from the network's DHCP server",
        group=_LAN,
        kind=Switch(),
        default=False,
        danger=_MOVES,
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; Zywell's network tool"),
    ),
    Parameter(
        name="port",
        title="raw printing port",
        group=_LAN,
        kind=Number(1, 65535),
        default=9100,
        danger="Programs that print to the old port no longer reach the printer.",
        evidence=Evidence(_CERTAIN, "Zywell's network tool; Xprinter boards probably ignore it"),
    ),
    Parameter(
        name="mac",
        title="hardware address",
        group=_LAN,
        kind=Mac(),
        danger=_IDENTITY,
        evidence=Evidence(_CERTAIN, "shown by the UDP answers of both families; set by the SZJBZF utility only"),
    ),
    Parameter(
        name="hardware-id",
        title="last four octets of the hardware address, as a number",
        group=_LAN,
        kind=Number(0, 0xFFFFFFFF),
        danger=_IDENTITY,
        evidence=Evidence(_CERTAIN, "Xprinter's test tool calls it ID"),
    ),
    Parameter(
        name="name",
        title="name in the network tool",
        group=_LAN,
        kind=Text(0, 24),
        evidence=Evidence(_CERTAIN, "Zywell's network tool"),
    ),
    Parameter(
        name="ethernet-speed",
        title="speed of the Ethernet socket",
        group=_LAN,
        kind=Choice(("10", "100")),
        unit="Mbit/s",
        evidence=Evidence(_CERTAIN, "SZJBZF utility"),
    ),
    Parameter(
        name="tcp-clients",
        title="programs that may be connected at once",
        group=_LAN,
        kind=Choice(("1", "2")),
        evidence=Evidence(_CERTAIN, "SZJBZF utility"),
    ),
    Parameter(
        name="disconnect-time",
        title="idle time after which a program is disconnected",
        group=_LAN,
        kind=Number(0, 255),
        evidence=Evidence(_GUESS, "SZJBZF utility; what it counts is not recorded"),
    ),
    Parameter(
        name="wifi-ssid",
        title="Wi-Fi network",
        group=_WIRELESS,
        kind=Text(1, 32, ascii=False),
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit"),
    ),
    Parameter(
        name="wifi-key-kind",
        title="kind of the Wi-Fi key",
        group=_WIRELESS,
        kind=Choice(WIFI_KEYS),
        default="wpa2-aes",
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit"),
    ),
    Parameter(
        name="wifi-key",
        title="Wi-Fi key",
        group=_WIRELESS,
        kind=Text(0, 63),
        secret=True,
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit"),
    ),
    Parameter(
        name="wifi-dhcp",
        title="Wi-Fi address from the network's DHCP server",
        group=_WIRELESS,
        kind=Switch(),
        danger=_MOVES,
        evidence=Evidence(_CERTAIN, "Zywell's test tool, MUNBYN's tool"),
    ),
    Parameter(
        name="wifi-page",
        title="Wi-Fi page printed at power-on",
        group=_WIRELESS,
        kind=Choice(("on", "off", "beep")),
        evidence=Evidence(_CERTAIN, "Zywell's test tool, MUNBYN's tool; beep is off with a beep"),
    ),
    Parameter(
        name="wifi-reset",
        title="reset of the Wi-Fi module",
        group=_WIRELESS,
        kind=Act(),
        danger="The printer forgets its Wi-Fi network.",
        evidence=Evidence(_CERTAIN, "MUNBYN's tool"),
    ),
    Parameter(
        name="bluetooth-name",
        title="Bluetooth name",
        group=_BLUETOOTH,
        kind=Text(1, 28),
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; how long it may be is not recorded"),
    ),
    Parameter(
        name="bluetooth-pin",
        title="Bluetooth PIN",
        group=_BLUETOOTH,
        kind=Text(4, 16, digits=True),
        secret=True,
        evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit"),
    ),
)
