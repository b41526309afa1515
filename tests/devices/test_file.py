"""Files as wires: captures, pipes and device nodes.

Not tested here: usblp itself. What it says (no room while out of paper, ENOSPC, ENODEV, EBUSY) is tested by the error
numbers that its source gives.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import stat
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from ocom809.devices import Abilities, device_for
from ocom809.devices._file_errors import broken, not_opened
from ocom809.devices.file import FileDevice, path_of
from ocom809.devices.uri import DeviceURI
from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceGone,
    DeviceNotFound,
    DeviceTimeout,
    PermissionDenied,
    URIError,
)
from ocom809.testing import DeviceContract, FarEnd

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device nodes and no pipes in folders")


class CaptureFarEnd(FarEnd):
    def __init__(self, path):
        self.path = path

    def received(self):
        return self.path.read_bytes() if self.path.exists() else b""


class TestCaptureContract(DeviceContract):
    can_answer = can_stall = can_vanish = False

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    @contextmanager
    def wire(self):
        path = self.folder / "a job #1 & ä.bin"
        yield FileDevice(path), CaptureFarEnd(path)


class DescriptorFarEnd(FarEnd):
    """Reads from, and where possible writes to, the other side of a descriptor."""

    def __init__(self, number):
        self.number = number
        self.taken = bytearray()
        self.reading = threading.Event()
        self.reading.set()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def received(self):
        return bytes(self.taken)

    def answer(self, data):
        os.write(self.number, data)

    def stall(self):
        self.reading.clear()
        threading.Event().wait(0.05)

    def resume(self):
        self.reading.set()

    def vanish(self):
        self.over.set()
        self.reading.set()
        self.thread.join(5)

    stop = vanish

    def _serve(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.number, selectors.EVENT_READ)
            while not self.over.is_set() and self.reading.wait(5):
                if selector.select(0.01) and self.reading.is_set():
                    self._take()
        os.close(self.number)

    def _take(self):
        try:
            data = os.read(self.number, 65536)
        except OSError:
            data = b""
        self.taken += data
        if not data:
            threading.Event().wait(0.01)


@posix_only
class TestPipeContract(DeviceContract):
    """A named pipe: one-way, and what it took cannot be taken back."""

    can_answer = False

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    @contextmanager
    def wire(self):
        path = self.folder / "pipe"
        os.mkfifo(path)
        far = DescriptorFarEnd(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        try:
            yield FileDevice(path), far
        finally:
            far.stop()
            path.unlink()


class SocketNode(FileDevice):
    """The node's code on a descriptor that has two directions, since this machine has no such printer."""

    def __init__(self, number):
        super().__init__("/dev/null")
        self.number = number

    def _open_node(self):
        self.abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=False)
        return os.dup(self.number)


@posix_only
class TestNodeContract(DeviceContract):
    has_uri = False
    # A socket that was closed reads as nothing for ever; a node whose printer went away says ENODEV, tested below.
    test_a_far_end_that_goes_away_ends_the_read = None

    @contextmanager
    def wire(self):
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        far = DescriptorFarEnd(theirs.detach())
        with ours:
            yield SocketNode(ours.fileno()), far
        far.stop()


# Captures


def test_a_capture_grows_by_each_job(tmp_path):
    path = tmp_path / "job.bin"
    for job in (b"\x1b@first\n", b"\x1b@second\r\n"):
        with device_for(f"file://{path}") as device:
            device.write(job)
    assert path.read_bytes() == b"\x1b@first\n\x1b@second\r\n"


def test_replace_starts_anew_at_each_opening(tmp_path):
    path = tmp_path / "job.bin"
    for job in (b"a longer first", b"second"):
        with device_for(f"file://{path}?mode=replace") as device:
            device.write(job)
    assert path.read_bytes() == b"second"


def test_new_refuses_a_file_that_exists_and_leaves_it_alone(tmp_path):
    path = tmp_path / "job.bin"
    with device_for(f"file://{path}?mode=new") as device:
        device.write(b"once")
    with pytest.raises(DeviceError, match="exists already") as caught:
        device_for(f"file://{path}?mode=new").open()
    assert "mode=append" in caught.value.hint
    assert path.read_bytes() == b"once"


