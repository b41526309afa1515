"""A wire around a wire: it records what passes in both directions, with times, and changes nothing."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections import deque
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from ocom809.devices.base import Device
from ocom809.devices.registry import SPY_PREFIX, device_for
from ocom809.errors import DeviceError, URIError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices.untaken import Untaken
    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

KEPT_BYTES = 16 << 20
"""How much of the traffic is kept in memory; of longer conversations the beginning is forgotten, not so in a file."""
_ENTRY_BYTES = 100


class Event(Enum):
    """What was seen."""

    OPENED = "opened"
    SENT = "sent"
    RECEIVED = "received"
    FAILED = "failed"
    CLOSED = "closed"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that passed.

    Attributes:
        at_seconds: When, since the device was made.
        event: What.
        data: The bytes that went or came; of a write that failed, only those that the wire took.
        note: The message of an error.
    """

    at_seconds: float
    event: Event
    data: bytes = b""
    note: str = ""

    def as_json(self) -> str:
        """One line, with the bytes in hex."""
        line: dict[str, object] = {"at": round(self.at_seconds, 6), "event": self.event.value}
        if self.data:
            line["data"] = self.data.hex()
        if self.note:
            line["note"] = self.note
        return json.dumps(line, ensure_ascii=False)


class SpyDevice(Device):
    """Any other wire, watched: ``spy+tcp://192.168.1.87?record=traffic.jsonl``.

    It can do what the inner wire can, and fails as that does. The option ``record`` names a file that gets one line of
    JSON for each thing seen, added behind what it holds, and written at once, so that it is whole after a crash. It
    holds the receipts' text: treat it as such.

    Args:
        inner: The wire to watch.
        record: The file, if one is wanted.
        clock: Where the time comes from, in seconds.
        uri: What it calls itself; made from the inner wire's name if not given.
    """

    def __init__(
        self,
        inner: Device,
        *,
        record: str | Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        uri: str = "",
    ) -> None:
        super().__init__(uri or SPY_PREFIX + inner.uri)
        self.inner = inner
        self._take_after(inner)
        self._clock = clock
        self._begin = clock()
        self._path = Path(record) if record else None
        self._file: TextIO | None = None
        self._seen: deque[Seen] = deque()
        self._seen_bytes = 0

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The wire behind ``spy+``, without the spy's own options."""
        inner = device_for(uri.without("record").removeprefix(SPY_PREFIX))
        if "record" in uri.options and not uri.options["record"]:
            raise URIError(f"record names no file (in {uri.text!r})")
        return cls(inner, record=uri.options.get("record"), uri=uri.text)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What passed so far, oldest first."""
        return tuple(self._seen)

    def sent(self) -> bytes:
        """All bytes that went to the printer."""
        return b"".join(one.data for one in self._seen if one.event is Event.SENT)

    def received(self) -> bytes:
        """All bytes that came from the printer."""
        return b"".join(one.data for one in self._seen if one.event is Event.RECEIVED)

    # The hooks of the base class: each asks the inner wire and writes down what came of it.

    def _open(self, silence: float) -> None:
        self._open_file()
        try:
            self.inner.open(silence=silence)
        except DeviceError as error:
            self._note(Event.FAILED, note=str(error))
            self._close_file()
            raise
        self._take_after(self.inner)
        self._note(Event.OPENED)

    def _write(self, chunk: memoryview, silence: float) -> int:
        # The inner hooks are asked, not the inner verbs: counting is done once, by the base of this device.
        try:
            count = self.inner._write(chunk, silence)
        except DeviceError as error:
            self._note(Event.SENT, bytes(chunk[: error.written]))
            self._note(Event.FAILED, note=str(error))
            raise
        self._note(Event.SENT, bytes(chunk[:count]))
        return count

    def _read(self, size: int, silence: float) -> bytes:
        try:
            data = self.inner._read(size, silence)
        except DeviceError as error:
            self._note(Event.FAILED, note=str(error))
            raise
        self._note(Event.RECEIVED, data)
        return data

    def _close(self) -> None:
        self.inner.close()
        self.was_cut_off = self.inner.was_cut_off
        self._note(Event.CLOSED)
        self._close_file()

    def _abort(self) -> Untaken | None:
        untaken = self.inner._let_go_at_once() if self.inner.is_open else None
        self._note(Event.ABORTED)
        self._close_file()
        return untaken

    @property
    def selectable(self) -> int | None:
        """The inner wire's."""
        return self.inner.selectable

    def _backlog(self) -> int:
        return self.inner._backlog()

    def _unsent(self) -> int:
        return self.inner._unsent()

    def _await_progress(self, seconds: float) -> None:
        self.inner._await_progress(seconds)

    def _nothing_went(self, silence: float) -> int:
        return self.inner._nothing_went(silence)

    def _take_after(self, inner: Device) -> None:
        self.abilities, self.chunk_bytes = inner.abilities, inner.chunk_bytes
        self.rubbish_hint, self.silence_hint = inner.rubbish_hint, inner.silence_hint
        self.polls = inner.polls

    def _note(self, event: Event, data: bytes = b"", *, note: str = "") -> None:
        if event in {Event.SENT, Event.RECEIVED} and not data:
            return
        one = Seen(self._clock() - self._begin, event, data, note)
        self._seen.append(one)
        self._seen_bytes += len(data) + _ENTRY_BYTES
        while self._seen_bytes > KEPT_BYTES:
            self._seen_bytes -= len(self._seen.popleft().data) + _ENTRY_BYTES
        self._to_file(one)

    def _open_file(self) -> None:
        if self._path is None:
            return
        try:
            # For this user's eyes only: the traffic holds what the receipts say.
            number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            self._file = open(number, "a", encoding="utf-8")  # noqa: PTH123, SIM115 - closed with the wire
        except OSError as error:
            raise DeviceError(f"{self.uri}: the record {str(self._path)!r} cannot be written ({error})") from error

    def _to_file(self, one: Seen) -> None:
        if self._file is None:
            return
        try:
            self._file.write(one.as_json() + "\n")
            self._file.flush()
        except OSError as error:
            # The job is worth more than its record: it goes on, and the log says what is missing.
            logger.warning("%s: the record %s ends here: %s", self.uri, self._path, error)
            self._close_file()

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()
