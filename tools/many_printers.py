"""Prints on many virtual printers from one event loop, over TCP on loopback; started by ``tools/many-printers``.

The printers live in processes of their own, a thread each, so that what is measured here is the driver; a thousand
threads of one process would wait for each other most of the time. At the end those processes say what is on every
paper, and each outcome is held against it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from ocom809 import AsyncPrinter, Printed, Receipt, errors

OPEN_FILES: Final = 8192
PRINTERS_A_PROCESS: Final = 50
MILLISECONDS: Final = 1000


def main() -> int:
    """Print, compare, tell; 1 where any outcome is not what stands on paper."""
    asked = arguments()
    raise_limit()
    if asked.serve:
        return serve(asked.printers)
    with ExitStack() as stack:
        counts = [len(part) for part in batched(range(asked.printers))]
        far_ends = [stack.enter_context(far_end(count)) for count in counts]
        ports = [port for end in far_ends for port in json.loads(answer(end))]
        begin = time.monotonic()
        results = asyncio.run(print_on_all(ports, asked.receipts))
        seconds = time.monotonic() - begin
        papers = [paper for end in far_ends for paper in json.loads(end.communicate("papers\n")[0])]
    return tell(results, papers, seconds, asked.receipts)


def batched(numbers: range) -> list[range]:
    """As many printers as one process has, and the rest."""
    return [numbers[at : at + PRINTERS_A_PROCESS] for at in range(0, len(numbers), PRINTERS_A_PROCESS)]


def far_end(count: int) -> subprocess.Popen[str]:
    """A process with so many printers."""
    command = [sys.executable, __file__, "--serve", "--printers", str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(end: subprocess.Popen[str]) -> str:
    """The next line that it says."""
    assert end.stdout is not None  # noqa: S101 - it is a pipe
    return end.stdout.readline()


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="tools/many-printers", description="One event loop, many printers.")
    parser.add_argument("--printers", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--receipts", type=int, default=3, help="how many on each (3)")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def raise_limit() -> None:
    """Each printer takes an open file on either side, and a listening one."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, OPEN_FILES)), hard))


def serve(count: int) -> int:
    """The far end: so many printers, until a line comes in; then what is on their papers."""
    from ocom809.virtual import TcpServer, VirtualPrinter

    printers = [VirtualPrinter() for _ in range(count)]
    with ExitStack() as stack:
        print(json.dumps([stack.enter_context(TcpServer(printer)).port for printer in printers]), flush=True)
        sys.stdin.readline()
        print(json.dumps([[ticket.text.strip() for ticket in printer.tickets] for printer in printers]), flush=True)
    return 0


def text_of(number: int, receipt: int) -> str:
    """What is printed."""
    return f"Printer {number}, receipt {receipt}"


async def print_on_all(ports: list[int], receipts: int) -> list[list[tuple[str, float]]]:
    """Print on all of them at once; the outcome and the seconds of each receipt."""
    return await asyncio.gather(*(print_on(number, port, receipts) for number, port in enumerate(ports)))


async def print_on(number: int, port: int, receipts: int) -> list[tuple[str, float]]:
    """One printer's receipts, one after the other."""
    found = []
    async with AsyncPrinter(f"tcp://127.0.0.1:{port}", reply_silence=60) as printer:
        await printer.measure()
        for receipt in range(receipts):
            begin = time.monotonic()
            outcome = await outcome_of(printer.print(Receipt().text(text_of(number, receipt)).cut()))
            found.append((outcome, time.monotonic() - begin))
    return found


async def outcome_of(printing: Any) -> str:
    """Its name."""
    try:
        return type(await printing).__name__
    except errors.PrintError as error:
        return f"{type(error).__name__}: {error.message}"


def tell(results: list[list[tuple[str, float]]], papers: list[list[str]], seconds: float, receipts: int) -> int:
    """Say how it went."""
    wrong = [
        f"printer {number}: {[outcome for outcome, _ in found]}, and on paper {paper}"
        for number, (found, paper) in enumerate(zip(results, papers, strict=True))
        if {outcome for outcome, _ in found} != {Printed.__name__}
        or paper != [text_of(number, receipt) for receipt in range(receipts)]
    ]
    print("\n".join(wrong[:20]))
    times = sorted(took for found in results for _, took in found)
    print(
        f"{len(results)} printers, {len(times)} receipts in {seconds:.1f} s, connecting and measuring included; "
        f"{len(wrong)} printers with an outcome that is not on paper"
    )
    print(
        f"one receipt: median {statistics.median(times) * MILLISECONDS:.0f} ms, "
        f"99 of 100 within {times[int(len(times) * 0.99)] * MILLISECONDS:.0f} ms, "
        f"longest {times[-1] * MILLISECONDS:.0f} ms; memory of the driver's process: {peak_mib():.0f} MiB at most"
    )
    return 1 if wrong else 0


def peak_mib() -> float:
    """The most memory that this process had; 0 where that cannot be told."""
    status = Path("/proc/self/status")
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024 if status.exists() else 0.0


if __name__ == "__main__":
    sys.exit(main())
