"""What the answers of a probe mean: each fact yes, no or unknown, with the bytes that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.diagnosis.asking import (
    BOARD,
    IDENTITY,
    OVERTAKING,
    PUSHING,
    REAL_TIME,
    SENSORS,
    Asking,
    Reply,
    status_of,
    told,
)
from ocom809.discovery.announcements import Family
from ocom809.status import (
    Answer,
    AutomaticStatusReport,
    BoardStatus,
    IdentityAnswer,
    Question,
    RealTimeStatus,
    SensorAnswer,
    StatusDecoder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


USB_DEVICE_ID: Final = "USB device id"
USB_PORT_STATUS: Final = "USB port status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact about a unit on one wire.

    Attributes:
        name: As the profile calls it, where it has it.
        answer: Yes, no or unknown.
        why: In words.
        replies: The questions that it rests on, with what came back.
    """

    name: str
    answer: Answer
    why: str
    replies: tuple[Reply, ...] = ()


def findings(replies: Sequence[Reply]) -> tuple[Finding, ...]:
    """All facts that the replies of one probe settle, and those that they leave open."""
    return tuple(_finding(name, replies) for name in _JUDGES)


def is_silent(replies: Sequence[Reply]) -> bool:
    """Whether nothing came back at all, which tells nothing: off, one-way, stuck, or somebody else's."""
    return not any(reply.data for reply in replies)


def _finding(name: str, replies: Sequence[Reply]) -> Finding:
    askings, judge = _JUDGES[name]
    names = {asking.name for asking in askings}
    own = tuple(reply for reply in replies if reply.name in names)
    answer, why = _not_told(own, replies) or judge(own)
    return Finding(name=name, answer=answer, why=why, replies=own)


def _not_told(own: tuple[Reply, ...], replies: Sequence[Reply]) -> tuple[Answer, str] | None:
    """Why nothing can be said, where that is so.

    A printer that answers nothing among its print data may be held by another program, whatever its board says beside.
    """
    if not own:
        reasons = status_of(replies).reasons()
        return Answer.UNKNOWN, f"not asked: {', '.join(reasons)}" if reasons else "not asked on this wire"
    beside = own[0].name in _BESIDE_THE_DATA
    if not beside and is_silent([reply for reply in replies if reply.name not in _BESIDE_THE_DATA]):
        return Answer.UNKNOWN, "nothing at all came back"
    return None


def _judged(own: tuple[Reply, ...], fits: Callable[[Reply], bool], yes: str, no: str) -> tuple[Answer, str]:
    """Yes where an answer fits, no where all were silent, unknown where something else came."""
    if any(fits(reply) for reply in own):
        return Answer.YES, yes
    if is_silent(own):
        return Answer.NO, no
    return Answer.UNKNOWN, "what came back is no such answer"


def _real_time(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    return _judged(own, _is_real_time, "it answers DLE EOT", "it answers other questions and not DLE EOT")


def _is_real_time(reply: Reply) -> bool:
    events = told(reply, Question(reply.sent))
    return len(events) == 1 and isinstance(events[0], RealTimeStatus)


def _overtakes(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    kinds = [type(event) for event in told(own[0], Question.PAPER_SENSOR, Question.PRINTER)]
    if kinds == [RealTimeStatus, SensorAnswer]:
        return Answer.YES, "DLE EOT was answered ahead of a question that stood before it"
    return Answer.UNKNOWN, "an idle printer does not show it; the step 'order' of ocom809 calibrate does"


def _in_turn(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    return _judged(own, _is_sensor, "it answers GS r", "it does not answer GS r on this wire")


def _is_sensor(reply: Reply) -> bool:
    return [type(event) for event in told(reply, Question(reply.sent))] == [SensorAnswer]


def _pushing(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    return _judged(own, _is_report, "it reports when GS a asks for it", "no report came when GS a asked for it")


def _is_report(reply: Reply) -> bool:
    return any(isinstance(event, AutomaticStatusReport) for event in StatusDecoder().feed(reply.data))


def _identity(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    named = ", ".join(f"{reply.name[-2:].strip()} {text}" for reply in own if (text := identity_text(reply)))
    return _judged(own, lambda reply: bool(identity_text(reply)), f"it says who it is: {named}", "it does not say")


def identity_text(reply: Reply) -> str:
    """What an answer to ``GS I`` says: a text, or a number in hex; empty where it is no such answer."""
    if len(reply.data) == 1:
        return f"{reply.data.hex()}h"
    events = told(reply, Question(reply.sent)) if reply.sent in _TEXTS else []
    if len(events) == 1 and isinstance(events[0], IdentityAnswer) and isinstance(events[0].value, bytes):
        text = events[0].value.decode("ascii", "replace")
        return "".join(letter if letter.isprintable() else "?" for letter in text) or "(empty)"
    return ""


_TEXTS: Final = frozenset(b"\x1dI" + bytes([number]) for number in range(65, 70))


def _board(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    return _judged(own, _is_board, "port 4000 answers ESC v", "port 4000 does not answer")


def _is_board(reply: Reply) -> bool:
    return [type(event) for event in told(reply, Question.BOARD)] == [BoardStatus]


def _announces(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    said = ", ".join(reply.name for reply in own if reply.data)
    return (Answer.YES, f"it answers {said} by UDP") if said else (Answer.UNKNOWN, "no answer to a search by UDP")


def _usb_id(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    text = own[0].data.decode("latin-1")
    return (Answer.YES, f"its id is {text}") if text else (Answer.NO, "its id is empty")


def _usb_port(own: tuple[Reply, ...]) -> tuple[Answer, str]:
    useful = any(own[0].data)
    return (Answer.YES, "it fills the byte in") if useful else (Answer.UNKNOWN, "00 is no information")


_SEARCHES: Final = tuple(Asking(name=family.find.decode("ascii"), sent=family.find) for family in Family)
_BESIDE_THE_DATA: Final = frozenset(
    {BOARD.name, USB_DEVICE_ID, USB_PORT_STATUS, *(search.name for search in _SEARCHES)}
)
_Judge = tuple["tuple[Asking, ...]", "Callable[[tuple[Reply, ...]], tuple[Answer, str]]"]
_JUDGES: Final[dict[str, _Judge]] = {
    "answers_real_time": (REAL_TIME, _real_time),
    "real_time_overtakes": ((OVERTAKING,), _overtakes),
    "answers_in_turn": (SENSORS, _in_turn),
    "automatic_status": ((PUSHING,), _pushing),
    "answers_identity": (IDENTITY, _identity),
    "board_status": ((BOARD,), _board),
    "announces_itself": (_SEARCHES, _announces),
    "usb_device_id": ((Asking(name=USB_DEVICE_ID, sent=b""),), _usb_id),
    "usb_port_status": ((Asking(name=USB_PORT_STATUS, sent=b""),), _usb_port),
}
