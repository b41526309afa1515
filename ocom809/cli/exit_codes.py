"""What the command line ends with, so that scripts can tell the cases apart."""

from __future__ import annotations

from ocom809 import errors

DONE = 0
FAILED = 1
WRONG_USE = 2
BAD_INPUT = 3
NOT_PRINTED = 10
UNKNOWN_OUTCOME = 11
NOT_FOUND = 12
NO_PERMISSION = 13
SENT_UNVERIFIED = 20
SETTING_FAILED = 21
INTERRUPTED = 130

# The first that fits, so the special stand before the general.
_BY_ERROR: tuple[tuple[type[BaseException], int], ...] = (
    (errors.InputError, BAD_INPUT),
    (errors.Unknown, UNKNOWN_OUTCOME),
    (errors.PermissionDenied, NO_PERMISSION),
    (errors.DeviceNotFound, NOT_FOUND),
    (errors.SeveralDevices, NOT_FOUND),
    (errors.NotPrinted, NOT_PRINTED),
    (errors.DeviceBusy, NOT_PRINTED),
    (errors.DeviceError, UNKNOWN_OUTCOME),
    (errors.ReplyError, UNKNOWN_OUTCOME),
)

MEANINGS = {
    DONE: "done: printed, or sent and so said",
    FAILED: "something is missing on this computer, or a fault of this program",
    WRONG_USE: "wrong use: the command line itself is not right",
    BAD_INPUT: "bad input: a file, a value or a URI cannot be used; nothing was sent",
    NOT_PRINTED: "not printed: refused before the first byte; safe to try again",
    UNKNOWN_OUTCOME: "unknown: interrupted, or no answer that tells; look at the paper before trying again",
    NOT_FOUND: "printer not found",
    NO_PERMISSION: "no permission to open the printer",
    SENT_UNVERIFIED: "settings sent, and nothing seen that proves that the printer has taken them",
    SETTING_FAILED: "settings failed: the printer has taken others, has vanished, or does not do what was asked",
    INTERRUPTED: "stopped by Ctrl-C",
}


def for_error(error: BaseException) -> int:
    """The exit code for an error of ours.

    A job that was refused because the printer could not be opened counts by that cause: not found, no permission.
    """
    if isinstance(error, errors.NotPrinted) and isinstance(error.__cause__, errors.DeviceNotFound):
        return NOT_FOUND
    if isinstance(error, errors.NotPrinted) and isinstance(error.__cause__, errors.PermissionDenied):
        return NO_PERMISSION
    code = next((code for kind, code in _BY_ERROR if isinstance(error, kind)), FAILED)
    nothing_was_sent = isinstance(error, errors.DeviceError) and error.while_opening
    return NOT_PRINTED if code == UNKNOWN_OUTCOME and nothing_was_sent else code
