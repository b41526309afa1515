"""A foreign interpreter finds the common receipt no longer than the shortest peer's, by the same rows of ink."""

from __future__ import annotations

import sys

import pytest

from tests.foreign import paper
from tests.judges import emupos

sys.path.append(str(paper.FOLDER.parents[1] / "tools"))
import common_receipt

PEERS = ("node-thermal-printer", "python-escpos", "receiptline")
"""Without the one that cuts through its own last lines, so that its receipt comes in two pieces."""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    with emupos.Emupos(emupos.installed(), tmp_path_factory.mktemp("emupos")) as running:
        yield running


def ink_rows(foreign, stream):
    (receipt,) = foreign.print(stream).receipts
    _, top, _, bottom = receipt.picture.convert("L").point(lambda grey: 255 - grey).getbbox()
    return bottom - top


@pytest.mark.parametrize("kind", ["full", "without-logo", "text-only"])
def test_it_takes_no_more_paper_than_the_shortest(foreign, kind):
    theirs = [(paper.FOLDER / "common" / f"{peer}-{kind}.bin").read_bytes() for peer in PEERS]
    shortest = min(ink_rows(foreign, stream) for stream in theirs)
    assert ink_rows(foreign, common_receipt.common_stream(kind)) <= shortest
