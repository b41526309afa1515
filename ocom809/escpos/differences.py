"""What the drop-in does otherwise than python-escpos 3.1, row by row; ``strict=True`` undoes what concerns bytes.

The rule: the paper is the same, unless the original's was wrong, lost or unsafe. ``docs/reference/python-escpos.md``
is made from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Difference:
    """One deliberate difference.

    Attributes:
        about: Which methods or classes.
        original: What python-escpos 3.1 does.
        ours: What the drop-in does.
        strict: Whether ``strict=True`` does as the original.
    """

    about: str
    original: str
    ours: str
    strict: bool = True


DIFFERENCES: Final = (
    # Text
    Difference(
        "`text`: control characters",
        "are sent, so that a customer's name can cut the paper",
        "are shown by name, as `<ESC>`; tab, line feed and carriage return are sent. `_raw` sends what it is given",
    ),
    Difference(
        "`text`: code pages",
        "in the order of their numbers as words (0, 1, 11, 12 … 2), so `€` goes to a Greek page; of a page with two "
        "numbers the last, which many units lack",
        "the page in use while it serves, then those that all units have (`€` on CP1252 or CP858), then the lowest "
        "number; of two numbers the lower; letter and accent are composed (NFC) first",
    ),
    Difference(
        "`text`: Chinese",
        "one such character, and the whole string is sent in GB18030",
        "only what the code pages lack; with the profile `OCPP-809` between `FS &` and `FS .`",
    ),
    Difference(
        "`text`: units that start in Chinese mode",
        "print hanzi for accents",
        "`FS .` goes before the first text beyond ASCII, with the profile `OCPP-809`",
    ),
    Difference(
        "`text` after `hw('INIT')`, after another font, after `_raw` with such a command",
        "goes on as if the code page were still selected, and prints wrong letters",
        "selects the page again",
    ),
    Difference(
        "`text`: what no page holds",
        "becomes `?` without a word; a default symbol that no page holds either never ends (RecursionError)",
        "becomes the default symbol or `?`, a stray mark nothing; it is logged, and listed in `losses`",
    ),
    Difference(
        "`charcode`",
        "KeyError for lower case, aliases and unknown names",
        "takes `cp858`, `PC858`, `WPC1252`; `CharCodeError` for unknown names",
    ),
    # Pictures and codes
    Difference(
        "`image`: tall pictures",
        "each fragment is dithered anew, which leaves a seam, and `center` prints it on the left beside a black bar",
        "dithered once, centred, and sent in slices of at most 64 rows, which join",
    ),
    Difference(
        "`image`: `graphics`",
        "a fragment of more than 65 535 bytes announces a wrong length, and its rest prints as text",
        "slices stay below that",
    ),
    Difference(
        "`image`: `10 04`, `10 05` or `10 14` among the dots",
        "is sent; some units open the drawer or answer a question that nobody asked",
        "gets one more black dot ([decision 008](../explanation/decisions/008-no-real-time-commands-in-pictures.md))",
    ),
    Difference(
        "`image`: what can be read",
        "bytes are a file name; a photo that a camera turned is printed as it lies; no limit on size",
        "bytes are a picture; it is turned upright; 64 MB, 50 million pixels, 2048 dots across; 16-bit greys in their "
        "range. "
        "Colours under a half transparent edge may come out one grey of 256 lighter or darker",
    ),
    Difference(
        "`image`: an `impl` that does not exist, no rows in a fragment",
        "prints nothing, or ZeroDivisionError",
        "`InputError`",
    ),
    Difference(
        "`barcode`: wider than the paper",
        "is sent, and the printer prints nothing",
        "is printed with thinner bars, which is logged; `BarcodeSizeError` where it fits at no width",
    ),
    Difference(
        "`qr(native=True)`: more than a code holds",
        "is sent, and the printer prints nothing",
        "`InputError`",
    ),
    # Calls
    Difference(
        "calls that are refused",
        "have sent their first part: `barcode(width=9)` centres all text that follows",
        "send nothing at all",
    ),
    Difference(
        "`hw`, `control`: a word that they do not know",
        "does nothing",
        "`InputError`",
    ),
    Difference(
        "`print_and_feed`, `cut`: more than 4 lines",
        "one `ESC d`, of which some units feed 4 lines at most, so that they cut through the last line",
        "steps of at most 4 lines, which feed as far on every unit",
    ),
    Difference(
        "`cut`: the mode",
        "is looked at after the feed, and not at all with `feed=False`",
        "is looked at first",
    ),
    Difference(
        "`cut`: a profile without features, as of `Profile(columns=48)`",
        "does not cut, without a word",
        "cuts; where a profile says that there is no knife, that is logged",
    ),
    Difference(
        "keywords of constructors",
        "`Network('h', tmeout=3)` is taken, and ignored",
        "`InputError` that names the right one; it is a `TypeError` too",
    ),
    Difference(
        "the profile, where none is given",
        "`default`: 42 columns, an unknown width",
        "`OCPP-809`: 48 and 64 columns, 576 dots, 203 dpi",
    ),
    # The wire, the same with strict
    Difference(
        "when bytes leave",
        "each command by itself: 216 writes for a receipt",
        "the whole job at once, at its end",
        strict=False,
    ),
    Difference(
        "an unreachable printer",
        "is noticed at the first command; the second one dies of `AssertionError`",
        "is noticed at the first command; each further one tries again",
        strict=False,
    ),
    Difference(
        "a printer that hung up between two jobs",
        "loses the first line silently, and fails until `close()`",
        "is connected to again before the job; of a job that broke off nothing is repeated",
        strict=False,
    ),
    Difference(
        "errors of the wire",
        "`OSError`, `USBError`, `SerialException`, `AssertionError` …",
        "one tree, `ocom809.errors`; each error is also `escpos.exceptions.Error` and what the library raised",
        strict=False,
    ),
    Difference(
        "time-outs",
        "USB in milliseconds and endless; serial writes endless; a status question on serial takes 1 s always",
        "finite on every wire; an answer is taken as soon as it comes. `Usb(timeout=)` still counts milliseconds",
        strict=False,
    ),
    Difference(
        "`close` on the LAN",
        "at once, which loses most of a job while an answer lies unread",
        "says that nothing more comes, and hears the printer out first",
        strict=False,
    ),
    Difference(
        "`query_status`",
        "any byte that lies there is the answer",
        "what lies there is thrown away, and an answer must look like one; without one, `b''`, also where no answer "
        "can come (the original: `NotImplementedError`)",
        strict=False,
    ),
    Difference(
        "`paper_status`, `is_online`: no answer",
        "`2`, which is plenty, or an exception; `False`",
        "`0` and `False`: never “paper present”. `status()` tells unknown from no",
    ),
    Difference(
        "USB",
        "fixed endpoints, a reset at each opening, the system's driver gone for good",
        "endpoints from the descriptors, no reset, the driver is called back",
        strict=False,
    ),
    Difference(
        "`Serial`: flow control",
        "`dsrdtr` does nothing on Linux",
        "is watched, as soon as the line was seen raised",
        strict=False,
    ),
    Difference(
        "threads",
        "mix their lines",
        "each call is whole; a `with` block is a whole job",
        strict=False,
    ),
    Difference(
        "`with` the printer, and `EscposIO`",
        "a printer is no context manager; `EscposIO` cuts the paper after Ctrl-C",
        "both work; after any error nothing more is sent or cut",
        strict=False,
    ),
    Difference(
        "import",
        "parses YAML for a quarter of a second, leaves a folder in the temporary folder, gives the root logger a "
        "handler",
        "does none of it",
        strict=False,
    ),
    Difference(
        "standard output",
        "`barcode` and `image` print on it",
        "nothing does; what is worth saying is logged",
        strict=False,
    ),
    Difference(
        "the database of profiles",
        "`_dpi()` writes into it",
        "is left as it is; `OCPP-809` is added",
        strict=False,
    ),
)
"""All of them; tests hold the rest equal."""

KEPT: Final = (
    (
        "`set(double_height=True)` and its like",
        "clear bold and underline that an earlier call set, because `ESC !` does; programs rely on it",
    ),
    ("`set(width=, height=)` without `custom_size=True`", "is ignored; it is logged now"),
    ("`barcode(align_ct=True)`", "leaves text centred"),
    ("`cut(feed=False)`", "asks for the printer's own feed and partial cut (`GS V 66 0`)"),
    ("`block_text`", "adds no line feed at its end, and joins paragraphs"),
    ("right-to-left text", "is sent in the order that it is given in; programs that turn it themselves go on working"),
)
"""Oddities that stay, because programs are built on them."""
