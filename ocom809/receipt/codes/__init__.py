"""Codes that scan: sizes chosen for the paper, GS1 data, payments, and symbols drawn as dots."""

from ocom809.receipt.codes.gs1 import GS1
from ocom809.receipt.codes.identifiers import IDENTIFIERS, Identifier
from ocom809.receipt.codes.payments import UPI, Payment, Pix, SepaTransfer, SwissAddress, SwissBill, ZatcaInvoice

__all__ = [
    "GS1",
    "IDENTIFIERS",
    "UPI",
    "Identifier",
    "Payment",
    "Pix",
    "SepaTransfer",
    "SwissAddress",
    "SwissBill",
    "ZatcaInvoice",
]
