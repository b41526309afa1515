"""Settings of a printer: a self-describing catalogue, dialects as data, changes that are planned, sent and verified.

Nothing here prints to the screen; the command line and the page are made of what these calls return.
"""

from __future__ import annotations

from ocom809.parameters.catalogue import CATALOGUE
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects import DIALECTS
from ocom809.parameters.message import Message, Piece
from ocom809.parameters.parameter import Parameter

__all__ = ["CATALOGUE", "DIALECTS", "Dialect", "Instruction", "Message", "Parameter", "Piece", "Way"]
