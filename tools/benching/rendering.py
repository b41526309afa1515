"""The virtual printer beside emupos, where that can be installed; see ``tools/bench-rendering``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench_rendering import milliseconds_of_ours, milliseconds_since
from common_receipt import common_stream

from benching.measuring import value
from benching.rivals import OURS

if TYPE_CHECKING:
    from benching.measuring import Effort
    from benching.rows import Value


def measured(effort: Effort) -> dict[str, Value]:
    """Milliseconds from connecting to a saved picture, of both in turns; nothing where emupos cannot be had."""
    from tests.judges import emupos

    try:
        program = emupos.installed()
    except BaseException as error:  # noqa: BLE001 - pytest's skip is a BaseException
        print(f"Without emupos, because {error}", file=sys.stderr)
        return {}
    stream, ours, theirs = common_stream(), [], []
    with tempfile.TemporaryDirectory() as folder, emupos.Emupos(program, Path(folder)) as other:
        for _ in range(effort.starts + 1):
            ours.append(milliseconds_of_ours(stream, Path(folder))[1])
            begin = time.perf_counter()
            other.carry_out(stream)
            theirs.append(milliseconds_since(begin))
    return {OURS: value(ours[1:]), "emupos": value(theirs[1:])}
