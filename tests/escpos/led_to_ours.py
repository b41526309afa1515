"""A pytest plugin that leads python-escpos' own tests to our classes, without touching any file of theirs.

Loaded by ``-p tests.escpos.led_to_ours`` before their test modules, it puts our printers into ``escpos.printer``, where
fixtures, imports and patches find them alike. ``OCOM809_MODE`` is ``strict`` or ``normal``; ``OCOM809_PROFILE`` is the
profile where a test names none (their golden bytes assume ``default``), ours where it is empty.
"""

from __future__ import annotations

import os

from ocom809 import escpos as ours  # isort: skip - before theirs, as its import leaves less behind

import escpos.printer

NAMES = ("Usb", "Serial", "Network", "File", "Dummy")


def led_to(ours):
    """One of our classes, with the mode and profile of this run, under its name in their module."""

    def __init__(self, *arguments, **named):  # noqa: N807 - that of the class below
        if os.environ["OCOM809_PROFILE"]:
            named.setdefault("profile", os.environ["OCOM809_PROFILE"])
        named.setdefault("strict", os.environ["OCOM809_MODE"] == "strict")
        ours.__init__(self, *arguments, **named)

    return type(ours.__name__, (ours,), {"__init__": __init__, "__module__": "escpos.printer"})


for name in NAMES:
    setattr(escpos.printer, name, led_to(getattr(ours, name)))
