"""A side in a process of its own: reads what to do, a JSON object a line, and answers with times and bytes."""

from __future__ import annotations

import base64
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Made:
    """What one run made: the bytes, in how many writes, and whatever else was measured on the way."""

    data: bytes = b""
    writes: int = 1
    extra: float | None = None


@dataclass(frozen=True)
class Task:
    """Something to do.

    Attributes:
        given: Makes what it is done with, for the number of the round. This is not measured.
        run: Does it; this is measured.
    """

    given: Callable[[int], Any]
    run: Callable[[Any], Made]


def always(given: object) -> Callable[[int], Any]:
    """The same in every round."""
    return lambda _: given


def serve(tasks: Mapping[str, Callable[[], Task]]) -> None:
    """Answer until the input ends. What a task's factory does is not measured either."""
    ready: dict[str, Task] = {}
    for line in sys.stdin:
        wanted = json.loads(line)
        name = wanted["work"]
        if name not in tasks:
            answer: dict[str, Any] = {"cannot": True}
        else:
            if name not in ready:
                ready[name] = tasks[name]()
            answer = _run(ready[name], wanted["first"], wanted["rounds"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(task: Task, first: int, rounds: int) -> dict[str, Any]:
    times, extras, made = [], [], Made()
    for number in range(first, first + rounds):
        given = task.given(number)
        begin = time.perf_counter()
        made = task.run(given)
        times.append((time.perf_counter() - begin) * 1000)
        if made.extra is not None:
            extras.append(made.extra)
    data = base64.b64encode(made.data).decode("ascii")
    return {"times": times, "extras": extras, "data": data, "writes": made.writes, "peak_kib": peak_kib()}


def peak_kib() -> int:
    """The most memory that this process ever held. ``getrusage`` counts that of whoever started it as well."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise SystemExit("this system does not tell the peak of memory")
