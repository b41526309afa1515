"""What the system says of a file or a device node, in our words."""

from __future__ import annotations

import errno

from ocom809.errors import DeviceBusy, DeviceError, DeviceGone, DeviceNotFound, PermissionDenied

_LP_HINT = "The node belongs to the group lp: run 'sudo usermod -aG lp $USER' and log in again."
_NO_NODE_HINT = "Is the printer on and plugged in, and is the usblp driver loaded ('sudo modprobe usblp')?"
_NO_FOLDER_HINT = "The folder must exist; it is not made."

_OPEN_NODE: dict[int, tuple[type[DeviceError], str, str]] = {
    errno.ENOENT: (DeviceNotFound, "there is no such device node", _NO_NODE_HINT),
    errno.EACCES: (PermissionDenied, "the system does not let this user open it", _LP_HINT),
    errno.EPERM: (PermissionDenied, "the system does not let this user open it", _LP_HINT),
    errno.EBUSY: (DeviceBusy, "another program holds it", "Usually that is CUPS, or a till that is running."),
    errno.ENODEV: (DeviceNotFound, "nothing stands behind this node", _NO_NODE_HINT),
    errno.ENXIO: (DeviceNotFound, "nothing stands behind it", "Behind a named pipe a program must be reading."),
    errno.EIO: (DeviceNotFound, "the printer behind it does not answer", _NO_NODE_HINT),
}
_OPEN_CAPTURE: dict[int, tuple[type[DeviceError], str, str]] = {
    errno.ENOENT: (DeviceNotFound, "its folder does not exist", _NO_FOLDER_HINT),
    errno.ENOTDIR: (DeviceNotFound, "its folder is a file", ""),
    errno.EEXIST: (
        DeviceError,
        "it exists already",
        "mode=new refuses that; mode=append adds to it, mode=replace starts anew.",
    ),
    errno.EACCES: (PermissionDenied, "this user may not write it", ""),
    errno.EPERM: (PermissionDenied, "this user may not write it", ""),
    errno.EROFS: (PermissionDenied, "its disk is read-only", ""),
}
_GONE = (DeviceGone, "the printer went away", "It was unplugged or switched off, or the program behind the pipe ended.")
_USE_NODE: dict[int, tuple[type[DeviceError], str, str]] = {
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.EIO: _GONE,
    errno.EPIPE: _GONE,
    errno.ESHUTDOWN: _GONE,
    errno.ECONNRESET: _GONE,
    # So usblp says it; on a disk the same number means that it is full.
    errno.ENOSPC: (DeviceError, "the printer says that it is out of paper", "Put in a roll and close the cover."),
}
_USE_CAPTURE: dict[int, tuple[type[DeviceError], str, str]] = {
    errno.ENOSPC: (DeviceError, "the disk is full", ""),
    errno.EDQUOT: (DeviceError, "the disk quota is used up", ""),
    errno.EFBIG: (DeviceError, "the file has become too large", ""),
}


def not_opened(uri: str, error: OSError, *, is_node: bool) -> DeviceError:
    """The error for a file that could not be opened."""
    return _told(uri, error, _OPEN_NODE if is_node else _OPEN_CAPTURE)


def broken(uri: str, error: OSError, *, is_node: bool) -> DeviceError:
    """The error for a file that failed while it was used."""
    return _told(uri, error, _USE_NODE if is_node else _USE_CAPTURE)


def _told(uri: str, error: OSError, reasons: dict[int, tuple[type[DeviceError], str, str]]) -> DeviceError:
    kind, words, hint = reasons.get(error.errno or 0, (DeviceError, error.strerror or str(error), ""))
    return kind(f"{uri}: {words}", hint=hint)
