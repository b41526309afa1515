"""The reference page of the drop-in for python-escpos, as its classes and its table of differences tell."""

from __future__ import annotations

from python_reference import called, described, indented, indented_words

from ocom809 import escpos
from ocom809.escpos.differences import DIFFERENCES, KEPT
from ocom809.escpos.face import Face
from ocom809.escpos.gathering import MOST_GATHERED_BYTES, Gathering
from ocom809.escpos.profiles import NAME

CLASSES = ("Network", "Usb", "Serial", "File", "Dummy", "OCPP809", "EscposIO")
ADDED = ("flush", "discard", "status", "losses", "software_columns", "set_sleep_in_fragment")


def escpos_page() -> str:
    """The whole page."""
    return PAGE.format(
        profile=NAME,
        megabytes=MOST_GATHERED_BYTES // 1024 // 1024,
        classes="\n".join(described(name, getattr(escpos, name)) for name in CLASSES),
        added="\n\n".join(_method(name) for name in ADDED),
        different="\n".join(_row(*_words(row)) for row in DIFFERENCES),
        kept="\n".join(_row(*row) for row in KEPT),
    )


def _method(name: str) -> str:
    member = getattr(Face, name, None) or vars(Gathering)[name]
    return "\n".join([indented(called(name, member)), *indented_words(member)])


def _words(row: escpos.Difference) -> tuple[str, ...]:
    return row.about, row.original, row.ours, "as the original" if row.strict else "as ours"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


PAGE = """# The drop-in for python-escpos

Made from the code by `tools/make-reference`. How a program changes over is told in
[Move from python-escpos](../how-to/move-from-python-escpos.md).

`ocom809.escpos` holds printers that take what their namesakes in python-escpos 3.1 take and have all of their methods;
`isinstance(printer, escpos.escpos.Escpos)` is true of each. Its own tests pass on them unchanged.

## Classes

All take `profile` and `magic_encode_args` as in the original, and `strict`. Without a profile it is `{profile}`, which
python-escpos' own classes then know as well; a `Profile` of ocom809 is taken too.

{classes}
## Methods that python-escpos 3.1 has not

```text
{added}
```

`with printer:` prints a job and closes; after an error in it, of what has not left nothing is printed, and no other
thread prints in between. `picture_shading` (see `ocom809.receipt.pictures.Shading`) gives pictures our tones.

## When bytes leave

Calls gather. The job is handed over in one go, and waited for until the printer's end of the wire has taken it, at

- `cut`, `cashdraw` and `buzzer`;
- a question: `query_status`, `is_online`, `paper_status`, `status`;
- `flush`, `close`, the end of a `with` block or of `EscposIO`;
- the end of the program, and when the printer is dropped;
- {megabytes} MB, if none of these came before.

`File` hands over after each call, unless it is given `auto_flush=False`. A program that prints line by line without
ever cutting, such as a log, calls `flush()` after each. The wire is opened by the first bytes.

What cannot be handed over is dropped and never sent again; the error's `written` and `in_doubt` say how much of it may
be on paper.

## What is different

The rule: the paper is the same, unless the original's was wrong, lost or unsafe. With `strict=True`, or `strict = True`
on a class of your own, the bytes are exactly those of python-escpos 3.1; the last column says what then becomes of a
row.

| what | python-escpos 3.1 | ocom809.escpos | with `strict` |
|---|---|---|---|
{different}

## What stays as it is

| what | |
|---|---|
{kept}
"""
