"""Many on one printer: every receipt whole, none twice, none mixed with another one."""

import multiprocessing
import threading

import pytest
from chaos_facts import profile
from chaos_paper import Paper, reference
from chaos_receipts import job

from ocom809 import Printer, errors
from ocom809.outcomes import Printed
from ocom809.virtual import TcpServer, VirtualPrinter

UNIT = "ocpp-809"
FACTS = profile(UNIT, 4096, measured=True)
TRIES = 200


@pytest.fixture
def printer():
    unit = VirtualPrinter(personality=UNIT)
    with TcpServer(unit) as server:
        unit.uri = f"tcp://127.0.0.1:{server.port}"
        yield unit


def must_be_whole(unit, numbers):
    paper = Paper(unit)
    blocks = [reference(UNIT, job("words", number, FACTS).data) for number in numbers]
    assert [len(paper.places(block)) for block in blocks] == [1] * len(blocks)
    assert paper.strays(blocks, []) == 0


def test_eight_threads_share_one_printer(printer):
    failures, each = [], 6

    def work(first):
        try:
            for number in range(first, first + each):
                assert isinstance(shared.print(job("words", number, FACTS)), Printed)
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    with Printer(printer.uri, profile=FACTS) as shared:
        threads = [threading.Thread(target=work, args=(1 + place * each,)) for place in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    assert not failures
    must_be_whole(printer, range(1, 1 + 8 * each))


def print_all(uri, numbers):
    """In a process of its own: what was not printed is tried again, which is safe."""
    for number in numbers:
        for _ in range(TRIES):
            try:
                with Printer(uri, profile=FACTS) as own:
                    own.print(job("words", number, FACTS))
                break
            except (errors.NotPrinted, errors.DeviceError):
                continue
        else:
            raise AssertionError(f"receipt {number} was never printed")


def test_four_processes_take_turns_on_one_printer(printer):
    each = 4
    numbers = [range(1 + place * each, 1 + (place + 1) * each) for place in range(4)]
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(print_all, [(printer.uri, some) for some in numbers])
    must_be_whole(printer, range(1, 1 + 4 * each))