def test_a_capture_has_no_answers_and_says_so_before_and_after_opening(tmp_path):
    device = FileDevice(tmp_path / "job.bin")
    assert not device.abilities.two_way
    with device:
        assert not device.abilities.two_way
        assert device.read(silence=5) == b""


def test_a_path_from_here_needs_no_slash(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with device_for("file:job.bin") as device:
        device.write(b"here")
    assert (tmp_path / "job.bin").read_bytes() == b"here"
    assert FileDevice("job.bin").uri == f"file://{tmp_path}/job.bin"


def test_a_capture_that_breaks_at_its_end_is_in_the_log(tmp_path, caplog):
    device = FileDevice(tmp_path / "job.bin")
    device.open()
    os.close(device._number)
    device.close()
    assert "the end of the file may be missing" in caplog.text


# What is refused


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(DeviceNotFound, match="is a folder"):
        FileDevice(tmp_path).open()


def test_a_folder_that_does_not_exist_is_not_made(tmp_path):
    with pytest.raises(DeviceNotFound, match="folder does not exist"):
        FileDevice(tmp_path / "missing" / "job.bin").open()
    assert not (tmp_path / "missing").exists()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DeviceNotFound, match="folder is a file"):
        FileDevice(tmp_path / "file" / "job.bin").open()


@posix_only
def test_a_socket_is_refused(tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        with pytest.raises(DeviceNotFound, match="is a socket"):
            FileDevice(tmp_path / "socket").open()


def test_a_disk_is_refused_before_it_is_opened():
    device = FileDevice("/dev/sda")
    device.path = SimpleNamespace(stat=lambda: SimpleNamespace(st_mode=stat.S_IFBLK | 0o660))
    with pytest.raises(DeviceNotFound, match="is a disk") as caught:
        device.open()
    assert "destroy" in caught.value.hint


@posix_only
def test_a_terminal_is_refused_because_it_changes_bytes():
    ours, theirs = os.openpty()
    try:
        with pytest.raises(DeviceError, match="changes bytes") as caught:
            FileDevice(os.ttyname(theirs)).open()
        assert "serial://" in caught.value.hint
    finally:
        os.close(ours)
        os.close(theirs)


@posix_only
def test_a_printer_that_is_off_does_not_become_a_file_among_the_device_nodes():
    device = FileDevice("/dev/ocom809-no-such-node")
    with pytest.raises(DeviceNotFound, match="no such device node") as caught:
        device.open()
    assert "usblp" in caught.value.hint
    assert not Path("/dev/ocom809-no-such-node").exists()


@posix_only
def test_a_pipe_that_nobody_reads_is_nobody_there(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DeviceNotFound) as caught:
        FileDevice(tmp_path / "pipe").open()
    assert "pipe" in caught.value.hint


@pytest.mark.parametrize(
    "uri", ["file:", "file://", "file:///", "file://tmp/job.bin", "file:///x?mode=overwrite", "file:///x?mod=new"]
)
def test_a_uri_that_means_nothing_is_refused(uri):
    with pytest.raises(URIError):
        device_for(uri)


def test_a_mode_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(URIError):
        FileDevice(tmp_path / "x", mode="w")


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///C:/jobs/job.bin", "C:/jobs/job.bin"),
        ("file:///c:/a%20b.bin", "c:/a b.bin"),
        ("file://server/share/job.bin", "//server/share/job.bin"),
        ("file://localhost/C:/job.bin", "C:/job.bin"),
        ("file:job.bin", "job.bin"),
    ],
)
def test_windows_paths_have_drives_and_servers(uri, path):
    assert path_of(DeviceURI.parse(uri), windows=True) == path


def test_elsewhere_a_drive_is_a_folder_like_any_other():
    assert path_of(DeviceURI.parse("file:///C:/x"), windows=False) == "/C:/x"


# Nodes


