"""What every wire is: bytes out, bytes in, finite patience, true counts."""

from __future__ import annotations

import logging
import warnings
from abc import abstractmethod
from typing import TYPE_CHECKING, Self

from ocom809.deadline import finite
from ocom809.devices.abilities import Abilities
from ocom809.devices.byte_log import BYTES_LEVEL, Hex
from ocom809.devices.writing import Writing
from ocom809.errors import DeviceError, InputError

if TYPE_CHECKING:
    from types import TracebackType

    from ocom809.devices.untaken import Untaken
    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
READ_SILENCE_SECONDS = 1.0


class Device(Writing):
    """A wire to a printer. It knows no command: it carries bytes and says the truth about how many went.

    The constructor stores, ``open`` (or ``with``) opens, ``close`` closes; both may be called twice, and a closed
    device may be opened again. Every call has a finite limit on *silence*, in seconds; how long a whole job takes is
    not limited, because a long logo at 9600 baud is no error.

    A wire of your own fills the underscored hooks, is registered under the entry-point group ``ocom809.devices``, and
    passes ``ocom809.testing.DeviceContract``.
    """

    abilities: Abilities = Abilities()
    """What this wire can do; where that depends on what is found, it is true from ``open`` on."""
    rubbish_hint: str = ""
    """What may be wrong when answers make no sense on this wire; the serial wire speaks of the baud rate."""
    polls: bool = False
    """Whether ``offer`` and ``read`` return at once when they are given no time, so that one loop can serve many."""
    was_cut_off: bool = False
    """Whether the wire failed while ``close`` handed over what was under way, so that some of it may be lost."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._is_open = False
        self._is_torn = False

    @classmethod
    @abstractmethod
    def from_uri(cls, uri: DeviceURI) -> Device:
        """The device that ``uri`` names, not yet opened.

        Raises:
            URIError: The URI holds what this wire does not know.
        """

    # What callers use.

    @property
    def is_open(self) -> bool:
        """Whether it can be written to and read from."""
        return self._is_open

    def open(self, *, silence: float = CONNECT_SECONDS) -> None:
        """Take hold of the wire; does nothing where it is open already.

        Raises:
            DeviceError: Which of its kinds says why: not found, no permission, busy, unreachable, silent.
        """
        if self._is_open:
            return
        try:
            self._open(finite(silence))
        except DeviceError as error:
            error.while_opening = True
            raise
        self._is_open, self._is_torn, self.was_cut_off = True, False, False
        logger.debug("%s: open", self.uri)

    def read(self, size: int = 4096, *, silence: float = READ_SILENCE_SECONDS) -> bytes:
        """What has arrived, 1 to ``size`` bytes, as soon as anything is there; ``b""`` after ``silence`` seconds.

        Raises:
            DeviceGone: The device went away.
        """
        self._must_be_open()
        if size < 1:
            raise InputError(f"at least 1 byte must be read, not {size}")
        data = self._read(size, finite(silence))
        if data:
            logger.log(BYTES_LEVEL, "%s > %s", self.uri, Hex(data))
        return data

    def close(self) -> None:
        """Let go of the wire, after all that was written has been handed over; does nothing where it is closed.

        After a write that failed it does as ``abort``, so that no more comes out than the error counted.
        """
        if self._is_torn:
            self.abort()
        elif self._is_open:
            self._is_open = False
            self._close()
            logger.debug("%s: closed", self.uri)

    def abort(self, error: DeviceError | None = None) -> None:
        """Let go of the wire at once, and take back what the system still holds and the printer has not taken.

        This is how a broken job is ended: bytes that wait in a buffer must not come out later.

        Args:
            error: What ended the writing. Until now the printer may have taken more than it counted: it is counted
                again, as late as the wire can; on TCP under Linux, when nothing can be taken any more.
        """
        if self._is_open:
            untaken = self._let_go_at_once()
            if error is not None:
                untaken.tell(error, error.handed_over)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_is_open", False):
            warnings.warn(f"{self.uri} was dropped while open", ResourceWarning, source=self, stacklevel=2)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.uri} {'open' if self._is_open else 'closed'}>"

    def _let_go_at_once(self) -> Untaken:
        before, self._is_open = self._untaken(), False
        untaken = self._abort() or before
        logger.debug("%s: aborted", self.uri)
        return untaken
