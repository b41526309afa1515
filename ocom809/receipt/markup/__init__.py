"""ReceiptLine, the receipt markup language that the OFSC published: from text to lines on paper.

``parse`` reads a document, ``laid_out`` sets it for a paper of so many columns, ``as_text`` shows the result as plain
text. None of the three knows printers; ``elements`` brings a document onto the canvas of one.
"""

from ocom809.receipt.markup.layout import laid_out
from ocom809.receipt.markup.parser import parse
from ocom809.receipt.markup.remarks import Remark
from ocom809.receipt.markup.text_output import as_text
from ocom809.receipt.markup.values import Document

__all__ = ["Document", "Remark", "as_text", "laid_out", "parse"]
