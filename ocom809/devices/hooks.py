"""What a wire fills in: the private half of ``Device``, which the public verbs are made of."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ocom809.errors import DeviceTimeout

if TYPE_CHECKING:
    from ocom809.devices.untaken import Untaken


class Hooks(ABC):
    """The hooks of a wire. None of them is called on a wire that is not open, but for ``_open``."""

    uri: str
    silence_hint: str = ""
    """What may be wrong when the wire stands and nothing is taken or answered; the LAN speaks of other clients."""

    @abstractmethod
    def _open(self, silence: float) -> None:
        """Take hold of the wire within ``silence`` seconds, or raise a ``DeviceError``."""

    @abstractmethod
    def _write(self, chunk: memoryview, silence: float) -> int:
        """Hand over at least one byte and return how many went; 0 (or ``DeviceTimeout``) after ``silence`` seconds.

        An error raised here carries in ``written`` the bytes of this chunk that went all the same.
        """

    @abstractmethod
    def _read(self, size: int, silence: float) -> bytes:
        """What has arrived, as soon as anything has; ``b""`` after ``silence`` seconds."""

    @abstractmethod
    def _close(self) -> None:
        """Hand over what is under way, then let go. Never raises for a device that is gone."""

    def _abort(self) -> Untaken | None:
        """Let go at once. A wire that keeps nothing back need not fill this in.

        Returns:
            What had not been taken when it ended; ``None`` where that can only be counted before.
        """
        self._close()
        return None

    def _backlog(self) -> int:
        """Bytes that ``_write`` counted and that are known not to have reached the printer."""
        return 0

    def _unsent(self) -> int:
        """Bytes of the backlog that have certainly not left this computer; all of it, unless the wire knows better."""
        return self._backlog()

    def _await_progress(self, seconds: float) -> None:
        """Wait a moment for the backlog to go; a wire that can notice the printer's going raises ``DeviceGone``."""
        threading.Event().wait(seconds)

    def _nothing_went(self, silence: float) -> int:
        raise DeviceTimeout(f"{self.uri} took no byte for {silence:g} s", hint=self.silence_hint)
