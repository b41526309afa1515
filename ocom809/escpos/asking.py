"""Questions to the printer over a wire that is open, each answer looked at before it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.status import Question, Status, StatusDecoder

if TYPE_CHECKING:
    from ocom809.devices.base import Device
    from ocom809.status import Event

_ALL: Final = (Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER)
_MOST_READS: Final = 64


def ask_all(device: Device, silence: float) -> Status:
    """All four real-time questions; after one that stays without an answer none is asked any more."""
    status = Status.unknown()
    for question in _ALL:
        answer = ask(device, question, silence)
        if answer is None:
            break
        status = status.merged_with(answer)
    return status


def ask(device: Device, question: Question, silence: float) -> Event | None:
    """The answer to one question, or ``None`` where none comes; what cannot be its answer is passed over.

    What lies unread from before is thrown away first: an answer can only come after its question.
    """
    drain(device)
    device.write(question.value)
    device.flush()
    decoder, limit = StatusDecoder(), Deadline(silence)
    decoder.expect(question)
    for _ in range(_MOST_READS):
        data = device.read(silence=limit.left())
        if not data:
            break
        found = next((event for event in decoder.feed(data) if getattr(event, "kind", None) is question), None)
        if found is not None:
            return found
    return None


def drain(device: Device) -> None:
    """Throw away what came unasked; bounded, for a printer that babbles.

    Raises:
        DeviceGone: The printer has hung up.
    """
    for _ in range(_MOST_READS):
        if not device.read(silence=0):
            break
