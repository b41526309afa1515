"""Payments as QR codes, from typed data that is checked before any code exists."""

from ocom809.receipt.codes.payments.base import Payment
from ocom809.receipt.codes.payments.pix import Pix
from ocom809.receipt.codes.payments.sepa import SepaTransfer
from ocom809.receipt.codes.payments.swiss import SwissAddress, SwissBill
from ocom809.receipt.codes.payments.upi import UPI
from ocom809.receipt.codes.payments.zatca import ZatcaInvoice

__all__ = ["UPI", "Payment", "Pix", "SepaTransfer", "SwissAddress", "SwissBill", "ZatcaInvoice"]
