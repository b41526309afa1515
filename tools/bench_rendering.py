"""Measures both interpreters in turns; started by ``tools/bench-rendering``."""

from __future__ import annotations

import queue
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common_receipt import common_stream

from ocom809.virtual import TcpServer, VirtualPrinter
from tests.judges import emupos

if TYPE_CHECKING:
    from ocom809.virtual import Ticket

ROUNDS = 20
SECONDS = 30


def main() -> None:
    """Print the stream on both, several times, and tell the medians and their ratios."""
    words = sys.argv[1:]
    stream = Path(words[0]).read_bytes() if words else common_stream()
    rounds = int(words[1]) if len(words) > 1 else ROUNDS
    ours: list[tuple[float, float]] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder, emupos.Emupos(emupos.installed(), Path(folder)) as other:
        # A first round of each loads fonts and modules, and is not counted.
        for _ in range(rounds + 1):
            ours.append(milliseconds_of_ours(stream, Path(folder)))
            begin = time.perf_counter()
            # Its files are not opened here: the time ends when it says that they are saved.
            other.carry_out(stream)
            theirs.append(milliseconds_since(begin))
    rendered, saved = (statistics.median(times) for times in zip(*ours[1:], strict=True))
    foreign = statistics.median(theirs[1:])
    print(f"{len(stream)} bytes, medians of {rounds} rounds; emupos until saved: {foreign:.1f} ms")
    print(f"ocom809 until the paper is there: {rendered:.1f} ms, {foreign / rendered:.2f} times as fast")
    print(f"ocom809 until saved:              {saved:.1f} ms, {foreign / saved:.2f} times as fast")


def milliseconds_of_ours(stream: bytes, folder: Path) -> tuple[float, float]:
    """From connecting until the receipt is there, and until it is saved as a picture and as a text."""
    tickets: queue.Queue[Ticket] = queue.Queue()
    with TcpServer(VirtualPrinter(), on_ticket=tickets.put) as server:
        begin = time.perf_counter()
        with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
            connection.sendall(stream)
        ticket = tickets.get(timeout=SECONDS)
        rendered = milliseconds_since(begin)
        ticket.save(folder / "ours.png")
        (folder / "ours.txt").write_text(ticket.text, encoding="utf-8")
        return rendered, milliseconds_since(begin)


def milliseconds_since(begin: float) -> float:
    """How long ago that was."""
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
