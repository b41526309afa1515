"""What a receipt is made of: frozen values, each checked when it is made, each laid out without knowing the wire.

What depends on the printer (does it fit?) is checked when an element is laid out on a ``Canvas``, which is before any
byte exists.
"""

from ocom809.receipt.elements.acts import Act, Drawer, Given
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.elements.box import Box
from ocom809.receipt.elements.codes import Code, MatrixCode, SwissCode
from ocom809.receipt.elements.columns import Cell, Column
from ocom809.receipt.elements.image import Image
from ocom809.receipt.elements.logo import Logo
from ocom809.receipt.elements.margin import Margin, Spacing
from ocom809.receipt.elements.row import Row
from ocom809.receipt.elements.rule import Rule
from ocom809.receipt.elements.sideways import Sideways
from ocom809.receipt.elements.space import Space
from ocom809.receipt.elements.table import Table
from ocom809.receipt.elements.text import Paragraph
from ocom809.receipt.words import MOST_CHARACTERS

__all__ = [
    "MOST_CHARACTERS",
    "Act",
    "Box",
    "Cell",
    "Code",
    "Column",
    "Drawer",
    "Element",
    "Given",
    "Image",
    "Logo",
    "Margin",
    "MatrixCode",
    "Measure",
    "Paragraph",
    "Row",
    "Rule",
    "Sideways",
    "Space",
    "Spacing",
    "SwissCode",
    "Table",
]
