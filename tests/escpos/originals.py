"""python-escpos' own printers, met after our face, as a program that uses both meets them."""

from __future__ import annotations

import ocom809.escpos  # isort: skip - before theirs, as its import leaves less behind

import escpos.printer as theirs

__all__ = ["ocom809", "theirs"]
