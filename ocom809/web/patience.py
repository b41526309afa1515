"""HTTP/1.1 for the live page that nobody can keep from its other visitors by doing nothing.

uvicorn waits for ever for the rest of a request and for a visitor who does not read, and lets in everybody. Each of
these takes a file of the process, and without files left the printer could not even take its next client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle

MOST_CONNECTIONS: Final = 64
"""Beyond this, whoever has waited longest without asking for anything has to go."""
ASK_SECONDS: Final = 10.0
"""For the head of a request, from the first byte or from the last answer on."""
READ_SECONDS: Final = 20.0
"""For a visitor to read what was sent."""


class PatientProtocol(H11Protocol):
    """One connection, with an end to all waiting."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _asks_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let a visitor in, in the place of one who asks for nothing if the house is full."""
        super().connection_made(transport)
        self._await_request()
        if len(self.connections) > MOST_CONNECTIONS:
            leaving = self._longest_idle()
            # At once, for more may come before its end is told.
            self.connections.discard(leaving)
            leaving.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the visitor."""
        self._stop(self._asking)
        self._stop(self._reading)
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer is out: the next request may come."""
        super().on_response_complete()
        self._await_request()

    def pause_writing(self) -> None:
        """The visitor does not read as fast as is written."""
        super().pause_writing()
        self._stop(self._reading)
        self._reading = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has read."""
        self._stop(self._reading)
        super().resume_writing()

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle  # none before the first request, whatever uvicorn declares
        return cycle is None or cycle.response_complete

    def _await_request(self) -> None:
        self._asks_since = self.loop.time()
        self._stop(self._asking)
        self._asking = self.loop.call_later(ASK_SECONDS, self._lose_patience)

    def _lose_patience(self) -> None:
        if self.is_idle:
            self.transport.close()

    def _longest_idle(self) -> PatientProtocol:
        """Who has to go: this one itself where all others are being answered."""
        others = (one for one in self.connections if isinstance(one, PatientProtocol) and one.is_idle)
        return min(others, key=lambda one: one._asks_since, default=self)

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
