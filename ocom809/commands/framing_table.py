"""Which opcodes there are, and how each instruction is counted, from the manual of the class.

Written for those who write bytes; the virtual printer reads them by a table of its own, and tests compare the two.
Sources: the 80mm Series POS-80XX Programmer Manual; a fuller manual of the same lineage; Epson's published commands
where drivers send them to printers of this class; the vendors' tools for what begins with US (``framing_settings``).
"""

from __future__ import annotations

from typing import Final

from ocom809.commands import framing_frames as frames
from ocom809.commands.framing_frames import Frame, chosen, counted, fixed
from ocom809.commands.framing_settings import SETTINGS

# Opcodes whose parameters are always as many, by their number.
_BY_PARAMETERS: Final = {
    0: """
       00 07 09 0A 0C 0D 18
       1B0C 1B1E 1B32 1B3C 1B40 1B4C 1B53 1B69 1B6D 1B71 1B76
       1C26 1C2E 1D05 1D0C 1D3A 1D3C 1D63 1254
       """,
    1: """
       1005 1223
       1B20 1B21 1B25 1B2D 1B33 1B39 1B3D 1B3F 1B45 1B47 1B4A 1B4B 1B4D 1B52 1B54 1B55 1B56 1B61 1B64 1B65 1B72 1B74
       1B51 1B6C 1B75 1B78 1B7B 1B6330 1B6331 1B6333 1B6334 1B6335
       1C21 1C2D 1C43 1C57
       1D21 1D2F 1D42 1D45 1D48 1D49 1D54 1D5A 1D61 1D62 1D66 1D68 1D6A 1D71 1D72 1D77 1D7C
       """,
    2: """
       1B24 1B38 1B42 1B5C 1B63 1B66 1C3F 1C53 1C70 1D24 1D41 1D4C 1D50 1D57 1D5C
       """,
    3: """
       1B37 1B43 1B70 1D5E 1D7A
       """,
    4: """
       1D67
       """,
    6: """
       1D70
       """,
    8: """
       1B57
       """,
    # A character of 24 by 24 dots behind the two bytes of its code.
    74: """
       1C32
       """,
}
_COUNTED: Final[dict[str, Frame]] = {
    "1B28": counted(3), "1C28": counted(3), "1D28": counted(3), "1D38": counted(3, 4), "1B5A": counted(5),
    "1B26": frames.user_characters,
    "1B2A": frames.columns,
    "1B44": frames.tabs,
    "1C67": frames.user_memory,
    "1C71": frames.stored_pictures,
    "1D286B": frames.symbol,
    "1D2A": frames.downloaded_picture,
    "1D6B": frames.barcode,
    "1D7630": frames.raster, "1D5130": frames.raster,
    # Real time. The class knows 1 to 4, 1 and 2, and the pulse; the others are Epson's.
    "1004": chosen(2, {7: 4, 8: 4, 18: 4}, 3),
    "1014": chosen(2, {1: 5, 2: 5, 3: 8, 7: 4, 8: 10}, 3),
    # Those that feed first have a distance.
    "1D56": chosen(2, dict.fromkeys((65, 66, 97, 98, 103, 104), 4), 3),
    "1D7B77": chosen(3, {2: 9}, 4),
    "1C61": chosen(2, {0x30: 4}, 3),
    # A setting that no tool sends.
    "1F1B1F": fixed(4),
}  # fmt: skip

FRAMES: Final[dict[bytes, Frame]] = {
    **{
        bytes.fromhex(opcode): fixed(len(opcode) // 2 + parameters)
        for parameters, opcodes in _BY_PARAMETERS.items()
        for opcode in opcodes.split()
    },
    **{bytes.fromhex(opcode): frame for opcode, frame in _COUNTED.items()},
    **{setting.opcode: setting.extent for setting in SETTINGS},
}
# Every true beginning of an opcode: what may go on.
BEGINNINGS: Final = frozenset(opcode[:size] for opcode in FRAMES for size in range(1, len(opcode)))
