"""Two hundred printers on one wire, each with an interface and a MAC of its own, and one inventory for all.

Run as ``unshare -Urn python fleet_bed.py COUNT``, as root without the ``-Ur``: this process is the shop's computer, a
child in one more namespace holds all printers. Nothing leaves the two. Writes one line of JSON for each case.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAC = "02:00:00:80:{:02x}:{:02x}"
DEAF, DEAD = 17, 18


def main(count):
    with subprocess.Popen(
        ["unshare", "-n", sys.executable, __file__, "printers", str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as printers:
        try:
            set_up(printers)
            run(printers, count)
        finally:
            printers.kill()


def set_up(printers):
    expect(printers, "there")
    for line in (
        "link set lo up",
        "link add lan type veth peer name trunk",
        f"link set trunk netns {printers.pid}",
        "addr add 10.80.0.1/16 broadcast + dev lan",
        "link set lan up",
    ):
        subprocess.run(["ip", *line.split()], check=True)
    tell(printers, "up")


def run(printers, count):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.csv"
        path.write_text("mac,address,gateway,name\n" + "".join(line(number) for number in range(count)))
        report("one address, many printers", **told_apart())
        # Whoever has moved is seen within a second, or within many on a machine with other work; all of each time goes
        # into the stubborn one.
        report("first", **applied(path, "--yes", "--keep-going", "--wait", "30"))
        report("second", **applied(path, "--yes", "--keep-going", "--wait", "2"))
        report("careful", **applied(path, "--yes"))
        tell(printers, "mend")
        report("mended", **applied(path, "--yes"))
        report("nothing to do", **applied(path, "--yes"))


def line(number):
    return f"{mac(number)},10.80.{1 + number // 200}.{1 + number % 200}/16,10.80.0.1,Till {number}\n"


def mac(number):
    return MAC.format(number // 256, number % 256)


def applied(path, *options):
    begin = time.monotonic()
    command = [sys.executable, "-m", "ocom809", "parameters", "inventory", str(path), "--json", "--at-once", "100"]
    ran = subprocess.run([*command, "--record", str(path) + ".jsonl", *options], capture_output=True, text=True)
    if not ran.stdout:
        return {"code": ran.returncode, "err": ran.stderr}
    facts = json.loads(ran.stdout)
    odd = [row for row in facts.get("printers", []) if row["state"] not in {"verified", "nothing to do"}]
    return {
        "code": ran.returncode,
        "sums": facts.get("sums", facts),
        "odd": odd[:9],
        "seconds": round(time.monotonic() - begin, 1),
        "noted": len(Path(str(path) + ".jsonl").read_text().splitlines()),
    }


def told_apart():
    """New printers all have the factory's address: which of them would be set?"""
    command = [sys.executable, "-m", "ocom809", "parameters", "set-ip", "10.80.3.3/16", "--gateway", "10.80.0.1"]
    ran = subprocess.run([*command, "--yes", "--device", "tcp://192.168.123.100"], capture_output=True, text=True)
    return {"code": ran.returncode, "err": ran.stderr}


def report(case, **facts):
    print(json.dumps({"case": case, **facts}), flush=True)


def printers_main(count):
    print("there", flush=True)
    units = {}
    for order in sys.stdin:
        if order.strip() == "up":
            links(count)
            units = {number: unit(number) for number in range(count) if number != DEAD}
        else:
            units[DEAF].close()
            units[DEAF], units[DEAD] = unit(DEAF, "ocpp-809"), unit(DEAD)
        print("done", flush=True)


def links(count):
    """Every printer its interface, which answers for its own address only, as a box of its own would."""
    batch = ["link set lo up", "link set trunk up"]
    for number in range(count):
        batch.append(f"link add link trunk name p{number} address {mac(number)} type macvlan mode bridge")
        batch.append(f"link set p{number} up")
    subprocess.run(["ip", "-batch", "-"], input="\n".join(batch), text=True, check=True)
    for setting, value in (("arp_ignore", 1), ("arp_announce", 2), ("rp_filter", 0)):
        for place in Path("/proc/sys/net/ipv4/conf").glob("*"):
            (place / setting).write_text(str(value))


def unit(number, personality=None):
    from ocom809.virtual import LanModule, VirtualPrinter
    from ocom809.virtual.interface_address import hardware_address

    kind = personality or ("deaf-to-settings" if number == DEAF else "ocpp-809")
    name = f"p{number}"
    module = LanModule(VirtualPrinter(personality=kind, mac=hardware_address(name)), interface=name)
    module.start()
    return module


def tell(printers, order):
    printers.stdin.write(order + "\n")
    printers.stdin.flush()
    expect(printers, "done")


def expect(printers, word):
    heard = printers.stdout.readline().strip()
    if heard != word:
        raise RuntimeError(f"the printers' namespace said {heard!r} instead of {word!r}")


if __name__ == "__main__":
    printers_main(int(sys.argv[2])) if sys.argv[1] == "printers" else main(int(sys.argv[1]))
