"""A wire without a printer: it records what it is given, and answers what it was told to answer."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Self

from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.errors import DeviceGone, InputError

if TYPE_CHECKING:
    from ocom809.devices.uri import DeviceURI

Answers = Mapping[bytes, bytes] | Iterable[tuple[bytes, bytes]] | Callable[[bytes], bytes]

NEVER = 1 << 60


class MemoryDevice(Device):
    """The honest stand-in for a printer in tests: it invents nothing, stalls and vanishes when told to.

    ``memory:`` records and stays silent; ``memory:?stall=2048`` takes 2048 bytes and no more, ``memory:?vanish=2048``
    takes 2048 bytes and is gone.

    Args:
        answers: What comes back. A mapping answers each of its keys whenever these bytes have come by, however the
            writing was cut up. A sequence of pairs does so in order and once each: the second is looked for only behind
            the first. A callable is given each piece as it is written and returns the answer, which may be empty.
        stall_at: Take this many bytes in all, then no more until ``resume``.
        vanish_at: Take this many bytes in all, then be gone until ``come_back``.
        uri: What it calls itself.
    """

    abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=True)
    polls = True

    def __init__(
        self,
        *,
        answers: Answers = (),
        stall_at: int = NEVER,
        vanish_at: int = NEVER,
        uri: str = "memory:",
    ) -> None:
        super().__init__(uri)
        self._answer_to = _answerer(answers)
        self._stall_at = stall_at
        self._vanish_at = vanish_at
        self._taken = bytearray()
        self._waiting = bytearray()
        self._changed = threading.Condition()

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """An empty recorder; the options ``stall`` and ``vanish`` say after how many bytes."""
        uri.allow("stall", "vanish")
        stall, vanish = (uri.number(name, NEVER, 0, NEVER) for name in ("stall", "vanish"))
        return cls(stall_at=stall, vanish_at=vanish, uri=uri.text)

    # The far end.

    @property
    def written(self) -> bytes:
        """All that was taken since the device was made, over every opening."""
        with self._changed:
            return bytes(self._taken)

    def answer(self, data: bytes) -> None:
        """Let ``data`` come in now, unasked."""
        with self._changed:
            self._waiting += data
            self._changed.notify_all()

    def stall(self) -> None:
        """Take no more bytes until ``resume``."""
        with self._changed:
            self._stall_at = len(self._taken)

    def resume(self) -> None:
        """Take bytes again."""
        with self._changed:
            self._stall_at = NEVER
            self._changed.notify_all()

    def vanish(self) -> None:
        """Be gone, as if unplugged, until ``come_back``."""
        with self._changed:
            self._vanish_at = len(self._taken)
            self._changed.notify_all()

    def come_back(self) -> None:
        """Be there again; it has to be opened anew."""
        with self._changed:
            self._vanish_at = NEVER

    # The hooks of the base class.

    def _open(self, silence: float) -> None:
        del silence  # it is there or it is not
        with self._changed:
            self._must_be_there()

    def _write(self, chunk: memoryview, silence: float) -> int:
        with self._changed:
            self._changed.wait_for(lambda: self._room() > 0 or self._gone(), silence)
            self._must_be_there()
            piece = bytes(chunk[: self._room()])
            self._taken += piece
            self._waiting += self._answer_to(piece)
            self._changed.notify_all()
            return len(piece)

    def _read(self, size: int, silence: float) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._gone(), silence)
            if not self._waiting:
                self._must_be_there()
            data = bytes(self._waiting[:size])
            del self._waiting[:size]
            return data

    def _close(self) -> None:
        """What nobody read is lost, as on any wire."""
        with self._changed:
            self._waiting.clear()

    def _room(self) -> int:
        return max(0, min(self._stall_at, self._vanish_at) - len(self._taken))

    def _gone(self) -> bool:
        return len(self._taken) >= self._vanish_at

    def _must_be_there(self) -> None:
        if self._gone():
            raise DeviceGone(f"{self.uri} is gone", hint="It was told to vanish here.")


def _answerer(answers: Answers) -> Callable[[bytes], bytes]:
    """One way to answer, whichever of the three was given."""
    if isinstance(answers, Mapping):
        return _WheneverAsked(answers)
    if callable(answers):
        return answers
    return _OneAfterTheOther(answers)


class _WheneverAsked:
    """Answers each question as often as it comes by; of two that overlap, the one that is complete first is meant."""

    def __init__(self, answers: Mapping[bytes, bytes]) -> None:
        self._answers = {_question(asked): answer for asked, answer in answers.items()}
        self._keep = max((len(asked) for asked in self._answers), default=1) - 1
        self._seen = b""

    def __call__(self, piece: bytes) -> bytes:
        self._seen += piece
        answer = b""
        while found := self._next():
            end, asked = found
            answer += self._answers[asked]
            self._seen = self._seen[end:]
        self._seen = self._seen[-self._keep :] if self._keep else b""
        return answer

    def _next(self) -> tuple[int, bytes] | None:
        """The question that is complete first, and where it ends; so the cutting of the stream makes no difference."""
        found = [(place + len(asked), asked) for asked in self._answers if (place := self._seen.find(asked)) >= 0]
        return min(found, key=lambda end_and_asked: (end_and_asked[0], -len(end_and_asked[1])), default=None)


class _OneAfterTheOther:
    """Answers each question once, and in the order of the script."""

    def __init__(self, script: Iterable[tuple[bytes, bytes]]) -> None:
        self._script = deque((_question(asked), answer) for asked, answer in script)
        self._seen = b""

    def __call__(self, piece: bytes) -> bytes:
        self._seen += piece
        answer = b""
        while self._script and (place := self._seen.find(self._script[0][0])) >= 0:
            asked, said = self._script.popleft()
            answer += said
            self._seen = self._seen[place + len(asked) :]
        keep = len(self._script[0][0]) - 1 if self._script else 0
        self._seen = self._seen[-keep:] if keep else b""
        return answer


def _question(asked: bytes) -> bytes:
    if not asked:
        raise InputError("an answer needs at least one byte that asks for it")
    return asked
