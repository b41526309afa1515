"""What Linux tells of a TCP connection, down to the byte; no other system has these."""

from __future__ import annotations

import logging
import socket
import struct
import sys
from typing import Final

from ocom809.devices.untaken import Untaken

logger = logging.getLogger(__name__)

# "How many bytes are not acknowledged yet" and "not even sent", from Linux' sockios.h.
_SIOCOUTQ: Final = 0x5411
_SIOCOUTQNSD: Final = 0x894B
# Where Linux' struct tcp_info counts what was sent again and the questions for room, both since the last answer.
_RETRANSMITS, _PROBES = 2, 3
# A printer that is there answers within a round trip, so that one may be under way, and one packet may be lost.
_UNANSWERED_BY_THE_LIVING: Final = 1
_NO_ADDRESS: Final = bytes(16)
"""A ``struct sockaddr`` of the family AF_UNSPEC."""
_NUMBERS: Final = 1 << 32
"""The numbers of a TCP stream begin anew behind so many."""


def waiting(connection: socket.socket) -> int:
    """Bytes that the printer's TCP has not acknowledged; 0 where the system does not tell."""
    return _asked(connection, _SIOCOUTQ)


def unsent(connection: socket.socket) -> int:
    """Bytes that were never put on the network; what was put there and not acknowledged may have been read."""
    return _asked(connection, _SIOCOUTQNSD)


def is_unanswered(connection: socket.socket) -> bool:
    """Whether what was sent, or the question whether there is room again, gets no acknowledgement."""
    if sys.platform != "linux":
        return False
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 8)
    return max(info[_RETRANSMITS], info[_PROBES]) > _UNANSWERED_BY_THE_LIVING


def cut_off(connection: socket.socket) -> Untaken:
    """Reset a connection, and count what was not taken **when it ended**.

    A count that is taken before a reset is older than the reset: in between, the printer may make room, and the system
    sends. Behind ``close`` nothing can be asked any more. So the connection is ended by ``connect`` to no address,
    which is what ``close`` with a linger time of 0 does too: under the lock of the socket Linux sends the reset and
    drops what waits. But the socket stays, and with it the numbers up to which was sent and acknowledged. Only the
    number of the last byte is moved on, by a step that is not told; ending it once more moves it by the same step.

    Returns:
        The counts; where they cannot be had, all that waited before is in doubt.
    """
    before = Untaken(waiting(connection), 0)
    first, second = _ended(connection), _ended(connection)
    if first is not None and second is not None:
        step = (second.waiting - first.waiting) % _NUMBERS
        after = Untaken((first.waiting - step) % _NUMBERS, (first.unsent - step) % _NUMBERS)
        if after.unsent <= after.waiting <= before.waiting:
            return after
    logger.debug("how much the printer took until the connection ended is not known")
    return before


def _ended(connection: socket.socket) -> Untaken | None:
    """End the connection and read the numbers behind its end; ``None`` where the system does not do so."""
    try:
        import ctypes

        system = ctypes.CDLL(None, use_errno=True)
        failure = system.connect(connection.fileno(), _NO_ADDRESS, len(_NO_ADDRESS))
    except (ImportError, OSError, AttributeError) as error:
        logger.debug("a connection cannot be ended without being closed: %s", error)
        return None
    if failure:
        logger.debug("a connection was not ended: error number %d", ctypes.get_errno())
        return None
    return Untaken(waiting(connection), unsent(connection))


def _asked(connection: socket.socket, question: int) -> int:
    if sys.platform != "linux":
        return 0
    import fcntl

    count: int = struct.unpack("I", fcntl.ioctl(connection, question, bytes(4)))[0]
    return count
