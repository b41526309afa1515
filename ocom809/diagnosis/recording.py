"""A unit's answers as a file, so that a real machine can be asked once and tested against for ever.

The file is JSON: what was asked in hex, what came back, after how many milliseconds, over which wire, on which system.
It holds no address, no name and no user; digits and letters of serial numbers are written as 0.
"""

from __future__ import annotations

import json
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ocom809.devices.memory import MemoryDevice
from ocom809.diagnosis.asking import Reply
from ocom809.diagnosis.findings import USB_DEVICE_ID
from ocom809.diagnosis.probing import Report
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = 1
FILE_LIMIT_BYTES: Final = 256 * 1024
_MOST_REPLIES: Final = 256
_SERIAL_QUESTION: Final = b"\x1dID"
_SERIAL_FIELD: Final = re.compile(rb"(?i)\b(SN|SERN|SERIALNUMBER|SERIAL NUMBER)(:)([^;]*)")
_LETTERS: Final = re.compile(rb"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The answers of one unit.

    Attributes:
        report: What was asked and what came back, serial numbers made unknowable.
        environment: Which system asked: nothing that names a person, a machine or a network.
    """

    report: Report
    environment: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> Recording:
        """The recording of a probe that was made on this machine."""
        environment = {
            "system": platform.system(),
            "machine": platform.machine(),
            "python": platform.python_version(),
        }
        replies = tuple(_without_serial(reply) for reply in report.replies)
        bare = Report(wire=report.wire, made=report.made, two_way=report.two_way, replies=replies)
        return cls(report=bare, environment=environment)

    def device(self) -> MemoryDevice:
        """A wire with this unit at its end: it answers what was asked then, and is silent to all else."""
        answers = {reply.sent: reply.data for reply in self.report.replies if reply.sent}
        return MemoryDevice(answers=lambda piece: answers.get(piece, b""), uri="memory:")

    def save(self, path: str | Path) -> None:
        """Write it.

        Raises:
            InputError: It cannot be written.
        """
        try:
            Path(path).write_text(json.dumps(self._facts(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: the recording cannot be written: {error}") from error

    def _facts(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "made": self.report.made,
            "wire": self.report.wire,
            "two_way": self.report.two_way,
            "environment": dict(self.environment),
            "replies": [
                {"name": one.name, "sent": one.sent.hex(), "data": one.data.hex(), "milliseconds": one.milliseconds}
                for one in self.report.replies
            ],
        }


def load_recording(path: str | Path) -> Recording:
    """Read a recording.

    Raises:
        InputError: It cannot be read, is no recording, or is of a later format.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(FILE_LIMIT_BYTES + 1)
        if len(data) > FILE_LIMIT_BYTES:
            raise InputError(f"{path}: a recording of over {FILE_LIMIT_BYTES} bytes is refused")
        return _recording(json.loads(data))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path}: this is no recording: {error}") from error


def _recording(facts: dict[str, Any]) -> Recording:
    if facts["format"] != FORMAT:
        raise InputError(f"a recording of format {facts['format']!r} cannot be read, only of format {FORMAT}")
    replies = tuple(_reply(item) for item in facts["replies"][:_MOST_REPLIES])
    report = Report(wire=str(facts["wire"]), made=str(facts["made"]), two_way=bool(facts["two_way"]), replies=replies)
    return Recording(report=report, environment={str(key): str(value) for key, value in facts["environment"].items()})


def _reply(item: dict[str, Any]) -> Reply:
    took = item["milliseconds"]
    return Reply(
        name=str(item["name"]),
        sent=bytes.fromhex(item["sent"]),
        data=bytes.fromhex(item["data"]),
        milliseconds=None if took is None else float(took),
    )


def _without_serial(reply: Reply) -> Reply:
    """The reply, its serial number as long as before and no longer telling which unit it was."""
    data = reply.data
    if reply.sent == _SERIAL_QUESTION:
        data = data[:1] + _LETTERS.sub(b"0", data[1:])
    elif reply.name == USB_DEVICE_ID:
        data = _SERIAL_FIELD.sub(lambda found: found[1] + found[2] + _LETTERS.sub(b"0", found[3]), data)
    return Reply(name=reply.name, sent=reply.sent, data=data, milliseconds=reply.milliseconds)
