"""receiptline, the reference implementation of the markup: what it makes of a document, as text or as SVG."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.judges import needed, npm

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = "4.0.4"
SECONDS = 100
FOLDER = npm.CACHE / f"receiptline-{VERSION}"
EXAMPLES = FOLDER / "node_modules" / "receiptline" / "example" / "data"
PROGRAM = Path(__file__).with_suffix(".cjs")


@dataclass(frozen=True, slots=True)
class Question:
    """A document, and the paper and the character set that receiptline sets it for.

    ``encoding`` decides how wide characters are: in ``multilingual`` all are one column, in ``gb18030`` all but ASCII
    are two, in ``cp932`` those of half width are one.
    """

    document: str
    columns: int = 48
    encoding: str = "multilingual"


def answers(questions: Iterable[Question], command: str) -> list[str | None]:
    """What it makes of each document; ``None`` where it fails."""
    node = installed()
    asked = [
        {"document": one.document, "cpl": one.columns, "encoding": one.encoding, "command": command}
        for one in questions
    ]
    variables = os.environ | {"NODE_PATH": str(FOLDER / "node_modules")}
    lines = "".join(json.dumps(one) + "\n" for one in asked)
    done = subprocess.run(
        [node, str(PROGRAM)], input=lines, capture_output=True, text=True, timeout=SECONDS, env=variables, check=True
    )
    found = [json.loads(line).get("output") for line in done.stdout.splitlines()]
    assert len(found) == len(asked)
    return found


def texts(questions: Iterable[Question]) -> list[list[str] | None]:
    """The lines of its plain text without the blanks at their ends.

    ``None`` also where it writes ``undefined``, which it does in a frame around columns of no width.
    """
    return [
        None if output is None or "undefined" in output else [line.rstrip(" ") for line in output.split("\n")[:-1]]
        for output in answers(questions, "text")
    ]


def installed() -> str:
    """Where Node.js is, with receiptline installed first if need be; without them the test is skipped by name."""
    node = needed.tool("node", install="apt-get install nodejs")
    npm.installed(FOLDER.name, f"receiptline@{VERSION}")
    return node
