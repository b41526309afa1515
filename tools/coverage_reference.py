"""The command coverage page: what is claimed of each instruction, and by what it is held, found out and not written."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from command_samples import encoders
from coverage_judges import peer, seen_by_emupos, streams

from ocom809.virtual.decode import decode
from ocom809.virtual.handlers import HANDLERS
from ocom809.virtual.instruction import Instruction
from ocom809.virtual.instructions import INSTRUCTIONS, NAMES, Entry
from ocom809.virtual.interpreter import Interpreter

TESTS = Path(__file__).resolve().parent.parent / "tests"
HEX = re.compile(r"\s*[0-9A-Fa-f]{2}(\s+[0-9A-Fa-f]{2})*\s*")
LONGEST_LITERAL = 4096
SYMBOLS = {"GS k": "test_barcodes.py", "GS ( k": "test_qr.py test_pdf417.py"}
JUDGES_OF_SYMBOLS = {"zxing": ("scanners.zxing", "zxingcpp."), "zbar": ("scanners.zbar",), "zint": ("zint.",)}
NO = "–"


def coverage_page() -> str:
    """The whole page."""
    entries = list(INSTRUCTIONS.values())
    by_class = encoders()
    rows = [row(entry, by_class.get(entry.name, [])) for entry in entries]
    sums = SUMS.format(
        all=len(entries),
        encoded=sum(entry.name in by_class for entry in entries),
        interpreted=sum(is_interpreted(entry) for entry in entries),
        judged=sum(judges(entry.name) != NO for entry in entries),
    )
    return PAGE.format(sums=sums, count=len(peers()), peers=", ".join(peers()), rows="\n".join(rows))


def row(entry: Entry, classes: list[str]) -> str:
    """One instruction's line of the table."""
    count = peers_with(entry.name)
    cells = [
        code(entry.name),
        code(entry.opcode.hex(" ").upper()),
        entry.about,
        ", ".join(map(code, classes)) or NO,
        "interpreted" if is_interpreted(entry) else "framed only",
        "yes" if entry.name in tested() else NO,
        str(count) if count else NO,
        judges(entry.name),
        NO,
    ]
    return f"| {' | '.join(cells)} |"


def code(text: str) -> str:
    """As code in a table, where a bar would end the cell."""
    return "`" + text.replace("|", "\\|") + "`"


def is_interpreted(entry: Entry) -> bool:
    """Whether a handler exists, or the interpreter takes it without a word because it does nothing on the class."""
    if entry.name in HANDLERS:
        return True
    head = Unheard()
    Interpreter(head).run(Instruction(0, entry.name, entry.opcode))
    return "not interpreted" not in head.events


class Unheard:
    """A head for instructions that have no handler: only events can come of them."""

    busy = False

    def __init__(self) -> None:
        self.events: list[str] = []

    def event(self, name: str, **_details: int | str) -> None:
        """Keep its name."""
        self.events.append(name)

    def print_rows(self, *_: object, **__: object) -> None:
        """Nothing; as all the rest."""

    feed = feed_to_knife = cut = reply = print_rows


@cache
def tested() -> frozenset[str]:
    """Instructions that a test names in a string or comment, or whose bytes stand in one of its literals."""
    found: set[str] = set()
    for path in sorted(TESTS.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        found |= named_in(text)
        for data in literals(ast.parse(text)):
            found |= {one.name for one in decode(data)}
    return frozenset(found)


def named_in(text: str) -> set[str]:
    """The names that stand in it, each not as a part of a longer one."""
    return {match[0] for match in every_name().finditer(text)}


@cache
def every_name() -> re.Pattern[str]:
    """The longest name first, so that ``GS ( k`` is not taken for ``GS (``."""
    names = sorted((name for name in NAMES if " " in name), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def literals(tree: ast.AST) -> set[bytes]:
    """The bytes and hexadecimal strings of a test."""
    values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {data for data in map(as_bytes, values) if data}


def as_bytes(value: object) -> bytes:
    """What a literal would send; empty where it is no stream."""
    if isinstance(value, str) and len(value) <= LONGEST_LITERAL and HEX.fullmatch(value):
        return bytes.fromhex(value)
    return value[:LONGEST_LITERAL] if isinstance(value, bytes) else b""


def peers() -> list[str]:
    """The libraries that the streams are from."""
    return sorted({peer(stream) for stream in streams()})


@cache
def peers_with(name: str) -> int:
    """How many libraries send an instruction."""
    return len({peer(stream) for stream, found in streams().items() if any(one.name == name for one in found)})


def judges(name: str) -> str:
    """Whoever else looked at what this instruction prints."""
    found = symbol_judges(name)
    if name in seen_by_emupos():
        found.append("emupos")
    return ", ".join(found) or NO


def symbol_judges(name: str) -> list[str]:
    """The readers and generators of codes that the tests of this instruction's symbols call."""
    paths = [TESTS / "virtual" / "symbols" / file for file in SYMBOLS.get(name, "").split()]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return [judge for judge, calls in JUDGES_OF_SYMBOLS.items() if any(call in text for call in calls)]


SUMS = (
    "{all} instructions are framed; {encoded} of them are encoded, {interpreted} interpreted, and of {judged}\n"
    "a judge from outside has seen the print. On hardware none has been seen so far."
)

PAGE = """# Command coverage

Made by `tools/make-reference` from the tables, the commands, the tests and the foreign streams.

{sums}

Three claims stand in it, and none of them stands for another: that the driver can send an instruction, that the virtual
printer can carry it out, and that somebody else agrees about what comes out.

- **name, bytes, what it is**: as in the manual of the class. Those of other printers, which the words name, are known
  so that none of their bytes is printed as text.
- **encoded by**: the classes of `ocom809.commands` whose bytes hold it, found by encoding a sample of each and
  reading it back. A class may send several instructions. Whatever has none can be sent by `Raw`.
- **virtual printer**: *interpreted* where it has its effect on paper, state, events or answers, or is known to have
  none. *Framed only* where its end is found and no more: nothing is printed for it, and an event says so.
- **in tests**: a test names it or holds its bytes. It tells that there is a test, not what that test asks.
- **foreign**: how many of {count} other libraries send it in the streams of `tests/foreign` ({peers}).
- **judged by**: who else has seen the print. zxing and zbar read the codes off it, zint makes them with the same
  modules; of `GS ( k` they have seen QR codes or PDF417 or both. emupos, another interpreter, made of foreign streams
  the same text at the same places, and the same dots of pictures and bars; it is named where that would be different
  without the instruction. Whatever has no name here may be right, but nobody else would have noticed if it were not.
- **hardware**: whether it has been seen on a real OCPP-809. None so far.

| name | bytes | what it is | encoded by | virtual printer | in tests | foreign | judged by | hardware |
|---|---|---|---|---|---|---|---|---|
{rows}
"""
