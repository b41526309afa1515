"""Ctrl-C as a request, and doing something again whenever files change, in this process."""

import signal
import sys
import threading

import pytest

from ocom809.cli.stopping import asked_to_stop
from ocom809.cli.watching import whenever_changed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another matter there")


@pytest.fixture
def asked():
    return threading.Event()


@pytest.fixture(autouse=True)
def handlers():
    """Whatever happens, the handlers of this process are those that it had."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield before
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_asked_and_nothing_is_interrupted(asked, handlers, number):
    with asked_to_stop(asked.set):
        signal.raise_signal(number)
        signal.raise_signal(number)
        assert asked.is_set()
    assert {each: signal.getsignal(each) for each in handlers} == handlers


def test_the_second_ctrl_c_interrupts_where_it_may_insist(asked):
    with asked_to_stop(asked.set, insist=True):
        signal.raise_signal(signal.SIGINT)
        assert asked.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_who_had_it_ignore_ctrl_c_is_obeyed(asked):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with asked_to_stop(asked.set, insist=True):
        signal.raise_signal(signal.SIGINT)
        assert not asked.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_it_is_done_at_once_and_after_each_change_until_ctrl_c(tmp_path):
    path, seen = tmp_path / "receipt.txt", []
    path.write_text("Tea")

    def act():
        seen.append(path.read_text())
        if len(seen) < 3:
            path.write_text("Tea and milk" * len(seen))
        else:
            signal.raise_signal(signal.SIGINT)

    whenever_changed([path], act)
    assert seen == ["Tea", "Tea and milk", "Tea and milk" * 2]


def test_a_file_that_is_away_is_waited_for_and_its_coming_back_is_a_change(tmp_path):
    path, seen = tmp_path / "receipt.txt", []
    path.write_text("Tea")

    def come_back():
        unfinished = tmp_path / "unfinished"
        unfinished.write_text("Milk")
        unfinished.rename(path)

    def act():
        seen.append(path.read_text())
        if len(seen) == 1:
            path.unlink()
            threading.Timer(0.5, come_back).start()
        else:
            signal.raise_signal(signal.SIGINT)

    whenever_changed([path], act)
    assert seen == ["Tea", "Milk"]
