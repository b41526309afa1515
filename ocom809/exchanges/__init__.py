"""Who speaks when: conversations with a printer as generators that do no I/O.

How they are walked
    A conversation (``Exchange[Answer]``) yields **steps** and is sent what came of them, always bytes; what it returns
    is its answer. Whoever walks it knows the wire: ``walking.Walker`` by blocking, another by awaiting. For each step:

    - ``Open(silence)``: take hold of the wire, then call ``session.opened(two_way=…, loses_unread=…)`` with the
      device's abilities; send ``b""``.
    - ``Send``: write ``data``, then flush unless ``flush`` is off, with ``silence`` (``session.silence`` where
      ``None``) and ``may_go_on`` handed to both; ``progress`` is told ``before`` + what went. Where that fails,
      ``device.reckon(error, before + what is handed over)``, so that ``written``, ``in_doubt`` and ``handed_over``
      count the earlier steps too.
    - ``Receive(silence)``: what has arrived, or ``b""``. ``Pause(seconds)``: wait. ``AskBoard()``: the answer of TCP
      port 4000, or ``b""``; never an error. ``Abort(error)``: ``device.abort(error)``. ``LetGo()``: ``device.close()``.
    - **Whatever** is raised while a step is carried out, ``KeyboardInterrupt`` and cancellation included, is *thrown
      into* the conversation, which may yield further steps (``Abort`` above all) before it raises. So these are carried
      out to their end, shielded from a second cancellation. A conversation is never merely dropped or closed.
    - A step is either carried out whole or its error says how far it came. Steps of two conversations never mix: hold
      the lock from the first step to the last.

What they remember
    ``Session`` is one printer's memory between conversations, and its clock: no conversation looks at another. It is
    plain data and does no I/O. The callbacks of a caller (``progress``, ``on_wait``) are called inside the walking.

What there is
    ``print_job`` (one job, whole), ``ask_status`` and ``asked`` (the latter takes hold of the wire first), ``recover``.
"""

from __future__ import annotations

from ocom809.exchanges.asking import ask_status, drain
from ocom809.exchanges.drawer import kick_drawer
from ocom809.exchanges.holding import hold
from ocom809.exchanges.jobs import print_job
from ocom809.exchanges.preflight import preflight
from ocom809.exchanges.proofs import Proof, proof_of
from ocom809.exchanges.recovering import recover
from ocom809.exchanges.refusals import not_asked, refuse_unless_ready, still_waiting
from ocom809.exchanges.session import (
    PATIENCE_SECONDS,
    RECONNECT_SECONDS,
    REPLY_SILENCE_SECONDS,
    Break,
    Session,
)
from ocom809.exchanges.steps import Abort, Answer, AskBoard, Exchange, LetGo, Open, Pause, Receive, Send, Step
from ocom809.exchanges.verbs import asked, held, let_go, take
from ocom809.exchanges.waiting import Decision, OnWait, Patience, Waiting

__all__ = [
    "PATIENCE_SECONDS",
    "RECONNECT_SECONDS",
    "REPLY_SILENCE_SECONDS",
    "Abort",
    "Answer",
    "AskBoard",
    "Break",
    "Decision",
    "Exchange",
    "LetGo",
    "OnWait",
    "Open",
    "Patience",
    "Pause",
    "Proof",
    "Receive",
    "Send",
    "Session",
    "Step",
    "Waiting",
    "ask_status",
    "asked",
    "drain",
    "held",
    "hold",
    "kick_drawer",
    "let_go",
    "not_asked",
    "preflight",
    "print_job",
    "proof_of",
    "recover",
    "refuse_unless_ready",
    "still_waiting",
    "take",
]
