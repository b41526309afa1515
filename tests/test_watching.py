"""Watching a printer: what has changed is told, and silence is no state of the paper."""

import queue
import threading

import pytest

from ocom809 import Printer, errors
from ocom809.errors import InputError
from ocom809.status import Answer, Status
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice
from ocom809.watching import Lookout, Watch

READY = Status(online=Answer.YES, paper=Answer.YES)


def next_of(changes, words):
    """Waits until a change with these words is told."""
    while str(change := changes.get(timeout=100)) != words:
        pass
    return change


def test_what_happens_to_a_printer_is_told_in_words():
    virtual, told = VirtualPrinter(), queue.Queue()
    with Printer(VirtualDevice(virtual)) as printer, Watch(printer, told.put, every=0.02) as watch:
        next_of(told, "paper is in")
        virtual.play("paper-out")
        next_of(told, "the paper is out")
        virtual.load_paper()
        next_of(told, "paper is in")
        virtual.open_cover()
        next_of(told, "the cover was opened")
        virtual.set_drawer_pin(high=False)
        next_of(told, "the drawer's pin went low")
        assert watch.reachable is Answer.YES
        assert watch.last_seen is not None


def test_a_printer_that_falls_silent_is_unreachable_and_what_was_known_stays():
    virtual, told = VirtualPrinter(), queue.Queue()
    with Printer(VirtualDevice(virtual), reply_silence=0.05) as printer, Watch(printer, told.put, every=0.02) as watch:
        next_of(told, "paper is in")
        virtual.play("silence")
        next_of(told, "it does not answer")
        assert watch.status.paper is Answer.YES
        assert watch.reachable is Answer.NO
        virtual.cure("silence")
        next_of(told, "it answers")


class Gone:
    def status(self):
        raise errors.DeviceGone("pulled out")


def test_a_wire_that_fails_is_told_once():
    told = queue.Queue()
    with Watch(Gone(), told.put, every=0.01) as watch:
        assert str(told.get(timeout=100)) == "it does not answer"
        with pytest.raises(queue.Empty):
            told.get(timeout=0.1)
        assert watch.status == Status.unknown()
        assert watch.last_seen is None


def test_whoever_watches_may_fail_and_may_end_the_watch_from_within(caplog):
    begun, ended, seen, watches = threading.Event(), threading.Event(), [], []

    def on_change(change):
        seen.append(change)
        if len(seen) == 1:
            raise RuntimeError("my own fault")
        begun.wait(30)
        watches[0].close()
        ended.set()

    with Printer("virtual:") as printer:
        watches.append(Watch(printer, on_change, every=0.01))
        begun.set()
        assert ended.wait(30)
        watches[0].close()
    assert "my own fault" in caplog.text


def test_who_is_not_there_is_asked_less_and_less_often_and_who_is_back_as_often_as_before():
    lookout = Lookout(2.0)
    pauses = []
    for _ in range(8):
        lookout.lost()
        pauses.append(lookout.pause)
    assert pauses == [2, 4, 8, 16, 30, 30, 30, 30]
    lookout.heard(READY)
    assert lookout.pause == 2


@pytest.mark.parametrize("every", [0, -1, float("inf"), float("nan")])
def test_a_printer_is_asked_every_so_many_seconds(every):
    with pytest.raises(InputError, match="every so many seconds"):
        Lookout(every)