@posix_only
def test_a_full_disk_and_a_printer_without_paper_share_a_number_and_are_told_apart():
    with FileDevice("/dev/full") as device, pytest.raises(DeviceError, match="out of paper") as caught:
        device.write(b"x" * 10_000)
    assert caught.value.written == 0
    full = OSError(errno.ENOSPC, "No space left on device")
    assert "disk is full" in str(broken("file:///tmp/x", full, is_node=False))


@posix_only
def test_a_node_without_anything_to_say_is_silent_for_the_limit():
    with FileDevice("/dev/null") as device:
        begin = time.monotonic()
        assert device.read(silence=0.1) == b""
        assert 0.09 < time.monotonic() - begin < 9


@posix_only
def test_a_node_that_knows_no_answers_is_one_way_from_then_on():
    """A parallel port, or a printer with one direction, says EINVAL; a descriptor for writing only says EBADF."""
    reader, writer = os.pipe()
    try:
        with SocketNode(writer) as device:
            assert device.abilities.two_way
            assert device._read_now(1) == b""
            assert not device.abilities.two_way
            assert device.read(silence=5) == b""
    finally:
        os.close(reader)
        os.close(writer)


@posix_only
def test_a_node_that_was_ready_and_has_nothing_is_asked_again():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        with SocketNode(ours.fileno()) as device:
            assert device._read_now(10) == b""


@posix_only
def test_a_node_that_fails_while_it_is_read_is_gone():
    ours, theirs = socket.socketpair()
    with ours:
        ours.setblocking(False)
        with SocketNode(ours.fileno()) as device:
            device.write(b"unread")
            theirs.close()
            with pytest.raises(DeviceGone):
                device.read(silence=5)


@posix_only
def test_a_node_that_takes_nothing_has_its_last_piece_under_way():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        told = []
        with SocketNode(ours.fileno()) as device, pytest.raises(DeviceTimeout) as caught:
            device.write(bytes(1_000_000), silence=0.05, progress=told.append)
    assert caught.value.written == told[-2]
    assert caught.value.in_doubt == told[-1] - told[-2]


@posix_only
def test_closing_a_node_waits_for_its_last_piece_only_so_long(caplog, monkeypatch):
    monkeypatch.setattr("ocom809.devices.file._CLOSE_SECONDS", 0.05)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        with SocketNode(ours.fileno()) as device:
            device.write(b"x" * 100)
            with suppress(BlockingIOError):
                while True:
                    ours.send(bytes(4096))
    assert "closed while the last 100 bytes were still under way" in caplog.text


@posix_only
def test_a_pipe_has_what_it_took(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with FileDevice(path) as device, pytest.raises(DeviceTimeout) as caught:
        device.write(bytes(1_000_000), silence=0.05)
    assert len(os.read(reader, 1_000_000)) == caught.value.written > 0
    os.close(reader)


@pytest.mark.parametrize(
    ("number", "kind", "clue"),
    [
        (errno.EACCES, PermissionDenied, "lp"),
        (errno.EBUSY, DeviceBusy, "CUPS"),
        (errno.ENODEV, DeviceNotFound, "usblp"),
        (errno.EIO, DeviceNotFound, "usblp"),
        (errno.ENOMEM, DeviceError, ""),
    ],
)
def test_each_failure_to_open_a_node_has_its_kind_and_its_hint(number, kind, clue):
    error = not_opened("file:///dev/usb/lp0", OSError(number, os.strerror(number)), is_node=True)
    assert type(error) is kind
    assert clue in error.hint


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_capture_that_may_not_be_written_is_no_matter_of_groups(number):
    error = not_opened("file:///x", OSError(number, os.strerror(number)), is_node=False)
    assert type(error) is PermissionDenied
    assert "lp" not in error.hint


@pytest.mark.parametrize("number", [errno.ENODEV, errno.EIO, errno.EPIPE])
def test_a_node_that_goes_away_is_gone(number):
    error = broken("file:///dev/usb/lp0", OSError(number, os.strerror(number)), is_node=True)
    assert type(error) is DeviceGone
