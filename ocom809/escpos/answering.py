"""Questions of the drop-in: answers that can be believed, and silence that is never taken for one."""

from __future__ import annotations

from typing import Any

from ocom809.escpos import asking
from ocom809.escpos.gathering import Gathering
from ocom809.escpos.original import Escpos
from ocom809.status import Answer, Question, Status

_PAPER_GONE, _PAPER_LOW, _PAPER_PLENTY = range(3)


class Answering(Gathering):
    """A gathering printer that can be asked; what was gathered leaves before the question."""

    def query_status(self, mode: bytes) -> bytes:
        """Hand the job over, ask, and return the answer: one byte that can be one, or nothing.

        Args:
            mode: The question. Those of ``DLE EOT``, ``GS r`` and ``GS I`` have their answers looked at; to any other,
                what comes first is the answer.
        """
        with self.lock:
            self.flush()
            try:
                question = Question(mode)
            except ValueError:
                return self._asked_freely(mode)
            answer = self._asked_of_printer(question)
            value = getattr(answer, "byte", getattr(answer, "value", b""))
            return bytes([value]) if isinstance(value, int) else bytes(value)

    def is_online(self) -> bool:
        """Whether the printer says that it is online; ``False`` also where it says nothing, see ``status``."""
        if self.strict:
            return bool(Escpos.is_online(self))
        return self._fact(Question.PRINTER).online is Answer.YES

    def paper_status(self) -> int:
        """2 where the printer says that there is paper, 1 near its end, 0 without, and where it says nothing."""
        if self.strict:
            return int(Escpos.paper_status(self))
        status = self._fact(Question.PAPER)
        if status.paper is not Answer.YES:
            return _PAPER_GONE
        return _PAPER_LOW if status.near_end is Answer.YES else _PAPER_PLENTY

    def status(self) -> Status:
        """All that the printer says of itself, each fact yes, no or unknown; silence is unknown."""
        with self.lock:
            self.flush()
            device = self._held()
            if device is None or not device.abilities.two_way:
                return Status.unknown()
            with self._border():
                return asking.ask_all(device, self.reply_silence)

    def _fact(self, question: Question) -> Status:
        with self.lock:
            self.flush()
            answer = self._asked_of_printer(question)
        return Status.unknown() if answer is None else Status.unknown().merged_with(answer)

    def _asked_of_printer(self, question: Question) -> Any:
        self._take_hold()
        return self._asked(question)

    def _asked_freely(self, mode: bytes) -> bytes:
        self._raw(mode)
        return self._read()
