"""Settings of a printer: a self-describing catalogue, dialects as data, changes that are planned, sent and verified.

::

    from ocom809 import parameters

    target = parameters.survey("tcp://192.168.123.100")
    wanted = {"address": "192.168.1.50", "mask": "255.255.255.0", "gateway": "192.168.1.1"}
    plan = parameters.plan(wanted, target=target)        # nothing is sent yet
    plan.lines()                                         # every byte, what it means, and where it would go
    result = parameters.apply(plan, confirmed=True)
    result.verdict, result.seen, result.next_step

Nothing here prints to the screen; the command line and the page are made of what these calls return.
"""

from __future__ import annotations

from ocom809.parameters.applying import apply
from ocom809.parameters.catalogue import CATALOGUE, parameter
from ocom809.parameters.dialect import Dialect, Instruction, Way
from ocom809.parameters.dialects import DIALECTS, dialect
from ocom809.parameters.findings import Verdict
from ocom809.parameters.looking import survey
from ocom809.parameters.message import Message, Piece
from ocom809.parameters.parameter import Parameter
from ocom809.parameters.planning import joined, plan
from ocom809.parameters.plans import Plan, Step
from ocom809.parameters.record import Record
from ocom809.parameters.result import Phase, Progress, Result
from ocom809.parameters.target import Target

__all__ = [
    "CATALOGUE",
    "DIALECTS",
    "Dialect",
    "Instruction",
    "Message",
    "Parameter",
    "Phase",
    "Piece",
    "Plan",
    "Progress",
    "Record",
    "Result",
    "Step",
    "Target",
    "Verdict",
    "Way",
    "apply",
    "dialect",
    "joined",
    "parameter",
    "plan",
    "survey",
]
