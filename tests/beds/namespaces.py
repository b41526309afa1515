"""Running a bed that is a program in network namespaces of its own, and reading what it tells, a line of JSON each."""

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


def begun(path, *words):
    """The bed at ``path``, begun and left to itself."""
    return subprocess.Popen(
        [*unshare(), sys.executable, *coverage_words(), str(path), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def told(bed, *, seconds):
    """What a bed that was begun has told when it ends, a value for each line."""
    try:
        out, err = bed.communicate(timeout=seconds)
    except BaseException:
        bed.kill()
        bed.wait()
        raise
    assert bed.returncode == 0, err
    return [json.loads(line) for line in out.splitlines()]


def run_bed(path, *words, seconds):
    """What the bed at ``path`` tells, a value for each line."""
    return told(begun(path, *words), seconds=seconds)


def by_case(lines):
    """The lines of a bed by what each calls its case."""
    return {line["case"]: line for line in lines}
