"""Everything that can go wrong, in one tree, named by whose fault it is.

::

    Ocom809Error
    ├── InputError (ValueError)           what was asked for cannot be: nothing was sent
    │   ├── CommandError                  a command with an impossible value
    │   ├── DocumentError                 text, picture or receipt that cannot be printed as asked
    │   │   └── MarkupError               markup that cannot be, by ``line`` and ``column``
    │   ├── URIError                      a device URI that means nothing
    │   ├── ProfileError                  a profile that cannot be used
    │   └── ParameterError                a setting, plan or inventory that cannot be
    ├── MissingPackage (ImportError)      an optional package is not installed here
    ├── DeviceError (OSError)             the wire
    │   ├── DeviceNotFound                nobody there
    │   │   └── DeviceUnreachable         an address that refuses, or that no route leads to
    │   ├── SeveralDevices                more than one fits; ``uris`` lists them
    │   ├── PermissionDenied              the operating system says no
    │   ├── DeviceBusy                    somebody else holds it
    │   ├── DeviceTimeout (TimeoutError)  silent for longer than the limit
    │   ├── DeviceGone (ConnectionError)  it went away in mid-use: unplugged, reset, powered off
    │   └── DeviceClosed                  used before ``open()`` or after ``close()``
    ├── ReplyError                        the printer answered, and the answer makes no sense
    └── PrintError                        what a print can end in, apart from ``Printed`` and ``Sent``
        ├── NotPrinted                    nothing was taken: safe to try again
        └── Unknown                       interrupted after some bytes went: never repeated by the library

Exceptions of other packages never leave this one: each wire translates them at its border and keeps the original as
``__cause__``. A message is one line; ``hint`` says what to do next.
"""

from __future__ import annotations


class Ocom809Error(Exception):
    """The root: catch this and nothing of ours gets past.

    Args:
        message: What happened, in one line without a full stop.
        hint: What the reader can do about it, as a sentence or two; may be empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class InputError(Ocom809Error, ValueError):
    """What was asked for cannot be; nothing was sent."""


class CommandError(InputError):
    """A command was given a value that the manual does not allow, so the command was not made."""


class DocumentError(InputError):
    """A text, picture or receipt cannot be read, or cannot be printed as asked."""


class MarkupError(DocumentError):
    """Receipt markup that means nothing, or that asks for what cannot be.

    Attributes:
        line: Line of the source, from 1; the message begins with it.
        column: Character within that line, from 1.
    """

    def __init__(self, message: str, *, line: int, column: int, hint: str = "") -> None:
        super().__init__(f"line {line}, column {column}: {message}", hint=hint)
        self.line = line
        self.column = column


class URIError(InputError):
    """A device URI names no wire that is known, or holds options that the wire does not have."""


class ProfileError(InputError):
    """A profile file cannot be read, or holds a fact that does not exist."""


class ParameterError(InputError):
    """A setting has an impossible value, or a plan or an inventory cannot be carried out as it stands."""


class MissingPackage(Ocom809Error, ImportError):
    """An optional package is not installed; the hint names the command that installs it."""


def missing_package(error: ImportError) -> MissingPackage:
    """What to say where a package is missing that this program usually comes with, as within the single-file tool."""
    name = {"PIL": "pillow"}.get(error.name or "", error.name or "that is missing")
    return MissingPackage(f"this needs the package {name}", hint=f"Install it: pip install {name}.")


class DeviceError(Ocom809Error, OSError):
    """Something happened on the wire.

    Attributes:
        written: Bytes of the interrupted write that the device took for certain.
        in_doubt: Bytes beyond those that left this computer, and of which nobody here knows whether they were taken.
        while_opening: It happened before the wire was open, so nothing was sent at all.
        handed_over: Bytes of the interrupted write that the wire has in its hands, taken or not: whoever goes on after
            a time-out goes on behind them.
    """

    def __init__(self, message: str, *, hint: str = "", written: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.written = written
        self.in_doubt = 0
        self.handed_over = 0
        self.while_opening = False


class DeviceNotFound(DeviceError):
    """No printer was found where the URI points."""


class DeviceUnreachable(DeviceNotFound):
    """The address refused the connection, or no way leads to it."""


class SeveralDevices(DeviceError):
    """More than one printer fits the URI.

    Attributes:
        uris: One URI for each of them, any of which can be given back.
    """

    def __init__(self, message: str, *, uris: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.uris = uris


class PermissionDenied(DeviceError):
    """The operating system does not let this user open the device."""


class DeviceBusy(DeviceError):
    """Another program or another client holds the device."""


class DeviceTimeout(DeviceError, TimeoutError):
    """The device was silent for longer than the limit: it took no byte, or sent none that was needed."""


class DeviceGone(DeviceError, ConnectionError):
    """The device went away while it was in use."""


class DeviceClosed(DeviceError):
    """The device was used before it was opened, or after it was closed."""


class ReplyError(Ocom809Error):
    """The printer answered with bytes that cannot be an answer to what was asked."""


class PrintError(Ocom809Error):
    """A print that did not come to a good end.

    Attributes:
        sent: Bytes of the job that the device took.
        total: Bytes of the whole job.
        reasons: Why, in the printer's own words; empty where it did not say.
        seconds: From the first byte of the job until it was given up; 0 where none went.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        sent: int = 0,
        total: int = 0,
        reasons: tuple[str, ...] = (),
        seconds: float = 0.0,
    ) -> None:
        super().__init__(message, hint=hint)
        self.sent = sent
        self.total = total
        self.reasons = reasons
        self.seconds = seconds


class NotPrinted(PrintError):
    """Refused or failed before the first byte of the job was taken; it is safe to try again."""


class Unknown(PrintError):
    """Interrupted after some bytes went: the receipt may be partly out. The library never repeats such a job."""
