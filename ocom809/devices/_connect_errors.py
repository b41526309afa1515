"""Why no connection came about, told so that the reader can go and look."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import DeviceError, DeviceTimeout, DeviceUnreachable, PermissionDenied

if TYPE_CHECKING:
    from ocom809.devices._addresses import Address


@dataclass(frozen=True, slots=True)
class _Reason:
    """What an error number means. ``{port}``, ``{seconds}`` and ``{error}`` are filled in."""

    kind: type[DeviceError]
    words: str
    hint: str


_REFUSED = _Reason(
    DeviceUnreachable,
    "refused the connection to port {port}",
    "Something is on at this address, but nobody listens on this port: is it the printer, and is 9100 its raw port? "
    "Some printers also refuse while another program holds them.",
)
_SILENT = _Reason(
    DeviceTimeout,
    "did not answer the call to port {port} within {seconds:.3g} s",
    "The printer may be off or have another address (its self-test page shows it), or a firewall drops the call.",
)
_NOBODY = _Reason(
    DeviceUnreachable,
    "cannot be found on the network",
    "Nobody answers at this address: look at the printer's power, its cable or Wi-Fi, and the address on its "
    "self-test page.",
)
_NO_WAY = _Reason(
    DeviceUnreachable,
    "lies in a network to which this computer has no way",
    "Compare the first numbers of the computer's address and of the printer's: both must be in one subnet, or a router "
    "must stand between them.",
)
_BROKEN_OFF = _Reason(
    DeviceUnreachable,
    "broke the call to port {port} off",
    "Another program may hold the printer, which serves one client at a time.",
)
_FORBIDDEN = _Reason(
    PermissionDenied,
    "may not be called from this computer",
    "A firewall on this computer forbids it, or it is a broadcast address and no printer's.",
)
_ZONE = _Reason(
    DeviceUnreachable,
    "cannot be called as it is written",
    "An address that begins with fe80 needs the network interface behind it: tcp://[fe80::1%25eth0].",
)

_OTHER = _Reason(DeviceError, "cannot be connected to ({error})", "")

# The more telling ones first: where a name has several addresses, the first of these that occurred is reported.
_REASONS = {
    errno.ECONNREFUSED: _REFUSED,
    errno.ECONNRESET: _BROKEN_OFF,
    errno.ECONNABORTED: _BROKEN_OFF,
    errno.ETIMEDOUT: _SILENT,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EHOSTUNREACH: _NOBODY,
    errno.EHOSTDOWN: _NOBODY,
    errno.EINVAL: _ZONE,
    errno.ENETUNREACH: _NO_WAY,
    errno.ENETDOWN: _NO_WAY,
    errno.EADDRNOTAVAIL: _NO_WAY,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One address that could not be connected to.

    Attributes:
        address: Where.
        error: What the system said.
        seconds: How long it was tried.
    """

    address: Address
    error: OSError
    seconds: float


def connect_error(uri: str, port: int, failures: list[Failure]) -> DeviceError:
    """The error for a host whose every address failed, by its most telling failure."""
    order = list(_REASONS)
    failure = min(failures, key=lambda one: order.index(one.error.errno) if one.error.errno in _REASONS else len(order))
    reason = _REASONS.get(failure.error.errno or 0, _OTHER)
    words = reason.words.format(port=port, seconds=failure.seconds, error=failure.error)
    tried = f" ({len(failures)} addresses were tried)" if len(failures) > 1 else ""
    error = reason.kind(f"{uri}: {failure.address} {words}{tried}", hint=reason.hint)
    error.__cause__ = failure.error
    return error
