"""The parameters of printing, of the serial and USB ports, and the factory reset."""

from __future__ import annotations

from typing import Final

from ocom809.evidence import Confidence, Evidence
from ocom809.parameters.kinds import Act, Choice, Number, Switch
from ocom809.parameters.parameter import Parameter

_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS
_PORTS, _PRINT, _CUTTER, _ALARM, _UNIT = "Serial and USB", "Print", "Cutter and drawer", "Beeper and alarm", "Unit"
_XPTOOL = "Xprinter's test tool"
_BOTH = "Xprinter and Zywell test tools"
_DIP = "bytes certain by Xprinter's test tool; the bit's name by the order of its dialog and an XP-80T's switches"
_BAUD_DANGER = "A program at the old rate is no longer understood."

LANGUAGES: Final = ("simplified-chinese", "traditional-chinese", "korean", "japanese")
PRINT_WIDTHS: Final = ("72", "76", "80", "48", "52", "56", "64", "68", "54")
"""Millimetres, each at the place of the number that the printer knows it by."""

PRINTING: Final = (
    Parameter(
        name="baud",
        title="speed of the serial port",
        group=_PORTS,
        kind=Choice(("9600", "19200", "38400", "115200")),
        unit="baud",
        danger=_BAUD_DANGER,
        evidence=Evidence(_CERTAIN, f"{_BOTH}; the factory's choice differs from unit to unit"),
    ),
    Parameter(
        name="usb-mode",
        title="what the USB port shows",
        group=_PORTS,
        kind=Choice(("printer", "virtual-com")),
        default="printer",
        danger="The printer becomes another USB device: its driver and its name change, and this program may not find "
        "it any more.",
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="usb-serial-fixed",
        title="same USB serial number at every start",
        group=_PORTS,
        kind=Switch(),
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="density",
        title="darkness of the print",
        group=_PRINT,
        kind=Number(1, 8),
        evidence=Evidence(_CERTAIN, f"{_XPTOOL} and Android kit; documented by MUNBYN; 1 light, 8 dark"),
    ),
    Parameter(
        name="dark",
        title="DIP switch for dark print",
        group=_PRINT,
        kind=Switch(),
        danger="On Zywell boards the same switch means 58 mm paper.",
        evidence=Evidence(_LIKELY, f"{_XPTOOL}; Zywell's tool calls the same bit 58 mm paper"),
    ),
    Parameter(
        name="speed",
        title="speed of the print",
        group=_PRINT,
        kind=Choice(("200", "250", "300")),
        unit="mm/s",
        evidence=Evidence(_CERTAIN, "SZJBZF utility"),
    ),
    Parameter(
        name="speed-level",
        title="speed of the print, as a level",
        group=_PRINT,
        kind=Number(1, 255),
        evidence=Evidence(_CERTAIN, "Xprinter's Windows kit (GS ( K); how many levels there are depends on the unit"),
    ),
    Parameter(
        name="code-page",
        title="code page after power-on",
        group=_PRINT,
        kind=Number(0, 255),
        evidence=Evidence(_CERTAIN, f"{_BOTH}, SZJBZF utility; the numbers are those of ESC t"),
    ),
    Parameter(
        name="language-rom",
        title="language of the character ROM",
        group=_PRINT,
        kind=Choice(LANGUAGES),
        danger="Text of other languages is printed as rubbish until it is set back.",
        evidence=Evidence(_CERTAIN, _BOTH),
    ),
    Parameter(
        name="chinese-mode",
        title="Chinese mode after power-on",
        group=_PRINT,
        kind=Switch(),
        evidence=Evidence(_LIKELY, _DIP),
    ),
    Parameter(
        name="print-width",
        title="printable width",
        group=_PRINT,
        kind=Choice(PRINT_WIDTHS),
        unit="mm",
        default="72",
        evidence=Evidence(_CERTAIN, f"{_BOTH} agree; 54 by MUNBYN's commands alone"),
    ),
    Parameter(
        name="columns",
        title="characters of font A on a line",
        group=_PRINT,
        kind=Choice(("48", "42")),
        evidence=Evidence(_LIKELY, _DIP),
    ),
    Parameter(
        name="black-mark",
        title="paper with black marks",
        group=_PRINT,
        kind=Switch(),
        default=False,
        evidence=Evidence(_CERTAIN, f"{_XPTOOL} and Windows kit"),
    ),
    Parameter(
        name="black-mark-length",
        title="longest black mark",
        group=_PRINT,
        kind=Number(0, 65535),
        evidence=Evidence(_CERTAIN, f"{_XPTOOL}; what it counts is not recorded"),
    ),
    Parameter(
        name="black-mark-width",
        title="widest black mark",
        group=_PRINT,
        kind=Number(0, 65535),
        evidence=Evidence(_CERTAIN, f"{_XPTOOL}; what it counts is not recorded"),
    ),
    Parameter(
        name="reprint",
        title="reprint after paper end",
        group=_PRINT,
        kind=Switch(),
        evidence=Evidence(_CERTAIN, f"{_XPTOOL}, SZJBZF utility"),
    ),
    Parameter(name="cutter", title="cutter in use", group=_CUTTER, kind=Switch(), evidence=Evidence(_LIKELY, _DIP)),
    Parameter(
        name="cut-on-close",
        title="cut when the cover is closed",
        group=_CUTTER,
        kind=Choice(("no", "cut", "feed-and-cut")),
        danger="Gprinter units take the same opcode for a switch of their command language.",
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="drawer-with-cut",
        title="drawer opens with every cut",
        group=_CUTTER,
        kind=Switch(),
        evidence=Evidence(_LIKELY, _DIP),
    ),
    Parameter(name="beeper", title="beeper in use", group=_ALARM, kind=Switch(), evidence=Evidence(_LIKELY, _DIP)),
    Parameter(
        name="alarm-after-cut",
        title="alarm after every cut (kitchen mode)",
        group=_ALARM,
        kind=Switch(),
        restart=True,
        evidence=Evidence(_CERTAIN, f"{_BOTH}; an XP-80T needs a power cycle"),
    ),
    Parameter(
        name="alarm-times",
        title="how often it sounds",
        group=_ALARM,
        kind=Number(1, 20),
        default=4,
        restart=True,
        evidence=Evidence(_CERTAIN, _BOTH),
    ),
    Parameter(
        name="alarm-duration",
        title="how long it sounds each time",
        group=_ALARM,
        kind=Number(50, 1000, 50),
        unit="ms",
        default=100,
        restart=True,
        evidence=Evidence(_CERTAIN, _BOTH),
    ),
    Parameter(
        name="alarm-kind",
        title="what it does",
        group=_ALARM,
        kind=Choice(("nothing", "sound", "light", "both")),
        default="both",
        restart=True,
        evidence=Evidence(_CERTAIN, _BOTH),
    ),
    Parameter(
        name="not-taken-alarm",
        title="alarm when the receipt is not taken",
        group=_ALARM,
        kind=Choice(("off", "restart-timing", "at-once")),
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="take-paper-time",
        title="time to take the receipt",
        group=_ALARM,
        kind=Number(0, 65535),
        unit="s",
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="not-taken-alarm-time",
        title="time of the alarm when the receipt is not taken",
        group=_ALARM,
        kind=Number(0, 65535),
        unit="s",
        evidence=Evidence(_CERTAIN, _XPTOOL),
    ),
    Parameter(
        name="factory-reset",
        title="factory reset",
        group=_UNIT,
        kind=Act(),
        danger="All settings are lost, the address with them: the printer goes back to its factory address.",
        evidence=Evidence(_CERTAIN, f"labelled in {_XPTOOL}; MUNBYN's tool"),
    ),
)
