"""A computer in a network of its own, and what the doctor says of addresses where nobody answers.

Run as ``unshare -Urn python lan_bed.py``, as root without the ``-Ur``. Nothing leaves it. Writes one line of JSON for
each case.
"""

from __future__ import annotations

import json
import subprocess

from ocom809.diagnosis.doctor import examine


def main():
    ip("link set lo up")
    report("no network", "192.0.2.77")
    ip("link add lan type veth peer name far")
    ip("addr add 192.0.2.1/24 dev lan")
    ip("link set lan up")
    report("no cable", "192.0.2.77")
    ip("link set far up")
    report("foreign subnet", "198.51.100.77")
    report("nobody there", "192.0.2.77")


def report(name, target):
    checks = {check.name: [check.verdict.value, check.words, check.cure] for check in examine(target)}
    print(json.dumps({"case": name, "checks": checks}), flush=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


if __name__ == "__main__":
    main()
