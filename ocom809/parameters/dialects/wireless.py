"""Wi-Fi and Bluetooth, sent over the printer's own wire."""

from __future__ import annotations

from typing import Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.catalogue_network import WIFI_KEYS
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects.lan import ADDRESSES, HEADER
from ocom809.parameters.parts import Field, Fixed, numbered, one_of, text, text_and_zero

_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS
_WIFI: Final = (
    Field("wifi-key-kind", numbered(WIFI_KEYS)),
    Field("wifi-ssid", text_and_zero),
    Field("wifi-key", text_and_zero),
)

XP_WIFI = Dialect(
    name="xp-wifi",
    about="Xprinter: Wi-Fi network, with or without addresses",
    way=Way.IN_BAND,
    confidence=_GUESS,
    source="Xprinter's test tool and Android kit; Zywell's test tool; MUNBYN's commands; one Wi-Fi unit took only the "
    "form with addresses",
    settle_seconds=60,
    verification="looked for at the new address; its Wi-Fi page, where it prints one",
    instructions=(
        Instruction(
            about="Wi-Fi network",
            parts=(HEADER, Fixed(b"\xb3", "set the Wi-Fi network"), *_WIFI),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool, PosSetting; did nothing on one Wi-Fi unit"),
        ),
        Instruction(
            about="addresses and Wi-Fi network",
            parts=(HEADER, Fixed(b"\xb4", "set addresses and Wi-Fi network"), *ADDRESSES, *_WIFI),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; worked on one Wi-Fi unit"),
        ),
        Instruction(
            about="DHCP on Wi-Fi",
            parts=(
                HEADER,
                Fixed(b"\x28\x13\x14\x04", "set DHCP on Wi-Fi; here 0 is on"),
                Field("wifi-dhcp", one_of({True: 0, False: 1})),
            ),
            evidence=Evidence(_CERTAIN, "Zywell's test tool, MUNBYN's commands"),
        ),
        Instruction(
            about="Wi-Fi page at power-on",
            parts=(
                HEADER,
                Fixed(b"\x28\x13\x14\x00", "set the Wi-Fi page"),
                Field("wifi-page", numbered(("on", "off", "beep"))),
            ),
            evidence=Evidence(_CERTAIN, "Zywell's test tool, MUNBYN's commands"),
        ),
        Instruction(
            about="reset of the Wi-Fi module",
            parts=(
                HEADER,
                Fixed(b"\x27\x13\x14\x52", "reset the Wi-Fi module"),
                Field("wifi-reset", one_of({True: 0})),
            ),
            evidence=Evidence(_CERTAIN, "MUNBYN's commands"),
        ),
    ),
)

XP_BLUETOOTH = Dialect(
    name="xp-bluetooth",
    about="Xprinter: Bluetooth name and PIN",
    way=Way.IN_BAND,
    confidence=_GUESS,
    source="Xprinter's test tool and Android kit",
    settle_seconds=10,
    verification="none: look for the new name with a telephone",
    instructions=(
        Instruction(
            about="Bluetooth name and PIN",
            parts=(
                HEADER,
                Fixed(b"bts\r\n", "set Bluetooth"),
                Fixed(b"AT+NAME", "order to the module"),
                Field("bluetooth-name", text),
                Fixed(b"\r\nAT+PIN", "order to the module"),
                Field("bluetooth-pin", text),
                Fixed(b"\r\n\r\n", "end"),
            ),
            evidence=Evidence(_CERTAIN, "Xprinter's test tool and Android kit; some of them add two zeros"),
        ),
    ),
)
