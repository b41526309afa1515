"""The common receipt takes fewer bytes than any peer's and no more paper than the shortest of them.

Each peer's stream is what its own documentation leads to (``tools/common_rivals.py`` and ``.cjs``): the same words, the
same logo, a QR code with modules of 6 dots, and an EAN-13 with modules of 3 dots, 80 dots high.
"""

from __future__ import annotations

import json
import re
import sys

import pytest

from ocom809.commands import encode
from ocom809.commands.stored_image import DefineNVImages
from ocom809.virtual.bitmap import Bitmap
from tests.foreign import paper
from tests.judges import scanners

TOOLS = paper.FOLDER.parents[1] / "tools"
sys.path.append(str(TOOLS))
import common_receipt  # noqa: E402 - tools are no package

PEERS = ("node-thermal-printer", "python-escpos", "receipt-printer-encoder", "receiptline")
KINDS = ("full", "without-logo", "text-only")
FONT_ROWS, QR_ROWS = 24, 29 * 6
MOST_BYTES_WITH_STORED_LOGO = 1200
DATA = json.loads((common_receipt.DATA / "common-receipt.json").read_text(encoding="utf-8"))


def rival(peer, kind):
    return (paper.FOLDER / "common" / f"{peer}-{kind}.bin").read_bytes()


def ink_rows(printed):
    """From the first row with ink to the last: what the content takes, without the way to the knife."""
    inked = [number for number, row in enumerate(printed.rows) if row]
    return inked[-1] - inked[0] + 1


def words(printed):
    """Its lines without rules and without the width of gaps."""
    lines = (" ".join(text.split()) for text in printed.texts)
    return [line for line in lines if re.search(r"[A-Za-z0-9]", line)]


def content(codes):
    rows = [*DATA["head"], *DATA["items"], *DATA["totals"]]
    return [*DATA["shop"], *map(" ".join, rows), *DATA["foot"], *[DATA["barcode"]] * codes]


def codes_on(bitmap):
    return {bytes.decode(data) for _, data in scanners.zxing(scanners.picture(bitmap))}


def qr_code_alone(printed):
    """The rows of the QR code, which stands right below the last line of text."""
    foot = next(top for top, text in printed.places if text.strip() == DATA["foot"][-1])
    rows = printed.rows[foot + FONT_ROWS :]
    first = next(number for number, row in enumerate(rows) if row)
    return Bitmap(printed.bitmap.width, tuple(rows[first : first + QR_ROWS]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_s_receipt_has_the_same_content(peer, kind):
    printed = paper.printed(rival(peer, kind))
    assert words(printed) == content(kind != "text-only")
    if kind != "text-only":
        assert codes_on(qr_code_alone(printed)) == {DATA["qr"]}
        assert DATA["barcode"] in codes_on(printed.bitmap)


@pytest.mark.parametrize("kind", common_receipt.KINDS)
def test_ours_has_that_content_too_and_both_codes_are_read_off_the_whole_paper(kind):
    printed = paper.printed(common_receipt.common_stream(kind))
    assert words(printed) == content(kind != "text-only")
    assert codes_on(printed.bitmap) == (set() if kind == "text-only" else {DATA["qr"], DATA["barcode"]})


@pytest.mark.parametrize("peer", PEERS)
def test_most_peers_put_the_barcode_into_the_quiet_zone_of_the_qr_code(peer):
    both = {DATA["qr"], DATA["barcode"]}
    assert (codes_on(paper.printed(rival(peer, "full")).bitmap) == both) == (peer == "receipt-printer-encoder")


@pytest.mark.parametrize("kind", KINDS)
def test_it_takes_the_fewest_bytes_of_all(kind):
    assert len(common_receipt.common_stream(kind)) < min(len(rival(peer, kind)) for peer in PEERS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_takes_no_more_paper_than_the_shortest_of_all(kind):
    ours = paper.printed(common_receipt.common_stream(kind))
    theirs = [paper.printed(rival(peer, kind)) for peer in PEERS]
    assert ink_rows(ours) <= min(map(ink_rows, theirs))
    # With the way to the knife as well; one peer cuts at once, through its last lines, so all its pieces count.
    assert len(ours.rows) <= min(len(printed.rows) for printed in theirs)


def test_with_a_stored_logo_the_paper_is_the_same_and_the_bytes_are_few():
    stored = common_receipt.common_stream("stored-logo")
    assert len(stored) <= MOST_BYTES_WITH_STORED_LOGO
    logos = tuple(logo.image for logo in common_receipt.stored_logos().logos)
    keeping = encode([DefineNVImages(logos)])
    assert paper.printed(keeping + stored).rows == paper.printed(common_receipt.common_stream("full")).rows
