"""More peers' streams, and those of other families, come out with every parameter swallowed and every dot in place.

The expectations are written by hand from the documents in ``tools/peer_streams.cjs``.
"""

from __future__ import annotations

import pytest

from tests.foreign import paper

EAN = "4006381333931"
BY_COMMAND = {
    f"{command} {across} {down}": (1 + (across == "low"), low if down == "low" else 1)
    for command, low in (("bitImageRaster", 2), ("bitImageColumn", 3), ("graphics", 2))
    for down in ("high", "low")
    for across in ("high", "low")
}
# By stream: what can be read on the paper.
TEXTS = {
    "escpos": [
        "Plain", "Italic", "Spaced", "Margins", "Red", EAN, "EAN", "*ABC-123*", "Code 39", "QR",
        "s8", "d8", "s24", "d24", "normal", "dw", "dh", "dwdh",
    ],
    "python-escpos-pictures": list(BY_COMMAND),
    "node-escpos-core": ["Plain", EAN, "EAN", "QR", "d24", "normal"],
    "escpos-buffer-tmt20": ["Plain", "Right", "After"],
    "escpos-buffer-mp4200th": ["Plain", "Right", "After"],
    "escpos-buffer-i7": ["Plain", "Right", "After"],
    "escpos-buffer-im113": ["Plain", "Right", "After"],
    "receiptline-starsbcs": ["Plain", "After"],
    "receiptline-starlinesbcs": ["Plain", "After"],
    "receiptline-stargraphic": [],
    "receipt-printer-encoder-star": ["Plain", "Underlined", "Font B", "After"],
    # Its QR code has a size and data without the command in front of them.
    "node-thermal-printer-star": ["Plain", "Font B", "https://example.com/r/4711", "After"],
}  # fmt: skip

# How much wider and higher a picture of the class's commands becomes that stands above a line of text.
PICTURES = {
    ("escpos", "s8"): (2, 3), ("escpos", "d8"): (1, 3), ("escpos", "s24"): (2, 1), ("escpos", "d24"): (1, 1),
    ("escpos", "normal"): (1, 1), ("escpos", "dw"): (2, 1), ("escpos", "dh"): (1, 2), ("escpos", "dwdh"): (2, 2),
    ("node-escpos-core", "d24"): (1, 1), ("node-escpos-core", "normal"): (1, 1),
    **{("python-escpos-pictures", label): size for label, size in BY_COMMAND.items()},
}  # fmt: skip


def printed(name):
    # One of python-escpos's ways is GS ( L, which others of the class ignore.
    unit = "graphics" if name == "python-escpos-pictures" else "ocpp-809"
    return paper.printed((paper.FOLDER / "peers" / f"{name}.bin").read_bytes(), unit)


def test_every_stream_has_an_expectation():
    assert sorted(path.stem for path in (paper.FOLDER / "peers").glob("*.bin")) == sorted(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_no_parameter_is_printed(name):
    texts = [text.strip() for text in printed(name).texts]
    assert [text for text in texts if text] == TEXTS[name]


@pytest.mark.parametrize(("name", "below"), PICTURES)
def test_the_picture_comes_back_dot_for_dot(name, below):
    printout, source = printed(name), paper.source_picture().scaled(*PICTURES[name, below])
    (end,) = (place for place, text in printout.places if text == below)
    expected = [row << (576 - source.width) for row in source.rows]
    assert printout.rows[end - source.height : end] == expected


@pytest.mark.parametrize("name", [name for name in TEXTS if "star" in name])
def test_pictures_of_star_s_commands_are_swallowed(name):
    printout = printed(name)
    # 24 rows for each line of text, and nothing else that is black.
    assert sum(map(bool, printout.rows)) <= 24 * len(printout.texts)
