"""Chaos runs, bounded: the driver's claims beside the paper. ``tools/chaos`` makes as many as are wanted."""

import sys
from collections import Counter
from dataclasses import replace

import pytest
from chaos_bench import run
from chaos_plan import plan

SEED = 20261126
SIMULATED_RUNS = 120
REAL_RUNS = 10
BLOCKS = 6
KNOWN = {"measured": True}
"""In real time; the units of which nothing is known are those of simulated time, which no busy machine can disturb."""


def must_hold(wire, numbers, **facts):
    """Run these numbers and name every lie by its seed."""
    results = [run(replace(plan(SEED, number, wire=wire), **facts)) for number in numbers]
    print(f"seed {SEED}, numbers {numbers}, {sum((result.ends for result in results), start=Counter())}")
    assert not [str(result) for result in results if result.lies]
    return results


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_claim_is_a_lie_in_simulated_time(block):
    each = SIMULATED_RUNS // BLOCKS
    results = must_hold("virtual", range(block * each, (block + 1) * each))
    assert any(end.startswith("Printed") for result in results for end in result.ends)


def test_no_claim_is_a_lie_over_tcp():
    must_hold("tcp", range(REAL_RUNS), **KNOWN)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals exist on Linux and macOS")
def test_no_claim_is_a_lie_over_a_serial_line():
    must_hold("serial", range(REAL_RUNS), **KNOWN)
