"""A file as a wire: a device node such as /dev/usb/lp0, or a capture of the bytes that a printer would get."""

from __future__ import annotations

import errno
import logging
import os
import re
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ocom809.deadline import Deadline
from ocom809.devices._file_errors import broken, not_opened
from ocom809.devices._readiness import READ, WRITE, wait_until_ready
from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.devices.uri import quoted
from ocom809.errors import DeviceError, DeviceNotFound, URIError

if TYPE_CHECKING:
    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

MODES = ("append", "new", "replace")
_CREATE = {"append": os.O_APPEND, "new": os.O_EXCL, "replace": os.O_TRUNC}
# Windows would turn line feeds into two bytes.
_BINARY = getattr(os, "O_BINARY", 0)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

# usblp says that there is room while it is out of paper and takes nothing; asking at once again would burn a processor.
_PAUSE_SECONDS = 0.002
_CLOSE_SECONDS = 5.0

_CAPTURE = 0
_NODES = {stat.S_IFCHR, stat.S_IFIFO}
_REFUSED = {
    stat.S_IFDIR: ("is a folder", "Name a file in it."),
    stat.S_IFBLK: ("is a disk", "Printing on it would destroy what it holds."),
    stat.S_IFSOCK: ("is a socket", "The LAN wire is tcp:."),
}


