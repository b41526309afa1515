"""What would go wrong with a document on a printer, found before anything is printed."""

from ocom809.receipt.lint.checking import check
from ocom809.receipt.lint.findings import WIRES, Finding, Findings, Kind, Measures, Place, Severity

__all__ = ["WIRES", "Finding", "Findings", "Kind", "Measures", "Place", "Severity", "check"]
