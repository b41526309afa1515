"""A computer in a network of its own: a LAN module at its real ports, and addresses where nobody answers.

Run as ``unshare -Urn python lan_bed.py``, as root without the ``-Ur``. Nothing leaves it. Writes one line of JSON for
each case.
"""

from __future__ import annotations

import json
import subprocess
import time

from ocom809 import Printer
from ocom809.deadline import Deadline
from ocom809.diagnosis import SELF_TESTS, examine, print_self_test, probe
from ocom809.virtual import LanModule, VirtualPrinter


def main():
    ip("link set lo up")
    with LanModule(VirtualPrinter(personality="all-dialects")) as module, Printer("tcp://127.0.0.1") as printer:
        found = {finding.name: [finding.answer.value, finding.why] for finding in probe(printer).findings}
        moved = module.printer.advanced_mm
        print_self_test(printer, SELF_TESTS["zywell-udp"])
        pages = wait_for(lambda: len(module.printer.tickets))
        print(json.dumps({"case": "LAN module", "checks": found, "moved": moved, "pages": pages}), flush=True)
    report("no network", "192.0.2.77")
    ip("link add lan type veth peer name far")
    ip("addr add 192.0.2.1/24 dev lan")
    ip("link set lan up")
    report("no cable", "192.0.2.77")
    ip("link set far up")
    report("foreign subnet", "198.51.100.77")
    report("nobody there", "192.0.2.77")


def wait_for(count, seconds=60):
    limit = Deadline(seconds)
    while not count() and not limit.expired:
        time.sleep(0.01)
    return count()


def report(name, target):
    checks = {check.name: [check.verdict.value, check.words, check.cure] for check in examine(target)}
    print(json.dumps({"case": name, "checks": checks}), flush=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


if __name__ == "__main__":
    main()
