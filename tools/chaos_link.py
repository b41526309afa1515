"""The bad wire: what it does to bytes in both directions. It does no I/O, so it serves proxies and a simulation."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chaos_plan import WireFault

NEVER: Final = float("inf")
SLOW_CHUNK_BYTES: Final = 64
_SLOW_STEPS: Final = 50
_BREAKS: Final = frozenset({"reset", "hang-up"})


class Link:
    """Between a program and a printer; all methods may be called from any thread.

    Args:
        clock: Where the time comes from, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._forwarded = 0
        self._coming: list[tuple[int, WireFault]] = []
        self._replies: deque[tuple[float, bytes]] = deque()
        self._until: dict[str, float] = {}
        self._delay = self._pause = 0.0
        self._break = ""
        self._is_half_closed = False

    def begin(self, faults: Sequence[WireFault]) -> None:
        """A job begins: these faults are to come, counted from now."""
        with self._lock:
            self._coming += [(self._forwarded + fault.after_bytes, fault) for fault in faults]

    def heal(self) -> None:
        """Whatever was wrong is over; answers that were held back arrive now."""
        with self._lock:
            self._coming.clear()
            self._until.clear()
            self._delay = self._pause = 0.0
            self._break, self._is_half_closed = "", False
            self._replies = deque((0.0, data) for _, data in self._replies)

    def reconnected(self) -> None:
        """Another connection: nothing of the former one comes on it."""
        with self._lock:
            self._replies.clear()
            self._break, self._is_half_closed = "", False

    # Towards the printer

    def room(self) -> int:
        """Bytes that may go towards the printer now."""
        with self._lock:
            if self._break or self._lasts("stop-reading") or self._pause > self._clock():
                return 0
            most = SLOW_CHUNK_BYTES if self._lasts("slow") else 4096
            return max(0, min([most, *(at - self._forwarded for at, _ in self._coming)]))

    def went(self, count: int) -> None:
        """So many bytes went; what was to come then, comes."""
        with self._lock:
            self._forwarded += count
            due = [fault for at, fault in self._coming if at <= self._forwarded]
            self._coming = [item for item in self._coming if item[0] > self._forwarded]
            for fault in due:
                self._bring_about(fault)
            if self._lasts("slow"):
                self._pause = self._clock() + self._slow_seconds

    def _bring_about(self, fault: WireFault) -> None:
        end = self._clock() + fault.seconds if fault.seconds else NEVER
        if fault.kind in _BREAKS:
            self._break = fault.kind
        elif fault.kind == "half-close":
            self._is_half_closed = True
        else:
            self._until[fault.kind] = end
        if fault.kind == "slow":
            self._slow_seconds = fault.seconds / _SLOW_STEPS
        if fault.kind == "delay-replies":
            self._delay, self._until[fault.kind] = fault.seconds or NEVER, NEVER

    # Towards the program

    def answer(self, data: bytes) -> None:
        """The printer said this."""
        if not data:
            return
        with self._lock:
            if self._lasts("drop-replies") or self._is_half_closed:
                return
            due = self._clock() + self._delay if self._lasts("delay-replies") else 0.0
            # What is said later never arrives earlier: a wire keeps the order.
            due = max([due, *(at for at, _ in self._replies)])
            pieces = [bytes([byte]) for byte in data] if self._lasts("split-replies") else [data]
            for piece in pieces:
                self._replies += [(due, piece)] * (2 if self._lasts("duplicate-replies") else 1)

    def arriving(self) -> bytes:
        """What of it arrives now, one piece at a time."""
        with self._lock:
            if self._replies and self._replies[0][0] <= self._clock():
                return self._replies.popleft()[1]
            return b""

    # What the carrier has to do

    @property
    def breaks(self) -> str:
        """``reset`` or ``hang-up`` where the connection has to end now, else nothing."""
        return self._break

    @property
    def is_half_closed(self) -> bool:
        """Whether the printer's side has said that nothing more comes from it."""
        return self._is_half_closed

    @property
    def seconds_until_due(self) -> float:
        """How long until something changes by itself."""
        with self._lock:
            moments = [at for at, _ in self._replies] + [self._pause] + list(self._until.values())
            now = self._clock()
            return min((at - now for at in moments if at > now), default=NEVER)

    @property
    def has_arrived(self) -> bool:
        """Whether an answer can be taken now."""
        with self._lock:
            return bool(self._replies) and self._replies[0][0] <= self._clock()

    def _lasts(self, kind: str) -> bool:
        return self._until.get(kind, 0.0) > self._clock()
