"""Running a bed: a program in network namespaces of its own."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys

from tests.beds.plugin import ROOT, coverage_words
from tests.judges import needed

INSTALL = "sudo apt-get install iproute2 util-linux (and a kernel that lets this user make network namespaces)"
_TRIAL = "ip link add lan type veth peer name eth0 && ip link add link eth0 name board type macvlan mode bridge"


@functools.cache
def unshare():
    """The words that start a command in a network of its own; the test is skipped where there can be none."""
    needed.tool("ip", install=INSTALL)
    words = [needed.tool("unshare", install=INSTALL), "-n" if os.geteuid() == 0 else "-Urn"]
    trial = subprocess.run([*words, "sh", "-c", _TRIAL], capture_output=True)
    if trial.returncode:
        needed.unavailable(f"no network namespaces with macvlan here: {trial.stderr.decode().strip()}", install=INSTALL)
    return words


def run_bed(path, *, seconds):
    """What the bed at ``path`` tells, a value for each line."""
    bed = subprocess.run(
        [*unshare(), sys.executable, *coverage_words(), str(path)],
        capture_output=True,
        text=True,
        timeout=seconds,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert bed.returncode == 0, bed.stderr
    return [json.loads(line) for line in bed.stdout.splitlines()]