class FileDevice(Device):
    """A device node or a capture, whichever stands there when it is opened.

    ``file:///dev/usb/lp0`` is the node of the kernel's usblp driver: written to and read from without ever blocking
    for longer than the limit. ``file:///tmp/job.bin`` is a capture, one-way; on Windows ``file:///C:/job.bin``. A named
    pipe serves like a node, one-way.

    A capture grows at its end, as paper does: a program that opens the wire for each job gets all of its jobs, and a
    slip in the name destroys nothing. ``?mode=replace`` starts it anew at each opening, ``?mode=new`` refuses a file
    that exists. A mode is for captures; with a node it changes nothing.

    Folders, disks, sockets and terminals are refused: a terminal's line discipline would change the bytes, the serial
    wire is made for it.

    Args:
        path: Where.
        mode: ``append``, ``new`` or ``replace``.
        uri: What it calls itself; made from the path if not given.
    """

    abilities = Abilities(two_way=False, hot_pluggable=False, discards_on_abort=False)
    silence_hint = (
        "It is there and takes nothing: out of paper, cover open or offline, or another program reads slowly."
    )

    def __init__(self, path: str | Path, *, mode: str = "append", uri: str = "") -> None:
        super().__init__(uri or f"file://{quoted(_rooted(path))}")
        if mode not in MODES:
            raise URIError(f"mode must be one of {', '.join(MODES)}, not {mode!r}")
        self.path = Path(path)
        self.mode = mode
        self._number = -1
        self._kind = _CAPTURE
        self._last_count = 0

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The file that the URI names; it is looked at when it is opened."""
        uri.allow("mode")
        return cls(path_of(uri), mode=uri.choice("mode", "append", MODES), uri=uri.text)

    def _open(self, silence: float) -> None:
        del silence  # opening a file waits for nobody
        self._kind = self._what_stands_there()
        try:
            self._number = self._open_node() if self._kind else self._open_capture()
        except OSError as error:
            raise not_opened(self.uri, error, is_node=bool(self._kind)) from error
        if os.isatty(self._number):
            self._abort()
            raise DeviceError(
                f"{self.uri} is a serial port or terminal, which changes bytes on their way",
                hint=f"Use serial://{self.path} with its baud rate.",
            )
        self._last_count = 0

    def _write(self, chunk: memoryview, silence: float) -> int:
        limit = Deadline(silence)
        while True:
            try:
                self._last_count = os.write(self._number, chunk)
            except BlockingIOError:
                if limit.expired:
                    return 0
            except OSError as error:
                raise broken(self.uri, error, is_node=bool(self._kind)) from error
            else:
                return self._last_count
            wait_until_ready(self._number, WRITE, limit.left())
            threading.Event().wait(min(_PAUSE_SECONDS, limit.left()))

    def _read(self, size: int, silence: float) -> bytes:
        limit, data = Deadline(silence), b""
        while self.abilities.two_way and not data:
            if wait_until_ready(self._number, READ, limit.left()):
                data = self._read_now(size)
            if limit.expired:
                break
            if not data:
                threading.Event().wait(min(_PAUSE_SECONDS, limit.left()))
        return data

    def _read_now(self, size: int) -> bytes:
        try:
            return os.read(self._number, size)
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno in _NEVER_ANSWERS:
                self.abilities = Abilities(two_way=False, hot_pluggable=True, discards_on_abort=False)
                return b""
            raise broken(self.uri, error, is_node=True) from error

    def _backlog(self) -> int:
        """A device node without room has the last piece still under way; what a pipe took, it has."""
        if self._kind != stat.S_IFCHR or wait_until_ready(self._number, WRITE, 0):
            return 0
        return self._last_count

    def _unsent(self) -> int:
        """None for certain: the driver does not tell how much of the piece under way the printer has."""
        return 0

    def _close(self) -> None:
        # usblp takes back what is under way when its node is closed, so that is waited for.
        if self._kind == stat.S_IFCHR and not wait_until_ready(self._number, WRITE, _CLOSE_SECONDS):
            logger.warning("%s: closed while the last %d bytes were still under way", self.uri, self._last_count)
        self._abort()

    def _abort(self) -> None:
        number, self._number = self._number, -1
        try:
            os.close(number)
        except OSError as error:
            logger.warning("%s: the end of the file may be missing: %s", self.uri, error)

    # What stands there, and how it is opened.

    def _what_stands_there(self) -> int:
        """The type of a node or pipe as ``stat`` has it, and 0 for a capture, there or to be made."""
        try:
            kind = stat.S_IFMT(self.path.stat().st_mode)
        except FileNotFoundError:
            # A capture is never made among the device nodes: that is a printer which is off.
            return stat.S_IFCHR if _is_among_nodes(self.path.absolute()) else _CAPTURE
        except OSError as error:
            raise not_opened(self.uri, error, is_node=False) from error
        if kind in _REFUSED:
            words, hint = _REFUSED[kind]
            raise DeviceNotFound(f"{self.uri} {words}", hint=hint)
        return kind if kind in _NODES else _CAPTURE

    def _open_capture(self) -> int:
        self.abilities = Abilities(two_way=False, hot_pluggable=False, discards_on_abort=False)
        return os.open(self.path, os.O_WRONLY | os.O_CREAT | _BINARY | _CREATE[self.mode], 0o666)

    def _open_node(self) -> int:
        """The node for both directions where it has both; a pipe has one."""
        two_way = self._kind == stat.S_IFCHR
        self.abilities = Abilities(two_way=two_way, hot_pluggable=True, discards_on_abort=False)
        return os.open(self.path, (os.O_RDWR if two_way else os.O_WRONLY) | _WITHOUT_WAITING)


# A parallel port, or a printer whose interface has one direction.
_NEVER_ANSWERS = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF}


def path_of(uri: DeviceURI, *, windows: bool = os.name == "nt") -> str:
    """The path that a file URI names: ``file:///C:/x`` and ``file://server/share/x`` on Windows, ``file:x`` anywhere.

    Raises:
        URIError: There is none, or it lies on another computer.
    """
    host = "" if uri.host == "localhost" else uri.host
    if host and not windows:
        raise URIError(f"{uri.text!r} names a computer {host!r}", hint="A path from the root needs three slashes.")
    if not uri.path.strip("/"):
        raise URIError(f"{uri.text!r} names no file", hint="It is written file:///dev/usb/lp0 or file:///tmp/job.bin.")
    if host:
        return f"//{host}{uri.path}"
    has_drive = windows and re.match(r"/[A-Za-z]:", uri.path)
    return uri.path[1:] if has_drive else uri.path


def _is_among_nodes(path: Path) -> bool:
    # Of all folders there, shm is the one for files.
    return path.is_relative_to("/dev") and not path.is_relative_to("/dev/shm")  # noqa: S108 - nothing is made there


def _rooted(path: str | Path) -> str:
    """The absolute path as a URI has it, with a slash before a drive letter."""
    text = Path(path).absolute().as_posix()
    return text if text.startswith("/") else f"/{text}"
