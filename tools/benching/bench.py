"""All rows in one run: whatever is timed first, then what follows from the bytes."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from benching import measuring, rendering, wires
from benching.rivals import ESCPOS, OURS, Side
from benching.rows import (
    FASTER,
    HEAD_KB_PER_S,
    IN_BYTES,
    STATUS,
    STORED_LOGO_BYTES,
    TIMED,
    WHOLE_RECEIPTS,
    Row,
    Target,
    Value,
    Work,
)
from ocom809.virtual import TcpServer, VirtualPrinter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benching.measuring import Effort, Samples


class Bench:
    """One run.

    Args:
        names: The sides that take part.
        effort: How long each row may take.
        only: Rows whose names begin so; all without.
    """

    def __init__(self, names: Sequence[str], effort: Effort, only: str = "") -> None:
        self._names = names
        self._effort = effort
        self._only = only
        self._samples: dict[str, dict[str, Samples]] = {}

    def rows(self) -> Iterator[Row]:
        """Every row that is wanted, as soon as it is measured."""
        yield from self._starts()
        with ExitStack() as stack:
            # A printer on the LAN listens to one at a time, so each side gets one of its own.
            printers = {name: stack.enter_context(TcpServer(VirtualPrinter())) for name in self._names}
            uris = {name: f"tcp://127.0.0.1:{server.port}" for name, server in printers.items()}
            sides = {name: stack.enter_context(Side(name, uris[name])) for name in self._names}
            yield from self._timed(sides)
        yield from self._production()
        yield from self._sizes()
        yield from self._on_wires()
        yield from self._one("memory", "peak memory: receipt and photo", "MiB", self._memory, Target(1.0, ESCPOS))
        yield from self._one(
            "rendering",
            "virtual printer, receipt to PNG, beside emupos",
            "ms",
            lambda: rendering.measured(self._effort),
            FASTER,
        )

    def _wanted(self, name: str) -> bool:
        return name.startswith(self._only)

    def _one(
        self, name: str, title: str, unit: str, measure: Callable[[], dict[str, Value]], target: Target | None
    ) -> Iterator[Row]:
        if self._wanted(name) and (values := measure()):
            yield Row(name, title, unit, values, target)

    def _starts(self) -> Iterator[Row]:
        fifth, imports, helps = Target(0.2, ESCPOS), measuring.import_commands(self._names), measuring.help_commands()
        yield from self._one(
            "import", "import, fresh process", "ms", lambda: measuring.starting(imports, self._effort), fifth
        )
        yield from self._one(
            "help", "--help, fresh process", "ms", lambda: measuring.starting(helps, self._effort), fifth
        )

    def _timed(self, sides: Mapping[str, Side]) -> Iterator[Row]:
        for work in (*TIMED, STATUS):
            if not self._is_needed(work):
                continue
            samples = self._samples[work.name] = measuring.alternating(sides, work.name, self._effort)
            if self._wanted(work.name):
                values = {name: measuring.value(own.times) for name, own in samples.items()}
                yield Row(work.name, work.title, "ms", values, work.target)
        yield from self._first_byte(sides)

    def _is_needed(self, work: Work) -> bool:
        return (
            any(self._wanted(name) for name in (work.name, f"bytes-{work.name}", f"writes-{work.name}"))
            or (work.name in WHOLE_RECEIPTS and any(map(self._wanted, self._wire_names())))
            or (work.name == "photo" and self._wanted("production"))
        )

    def _first_byte(self, sides: Mapping[str, Side]) -> Iterator[Row]:
        if self._wanted("first-byte"):
            samples = measuring.alternating({OURS: sides[OURS]}, "first-byte", self._effort)[OURS]
            percent = [100 * share for share in samples.extras]
            title = "first byte of a long photo on a wire of one's own, as a share of the time until the last"
            yield Row("first-byte", title, "%", {OURS: measuring.value(percent)}, Target(75, ""))

    def _production(self) -> Iterator[Row]:
        """How fast rasters are made, beside how fast the print head takes them at its fastest."""
        if not self._wanted("production"):
            return
        values = {}
        for name, own in self._samples["photo"].items():
            if own.last is not None:
                speeds = [len(own.last.data) / milliseconds / HEAD_KB_PER_S for milliseconds in own.times]
                values[name] = measuring.value(speeds)
        title = "rasters made, beside what the head takes at 300 mm/s"
        yield Row("production", title, "times", values, Target(50, "", least=True))

    def _sizes(self) -> Iterator[Row]:
        for work in TIMED:
            if work.name not in IN_BYTES or work.name not in self._samples:
                continue
            if self._wanted(f"bytes-{work.name}"):
                yield Row(f"bytes-{work.name}", work.title, "bytes", self._bytes(work.name), FASTER)
            if self._wanted(f"writes-{work.name}"):
                writes = {name: _plain(answer.writes) for name, answer in self._answers(work.name).items()}
                yield Row(f"writes-{work.name}", work.title, "writes", writes, Target(1, ""))
        if "receipt-stored-logo" in self._samples and self._wanted("bytes-limit"):
            ours = {OURS: self._bytes("receipt-stored-logo")[OURS]}
            yield Row(
                "bytes-limit", "whole receipt, logo kept in the printer", "bytes", ours, Target(STORED_LOGO_BYTES, "")
            )

    def _bytes(self, work: str) -> dict[str, Value]:
        return {name: _plain(len(answer.data)) for name, answer in self._answers(work).items()}

    def _answers(self, work: str) -> dict[str, measuring.Answer]:
        """What each made last; a receipt whose logo others cannot call by its number is sent whole by them."""
        found = {} if work != "receipt-stored-logo" else self._answers("receipt")
        own = self._samples.get(work, {})
        return found | {name: samples.last for name, samples in own.items() if samples.last is not None}

    def _wire_names(self) -> list[str]:
        return ["paper", *(f"wire-{wire.name}" for wire in wires.WIRES)]

    def _on_wires(self) -> Iterator[Row]:
        for wire in wires.WIRES:
            for work, words in (("receipt", "whole receipt"), ("receipt-stored-logo", "the same, logo kept")):
                if self._wanted(f"wire-{wire.name}") and work in self._samples:
                    values = {
                        name: _plain(wire.seconds(len(answer.data), answer.writes) * 1000)
                        for name, answer in self._answers(work).items()
                    }
                    yield Row(f"wire-{wire.name}-{work}", f"{wire.title}: {words}", "ms", values, FASTER)
        if self._wanted("paper") and "receipt" in self._samples:
            values = {name: _plain(wires.paper_mm(answer.data)) for name, answer in self._answers("receipt").items()}
            yield Row("paper", "paper of the whole receipt", "mm", values, FASTER)

    def _memory(self) -> dict[str, Value]:
        return measuring.peak_memory(self._names, Side)


def _plain(figure: float) -> Value:
    return Value(figure, figure, figure)
